// Who sees a case: the one rule that lists, exports, counts, map, live updates and single cases
// ask. As SQL it stands in store/sight.h; a test holds the two together. Part of the door; included
// by cases.h.
#pragma once

#include "foundation/caller.h"

#include <algorithm>
#include <vector>

namespace weicheng::cases {

/// Who has to do with a case, as far as seeing it goes.
struct Parties {
    BodyId block_body, line_body, handling_body;
    AccountId reporter = {}; // zero: a citizen
};

/// What a caller sees of his county's cases: all of them, or those of bodies he reads for and his
/// own reports.
struct Sight {
    bool all = false;
    std::vector<BodyId> bodies = {}; // in ascending order
    AccountId account = {};          // zero: nobody's reports

    /// By one of its bodies.
    bool has_body_of(const Parties& one) const {
        const auto has = [&](BodyId body) {
            return body && std::binary_search(bodies.begin(), bodies.end(), body);
        };
        return has(one.block_body) || has(one.line_body) || has(one.handling_body);
    }
    bool has(const Parties& one) const {
        return all || has_body_of(one) || (one.reporter && one.reporter == account);
    }
};

inline Sight sight_of(const Caller& caller) {
    Sight sight{.all = caller.may_in_county("cases.read"), .account = caller.account};
    if (sight.all) return sight;
    for (const auto& grant : caller.grants)
        if (grant.power == "cases.read") sight.bodies.push_back(grant.scope.body);
    std::sort(sight.bodies.begin(), sight.bodies.end());
    return sight;
}

} // namespace weicheng::cases
