#include "modules/cases/store/case_list.h"

#include "foundation/text.h"
#include "modules/cases/rules/permission.h"
#include "modules/cases/store/case_row.h"
#include "modules/rulebook/rulebook.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace weicheng::cases {

/// A search in words reads at most so many cases of a page or of a count.
static constexpr std::size_t most_read_for_words = 5000;
static constexpr int read_at_once = 500;

// ---- queries ----

/// The light of a case at the moment `now`; says the same as light_of() in rules/clock.cpp.
#define LIGHT_AT(now)                                                                              \
    "CASE WHEN c.state = 'closed' THEN 'none'"                                                     \
    " WHEN c.state IN ('reported', 'filed') THEN 'hollow'"                                         \
    " WHEN c.stage_due_at < CAST(" now " AS BIGINT) THEN CASE"                                     \
    " WHEN c.stage_deep_red_at <= CAST(" now " AS BIGINT) THEN 'deep_red' ELSE 'red' END"          \
    " WHEN c.stage_amber_at <= CAST(" now " AS BIGINT) THEN 'amber' ELSE 'green' END"

#define FILTERED                                                                                   \
    " FROM cases c WHERE c.county_id = $1"                                                         \
    " AND (CAST($2 AS BIGINT) IS NULL OR c.state IN ($3, $4, $5, $6, $7, $8, $9, $10))"            \
    " AND (CAST($11 AS TEXT) IS NULL OR c.kind = $11)"                                             \
    " AND (CAST($12 AS BIGINT) IS NULL OR c.grid_id = $12)"                                        \
    " AND (CAST($13 AS BIGINT) IS NULL OR c.block_body_id = $13 OR c.line_body_id = $13"           \
    " OR c.handling_body_id = $13)"                                                                \
    " AND (CAST($14 AS TEXT) IS NULL OR c.source = $14)"                                           \
    " AND (CAST($15 AS TEXT) IS NULL OR (c.number >= $15 AND c.number < CAST($16 AS TEXT)))"       \
    " AND (CAST($17 AS TEXT) IS NULL OR " LIGHT_AT("$18") " = $17)"

#define READING_BODIES(county, account)                                                            \
    "SELECT p.body_id FROM powers_v p WHERE p.county_id = " county                                 \
    " AND p.account_id = CAST(" account " AS BIGINT) AND p.power = 'cases.read'"
/// What someone without the county-wide power sees: cases of his bodies and his own reports.
#define SIGHT_OF(county, account)                                                                  \
    " AND (c.reporter_id = CAST(" account " AS BIGINT)"                                            \
    " OR c.block_body_id IN (" READING_BODIES(                                                     \
        county, account) ")"                                                                       \
                         " OR c.line_body_id IN (" READING_BODIES(                                 \
                             county, account) ")"                                                  \
                                              " OR c.handling_body_id IN (" READING_BODIES(        \
                                                  county, account) "))"

#define WITH_THUMB                                                                                 \
    "SELECT " CASE_COLUMNS ", (SELECT p.sha256 FROM case_photos p WHERE p.county_id = c.county_id" \
    " AND p.case_id = c.id ORDER BY p.id LIMIT 1)"
static constexpr int thumb_column = case_columns;

// After the id $19 and the key $20 of the last case seen; no id: from the start.
#define AFTER_BY_DUE                                                                               \
    " AND (CAST($19 AS BIGINT) IS NULL"                                                            \
    " OR (CAST($20 AS BIGINT) IS NOT NULL AND (c.stage_due_at IS NULL OR c.stage_due_at > $20"     \
    " OR (c.stage_due_at = $20 AND c.id > $19)))"                                                  \
    " OR (CAST($20 AS BIGINT) IS NULL AND c.stage_due_at IS NULL AND c.id > $19))"
#define AFTER_NEWER                                                                                \
    " AND (CAST($19 AS BIGINT) IS NULL OR c.reported_at < CAST($20 AS BIGINT)"                     \
    " OR (c.reported_at = $20 AND c.id < $19))"
#define AFTER_OLDER                                                                                \
    " AND (CAST($19 AS BIGINT) IS NULL OR c.reported_at > CAST($20 AS BIGINT)"                     \
    " OR (c.reported_at = $20 AND c.id > $19))"
