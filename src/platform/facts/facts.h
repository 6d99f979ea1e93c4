// Facts: what happened, who, when, to what. Append-only, written in the transaction of the change.
// Any module records them.
#pragma once

#include "foundation/caller.h"
#include "foundation/time.h"
#include "platform/db/db.h"

namespace weicheng::facts {

/// No personal data in `body`: it points at rows that can be erased or masked.
struct Fact {
    std::string kind;         // "case.closed"
    std::string subject_kind; // "case"
    std::int64_t subject = 0;
    Instant at;
    std::string body = "{}"; // a JSON object, made with JsonObject
};

struct RecordedFact {
    std::int64_t id = 0;
    std::optional<std::int64_t> seq; // per county, in commit order; given by the sequencer
    AccountId actor;
    bool by_server = false;
    Fact fact;
};

/// Returns the fact's id.
std::int64_t record(db::Tx& tx, const Caller& actor, const Fact& fact);
/// The facts of one subject, oldest first.
std::vector<RecordedFact> of_subject(db::Tx& tx, CountyId county, std::string_view subject_kind,
                                     std::int64_t subject);
/// Facts with seq greater than `after`, in order, at most `limit`.
std::vector<RecordedFact> since(db::Tx& tx, CountyId county, std::int64_t after, int limit);
/// Facts of a kind with seq greater than `after` and up to `until`, in order, at most `limit`.
std::vector<RecordedFact> of_kind(db::Tx& tx, CountyId county, std::string_view kind,
                                  std::int64_t after, std::int64_t until, int limit);
/// The newest seq of the county, 0 when there is none.
std::int64_t head(db::Tx& tx, CountyId county);
/// Gives numbers to committed facts without one (PostgreSQL; on SQLite record() already did).
/// Returns how many.
int sequence(db::Tx& tx);

std::vector<db::Migration> migrations();

} // namespace weicheng::facts
