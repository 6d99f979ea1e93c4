// The rulebook: what a county may decide, as typed data, versioned and dated. The door of the
// rulebook module. The rule structures are plain values, safe in rules; every case remembers the
// versions it was judged by.
#pragma once

#include "modules/calendar/calendar.h"

#include "foundation/caller.h"
#include "foundation/enum_names.h"
#include "foundation/result.h"
#include "foundation/time.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace weicheng::rulebook {

/// Words in both languages of the product.
struct Words {
    std::string zh;
    std::string en;
    const std::string& in(Locale locale) const { return locale == Locale::en ? en : zh; }
};

/// Persisted. Whether the county has confirmed a figure: 待核定 or 已核定.
enum class Approval { pending_approval, approved };
/// Persisted. Who may strike a case of this kind off the ledger after a passed check.
enum class Closer { office, checker };

/// One condition of filing (立案条件) with its limit and its closing condition (结案条件).
struct Condition {
    std::string code; // unique within the kind
    Words name;
    calendar::Limit limit; // for handling, from dispatch on
    Words closing;
    Approval status = Approval::pending_approval;
};

struct CaseClass {
    std::string code;
    Words name;
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
    Approval status = Approval::pending_approval;
    std::string source = {};           // where the figures come from
    std::vector<Condition> conditions; // at least one; the first is the usual one
};

struct CaseKinds {
    std::vector<CaseClass> classes;
    std::vector<CaseKind> kinds;

    const CaseKind* find(std::string_view code) const;
};
/// The named condition, or the first when `code` is empty; nullptr when unknown.
const Condition* find_condition(const CaseKind& kind, std::string_view code);

/// Persisted. Who does the work: the grid (块) or the line department (条).
enum class Handler { block, line };

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
};

/// When a light turns: amber when the working minutes left are at most `amber_share_percent` of the
/// stage's limit or at most `amber_floor_minutes`; red when late; deep red when late by
/// `deep_red_percent` of the limit.
struct LightRules {
    int amber_share_percent = 20;
    int amber_floor_minutes = 240;
    int deep_red_percent = 100;
};

struct Reason {
    std::string code;
    Words name;
};
struct ReasonLists {
    std::vector<Reason> return_to_desk;  // 退回派遣台
    std::vector<Reason> send_back;       // unit to doer
    std::vector<Reason> rework;          // checker
    std::vector<Reason> closure_refusal; // office to checker
    std::vector<Reason> objection;       // citizen
};
const Reason* find_reason(const std::vector<Reason>& list, std::string_view code);

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

/// Everything in force at a moment, with the version of each schema for the record.
struct Rules {
    CaseKinds case_kinds;
    Routing routing;
    StageLimits limits;
    LightRules lights;
    ReasonLists reasons;
    NumberFormats numbers;
    PortalRules portal;
    std::int64_t kinds_version = 0; // id of the version of case_kinds, remembered by each case
};

/// The schemas a county edits, in this order of dependence.
inline constexpr const char* schemas[] = {"case_kinds", "routing", "limits", "lights",
                                          "reasons",    "numbers", "portal"};

/// The rules in force at `at`: of each schema the version with the latest valid_from not after `at`
/// (then the highest number). A shared immutable snapshot. Bug when the county has none (set_up
/// gives every county a first version).
std::shared_ptr<const Rules> in_force(db::Tx& tx, CountyId county, Instant at);

/// The number people know a version by (第 3 版), of the id that a case remembers; 0 for an unknown
/// id.
std::int64_t version_number(db::Tx& tx, CountyId county, std::int64_t version_id);

/// Adds a version of one schema. `body` is JSON of the schema's structure. Refuses what does not
/// fit: unknown schema, field errors, a route to an unknown kind, double codes, a kind without
/// conditions.
Result<std::int64_t> publish(db::Tx& tx, const Caller& actor, std::string_view schema,
                             Instant valid_from, std::string_view note, std::string_view body,
                             Instant now);
/// Gives a new county the built-in first versions (figures marked 待核定), valid from the
/// beginning.
void set_up(db::Tx& tx, const Caller& actor, Instant now);

Module make_module(const Services& services);

} // namespace weicheng::rulebook

template <>
struct weicheng::EnumNames<weicheng::rulebook::Approval> {
    using E = weicheng::rulebook::Approval;
    static constexpr std::array<std::pair<E, std::string_view>, 2> all{
        {{E::pending_approval, "pending_approval"}, {E::approved, "approved"}}};
};
template <>
struct weicheng::EnumNames<weicheng::rulebook::Closer> {
    using E = weicheng::rulebook::Closer;
    static constexpr std::array<std::pair<E, std::string_view>, 2> all{
        {{E::office, "office"}, {E::checker, "checker"}}};
};
template <>
struct weicheng::EnumNames<weicheng::rulebook::Handler> {
    using E = weicheng::rulebook::Handler;
    static constexpr std::array<std::pair<E, std::string_view>, 2> all{
        {{E::block, "block"}, {E::line, "line"}}};
};
