// Pages, counts and exports of the ledger, for what a caller may see. Used by the http room.
#pragma once

#include "modules/cases/cases.h"
#include "platform/db/db.h"

#include <map>

namespace weicheng::cases {

enum class Sort {
    due,    // most urgent first: by the moment the running stage is due; struck-off ones last
    newest, // -reported
    oldest, // reported
};
ENUM_NAMES(Sort, due, (newest, "-reported"), (oldest, "reported"));

struct ListedCase {
    Case one;                 // without photos and doers
    std::string thumb_sha256; // of the first photo; empty when there is none
};
struct ListPage {
    std::vector<ListedCase> cases;
    std::string next_cursor; // empty: the end
};

/// At most `limit` cases after `cursor` (empty: from the start). Refusal list.cursor_malformed.
Result<ListPage> list(db::Tx& tx, const Caller& caller, const CaseFilter& filter, Sort sort,
                      int limit, std::string_view cursor, Instant now);
/// Answered from the roll-ups where the filter asks for states and a body only.
std::int64_t count(db::Tx& tx, const Caller& caller, const CaseFilter& filter, Instant now);

struct Counts {
    std::vector<std::pair<State, std::int64_t>> by_state;
    std::vector<std::pair<Light, std::int64_t>> by_light;
    std::int64_t waiting_for_me = 0;
};
Counts counts(db::Tx& tx, const Caller& caller, Instant now);
/// The lights of what the caller sees, those of ended cases and such without a limit too.
std::map<Light, std::int64_t> lights_of(db::Tx& tx, const Caller& caller, Instant now);

} // namespace weicheng::cases
