#include "modules/cases/store/waiting_list.h"

#include "modules/cases/rules/waiting.h"
#include "modules/cases/store/request_store.h"
#include "modules/rulebook/rulebook.h"

#include <algorithm>
#include <map>
#include <set>

namespace weicheng::cases {

// ---- queries ----

static db::Sql lists() {
    return select_listed() + filtered();
}

// "+c.id": the order is not worth an index that is not the one of the condition.
static const SightQuery list_asking{
    "cases.list_asking", "cases.list_own_asking",
    lists() + " AND c.state IN (" + db::room_for<State>("asking") + ")", " ORDER BY +c.id"};
static const SightQuery list_requested{"cases.list_requested", "cases.list_own_requested",
                                       lists() + " AND c.request_kind IS NOT NULL",
                                       " ORDER BY +c.id"};
static const SightQuery list_drawn{"cases.list_drawn", "cases.list_own_drawn",
                                   lists() + " AND c.recheck = 'due'", " ORDER BY +c.id"};

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
class OwnWork {
  public:
    OwnWork(db::Tx& tx, const Caller& caller, const std::vector<ListedCase>& found)
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

std::vector<ListedCase> cases_standing_in(db::Tx& tx, const FilterParams& filter,
                                          const std::vector<State>& states) {
    auto params = filter.params();
    params.push_back({"asking", states});
    return tx.rows(list_asking.of(filter.sight()), params, listed_case);
}

static bool may_decide_requests(const Caller& caller) {
    return caller.may("cases.decide") || caller.may("cases.review_lateness") ||
           caller.may("cases.confirm_lateness");
}

/// Everything that might wait, each once.
static std::vector<ListedCase> candidates(db::Tx& tx, const Caller& caller,
                                          const FilterParams& filter) {
    std::vector<ListedCase> found;
    std::set<CaseId> known;
    const auto take = [&](std::vector<ListedCase> read) {
        for (auto& each : read)
            if (known.insert(each.one.id).second) found.push_back(std::move(each));
    };
    const auto read = [&](const SightQuery& query) {
        take(tx.rows(query.of(filter.sight()), filter.params(), listed_case));
    };
    if (const auto states = states_asking(caller); !states.empty())
        take(cases_standing_in(tx, filter, states));
    if (may_decide_requests(caller)) read(list_requested);
    if (caller.may("cases.recheck")) read(list_drawn);
    return found;
}

static bool is_delegated(const Case& one, const rulebook::Rules& rules) {
    const auto* kind = rules.get<CaseKinds>().find(one.kind);
    return kind && kind->closes == Closer::delegate;
}

std::vector<ListedCase> waiting_cases(db::Tx& tx, const Caller& caller, const FilterParams& filter,
                                      Instant now) {
    auto found = candidates(tx, caller, filter);
    if (found.empty()) return found;
    const OwnWork own_work(tx, caller, found);
    const auto rules = rulebook::in_force(tx, caller.county, now);
    const auto today = date_of(now);
    std::erase_if(found, [&](ListedCase& each) {
        auto one = each.one;
        if (one.request) one.request = open_request(tx, one.county, one.id);
        own_work.add_to(one);
        return !waits_for(one, caller, is_delegated(one, *rules), today);
    });
    return found;
}

} // namespace weicheng::cases
