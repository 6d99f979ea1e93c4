#include "modules/progress/progress.h"
#include "modules/progress/store/recounted.h"
#include "platform/db/db.h"

namespace weicheng::progress {

/// Differences beyond so many say nothing new.
#define MOST_TOLD "100"

#define ROLLED(figure, table, key)                                                                 \
    " UNION ALL SELECT '" figure "', d.day, " key ", -d." figure " FROM " table                    \
    " d WHERE d.county_id = $1"
#define ALL_ROLLED(table, key)                                                                     \
    ROLLED("reported", table, key)                                                                 \
    ROLLED("filed", table, key)                                                                    \
    ROLLED("closed", table, key)                                                                   \
    ROLLED("in_time", table, key)                                                                  \
    ROLLED("late", table, key)                                                                     \
    ROLLED("exempt", table, key)                                                                   \
    ROLLED("pending", table, key)                                                                  \
    ROLLED("reworked", table, key)                                                                 \
    ROLLED("returned", table, key)                                                                 \
    ROLLED("recurred", table, key)                                                                 \
    ROLLED("extended", table, key)                                                                 \
    ROLLED("suspended", table, key)

static const db::Query differing_places{
    "progress.differing_places",
    "SELECT x.figure, x.day, x.grid_id, x.block_body_id, x.handling_body_id, "
    "CAST(SUM(x.n) AS BIGINT) FROM (SELECT m.figure AS figure, m.day AS day, "
    "COALESCE(m.grid_id, 0) AS grid_id, COALESCE(m.block_body_id, 0) AS block_body_id, "
    "COALESCE(m.handling_body_id, 0) AS handling_body_id, 1 AS n FROM (" ALL_COUNTED
    ") m" ALL_ROLLED("progress_days", "d.grid_id, d.block_body_id, d.handling_body_id") //
    ") x GROUP BY x.figure, x.day, x.grid_id, x.block_body_id, x.handling_body_id "
    "HAVING SUM(x.n) <> 0 "
    "ORDER BY x.day NULLS LAST, x.figure, x.grid_id, x.block_body_id, x.handling_body_id "
    "LIMIT " MOST_TOLD};
static const db::Query differing_kinds{
    "progress.differing_kinds",
    "SELECT x.figure, x.day, x.kind, x.shard, CAST(SUM(x.n) AS BIGINT) "
    "FROM (SELECT m.figure AS figure, m.day AS day, m.kind AS kind, m.shard AS shard, 1 AS n "
    "FROM (" ALL_COUNTED ") m" ALL_ROLLED("progress_kind_days", "d.kind, d.shard") //
    ") x GROUP BY x.figure, x.day, x.kind, x.shard HAVING SUM(x.n) <> 0 "
    "ORDER BY x.day NULLS LAST, x.figure, x.kind, x.shard LIMIT " MOST_TOLD};
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
