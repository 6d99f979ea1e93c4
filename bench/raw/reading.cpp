#include "bench/raw/limits.h"
#include "bench/raw/sqlite.h"

#include <filesystem>

namespace weicheng::bench {

static std::string store_in(const std::string& data) {
    return data + "/weicheng.db";
}

static std::int64_t county_of(const Store& store) {
    Statement select(store, "SELECT county_id FROM cases LIMIT 1");
    if (!select.step()) throw std::runtime_error("the store holds no case");
    return select.integer(0);
}

double pages_a_second(const std::string& data) {
    const Store store(store_in(data));
    Statement page(store, "SELECT * FROM cases WHERE county_id = ? "
                          "ORDER BY reported_at DESC, id DESC LIMIT 50");
    page.bind(1, county_of(store));
    return rate_of([&] { page.read_all(); });
}

std::string Box::as_json() const {
    char words[200];
    std::snprintf(words, sizeof words, R"({"bbox": "%.7f,%.7f,%.7f,%.7f", "cases": %d})", west,
                  south, east, north, cases);
    return words;
}

/// Beside the store, made once: an R*Tree of the points and what a ranking reads, with a covering
/// index.
static std::string side_store(const std::string& data) {
    const auto file = data + "/bench-side.db";
    if (std::filesystem::exists(file)) return file;
    const auto half_made = file + ".new";
    std::filesystem::remove(half_made);
    {
        Store store(half_made, true);
        store.run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
        store.run("ATTACH '" + store_in(data) + "' AS weicheng");
        store.run("CREATE VIRTUAL TABLE points USING rtree(id, west, east, south, north)");
        store.run("INSERT INTO points SELECT id, lon_e7 / 1e7, lon_e7 / 1e7, lat_e7 / 1e7, "
                  "lat_e7 / 1e7 FROM weicheng.cases");
        store.run("CREATE TABLE days AS SELECT reported_at, grid_id, state, closed_at, due_at "
                  "FROM weicheng.cases ORDER BY reported_at");
        store.run("CREATE INDEX days_covering ON days "
                  "(reported_at, grid_id, state, closed_at, due_at)");
    }
    std::filesystem::rename(half_made, file);
    return file;
}

Box box_of(const std::string& data) {
    const Store store(side_store(data));
    Statement middle(store, "SELECT west, south FROM points WHERE id >= "
                            "(SELECT (MIN(id) + MAX(id)) / 2 FROM points) LIMIT 1");
    if (!middle.step()) throw std::runtime_error("the store holds no case");
    const double lon = sqlite3_column_double(middle.handle(), 0);
    const double lat = sqlite3_column_double(middle.handle(), 1);
    Box box;
    Statement count(store, "SELECT COUNT(*) FROM points WHERE west >= ? AND east <= ? "
                           "AND south >= ? AND north <= ?");
    for (double half = 0.00005; box.cases < 45 && half < 1; half *= 1.2) {
        box = {lon - half, lat - half, lon + half, lat + half, 0};
        count.bind(1, box.west).bind(2, box.east).bind(3, box.south).bind(4, box.north).step();
        box.cases = static_cast<int>(count.integer(0));
        count.reset();
    }
    return box;
}

double rtree_boxes_a_second(const std::string& data) {
    const auto box = box_of(data);
    Store store(side_store(data));
    store.run("ATTACH '" + store_in(data) + "' AS weicheng");
    Statement query(store, "SELECT c.id, c.number, c.kind, c.state, c.summary, c.stage_due_at, "
                           "p.west, p.south FROM points p JOIN weicheng.cases c ON c.id = p.id "
                           "WHERE p.west >= ? AND p.east <= ? AND p.south >= ? AND p.north <= ?");
    query.bind(1, box.west).bind(2, box.east).bind(3, box.south).bind(4, box.north);
    return rate_of([&] { query.read_all(); });
}

double rankings_a_second(const std::string& data) {
    const Store store(side_store(data));
    Statement query(store, "SELECT grid_id, COUNT(*), SUM(closed_at IS NOT NULL), "
                           "SUM(closed_at <= due_at), SUM(state = 'closed') FROM days "
                           "WHERE reported_at >= (SELECT MAX(reported_at) FROM days) - 1209600000 "
                           "GROUP BY grid_id ORDER BY 4 * 1.0 / 2 DESC");
    return rate_of([&] { query.read_all(); });
}

} // namespace weicheng::bench
