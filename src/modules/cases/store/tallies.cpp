#include "modules/cases/store/tallies.h"

#include "modules/cases/store/figure_columns.h"
#include "modules/cases/store/sight.h"
#include "modules/cases/store/stamp.h"
#include "platform/db/snapshot_cache.h"

#include <algorithm>
#include <unordered_set>

namespace weicheng::cases {

// ---- queries ----

static const db::Query add_standing{"cases.add_standing", R"(
    INSERT INTO case_tallies
        (county_id, block_body_id, line_body_id, handling_body_id, state, cases)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (county_id, block_body_id, line_body_id, handling_body_id, state)
    DO UPDATE SET cases = case_tallies.cases + excluded.cases)"};
static const db::Query add_place_day{
    "cases.add_place_day",
    "INSERT INTO case_days (county_id, day, grid_id, block_body_id, handling_body_id, " //
    FIGURE_COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, "
    "$16, $17) "
    "ON CONFLICT (county_id, day, grid_id, block_body_id, handling_body_id) "
    "DO UPDATE SET " FIGURES_ADDED("case_days")};
static const db::Query add_kind_day{
    "cases.add_kind_day",
    "INSERT INTO case_kind_days (county_id, day, kind, shard, " FIGURE_COLUMNS
    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) "
    "ON CONFLICT (county_id, day, kind, shard) "
    "DO UPDATE SET " FIGURES_ADDED("case_kind_days")};

// A stage that a check sent back, or that its unit returned to the desk, tells by what came next.
static const db::Query select_turns{"cases.select_turns", R"(
    SELECT stage, body_id, entered_at FROM case_stages
    WHERE county_id = $1 AND case_id = $2 ORDER BY id)"};
static const db::Query select_granted{"cases.select_granted", R"(
    SELECT kind, body_id, decided_at FROM case_requests
    WHERE county_id = $1 AND case_id = $2 AND status = 'granted'
      AND kind IN ('extension', 'suspension') ORDER BY id)"};

static const db::Query select_standing{"cases.select_standing", R"(
    SELECT block_body_id, line_body_id, handling_body_id, state, cases FROM case_tallies
    WHERE county_id = $1 AND cases <> 0
    ORDER BY block_body_id, line_body_id, handling_body_id, state)"};
static const db::Query sum_by_state{"cases.sum_by_state", R"(
    SELECT state, CAST(SUM(cases) AS BIGINT) FROM case_tallies
    WHERE county_id = $1 GROUP BY state ORDER BY state)"};
// What he reported himself and would not see otherwise. The bodies are asked once, not for each
// case; a power for the whole county stands there without a body. His reports are found by him, not
// by the order of their states: so `|| ''`.
#define BODIES_READ                                                                                \
    "(SELECT p.body_id FROM powers_v p WHERE p.county_id = $1"                                     \
    " AND p.account_id = CAST($4 AS BIGINT) AND p.power = 'cases.read' AND p.body_id IS NOT NULL)"
static const db::Query count_reported{
    "cases.count_reported",
    "SELECT c.state || '', COUNT(*) FROM cases c WHERE c.county_id = $1"
    " AND (CAST($2 AS BIGINT) IS NULL OR c.block_body_id = $2 OR c.line_body_id = $2"
    " OR c.handling_body_id = $2) AND c.reporter_id = CAST($3 AS BIGINT)"
    " AND COALESCE(c.block_body_id, 0) NOT IN " BODIES_READ
    " AND COALESCE(c.line_body_id, 0) NOT IN " BODIES_READ
    " AND COALESCE(c.handling_body_id, 0) NOT IN " BODIES_READ " GROUP BY 1 ORDER BY 1"};

// ---- writing ----

static bool is_nothing(const Figures& figures) {
    return std::all_of(figures.begin(), figures.end(), [](auto each) { return each == 0; });
}

void add_to_tallies(db::Tx& tx, CountyId county, const Sheet& sheet) {
    for (const auto& [key, sum] : sheet.standing)
        if (sum != 0)
            tx.run(add_standing, {county, key.block_body.value, key.line_body.value,
                                  key.handling_body.value, name_of(key.state), sum});
    for (const auto& [key, sums] : sheet.places) {
        if (is_nothing(sums)) continue;
        std::vector<db::Param> params{county, key.day, key.grid.value, key.block_body.value,
                                      key.handling_body.value};
        params.insert(params.end(), sums.begin(), sums.end());
        tx.run(add_place_day, params);
    }
    for (const auto& [key, sums] : sheet.kinds) {
        if (is_nothing(sums)) continue;
        std::vector<db::Param> params{county, key.day, key.kind, key.shard};
        params.insert(params.end(), sums.begin(), sums.end());
        tx.run(add_kind_day, params);
    }
}

