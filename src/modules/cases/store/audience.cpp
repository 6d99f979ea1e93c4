#include "modules/cases/store/audience.h"

#include "modules/cases/store/move_fact.h"

#include <algorithm>

namespace weicheng::cases {

static const db::Query select_audience{"cases.select_audience", R"(
    SELECT block_body_id, line_body_id, handling_body_id, reporter_id
    FROM cases WHERE county_id = $1 AND id = $2)"};

static facts::Audience who_sees(const Parties& parties) {
    return {[parties](const Caller& caller) { return sight_of(caller).has(parties); }};
}

facts::Audience audience_of(db::Tx& tx, CountyId county, CaseId id) {
    const auto parties = tx.first(select_audience, {county, id}, [](const db::Row& row) {
        return Parties{row.get<BodyId>(0), row.get<BodyId>(1), row.get<BodyId>(2),
                       row.get<AccountId>(3)};
    });
    return parties ? who_sees(*parties) : facts::Audience{};
}

std::vector<BodyId> bodies_left(const Case& before, const Case& after) {
    const BodyId still[] = {after.block_body, after.line_body, after.handling_body};
    std::vector<BodyId> left;
    for (const auto body : {before.block_body, before.line_body, before.handling_body})
        if (body && std::find(std::begin(still), std::end(still), body) == std::end(still) &&
            std::find(left.begin(), left.end(), body) == left.end())
            left.push_back(body);
    return left;
}

facts::Audience audience_left(const facts::Fact& fact) {
    const auto said = http::from_json<MoveFact>(fact.body);
    if (!said || said->left.empty()) return {};
    auto left = said->left;
    left.resize(3);
    return who_sees({left[0], left[1], left[2]});
}

} // namespace weicheng::cases
