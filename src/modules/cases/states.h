// The names of the ledger: states, actions, sources, lights. Part of the door; included by cases.h.
#pragma once

#include "foundation/enum_names.h"

#include <array>
#include <string_view>
#include <utility>

namespace weicheng::cases {

/// Persisted by name.
enum class State {
    reported,     // 待立案
    verifying,    // 待核实: someone looks whether it is so before it is filed
    filed,        // 待派遣
    dispatched,   // 待签收
    disputed,     // 待裁定: whose it is; the first receiver answers for it until then
    handling,     // 处置中
    suspended,    // 已暂缓: an outside cause, approved, with a date for looking again
    handled,      // 待单位确认
    checking,     // 待核查
    checked,      // 待销号
    closed,       // 已销号
    not_accepted, // 不予立案
    voided,       // 已作废
    merged,       // 已并案
};
/// Nothing more is asked of anybody.
constexpr bool has_ended(State state) {
    return state >= State::closed;
}

/// Persisted by name.
enum class Source { citizen, patrol, inspection, hotline, leader, expert, meeting, other };
/// Persisted by name. What can happen to a case.
enum class Action {
    report,
    file,             // 立案
    mend_on_spot,     // 即报即改: filed with its proof, straight to the check
    dispatch,         // 派遣
    sign,             // 签收
    return_to_desk,   // 退回派遣台
    handle,           // 处置
    confirm,          // 单位确认
    send_back,        // 单位退回重做
    pass,             // 核查通过
    rework,           // 返工
    close,            // 销号
    close_as_checker, // 核查人当场销号, where the kind's rule says so
    refuse_closure,   // 不予销号
    object,           // 群众反映未解决: the same case, a new period
    ask_verification, // 交办核实
    verify_true,      // 核实属实
    verify_false,     // 核实不属实
    decline,          // 不予立案
    reassign,         // 改派
    dispute,          // 提请裁定
    rule,             // 裁定: whose it is, binding for the period
    prolong_suspension,
    resume,            // 恢复办理
    ask_extension,     // 申请延期
    grant_extension,   // 批准延期
    refuse_extension,  // 不予延期
    ask_suspension,    // 申请暂缓
    grant_suspension,  // 批准暂缓
    refuse_suspension, // 不予暂缓
    merge,             // 并案
    relocate,          // 更正位置
    void_case,         // 作废
    reinstate,         // 恢复
    close_as_delegate, // 受托销号, where the kind's rule says so
    recheck_pass,      // 抽查复核通过
    recheck_fail,      // 抽查复核不通过: a new period
    ask_exemption,     // 超期申诉
    support_exemption, // 一级审核通过
    refuse_exemption,  // 一级审核不通过
    grant_exemption,   // 二级核定免责: the fact stays, the statistics leave it out
    deny_exemption,    // 二级不予免责
};
/// Persisted by name.
enum class PhotoRole { before, after };
/// Persisted by name. How a stage's minutes are counted: inside working hours, or all of them
/// (紧急工作时, 自然日).
enum class StageClock { work, natural };
/// Persisted by name. What the look before filing found (核实).
enum class Verification { none, asked, confirmed, not_found };
/// Persisted by name. Whether a delegated strike-off was drawn for a second look (抽查复核).
enum class Recheck { none, due, passed, failed };
enum class Light {
    green,
    amber,
    red,
    deep_red,
    grey,   // suspended
    hollow, // not yet dispatched
    none,   // ended
};

} // namespace weicheng::cases

