#include "bench/raw/limits.h"
#include "bench/raw/sqlite.h"
#include "modules/casemap/store/map_image.h"
#include "platform/auth/auth.h"

#include <filesystem>

namespace weicheng::bench {

/// Opens the store's file a second time, as a reader beside the server.
static std::unique_ptr<db::Database> opened(const std::string& data) {
    if (!std::filesystem::exists(data + "/weicheng.db"))
        throw std::runtime_error("no store in " + data);
    return db::Database::open({.location = data, .node = 1023});
}

double image_boxes_a_second(const std::string& data) {
    const auto wished = box_of(data);
    const casemap::MapBox box{Point::from_degrees(wished.west, wished.south),
                              Point::from_degrees(wished.east, wished.north)};
    const auto database = opened(data);
    const auto county = database->read([](db::Tx& tx) { return auth::home_county(tx)->id; });
    const auto image =
        database->read([&](db::Tx& tx) { return casemap::MapImage::of_county(tx, county); });
    Caller reader{.county = county, .account = AccountId{1}};
    reader.grants = {{"cases.read", {}}};
    const auto now =
        std::chrono::time_point_cast<Instant::duration>(std::chrono::system_clock::now());
    std::int64_t seen = 0;
    const auto rate = rate_of([&] {
        casemap::Clusters clusters(box, 19);
        image->gather(box, {}, reader, now, clusters);
        for (const auto& cluster : clusters.made())
            seen += cluster.count;
    });
    if (seen == 0) throw std::runtime_error("the image shows nothing in the box");
    return rate;
}

} // namespace weicheng::bench
