// Who asks, and what they may do where. The scopes are opaque here; the people module says what
// they mean. Any file may use it.
#pragma once

#include "foundation/ids.h"

#include <string>
#include <string_view>
#include <vector>

namespace weicheng {

enum class Locale { zh, en };

/// Where a power holds: the whole county (body zero) or one body.
struct Scope {
    BodyId body = {};

    bool whole_county() const { return !body; }
    auto operator<=>(const Scope&) const = default;
};

struct Grant {
    std::string power; // e.g. "cases.close"
    Scope scope;
};

/// The signed-in person, or nobody (account zero): a citizen or the server itself.
struct Caller {
    CountyId county;
    AccountId account = {};
    PersonId person = {};
    std::string name = {};
    std::vector<BodyId> bodies = {}; // where the person holds a post
    std::vector<Grant> grants = {};
    bool is_server =
        false; // the server's own hand (jobs, automatic filing); never set from a request

    bool signed_in() const { return bool(account); }
    /// Holds the power anywhere.
    bool may(std::string_view power) const;
    bool may_in_county(std::string_view power) const;
    /// Holds the power for that body (or for the whole county).
    bool may_in(std::string_view power, BodyId body) const;
    bool belongs_to(BodyId body) const;
};

} // namespace weicheng
