#include "modules/calendar/store/calendar_store.h"
#include "modules/calendar/store/calendar_text.h"
#include "modules/calendar/store/year_file.h"
#include "platform/embedded.h"

namespace weicheng::calendar {

static Year year_of(const YearFile& file) {
    Year year{file.year, file.status, file.source, {}};
    for (const auto& span : file.days)
        for (Date day = span.from; day <= span.to; day = next_day(day))
            year.days.push_back({day, span.kind, span.note});
    return year;
}

static std::vector<Stretch> shipped_hours() {
    const auto text = embedded_file(Embedded::source, "modules/calendar/data/hours.json");
    const auto read = http::from_json<WorkingHoursChange>(text.value_or(""));
    check(bool(read), "the calendar's data files are well-formed");
    std::vector<Stretch> hours;
    for (const auto& row : read->hours)
        hours.push_back({minute_of(row.from).value(), minute_of(row.to).value()});
    return hours;
}

void set_up(db::Tx& tx, CountyId county) {
    save_hours(tx, county, shipped_hours());
    for (const auto& file : embedded_files(Embedded::source, "modules/calendar/data/days-")) {
        auto read = http::from_json<YearFile>(file.bytes);
        check(bool(read), "the calendar's data files are well-formed");
        save_year(tx, county, year_of(*read));
    }
}

} // namespace weicheng::calendar
