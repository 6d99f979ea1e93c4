// What units ask for and what is decided about it, as it travels. Used inside http/ only.
#pragma once

#include "modules/cases/cases.h"
#include "platform/http/endpoint.h"

namespace weicheng::cases {

// ---- what is told ----

struct LimitReply {
    int amount = 0;
    calendar::TimeUnit unit = calendar::TimeUnit::work_hours;
    std::string words;
};
struct RequestReason {
    std::string code;
    std::string name;
};
struct AskingBody {
    BodyId id;
    std::string name;
};
struct RequestReply {
    Id<Request> id;
    RequestKind kind = RequestKind::extension;
    RequestStatus status = RequestStatus::open;
    int period = 1;
    AskingBody body;
    Instant asked_at;
    std::optional<std::string> asked_by_name;
    RequestReason reason;
    std::optional<std::string> note;
    std::optional<LimitReply> limit;
    std::optional<Date> recheck_on;
    std::optional<Instant> decide_by;
    std::optional<Instant> reviewed_at;
    std::optional<std::string> reviewed_by_name;
    std::optional<std::string> review_note;
    std::optional<Instant> decided_at;
    std::optional<std::string> decided_by_name;
    std::optional<std::string> decision_note;
};
struct SuspensionReply {
    Instant since;
    Date recheck_on;
    RequestReason reason;
    std::int64_t remaining_minutes = 0;
};
struct LatenessReply {
    bool late = false;
    bool exempt = false;
};

// ---- what is asked ----

struct LimitWish {
    int amount = 0;
    calendar::TimeUnit unit = calendar::TimeUnit::work_hours;
};
struct ExtensionWish {
    LimitWish limit;
    std::string reason;
    std::optional<std::string> note;
};
struct SuspensionWish {
    Date recheck_on;
    std::string reason;
    std::optional<std::string> note;
};
struct AppealWish {
    std::string reason;
    std::optional<std::string> note;
};
enum class Decision { grant, refuse };
ENUM_NAMES(Decision, grant, refuse);
enum class Review { support, refuse };
ENUM_NAMES(Review, support, refuse);
struct DecisionWish {
    Decision result = Decision::refuse;
    std::optional<std::string> note;
};
struct SuspensionDecisionWish {
    Decision result = Decision::refuse;
    std::optional<Date> recheck_on;
    std::optional<std::string> note;
};
struct ProlongationWish {
    Date recheck_on;
    std::optional<std::string> note;
};
struct ResumptionWish {
    std::optional<std::string> note;
};
struct ReviewWish {
    Review result = Review::refuse;
    std::optional<std::string> note;
};

} // namespace weicheng::cases

