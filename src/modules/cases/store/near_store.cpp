#include "modules/cases/store/near_store.h"

#include "modules/cases/rules/nearness.h"
#include "modules/cases/store/case_row.h"
#include "modules/cases/store/move_fact.h"
#include "platform/facts/facts.h"

#include <cmath>
#include <numbers>

namespace weicheng::cases {

// ---- queries ----

static const db::Sql in_squares =
    " FROM cases c WHERE c.county_id = :county AND c.square IN (:squares[9]) AND c.kind = :kind";

static const db::Query select_struck_off_near{
    "cases.select_struck_off_near",
    "SELECT c.id, c.lon_e7, c.lat_e7, c.closed_at, c.recurrence_root_id, c.recurrence_no" +
        in_squares + " AND c.closed_at >= :since AND c.state = 'closed' ORDER BY c.id"};
// "+": the squares hold fewer cases than the days.
static const db::Query select_open_near{
    "cases.select_open_near",
    select_listed() + in_squares +
        " AND c.closed_at IS NULL AND +c.reported_at >= :since"
        " AND c.state NOT IN ('not_accepted', 'voided', 'merged') ORDER BY c.id LIMIT 500"};

static const db::Query select_earlier_as_closed{"cases.select_earlier_as_closed", R"(
    SELECT c.lon_e7, c.lat_e7, c.closed_at, c.handling_body_id, c.grid_id, c.block_body_id,
        c.period
    FROM cases c WHERE c.county_id = $1 AND c.id = $2)"};
static const db::Query insert_recurrence{
    "cases.insert_recurrence",
    db::insert_into("case_recurrences",
                    {"county_id", "id", "case_id", "earlier_case_id", "handled_by_id", "grid_id",
                     "block_body_id", "distance_m", "days", "found_at"})};
static const db::Query delete_recurrence{"cases.delete_recurrence", R"(
    DELETE FROM case_recurrences WHERE county_id = $1 AND case_id = $2)"};
static const db::Query select_counts_against{"cases.select_counts_against", R"(
    SELECT grid_id, block_body_id, handled_by_id FROM case_recurrences
    WHERE county_id = $1 AND case_id = $2)"};
static const db::Query select_earlier{"cases.select_earlier", R"(
    SELECT e.id, e.number, e.closed_at, r.distance_m, r.days FROM case_recurrences r
    JOIN cases e ON e.county_id = r.county_id AND e.id = r.earlier_case_id
    WHERE r.county_id = $1 AND r.case_id = $2)"};
// "+": the order is not worth reading the whole ledger in it.
static const db::Query select_later{"cases.select_later", R"(
    SELECT l.id, l.number, l.reported_at, r.distance_m FROM case_recurrences r
    JOIN cases l ON l.county_id = r.county_id AND l.id = r.case_id
    WHERE r.county_id = $1 AND r.earlier_case_id = $2
      AND l.state NOT IN ('not_accepted', 'voided', 'merged')
    ORDER BY +l.reported_at, l.id)"};

// ---- near ----

/// The squares that a circle touches: those of nine points of the box around it, which lie closer
/// to each other than a square is wide.
static std::vector<std::int64_t> squares_touched(Point point, int radius_m) {
    constexpr double metres_per_degree = 111'195.0;
    const double degrees = (radius_m + 1) * 1.001 / metres_per_degree;
    const double narrow = std::cos(point.lat() * std::numbers::pi / 180);
    const auto north = static_cast<std::int64_t>(degrees * 1e7) + 1;
    const auto east = static_cast<std::int64_t>(degrees * 1e7 / narrow) + 1;
    std::vector<std::int64_t> squares;
    for (const std::int64_t x : {-1, 0, 1})
        for (const std::int64_t y : {-1, 0, 1}) {
            Point corner = point;
            corner.lon_e7 += x * east;
            corner.lat_e7 += y * north;
            squares.push_back(square_of(corner));
        }
    return squares;
}

static std::vector<db::Named> near_params(CountyId county, std::string_view kind, Point point,
                                          int radius_m, Instant since) {
    return {{"county", county},
            {"squares", squares_touched(point, radius_m)},
            {"kind", kind},
            {"since", since}};
}

static Point point_at(const db::Row& row, int column) {
    Point point;
    point.lon_e7 = row.integer(column);
    point.lat_e7 = row.integer(column + 1);
    return point;
}

std::vector<StruckOff> struck_off_near(db::Tx& tx, CountyId county, std::string_view kind,
                                       Point point, int radius_m, Date since) {
    return tx.rows(select_struck_off_near,
                   near_params(county, kind, point, radius_m, instant_of(since, 0)),
                   [](const db::Row& row) {
                       return StruckOff{row.get<CaseId>(0), point_at(row, 1), row.get<Instant>(3),
                                        row.get<CaseId>(4), row.get<int>(5)};
                   });
}

std::vector<ListedCase> open_cases_near(db::Tx& tx, CountyId county, std::string_view kind,
                                        Point point, int radius_m, Instant since) {
    return tx.rows(select_open_near, near_params(county, kind, point, radius_m, since),
                   listed_case);
}

// ---- what recurs of what ----

std::optional<CountsAgainst> counts_against(db::Tx& tx, CountyId county, CaseId id) {
    return tx.first(select_counts_against, {county, id}, [](const db::Row& row) {
        return CountsAgainst{row.get<places::GridId>(0), row.get<BodyId>(1), row.get<BodyId>(2)};
    });
}

namespace {

struct AsClosed {
    Point point;
    Instant closed_at;
    BodyId handled_by;
    places::GridId grid;
    BodyId block_body;
    int period = 1;
};

} // namespace

static AsClosed as_closed(db::Tx& tx, CountyId county, CaseId id) {
    const auto found = tx.first(select_earlier_as_closed, {county, id}, [](const db::Row& row) {
        return AsClosed{point_at(row, 0),           row.get<Instant>(2), row.get<BodyId>(3),
                        row.get<places::GridId>(4), row.get<BodyId>(5),  row.get<int>(6)};
    });
    check(found.has_value(), "a case recurs of one that stands in the ledger");
    return *found;
}

static void tell_earlier(db::Tx& tx, const Case& later, CaseId earlier, int period,
                         const char* fact, Instant at) {
    MoveFact said;
    said.period = period;
    said.other = later.id;
    facts::record(tx, Caller{.county = later.county, .is_server = true},
                  {fact, "case", earlier.value, at, http::to_json(said)});
}

void keep_recurrence(db::Tx& tx, const Case& before, const Case& after, Instant at) {
    const bool same = before.recurs_of == after.recurs_of;
    if (same && (!after.recurs_of || before.point == after.point)) return;
    if (before.recurs_of) tx.run(delete_recurrence, {after.county, after.id});
    if (before.recurs_of && !same)
        tell_earlier(tx, after, before.recurs_of, 1, "case.recurrence_withdrawn", at);
    if (!after.recurs_of) return;
    const auto earlier = as_closed(tx, after.county, after.recurs_of);
    const auto [metres, days] =
        apart(earlier.point, earlier.closed_at, after.point, after.reported_at);
    tx.run(insert_recurrence, {{"county_id", after.county},
                               {"id", tx.new_id()},
                               {"case_id", after.id},
                               {"earlier_case_id", after.recurs_of},
                               {"handled_by_id", earlier.handled_by},
                               {"grid_id", earlier.grid},
                               {"block_body_id", earlier.block_body},
                               {"distance_m", metres},
                               {"days", days},
                               {"found_at", at}});
    if (!same) tell_earlier(tx, after, after.recurs_of, earlier.period, "case.recurred", at);
}

std::optional<EarlierCase> earlier_of(db::Tx& tx, CountyId county, CaseId id) {
    return tx.first(select_earlier, {county, id}, [](const db::Row& row) {
        return EarlierCase{row.get<CaseId>(0), row.get<std::string>(1),
                           row.get<std::optional<Instant>>(2), row.get<int>(3), row.get<int>(4)};
    });
}

std::vector<LaterCase> later_of(db::Tx& tx, CountyId county, CaseId id) {
    return tx.rows(select_later, {county, id}, [](const db::Row& row) {
        return LaterCase{row.get<CaseId>(0), row.get<std::string>(1), row.get<Instant>(2),
                         row.get<int>(3)};
    });
}

} // namespace weicheng::cases
