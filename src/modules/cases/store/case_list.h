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

/// Days are the county's, both ends included.
struct Filter {
    std::vector<State> states = {}; // none: all
    std::vector<Light> lights = {}; // by the moments fixed with the stage; none: all
    std::string kind = {};
    places::GridId grid = {};
    BodyId body = {}; // block, line or handling body
    std::vector<Source> sources = {};
    std::string words = {}; // a number's beginning, or text in summary or place words
    bool waiting_for_me = false;
    bool any_request = false;                // one waits for an answer
    std::optional<RequestKind> request = {}; // one of this kind does
    std::optional<Recheck> recheck = {};
    std::optional<Verification> verification = {};
    bool recurred = false;    // came back after a strike-off
    bool provisional = false; // its limit touches a year that is not announced
    bool late = false;        // the unit's clock ran out before it confirmed
    std::optional<Date> reported_from = {}, reported_to = {};
    std::optional<Date> closed_from = {}, closed_to = {};
    std::optional<Date> recheck_on_to = {}; // suspended, to be looked at again until then
};

struct ListedCase {
    Case one;                 // without photos and doers
    std::string thumb_sha256; // of the first photo; empty when there is none
};
struct ListPage {
    std::vector<ListedCase> cases;
    std::string next_cursor; // empty: the end
};

/// At most `limit` cases after `cursor` (empty: from the start). Refusal list.cursor_malformed.
Result<ListPage> list(db::Tx& tx, const Caller& caller, const Filter& filter, Sort sort, int limit,
                      std::string_view cursor, Instant now);
/// Answered from the roll-ups where the filter asks for states and a body only.
std::int64_t count(db::Tx& tx, const Caller& caller, const Filter& filter, Instant now);

struct Counts {
    std::vector<std::pair<State, std::int64_t>> by_state;
    std::vector<std::pair<Light, std::int64_t>> by_light;
    std::int64_t waiting_for_me = 0;
};
Counts counts(db::Tx& tx, const Caller& caller, Instant now);
/// The lights of what the caller sees, those of ended cases and such without a limit too.
std::map<Light, std::int64_t> lights_of(db::Tx& tx, const Caller& caller, Instant now);

} // namespace weicheng::cases
