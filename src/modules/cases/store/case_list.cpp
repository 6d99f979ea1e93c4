#include "modules/cases/store/case_list.h"

#include "foundation/text.h"
#include "modules/cases/rules/clock.h"
#include "modules/cases/store/cursor.h"
#include "modules/cases/store/standing.h"
#include "modules/cases/store/waiting_list.h"

#include <algorithm>
#include <limits>

namespace weicheng::cases {

/// A search in words reads at most so many cases of a page or of a count.
static constexpr std::size_t most_read_for_words = 5000;
static constexpr int read_at_once = 500;
/// So many are read at once rather than looked for along the order of the page, where the ledger
/// may have to be read to its end.
static constexpr std::int64_t few_cases = 500;

// ---- queries ----

static db::Sql lists() {
    return select_listed() + filtered();
}

// After the case :after_id with the key :after_key; no id: from the start.
static const SightQuery list_by_due{
    "cases.list_by_due", "cases.list_own_by_due",
    lists() + " AND (CAST(:after_id AS BIGINT) IS NULL"
              " OR (CAST(:after_key AS BIGINT) IS NOT NULL"
              " AND (c.stage_due_at IS NULL OR c.stage_due_at > :after_key"
              " OR (c.stage_due_at = :after_key AND c.id > :after_id)))"
              " OR (CAST(:after_key AS BIGINT) IS NULL AND c.stage_due_at IS NULL"
              " AND c.id > :after_id))",
    " ORDER BY c.stage_due_at NULLS LAST, c.id LIMIT CAST(:limit AS BIGINT)"};
static const SightQuery list_newest{
    "cases.list_newest", "cases.list_own_newest",
    lists() + " AND (CAST(:after_id AS BIGINT) IS NULL"
              " OR c.reported_at < CAST(:after_key AS BIGINT)"
              " OR (c.reported_at = :after_key AND c.id < :after_id))",
    " ORDER BY c.reported_at DESC, c.id DESC LIMIT CAST(:limit AS BIGINT)"};
static const SightQuery list_oldest{"cases.list_oldest", "cases.list_own_oldest",
                                    lists() +
                                        " AND (CAST(:after_id AS BIGINT) IS NULL"
                                        " OR c.reported_at > CAST(:after_key AS BIGINT)"
                                        " OR (c.reported_at = :after_key AND c.id > :after_id))",
                                    " ORDER BY c.reported_at, c.id LIMIT CAST(:limit AS BIGINT)"};
static const SightQuery count_all{"cases.count_all", "cases.count_own",
                                  "SELECT COUNT(*)" + filtered()};
// Of stages with a limit only: what has ended is not looked at.
static const SightQuery count_lights{"cases.count_lights", "cases.count_own_lights",
                                     "SELECT " + light() +
                                         ", COUNT(*) FROM cases c WHERE c.county_id = :county"
                                         " AND c.stage_due_at > 0 AND " +
                                         light_turns(),
                                     " GROUP BY 1 ORDER BY 1"};

// ---- where a page begins ----

namespace {

struct Cursor {
    std::optional<std::int64_t> key;
    CaseId id;
};

} // namespace

static constexpr char letter_of(Sort sort) {
    return sort == Sort::due ? 'd' : sort == Sort::newest ? 'n' : 'o';
}

static Cursor cursor_at(const Case& one, Sort sort) {
    if (sort != Sort::due) return {to_millis(one.reported_at), one.id};
    if (!one.stage) return {std::nullopt, one.id};
    return {to_millis(one.stage->due_at), one.id};
}

static std::string text_of(const Cursor& cursor, Sort sort) {
    return letter_of(sort) + cursor_text({cursor.key, cursor.id.value});
}

static Result<Cursor> cursor_from(std::string_view text, Sort sort) {
    if (text.empty()) return Cursor{};
    const Refusal malformed = refuse_at("?cursor", "list.cursor_malformed");
    if (text.front() != letter_of(sort)) return malformed;
    const auto numbers = cursor_numbers(text.substr(1), 2);
    if (!numbers) return numbers.refusal();
    const auto [key, id] = std::pair{(*numbers)[0], (*numbers)[1]};
    if (!id || *id <= 0 || (!key && sort != Sort::due)) return malformed;
    return Cursor{key, CaseId{*id}};
}

// ---- one search ----

namespace {

/// A filter made ready: what the database compares, and the words that are compared here.
class Search {
  public:
    Search(db::Tx& tx, const Caller& caller, const CaseFilter& filter, Instant now)
        : tx_(tx), caller_(caller), now_(now), params_(caller, filter, now) {
        if (filter.q)
            if (const auto words = trimmed(*filter.q); !words.empty()) look_for(words);
    }

