// What travels on the citizen's paths. Used inside http/ only.
#pragma once

#include "modules/portal/rules/story.h"
#include "platform/http/endpoint.h"

namespace weicheng::portal {

struct PortalKind {
    std::string code;
    std::string name;
    std::string icon;
};
SHAPE(PortalKind, code, name, icon);

struct ReportedPlace {
    std::optional<Point> point;
    std::string words;
    std::optional<std::string> site_code;
};
SHAPE(ReportedPlace, point,
    (words, at_most(200), "Where it is, in words."),
    (site_code, at_most(60), "From the sign that was scanned."));

struct CitizenReportInput {
    std::string kind;
    std::string words;
    ReportedPlace place;
    std::vector<std::string> photos;
    std::optional<std::string> phone;
    std::optional<std::string> name;
};
SHAPE(CitizenReportInput,
    (kind, at_most(40)),
    (words, at_most(300), "What the problem is."),
    place,
    (photos, at_most(9)),
    (phone, at_most(20), "For questions; erased some time after the strike-off."),
    (name, at_most(40), "Who reports it, if they want to say so."));

struct ReportReceipt {
    std::string number;
    std::string follow_code;
    std::string promise_words;
    std::string follow_url;
};
SHAPE(ReportReceipt, number, follow_code, promise_words, follow_url);

/// Where somebody is about to report.
struct NearQuery {
    std::string kind;
    double lon = 0;
    double lat = 0;
};
SHAPE(NearQuery, (kind, at_most(40)), (lon, between(-180, 180)), (lat, between(-90, 90)));

struct ReportNearby {
    int distance_m = 0;
    Instant reported_at;
    StepName step = StepName::received;
    std::string step_words;
};
SHAPE(ReportNearby, distance_m, reported_at, step, step_words);

struct NumberPath {
    std::string number;
};
SHAPE(NumberPath, (number, at_most(60)));

struct NewRating {
    int score = 0;
    std::string words;
};
SHAPE(NewRating, (score, between(1, 5)), (words, at_most(300)));

struct NewObjection {
    std::string reason;
    std::string words;
    std::vector<std::string> photos;
};
SHAPE(NewObjection,
    (reason, at_most(40), "One of the reasons the report offers, by its code."),
    (words, at_most(300), "What is not done yet."),
    (photos, at_most(3)));

struct ReportStep {
    StepName step = StepName::received;
    std::optional<Instant> at;
    std::string words;
};
SHAPE(ReportStep, step,
    (at, "When it was reached; null: not yet."),
    (words, "The step, in the reader's language."));

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
SHAPE(PublicPhoto, sha256,
    (url, "The address of the photo, 1600 pixels."),
    (thumb_url, "The address of a small copy, 256 pixels."),
    role, period,
    (taken_at, "Never told to the public."),
    added_at,
    (added_by_name, "Never told to the public."));

struct Rating {
    int score = 0;
    std::string words;
};
SHAPE(Rating, score, words);

/// How a report ended without being handled, or whose way it goes now.
enum class EndingKind { not_accepted, voided, merged };
ENUM_NAMES(EndingKind, not_accepted, voided, merged);
struct EndingOfReport {
    EndingKind kind = EndingKind::not_accepted;
    std::optional<std::string> reason;
    std::optional<Instant> at;
};
SHAPE(EndingOfReport,
    (kind, "merged: it goes the way of another report."),
    (reason, "In words, when it ended without being handled."),
    at);

struct FollowedReport {
    std::string number;
    http::CodeName kind;
    std::string words;
    std::string place_words;
    std::optional<std::string> grid_name;
    std::vector<ReportStep> steps;
    StepName current_step = StepName::received;
    std::optional<std::string> handled_by;
    std::vector<PublicPhoto> photos;
    bool can_rate = false;
    bool can_object = false;
    std::optional<Instant> object_until;
    std::vector<http::CodeName> reasons;
    std::optional<Rating> rating;
    std::optional<EndingOfReport> ending;
    int period = 1;
    std::optional<Instant> closed_at;
    Instant server_now;
};
SHAPE(FollowedReport, number, kind,
    (words, "What the citizen wrote."),
    place_words, grid_name, steps, current_step, handled_by, photos, can_rate, can_object,
    object_until, reasons, rating, ending, period, closed_at, server_now);

} // namespace weicheng::portal
