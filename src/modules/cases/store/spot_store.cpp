#include "modules/cases/store/near_store.h"

#include "modules/cases/store/case_store.h"
#include "modules/cases/store/cursor.h"
#include "modules/cases/store/sight.h"

namespace weicheng::cases {

// ---- queries ----

// A spot is the first case and all that came back there. Seen when one that came back is.
static const SightQuery select_spots{
    "cases.select_spots", "cases.select_own_spots",
    "SELECT x.root_id, x.n, x.last_at FROM (SELECT c.recurrence_root_id AS root_id,"
    " COUNT(*) + 1 AS n, MAX(c.reported_at) AS last_at FROM cases c"
    " WHERE c.county_id = :county AND c.recurrence_root_id IS NOT NULL"
    " AND c.state NOT IN ('not_accepted', 'voided', 'merged')"
    " AND (CAST(:kind AS TEXT) IS NULL OR c.kind = :kind)"
    " AND (CAST(:grid AS BIGINT) IS NULL OR c.grid_id = :grid)",
    " GROUP BY c.recurrence_root_id) x WHERE x.n >= :min_count"
    " AND (CAST(:after_count AS BIGINT) IS NULL OR x.n < :after_count"
    " OR (x.n = :after_count AND (x.last_at < :after_last"
    " OR (x.last_at = :after_last AND x.root_id < :after_root))))"
    " ORDER BY x.n DESC, x.last_at DESC, x.root_id DESC LIMIT CAST(:limit AS BIGINT)"};
static const db::Query select_last_of_spot{"cases.select_last_of_spot", R"(
    SELECT c.id, c.number, c.state FROM cases c
    WHERE c.county_id = $1 AND c.recurrence_root_id = $2
      AND c.state NOT IN ('not_accepted', 'voided', 'merged')
    ORDER BY +c.reported_at DESC, c.id DESC LIMIT 1)"};
static const db::Query select_handlers_of_spot{"cases.select_handlers_of_spot", R"(
    SELECT r.handled_by_id, COUNT(*) FROM case_recurrences r
    JOIN cases c ON c.county_id = r.county_id AND c.id = r.case_id
    WHERE r.county_id = $1 AND c.recurrence_root_id = $2 AND r.handled_by_id IS NOT NULL
      AND c.state NOT IN ('not_accepted', 'voided', 'merged')
    GROUP BY r.handled_by_id ORDER BY COUNT(*) DESC, r.handled_by_id)"};

// ---- pages ----

namespace {

struct Found {
    CaseId root;
    int count = 0;
    Instant last_at;
};

} // namespace

/// After the spot seen last: its count, moment and first case; none: from the start.
static Result<CursorNumbers> cursor_from(std::string_view text) {
    if (text.empty()) return CursorNumbers(3);
    auto numbers = cursor_numbers(text, 3);
    if (numbers && !((*numbers)[0] && (*numbers)[1] && (*numbers)[2]))
        return refuse_at("?cursor", "list.cursor_malformed");
    return numbers;
}

static std::vector<Found> find_spots(db::Tx& tx, const Caller& caller, const SpotFilter& filter,
                                     int limit, const CursorNumbers& from) {
    const auto sight = sight_of(caller);
    const auto params =
        with_sight({{"county", caller.county},
                    {"kind", filter.kind.empty() ? std::nullopt : std::optional{filter.kind}},
                    {"grid", filter.grid},
                    {"min_count", filter.min_count},
                    {"after_count", from[0]},
                    {"after_last", from[1]},
                    {"after_root", from[2]},
                    {"limit", limit}},
                   sight);
    return tx.rows(select_spots.of(sight), params, [](const db::Row& row) {
        return Found{row.get<CaseId>(0), row.get<int>(1), row.get<Instant>(2)};
    });
}

static Spot spot_of(db::Tx& tx, CountyId county, const Found& found) {
    Spot spot;
    spot.first = load(tx, county, found.root).value();
    spot.count = found.count;
    spot.last_at = found.last_at;
    tx.each(select_last_of_spot, {county, found.root}, [&](const db::Row& row) {
        spot.last = row.get<CaseId>(0);
        spot.last_number = row.get<std::string>(1);
        spot.last_state = from_name<State>(row.text(2)).value();
    });
    spot.handled_by =
        tx.rows(select_handlers_of_spot, {county, found.root}, [](const db::Row& row) {
            return std::pair{row.get<BodyId>(0), row.get<int>(1)};
        });
    return spot;
}

Result<SpotPage> stubborn_spots(db::Tx& tx, const Caller& caller, const SpotFilter& filter,
                                int limit, std::string_view cursor) {
    const auto from = cursor_from(cursor);
    if (!from) return from.refusal();
    auto found = find_spots(tx, caller, filter, limit + 1, *from);
    SpotPage page;
    if (found.size() > static_cast<std::size_t>(limit)) {
        found.pop_back();
        const auto& last = found.back();
        page.next_cursor = cursor_text({last.count, to_millis(last.last_at), last.root.value});
    }
    for (const auto& each : found)
        page.spots.push_back(spot_of(tx, caller.county, each));
    return page;
}

} // namespace weicheng::cases
