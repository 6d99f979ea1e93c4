// How kinds of case, reasons and sources are told to a screen, in one language.
#pragma once

#include "modules/cases/case_rules.h"
#include "platform/http/endpoint.h"

namespace weicheng::cases {

struct LimitInWords {
    int amount = 0;
    calendar::TimeUnit unit = calendar::TimeUnit::work_hours;
    std::string words;
};
SHAPE(LimitInWords, amount, unit, (words, "The limit as it is said, such as 2 工作时."));

struct CaseCondition {
    std::string code;
    std::string name;
    LimitInWords limit;
    std::string closing;
    Approval status = Approval::pending_approval;
};
SHAPE(CaseCondition, code, name,
    (limit, "How long the handling may take."),
    closing,
    (status, "pending_approval: shipped as an example, not confirmed by the county."));

struct EvidenceWanted {
    int before_min = 0;
    int after_min = 0;
};
SHAPE(EvidenceWanted, before_min, after_min);

struct CaseKindReply {
    std::string code;
    std::string name;
    std::string class_code;
    std::string icon;
    Approval status = Approval::pending_approval;
    bool citizen = false;
    BodyId line_body_id;
    std::string line_body_name;
    EvidenceWanted evidence;
    Closer closes = Closer::office;
    std::vector<CaseCondition> conditions;
};
SHAPE(CaseKindReply, code, name, class_code, icon,
    (status, "pending_approval: shipped as an example, not confirmed by the county."),
    citizen, line_body_id, line_body_name, evidence, closes, conditions);

struct CaseKindsReply {
    std::int64_t version = 0;
    std::vector<http::CodeName> classes;
    std::vector<CaseKindReply> kinds;
};
SHAPE(CaseKindsReply, version, classes, kinds);

struct CaseSource {
    std::string code;
    std::string name;
    bool by_telephone = false;
    bool office_only = false;
    bool portal_only = false;
};
SHAPE(CaseSource, code, name,
    (by_telephone, "No photo is asked for."),
    (office_only, "Offered to who files cases."),
    (portal_only, "Citizens report with it themselves."));

struct ReasonsQuery {
    std::string step;
};
SHAPE(ReasonsQuery,
    (step, at_most(40), "The name of a list of the rule data \"reasons\": rework, decline, …"));

http::List<http::CodeName> tell_terms(const std::vector<rulebook::Term>& terms, Locale locale);
CaseKindsReply tell_kinds(db::Tx& tx, CountyId county, const rulebook::Rules& rules, Locale locale);

} // namespace weicheng::cases
