// The ledger's tables: a case with its photos and doers, its stages, notes, contact, rating,
// number. Used by the module's actions and http rooms.
#pragma once

#include "modules/cases/cases.h"
#include "modules/cases/rules/lifecycle.h"
#include "platform/db/db.h"

namespace weicheng::cases {

// ---- a case ----

std::optional<Case> load(db::Tx& tx, CountyId county, CaseId id);

/// One step of a case, by whom and when.
struct Entry {
    Change change;
    Caller who;
    Instant at;
};
/// Writes a chain of steps of one case: the case as the last leaves it, and of each its photos,
/// doers, stages, note and fact. A new case gets its id and number here. Returns the saved case.
/// Refusal request.stale when someone else was quicker.
Result<Case> save(db::Tx& tx, std::vector<Entry> entries, std::string_view number_format);
/// The same, all of it done by one person at one moment.
Result<Case> save(db::Tx& tx, const Caller& caller, std::vector<Change> changes,
                  std::string_view number_format, Instant now);

/// Marks the end of the time for objections.
void mark_settled(db::Tx& tx, CountyId county, CaseId id);

// ---- its stages ----

struct StageRow {
    State stage = State::reported;
    int period = 1;
    BodyId body; // whose turn it was; zero: whoever has the power in the county
    AccountId ended_by;
    bool ended_by_server = false;
    Instant entered_at;
    std::optional<Instant> left_at;
    std::optional<Instant> due_at;
    StageClock clock = StageClock::work;
};
/// Oldest first.
std::vector<StageRow> stages_of(db::Tx& tx, CountyId county, CaseId id);

// ---- its history ----

/// One move as its fact tells it.
struct Event {
    std::string fact; // "case.closed"
    Instant at;
    AccountId actor;
    bool by_server = false;
    int period = 1;
    std::optional<Action> action; // nothing: case.rated, case.settled, case.contact_seen …
    std::string reason;           // code
    BodyId body;                  // of a dispatch
    std::string note;             // as it stands; empty when erased
};
/// Oldest first.
std::vector<Event> events_of(db::Tx& tx, CountyId county, CaseId id);
/// What steps_of() tells, of events that are at hand.
std::vector<Step> steps_in(const std::vector<Event>& events, int period);

// ---- contact and rating ----

void put_contact(db::Tx& tx, CountyId county, CaseId id, const SealedContact& contact);
std::optional<SealedContact> contact_of(db::Tx& tx, CountyId county, CaseId id);
/// Returns whether there was one to erase.
bool erase_contact(db::Tx& tx, CountyId county, CaseId id, Instant now);
void put_rating(db::Tx& tx, CountyId county, CaseId id, int period, const Rating& rating);

} // namespace weicheng::cases
