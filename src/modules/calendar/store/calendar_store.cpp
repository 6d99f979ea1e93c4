#include "modules/calendar/store/calendar_store.h"

#include "platform/db/snapshot_cache.h"

namespace weicheng::calendar {

static const db::Query select_years{"calendar.select_years", R"(
    SELECT year, status FROM calendar_years WHERE county_id = $1 ORDER BY year)"};
static const db::Query select_year{"calendar.select_year", R"(
    SELECT status, source FROM calendar_years WHERE county_id = $1 AND year = $2)"};
static const db::Query select_days{"calendar.select_days", R"(
    SELECT date, kind, note FROM calendar_days
    WHERE county_id = $1 AND date >= $2 AND date <= $3 ORDER BY date)"};
static const db::Query select_hours{"calendar.select_hours", R"(
    SELECT from_minute, to_minute FROM work_hours WHERE county_id = $1 ORDER BY from_minute)"};
static const db::Query select_revision{"calendar.select_revision", R"(
    SELECT revision FROM calendar_revisions WHERE county_id = $1)"};

static const db::Query upsert_year{"calendar.upsert_year", R"(
    INSERT INTO calendar_years (county_id, id, year, status, source) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (county_id, year) DO UPDATE SET status = excluded.status, source = excluded.source)"};
static const db::Query delete_days{"calendar.delete_days", R"(
    DELETE FROM calendar_days WHERE county_id = $1 AND date >= $2 AND date <= $3)"};
static const db::Query insert_day{"calendar.insert_day", R"(
    INSERT INTO calendar_days (county_id, id, date, kind, note) VALUES ($1, $2, $3, $4, $5))"};
static const db::Query delete_hours{"calendar.delete_hours", R"(
    DELETE FROM work_hours WHERE county_id = $1)"};
static const db::Query insert_hours{"calendar.insert_hours", R"(
    INSERT INTO work_hours (county_id, id, from_minute, to_minute) VALUES ($1, $2, $3, $4))"};
static const db::Query upsert_revision{"calendar.upsert_revision", R"(
    INSERT INTO calendar_revisions (county_id, revision) VALUES ($1, $2)
    ON CONFLICT (county_id) DO UPDATE SET revision = excluded.revision)"};

static const db::Query insert_change{"calendar.insert_change", R"(
    INSERT INTO calendar_changes
        (county_id, id, year, content_before, content_after, made_by, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7))"};
static const db::Query select_changes{"calendar.select_changes", R"(
    SELECT c.id, c.year, c.made_at, a.name, c.content_before, c.content_after
    FROM calendar_changes c
    LEFT JOIN accounts_v a ON a.county_id = c.county_id AND a.id = c.made_by
    WHERE c.county_id = $1 ORDER BY c.id DESC LIMIT $2)"};
static const db::Query select_changes_of_year{"calendar.select_changes_of_year", R"(
    SELECT c.id, c.year, c.made_at, a.name, c.content_before, c.content_after
    FROM calendar_changes c
    LEFT JOIN accounts_v a ON a.county_id = c.county_id AND a.id = c.made_by
    WHERE c.county_id = $1 AND c.year = $2 ORDER BY c.id DESC LIMIT $3)"};

static std::vector<SpecialDay> load_days(db::Tx& tx, CountyId county, std::string_view from,
                                         std::string_view to) {
    return tx.rows(select_days, {county, from, to}, [](const db::Row& row) {
        return SpecialDay{date_from_text(row.text(0)).value(),
                          from_name<DayKind>(row.text(1)).value(), row.get<std::string>(2)};
    });
}

static std::string first_day(int year) {
    return to_text(Date{std::chrono::year{year} / std::chrono::January / 1});
}
static std::string last_day(int year) {
    return to_text(Date{std::chrono::year{year} / std::chrono::December / 31});
}

/// A revision is a fresh identifier, so that a rolled-back one never returns for other content.
static void touch(db::Tx& tx, CountyId county) {
    tx.run(upsert_revision, {county, tx.new_id()});
}

std::optional<Year> load_year(db::Tx& tx, CountyId county, int year) {
    auto found = tx.first(select_year, {county, year}, [&](const db::Row& row) {
        return Year{year, from_name<YearStatus>(row.text(0)).value(), row.get<std::string>(1), {}};
    });
    if (found) found->days = load_days(tx, county, first_day(year), last_day(year));
    return found;
}

void save_year(db::Tx& tx, CountyId county, const Year& year) {
    tx.run(upsert_year, {county, tx.new_id(), year.year, name_of(year.status), year.source});
    const auto from = first_day(year.year), to = last_day(year.year);
    tx.run(delete_days, {county, from, to});
    for (const auto& day : year.days) {
        const auto date = to_text(day.date);
        tx.run(insert_day, {county, tx.new_id(), date, name_of(day.kind), day.note});
    }
    touch(tx, county);
}

std::vector<Stretch> load_hours(db::Tx& tx, CountyId county) {
    return tx.rows(select_hours, {county}, [](const db::Row& row) {
        return Stretch{row.get<int>(0), row.get<int>(1)};
    });
}

void save_hours(db::Tx& tx, CountyId county, const std::vector<Stretch>& hours) {
    tx.run(delete_hours, {county});
    for (const auto& stretch : hours)
        tx.run(insert_hours, {county, tx.new_id(), stretch.from_minute, stretch.to_minute});
    touch(tx, county);
}

std::int64_t keep_change(db::Tx& tx, const Caller& actor, std::optional<int> year,
                         std::string_view before, std::string_view after, Instant now) {
    const auto id = tx.new_id();
    tx.run(insert_change, {actor.county, id, year, before, after, actor.account, now});
    return id;
}

static Change change_of(const db::Row& row) {
    return {row.integer(0),          row.get<std::optional<int>>(1),
            row.get<Instant>(2),     row.get<std::optional<std::string>>(3).value_or(""),
            row.get<std::string>(4), row.get<std::string>(5)};
}

std::vector<Change> changes(db::Tx& tx, CountyId county, std::optional<int> year, int limit) {
    if (year) return tx.rows(select_changes_of_year, {county, *year, limit}, change_of);
    return tx.rows(select_changes, {county, limit}, change_of);
}

static std::shared_ptr<const WorkCalendar> load(db::Tx& tx, CountyId county) {
    std::map<int, YearStatus> years;
    tx.each(select_years, {county}, [&](const db::Row& row) {
        years[row.get<int>(0)] = from_name<YearStatus>(row.text(1)).value();
    });
    return std::make_shared<const WorkCalendar>(
        load_hours(tx, county), load_days(tx, county, "0000-01-01", "9999-12-31"), years);
}

std::shared_ptr<const WorkCalendar> in_force(db::Tx& tx, CountyId county) {
    static db::SnapshotCache<std::int64_t, WorkCalendar> snapshots;
    const auto revision = tx.number(select_revision, {county});
    return snapshots.get(county, revision, [&] { return load(tx, county); });
}

} // namespace weicheng::calendar
