#include "modules/progress/store/day_figures.h"
#include "modules/progress/store/figure_columns.h"
#include "platform/db/snapshot_cache.h"
#include "platform/facts/stamp.h"

namespace weicheng::progress {

/// Sums first, names for what is left. A day before :today is over and has its pending late.
static db::Sql sums_by(const db::Sql& column, const db::Sql& table) {
    const auto sums = of_each_figure(
        [](const db::Sql& figure) { return "CAST(SUM(d." + figure + ") AS BIGINT)"; });
    return "SELECT d." + column + " AS key_id, " + db::joined(sums) + R"(,
        CAST(SUM(CASE WHEN d.day < CAST(:today AS BIGINT) THEN d.pending ELSE 0 END) AS BIGINT)
        FROM )" +
           table + R"( d
        WHERE d.county_id = :county AND d.day >= :from AND d.day <= :to
        GROUP BY d.)" +
           column + " ORDER BY d." + column;
}
static const db::Query sums_by_grid{"progress.sums_by_grid", sums_by("grid_id", "progress_days")};
static const db::Query sums_by_block{"progress.sums_by_block",
                                     sums_by("block_body_id", "progress_days")};
static const db::Query sums_by_handler{"progress.sums_by_handler",
                                       sums_by("handling_body_id", "progress_days")};
static const db::Query sums_by_kind{"progress.sums_by_kind", sums_by("kind", "progress_kind_days")};
static const db::Query select_grid_names{"progress.select_grid_names",
                                         "SELECT id, name, id FROM grids_v WHERE county_id = $1"
                                         " ORDER BY id"};
static const db::Query select_body_names{"progress.select_body_names", R"(
    SELECT b.id, h.name, h.id FROM bodies_v b
    JOIN bodies_v h ON h.county_id = b.county_id AND h.id = b.heir_id
    WHERE b.county_id = $1 ORDER BY b.id)"};

static Figures figures_from(const db::Row& row, int first) {
    Figures sums{};
    for (auto& each : sums)
        each = row.integer(first++);
    return sums;
}

namespace {

/// What stands for a grid or body today.
struct Named {
    std::string name;
    std::int64_t id = 0;
};
/// The sums of one line, added up over bodies that have become one.
struct Sums {
    Figures figures{};
    std::int64_t pending_over = 0;
    std::string name;
};

} // namespace

static const db::Query& sums_of(RatesBy by) {
    switch (by) {
    case RatesBy::grid: return sums_by_grid;
    case RatesBy::block_body: return sums_by_block;
    case RatesBy::handling_body: return sums_by_handler;
    case RatesBy::kind: return sums_by_kind;
    }
    throw Bug("unknown lines of rates");
}

static std::vector<RatesLine> rates_by_kind(db::Tx& tx, const std::vector<db::Named>& span) {
    return tx.rows(sums_by_kind, span, [](const db::Row& row) {
        return RatesLine{0, row.get<std::string>(0), "",
                         rates_of(figures_from(row, 1), row.integer(1 + int(figure_count)))};
    });
}

static std::vector<RatesLine> add_up(db::Tx& tx, CountyId county, RatesBy by, Day from, Day to,
                                     Day today) {
    const std::vector<db::Named> span{
        {"today", today}, {"county", county}, {"from", from}, {"to", to}};
    if (by == RatesBy::kind) return rates_by_kind(tx, span);
    std::map<std::int64_t, Named> names;
    tx.each(by == RatesBy::grid ? select_grid_names : select_body_names, {county},
            [&](const db::Row& row) {
                names[row.integer(0)] = {row.get<std::string>(1), row.integer(2)};
            });
    std::map<std::int64_t, Sums> sums;
    tx.each(sums_of(by), span, [&](const db::Row& row) {
        const auto id = row.integer(0);
        const auto found = names.find(id);
        auto& line = sums[found == names.end() ? id : found->second.id];
        if (found != names.end()) line.name = found->second.name;
        const auto added = figures_from(row, 1);
        for (std::size_t i = 0; i < figure_count; ++i)
            line.figures[i] += added[i];
        line.pending_over += row.integer(1 + int(figure_count));
    });
    std::vector<RatesLine> lines;
    for (auto& [id, line] : sums)
        if (line.figures != Figures{}) // a row that everything has left
            lines.push_back(
                {id, "", std::move(line.name), rates_of(line.figures, line.pending_over)});
    return lines;
}

namespace {
struct Asked {
    std::int64_t stamp = 0;
    RatesBy by = RatesBy::grid;
    Day from = 0, to = 0, today = 0;
    bool operator==(const Asked&) const = default;
};
/// The last ranking is kept while nothing happens: a screen on the wall asks for the same again and
/// again.
struct LastRankings : db::SnapshotCache<Asked, std::vector<RatesLine>> {};
} // namespace

std::vector<RatesLine> rates_between(db::Tx& tx, CountyId county, RatesBy by, Day from, Day to,
                                     Day today) {
    const auto stamp = facts::stamp_of(tx, county);
    if (!stamp) return add_up(tx, county, by, from, to, today);
    const Asked asked{*stamp, by, from, to, today};
    return *tx.links().memory<LastRankings>().get(county, asked, [&] {
        return std::make_shared<const std::vector<RatesLine>>(
            add_up(tx, county, by, from, to, today));
    });
}

} // namespace weicheng::progress
