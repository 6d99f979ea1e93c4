#include "modules/cases/http/case_words.h"

#include "foundation/text.h"

#include <algorithm>

namespace weicheng::cases {

namespace {

struct Said {
    std::string_view zh;
    std::string_view en;
    std::string in(Locale locale) const { return std::string(locale == Locale::en ? en : zh); }
};

struct FactWords {
    std::string_view fact;
    Said words;
};

constexpr FactWords fact_words[] = {
    {"case.reported", {"上报挂账", "Reported and opened"}},
    {"case.filed", {"立案", "Filed"}},
    {"case.mended_on_spot", {"即报即改，直接转核查", "Mended on the spot, on to the check"}},
    {"case.dispatched", {"派遣至{body}", "Dispatched to {body}"}},
    {"case.signed", {"签收", "Signed for"}},
    {"case.returned", {"退回派遣", "Returned to the dispatch desk"}},
    {"case.handled", {"处置完成", "Handled"}},
    {"case.confirmed", {"单位确认", "Confirmed by the unit"}},
    {"case.sent_back", {"单位退回重做", "Sent back within the unit"}},
    {"case.passed", {"核查通过", "Passed the check"}},
    {"case.reworked", {"核查不通过，返工", "Failed the check, to be done again"}},
    {"case.closed", {"销号", "Struck off"}},
    {"case.closure_refused", {"不予销号，退回核查", "Closure refused, back to the check"}},
    {"case.objected", {"群众反映未解决，重新派遣", "The citizen objected, dispatched again"}},
    {"case.verification_asked", {"交办核实", "To be verified before filing"}},
    {"case.verified", {"核实属实", "Verified"}},
    {"case.not_verified", {"核实不属实", "Not found to be so"}},
    {"case.declined", {"不予立案", "Not accepted"}},
    {"case.reassigned", {"改派至{body}", "Reassigned to {body}"}},
    {"case.disputed", {"提请裁定，首接单位{body}继续负责", "In dispute; {body} answers meanwhile"}},
    {"case.ruled", {"裁定由{body}办理", "Ruled: {body} is to handle it"}},
    {"case.suspension_prolonged", {"延长暂缓", "Suspension prolonged"}},
    {"case.resumed", {"恢复办理", "Resumed"}},
    {"case.extension_asked", {"申请延期", "Extension asked for"}},
    {"case.extension_granted", {"批准延期", "Extension granted"}},
    {"case.extension_refused", {"不予延期", "Extension refused"}},
    {"case.suspension_asked", {"申请暂缓", "Suspension asked for"}},
    {"case.suspension_granted", {"批准暂缓，停止计时", "Suspended, the clock stands"}},
    {"case.suspension_refused", {"不予暂缓", "Suspension refused"}},
    {"case.suspension_recheck_due",
     {"暂缓到期，需重新审视", "The suspension is to be looked at again"}},
    {"case.merged", {"并案", "Merged"}},
    {"case.joined", {"另一反映并入本案", "Another report was merged into this case"}},
    {"case.led_on", {"主案再次并案，随之转入", "Its main case was merged, it goes along"}},
    {"case.relocated", {"更正位置", "Place corrected"}},
    {"case.voided", {"作废", "Voided"}},
    {"case.reinstated", {"恢复", "Reinstated"}},
    {"case.recheck_due", {"抽中复核", "Drawn for a re-check"}},
    {"case.recheck_due_soon", {"抽查复核临期", "The re-check is due soon"}},
    {"case.recheck_overdue", {"抽查复核超期", "The re-check is overdue"}},
    {"case.rechecked", {"抽查复核通过", "Passed the re-check"}},
    {"case.recheck_failed", {"抽查复核不通过，重新办理", "Failed the re-check, to be done again"}},
    {"case.recurred", {"销号后又出现同类问题（回潮）", "The problem came back after strike-off"}},
    {"case.recurrence_withdrawn", {"回潮关联撤销", "It was not this problem that came back"}},
    {"case.lateness_appealed", {"超期申诉", "Appeal against the lateness"}},
    {"case.lateness_supported", {"超期申诉初审通过", "Appeal supported at first level"}},
    {"case.lateness_refused", {"超期申诉初审不通过", "Appeal refused at first level"}},
    {"case.lateness_exempted", {"超期免责，记录保留", "Lateness exempted, the record stays"}},
    {"case.lateness_denied", {"超期不予免责", "Exemption denied"}},
    {"case.request_lapsed", {"申请失效", "The request lapsed"}},
    {"case.due_soon", {"本环节临期", "This stage is due soon"}},
    {"case.overdue", {"本环节超期", "This stage is overdue"}},
    {"case.deep_overdue", {"本环节严重超期", "This stage is long overdue"}},
    {"case.deadline_recomputed",
     {"工作日历变动，时限重算", "Limits recomputed after a calendar change"}},
    {"case.rated", {"群众评价", "Rated by the citizen"}},
    {"case.settled", {"反映期满", "Time for objections has passed"}},
    {"case.contact_seen", {"查看联系方式", "Contact was looked at"}},
    {"case.contact_erased", {"联系方式已清除", "Contact was erased"}},
};

} // namespace

std::string words_of(State state, Locale locale) {
    const auto said = [&]() -> Said {
        switch (state) {
        case State::reported: return {"待立案", "To be filed"};
        case State::filed: return {"待派遣", "To be dispatched"};
        case State::dispatched: return {"待签收", "To be signed for"};
        case State::handling: return {"处置中", "Being handled"};
        case State::handled: return {"待单位确认", "To be confirmed by the unit"};
        case State::checking: return {"待核查", "To be checked"};
        case State::checked: return {"待销号", "To be struck off"};
        case State::closed: return {"已销号", "Struck off"};
        case State::verifying: return {"待核实", "To be verified"};
        case State::disputed: return {"待裁定", "In dispute"};
        case State::suspended: return {"已暂缓", "Suspended"};
        case State::not_accepted: return {"不予立案", "Not accepted"};
        case State::voided: return {"已作废", "Voided"};
        case State::merged: return {"已并案", "Merged"};
        }
        throw Bug("an unknown state");
    };
    return said().in(locale);
}

std::string words_of(Light light, Locale locale) {
    const auto said = [&]() -> Said {
        switch (light) {
        case Light::green: return {"绿灯", "Green"};
        case Light::amber: return {"黄灯", "Amber"};
        case Light::red: return {"红灯", "Red"};
        case Light::deep_red: return {"深红灯", "Deep red"};
        case Light::grey: return {"暂停计时", "Suspended"};
        case Light::hollow: return {"未派遣", "Not yet dispatched"};
        case Light::none: return {"已销号", "Struck off"};
        }
        throw Bug("an unknown light");
    };
    return said().in(locale);
}

std::string role_words(State state, Locale locale) {
    const auto said = [&]() -> Said {
        switch (state) {
        case State::reported: return {"立案人", "the filing desk"};
        case State::filed: return {"派遣人", "the dispatch desk"};
        case State::dispatched: return {"签收人", "to sign for it"};
        case State::handling: return {"处置人", "to handle it"};
        case State::handled: return {"单位确认人", "to confirm it"};
        case State::checking: return {"核查人", "the checkers"};
        case State::checked: return {"销号人", "the office, to strike off"};
        case State::verifying: return {"核实人", "to verify it"};
        case State::disputed: return {"裁定人", "the arbiter"};
        case State::suspended: return {"审批人", "to look again"};
        case State::closed:
        case State::not_accepted:
        case State::voided:
        case State::merged: return {"", ""};
        }
        throw Bug("an unknown state");
    };
    return said().in(locale);
}

std::string event_words(std::string_view fact, const std::string& body, Locale locale) {
    for (const auto& known : fact_words)
        if (known.fact == fact) return fill(known.words.in(locale), {{"body", body}});
    return std::string(fact);
}

std::string masked_phone(std::string_view phone) {
    std::string digits;
    std::copy_if(phone.begin(), phone.end(), std::back_inserter(digits),
                 [](char letter) { return letter >= '0' && letter <= '9'; });
    if (digits.size() < 8) return digits.empty() ? "" : "****";
    const auto shown = digits.size() >= 11 ? std::size_t{4} : std::size_t{2};
    return digits.substr(0, 3) + "****" + digits.substr(digits.size() - shown);
}

std::string masked_name(std::string_view name) {
    if (name.empty()) return "";
    std::size_t first = 1; // the bytes of the first code point
    while (first < name.size() && (static_cast<unsigned char>(name[first]) & 0xC0) == 0x80)
        ++first;
    return std::string(name.substr(0, first)) + "**";
}

std::vector<PowerWords> power_words() {
    return {
        {"cases.read", "查看案件", "See cases"},
        {"cases.report", "上报案件", "Report cases"},
        {"cases.file", "立案", "File cases"},
        {"cases.dispatch", "派遣案件", "Dispatch cases"},
        {"cases.sign", "签收和退回案件", "Sign for cases and return them"},
        {"cases.handle", "处置案件", "Handle cases"},
        {"cases.confirm", "单位确认和退回重做", "Confirm the unit's work or send it back"},
        {"cases.check", "核查案件", "Check cases"},
        {"cases.close", "销号和不予销号", "Strike cases off or refuse to"},
        {"cases.verify", "立案前核实", "Verify reports before they are filed"},
        {"cases.arbitrate", "裁定归属", "Rule whose case it is"},
        {"cases.void", "作废和恢复案件", "Void cases and reinstate them"},
        {"cases.decide", "审批延期和暂缓", "Decide on extensions and suspensions"},
        {"cases.recheck", "抽查复核", "Re-check strike-offs by sample"},
        {"cases.review_lateness", "超期申诉初审", "Review appeals against a lateness"},
        {"cases.confirm_lateness", "超期申诉核定", "Decide appeals against a lateness"},
    };
}

} // namespace weicheng::cases
