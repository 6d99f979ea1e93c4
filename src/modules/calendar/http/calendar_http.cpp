#include "modules/calendar/http/calendar_http.h"

#include "modules/calendar/http/calendar_shapes.h"
#include "modules/calendar/store/calendar_store.h"
#include "platform/facts/facts.h"

#include <cstdio>

namespace weicheng::calendar {

static std::string clock_face(int minute) {
    char text[16];
    std::snprintf(text, sizeof text, "%02d:%02d", minute / 60, minute % 60);
    return text;
}

static YearAnswer answer_of(db::Tx& tx, CountyId county, int number) {
    YearAnswer answer{number, "unknown", "", {}, {}};
    if (const auto year = load_year(tx, county, number)) {
        answer.status = name_of(year->status);
        answer.source = year->source;
        for (const auto& day : year->days)
            answer.days.push_back({day.date, day.kind, day.note});
    }
    for (const auto& stretch : load_hours(tx, county))
        answer.hours.push_back({clock_face(stretch.from_minute), clock_face(stretch.to_minute)});
    return answer;
}

static Result<YearAnswer> get_year(const http::Context& context, db::Tx& tx,
                                   const YearParams& params) {
    return answer_of(tx, context.caller.county, params.year);
}

static Result<YearAnswer> put_year(const http::Context& context, db::Tx& tx,
                                   const YearParams& params, const YearBody& body) {
    const auto county = context.caller.county;
    Refusal wrong{"request.fields_wrong"};
    Year year{params.year, body.status, body.source, {}};
    for (std::size_t i = 0; i < body.days.size(); ++i) {
        const auto& day = body.days[i];
        const std::string path = "/days/" + std::to_string(i) + "/date";
        if (int(day.date.year()) != params.year)
            wrong.errors.push_back({path, "calendar.other_year"});
        for (std::size_t j = 0; j < i; ++j)
            if (body.days[j].date == day.date) wrong.errors.push_back({path, "calendar.day_twice"});
        year.days.push_back({day.date, day.kind, day.note});
    }
    if (!wrong.errors.empty()) return wrong;
    save_year(tx, county, year);
    facts::record(tx, context.caller,
                  {"calendar.year_set", "calendar_year", params.year, context.now,
                   http::JsonObject{}.add("status", name_of(body.status)).text()});
    return answer_of(tx, county, params.year);
}

std::vector<http::Endpoint> endpoints() {
    return {
        http::read<YearParams, YearAnswer>({.method = http::Method::get,
                                            .path = "/api/v1/calendar/{year}",
                                            .operation_id = "get_calendar_year",
                                            .words = "Holidays, moved workdays and working hours.",
                                            .door = http::Door::signed_in,
                                            .row = "R2.3"},
                                           get_year),
        http::write<YearParams, YearBody, YearAnswer>(
            {.method = http::Method::put,
             .path = "/api/v1/calendar/{year}",
             .operation_id = "set_calendar_year",
             .words = "Enters a year's notice of holidays and moved workdays.",
             .door = http::Door::power,
             .power = "rulebook.edit",
             .row = "R2.3"},
            put_year),
    };
}

} // namespace weicheng::calendar
