#include "modules/cases/store/audience.h"

namespace weicheng::cases {

static const db::Query select_audience{"cases.select_audience", R"(
    SELECT block_body_id, line_body_id, handling_body_id, reporter_id
    FROM cases WHERE county_id = $1 AND id = $2)"};

facts::Audience audience_of(db::Tx& tx, CountyId county, CaseId id) {
    return tx
        .first(select_audience, {county, id},
               [](const db::Row& row) {
                   return facts::Audience{
                       .power = "cases.read",
                       .bodies = {row.get<BodyId>(0), row.get<BodyId>(1), row.get<BodyId>(2)},
                       .accounts = {row.get<AccountId>(3)}};
               })
        .value_or(facts::Audience{});
}

} // namespace weicheng::cases
