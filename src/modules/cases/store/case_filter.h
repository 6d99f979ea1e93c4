// A filter of the ledger as SQL: conditions on `cases c`, and their parameters. Used by the lists
// and counts of store/ only.
#pragma once

#include "modules/cases/store/case_list.h"
#include "modules/cases/store/case_row.h"
#include "modules/cases/store/sight.h"

/// The light of a case at the moment `now`; says the same as light_of() in rules/clock.cpp.
#define LIGHT_AT(now)                                                                              \
    "CASE WHEN c.state IN ('closed', 'not_accepted', 'voided', 'merged') THEN 'none'"              \
    " WHEN c.state = 'suspended' THEN 'grey'"                                                      \
    " WHEN c.state IN ('reported', 'verifying', 'filed') THEN 'hollow'"                            \
    " WHEN c.stage_due_at < CAST(" now " AS BIGINT) THEN CASE"                                     \
    " WHEN c.stage_deep_red_at <= CAST(" now " AS BIGINT) THEN 'deep_red' ELSE 'red' END"          \
    " WHEN c.stage_amber_at <= CAST(" now " AS BIGINT) THEN 'amber' ELSE 'green' END"

// County $1, the filter $2 to $50; filter_params() gives them in this order.
#define FILTERED                                                                                   \
    " FROM cases c WHERE c.county_id = $1"                                                         \
    " AND (CAST($2 AS BIGINT) IS NULL OR c.state IN ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12,"   \
    " $13, $14, $15, $16))"                                                                        \
    " AND (CAST($17 AS BIGINT) IS NULL OR (" LIGHT_AT(                                             \
        "$18") ")"                                                                                 \
               " IN ($19, $20, $21, $22, $23, $24, $25))"                                          \
               " AND (CAST($26 AS TEXT) IS NULL OR c.kind = $26)"                                  \
               " AND (CAST($27 AS BIGINT) IS NULL OR c.grid_id = $27)"                             \
               " AND (CAST($28 AS BIGINT) IS NULL OR c.block_body_id = $28 OR c.line_body_id = "   \
               "$28"                                                                               \
               " OR c.handling_body_id = $28)"                                                     \
               " AND (CAST($29 AS BIGINT) IS NULL OR c.source IN ($30, $31, $32, $33, $34, $35, "  \
               "$36, $37))"                                                                        \
               " AND (CAST($38 AS TEXT) IS NULL OR (c.number >= $38 AND c.number < CAST($39 AS "   \
               "TEXT)))"                                                                           \
               " AND (CAST($40 AS TEXT) IS NULL OR c.request_kind = $40"                           \
               " OR ($40 = 'open' AND c.request_kind IS NOT NULL))"                                \
               " AND (CAST($41 AS TEXT) IS NULL OR c.recheck = $41)"                               \
               " AND (CAST($42 AS TEXT) IS NULL OR c.verification = $42)"                          \
               " AND (CAST($43 AS BIGINT) IS NULL OR c.recurs_of_id IS NOT NULL)"                  \
               " AND (CAST($44 AS BIGINT) IS NULL OR c.stage_provisional = 1)"                     \
               " AND (CAST($45 AS BIGINT) IS NULL OR c.late_body_id IS NOT NULL OR (c.due_at < "   \
               "$18"                                                                               \
               " AND c.state IN ('dispatched', 'disputed', 'handling', 'handled')))"               \
               " AND (CAST($46 AS BIGINT) IS NULL OR c.reported_at >= $46)"                        \
               " AND (CAST($47 AS BIGINT) IS NULL OR c.reported_at < $47)"                         \
               " AND (CAST($48 AS BIGINT) IS NULL OR c.closed_at >= $48)"                          \
               " AND (CAST($49 AS BIGINT) IS NULL OR c.closed_at < $49)"                           \
               " AND (CAST($50 AS TEXT) IS NULL OR (c.state = 'suspended'"                         \
               " AND c.suspended_recheck_on <= $50))"

/// Of someone without the county-wide power: his own reports, and what his bodies may read.
// clang-format off
#define SEEN_IN(county, reporter, reader)                                                          \
    " AND (c.reporter_id = CAST(" reporter " AS BIGINT)"                                           \
    " OR c.block_body_id IN " READING_BODIES(county, reader)                                       \
    " OR c.line_body_id IN " READING_BODIES(county, reader)                                        \
    " OR c.handling_body_id IN " READING_BODIES(county, reader) ")"
// clang-format on
#define SEEN_BY(reporter, reader) SEEN_IN("$1", reporter, reader)

namespace weicheng::cases {

/// A filter made ready: texts that its parameters point at live here.
class FilterParams {
  public:
    FilterParams(const Caller& caller, const CaseFilter& filter, Instant now);
    /// Looks for numbers that begin so; empty: does not.
    void look_for_number(std::string_view beginning);

    /// $1 to $50; they point into this filter.
    std::vector<db::Param> params() const&;
    std::vector<db::Param> params() const&& = delete;
    /// What SEEN_BY takes. Whoever may not read at all reads for no body, also when the account
    /// behind a token could.
    static void add_sight(std::vector<db::Param>& params, const Caller& caller);

  private:
    CountyId county_;
    CaseFilter filter_;
    Instant now_;
    std::string number_from_, number_until_, request_, recheck_, verification_, recheck_on_to_;
};

} // namespace weicheng::cases