#define BY_DUE " ORDER BY c.stage_due_at NULLS LAST, c.id LIMIT "
#define NEWEST_FIRST " ORDER BY c.reported_at DESC, c.id DESC LIMIT "
#define OLDEST_FIRST " ORDER BY c.reported_at, c.id LIMIT "

static const db::Query list_by_due{"cases.list_by_due",
                                   WITH_THUMB FILTERED AFTER_BY_DUE BY_DUE "CAST($21 AS BIGINT)"};
static const db::Query list_newest{"cases.list_newest", WITH_THUMB FILTERED AFTER_NEWER NEWEST_FIRST
                                   "CAST($21 AS BIGINT)"};
static const db::Query list_oldest{"cases.list_oldest", WITH_THUMB FILTERED AFTER_OLDER OLDEST_FIRST
                                   "CAST($21 AS BIGINT)"};
static const db::Query list_own_by_due{"cases.list_own_by_due",
                                       WITH_THUMB FILTERED AFTER_BY_DUE SIGHT_OF("$1", "$21") BY_DUE
                                       "CAST($22 AS BIGINT)"};
static const db::Query list_own_newest{"cases.list_own_newest",
                                       WITH_THUMB FILTERED AFTER_NEWER SIGHT_OF("$1", "$21")
                                           NEWEST_FIRST "CAST($22 AS BIGINT)"};
static const db::Query list_own_oldest{"cases.list_own_oldest",
                                       WITH_THUMB FILTERED AFTER_OLDER SIGHT_OF("$1", "$21")
                                           OLDEST_FIRST "CAST($22 AS BIGINT)"};

static const db::Query count_all{"cases.count_all", "SELECT COUNT(*)" FILTERED};
static const db::Query count_own{"cases.count_own",
                                 "SELECT COUNT(*)" FILTERED SIGHT_OF("$1", "$19")};

#define BY_STATE_AND_LIGHT(sight)                                                                  \
    "SELECT x.state, x.light, COUNT(*) FROM (SELECT c.state AS state, " LIGHT_AT(                  \
        "$1") " AS light"                                                                          \
              " FROM cases c WHERE c.county_id = $2" sight                                         \
              ") x GROUP BY x.state, x.light ORDER BY x.state, x.light"
static const db::Query count_by_light{"cases.count_by_light", BY_STATE_AND_LIGHT("")};
static const db::Query count_own_by_light{"cases.count_own_by_light",
                                          BY_STATE_AND_LIGHT(SIGHT_OF("$2", "$3"))};

// Of the cases under check: whose own work they are, and of which bodies.
static const db::Query select_done_by{"cases.select_done_by", R"(
    SELECT d.case_id FROM case_doers d
    JOIN cases c ON c.county_id = d.county_id AND c.id = d.case_id AND c.period = d.period
    WHERE d.county_id = $1 AND c.state IN ('checking', 'checked')
      AND (d.account_id = $2 OR d.person_id = $3) ORDER BY d.case_id)"};
static const db::Query select_menders{"cases.select_menders", R"(
    SELECT b.case_id, b.body_id FROM case_doer_bodies b
    JOIN cases c ON c.county_id = b.county_id AND c.id = b.case_id AND c.period = b.period
    WHERE b.county_id = $1 AND c.state = 'checking' ORDER BY b.id)"};

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
    return letter_of(sort) + (cursor.key ? std::to_string(*cursor.key) : "") + "." +
           std::to_string(cursor.id.value);
}