std::vector<Mark> marks_of(db::Tx& tx, CountyId county, CaseId id) {
    std::vector<Mark> marks;
    struct Turn {
        std::string stage;
        BodyId body;
    };
    std::optional<Turn> last;
    tx.each(select_turns, {county, id}, [&](const db::Row& row) {
        Turn turn{row.get<std::string>(0), row.get<BodyId>(1)};
        const auto day = day_of(row.get<Instant>(2));
        if (last && last->stage == "checking" && turn.stage == "handling")
            marks.push_back({Figure::reworked, day, turn.body});
        if (last && last->stage == "dispatched" && turn.stage == "filed")
            marks.push_back({Figure::returned, day, last->body});
        last = std::move(turn);
    });
    tx.each(select_granted, {county, id}, [&](const db::Row& row) {
        const bool extension = row.text(0) == "extension";
        marks.push_back({extension ? Figure::extended : Figure::suspended,
                         day_of(row.get<Instant>(2)), row.get<BodyId>(1)});
    });
    return marks;
}

void count_change(db::Tx& tx, const Case& before, const Case& after) {
    Sheet sheet;
    sheet.add(before, -1);
    sheet.add(after, 1);
    check(!moves_marks(before, after), "only a move changes what marks count for");
    add_to_tallies(tx, after.county, sheet);
}

// ---- reading ----

namespace {

struct Tally {
    BodyId block_body, line_body, handling_body;
    State state = State::reported;
    std::int64_t cases = 0;
};
using Tallies = std::vector<Tally>;

/// Whose cases a caller without the county-wide power reads.
class ReadBodies {
  public:
    explicit ReadBodies(const Caller& caller) : all_(caller.may_in_county("cases.read")) {
        for (const auto& grant : caller.grants)
            if (grant.power == "cases.read") bodies_.insert(grant.scope.body.value);
    }
    bool all() const { return all_; }
    bool hold(const Tally& one) const {
        return all_ || bodies_.contains(one.block_body.value) ||
               bodies_.contains(one.line_body.value) || bodies_.contains(one.handling_body.value);
    }

  private:
    bool all_;
    std::unordered_set<std::int64_t> bodies_;
};

} // namespace

static std::shared_ptr<const Tallies> load_tallies(db::Tx& tx, CountyId county) {
    return std::make_shared<const Tallies>(
        tx.rows(select_standing, {county}, [](const db::Row& row) {
            return Tally{row.get<BodyId>(0), row.get<BodyId>(1), row.get<BodyId>(2),
                         from_name<State>(row.text(3)).value(), row.integer(4)};
        }));
}

/// No tally changes without a fact.
static std::shared_ptr<const Tallies> kept_tallies(db::Tx& tx, CountyId county,
                                                   std::optional<std::int64_t> stamp) {
    static db::SnapshotCache<std::int64_t, Tallies> kept;
    const auto load = [&] { return load_tallies(tx, county); };
    return stamp ? kept.get(county, *stamp, load) : load();
}

std::map<State, std::int64_t> standing_of(db::Tx& tx, const Caller& caller, BodyId of) {
    std::map<State, std::int64_t> sums;
    const ReadBodies seen(caller);
    const auto tallies = kept_tallies(tx, caller.county, stamp_of(tx, caller.county));
    for (const auto& one : *tallies) {
        const bool asked =
            !of || one.block_body == of || one.line_body == of || one.handling_body == of;
        if (asked && seen.hold(one)) sums[one.state] += one.cases;
    }
    if (seen.all()) return sums;
    const auto reader = caller.may("cases.read") ? caller.account : AccountId{};
    tx.each(count_reported, {caller.county, of, caller.account, reader}, [&](const db::Row& row) {
        sums[from_name<State>(row.text(0)).value()] += row.integer(1);
    });
    return sums;
}

std::int64_t standing_in(db::Tx& tx, CountyId county, const std::vector<State>& states) {
    std::int64_t sum = 0;
    const auto add = [&](State state, std::int64_t cases) {
        if (std::find(states.begin(), states.end(), state) != states.end()) sum += cases;
    };
    if (const auto stamp = stamp_of(tx, county))
        for (const auto& one : *kept_tallies(tx, county, stamp))
            add(one.state, one.cases);
    else
        tx.each(sum_by_state, {county}, [&](const db::Row& row) {
            add(from_name<State>(row.text(0)).value(), row.integer(1));
        });
    return sum;
}

} // namespace weicheng::cases
