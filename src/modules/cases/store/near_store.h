// What lies near in place: struck-off cases that a new one may recur of, open ones that may be the
// same problem, and the spots where problems come back. Used by the module's store, actions and
// http.
#pragma once

#include "modules/cases/rules/recurrence.h"
#include "modules/cases/store/case_list.h"

namespace weicheng::cases {

/// A little more than what lies within the radius: struck off on that day of the county or later.
std::vector<StruckOff> struck_off_near(db::Tx& tx, CountyId county, std::string_view kind,
                                       Point point, int radius_m, Date since);
/// A little more than what lies within the radius: open cases reported since.
std::vector<ListedCase> open_cases_near(db::Tx& tx, CountyId county, std::string_view kind,
                                        Point point, int radius_m, Instant since);

/// What the case counts against as it stands in the store, if it recurs of anything.
std::optional<CountsAgainst> counts_against(db::Tx& tx, CountyId county, CaseId id);
/// Keeps what the case recurs of, with a fact on the earlier case; `before` has no id when the case
/// is new.
void keep_recurrence(db::Tx& tx, const Case& before, const Case& after, Instant at);

// ---- what a case page tells ----

struct EarlierCase {
    CaseId id;
    std::string number;
    std::optional<Instant> closed_at;
    int distance_m = 0;
    int days = 0;
};
std::optional<EarlierCase> earlier_of(db::Tx& tx, CountyId county, CaseId id);
struct LaterCase {
    CaseId id;
    std::string number;
    Instant reported_at;
    int distance_m = 0;
};
/// Cases that count as recurrences of it, oldest first.
std::vector<LaterCase> later_of(db::Tx& tx, CountyId county, CaseId id);

// ---- stubborn spots ----

struct SpotFilter {
    std::string kind = {};
    places::GridId grid = {};
    int min_count = 2;
};
struct Spot {
    Case first;
    int count = 0; // with the first one
    Instant last_at;
    CaseId last;
    std::string last_number;
    State last_state = State::reported;
    std::vector<std::pair<BodyId, int>> handled_by; // whose strike-offs did not last, most first
};
struct SpotPage {
    std::vector<Spot> spots; // those that came back most often first
    std::string next_cursor;
};
/// Spots of which the caller sees a case. Refusal list.cursor_malformed.
Result<SpotPage> stubborn_spots(db::Tx& tx, const Caller& caller, const SpotFilter& filter,
                                int limit, std::string_view cursor);

} // namespace weicheng::cases
