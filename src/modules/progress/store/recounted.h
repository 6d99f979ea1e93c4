// The figures of rules/rates.h counted again from the ledger's views, as SQL that shares
// nothing with the way the roll-ups are kept. Used by the proof of the roll-ups only.
#pragma once

#include "platform/db/db.h"

namespace weicheng::progress {

/// One row a case for each time it counts: figure, day, place, unit, kind, shard; of the county $1.
inline db::Sql all_counted() {
    using db::Sql;
    const Sql ledger =
        " FROM cases_v c WHERE c.county_id = $1 AND c.state NOT IN ('voided', 'merged')";
    const auto counted = [&](const Sql& figure, const Sql& at, const Sql& body,
                             const Sql& condition) {
        return "SELECT '" + figure + "' AS figure, (" + at +
               " + 28800000) / 86400000 AS day, c.grid_id AS grid_id, c.block_body_id AS "
               "block_body_id, " +
               body + " AS handling_body_id, c.kind AS kind, c.id % 4 AS shard" + ledger +
               condition;
    };
    const auto turn = [](const Sql& figure, const Sql& stage, const Sql& next, const Sql& body) {
        return "SELECT '" + figure +
               "', (s.next_at + 28800000) / 86400000, c.grid_id, c.block_body_id, s." + body + R"(,
            c.kind, c.id % 4
        FROM (SELECT t.case_id AS case_id, t.stage AS stage, t.body_id AS body_id,
                  LEAD(t.stage) OVER w AS next_stage, LEAD(t.body_id) OVER w AS next_body_id,
                  LEAD(t.entered_at) OVER w AS next_at
              FROM case_stages_v t WHERE t.county_id = $1
              WINDOW w AS (PARTITION BY t.case_id ORDER BY t.id)) s
        JOIN cases_v c ON c.county_id = $1 AND c.id = s.case_id
        WHERE c.state NOT IN ('voided', 'merged') AND s.stage = ')" +
               stage + "' AND s.next_stage = '" + next + "'";
    };
    const auto grant = [](const Sql& figure, const Sql& kind) {
        return "SELECT '" + figure + R"(', (r.decided_at + 28800000) / 86400000, c.grid_id,
            c.block_body_id, r.body_id, c.kind, c.id % 4
        FROM case_requests_v r
        JOIN cases_v c ON c.county_id = r.county_id AND c.id = r.case_id
        WHERE r.county_id = $1 AND c.state NOT IN ('voided', 'merged')
          AND r.kind = ')" +
               kind + "' AND r.status = 'granted'";
    };
    const Sql handler = "c.handling_body_id";
    const Sql done = "CASE WHEN c.closed_at IS NOT NULL AND (c.due_at IS NULL OR "
                     "c.closed_at < c.due_at) THEN c.closed_at ELSE c.due_at END";
    const Sql late = " AND (c.state = 'closed' OR (c.state IN ('checking', 'checked') "
                     "AND c.due_at IS NOT NULL)) AND c.late_body_id IS NOT NULL";
    return db::joined(
        {counted("reported", "c.reported_at", handler, ""),
         counted("filed", "c.filed_at", handler,
                 " AND c.filed_at IS NOT NULL"
                 " AND c.state NOT IN ('reported', 'verifying', 'not_accepted')"),
         counted("closed", "c.closed_at", handler, " AND c.state = 'closed'"),
         counted("in_time", done, handler, " AND c.state = 'closed' AND c.late_body_id IS NULL"),
         counted("late", done, "c.late_body_id", late),
         counted("exempt", done, "c.late_body_id", late + " AND c.lateness_exempt = 1"),
         counted("pending", "c.due_at", handler,
                 " AND c.due_at IS NOT NULL"
                 " AND c.state IN ('dispatched', 'disputed', 'handling', 'handled')"),
         turn("reworked", "checking", "handling", "next_body_id"),
         turn("returned", "dispatched", "filed", "body_id"), grant("extended", "extension"),
         grant("suspended", "suspension"), R"(
        SELECT 'recurred', (c.reported_at + 28800000) / 86400000, r.grid_id, r.block_body_id,
            r.handled_by_id, c.kind, c.id % 4
        FROM case_recurrences_v r
        JOIN cases_v c ON c.county_id = r.county_id AND c.id = r.case_id
        WHERE r.county_id = $1 AND c.state NOT IN ('not_accepted', 'voided', 'merged'))"},
        " UNION ALL ");
}

} // namespace weicheng::progress
