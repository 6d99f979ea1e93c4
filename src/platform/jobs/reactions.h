// Reactions to facts: how far each has come, what waits for another try. Inside platform/jobs only.
#pragma once

#include "platform/jobs/jobs.h"

#include <map>

namespace weicheng::jobs {

/// Of several nodes on one database one works at a reaction of a county at a time: whoever holds
/// its row in `reactions`.
class ReactionKeeper {
  public:
    using Counties = std::function<std::vector<CountyId>(db::Tx&)>;

    /// Throws Bug, saying what to do, for a reaction without a name, with another's name, without a
    /// fact or without anything to run.
    ReactionKeeper(db::Database& database, std::vector<Reaction> reactions, Counties counties,
                   std::function<void(const std::string&)> complain);

    /// Gives every county a place to begin for each reaction it lacks.
    void plan();
    /// One batch of one reaction, or one more try. False when there is nothing to do.
    bool run_one(Instant now);

  private:
    struct Place;
    struct Waiting;

    const Reaction* named(std::string_view name) const;
    std::vector<Place> behind();
    bool catch_up(const Place& place, Instant now);
    bool run_batch(const Place& place, const Reaction& reaction,
                   const std::vector<facts::RecordedFact>& news, std::int64_t until, Instant now);
    bool try_waiting(Instant now);
    bool try_again(const Waiting& waiting, const Reaction& reaction, Instant now);

    db::Database& database_;
    std::vector<Reaction> reactions_;
    Counties counties_;
    std::function<void(const std::string&)> complain_;
    std::map<std::int64_t, std::int64_t>
        looked_; // place -> the seq up to which nothing concerns it
};

/// Reactions of a county that were given up, newest first.
std::vector<FailedJob> failed_reactions(db::Tx& tx, CountyId county, int limit);
bool try_reaction_again(db::Tx& tx, CountyId county, std::int64_t waiting, Instant run_at);

} // namespace weicheng::jobs
