// What travels on the citizen's paths. Used inside http/ only.
#pragma once

#include "modules/portal/rules/story.h"
#include "platform/http/endpoint.h"

namespace weicheng::portal {

struct NamedCode {
    std::string code;
    std::string name;
};

struct KindRow {
    std::string code;
    std::string name;
    std::string icon;
};
struct KindList {
    std::vector<KindRow> items;
};

struct PlaceBody {
    std::optional<Point> point;
    std::string words;
    std::optional<std::string> site_code;
};
struct ReportBody {
    std::string kind;
    std::string words;
    PlaceBody place;
    std::vector<std::string> photos;
    std::optional<std::string> phone;
    std::optional<std::string> name;
};
struct ReceiptReply {
    std::string number;
    std::string follow_code;
    std::string promise_words;
    std::string follow_url;
};

/// Where somebody is about to report.
struct NearParams {
    std::string kind;
    double lon = 0;
    double lat = 0;
};
struct NearRow {
    int distance_m = 0;
    Instant reported_at;
    StepName step = StepName::received;
    std::string step_words;
};
struct NearReply {
    std::vector<NearRow> items;
};

struct NumberParams {
    std::string number;
};
struct RatingBody {
    int score = 0;
    std::string words;
};
struct ObjectionBody {
    std::string reason;
    std::string words;
    std::vector<std::string> photos;
};

struct StepRow {
    StepName step = StepName::received;
    std::optional<Instant> at;
    std::string words;
};
struct PublicPhoto {
    std::string sha256;
    std::string url;
    std::string thumb_url;
    cases::PhotoRole role = cases::PhotoRole::before;
    int period = 1;
    std::optional<Instant> taken_at; // never told to the public
    Instant added_at;
    std::optional<std::string> added_by_name; // never told to the public
};
struct RatingRow {
    int score = 0;
    std::string words;
};
/// How a report ended without being handled, or whose way it goes now.
enum class EndingKind { not_accepted, voided, merged };
struct EndingRow {
    EndingKind kind = EndingKind::not_accepted;
    std::optional<std::string> reason;
    std::optional<Instant> at;
};
struct ReportReply {
    std::string number;
    NamedCode kind;
    std::string words;
    std::string place_words;
    std::optional<std::string> grid_name;
    std::vector<StepRow> steps;
    StepName current_step = StepName::received;
    std::optional<std::string> handled_by;
    std::vector<PublicPhoto> photos;
    bool can_rate = false;
    bool can_object = false;
    std::optional<Instant> object_until;
    std::vector<NamedCode> reasons;
    std::optional<RatingRow> rating;
    std::optional<EndingRow> ending;
    int period = 1;
    std::optional<Instant> closed_at;
    Instant server_now;
};

} // namespace weicheng::portal

template <>
struct weicheng::EnumNames<weicheng::portal::EndingKind> {
    using E = weicheng::portal::EndingKind;
    static constexpr std::array<std::pair<E, std::string_view>, 3> all{
        {{E::not_accepted, "not_accepted"}, {E::voided, "voided"}, {E::merged, "merged"}}};
};

