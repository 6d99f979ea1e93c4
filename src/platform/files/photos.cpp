#include "platform/files/photos.h"

#include "platform/auth/auth.h"
#include "platform/facts/facts.h"
#include "platform/files/print_rows.h"
#include "platform/http/json.h"
#include "platform/jobs/jobs.h"

namespace weicheng::files {

using namespace std::chrono_literals;

static const db::Query insert_photo{"files.insert_photo", R"(
    INSERT INTO photos (county_id, id, sha256, width, height, bytes, taken_at, lon_e7, lat_e7,
                        camera, kept, added_at, print_hash, print_view, print_band_1, print_band_2,
                        print_band_3, print_band_4, printed_at)
    VALUES (:county, :id, :sha256, :width, :height, :bytes, :taken_at, :lon, :lat, :camera, 0,
            :now, :hash, :view, :bands[4], :printed_at))"};
static const db::Query update_added{"files.update_added", R"(
    UPDATE photos SET added_at = $1 WHERE county_id = $2 AND sha256 = $3 AND added_at < $1)"};
static const db::Query select_photo{"files.select_photo", R"(
    SELECT sha256, width, height, bytes, taken_at, lon_e7, lat_e7, camera,
           print_hash, print_view
    FROM photos WHERE county_id = $1 AND sha256 = $2)"};
static const db::Query update_kept{"files.update_kept", R"(
    UPDATE photos SET kept = 1 WHERE county_id = $1 AND sha256 = $2 AND kept = 0)"};
static const db::Query select_orphans{"files.select_orphans", R"(
    SELECT sha256 FROM photos
    WHERE county_id = $1 AND kept = 0 AND added_at < $2 ORDER BY added_at, id LIMIT $3)"};
static const db::Query delete_orphan{"files.delete_orphan", R"(
    DELETE FROM photos WHERE county_id = $1 AND sha256 = $2 AND kept = 0)"};
static const db::Query count_same{"files.count_same",
                                  "SELECT COUNT(*) FROM photos WHERE sha256 = $1"};
static const db::Query select_without_print{"files.select_without_print", R"(
    SELECT sha256 FROM photos WHERE county_id = $1 AND printed_at IS NULL ORDER BY id LIMIT $2)"};
static const db::Query update_print{"files.update_print", R"(
    UPDATE photos SET print_hash = :hash, print_view = :view,
        (print_band_1, print_band_2, print_band_3, print_band_4) = (:bands[4]), printed_at = :now
    WHERE sha256 = :sha256 AND printed_at IS NULL)"};
static const db::Query select_sweep{"files.select_sweep",
                                    "SELECT begun_at FROM photo_sweeps WHERE county_id = $1"};
static const db::Query insert_sweep{"files.insert_sweep", R"(
    INSERT INTO photo_sweeps (county_id, begun_at) VALUES ($1, $2))"};

static constexpr auto orphans_kept = 24h;
static constexpr int swept_at_once = 500;
static constexpr int sweep_minute = 3 * 60; // of the county's night

static Instant next_night(Instant now) {
    const Instant tonight = instant_of(date_of(now), sweep_minute);
    return tonight > now ? tonight : instant_of(next_day(date_of(now)), sweep_minute);
}

static void begin_sweeping(db::Tx& tx, CountyId county, Instant now) {
    if (tx.first(select_sweep, {county}, [](const db::Row&) { return true; })) return;
    tx.run(insert_sweep, {county, now});
    jobs::enqueue(tx, county, sweep_job, "{}", next_night(now));
}

void remember(db::Tx& tx, CountyId county, const Photo& photo, Instant now) {
    begin_sweeping(tx, county, now);
    if (find(tx, county, photo.sha256)) {
        tx.run(update_added, {now, county, photo.sha256});
        return;
    }
    std::optional<std::int64_t> lon, lat;
    if (photo.taken_where) lon = photo.taken_where->lon_e7, lat = photo.taken_where->lat_e7;
    const auto id = tx.new_id();
    auto values = print_values(photo.print);
    values.insert(values.end(), {{"county", county},
                                 {"id", id},
                                 {"sha256", photo.sha256},
                                 {"width", photo.width},
                                 {"height", photo.height},
                                 {"bytes", photo.bytes},
                                 {"taken_at", photo.taken_at},
                                 {"lon", lon},
                                 {"lat", lat},
                                 {"camera", photo.camera},
                                 {"now", now},
                                 {"printed_at", photo.print ? std::optional{now} : std::nullopt}});
    tx.run(insert_photo, values);
    facts::record(tx, auth::server_caller(county), {"photo.added", "photo", id, now});
}

std::optional<Photo> find(db::Tx& tx, CountyId county, std::string_view sha256) {
    return tx.first(select_photo, {county, sha256}, [](const db::Row& row) {
        Photo photo;
        photo.sha256 = row.get<std::string>(0);
        photo.width = row.get<int>(1);
        photo.height = row.get<int>(2);
        photo.bytes = row.get<std::int64_t>(3);
        photo.taken_at = row.get<std::optional<Instant>>(4);
        if (!row.is_null(5) && !row.is_null(6))
            photo.taken_where = Point{row.integer(5), row.integer(6)};
        photo.camera = row.get<std::optional<std::string>>(7);
        photo.print = print_of_row(row, 8, 9);
        return photo;
    });
}

void keep(db::Tx& tx, CountyId county, std::string_view sha256) {
    tx.run(update_kept, {county, sha256});
}

void sweep_orphans(db::Tx& tx, Store& store, CountyId county, Instant now) {
    const auto orphans = tx.rows(select_orphans, {county, now - orphans_kept, swept_at_once},
                                 [](const db::Row& row) { return row.get<std::string>(0); });
    for (const auto& sha256 : orphans) {
        tx.run(delete_orphan, {county, sha256});
        if (tx.number(count_same, {sha256}) == 0) // other counties may have the same picture
            tx.after_commit([&store, sha256] { store.forget(sha256); });
    }
    if (!orphans.empty())
        facts::record(tx, auth::server_caller(county),
                      {"photo.orphans_swept", "county", county.value, now,
                       http::JsonObject().add("count", orphans.size()).text()});
    const bool more = orphans.size() == static_cast<std::size_t>(swept_at_once);
    jobs::enqueue(tx, county, sweep_job, "{}", more ? now + 1min : next_night(now));
}

// ---- prints of pictures taken in before prints were made ----

static constexpr int printed_at_once = 500;
static constexpr auto print_pause = 30s;

void make_prints(db::Tx& tx, PrintMaker& maker, CountyId county, Instant now) {
    const auto finished = maker.finished();
    for (const auto& [sha256, print] : finished) {
        auto values = print_values(print);
        values.insert(values.end(), {{"now", now}, {"sha256", sha256}});
        tx.run(update_print, values);
    }
    auto missing = tx.rows(select_without_print, {county, printed_at_once},
                           [](const db::Row& row) { return row.get<std::string>(0); });
    if (!missing.empty()) jobs::enqueue(tx, county, print_job, "{}", now + print_pause);
    tx.after_commit([&maker, finished, missing = std::move(missing)] {
        maker.drop(finished);
        maker.ask(missing);
    });
}

// ---- signed addresses ----

static std::string signed_text(std::string_view sha256, Size size, std::string_view until) {
    return std::string(sha256) + "/" + std::string(size_text(size)) + "/" + std::string(until);
}

std::string_view size_text(Size size) {
    return size == Size::screen ? "1600" : "256";
}

std::string address(const auth::Secrets& secrets, std::string_view sha256, Size size, Instant now) {
    const Instant end = instant_of(next_day(date_of(now), 2), 0);
    const std::string until = std::to_string(to_millis(end) / 1000);
    return "/api/v1/photos/" + std::string(sha256) + "/" + std::string(size_text(size)) +
           "?until=" + until + "&sign=" + secrets.sign("photo", signed_text(sha256, size, until));
}

bool address_holds(const auth::Secrets& secrets, std::string_view sha256, Size size,
                   std::string_view until, std::string_view sign, Instant now) {
    if (!secrets.verify("photo", signed_text(sha256, size, until), sign)) return false;
    // signed by us, so it is a number
    return std::stoll(std::string(until)) * 1000 > to_millis(now);
}

} // namespace weicheng::files
