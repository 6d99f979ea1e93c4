#include "modules/cases/store/waiting_list.h"

#include "modules/cases/rules/waiting.h"
#include "modules/cases/store/request_store.h"
#include "modules/rulebook/rulebook.h"

#include <algorithm>
#include <map>
#include <set>

namespace weicheng::cases {

// ---- queries ----

// "+c.id": the order is not worth an index that is not the one of the condition.
#define ASKING                                                                                     \
    " AND c.state IN ($51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64)"
#define REQUESTED " AND c.request_kind IS NOT NULL"
#define DRAWN " AND c.recheck = 'due'"

static const db::Query list_asking{"cases.list_asking",
                                   select_listed() + FILTERED ASKING " ORDER BY +c.id"};
static const db::Query list_own_asking{"cases.list_own_asking",
                                       select_listed() +
                                           FILTERED ASKING SEEN_BY("$65", "$66") " ORDER BY +c.id"};
static const db::Query list_requested{"cases.list_requested",
                                      select_listed() + FILTERED REQUESTED " ORDER BY +c.id"};
static const db::Query list_own_requested{
    "cases.list_own_requested",
    select_listed() + FILTERED REQUESTED SEEN_BY("$51", "$52") " ORDER BY +c.id"};
static const db::Query list_drawn{"cases.list_drawn",
                                  select_listed() + FILTERED DRAWN " ORDER BY +c.id"};
static const db::Query list_own_drawn{"cases.list_own_drawn",
                                      select_listed() +
                                          FILTERED DRAWN SEEN_BY("$51", "$52") " ORDER BY +c.id"};

// Of the cases under check or drawn for another: whose own work they are, and of which bodies.
// CROSS JOIN: from those few cases to who worked on them, never the other way round.
static const db::Query select_done_by{"cases.select_done_by", R"(
    SELECT d.case_id FROM cases c
    CROSS JOIN case_doers d
    WHERE c.county_id = $1 AND d.county_id = c.county_id AND d.case_id = c.id
      AND d.period = c.period AND c.state IN ('checking', 'checked')
      AND (d.account_id = $2 OR d.person_id = $3) ORDER BY d.case_id)"};
static const db::Query select_menders{"cases.select_menders", R"(
    SELECT b.case_id, b.body_id FROM cases c
    CROSS JOIN case_doer_bodies b
    WHERE c.county_id = $1 AND b.county_id = c.county_id AND b.case_id = c.id
      AND b.period = c.period AND c.state IN ('checking', 'checked') ORDER BY b.id)"};
static const db::Query select_did_drawn{"cases.select_did_drawn", R"(
    SELECT d.case_id FROM cases c
    CROSS JOIN case_doers d
    WHERE c.county_id = $1 AND d.county_id = c.county_id AND d.case_id = c.id
      AND d.period = c.period AND c.recheck = 'due'
      AND (d.account_id = $2 OR d.person_id = $3) ORDER BY d.case_id)"};
static const db::Query select_menders_of_drawn{"cases.select_menders_of_drawn", R"(
    SELECT b.case_id, b.body_id FROM cases c
    CROSS JOIN case_doer_bodies b
    WHERE c.county_id = $1 AND b.county_id = c.county_id AND b.case_id = c.id
      AND b.period = c.period AND c.recheck = 'due' ORDER BY b.id)"};

// ---- who did what ----

namespace {

/// What the caller and his unit did themselves, asked once for a whole search and only where
/// something found is judged by it.
class Deeds {
  public:
    Deeds(db::Tx& tx, const Caller& caller, const std::vector<ListedCase>& found)
        : caller_(caller) {
        const auto any = [&](auto is_so) { return std::any_of(found.begin(), found.end(), is_so); };
        if (any([](const ListedCase& each) {
                return each.one.state == State::checking || each.one.state == State::checked;
            }))
            ask(tx, select_done_by, select_menders);
        if (any([](const ListedCase& each) { return each.one.recheck == Recheck::due; }))
            ask(tx, select_did_drawn, select_menders_of_drawn);
    }
    void add_to(Case& one) const {
        if (done_.contains(one.id)) one.doers = {{caller_.account, caller_.person}};
        if (const auto found = menders_.find(one.id); found != menders_.end())
            one.doer_bodies = found->second;
    }

  private:
    void ask(db::Tx& tx, const db::Query& done, const db::Query& menders) {
        tx.each(done, {caller_.county, caller_.account, caller_.person},
                [&](const db::Row& row) { done_.insert(row.get<CaseId>(0)); });
        tx.each(menders, {caller_.county}, [&](const db::Row& row) {
            menders_[row.get<CaseId>(0)].push_back(row.get<BodyId>(1));
        });
    }

    const Caller& caller_;
    std::set<CaseId> done_;
    std::map<CaseId, std::vector<BodyId>> menders_;
};

} // namespace

// ---- the search ----

static void add_states(std::vector<db::Param>& params, const std::vector<State>& states) {
    for (std::size_t i = 0; i < EnumNames<State>::all.size(); ++i)
        params.push_back(i < states.size() ? db::Param(name_of(states[i])) : db::Param(nullptr));
}

std::vector<ListedCase> cases_standing_in(db::Tx& tx, const Caller& caller,
                                          const FilterParams& filter,
                                          const std::vector<State>& states) {
    const bool all = caller.may_in_county("cases.read");
    auto params = filter.params();
    add_states(params, states);
    if (!all) FilterParams::add_sight(params, caller);
    return tx.rows(all ? list_asking : list_own_asking, params, listed_case);
}

static bool may_decide_requests(const Caller& caller) {
    return caller.may("cases.decide") || caller.may("cases.review_lateness") ||
           caller.may("cases.confirm_lateness");
}

/// Everything that might wait, each once.
static std::vector<ListedCase> candidates(db::Tx& tx, const Caller& caller,
                                          const FilterParams& filter) {
    const bool all = caller.may_in_county("cases.read");
    std::vector<ListedCase> found;
    std::set<CaseId> known;
    const auto read = [&](const db::Query& query, std::vector<db::Param> params) {
        if (!all) FilterParams::add_sight(params, caller);
        for (auto& each : tx.rows(query, params, listed_case))
            if (known.insert(each.one.id).second) found.push_back(std::move(each));
    };
    if (const auto states = states_asking(caller); !states.empty()) {
        auto params = filter.params();
        add_states(params, states);
        read(all ? list_asking : list_own_asking, std::move(params));
    }
    if (may_decide_requests(caller))
        read(all ? list_requested : list_own_requested, filter.params());
    if (caller.may("cases.recheck")) read(all ? list_drawn : list_own_drawn, filter.params());
    return found;
}

static bool is_delegated(const Case& one, const rulebook::Rules& rules) {
    const auto* kind = rules.case_kinds.find(one.kind);
    return kind && kind->closes == rulebook::Closer::delegate;
}

std::vector<ListedCase> waiting_cases(db::Tx& tx, const Caller& caller, const FilterParams& filter,
                                      Instant now) {
    auto found = candidates(tx, caller, filter);
    if (found.empty()) return found;
    const Deeds deeds(tx, caller, found);
    const auto rules = rulebook::in_force(tx, caller.county, now);
    const auto today = date_of(now);
    std::erase_if(found, [&](ListedCase& each) {
        auto one = each.one;
        if (one.request) one.request = open_request(tx, one.county, one.id);
        deeds.add_to(one);
        return !waits_for(one, caller, is_delegated(one, *rules), today);
    });
    return found;
}

} // namespace weicheng::cases
