// What the ledger answers beside its cases: today's desk, what is near, spots. Used inside
// http/ only.
#pragma once

#include "modules/cases/http/case_shapes.h"

namespace weicheng::cases {

// ---- today ----

struct CampaignLine {
    std::string name;
    int days_left = 0;
};
struct CardReply {
    std::string code;
    std::int64_t count = 0;
    std::string query;
};
struct TodayReply {
    Date day;
    std::optional<CampaignLine> campaign;
    std::vector<CardReply> cards;
    std::vector<RowReply> waiting;
};

// ---- near ----

struct NearQuery {
    std::string kind;
    double lon = 0;
    double lat = 0;
};
struct DuplicateRow {
    CaseId id;
    std::string number;
    KindReply kind;
    std::string summary;
    std::string place_words;
    int distance_m = 0;
    Instant reported_at;
    State state = State::reported;
    Light light = Light::none;
    std::optional<std::string> thumb_url;
};
struct DuplicatesReply {
    int radius_m = 0;
    int days = 0;
    std::vector<DuplicateRow> items;
};

// ---- spots ----

struct SpotsQuery {
    std::optional<std::string> kind;
    std::optional<places::GridId> grid_id;
    std::optional<int> min_count;
    std::optional<int> limit;
    std::optional<std::string> cursor;
};
struct GridReply {
    places::GridId id;
    std::string name;
};
struct LastCaseReply {
    CaseId id;
    std::string number;
    State state = State::reported;
};
struct SpotHandler {
    std::string name;
    int count = 0;
};
struct SpotReply {
    CaseId id;
    KindReply kind;
    Point point;
    std::string place_words;
    std::optional<GridReply> grid;
    int count = 0;
    Instant first_at;
    Instant last_at;
    LastCaseReply last_case;
    std::vector<SpotHandler> handled_by;
};

} // namespace weicheng::cases

namespace weicheng::http {

template <>
struct Shape<cases::CampaignLine> {
    using T = cases::CampaignLine;
    static constexpr std::string_view name = "CampaignOfToday";
    static constexpr auto fields =
        std::tuple{field("name", &T::name), field("days_left", &T::days_left)};
};
template <>
struct Shape<cases::CardReply> {
    using T = cases::CardReply;
    static constexpr std::string_view name = "CardOfToday";
    static constexpr auto fields = std::tuple{
        field("code", &T::code,
              "overdue, due_soon, to_verify, to_file, to_dispatch, disputed, to_sign, to_confirm, "
              "to_check, to_close, requests, rechecks or suspended_due"),
        field("count", &T::count), field("query", &T::query, "Of /cases: lists exactly these.")};
};
template <>
struct Shape<cases::TodayReply> {
    using T = cases::TodayReply;
    static constexpr std::string_view name = "Today";
    static constexpr auto fields =
        std::tuple{field("day", &T::day), field("campaign", &T::campaign),
                   field("cards", &T::cards, "Those the caller can do or see something about."),
                   field("waiting", &T::waiting,
                         "The first of what waits for the caller, urgent ones first.")};
};
template <>
struct Shape<cases::NearQuery> {
    using T = cases::NearQuery;
    static constexpr std::string_view name = "NearQuery";
    static constexpr auto fields =
        std::tuple{field("kind", &T::kind, at_most(40)), field("lon", &T::lon, between(-180, 180)),
                   field("lat", &T::lat, between(-90, 90))};
};
template <>
struct Shape<cases::DuplicateRow> {
    using T = cases::DuplicateRow;
    static constexpr std::string_view name = "LikelyDuplicate";
    static constexpr auto fields = std::tuple{
        field("id", &T::id),
        field("number", &T::number),
        field("kind", &T::kind),
        field("summary", &T::summary, "Empty where the caller may not see the case."),
        field("place_words", &T::place_words, "Empty where the caller may not see the case."),
        field("distance_m", &T::distance_m),
        field("reported_at", &T::reported_at),
        field("state", &T::state),
        field("light", &T::light),
        field("thumb_url", &T::thumb_url)};
};
template <>
struct Shape<cases::DuplicatesReply> {
    using T = cases::DuplicatesReply;
    static constexpr std::string_view name = "LikelyDuplicates";
    static constexpr auto fields =
        std::tuple{field("radius_m", &T::radius_m), field("days", &T::days),
                   field("items", &T::items, "Nearest first.")};
};
template <>
struct Shape<cases::SpotsQuery> {
    using T = cases::SpotsQuery;
    static constexpr std::string_view name = "StubbornSpotsQuery";
    static constexpr auto fields = std::tuple{
        field("kind", &T::kind, at_most(40)), field("grid_id", &T::grid_id),
        field("min_count", &T::min_count, between(2, 1000), "At least so often; without it twice."),
        field("limit", &T::limit, between(1, largest_page)),
        field("cursor", &T::cursor, at_most(80))};
};
template <>
struct Shape<cases::GridReply> {
    using T = cases::GridReply;
    static constexpr std::string_view name = "GridOfSpot";
    static constexpr auto fields = std::tuple{field("id", &T::id), field("name", &T::name)};
};
template <>
struct Shape<cases::LastCaseReply> {
    using T = cases::LastCaseReply;
    static constexpr std::string_view name = "LastCaseOfSpot";
    static constexpr auto fields =
        std::tuple{field("id", &T::id), field("number", &T::number), field("state", &T::state)};
};
template <>
struct Shape<cases::SpotHandler> {
    using T = cases::SpotHandler;
    static constexpr std::string_view name = "HandlerOfSpot";
    static constexpr auto fields = std::tuple{field("name", &T::name), field("count", &T::count)};
};
template <>
struct Shape<cases::SpotReply> {
    using T = cases::SpotReply;
    static constexpr std::string_view name = "StubbornSpot";
    static constexpr auto fields =
        std::tuple{field("id", &T::id, "Of the first case."),
                   field("kind", &T::kind),
                   field("point", &T::point),
                   field("place_words", &T::place_words),
                   field("grid", &T::grid),
                   field("count", &T::count, "How often it was there, with the first time."),
                   field("first_at", &T::first_at),
                   field("last_at", &T::last_at),
                   field("last_case", &T::last_case),
                   field("handled_by", &T::handled_by, "Whose strike-offs did not last.")};
};

} // namespace weicheng::http
