// The names of the ledger: states, actions, lights. Part of the door; included by cases.h.
#pragma once

#include "foundation/enum_names.h"

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
ENUM_NAMES(State, reported, verifying, filed, dispatched, disputed, handling, suspended, handled,
           checking, checked, closed, not_accepted, voided, merged);
/// Nothing more is asked of anybody.
constexpr bool has_ended(State state) {
    return state >= State::closed;
}

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
ENUM_NAMES(Action, report, file, mend_on_spot, dispatch, sign, (return_to_desk, "return"), handle,
           confirm, send_back, pass, rework, close, close_as_checker, refuse_closure, object,
           ask_verification, verify_true, verify_false, decline, reassign, dispute, rule,
           prolong_suspension, resume, ask_extension, grant_extension, refuse_extension,
           ask_suspension, grant_suspension, refuse_suspension, merge, relocate,
           (void_case, "void"), reinstate, close_as_delegate, recheck_pass, recheck_fail,
           ask_exemption, support_exemption, refuse_exemption, grant_exemption, deny_exemption);
/// Persisted by name.
enum class PhotoRole { before, after };
ENUM_NAMES(PhotoRole, before, after);
/// Persisted by name. How a stage's minutes are counted: inside working hours, or all of them
/// (紧急工作时, 自然日).
enum class StageClock { work, natural };
ENUM_NAMES(StageClock, work, natural);
/// Persisted by name. What the look before filing found (核实).
enum class Verification { none, asked, confirmed, not_found };
ENUM_NAMES(Verification, none, asked, confirmed, not_found);
/// Persisted by name. Whether a delegated strike-off was drawn for a second look (抽查复核).
enum class Recheck { none, due, passed, failed };
ENUM_NAMES(Recheck, none, due, passed, failed);
enum class Light {
    green,
    amber,
    red,
    deep_red,
    grey,   // suspended
    hollow, // not yet dispatched
    none,   // ended
};
ENUM_NAMES(Light, green, amber, red, deep_red, grey, hollow, none);

} // namespace weicheng::cases
