#include "modules/calendar/http/calendar_words.h"

namespace weicheng::calendar {

std::vector<RefusalWords> refusal_words() {
    return {
        {"calendar.other_year", 0, "这一天不在所填的年份里；请核对日期。",
         "This day is not in the year being entered; check the date."},
        {"calendar.day_twice", 0, "同一天填了两次；请删去一行。",
         "The same day stands here twice; remove one line."},
        {"calendar.source_missing", 0, "正式年份需写明放假通知的名称或文号；请补填，或先存为暂定。",
         "An official year names its notice; enter it, or keep the year provisional."},
        {"calendar.hours_missing", 0, "每个工作日至少要有一段工作时间；请补填。",
         "A working day has one stretch of hours at least; enter it."},
        {"calendar.bad_time", 0, "时刻应写成“08:00”的样子，最晚为“24:00”；请改写。",
         "A time is written like \"08:00\", \"24:00\" at the latest; write it so."},
        {"calendar.stretch_backwards", 0, "结束时刻必须晚于开始时刻；请核对。",
         "The end must be later than the beginning; check it."},
        {"calendar.stretches_overlap", 0,
         "这一段与上一段重叠或先后颠倒；请按时间先后填写且不重叠。",
         "This stretch overlaps the one before it, or stands in the wrong order; enter them in the "
         "order of the day."},
    };
}

std::vector<PowerWords> power_words() {
    return {{"calendar.edit", "维护工作日历", "Keep the working calendar"}};
}

} // namespace weicheng::calendar
