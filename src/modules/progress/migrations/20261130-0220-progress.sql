-- The figures of days are kept by a module of their own. They were made with the ledger's tables, in
-- 20261122-0203-tallies.
ALTER TABLE case_days RENAME TO progress_days;
ALTER TABLE case_kind_days RENAME TO progress_kind_days;