namespace weicheng::http {

template <>
struct Shape<cases::LimitReply> {
    using T = cases::LimitReply;
    static constexpr std::string_view name = "LimitOfRequest";
    static constexpr auto fields = std::tuple{field("amount", &T::amount), field("unit", &T::unit),
                                              field("words", &T::words, "\"2 工作日\"")};
};
template <>
struct Shape<cases::RequestReason> {
    using T = cases::RequestReason;
    static constexpr std::string_view name = "ReasonOfRequest";
    static constexpr auto fields = std::tuple{field("code", &T::code), field("name", &T::name)};
};
template <>
struct Shape<cases::AskingBody> {
    using T = cases::AskingBody;
    static constexpr std::string_view name = "AskingBody";
    static constexpr auto fields = std::tuple{field("id", &T::id), field("name", &T::name)};
};
template <>
struct Shape<cases::RequestReply> {
    using T = cases::RequestReply;
    static constexpr std::string_view name = "CaseRequest";
    static constexpr auto fields =
        std::tuple{field("id", &T::id),
                   field("kind", &T::kind),
                   field("status", &T::status, "supported: the first of two levels agreed."),
                   field("period", &T::period),
                   field("body", &T::body),
                   field("asked_at", &T::asked_at),
                   field("asked_by_name", &T::asked_by_name),
                   field("reason", &T::reason),
                   field("note", &T::note),
                   field("limit", &T::limit, "How much longer."),
                   field("recheck_on", &T::recheck_on, "When someone looks again."),
                   field("decide_by", &T::decide_by, "While it waits for an answer."),
                   field("reviewed_at", &T::reviewed_at),
                   field("reviewed_by_name", &T::reviewed_by_name),
                   field("review_note", &T::review_note),
                   field("decided_at", &T::decided_at),
                   field("decided_by_name", &T::decided_by_name, "Null when it lapsed."),
                   field("decision_note", &T::decision_note)};
};
template <>
struct Shape<cases::SuspensionReply> {
    using T = cases::SuspensionReply;
    static constexpr std::string_view name = "SuspensionOfCase";
    static constexpr auto fields = std::tuple{
        field("since", &T::since), field("recheck_on", &T::recheck_on), field("reason", &T::reason),
        field("remaining_minutes", &T::remaining_minutes,
              "What is left of the handling clock; below 0: late by them.")};
};
template <>
struct Shape<cases::LatenessReply> {
    using T = cases::LatenessReply;
    static constexpr std::string_view name = "LatenessOfCase";
    static constexpr auto fields =
        std::tuple{field("late", &T::late, "A unit let its handling clock run out."),
                   field("exempt", &T::exempt, "Left out of the statistics, the fact stays.")};
};

template <>
struct Shape<cases::LimitWish> {
    using T = cases::LimitWish;
    static constexpr std::string_view name = "LimitAskedFor";
    static constexpr auto fields =
        std::tuple{field("amount", &T::amount, between(1, 9999)), field("unit", &T::unit)};
};
template <>
struct Shape<cases::ExtensionWish> {
    using T = cases::ExtensionWish;
    static constexpr std::string_view name = "NewExtensionRequest";
    static constexpr auto fields =
        std::tuple{field("limit", &T::limit, "How much longer, from the present limit on."),
                   field("reason", &T::reason, at_most(40)), field("note", &T::note, at_most(500))};
};
template <>
struct Shape<cases::SuspensionWish> {
    using T = cases::SuspensionWish;
    static constexpr std::string_view name = "NewSuspensionRequest";
    static constexpr auto fields =
        std::tuple{field("recheck_on", &T::recheck_on, "When someone looks again."),
                   field("reason", &T::reason, at_most(40)), field("note", &T::note, at_most(500))};
};
template <>
struct Shape<cases::AppealWish> {
    using T = cases::AppealWish;
    static constexpr std::string_view name = "NewLatenessAppeal";
    static constexpr auto fields =
        std::tuple{field("reason", &T::reason, at_most(40)), field("note", &T::note, at_most(500))};
};
template <>
struct Shape<cases::DecisionWish> {
    using T = cases::DecisionWish;
    static constexpr std::string_view name = "NewDecision";
    static constexpr auto fields =
        std::tuple{field("result", &T::result), field("note", &T::note, at_most(500))};
};
template <>
struct Shape<cases::SuspensionDecisionWish> {
    using T = cases::SuspensionDecisionWish;
    static constexpr std::string_view name = "NewSuspensionDecision";
    static constexpr auto fields =
        std::tuple{field("result", &T::result),
                   field("recheck_on", &T::recheck_on, "Another date than the one asked for."),
                   field("note", &T::note, at_most(500))};
};
template <>
struct Shape<cases::ProlongationWish> {
    using T = cases::ProlongationWish;
    static constexpr std::string_view name = "NewProlongation";
    static constexpr auto fields =
        std::tuple{field("recheck_on", &T::recheck_on), field("note", &T::note, at_most(500))};
};
template <>
struct Shape<cases::ResumptionWish> {
    static constexpr std::string_view name = "NewResumption";
    static constexpr auto fields =
        std::tuple{field("note", &cases::ResumptionWish::note, at_most(500))};
};
template <>
struct Shape<cases::ReviewWish> {
    using T = cases::ReviewWish;
    static constexpr std::string_view name = "NewReview";
    static constexpr auto fields =
        std::tuple{field("result", &T::result), field("note", &T::note, at_most(500))};
};

} // namespace weicheng::http
