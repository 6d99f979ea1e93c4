#include "modules/rulebook/http/rulebook_words.h"

namespace weicheng::rulebook {

std::vector<RefusalWords> refusal_words() {
    return {
        {"rulebook.schema_unknown", 404, "没有名为“{schema}”的规则；请从规则目录中选择。",
         "There is no rule data named \"{schema}\"; choose one from the list of rules."},
        {"rulebook.code_malformed", 0, "代码只能用字母、数字、- 和 _；请改写。",
         "A code is made of letters, digits, - and _; write it so."},
        {"rulebook.code_twice", 0, "代码“{code}”出现了两次；每个代码只能用一次。",
         "The code \"{code}\" stands here twice; each code is used once."},
        {"rulebook.limit_out_of_range", 0, "数值超出允许范围；请核对单位和数字。",
         "The figure is out of range; check its unit and number."},
        {"rulebook.percent_out_of_range", 0, "百分比超出允许范围；请核对。",
         "The percentage is out of range; check it."},
        {"rulebook.figure_out_of_range", 0, "数值应在 {min} 到 {max} 之间；请核对。",
         "The figure lies between {min} and {max}; check it."},
        {"rulebook.list_empty", 0, "理由列表不能为空，否则该环节无法办理；请至少填一条。",
         "A list of reasons cannot be empty, or the step could not be taken; enter one at least."},
    };
}

std::vector<PowerWords> power_words() {
    return {{"rulebook.edit", "修订规则", "Edit the rulebook"}};
}

} // namespace weicheng::rulebook
