#include "modules/casemap/http/casemap_http.h"

namespace weicheng::casemap {

std::vector<RefusalWords> refusal_words() {
    return {
        {"case.bbox_wrong", 422,
         "地图范围应为：西经度,南纬度,东经度,北纬度（单位：度）；请重新打开地图。",
         "The box is west, south, east, north in degrees; open the map again."},
    };
}

} // namespace weicheng::casemap
