#include "modules/cases/store/near_store.h"

#include "foundation/text.h"
#include "modules/cases/store/case_store.h"
#include "modules/cases/store/sight.h"

#include <charconv>

namespace weicheng::cases {

// ---- queries ----

// A spot is the first case and all that came back there. Seen when one that came back is.
#define SPOTS_WITHIN                                                                               \
    "SELECT x.root_id, x.n, x.last_at FROM (SELECT c.recurrence_root_id AS root_id, "              \
    "COUNT(*) + 1 AS n, MAX(c.reported_at) AS last_at FROM cases c"                                \
    " WHERE c.county_id = $1 AND c.recurrence_root_id IS NOT NULL"                                 \
    " AND c.state NOT IN ('not_accepted', 'voided', 'merged')"                                     \
    " AND (CAST($2 AS TEXT) IS NULL OR c.kind = $2)"                                               \
    " AND (CAST($3 AS BIGINT) IS NULL OR c.grid_id = $3)"
#define SPOTS_AFTER(least, count, last_at, root, limit)                                            \
    " GROUP BY c.recurrence_root_id) x WHERE x.n >= " least " AND (CAST(" count                    \
    " AS BIGINT) IS NULL OR x.n < " count " OR (x.n = " count " AND (x.last_at < " last_at         \
    " OR (x.last_at = " last_at " AND x.root_id < " root "))))"                                    \
    " ORDER BY x.n DESC, x.last_at DESC, x.root_id DESC LIMIT CAST(" limit " AS BIGINT)"

static const db::Query select_spots{"cases.select_spots",
                                    SPOTS_WITHIN SPOTS_AFTER("$4", "$5", "$6", "$7", "$8")};
static const db::Query select_own_spots{
    "cases.select_own_spots", SPOTS_WITHIN " AND (c.block_body_id IN " READING_BODIES("$1", "$4") //
    " OR c.line_body_id IN " READING_BODIES("$1", "$4")                                           //
    " OR c.handling_body_id IN " READING_BODIES("$1", "$4") ")"                                   //
    SPOTS_AFTER("$5", "$6", "$7", "$8", "$9")};
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

/// After the spot seen last; nothing: from the start.
struct Cursor {
    std::optional<std::int64_t> count, last_at, root;
};
struct Found {
    CaseId root;
    int count = 0;
    Instant last_at;
};

} // namespace

static Result<Cursor> cursor_from(std::string_view text) {
    if (text.empty()) return Cursor{};
    std::vector<std::int64_t> numbers;
    for (const auto& part : split(text, '.')) {
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
        if (error == std::errc() && end == part.data() + part.size()) numbers.push_back(value);
    }
    if (numbers.size() != 3 || split(text, '.').size() != 3)
        return refuse_at("?cursor", "list.cursor_malformed");
    return Cursor{numbers[0], numbers[1], numbers[2]};
}

static std::vector<Found> find_spots(db::Tx& tx, const Caller& caller, const SpotFilter& filter,
                                     int limit, const Cursor& from) {
    const bool all = caller.may_in_county("cases.read");
    std::vector<db::Param> params{caller.county,
                                  filter.kind.empty() ? db::Param(nullptr) : db::Param(filter.kind),
                                  filter.grid};
    if (!all) params.push_back(caller.account);
    for (const auto& param : std::initializer_list<db::Param>{filter.min_count, from.count,
                                                              from.last_at, from.root, limit})
        params.push_back(param);
    return tx.rows(all ? select_spots : select_own_spots, params, [](const db::Row& row) {
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
        page.next_cursor = std::to_string(last.count) + "." +
                           std::to_string(to_millis(last.last_at)) + "." +
                           std::to_string(last.root.value);
    }
    for (const auto& each : found)
        page.spots.push_back(spot_of(tx, caller.county, each));
    return page;
}

} // namespace weicheng::cases
