// What a county decides about its cases: kinds, routes, limits, lights, reasons, numbers, the
// citizens' page, requests. Part of the door; included by cases.h.
// Plain values, read from the rulebook by type.
#pragma once

#include "modules/rulebook/rulebook.h"

#include <map>

namespace weicheng::cases {

using rulebook::Approval;
using rulebook::Words;

/// Persisted. Who may strike a case of this kind off the ledger after a passed check: the office
/// alone, whoever passed the check, or also a delegate of the office in his area (受托销号).
enum class Closer { office, checker, delegate };
ENUM_NAMES(Closer, office, checker, delegate);

/// One condition of filing (立案条件) with its limit and its closing condition (结案条件).
struct Condition {
    std::string code; // unique within the kind
    Words name;
    calendar::Limit limit; // for handling, from dispatch on
    Words closing;
    Approval status = Approval::pending_approval;
};

/// What counts as near: so close in place, within so many days.
struct Nearness {
    int radius_m = 50; // 0..250
    int days = 0;      // 0..3650
    bool operator==(const Nearness&) const = default;
};

/// One kind of case (小类).
struct CaseKind {
    std::string code; // "0102"; unique
    std::string class_code;
    Words name;
    std::string icon;            // garbage, poster, stall, parking, …
    bool citizen = false;        // offered to citizens
    bool files_itself = false;   // filed and dispatched by the server when routing knows the owner
    int evidence_before_min = 1; // photos, 0..9
    int evidence_after_min = 1;
    Closer closes = Closer::office;
    /// Share of the strike-offs by checkers and delegates that is drawn for a re-check, 0..100.
    int recheck_percent = 0;
    /// Sources whose reports are verified on the spot before they are filed (交办核实).
    std::vector<std::string> verify_sources = {};
    Nearness duplicates = {50, 3};  // open cases offered as the same problem before saving
    Nearness recurrence = {50, 90}; // struck-off cases against which a new one counts (回潮)
    Approval status = Approval::pending_approval;
    std::string source = {};           // where the figures come from
    std::vector<Condition> conditions; // at least one; the first is the usual one
};

/// Where reports come from (案件来源): the county's own list. Citizens' reports come through the
/// portal only, so that source is always there.
inline constexpr const char* from_citizens = "citizen";
struct ReportSource {
    std::string code;
    Words name;
    bool by_telephone = false; // no photo is asked for; the caller may be noted
    bool office_only = false;  // offered to who files cases only
};
struct ReportSources {
    std::vector<ReportSource> sources;

    const ReportSource* find(std::string_view code) const;
};

struct CaseKinds {
    std::vector<rulebook::Term> classes;
    std::vector<CaseKind> kinds;

    const CaseKind* find(std::string_view code) const;
};
/// The named condition, or the first when `code` is empty; nullptr when unknown.
const Condition* find_condition(const CaseKind& kind, std::string_view code);

/// Persisted. Who does the work: the grid (块) or the line department (条).
enum class Handler { block, line };
ENUM_NAMES(Handler, block, line);

/// kind: a kind's code, "class:<code>" or "*"; grid: a grid's code or "*". The most specific route
/// wins: kind before class before "*", then grid before "*"; among equals the first.
struct Route {
    std::string kind;
    std::string grid = "*";
    std::string line_body; // code of the department that answers for the kind; may be empty
    Handler handled_by = Handler::block;
};
struct Routing {
    std::vector<Route> routes;
    /// nullptr when no route covers it: the case goes to the dispatch desk.
    const Route* find(const CaseKind& kind, std::string_view grid_code) const;
};

/// How long each stage other than handling may take.
struct StageLimits {
    calendar::Limit filing;
    calendar::Limit dispatch;
    calendar::Limit sign;
    calendar::Limit confirm;
    calendar::Limit check;
    calendar::Limit close;
    calendar::Limit verify = {4, calendar::TimeUnit::work_hours};
    calendar::Limit verdict = {1, calendar::TimeUnit::work_days}; // of the arbiter
    calendar::Limit decide = {1, calendar::TimeUnit::work_days};  // on a request
    calendar::Limit recheck = {3, calendar::TimeUnit::work_days}; // of a drawn strike-off
};

/// When a light turns: amber when the working minutes left are at most `amber_share_percent` of the
/// stage's limit or at most `amber_floor_minutes`; red when late; deep red when late by
/// `deep_red_percent` of the limit.
struct LightRules {
    int amber_share_percent = 20;
    int amber_floor_minutes = 240;
    int deep_red_percent = 100;
};

/// Why something is done, by list: "rework", "decline", … (an edge names its list). A list that the
/// county's version lacks is as shipped.
struct ReasonLists : std::map<std::string, std::vector<rulebook::Term>, std::less<>> {
    using map::map;
    /// Empty when there is no such list.
    const std::vector<rulebook::Term>& of(std::string_view list) const;
};

/// Case numbers, e.g. "AJ{yyyy}{mm}{dd}-{nnnn}": {yyyy} {mm} {dd} the county's date of the report,
/// {nnnn} a serial of that many digits at the least, counted per date.
struct NumberFormats {
    std::string case_number;
};

struct PortalRules {
    calendar::Limit objection_within; // after closing
    int contact_retention_days = 90;  // after closing, then phone and name are erased
    int photos_max = 3;
    Words promise; // "我们将在 {limit} 内答复"
};

/// What a unit may ask for once it has a case, and how often.
struct RequestRules {
    int extensions_max = 1;                                                 // per period, 0..9
    calendar::Limit extension_longest = {5, calendar::TimeUnit::work_days}; // of one extension
    int suspension_days_max = 180; // from the day it is granted to its re-check, 1..3650
    calendar::Limit lateness_within = {5, calendar::TimeUnit::work_days}; // after closing
    int returns_max = 1; // to the desk per period, 0..9; then a dispute
    Approval status = Approval::pending_approval;
};

} // namespace weicheng::cases
