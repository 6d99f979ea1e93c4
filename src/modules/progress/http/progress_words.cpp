#include "modules/progress/http/progress_http.h"

namespace weicheng::progress {

std::vector<RefusalWords> refusal_words() {
    return {
        {"case.range_reversed", 422, "结束日期早于开始日期；请调换。",
         "The range ends before it begins; swap the days."},
        {"case.range_too_long", 422, "日期范围超过 {max} 天；请分段查询。",
         "The range is longer than {max} days; ask in parts."},
    };
}

} // namespace weicheng::progress
