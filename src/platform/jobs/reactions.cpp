#include "platform/jobs/reactions.h"

#include "platform/http/json.h"
#include "platform/jobs/timetable.h"

#include <algorithm>
#include <set>

namespace weicheng::jobs {

/// Facts that share a transaction at the most.
static constexpr int batch_most = 100;
/// A place so far behind is moved on although nothing concerned it, so that a restart reads little.
static constexpr std::int64_t far_behind = 1000;

// A row without a name tells that the county was there when its reactions were first planned.
static const db::Query select_names{"jobs.select_reaction_names",
                                    "SELECT name FROM reactions WHERE county_id = $1"};
static const db::Query insert_place{"jobs.insert_reaction", R"(
    INSERT INTO reactions (county_id, id, name, seq) VALUES (:county, :id, :name, :seq)
    ON CONFLICT (county_id, name) DO NOTHING)"};
static const db::Query select_places{"jobs.select_reaction_places", R"(
    SELECT county_id, id, name, seq FROM reactions ORDER BY county_id, name)"};
static const db::Query claim_place{"jobs.claim_reaction", R"(
    SELECT seq FROM reactions WHERE county_id = $1 AND id = $2 @skip_locked)"};
static const db::Query move_place{"jobs.move_reaction", R"(
    UPDATE reactions SET seq = $1 WHERE county_id = $2 AND id = $3)"};

static const db::Query insert_waiting{"jobs.insert_waiting_reaction", R"(
    INSERT INTO waiting_reactions (county_id, id, place_id, seq, subject_kind, subject_id, fact,
                                   run_at, attempts, last_error)
    VALUES (:county, :id, :place, :seq, :subject_kind, :subject, :fact, :run_at, :attempts,
            :error))"};
static const db::Query exists_waiting{"jobs.exists_waiting_reaction", R"(
    SELECT 1 FROM waiting_reactions
    WHERE county_id = :county AND place_id = :place AND subject_kind = :subject_kind
      AND subject_id = :subject LIMIT 1)"};
static const db::Query select_due{"jobs.select_due_reactions", R"(
    SELECT w.county_id, w.id, w.place_id, r.name, w.seq, w.attempts FROM waiting_reactions w
    JOIN reactions r ON r.county_id = w.county_id AND r.id = w.place_id
    WHERE w.failed_at IS NULL AND w.run_at <= $1
      AND NOT EXISTS (SELECT 1 FROM waiting_reactions e
                      WHERE e.county_id = w.county_id AND e.place_id = w.place_id
                        AND e.subject_kind = w.subject_kind AND e.subject_id = w.subject_id
                        AND e.seq < w.seq)
    ORDER BY w.run_at, w.id LIMIT 100)"};
static const db::Query claim_waiting{"jobs.claim_waiting_reaction", R"(
    SELECT 1 FROM waiting_reactions WHERE county_id = $1 AND id = $2 AND attempts = $3)"};
static const db::Query delete_waiting{"jobs.delete_waiting_reaction",
                                      "DELETE FROM waiting_reactions "
                                      "WHERE county_id = $1 AND id = $2"};
static const db::Query postpone_waiting{"jobs.postpone_waiting_reaction", R"(
    UPDATE waiting_reactions
    SET attempts = attempts + 1, run_at = :run_at, last_error = :error, failed_at = :failed_at
    WHERE county_id = :county AND id = :id AND attempts = :attempts)"};
static const db::Query select_given_up{"jobs.select_given_up_reactions", R"(
    SELECT w.id, r.name, w.fact, w.subject_kind, w.subject_id, w.failed_at, w.last_error,
           (SELECT COUNT(*) FROM waiting_reactions b
            WHERE b.county_id = w.county_id AND b.place_id = w.place_id
              AND b.subject_kind = w.subject_kind AND b.subject_id = w.subject_id
              AND b.seq > w.seq)
    FROM waiting_reactions w JOIN reactions r ON r.county_id = w.county_id AND r.id = w.place_id
    WHERE w.county_id = $1 AND w.failed_at IS NOT NULL
    ORDER BY w.failed_at DESC, w.id DESC LIMIT $2)"};
static const db::Query revive_waiting{"jobs.revive_waiting_reaction", R"(
    UPDATE waiting_reactions SET attempts = 0, failed_at = NULL, run_at = $1
    WHERE county_id = $2 AND id = $3 AND failed_at IS NOT NULL)"};

/// How far one reaction of one county has come, and how far the county's facts go.
struct ReactionKeeper::Place {
    CountyId county;
    std::int64_t id = 0;
    std::string name;
    std::int64_t seq = 0;
    std::int64_t head = 0;
};

struct ReactionKeeper::Waiting {
    CountyId county;
    std::int64_t id = 0;
    std::int64_t place = 0;
    std::string name;
    std::int64_t seq = 0;
    int attempts = 0;
};

// ---- the reactions of a house ----

static void judge(const std::vector<Reaction>& reactions) {
    std::set<std::string_view> names;
    for (const auto& each : reactions) {
        const auto complain = [&](const char* what) {
            throw Bug("the reaction to \"" + each.fact + "\" named \"" + each.name + "\" " + what);
        };
        if (each.name.empty())
            complain("has no name; give it one in Module::reactions, \"<module>.<what it does>\", "
                     "that never changes: how far it has come is kept under it");
        if (!names.insert(each.name).second)
            complain("has the name of another; give each a name of its own in Module::reactions");
        if (each.fact.empty())
            complain("names no fact; say which kind it reacts to, such as case.closed");
        if (!each.run) complain("does nothing; give it a function in Module::reactions");
    }
}

ReactionKeeper::ReactionKeeper(db::Database& database, std::vector<Reaction> reactions,
                               Counties counties, std::function<void(const std::string&)> complain)
    : database_(database), reactions_(std::move(reactions)), counties_(std::move(counties)),
      complain_(std::move(complain)) {
    judge(reactions_);
    check(reactions_.empty() || counties_, "who has reactions tells the counties");
}

const Reaction* ReactionKeeper::named(std::string_view name) const {
    for (const auto& each : reactions_)
        if (each.name == name) return &each;
    return nullptr;
}

/// A county founded since its reactions are planned is followed from its first fact; one that was
/// there before a reaction existed, from now on.
void ReactionKeeper::plan() {
    if (reactions_.empty()) return;
    struct Missing {
        CountyId county;
        std::vector<std::string> names;
        bool founded_since = false;
    };
    std::vector<Missing> all;
    database_.read([&](db::Tx& tx) {
        for (const auto county : counties_(tx)) {
            std::set<std::string> known;
            tx.each(select_names, {county},
                    [&](const db::Row& row) { known.emplace(row.text(0)); });
            Missing missing{county, {}, known.empty()};
            if (known.empty()) missing.names.emplace_back();
            for (const auto& each : reactions_)
                if (!known.contains(each.name)) missing.names.push_back(each.name);
            if (!missing.names.empty()) all.push_back(std::move(missing));
        }
    });
    if (all.empty()) return;
    database_.write([&](db::Tx& tx) {
        for (const auto& missing : all) {
            const auto begins = missing.founded_since ? 0 : facts::head(tx, missing.county);
            for (const auto& name : missing.names)
                tx.run(insert_place, {{"county", missing.county},
                                      {"id", tx.new_id()},
                                      {"name", name},
                                      {"seq", begins}});
        }
    });
}

// ---- one step ----

bool ReactionKeeper::run_one(Instant now) {
    if (reactions_.empty()) return false;
    for (const auto& place : behind())
        if (catch_up(place, now)) return true;
    return try_waiting(now);
}

/// Those of the reactions that this program knows; others belong to a node of another version.
std::vector<ReactionKeeper::Place> ReactionKeeper::behind() {
    auto places = database_.read([](db::Tx& tx) {
        auto all = tx.rows(select_places, {}, [](const db::Row& row) {
            return Place{row.get<CountyId>(0), row.integer(1), row.get<std::string>(2),
                         row.integer(3)};
        });
        std::map<CountyId, std::int64_t> heads;
        for (auto& place : all) {
            const auto [at, is_new] = heads.try_emplace(place.county);
            if (is_new) at->second = facts::head(tx, place.county);
            place.head = at->second;
        }
        return all;
    });
    std::erase_if(places, [&](const Place& place) {
        return named(place.name) == nullptr || std::max(place.seq, looked_[place.id]) >= place.head;
    });
    return places;
}

/// The facts are read before the transaction that reacts to them: they never change, and whoever
/// records others is not disturbed.
bool ReactionKeeper::catch_up(const Place& place, Instant now) {
    const auto& reaction = *named(place.name);
    const auto news = database_.read([&](db::Tx& tx) {
        return facts::of_kind(tx, place.county, reaction.fact,
                              std::max(place.seq, looked_[place.id]), place.head, batch_most);
    });
    const bool all = news.size() < batch_most;
    if (news.empty() && place.head - place.seq < far_behind) {
        looked_[place.id] = place.head;
        return false;
    }
    return run_batch(place, reaction, news, all ? place.head : news.back().seq.value(), now);
}

static bool waits_before(db::Tx& tx, CountyId county, std::int64_t place, const facts::Fact& fact) {
    return tx
        .first(exists_waiting,
               {{"county", county},
                {"place", place},
                {"subject_kind", fact.subject_kind},
                {"subject", fact.subject}},
               [](const db::Row&) { return true; })
        .has_value();
}

/// Puts a fact aside: one that made trouble, or one behind such a fact of its subject.
static void put_aside(db::Tx& tx, CountyId county, std::int64_t place,
                      const facts::RecordedFact& told, Instant now,
                      const std::optional<std::string>& trouble) {
    tx.run(insert_waiting, {{"county", county},
                            {"id", tx.new_id()},
                            {"place", place},
                            {"seq", told.seq},
                            {"subject_kind", told.fact.subject_kind},
                            {"subject", told.fact.subject},
                            {"fact", told.fact.kind},
                            {"run_at", trouble ? now + pause_after(1) : now},
                            {"attempts", trouble ? 1 : 0},
                            {"error", trouble}});
}

/// All that goes well and the mark that it is done are one transaction. Who makes trouble is put
/// aside and the rest is done again without it.
bool ReactionKeeper::run_batch(const Place& place, const Reaction& reaction,
                               const std::vector<facts::RecordedFact>& news, std::int64_t until,
                               Instant now) {
    std::map<std::size_t, std::string> troubles;
    for (;;) {
        bool held = false;
        std::optional<std::size_t> running;
        try {
            database_.write([&](db::Tx& tx) {
                running.reset();
                const auto stands = tx.first(claim_place, {place.county, place.id},
                                             [](const db::Row& row) { return row.integer(0); });
                held = stands == place.seq;
                if (!held) return; // another node is at it, or was
                for (std::size_t i = 0; i < news.size(); ++i) {
                    const auto trouble = troubles.find(i);
                    if (trouble != troubles.end()) {
                        put_aside(tx, place.county, place.id, news[i], now, trouble->second);
                    } else if (waits_before(tx, place.county, place.id, news[i].fact)) {
                        put_aside(tx, place.county, place.id, news[i], now, std::nullopt);
                    } else {
                        running = i;
                        reaction.run(tx, place.county, news[i], now);
                        running.reset();
                    }
                }
                tx.run(move_place, {until, place.county, place.id});
            });
            return held;
        } catch (const db::Busy&) {
            throw; // nobody was at fault
        } catch (const std::exception& trouble) {
            if (!held || !running) throw; // the store's own
            troubles.emplace(*running, kept_words(trouble.what()));
        }
    }
}

// ---- what was put aside ----

bool ReactionKeeper::try_waiting(Instant now) {
    const auto due = database_.read([&](db::Tx& tx) {
        return tx.rows(select_due, {now}, [](const db::Row& row) {
            return Waiting{row.get<CountyId>(0),    row.integer(1), row.integer(2),
                           row.get<std::string>(3), row.integer(4), row.get<int>(5)};
        });
    });
    return std::any_of(due.begin(), due.end(), [&](const Waiting& waiting) {
        const auto* reaction = named(waiting.name);
        return reaction != nullptr && try_again(waiting, *reaction, now);
    });
}

bool ReactionKeeper::try_again(const Waiting& waiting, const Reaction& reaction, Instant now) {
    const auto told = database_.read(
        [&](db::Tx& tx) { return facts::since(tx, waiting.county, waiting.seq - 1, 1).front(); });
    const auto found = [](const db::Row&) { return true; };
    bool held = false, running = false;
    try {
        database_.write([&](db::Tx& tx) {
            running = false;
            held = tx.first(claim_place, {waiting.county, waiting.place}, found) &&
                   tx.first(claim_waiting, {waiting.county, waiting.id, waiting.attempts}, found);
            if (!held) return;
            running = true;
            reaction.run(tx, waiting.county, told, now);
            running = false;
            tx.run(delete_waiting, {waiting.county, waiting.id});
        });
        return held;
    } catch (const db::Busy&) {
        throw;
    } catch (const std::exception& trouble) {
        if (!held || !running) throw;
        const int tries = waiting.attempts + 1;
        const bool given_up = tries >= most_tries;
        database_.write([&](db::Tx& tx) {
            tx.run(postpone_waiting, {{"run_at", now + pause_after(tries)},
                                      {"error", kept_words(trouble.what())},
                                      {"failed_at", given_up ? std::optional{now} : std::nullopt},
                                      {"county", waiting.county},
                                      {"id", waiting.id},
                                      {"attempts", waiting.attempts}});
        });
        if (given_up && complain_)
            complain_("given up: " + waiting.name + " on " + told.fact.subject_kind + " " +
                      std::to_string(told.fact.subject) + ": " + trouble.what());
        return true;
    }
}

// ---- looking at it ----

std::vector<FailedJob> failed_reactions(db::Tx& tx, CountyId county, int limit) {
    return tx.rows(select_given_up, {county, limit}, [&](const db::Row& row) {
        const auto about = http::JsonObject{}
                               .add("fact", row.get<std::string>(2))
                               .add(row.get<std::string>(3), std::to_string(row.integer(4)))
                               .add("behind", row.integer(7))
                               .text();
        return FailedJob{.job = {row.integer(0), county, row.get<std::string>(1), about},
                         .failed_at = row.get<Instant>(5),
                         .error = row.get<std::optional<std::string>>(6).value_or("")};
    });
}

bool try_reaction_again(db::Tx& tx, CountyId county, std::int64_t waiting, Instant run_at) {
    return tx.run(revive_waiting, {run_at, county, waiting}) == 1;
}

} // namespace weicheng::jobs
