#include "modules/rulebook/http/kind_answers.h"

#include "modules/people/people.h"

namespace weicheng::rulebook {

static CaseCondition tell(const Condition& condition, Locale locale) {
    return {condition.code,
            condition.name.in(locale),
            {condition.limit.amount, condition.limit.unit,
             calendar::words_of(condition.limit, locale == Locale::en)},
            condition.closing.in(locale),
            condition.status};
}

CaseKindsReply tell_kinds(db::Tx& tx, CountyId county, const Rules& rules, Locale locale) {
    CaseKindsReply answer{rules.kinds_version, {}, {}};
    for (const auto& each : rules.case_kinds.classes)
        answer.classes.push_back({each.code, each.name.in(locale)});
    for (const auto& kind : rules.case_kinds.kinds) {
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
        if (const auto* route = rules.routing.find(kind, ""); route && !route->line_body.empty())
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

} // namespace weicheng::rulebook
