#include "modules/cases/http/case_http.h"
#include "modules/cases/http/kind_answers.h"

namespace weicheng::cases {

using http::Context;
using http::Door;
using http::Method;

static Result<CaseKindsReply> list_kinds(const Context& context, db::Tx& tx, const http::Nothing&) {
    const auto county = context.caller.county;
    return tell_kinds(tx, county, *rulebook::in_force(tx, county, context.now), context.locale);
}

static Result<http::List<http::CodeName>> list_reasons(const Context& context, db::Tx& tx,
                                                       const ReasonsQuery& params) {
    const auto lists = rulebook::in_force<ReasonLists>(tx, context.caller.county, context.now);
    if (!lists->contains(params.step))
        return Refusal{"rulebook.step_unknown", {{"step", params.step}}};
    return tell_terms(lists->of(params.step), context.locale);
}

static Result<http::List<CaseSource>> list_sources(const Context& context, db::Tx& tx,
                                                   const http::Nothing&) {
    const auto rules = rulebook::in_force<ReportSources>(tx, context.caller.county, context.now);
    http::List<CaseSource> answer;
    for (const auto& each : rules->sources)
        answer.items.push_back({each.code, each.name.in(context.locale), each.by_telephone,
                                each.office_only, each.code == from_citizens});
    return answer;
}

std::vector<http::Endpoint> rule_endpoints(const Services&) {
    return {
        http::read<http::Nothing, CaseKindsReply>({.method = Method::get,
                                                   .path = "/api/v1/case-kinds",
                                                   .operation_id = "list_case_kinds",
                                                   .words = "Kinds of case in force.",
                                                   .door = Door::signed_in,
                                                   .row = "R2.5"},
                                                  list_kinds),
        http::read<ReasonsQuery, http::List<http::CodeName>>(
            {.method = Method::get,
             .path = "/api/v1/reasons",
             .operation_id = "list_reasons",
             .words = "Reasons to choose from at one step.",
             .door = Door::signed_in,
             .row = "R2.1"},
            list_reasons),
        http::read<http::Nothing, http::List<CaseSource>>({.method = Method::get,
                                                           .path = "/api/v1/case-sources",
                                                           .operation_id = "list_case_sources",
                                                           .words = "Where reports may come from.",
                                                           .door = Door::signed_in,
                                                           .row = "R2.1"},
                                                          list_sources),
    };
}

} // namespace weicheng::cases
