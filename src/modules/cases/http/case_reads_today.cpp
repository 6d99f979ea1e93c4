#include "modules/cases/http/case_http.h"
#include "modules/cases/http/case_inputs.h"
#include "modules/cases/http/case_read_shapes.h"
#include "modules/cases/http/case_replies.h"

#include <algorithm>

namespace weicheng::cases {

using http::Context;
using http::Nothing;

static constexpr int most_waiting = 20;

namespace {

/// A card: shown to who holds one of the powers (none: to everybody), counting what waits for him;
/// what the desk takes up for the whole county counts as it stands.
struct Card {
    std::string_view code;
    std::string_view query;
    std::array<std::string_view, 3> powers = {};
    bool whole_for_desk = false;
};
constexpr Card cards[] = {
    {"overdue", "light=red,deep_red"},
    {"due_soon", "light=amber"},
    {"to_verify", "state=verifying", {"cases.verify"}, true},
    {"to_file", "state=reported", {"cases.file"}, true},
    {"to_dispatch", "state=filed", {"cases.dispatch"}, true},
    {"disputed", "state=disputed", {"cases.arbitrate"}},
    {"to_sign", "state=dispatched", {"cases.sign"}},
    {"to_confirm", "state=handled", {"cases.confirm"}},
    {"to_check", "state=checking", {"cases.check"}},
    {"to_close", "state=checked", {"cases.close"}},
    {"requests",
     "request=open",
     {"cases.decide", "cases.review_lateness", "cases.confirm_lateness"}},
    {"rechecks", "recheck=due", {"cases.recheck"}},
    {"suspended_due", "state=suspended", {"cases.decide"}},
};

} // namespace

static bool is_shown(const Card& card, const Caller& caller) {
    return card.powers.front().empty() ||
           std::any_of(card.powers.begin(), card.powers.end(),
                       [&](std::string_view power) { return !power.empty() && caller.may(power); });
}

static std::string query_of(const Card& card, const Caller& caller, Date today) {
    std::string query(card.query);
    if (card.code == "suspended_due") query += "&recheck_on_to=" + to_text(today);
    const bool whole = card.whole_for_desk && caller.may_in_county(card.powers.front()) &&
                       caller.may_in_county("cases.read");
    if (!card.powers.front().empty() && !whole) query += "&mine=true";
    return query;
}

/// The card counts what its own query says, read as the list reads it.
static std::int64_t count_of(db::Tx& tx, const Context& context, const std::string& query) {
    http::Request as_list;
    as_list.query_params = http::query_pairs(query).value();
    CaseFilter filter;
    http::Errors errors;
    http::read_params(as_list, filter, errors);
    check(!errors.any(), "a card's query is one of the list");
    return count(tx, context.caller, filter, context.now);
}

static TodayReply today(const Services& services, const Context& context, db::Tx& tx) {
    TodayReply reply;
    reply.day = date_of(context.now);
    if (const auto campaign = campaigns::current(tx, context.caller.county))
        reply.campaign = {campaign->name, campaigns::days_left(*campaign, context.now)};
    for (const auto& card : cards) {
        if (!is_shown(card, context.caller)) continue;
        auto query = query_of(card, context.caller, reply.day);
        const auto number = count_of(tx, context, query);
        reply.cards.push_back({std::string(card.code), number, std::move(query)});
    }
    CaseFilter waiting;
    waiting.mine = true;
    CasePresenter presenter(services, context, tx);
    const auto first = list(tx, context.caller, waiting, Sort::due, most_waiting, "", context.now);
    for (const auto& each : first->cases)
        reply.waiting.push_back(presenter.row(each.one, each.thumb_sha256));
    return reply;
}

std::vector<http::Endpoint> today_endpoints(const Services& services) {
    return {http::slow<Nothing, Nothing, TodayReply>(
        {.method = http::Method::get,
         .path = "/api/v1/today",
         .operation_id = "get_today",
         .words = "The desk of the day: what is late, due soon and waiting; each count with the "
                  "query of its list.",
         .door = http::Door::signed_in,
         .row = "R2.1"},
        [services](const Context& context, const Nothing&, const Nothing&) -> Result<TodayReply> {
            return context.database.read([&](db::Tx& tx) { return today(services, context, tx); });
        })};
}

} // namespace weicheng::cases
