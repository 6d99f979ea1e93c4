#include "modules/rulebook/rulebook.h"

#include "modules/rulebook/http/rulebook_http.h"
#include "platform/embedded.h"
#include "platform/module.h"

namespace weicheng::rulebook {

static std::vector<RefusalWords> refusals() {
    return {
        {"rulebook.schema_unknown", 404, "没有名为“{schema}”的规则；请从规则目录中选择。",
         "There is no rule data named \"{schema}\"; choose one from the list of rules."},
        {"rulebook.step_unknown", 404, "没有名为“{step}”的环节；请从环节列表中选择。",
         "There is no step named \"{step}\"; choose one of the steps."},
        {"rulebook.code_malformed", 0, "代码只能用字母、数字、- 和 _；请改写。",
         "A code is made of letters, digits, - and _; write it so."},
        {"rulebook.code_twice", 0, "代码“{code}”出现了两次；每个代码只能用一次。",
         "The code \"{code}\" stands here twice; each code is used once."},
        {"rulebook.class_unknown", 0, "所属大类不存在；请先添加大类或改选已有大类。",
         "This class does not exist; add it first or choose another."},
        {"rulebook.kind_unknown", 0, "没有类别“{code}”；请填写类别代码、class:大类代码或 *。",
         "There is no kind \"{code}\"; write a kind's code, class:<code> or *."},
        {"rulebook.kind_without_condition", 0, "每个类别至少要有一个立案条件；请补充。",
         "Each kind needs at least one condition; add one."},
        {"rulebook.limit_out_of_range", 0, "数值超出允许范围；请核对单位和数字。",
         "The figure is out of range; check its unit and number."},
        {"rulebook.evidence_out_of_range", 0,
         "照片张数应在允许范围内（整改后至少 1 张，至多 9 张）。",
         "The number of photos is out of range (after handling at least 1, at most 9)."},
        {"rulebook.percent_out_of_range", 0, "百分比超出允许范围；请核对。",
         "The percentage is out of range; check it."},
        {"rulebook.figure_out_of_range", 0, "数值应在 {min} 到 {max} 之间；请核对。",
         "The figure lies between {min} and {max}; check it."},
        {"rulebook.source_unknown", 0, "没有名为“{source}”的案件来源；请从来源列表中选择。",
         "No report comes from \"{source}\"; choose one of the sources."},
        {"rulebook.views_overlap", 0,
         "“视角不同”的比例必须小于“前后无变化”的比例，否则同一组照片会同时"
         "得到两种提示；请调小。",
         "The share that means another view must be below the share that means nothing changed, or "
         "one pair of photos would show both signs; make it smaller."},
        {"rulebook.list_empty", 0, "理由列表不能为空，否则该环节无法办理；请至少填一条。",
         "A list of reasons cannot be empty, or the step could not be taken; enter one at least."},
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

Module make_module(const Services&) {
    return {.name = "rulebook",
            .endpoints = endpoints(),
            .migrations = embedded_migrations("modules/rulebook"),
            .powers = {{"rulebook.edit", "修订规则", "Edit the rulebook"}},
            .refusals = refusals()};
}

} // namespace weicheng::rulebook
