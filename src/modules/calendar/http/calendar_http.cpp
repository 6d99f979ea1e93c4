#include "modules/calendar/http/calendar_http.h"

#include "modules/calendar/http/calendar_shapes.h"
#include "modules/calendar/store/calendar_store.h"

namespace weicheng::calendar {

static CalendarYear answer_of(db::Tx& tx, CountyId county, int number) {
    CalendarYear answer{number, "unknown", "", {}, {}};
    if (const auto year = load_year(tx, county, number)) {
        answer.status = name_of(year->status);
        answer.source = year->source;
        answer.days = shape_of(*year).days;
    }
    answer.hours = shape_of(load_hours(tx, county)).hours;
    return answer;
}

static Result<CalendarYear> get_year(const http::Context& context, db::Tx& tx,
                                     const YearPath& params) {
    return answer_of(tx, context.caller.county, params.year);
}

static Result<CalendarYear> put_year(const http::Context& context, db::Tx& tx,
                                     const YearPath& params, const CalendarYearChange& input) {
    Year year{params.year, input.status, input.source, {}};
    for (const auto& day : input.days)
        year.days.push_back({day.date, day.kind, day.note});
    const auto done = set_year(tx, context.caller, year, context.now);
    if (!done) return done.refusal();
    return answer_of(tx, context.caller.county, params.year);
}

static Result<std::vector<Stretch>> stretches_of(const WorkingHoursChange& input) {
    http::Errors wrong;
    std::vector<Stretch> hours;
    for (std::size_t i = 0; i < input.hours.size(); ++i) {
        const auto& row = input.hours[i];
        const auto from = minute_of(row.from), to = minute_of(row.to);
        const auto path = "/hours/" + std::to_string(i);
        if (!from) wrong.add(path + "/from", "calendar.bad_time");
        if (!to) wrong.add(path + "/to", "calendar.bad_time");
        hours.push_back({from.value_or(0), to.value_or(0)});
    }
    if (wrong.any()) return wrong.refusal();
    return hours;
}

static Result<WorkingHoursChange> put_hours(const http::Context& context, db::Tx& tx,
                                            const http::Nothing&, const WorkingHoursChange& input) {
    const auto hours = stretches_of(input);
    if (!hours) return hours.refusal();
    const auto done = set_hours(tx, context.caller, *hours, context.now);
    if (!done) return done.refusal();
    return shape_of(load_hours(tx, context.caller.county));
}

static Result<http::List<CalendarChangeReply>>
list_changes(const http::Context& context, db::Tx& tx, const ChangesQuery& params) {
    constexpr int most = 200;
    http::List<CalendarChangeReply> answer;
    for (auto& each : changes(tx, context.caller.county, params.year, most))
        answer.items.push_back({{each.id},
                                each.year,
                                each.at,
                                std::move(each.by_name),
                                {std::move(each.before)},
                                {std::move(each.after)}});
    return answer;
}

std::vector<http::Endpoint> endpoints() {
    using http::Door;
    using http::Method;
    return {
        http::read<YearPath, CalendarYear>({.method = Method::get,
                                            .path = "/api/v1/calendar/{year}",
                                            .operation_id = "get_calendar_year",
                                            .words = "Holidays, moved workdays and working hours.",
                                            .door = Door::signed_in,
                                            .row = "R2.3"},
                                           get_year),
        http::write<YearPath, CalendarYearChange, CalendarYear>(
            {.method = Method::put,
             .path = "/api/v1/calendar/{year}",
             .operation_id = "set_calendar_year",
             .words =
                 "Enters a year's notice of holidays and moved workdays; limits that still run "
                 "are counted anew.",
             .door = Door::power,
             .power = "calendar.edit",
             .row = "R2.3"},
            put_year),
        http::write<http::Nothing, WorkingHoursChange, WorkingHoursChange>(
            {.method = Method::put,
             .path = "/api/v1/working-hours",
             .operation_id = "set_working_hours",
             .words = "Sets the working hours of a working day; limits that still run are counted "
                      "anew.",
             .door = Door::power,
             .power = "calendar.edit",
             .row = "R2.3"},
            put_hours),
        http::read<ChangesQuery, http::List<CalendarChangeReply>>(
            {.method = Method::get,
             .path = "/api/v1/calendar-changes",
             .operation_id = "list_calendar_changes",
             .words =
                 "Who changed the calendar when, with what stood there before; the newest first.",
             .door = Door::signed_in,
             .row = "R2.3"},
            list_changes),
    };
}

} // namespace weicheng::calendar
