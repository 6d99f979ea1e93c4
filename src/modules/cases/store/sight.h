// The rule of sight (modules/cases/sight.h) as SQL: conditions on `cases c` of county :county. Used
// inside store/ only.
#pragma once

#include "modules/cases/cases.h"
#include "platform/db/db.h"

namespace weicheng::cases {

/// One of its bodies is one that the account :reader reads for.
inline db::Sql seen_by_body() {
    const db::Sql bodies = "(SELECT p.body_id FROM powers_v p WHERE p.county_id = :county"
                           " AND p.account_id = CAST(:reader AS BIGINT)"
                           " AND p.power = 'cases.read' AND p.body_id IS NOT NULL)";
    return "(c.block_body_id IN " + bodies + " OR c.line_body_id IN " + bodies +
           " OR c.handling_body_id IN " + bodies + ")";
}
/// Reported by the account :reporter.
inline db::Sql reported_by_reader() {
    return "c.reporter_id = CAST(:reporter AS BIGINT)";
}
inline void add_sight(std::vector<db::Named>& params, const Sight& sight) {
    // Whoever may not read at all reads for no body, also when the account behind a token could.
    params.push_back({"reader", sight.bodies.empty() ? AccountId{} : sight.account});
    params.push_back({"reporter", sight.account});
}

/// A query about what a caller sees, in two texts: for who sees all, and for the others.
class SightQuery {
  public:
    /// `before` ends in conditions on `cases c`; `after` follows them.
    SightQuery(const char* name_of_all, const char* name_of_some, const db::Sql& before,
               const db::Sql& after = "")
        : all_(name_of_all, before + after),
          some_(name_of_some,
                before + " AND (" + reported_by_reader() + " OR " + seen_by_body() + ")" + after) {}

    const db::Query& of(const Sight& sight) const { return sight.all ? all_ : some_; }

  private:
    db::Query all_, some_;
};

/// What the text for that sight asks for beside `params`.
inline std::vector<db::Named> with_sight(std::vector<db::Named> params, const Sight& sight) {
    if (!sight.all) add_sight(params, sight);
    return params;
}

} // namespace weicheng::cases
