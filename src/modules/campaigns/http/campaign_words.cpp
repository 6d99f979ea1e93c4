#include "modules/campaigns/http/campaign_words.h"

namespace weicheng::campaigns {

std::vector<RefusalWords> refusal_words() {
    return {
        {"campaign.unknown", 404, "没有这个创建活动。请从列表中重新选择。",
         "There is no such campaign. Choose it again from the list."},
        {"campaign.none_running", 404, "县里还没有正在进行的创建活动。请创卫办先登记一个。",
         "The county has no running campaign yet. The office has to begin one first."},
        {"campaign.already_running", 409,
         "“{name}”正在进行，一个县同时只能进行一个创建活动。请先结束它，再登记新的。",
         "“{name}” is running and a county runs one campaign at a time. End it first."},
        {"campaign.already_ended", 409, "“{name}”已经结束，不能再结束一次。",
         "“{name}” has already ended and cannot be ended again."},
        {"campaign.dates_reversed", 422,
         "检查日期（{inspection_on}）必须晚于开始日期（{starts_on}）。请改正日期。",
         "The inspection ({inspection_on}) must come after the start ({starts_on}). Correct the "
         "dates."},
        {"campaign.name_wrong", 422, "名称须为 1 至 80 个字，不能含控制字符。请改正。",
         "A name has 1 to 80 characters and no control characters. Correct it."},
    };
}

} // namespace weicheng::campaigns
