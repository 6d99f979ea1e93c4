// What the ledger answers beside its cases: today's desk, what is near, spots. Used inside
// http/ only.
#pragma once

#include "modules/cases/http/case_shapes.h"

namespace weicheng::cases {

// ---- today ----

struct CampaignOfToday {
    std::string name;
    int days_left = 0;
};
SHAPE(CampaignOfToday, name, days_left);

struct CardOfToday {
    std::string code;
    std::int64_t count = 0;
    std::string query;
};
SHAPE(CardOfToday,
    (code, "overdue, due_soon, to_verify, to_file, to_dispatch, disputed, to_sign, to_confirm, "
     "to_check, to_close, requests, rechecks or suspended_due."),
    count,
    (query, "Of /cases: lists exactly these."));

struct TodayReply {
    Date day;
    std::optional<CampaignOfToday> campaign;
    std::vector<CardOfToday> cards;
    std::vector<CaseRow> waiting;
};
SHAPE(TodayReply, day, campaign,
    (cards, "Those the caller can do or see something about."),
    (waiting, "The first of what waits for the caller, urgent ones first."));

// ---- near ----

struct NearQuery {
    std::string kind;
    double lon = 0;
    double lat = 0;
};
SHAPE(NearQuery, (kind, at_most(40)), (lon, between(-180, 180)), (lat, between(-90, 90)));

struct LikelyDuplicate {
    CaseId id;
    std::string number;
    KindOfCase kind;
    std::string summary;
    std::string place_words;
    int distance_m = 0;
    Instant reported_at;
    State state = State::reported;
    Light light = Light::none;
    std::optional<std::string> thumb_url;
};
SHAPE(LikelyDuplicate, id, number, kind,
    (summary, "Empty where the caller may not see the case."),
    (place_words, "Empty where the caller may not see the case."),
    distance_m, reported_at, state, light, thumb_url);

struct LikelyDuplicates {
    int radius_m = 0;
    int days = 0;
    std::vector<LikelyDuplicate> items;
};
SHAPE(LikelyDuplicates,
    (radius_m, "How far around was searched, in metres."),
    (days, "How far back was searched, in days."),
    (items, "Nearest first."));

// ---- spots ----

struct SpotsQuery {
    std::optional<std::string> kind;
    std::optional<places::GridId> grid_id;
    std::optional<int> min_count;
    std::optional<int> limit;
    std::optional<std::string> cursor;
};
SHAPE(SpotsQuery,
    (kind, at_most(40)),
    grid_id,
    (min_count, between(2, 1000), "At least so often; without it twice."),
    (limit, between(1, largest_page)),
    (cursor, at_most(80)));

struct LastCaseOfSpot {
    CaseId id;
    std::string number;
    State state = State::reported;
};
SHAPE(LastCaseOfSpot, id, number, state);

struct HandlerOfSpot {
    std::string name;
    int count = 0;
};
SHAPE(HandlerOfSpot,
    (name, "The unit, by name."),
    (count, "Strike-offs of theirs that did not last."));

struct StubbornSpot {
    CaseId id;
    KindOfCase kind;
    Point point;
    std::string place_words;
    std::optional<http::Named<places::GridId>> grid;
    int count = 0;
    Instant first_at;
    Instant last_at;
    LastCaseOfSpot last_case;
    std::vector<HandlerOfSpot> handled_by;
};
SHAPE(StubbornSpot,
    (id, "Of the first case."),
    kind, point, place_words, grid,
    (count, "How often it was there, with the first time."),
    first_at, last_at, last_case,
    (handled_by, "Whose strike-offs did not last."));

} // namespace weicheng::cases
