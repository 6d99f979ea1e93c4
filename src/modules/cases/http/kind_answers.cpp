#include "modules/cases/http/kind_answers.h"

#include "modules/people/people.h"

namespace weicheng::cases {

static CaseCondition tell(const Condition& condition, Locale locale) {
    return {condition.code,
            condition.name.in(locale),
            {condition.limit.amount, condition.limit.unit,
             calendar::words_of(condition.limit, locale == Locale::en)},
            condition.closing.in(locale),
            condition.status};
}

http::List<http::CodeName> tell_terms(const std::vector<rulebook::Term>& terms, Locale locale) {
    http::List<http::CodeName> answer;
    for (const auto& term : terms)
        answer.items.push_back({term.code, term.name.in(locale)});
    return answer;
}

CaseKindsReply tell_kinds(db::Tx& tx, CountyId county, const rulebook::Rules& rules,
                          Locale locale) {
    CaseKindsReply answer{rules.version_of<CaseKinds>(), {}, {}};
    for (const auto& each : rules.get<CaseKinds>().classes)
        answer.classes.push_back({each.code, each.name.in(locale)});
    for (const auto& kind : rules.get<CaseKinds>().kinds) {
        CaseKindReply told{kind.code,
                           kind.name.in(locale),
                           kind.class_code,
                           kind.icon,
                           kind.status,
                           kind.citizen,
                           {},
                           "",
                           {kind.evidence_before_min, kind.evidence_after_min},
                           kind.closes,
                           {}};
        if (const auto* route = rules.get<Routing>().find(kind, "");
            route && !route->line_body.empty())
            if (const auto body = people::body_by_code(tx, county, route->line_body)) {
                told.line_body_id = body->id;
                told.line_body_name = body->name;
            }
        for (const auto& condition : kind.conditions)
            told.conditions.push_back(tell(condition, locale));
        answer.kinds.push_back(std::move(told));
    }
    return answer;
}

} // namespace weicheng::cases