    bool compares_words() const { return !text_.empty(); }
    /// Reads further until `take` says stop or nothing is left. False: the reading was cut short.
    template <class Take>
    bool read(Sort sort, Cursor from, int at_once, Take take);
    std::int64_t count();
    /// What waits for the caller, in that order.
    std::vector<ListedCase> waiting(Sort sort);
    /// All in these states, in that order.
    std::vector<ListedCase> in_states(const std::vector<State>& states, Sort sort);

  private:
    std::vector<ListedCase> ordered(std::vector<ListedCase> found, Sort sort) const;
    void look_for(std::string_view words);
    std::vector<ListedCase> fetch(Sort sort, const Cursor& from, int limit);
    bool matches(const Case& one) const;

    db::Tx& tx_;
    const Caller& caller_;
    Instant now_;
    FilterParams params_;
    std::string text_; // searched for here
};

} // namespace

/// The beginning of a number when there is such a number, else a piece of text.
void Search::look_for(std::string_view words) {
    params_.look_for_number(words);
    if (!fetch(Sort::oldest, {}, 1).empty()) return;
    params_.look_for_number("");
    text_ = words;
}

static const SightQuery& query_of(Sort sort) {
    switch (sort) {
    case Sort::due: return list_by_due;
    case Sort::newest: return list_newest;
    case Sort::oldest: return list_oldest;
    }
    throw Bug("an unknown order of cases");
}

std::vector<ListedCase> Search::fetch(Sort sort, const Cursor& from, int limit) {
    auto params = params_.params();
    params.insert(params.end(), {{"after_id", from.id}, {"after_key", from.key}, {"limit", limit}});
    return tx_.rows(query_of(sort).of(params_.sight()), params, listed_case);
}

bool Search::matches(const Case& one) const {
    return text_.empty() || one.summary.find(text_) != std::string::npos ||
           one.place_words.find(text_) != std::string::npos;
}

template <class Take>
bool Search::read(Sort sort, Cursor from, int at_once, Take take) {
    std::size_t seen = 0;
    for (;;) {
        auto batch = fetch(sort, from, at_once);
        for (auto& each : batch) {
            from = cursor_at(each.one, sort);
            const bool wanted = matches(each.one);
            if (!take(std::move(each), wanted)) return true;
        }
        if (batch.size() < static_cast<std::size_t>(at_once)) return true;
        seen += batch.size();
        if (seen >= most_read_for_words && compares_words()) return false;
    }
}

std::int64_t Search::count() {
    if (!compares_words()) return tx_.number(count_all.of(params_.sight()), params_.params());
    std::int64_t found = 0;
    read(Sort::oldest, {}, read_at_once, [&](ListedCase, bool wanted) {
        found += wanted ? 1 : 0;
        return true;
    });
    return found;
}

/// Whether a case stands behind the place that the cursor marks.
static bool is_after(const Case& one, const Cursor& from, Sort sort) {
    if (!from.id) return true;
    const auto at = cursor_at(one, sort);
    constexpr auto last = std::numeric_limits<std::int64_t>::max(); // nothing is due
    const std::pair here{at.key.value_or(last), at.id}, there{from.key.value_or(last), from.id};
    return sort == Sort::newest ? here < there : here > there;
}

std::vector<ListedCase> Search::waiting(Sort sort) {
    return ordered(waiting_cases(tx_, caller_, params_, now_), sort);
}

std::vector<ListedCase> Search::in_states(const std::vector<State>& states, Sort sort) {
    return ordered(cases_standing_in(tx_, params_, states), sort);
}

std::vector<ListedCase> Search::ordered(std::vector<ListedCase> found, Sort sort) const {
    std::erase_if(found, [&](const ListedCase& each) { return !matches(each.one); });
    std::sort(found.begin(), found.end(), [&](const ListedCase& a, const ListedCase& b) {
        return is_after(b.one, cursor_at(a.one, sort), sort);
    });
    return found;
}

// ---- the door of the store ----

static ListPage page_of(std::vector<ListedCase> found, Sort sort, const Cursor& from,
                        std::size_t limit) {
    ListPage page;
    for (auto& each : found) {
        if (!is_after(each.one, from, sort)) continue;
        if (page.cases.size() == limit) {
            page.next_cursor = text_of(cursor_at(page.cases.back().one, sort), sort);
            break;
        }
        page.cases.push_back(std::move(each));
    }
    return page;
}

Result<ListPage> list(db::Tx& tx, const Caller& caller, const CaseFilter& filter, Sort sort,
                      int limit, std::string_view cursor, Instant now) {
    // Nothing is due of what has ended: the latest first.
    if (sort == Sort::due && !filter.state.empty() &&
        std::all_of(filter.state.begin(), filter.state.end(), has_ended))
        sort = Sort::newest;
    const auto from = cursor_from(cursor, sort);
    if (!from) return from.refusal();
    Search search(tx, caller, filter, now);
    const auto wished = static_cast<std::size_t>(limit);
    if (filter.mine) return page_of(search.waiting(sort), sort, *from, wished);
    if (!filter.state.empty() && standing_in(tx, caller.county, filter.state) <= few_cases)
        return page_of(search.in_states(filter.state, sort), sort, *from, wished);
    ListPage page;
    Cursor last;
    bool more = false;
    const bool whole_way =
        search.read(sort, *from, search.compares_words() ? read_at_once : limit + 1,
                    [&](ListedCase each, bool wanted) {
                        if (wanted && page.cases.size() == wished) {
                            more = true;
                            return false;
                        }
                        last = cursor_at(each.one, sort);
                        if (wanted) page.cases.push_back(std::move(each));
                        return true;
                    });
    if (more || !whole_way) page.next_cursor = text_of(last, sort);
    return page;
}

/// Asks for nothing but states, lights and a body.
static bool is_plain(CaseFilter filter) {
    filter.state.clear();
    filter.light.clear();
    filter.body_id.reset();
    return filter == CaseFilter{};
}

std::int64_t count(db::Tx& tx, const Caller& caller, const CaseFilter& filter, Instant now) {
    std::int64_t sum = 0;
    if (is_plain(filter) && filter.light.empty()) {
        for (const auto& [state, number] :
             standing_of(tx, caller, filter.body_id.value_or(BodyId{})))
            if (filter.state.empty() ||
                std::find(filter.state.begin(), filter.state.end(), state) != filter.state.end())
                sum += number;
        return sum;
    }
    if (is_plain(filter) && filter.state.empty() && !filter.body_id) {
        for (const auto& [light, number] : lights_of(tx, caller, now))
            if (std::find(filter.light.begin(), filter.light.end(), light) != filter.light.end())
                sum += number;
        return sum;
    }
    Search search(tx, caller, filter, now);
    if (!filter.mine) return search.count();
    return static_cast<std::int64_t>(search.waiting(Sort::oldest).size());
}

std::map<Light, std::int64_t> lights_of(db::Tx& tx, const Caller& caller, Instant now) {
    std::map<Light, std::int64_t> lights;
    for (const auto& [state, number] : standing_of(tx, caller))
        if (const auto still = still_light(state)) lights[*still] += number;
    const auto sight = sight_of(caller);
    const auto params = with_sight({{"now", now}, {"county", caller.county}}, sight);
    tx.each(count_lights.of(sight), params, [&](const db::Row& row) {
        lights[from_name<Light>(row.text(0)).value()] += row.integer(1);
    });
    return lights;
}

Counts counts(db::Tx& tx, const Caller& caller, Instant now) {
    const auto by_state = standing_of(tx, caller);
    const auto by_light = lights_of(tx, caller, now);
    const auto number = [](const auto& map, auto key) {
        const auto found = map.find(key);
        return found == map.end() ? std::int64_t{0} : found->second;
    };
    Counts counted;
    for (const auto& [state, name] : EnumNames<State>::all)
        counted.by_state.emplace_back(state, number(by_state, state));
    for (const auto& [light, name] : EnumNames<Light>::all)
        counted.by_light.emplace_back(light, number(by_light, light));
    CaseFilter waiting;
    waiting.mine = true;
    counted.waiting_for_me = count(tx, caller, waiting, now);
    return counted;
}

} // namespace weicheng::cases
