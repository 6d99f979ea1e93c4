#include "modules/cases/store/standing.h"

#include "modules/cases/store/sight.h"
#include "platform/db/links.h"
#include "platform/db/snapshot_cache.h"
#include "platform/facts/stamp.h"

#include <algorithm>
#include <unordered_set>

namespace weicheng::cases {

// ---- queries ----

static const db::Query add_standing{"cases.add_standing", R"(
    INSERT INTO case_tallies
        (county_id, block_body_id, line_body_id, handling_body_id, state, cases)
    VALUES (:county, :block, :line, :handling, :state, :cases)
    ON CONFLICT (county_id, block_body_id, line_body_id, handling_body_id, state)
    DO UPDATE SET cases = case_tallies.cases + excluded.cases)"};
static const db::Query select_standing{"cases.select_standing", R"(
    SELECT block_body_id, line_body_id, handling_body_id, state, cases FROM case_tallies
    WHERE county_id = $1 AND cases <> 0
    ORDER BY block_body_id, line_body_id, handling_body_id, state)"};
static const db::Query sum_by_state{"cases.sum_by_state", R"(
    SELECT state, CAST(SUM(cases) AS BIGINT) FROM case_tallies
    WHERE county_id = $1 GROUP BY state ORDER BY state)"};
// What he reported himself and would not see otherwise. The bodies are asked once, not for each
// case. His reports are found by him, not by the order of their states: so `|| ''`.
static const db::Query count_reported{
    "cases.count_reported",
    "SELECT c.state || '', COUNT(*) FROM cases c WHERE c.county_id = :county"
    " AND (CAST(:of AS BIGINT) IS NULL OR c.block_body_id = :of OR c.line_body_id = :of"
    " OR c.handling_body_id = :of) AND " +
        reported_by_reader() + " AND " + seen_by_body() + " IS NOT TRUE GROUP BY 1 ORDER BY 1"};

static const db::Query differing_standing{"cases.differing_standing", R"(
    SELECT x.state, x.block_body_id, x.line_body_id, x.handling_body_id, CAST(SUM(x.n) AS BIGINT)
    FROM (SELECT c.state AS state, COALESCE(c.block_body_id, 0) AS block_body_id,
              COALESCE(c.line_body_id, 0) AS line_body_id,
              COALESCE(c.handling_body_id, 0) AS handling_body_id, 1 AS n
          FROM cases c WHERE c.county_id = $1
          UNION ALL
          SELECT t.state, t.block_body_id, t.line_body_id, t.handling_body_id, -t.cases
          FROM case_tallies t WHERE t.county_id = $1) x
    GROUP BY x.state, x.block_body_id, x.line_body_id, x.handling_body_id
    HAVING SUM(x.n) <> 0
    ORDER BY x.state, x.block_body_id, x.line_body_id, x.handling_body_id LIMIT 100)"};
static const db::Query broken_recurrences{"cases.broken_recurrences", R"(
    SELECT c.number FROM cases c
    LEFT JOIN case_recurrences r ON r.county_id = c.county_id AND r.case_id = c.id
    WHERE c.county_id = $1
      AND (c.recurs_of_id IS NOT NULL OR r.id IS NOT NULL)
      AND (c.recurs_of_id IS NULL OR r.id IS NULL OR r.earlier_case_id <> c.recurs_of_id)
    ORDER BY c.number LIMIT 100)"};

// ---- writing ----

namespace {

/// Where a case stands.
struct Standing {
    BodyId block_body, line_body, handling_body;
    State state = State::reported;
    auto operator<=>(const Standing&) const = default;
};

} // namespace

static Standing standing_of(const Case& one) {
    return {one.block_body, one.line_body, one.handling_body, one.state};
}

/// Rows are taken in one order everywhere, so that nobody waits in a ring.
static void count_standing(db::Tx& tx, const Case& before, const Case& after) {
    std::map<Standing, int> sums;
    if (before.id) --sums[standing_of(before)];
    ++sums[standing_of(after)];
    for (const auto& [key, sum] : sums)
        if (sum != 0)
            tx.run(add_standing, {{"county", after.county},
                                  {"block", key.block_body.value},
                                  {"line", key.line_body.value},
                                  {"handling", key.handling_body.value},
                                  {"state", key.state},
                                  {"cases", sum}});
}

void move_roll_ups(db::Tx& tx, const SavedCase& saved) {
    count_standing(tx, saved.before, saved.after);
    for (const auto& on_saved : tx.links().need<RollUps>().on_saved)
        on_saved(tx, saved);
}

// ---- reading ----

namespace {

struct StandingCount {
    Standing at;
    std::int64_t cases = 0;
};
using StandingCounts = std::vector<StandingCount>;

} // namespace

static std::shared_ptr<const StandingCounts> load_standing(db::Tx& tx, CountyId county) {
    return std::make_shared<const StandingCounts>(
        tx.rows(select_standing, {county}, [](const db::Row& row) {
            return StandingCount{{row.get<BodyId>(0), row.get<BodyId>(1), row.get<BodyId>(2),
                                  from_name<State>(row.text(3)).value()},
                                 row.integer(4)};
        }));
}

namespace {
struct KeptStanding : db::SnapshotCache<std::int64_t, StandingCounts> {};
} // namespace

/// No count changes without a fact.
static std::shared_ptr<const StandingCounts> kept_standing(db::Tx& tx, CountyId county,
                                                           std::optional<std::int64_t> stamp) {
    const auto load = [&] { return load_standing(tx, county); };
    return stamp ? tx.links().memory<KeptStanding>().get(county, *stamp, load) : load();
}

std::map<State, std::int64_t> standing_of(db::Tx& tx, const Caller& caller, BodyId of) {
    std::map<State, std::int64_t> sums;
    const auto sight = sight_of(caller);
    const auto counts = kept_standing(tx, caller.county, facts::stamp_of(tx, caller.county));
    for (const auto& [at, cases] : *counts) {
        const bool asked =
            !of || at.block_body == of || at.line_body == of || at.handling_body == of;
        if (asked &&
            (sight.all || sight.has_body_of({at.block_body, at.line_body, at.handling_body})))
            sums[at.state] += cases;
    }
    if (sight.all) return sums;
    std::vector<db::Named> params{{"county", caller.county}, {"of", of}};
    add_sight(params, sight);
    tx.each(count_reported, params, [&](const db::Row& row) {
        sums[from_name<State>(row.text(0)).value()] += row.integer(1);
    });
    return sums;
}

std::int64_t standing_in(db::Tx& tx, CountyId county, const std::vector<State>& states) {
    std::int64_t sum = 0;
    const auto add = [&](State state, std::int64_t cases) {
        if (std::find(states.begin(), states.end(), state) != states.end()) sum += cases;
    };
    if (const auto stamp = facts::stamp_of(tx, county))
        for (const auto& one : *kept_standing(tx, county, stamp))
            add(one.at.state, one.cases);
    else
        tx.each(sum_by_state, {county}, [&](const db::Row& row) {
            add(from_name<State>(row.text(0)).value(), row.integer(1));
        });
    return sum;
}

// ---- the proof ----

static std::string told(std::int64_t recount_minus_rollup) {
    return recount_minus_rollup > 0
               ? std::to_string(recount_minus_rollup) + " too few in the roll-up"
               : std::to_string(-recount_minus_rollup) + " too many in the roll-up";
}

std::vector<std::string> standing_differences(db::Tx& tx, CountyId county) {
    std::vector<std::string> all;
    const auto number = [](const db::Row& row, int column) {
        return std::to_string(row.integer(column));
    };
    tx.each(differing_standing, {county}, [&](const db::Row& row) {
        all.push_back("case_tallies " + std::string(row.text(0)) + ", block " + number(row, 1) +
                      ", line " + number(row, 2) + ", handled by " + number(row, 3) + ": " +
                      told(row.integer(4)));
    });
    tx.each(broken_recurrences, {county}, [&](const db::Row& row) {
        all.push_back("case " + std::string(row.text(0)) +
                      ": what it recurs of is not what case_recurrences says");
    });
    return all;
}

} // namespace weicheng::cases