static std::optional<std::int64_t> whole(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

static Result<Cursor> cursor_from(std::string_view text, Sort sort) {
    if (text.empty()) return Cursor{};
    const Refusal malformed = refuse_at("?cursor", "list.cursor_malformed");
    const auto parts = split(text.substr(1), '.');
    if (text.front() != letter_of(sort) || parts.size() != 2) return malformed;
    const auto key = whole(parts[0]);
    const auto id = whole(parts[1]);
    const bool keyless = parts[0].empty() && sort == Sort::due;
    if (!id || *id <= 0 || (!key && !keyless)) return malformed;
    return Cursor{key, CaseId{*id}};
}

// ---- one search ----

namespace {

/// What the caller could do about the cases under check, asked once for a whole search.
class Turns {
  public:
    Turns(db::Tx& tx, const Caller& caller, Instant now)
        : caller_(caller), rules_(rulebook::in_force(tx, caller.county, now)) {
        tx.each(select_done_by, {caller.county, caller.account, caller.person},
                [&](const db::Row& row) { done_.insert(row.get<CaseId>(0)); });
        tx.each(select_menders, {caller.county}, [&](const db::Row& row) {
            menders_[row.get<CaseId>(0)].push_back(row.get<BodyId>(1));
        });
    }
    bool is_mine(Case one) const {
        if (done_.contains(one.id)) one.doers = {{caller_.account, caller_.person}};
        if (const auto found = menders_.find(one.id); found != menders_.end())
            one.doer_bodies = found->second;
        const auto* kind = rules_->case_kinds.find(one.kind);
        return is_awaited(one, caller_, kind && kind->closes == rulebook::Closer::delegate);
    }
    /// The states in which a case can wait for the caller.
    static std::vector<State> states(const Caller& caller) {
        std::vector<State> found;
        for (const auto& [state, name] : EnumNames<State>::all) {
            Case one;
            one.state = state;
            if (const auto turn = turn_of(one); turn && caller.may(turn->power))
                found.push_back(state);
        }
        return found;
    }

  private:
    const Caller& caller_;
    std::shared_ptr<const rulebook::Rules> rules_;
    std::set<CaseId> done_;
    std::map<CaseId, std::vector<BodyId>> menders_;
};

/// A filter made ready: what the database compares, and what is compared here.
class Search {
  public:
    Search(db::Tx& tx, const Caller& caller, const Filter& filter, Instant now)
        : tx_(tx), caller_(caller), filter_(filter), now_(now) {
        if (filter.waiting_for_me) {
            turns_.emplace(tx, caller, now);
            narrow(Turns::states(caller));
        }
        if (const auto words = trimmed(filter.words); !words.empty()) look_for(words);
    }

    bool compares_here() const { return turns_ || !text_.empty(); }
    /// Reads further until `take` says stop or nothing is left. False: the reading was cut short.
    template <class Take>
    bool read(Sort sort, Cursor from, int at_once, Take take);
    std::int64_t count();

  private:
    void narrow(const std::vector<State>& states);
    void look_for(std::string_view words);
    std::vector<db::Param> params() const;
    std::vector<ListedCase> fetch(Sort sort, const Cursor& from, int limit);
    bool matches(const Case& one) const;
    bool sees_all() const { return caller_.may_in_county("cases.read"); }

    db::Tx& tx_;
    const Caller& caller_;
    Filter filter_;
    Instant now_;
    std::optional<Turns> turns_;
    bool nothing_ = false;
    std::string text_;        // searched for here
    std::string number_from_; // or by the beginning of the number
    std::string number_until_;
};

} // namespace

void Search::narrow(const std::vector<State>& states) {
    if (filter_.states.empty())
        filter_.states = states;
    else
        std::erase_if(filter_.states, [&](State state) {
            return std::find(states.begin(), states.end(), state) == states.end();
        });
    nothing_ = filter_.states.empty();
}

/// The beginning of a number when there is such a number, else a piece of text.
void Search::look_for(std::string_view words) {
    number_from_ = words;
    for (auto& letter : number_from_)
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    number_until_ = number_from_ + "\xF4\x8F\xBF\xBF"; // the last code point there is
    if (!fetch(Sort::oldest, {}, 1).empty()) return;
    number_from_.clear();
    text_ = words;
}

std::vector<db::Param> Search::params() const {
    std::vector<db::Param> list{caller_.county};
    const auto text_or_null = [](std::string_view text) {
        return text.empty() ? db::Param(nullptr) : db::Param(text);
    };
    list.push_back(filter_.states.empty() ? db::Param(nullptr) : db::Param(filter_.states.size()));
    for (std::size_t i = 0; i < EnumNames<State>::all.size(); ++i)
        list.push_back(i < filter_.states.size() ? db::Param(name_of(filter_.states[i]))
                                                 : db::Param(nullptr));
    list.push_back(text_or_null(filter_.kind));
    list.push_back(filter_.grid);
    list.push_back(filter_.body);
    list.push_back(filter_.source ? db::Param(name_of(*filter_.source)) : db::Param(nullptr));
    list.push_back(text_or_null(number_from_));
    list.push_back(text_or_null(number_until_));
    list.push_back(filter_.light ? db::Param(name_of(*filter_.light)) : db::Param(nullptr));
    list.push_back(now_);
    return list;
}

static const db::Query& query_of(Sort sort, bool all) {
    switch (sort) {
    case Sort::due: return all ? list_by_due : list_own_by_due;
    case Sort::newest: return all ? list_newest : list_own_newest;
    case Sort::oldest: return all ? list_oldest : list_own_oldest;
    }
    throw Bug("an unknown order of cases");
}

std::vector<ListedCase> Search::fetch(Sort sort, const Cursor& from, int limit) {
    auto list = params();
    list.push_back(from.id);
    list.push_back(from.key);
    if (!sees_all()) list.push_back(caller_.account);
    list.push_back(limit);
    return tx_.rows(query_of(sort, sees_all()), list, [](const db::Row& row) {
        return ListedCase{case_of(row),
                          row.get<std::optional<std::string>>(thumb_column).value_or("")};
    });
}

bool Search::matches(const Case& one) const {
    if (!text_.empty() && one.summary.find(text_) == std::string::npos &&
        one.place_words.find(text_) == std::string::npos)
        return false;
    return !turns_ || turns_->is_mine(one);
}

template <class Take>
bool Search::read(Sort sort, Cursor from, int at_once, Take take) {
    std::size_t seen = 0;
    while (!nothing_) {
        auto batch = fetch(sort, from, at_once);
        for (auto& each : batch) {
            from = cursor_at(each.one, sort);
            const bool wanted = matches(each.one);
            if (!take(std::move(each), wanted)) return true;
        }
        if (batch.size() < static_cast<std::size_t>(at_once)) return true;
        seen += batch.size();
        if (!text_.empty() && seen >= most_read_for_words) return false;
    }
    return true;
}

std::int64_t Search::count() {
    if (nothing_) return 0;
    if (!compares_here()) {
        auto list = params();
        if (!sees_all()) list.push_back(caller_.account);
        return tx_.number(sees_all() ? count_all : count_own, list);
    }
    std::int64_t found = 0;
    read(Sort::oldest, {}, read_at_once, [&](ListedCase, bool wanted) {
        found += wanted ? 1 : 0;
        return true;
    });
    return found;
}

// ---- the door of the store ----

Result<ListPage> list(db::Tx& tx, const Caller& caller, const Filter& filter, Sort sort, int limit,
                      std::string_view cursor, Instant now) {
    // Nothing is due of what is struck off: the latest first.
    if (sort == Sort::due && filter.states == std::vector{State::closed}) sort = Sort::newest;
    const auto from = cursor_from(cursor, sort);
    if (!from) return from.refusal();
    Search search(tx, caller, filter, now);
    ListPage page;
    Cursor last;
    const auto wished = static_cast<std::size_t>(limit);
    bool more = false;
    const bool whole_way =
        search.read(sort, *from, search.compares_here() ? read_at_once : limit + 1,
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

std::int64_t count(db::Tx& tx, const Caller& caller, const Filter& filter, Instant now) {
    return Search(tx, caller, filter, now).count();
}

Counts counts(db::Tx& tx, const Caller& caller, Instant now) {
    std::map<State, std::int64_t> by_state;
    std::map<Light, std::int64_t> by_light;
    const auto take = [&](const db::Row& row) {
        by_state[from_name<State>(row.text(0)).value()] += row.integer(2);
        by_light[from_name<Light>(row.text(1)).value()] += row.integer(2);
    };
    if (caller.may_in_county("cases.read"))
        tx.each(count_by_light, {now, caller.county}, take);
    else
        tx.each(count_own_by_light, {now, caller.county, caller.account}, take);
    Counts counted;
    for (const auto& [state, name] : EnumNames<State>::all)
        counted.by_state.emplace_back(state, by_state[state]);
    for (const auto& [light, name] : EnumNames<Light>::all)
        counted.by_light.emplace_back(light, by_light[light]);
    Filter waiting;
    waiting.waiting_for_me = true;
    counted.waiting_for_me = count(tx, caller, waiting, now);
    return counted;
}

} // namespace weicheng::cases
