#include "modules/progress/progress.h"
#include "modules/progress/store/day_figures.h"
#include "modules/progress/store/figure_columns.h"

#include <algorithm>

namespace weicheng::progress {

// ---- queries ----

/// Adds a day's figures to what stands under the key.
static db::Sql add_to(const db::Sql& table, const std::vector<db::Sql>& key) {
    auto columns = key;
    columns.insert(columns.end(), figure_columns().begin(), figure_columns().end());
    const auto sums = of_each_figure([&](const db::Sql& figure) {
        return figure + " = " + table + "." + figure + " + excluded." + figure;
    });
    return db::insert_into(table, columns) + " ON CONFLICT (" + db::joined(key) +
           ") DO UPDATE SET " + db::joined(sums);
}
static const db::Query add_place_day{
    "progress.add_place_day",
    add_to("progress_days", {"county_id", "day", "grid_id", "block_body_id", "handling_body_id"})};
static const db::Query add_kind_day{
    "progress.add_kind_day", add_to("progress_kind_days", {"county_id", "day", "kind", "shard"})};

// A stage that a check sent back, or that its unit returned to the desk, tells by what came next.
static const db::Query select_turns{"progress.select_turns", R"(
    SELECT stage, body_id, entered_at FROM case_stages_v
    WHERE county_id = $1 AND case_id = $2 ORDER BY id)"};
static const db::Query select_granted{"progress.select_granted", R"(
    SELECT kind, body_id, decided_at FROM case_requests_v
    WHERE county_id = $1 AND case_id = $2 AND status = 'granted'
      AND kind IN ('extension', 'suspension') ORDER BY id)"};

// ---- writing ----

static void add(db::Tx& tx, const db::Query& query, std::vector<db::Named> key,
                const Figures& sums) {
    if (std::all_of(sums.begin(), sums.end(), [](auto each) { return each == 0; })) return;
    for (std::size_t i = 0; i < sums.size(); ++i)
        key.push_back({figure_columns()[i].text(), sums[i]});
    tx.run(query, key);
}

/// Written last in a transaction: other changes of the same day wait for these rows. Rows are taken
/// in one order everywhere, so that nobody waits in a ring.
static void add_to_days(db::Tx& tx, CountyId county, const FigureChanges& changes) {
    for (const auto& [key, sums] : changes.places)
        add(tx, add_place_day,
            {{"county_id", county},
             {"day", key.day},
             {"grid_id", key.grid.value},
             {"block_body_id", key.block_body.value},
             {"handling_body_id", key.handling_body.value}},
            sums);
    for (const auto& [key, sums] : changes.kinds)
        add(tx, add_kind_day,
            {{"county_id", county}, {"day", key.day}, {"kind", key.kind}, {"shard", key.shard}},
            sums);
}

/// The marks that stand in the case's history (stages and granted requests).
static std::vector<Mark> marks_of(db::Tx& tx, CountyId county, cases::CaseId id) {
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

/// The marks these steps left count for the case as it stands now; older ones go where it goes.
static void add_marks(db::Tx& tx, FigureChanges& changes, const cases::SavedCase& saved) {
    const auto& [before, after, steps, against_before, against_after] = saved;
    std::vector<Mark> fresh;
    for (const auto& step : steps)
        if (const auto mark = mark_of(step)) fresh.push_back(*mark);
    for (const auto& mark : fresh)
        changes.add(after, mark, 1);
    if (!before.id || !moves_marks(before, after)) return;
    auto old = marks_of(tx, after.county, after.id);
    for (const auto& mark : fresh)
        if (const auto found = std::find(old.begin(), old.end(), mark); found != old.end())
            old.erase(found);
    for (const auto& mark : old) {
        changes.add(before, mark, -1);
        changes.add(after, mark, 1);
    }
}

void on_saved(db::Tx& tx, const cases::SavedCase& saved) {
    FigureChanges changes;
    if (saved.before.id) changes.add(saved.before, -1);
    changes.add(saved.after, 1);
    add_marks(tx, changes, saved);
    if (saved.against_before) changes.add(saved.before, *saved.against_before, -1);
    if (saved.against_after) changes.add(saved.after, *saved.against_after, 1);
    add_to_days(tx, saved.after.county, changes);
}

} // namespace weicheng::progress
