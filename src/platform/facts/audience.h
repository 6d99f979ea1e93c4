// Who may hear of what happened to a subject, in terms the platform understands. A module gives one
// source for each kind of subject it owns; what nobody speaks for is told to nobody.
#pragma once

#include "foundation/caller.h"
#include "platform/facts/facts.h"

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
    /// The bodies for which a fact took its subject out of sight: who holds the audience's power
    /// for one of them hears of that fact too. Absent: none.
    std::function<std::vector<BodyId>(const Fact&)> left = {};
};

} // namespace weicheng::facts
