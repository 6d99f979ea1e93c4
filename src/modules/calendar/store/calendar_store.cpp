#include "modules/calendar/store/calendar_store.h"

#include "platform/db/snapshot_cache.h"
#include "platform/db/table.h"

namespace weicheng::calendar {

static const db::Query select_years{"calendar.select_years", R"(
    SELECT year, status FROM calendar_years WHERE county_id = $1 ORDER BY year)"};
static const db::Query select_year{"calendar.select_year", R"(
    SELECT status, source FROM calendar_years WHERE county_id = $1 AND year = $2)"};
static const db::Table<SpecialDay> day_table{"calendar_days",
                                             {{"county_id", db::Use::key},
                                              {"id", db::Use::key},
                                              {"date", &SpecialDay::date},
                                              {"kind", &SpecialDay::kind},
                                              {"note", &SpecialDay::note}}};
static const db::Query select_days{
    "calendar.select_days",
    day_table.select() + " WHERE county_id = $1 AND date >= $2 AND date <= $3 ORDER BY date"};
static const db::Table<Stretch> hours_table{"work_hours",
                                            {{"county_id", db::Use::key},
                                             {"id", db::Use::key},
                                             {"from_minute", &Stretch::from_minute},
                                             {"to_minute", &Stretch::to_minute}}};
static const db::Query select_hours{
    "calendar.select_hours", hours_table.select() + " WHERE county_id = $1 ORDER BY from_minute"};
static const db::Query select_revision{"calendar.select_revision", R"(
    SELECT revision FROM calendar_revisions WHERE county_id = $1)"};

static const db::Query upsert_year{"calendar.upsert_year", R"(
    INSERT INTO calendar_years (county_id, id, year, status, source) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (county_id, year) DO UPDATE SET status = excluded.status, source = excluded.source)"};
static const db::Query delete_days{"calendar.delete_days", R"(
    DELETE FROM calendar_days WHERE county_id = $1 AND date >= $2 AND date <= $3)"};
static const db::Query insert_day{"calendar.insert_day", day_table.insert()};
static const db::Query delete_hours{"calendar.delete_hours", R"(
    DELETE FROM work_hours WHERE county_id = $1)"};
static const db::Query insert_hours{"calendar.insert_hours", hours_table.insert()};
static const db::Query upsert_revision{"calendar.upsert_revision", R"(
    INSERT INTO calendar_revisions (county_id, revision) VALUES ($1, $2)
    ON CONFLICT (county_id) DO UPDATE SET revision = excluded.revision)"};

static const db::Query insert_change{
    "calendar.insert_change",
    db::insert_into("calendar_changes", {"county_id", "id", "year", "content_before",
                                         "content_after", "made_by", "made_at"})};
static const db::Columns<Change> change_columns{{"c.id", &Change::id},
                                                {"c.year", &Change::year},
                                                {"c.made_at", &Change::at},
                                                {"COALESCE(a.name, '')", &Change::by_name},
                                                {"c.content_before", &Change::before},
                                                {"c.content_after", &Change::after}};
static const db::Sql changes_of_county = "SELECT " + change_columns.list() + R"(
    FROM calendar_changes c
    LEFT JOIN accounts_v a ON a.county_id = c.county_id AND a.id = c.made_by
    WHERE c.county_id = $1)";
static const db::Query select_changes{"calendar.select_changes",
                                      changes_of_county + " ORDER BY c.id DESC LIMIT $2"};
static const db::Query select_changes_of_year{"calendar.select_changes_of_year",
                                              changes_of_county +
                                                  " AND c.year = $2 ORDER BY c.id DESC LIMIT $3"};

static std::vector<SpecialDay> load_days(db::Tx& tx, CountyId county, std::string_view from,
                                         std::string_view to) {
    return tx.rows(select_days, {county, from, to}, day_table);
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
        return Year{year, row.get<YearStatus>(0), row.get<std::string>(1), {}};
    });
    if (found) found->days = load_days(tx, county, first_day(year), last_day(year));
    return found;
}

void save_year(db::Tx& tx, CountyId county, const Year& year) {
    tx.run(upsert_year, {county, tx.new_id(), year.year, year.status, year.source});
    const auto from = first_day(year.year), to = last_day(year.year);
    tx.run(delete_days, {county, from, to});
    for (const auto& day : year.days)
        tx.run(insert_day, day_table.values(day, {{"county_id", county}, {"id", tx.new_id()}}));
    touch(tx, county);
}

std::vector<Stretch> load_hours(db::Tx& tx, CountyId county) {
    return tx.rows(select_hours, {county}, hours_table);
}

void save_hours(db::Tx& tx, CountyId county, const std::vector<Stretch>& hours) {
    tx.run(delete_hours, {county});
    for (const auto& stretch : hours)
        tx.run(insert_hours,
               hours_table.values(stretch, {{"county_id", county}, {"id", tx.new_id()}}));
    touch(tx, county);
}

std::int64_t keep_change(db::Tx& tx, const Caller& actor, std::optional<int> year,
                         std::string_view before, std::string_view after, Instant now) {
    const auto id = tx.new_id();
    tx.run(insert_change, {{"county_id", actor.county},
                           {"id", id},
                           {"year", year},
                           {"content_before", before},
                           {"content_after", after},
                           {"made_by", actor.account},
                           {"made_at", now}});
    return id;
}

std::vector<Change> changes(db::Tx& tx, CountyId county, std::optional<int> year, int limit) {
    if (year) return tx.rows(select_changes_of_year, {county, *year, limit}, change_columns);
    return tx.rows(select_changes, {county, limit}, change_columns);
}

static std::shared_ptr<const WorkCalendar> load(db::Tx& tx, CountyId county) {
    std::map<int, YearStatus> years;
    tx.each(select_years, {county},
            [&](const db::Row& row) { years[row.get<int>(0)] = row.get<YearStatus>(1); });
    return std::make_shared<const WorkCalendar>(
        load_hours(tx, county), load_days(tx, county, "0000-01-01", "9999-12-31"), years);
}

namespace {
struct Snapshots : db::SnapshotCache<std::int64_t, WorkCalendar> {};
} // namespace

std::shared_ptr<const WorkCalendar> in_force(db::Tx& tx, CountyId county) {
    const auto revision = tx.number(select_revision, {county});
    return tx.links().memory<Snapshots>().get(county, revision, [&] { return load(tx, county); });
}

} // namespace weicheng::calendar
