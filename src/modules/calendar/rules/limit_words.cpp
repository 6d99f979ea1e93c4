#include "modules/calendar/calendar.h"

#include "foundation/text.h"

namespace weicheng::calendar {

std::string words_of(const Limit& limit, bool in_english) {
    const std::string amount = std::to_string(limit.amount);
    const bool one = limit.amount == 1;
    switch (limit.unit) {
    case TimeUnit::urgent_hours:
        return in_english ? amount + (one ? " clock hour" : " clock hours")
                          : amount + " 紧急工作时";
    case TimeUnit::work_hours:
        return in_english ? amount + (one ? " working hour" : " working hours")
                          : amount + " 工作时";
    case TimeUnit::work_days:
        return in_english ? amount + (one ? " working day" : " working days") : amount + " 工作日";
    case TimeUnit::natural_days:
        return in_english ? amount + (one ? " calendar day" : " calendar days")
                          : amount + " 自然日";
    }
    return amount;
}

std::optional<Limit> limit_from_words(std::string_view words) {
    words = trimmed(words);
    int amount = 0;
    while (!words.empty() && words.front() >= '0' && words.front() <= '9') {
        if (amount > 999) return std::nullopt;
        amount = amount * 10 + (words.front() - '0');
        words.remove_prefix(1);
    }
    if (amount < 1) return std::nullopt;
    words = trimmed(words);
    for (const std::string_view filler : {"个", "個"})
        if (words.starts_with(filler)) words.remove_prefix(filler.size());
    if (words == "紧急工作时" || words == "小时" || words == "紧急小时" || words == "时")
        return Limit{amount, TimeUnit::urgent_hours};
    if (words == "工作时" || words == "工作小时") return Limit{amount, TimeUnit::work_hours};
    if (words == "工作日" || words == "工作天") return Limit{amount, TimeUnit::work_days};
    if (words == "紧急工作日") return Limit{amount * 24, TimeUnit::urgent_hours};
    if (words == "自然日" || words == "天" || words == "日")
        return Limit{amount, TimeUnit::natural_days};
    return std::nullopt;
}

} // namespace weicheng::calendar
