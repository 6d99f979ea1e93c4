#include "modules/portal/http/portal_words.h"

namespace weicheng::portal {

std::vector<RefusalWords> refusal_words() {
    return {
        {"report.unknown", 404, "没有查到：受理号和查询码对不上。请核对进度卡上的两项再试。",
         "Nothing found: the number and the code do not belong together. Compare both with your "
         "card."},
        {"report.goes_with_another", 409,
         "您的反映已并入另一件一起办理，由最早反映的人评价；如果没有解决，请点“没有解决”。",
         "Your report goes with an earlier one, which its own reporter rates; if it is not done, "
         "say so with \"not done\"."},
        {"report.kind_not_offered", 0, "这个类别不能在这里反映；请在图标中另选一个。",
         "This kind cannot be reported here; choose another of the icons."},
        {"report.place_missing", 0, "还不知道在哪里；请定位，或在地图上点一下。",
         "We do not know where it is; use your location or tap the map."},
        {"report.photos_missing", 0, "还没有照片；请至少拍一张，方便办理单位找到现场。",
         "There is no photo yet; take one at least, so that the unit finds the spot."},
        {"report.photos_too_many", 0, "照片最多 {max} 张；请去掉几张。",
         "At most {max} photos; please remove some."},
        {"report.phone_malformed", 0, "电话号码不对；请只填数字（可带区号），不想留可以不填。",
         "This is no phone number; use digits only, or leave it empty."},
        {"site.unknown_code", 0, "没有查到这个点位码；请在地图上点出位置。",
         "This site code is not known; point out the place on the map."},
    };
}

std::vector<PowerWords> power_words() {
    return {{"portal.contacts", "查看上报人联系方式", "See reporters' contacts"}};
}

} // namespace weicheng::portal
