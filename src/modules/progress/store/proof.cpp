#include "modules/progress/progress.h"
#include "modules/progress/store/figure_columns.h"
#include "modules/progress/store/recounted.h"

namespace weicheng::progress {

/// Of a hundred rows where the recount and the roll-up differ; more would say nothing new.
static db::Sql differing(const db::Sql& table, const db::Sql& counted_key,
                         const std::vector<db::Sql>& key) {
    std::vector<db::Sql> rolled, told;
    for (const auto& column : key)
        rolled.push_back("d." + column), told.push_back("x." + column);
    const auto all_rolled = of_each_figure([&](const db::Sql& figure) {
        return " UNION ALL SELECT '" + figure + "', d.day, " + db::joined(rolled) + ", -d." +
               figure + " FROM " + table + " d WHERE d.county_id = $1";
    });
    const auto columns = db::joined(told);
    return "SELECT x.figure, x.day, " + columns +
           ", CAST(SUM(x.n) AS BIGINT) FROM (SELECT m.figure AS figure, m.day AS day, " +
           counted_key + ", 1 AS n FROM (" + all_counted() + ") m" + db::joined(all_rolled, "") +
           ") x GROUP BY x.figure, x.day, " + columns + " HAVING SUM(x.n) <> 0 " +
           "ORDER BY x.day NULLS LAST, x.figure, " + columns + " LIMIT 100";
}
static const db::Query differing_places{
    "progress.differing_places",
    differing("progress_days",
              "COALESCE(m.grid_id, 0) AS grid_id, COALESCE(m.block_body_id, 0) AS block_body_id, "
              "COALESCE(m.handling_body_id, 0) AS handling_body_id",
              {"grid_id", "block_body_id", "handling_body_id"})};
static const db::Query differing_kinds{
    "progress.differing_kinds",
    differing("progress_kind_days", "m.kind AS kind, m.shard AS shard", {"kind", "shard"})};

static std::string told(std::int64_t recount_minus_rollup) {
    return recount_minus_rollup > 0
               ? std::to_string(recount_minus_rollup) + " too few in the roll-up"
               : std::to_string(-recount_minus_rollup) + " too many in the roll-up";
}

static std::string day_text(std::int64_t day) {
    return to_text(Date{std::chrono::sys_days{std::chrono::days{day}}});
}

std::vector<std::string> differences(db::Tx& tx, CountyId county) {
    std::vector<std::string> all;
    const auto number = [](const db::Row& row, int column) {
        return std::to_string(row.integer(column));
    };
    tx.each(differing_places, {county}, [&](const db::Row& row) {
        all.push_back("progress_days " + day_text(row.integer(1)) + " " + std::string(row.text(0)) +
                      ", grid " + number(row, 2) + ", block " + number(row, 3) + ", handled by " +
                      number(row, 4) + ": " + told(row.integer(5)));
    });
    tx.each(differing_kinds, {county}, [&](const db::Row& row) {
        all.push_back("progress_kind_days " + day_text(row.integer(1)) + " " +
                      std::string(row.text(0)) + ", kind " + std::string(row.text(2)) + ", shard " +
                      number(row, 3) + ": " + told(row.integer(4)));
    });
    return all;
}

} // namespace weicheng::progress
