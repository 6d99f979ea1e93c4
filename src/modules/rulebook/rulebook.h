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
ENUM_NAMES(Approval, pending_approval, approved);
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

struct CaseKinds {
    std::vector<CaseClass> classes;
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

struct Reason {
    std::string code;
    Words name;
};
struct ReasonLists {
    std::vector<Reason> return_to_desk;    // 退回派遣台
    std::vector<Reason> send_back;         // unit to doer
    std::vector<Reason> rework;            // checker
    std::vector<Reason> closure_refusal;   // office to checker
    std::vector<Reason> objection;         // citizen
    std::vector<Reason> verification = {}; // 核实不属实
    std::vector<Reason> decline = {};      // 不予立案
    std::vector<Reason> void_ = {};        // 作废
    std::vector<Reason> reassign = {};     // 改派
    std::vector<Reason> dispute = {};      // 提请裁定
    std::vector<Reason> extension = {};    // 申请延期
    std::vector<Reason> suspension = {};   // 申请暂缓: causes outside the unit
    std::vector<Reason> lateness = {};     // 超期申诉
    std::vector<Reason> reinstate = {};    // 恢复
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

/// What a unit may ask for once it has a case, and how often.
struct RequestRules {
    int extensions_max = 1;                                                 // per period, 0..9
    calendar::Limit extension_longest = {5, calendar::TimeUnit::work_days}; // of one extension
    int suspension_days_max = 180; // from the day it is granted to its re-check, 1..3650
    calendar::Limit lateness_within = {5, calendar::TimeUnit::work_days}; // after closing
    int returns_max = 1; // to the desk per period, 0..9; then a dispute
    Approval status = Approval::pending_approval;
};

/// When a photo looks made up. Signs are shown to who checks; they decide nothing.
struct EvidenceRules {
    int near_same_bits = 4;         // of 64 in the perceptual hash, 0..7 (docs/decisions/0012)
    int far_from_place_m = 100;     // 10..10000
    int seconds_before_limit = 120; // handled so close to the limit, 0..3600
    int unchanged_percent = 97;     // before and after as alike as that or more, 50..100
    int other_view_percent = 35;    // alike as little as that or less: another view, 0..100
    Approval status = Approval::pending_approval;
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
    RequestRules requests;
    EvidenceRules evidence;
    std::int64_t kinds_version = 0; // id of the version of case_kinds, remembered by each case
};

/// The schemas a county edits, in this order of dependence.
inline constexpr const char* schemas[] = {"case_kinds", "routing", "limits",   "lights",  "reasons",
                                          "numbers",    "portal",  "requests", "evidence"};

/// The rules in force at `at`: of each schema the version with the latest valid_from not after `at`
/// (then the highest number). A shared immutable snapshot. What a county founded before a schema
/// existed has no version of, and members that its versions lack, are the program's own.
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