namespace weicheng::http {

template <>
struct Shape<portal::NamedCode> {
    using T = portal::NamedCode;
    static constexpr std::string_view name = "CodeAndName";
    static constexpr auto fields = std::tuple{field("code", &T::code), field("name", &T::name)};
};
template <>
struct Shape<portal::KindRow> {
    using T = portal::KindRow;
    static constexpr std::string_view name = "PortalKind";
    static constexpr auto fields =
        std::tuple{field("code", &T::code), field("name", &T::name), field("icon", &T::icon)};
};
template <>
struct Shape<portal::KindList> {
    static constexpr std::string_view name = "PortalKinds";
    static constexpr auto fields = std::tuple{field("items", &portal::KindList::items)};
};
template <>
struct Shape<portal::PlaceBody> {
    using T = portal::PlaceBody;
    static constexpr std::string_view name = "ReportedPlace";
    static constexpr auto fields = std::tuple{
        field("point", &T::point), field("words", &T::words, at_most(200)),
        field("site_code", &T::site_code, at_most(60), "From the sign that was scanned")};
};
template <>
struct Shape<portal::ReportBody> {
    using T = portal::ReportBody;
    static constexpr std::string_view name = "CitizenReport";
    static constexpr auto fields = std::tuple{field("kind", &T::kind, at_most(40)),
                                              field("words", &T::words, at_most(300)),
                                              field("place", &T::place),
                                              field("photos", &T::photos, at_most(9)),
                                              field("phone", &T::phone, at_most(20)),
                                              field("name", &T::name, at_most(40))};
};
template <>
struct Shape<portal::ReceiptReply> {
    using T = portal::ReceiptReply;
    static constexpr std::string_view name = "ReportReceipt";
    static constexpr auto fields =
        std::tuple{field("number", &T::number), field("follow_code", &T::follow_code),
                   field("promise_words", &T::promise_words), field("follow_url", &T::follow_url)};
};
template <>
struct Shape<portal::NearParams> {
    using T = portal::NearParams;
    static constexpr std::string_view name = "PlaceOfReport";
    static constexpr auto fields =
        std::tuple{field("kind", &T::kind, at_most(40)), field("lon", &T::lon, between(-180, 180)),
                   field("lat", &T::lat, between(-90, 90))};
};
template <>
struct Shape<portal::NearRow> {
    using T = portal::NearRow;
    static constexpr std::string_view name = "ReportNearby";
    static constexpr auto fields =
        std::tuple{field("distance_m", &T::distance_m), field("reported_at", &T::reported_at),
                   field("step", &T::step), field("step_words", &T::step_words)};
};
template <>
struct Shape<portal::NearReply> {
    static constexpr std::string_view name = "ReportsNearby";
    static constexpr auto fields =
        std::tuple{field("items", &portal::NearReply::items, "Nearest first.")};
};
template <>
struct Shape<portal::NumberParams> {
    static constexpr std::string_view name = "ReportNumber";
    static constexpr auto fields =
        std::tuple{field("number", &portal::NumberParams::number, at_most(60))};
};
template <>
struct Shape<portal::RatingBody> {
    using T = portal::RatingBody;
    static constexpr std::string_view name = "NewRating";
    static constexpr auto fields = std::tuple{field("score", &T::score, between(1, 5)),
                                              field("words", &T::words, at_most(300))};
};
template <>
struct Shape<portal::ObjectionBody> {
    using T = portal::ObjectionBody;
    static constexpr std::string_view name = "NewObjection";
    static constexpr auto fields = std::tuple{field("reason", &T::reason, at_most(40)),
                                              field("words", &T::words, at_most(300)),
                                              field("photos", &T::photos, at_most(3))};
};
template <>
struct Shape<portal::StepRow> {
    using T = portal::StepRow;
    static constexpr std::string_view name = "ReportStep";
    static constexpr auto fields =
        std::tuple{field("step", &T::step), field("at", &T::at), field("words", &T::words)};
};
template <>
struct Shape<portal::PublicPhoto> {
    using T = portal::PublicPhoto;
    static constexpr std::string_view name = "PublicPhoto";
    static constexpr auto fields =
        std::tuple{field("sha256", &T::sha256),
                   field("url", &T::url, "1600 px"),
                   field("thumb_url", &T::thumb_url, "256 px"),
                   field("role", &T::role),
                   field("period", &T::period),
                   field("taken_at", &T::taken_at, "Never told"),
                   field("added_at", &T::added_at),
                   field("added_by_name", &T::added_by_name, "Never told")};
};
template <>
struct Shape<portal::RatingRow> {
    using T = portal::RatingRow;
    static constexpr std::string_view name = "Rating";
    static constexpr auto fields = std::tuple{field("score", &T::score), field("words", &T::words)};
};
template <>
struct Shape<portal::EndingRow> {
    using T = portal::EndingRow;
    static constexpr std::string_view name = "EndingOfReport";
    static constexpr auto fields =
        std::tuple{field("kind", &T::kind, "merged: it goes the way of another report."),
                   field("reason", &T::reason, "In words, when it ended without being handled."),
                   field("at", &T::at)};
};
template <>
struct Shape<portal::ReportReply> {
    using T = portal::ReportReply;
    static constexpr std::string_view name = "FollowedReport";
    static constexpr auto fields = std::tuple{field("number", &T::number),
                                              field("kind", &T::kind),
                                              field("words", &T::words),
                                              field("place_words", &T::place_words),
                                              field("grid_name", &T::grid_name),
                                              field("steps", &T::steps),
                                              field("current_step", &T::current_step),
                                              field("handled_by", &T::handled_by),
                                              field("photos", &T::photos),
                                              field("can_rate", &T::can_rate),
                                              field("can_object", &T::can_object),
                                              field("object_until", &T::object_until),
                                              field("reasons", &T::reasons),
                                              field("rating", &T::rating),
                                              field("ending", &T::ending),
                                              field("period", &T::period),
                                              field("closed_at", &T::closed_at),
                                              field("server_now", &T::server_now)};
};

} // namespace weicheng::http
