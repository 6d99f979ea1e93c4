#include "modules/calendar/store/calendar_store.h"
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

void set_up(db::Tx& tx, CountyId county) {
    save_hours(tx, county, {{8 * 60, 12 * 60}, {14 * 60, 18 * 60}});
    for (const auto& file : embedded_files(Embedded::source, "modules/calendar/data/")) {
        auto read = http::from_json<YearFile>(file.bytes);
        check(bool(read), "the calendar's data files are well-formed");
        save_year(tx, county, year_of(*read));
    }
}

} // namespace weicheng::calendar
