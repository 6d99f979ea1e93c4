// Who may hear of what happened to a subject, in terms the platform understands. A module gives one
// source for each kind of subject it owns; what nobody speaks for is told to nobody.
#pragma once

#include "foundation/caller.h"
#include "platform/db/db.h"

#include <functional>
#include <string>
#include <vector>

namespace weicheng::facts {

/// Everyone who holds the power for the county or for one of the bodies, and the accounts named.
struct Audience {
    std::string power = {}; // empty: nobody by power
    std::vector<BodyId> bodies = {};
    std::vector<AccountId> accounts = {};

    bool holds(const Caller& caller) const;
};

struct AudienceSource {
    std::string subject_kind; // "case"
    std::function<Audience(db::Tx&, CountyId, std::int64_t subject)> of;
};

} // namespace weicheng::facts
