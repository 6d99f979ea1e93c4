// Who may hear of what happened to a subject, in terms the platform understands. A module gives one
// source for each kind of subject it owns; what nobody speaks for is told to nobody.
#pragma once

#include "foundation/caller.h"
#include "platform/facts/facts.h"

#include <functional>
#include <string>
#include <vector>

namespace weicheng::facts {

/// Says of someone whether he may hear of it; by default nobody may.
struct Audience {
    std::function<bool(const Caller&)> who = {};

    bool holds(const Caller& caller) const { return who && who(caller); }
};

struct AudienceSource {
    std::string subject_kind; // "case"
    std::function<Audience(db::Tx&, CountyId, std::int64_t subject)> of;
    /// From whose sight a fact took its subject: they hear of that fact too. Absent: nobody.
    std::function<Audience(const Fact&)> left = {};
};

} // namespace weicheng::facts