namespace weicheng {
template <>
struct EnumNames<cases::State> {
    using E = cases::State;
    static constexpr std::array<std::pair<E, std::string_view>, 14> all{{
        {E::reported, "reported"},
        {E::verifying, "verifying"},
        {E::filed, "filed"},
        {E::dispatched, "dispatched"},
        {E::disputed, "disputed"},
        {E::handling, "handling"},
        {E::suspended, "suspended"},
        {E::handled, "handled"},
        {E::checking, "checking"},
        {E::checked, "checked"},
        {E::closed, "closed"},
        {E::not_accepted, "not_accepted"},
        {E::voided, "voided"},
        {E::merged, "merged"},
    }};
};
template <>
struct EnumNames<cases::Source> {
    using E = cases::Source;
    static constexpr std::array<std::pair<E, std::string_view>, 8> all{{
        {E::citizen, "citizen"},
        {E::patrol, "patrol"},
        {E::inspection, "inspection"},
        {E::hotline, "hotline"},
        {E::leader, "leader"},
        {E::expert, "expert"},
        {E::meeting, "meeting"},
        {E::other, "other"},
    }};
};
template <>
struct EnumNames<cases::Action> {
    using E = cases::Action;
    static constexpr std::array<std::pair<E, std::string_view>, 42> all{{
        {E::report, "report"},
        {E::file, "file"},
        {E::mend_on_spot, "mend_on_spot"},
        {E::dispatch, "dispatch"},
        {E::sign, "sign"},
        {E::return_to_desk, "return"},
        {E::handle, "handle"},
        {E::confirm, "confirm"},
        {E::send_back, "send_back"},
        {E::pass, "pass"},
        {E::rework, "rework"},
        {E::close, "close"},
        {E::close_as_checker, "close_as_checker"},
        {E::refuse_closure, "refuse_closure"},
        {E::object, "object"},
        {E::ask_verification, "ask_verification"},
        {E::verify_true, "verify_true"},
        {E::verify_false, "verify_false"},
        {E::decline, "decline"},
        {E::reassign, "reassign"},
        {E::dispute, "dispute"},
        {E::rule, "rule"},
        {E::prolong_suspension, "prolong_suspension"},
        {E::resume, "resume"},
        {E::ask_extension, "ask_extension"},
        {E::grant_extension, "grant_extension"},
        {E::refuse_extension, "refuse_extension"},
        {E::ask_suspension, "ask_suspension"},
        {E::grant_suspension, "grant_suspension"},
        {E::refuse_suspension, "refuse_suspension"},
        {E::merge, "merge"},
        {E::relocate, "relocate"},
        {E::void_case, "void"},
        {E::reinstate, "reinstate"},
        {E::close_as_delegate, "close_as_delegate"},
        {E::recheck_pass, "recheck_pass"},
        {E::recheck_fail, "recheck_fail"},
        {E::ask_exemption, "ask_exemption"},
        {E::support_exemption, "support_exemption"},
        {E::refuse_exemption, "refuse_exemption"},
        {E::grant_exemption, "grant_exemption"},
        {E::deny_exemption, "deny_exemption"},
    }};
};
template <>
struct EnumNames<cases::PhotoRole> {
    using E = cases::PhotoRole;
    static constexpr std::array<std::pair<E, std::string_view>, 2> all{{
        {E::before, "before"},
        {E::after, "after"},
    }};
};
template <>
struct EnumNames<cases::StageClock> {
    using E = cases::StageClock;
    static constexpr std::array<std::pair<E, std::string_view>, 2> all{{
        {E::work, "work"},
        {E::natural, "natural"},
    }};
};
template <>
struct EnumNames<cases::Verification> {
    using E = cases::Verification;
    static constexpr std::array<std::pair<E, std::string_view>, 4> all{{
        {E::none, "none"},
        {E::asked, "asked"},
        {E::confirmed, "confirmed"},
        {E::not_found, "not_found"},
    }};
};
template <>
struct EnumNames<cases::Recheck> {
    using E = cases::Recheck;
    static constexpr std::array<std::pair<E, std::string_view>, 4> all{{
        {E::none, "none"},
        {E::due, "due"},
        {E::passed, "passed"},
        {E::failed, "failed"},
    }};
};
template <>
struct EnumNames<cases::Light> {
    using E = cases::Light;
    static constexpr std::array<std::pair<E, std::string_view>, 7> all{{
        {E::green, "green"},
        {E::amber, "amber"},
        {E::red, "red"},
        {E::deep_red, "deep_red"},
        {E::grey, "grey"},
        {E::hollow, "hollow"},
        {E::none, "none"},
    }};
};
} // namespace weicheng
