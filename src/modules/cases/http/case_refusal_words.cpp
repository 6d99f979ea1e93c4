// What happened; why; what to do: the words of everything the ledger refuses.
#include "modules/cases/http/case_words.h"

namespace weicheng::cases {

static std::vector<RefusalWords> move_refusals() {
    return {
        {"case.unknown", 404, "没有这个案件，或者您无权查看；请核对编号，或联系派遣台。",
         "There is no such case, or it is not for you to see; check the number or ask the dispatch "
         "desk."},
        {"case.wrong_state", 409, "案件 {number} 的状态已变，现在不能办理这一步；请刷新后查看。",
         "Case {number} stands elsewhere by now, so this step cannot be taken; reload and look."},
        {"case.outside_scope", 403,
         "案件 {number} 不在您的管辖范围内，所以不能办理；请交由属地单位或派遣台办理。",
         "Case {number} lies outside your area, so you cannot do this; leave it to the body of the "
         "area or the dispatch desk."},
        {"case.not_your_body", 403,
         "案件 {number} 没有派给您的单位，所以不能办理；如派错，请责任单位退回派遣台后改派。",
         "Case {number} was not dispatched to your unit, so you cannot do this; the unit that "
         "has it may return it to the dispatch desk."},
        {"case.not_your_report", 403,
         "案件 {number} 不是群众上报的，或没有群众反映并入，不能从这里反映；请联系创卫办。",
         "Case {number} was not reported by a citizen, nor was such a report merged into it, so it "
         "cannot be objected to here; call the office."},
        {"case.checker_is_doer", 403,
         "不能核查：案件 {number} 是您本人处置或确认的，自己不能核查自己；请由他人核查。",
         "You cannot check case {number}: you handled or confirmed it yourself; leave the check to "
         "someone else."},
        {"case.checker_of_doers_body", 403,
         "不能核查：案件 {number} 由您所在的单位处置，本单位不能核查；请由督导组核查。",
         "You cannot check case {number}: your own unit did the work; leave the check to the "
         "inspectors."},
        {"case.closer_is_doer", 403, "不能销号：案件 {number} 是您本人处置或确认的；请由他人销号。",
         "You cannot strike off case {number}: you handled or confirmed it yourself; leave it to "
         "someone else."},
        {"case.objection_closed", 409,
         "案件 {number} 已过反映期限或尚未办结，不能再反映；如问题仍在，请重新上报。",
         "Case {number} is not open to objections: the time has passed or it is not struck off; "
         "report the problem anew if it is still there."},
        {"case.not_closed", 409, "案件 {number} 还没有办结，不能评价；请等销号后再来。",
         "Case {number} is not struck off yet, so it cannot be rated; come back afterwards."},
        {"case.rated_already", 409, "案件 {number} 本轮已经评价过；每轮只评一次，无需再评。",
         "Case {number} was rated already; one rating counts for each round, nothing is left to "
         "do."},
        {"case.mender_without_body", 409,
         "不能即报即改：您没有处置权限，核查不通过时无人返工；请按一般问题上报。",
         "This cannot be reported as mended: you may not handle cases for any unit, so nobody "
         "could do it again; report it as an ordinary problem."},
    };
}

/// Where someone has had his hand in it, and what stands in the way.
static std::vector<RefusalWords> precondition_refusals() {
    return {
        {"case.closer_of_doers_body", 403,
         "不能销号：案件 {number} 由您所在的单位处置，受托人不能为本单位销号；请由创卫办销号。",
         "You cannot strike off case {number}: your own unit did the work; leave it to the "
         "office."},
        {"case.not_delegated", 403,
         "案件 {number} 不能受托销号：该类别没有委托销号，或您本就可以直接销号；请由创卫办销号。",
         "Case {number} is not struck off by delegates: its kind has none, or you strike off as "
         "the office; leave it to the office."},
        {"case.voider_is_doer", 403,
         "不能作废或恢复：案件 {number} 是您本人处置或确认的；请由他人办理。",
         "You cannot void or reinstate case {number}: you handled or confirmed it yourself; leave "
         "it to someone else."},
        {"case.arbiter_is_party", 403,
         "不能裁定：您属于案件 {number} 的首接单位、争议单位或所选单位，应当回避；请由他人裁定。",
         "You cannot rule on case {number}: you belong to the first receiver, the disputing or the "
         "chosen unit; leave it to another arbiter."},
        {"case.rechecker_had_part", 403,
         "不能复核：您参与过案件 {number} 的处置、核查或销号；请由他人复核。",
         "You cannot re-check case {number}: you handled, checked or struck it off; leave it to "
         "someone else."},
        {"case.verdict_binds", 409,
         "案件 {number} 本轮已经裁定，裁定单位必须办理，不能再退回、争议或改派；请签收办理。",
         "Case {number} was ruled on in this round and the verdict binds: it cannot be returned, "
         "disputed or reassigned; sign for it and handle it."},
        {"case.returns_used_up", 409,
         "案件 {number} 本轮已退回 {max} 次，不能再退；确属不是本单位职责的，请提请裁定。",
         "Case {number} was returned {max} times in this round and cannot be returned again; if it "
         "is not yours, ask for a verdict."},
        {"case.recheck_not_due", 409, "案件 {number} 没有被抽中复核，无需复核。",
         "Case {number} was not drawn for a re-check; there is nothing to do."},
    };
}

static std::vector<RefusalWords> request_refusals() {
    return {
        {"case.decider_of_asking_body", 403,
         "不能审批：案件 {number} 的申请由您所在的单位提出或由您的单位办理；请由上级或他人审批。",
         "You cannot decide on case {number}: your own unit asks or does the work; leave it to "
         "someone else."},
        {"case.decider_asked", 403, "不能审批：案件 {number} 的申请是您本人提出的；请由他人审批。",
         "You cannot decide on case {number}: you asked for it yourself; leave it to someone "
         "else."},
        {"case.decider_reviewed", 403,
         "不能核定：案件 {number} 的申诉由您初审，两级须由不同的人办理；请由他人核定。",
         "You cannot decide on case {number}: you reviewed the appeal at the first level, and two "
         "people look at it; leave it to someone else."},
        {"case.request_waits", 409,
         "案件 {number} 已有一项申请待审批，同时只能有一项；请等审批后再申请。",
         "A request for case {number} waits for its answer, and one at a time is taken; ask again "
         "afterwards."},
        {"case.request_decided", 409,
         "案件 {number} 没有待审批的此项申请，可能已有人审批；请刷新后查看。",
         "No such request for case {number} waits for an answer; someone else may have decided; "
         "reload and look."},
        {"case.request_not_reviewed", 409,
         "案件 {number} 的申诉还没有通过初审，不能核定；请等初审后再办理。",
         "The appeal for case {number} has not passed the first level, so it cannot be decided; "
         "wait "
         "for the review."},
        {"case.extension_too_late", 409,
         "案件 {number} 已经超期，不能再申请延期；请尽快办结，确有客观原因的可在销号后申诉。",
         "Case {number} is late already, so no later limit can be asked for; finish it, and appeal "
         "after the strike-off if the cause was outside."},
        {"case.extensions_used_up", 409,
         "案件 {number} 本轮已延期 {max} 次，不能再延；因外部原因办不了的，请申请暂缓。",
         "Case {number} was extended {max} times in this round and cannot be extended again; if an "
         "outside cause stops the work, ask for a suspension."},
        {"case.extension_without_limit", 422, "没有写明要延多久；请填写时长和单位。",
         "It is not said how much longer; enter the time and its unit."},
        {"case.extension_too_long", 422, "一次最多延期 {longest}；请缩短，或申请暂缓。",
         "One extension gives at most {longest_en}; ask for less, or for a suspension."},
        {"case.recheck_date_wrong", 422, "复查日期必须晚于 {after}；请另选一天。",
         "The date for looking again lies after {after}; choose another day."},
        {"case.suspension_too_long", 422,
         "暂缓最多 {max} 天，复查日期不能晚于 {last}；请改早一些，到期后可再审。",
         "A suspension lasts {max} days at most, so the date lies on {last} at the latest; choose "
         "an "
         "earlier day."},
        {"case.not_late", 409, "案件 {number} 在您单位手上没有超期，无需申诉。",
         "Case {number} was not late in the hands of your unit; there is nothing to appeal "
         "against."},
        {"case.appealed_already", 409, "案件 {number} 已经申诉过，每案只能申诉一次。",
         "An appeal was made for case {number} already; a case takes one."},
        {"case.appeal_too_late", 409,
         "案件 {number} 销号已久，申诉期限已过；如有疑问请联系创卫办。",
         "Case {number} was struck off too long ago for an appeal; ask the office if in doubt."},
    };
}

static std::vector<RefusalWords> input_refusals() {
    return {
        {"case.kind_unknown", 422, "类别“{kind}”不在现行目录中；请从类别目录中重新选择。",
         "The kind \"{kind}\" is not in force; choose one from the list of kinds."},
        {"case.condition_unknown", 422, "类别“{kind}”没有立案条件“{condition}”；请重新选择。",
         "The kind \"{kind}\" has no condition \"{condition}\"; choose one of its conditions."},
        {"case.body_unknown", 422, "所选单位不存在或已撤销，不能派遣；请另选在册单位。",
         "This body does not exist or stands no more, so it takes no case; choose another."},
        {"case.body_cannot_sign", 422,
         "所选单位没有人能签收，派去会无人办理；请另选单位，或先为该单位安排签收人。",
         "Nobody in this body may sign for a case, so it would lie there; choose another, or give "
         "the body someone who signs."},
        {"case.same_body", 422, "案件本来就在这个单位，无需改派；请选择其他单位。",
         "The case is with this body already; choose another."},
        {"case.merge_target_unknown", 422,
         "没有找到要并入的案件，或您无权查看；请核对编号后重新选择。",
         "The case to merge into was not found, or is not for you to see; choose it again."},
        {"case.merge_with_itself", 422, "不能把案件并入它自己；请选择另一件。",
         "A case cannot be merged into itself; choose another."},
        {"case.merge_target_ended", 422,
         "案件 {number} 已并案、作废或不予立案，不能再并入；请选择在办或已销号的案件。",
         "Case {number} was merged, voided or declined itself; choose one that is open or struck "
         "off."},
        {"case.place_missing", 422, "没有给出新的位置；请在地图上点出实际位置。",
         "No new place was given; point it out on the map."},
        {"case.reason_unknown", 422, "没有选择理由，或理由不在列表中；请从列表中选择一条。",
         "No reason was given, or none of the list; choose one of the reasons."},
        {"case.photos_too_few", 422, "照片不够，至少需要 {min} 张才能看清情况；请补拍后再提交。",
         "There are too few photos; at least {min} are needed as proof. Take more and send again."},
        {"case.photo_twice", 422, "同一张照片用了两次，不能重复计数；请去掉一张。",
         "The same photo stands here twice and counts once; take one of them away."},
        {"case.photo_reused", 422, "这张照片本案已经用过，不能当作新的证明；请现场重新拍摄。",
         "This photo stands in the case already and proves nothing new; take one on the spot."},
        {"case.photo_unknown", 422, "没有收到这张照片，可能尚未上传成功；请重新上传后再提交。",
         "This photo has not arrived, perhaps the upload failed; upload it again, then send."},
        {"case.site_unknown", 422, "没有这个点位，可能已被删除；请从点位列表中重新选择。",
         "There is no such site; choose it again from the list of sites."},
        {"case.found_in_future", 422, "发现时间晚于现在，不能挂账；请改为实际发现的时间。",
         "The time of finding lies in the future; enter when it was really found."},
        {"case.source_unknown", 422, "没有来源“{source}”；请从来源列表中选择。",
         "There is no source \"{source}\"; choose one from the list of sources."},
        {"case.source_of_citizens", 422,
         "“群众上报”只能由群众从门户提交；请选择其他来源，来电请选热线。",
         "Only citizens report as citizens, through the portal; choose another source, for a call "
         "the hotline."},
        {"list.cursor_malformed", 422, "翻页标记不对，可能已换了排序；请回到第一页重新翻。",
         "The page mark is wrong, perhaps the order was changed; begin again at the first page."},
        {"case.export_too_large", 422, "导出超过 {max} 条，表格难以打开；请缩小筛选范围后再导出。",
         "The export has more than {max} cases, too many for a table; narrow the filter first."},
    };
}

static std::vector<RefusalWords> contact_refusals() {
    return {
        {"case.contact_not_for_you", 403,
         "案件 {number} 的联系方式不能看：只有创卫办授权人员可看，被反映单位不可看；请联系创卫办。",
         "The contact of case {number} is not for you: only the office may see it, never the unit "
         "concerned; ask the office."},
        {"case.contact_without_reason", 422, "没有填写查看理由，无法留痕；请写明为什么要看。",
         "No reason was given, and every look is recorded; write why you need the contact."},
        {"case.contact_none", 404,
         "案件 {number} 没有联系方式：上报时未留，或已过保存期清除；请改从现场核实。",
         "Case {number} has no contact: none was left, or it was erased after its time; look into "
         "it on the spot."},
    };
}

static std::vector<RefusalWords> rule_refusals() {
    return {
        {"rulebook.step_unknown", 404, "没有名为“{step}”的环节；请从环节列表中选择。",
         "There is no step named \"{step}\"; choose one of the steps."},
        {"rulebook.class_unknown", 0, "所属大类不存在；请先添加大类或改选已有大类。",
         "This class does not exist; add it first or choose another."},
        {"rulebook.kind_unknown", 0, "没有类别“{code}”；请填写类别代码、class:大类代码或 *。",
         "There is no kind \"{code}\"; write a kind's code, class:<code> or *."},
        {"rulebook.kind_without_condition", 0, "每个类别至少要有一个立案条件；请补充。",
         "Each kind needs at least one condition; add one."},
        {"rulebook.evidence_out_of_range", 0,
         "照片张数应在允许范围内（整改后至少 1 张，至多 9 张）。",
         "The number of photos is out of range (after handling at least 1, at most 9)."},
        {"rulebook.source_unknown", 0, "没有名为“{source}”的案件来源；请从来源列表中选择。",
         "No report comes from \"{source}\"; choose one of the sources."},
        {"rulebook.source_missing", 0, "来源“{source}”不能删去：群众端用它登记；可以改名。",
         "The source \"{source}\" cannot go, the citizens' page reports with it; you may rename "
         "it."},
        {"rulebook.body_unknown", 0, "没有代码为“{code}”的在册单位；请先在机构中添加。",
         "No standing body has the code \"{code}\"; add it to the bodies first."},
        {"rulebook.route_without_line", 0, "写明由条线办理时必须填写牵头部门。",
         "A route handled by the line needs its department."},
        {"rulebook.number_without_date", 0, "编号格式缺少 {part}，不同日期会重号；请补上。",
         "The format lacks {part}, so numbers of different days could meet; add it."},
        {"rulebook.number_without_serial", 0, "编号格式缺少流水号（如 {nnnn}）；请补上。",
         "The format lacks a serial such as {nnnn}; add it."},
    };
}

std::vector<RefusalWords> refusal_words() {
    auto words = move_refusals();
    for (const auto& part : {precondition_refusals(), request_refusals(), input_refusals(),
                             contact_refusals(), rule_refusals()})
        words.insert(words.end(), part.begin(), part.end());
    return words;
}

} // namespace weicheng::cases
