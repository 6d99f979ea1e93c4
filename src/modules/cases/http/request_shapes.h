// What units ask for and what is decided about it, as it travels. Used inside http/ only.
#pragma once

#include "modules/cases/cases.h"
#include "platform/http/endpoint.h"

namespace weicheng::cases {

// ---- what is told ----

struct LimitOfRequest {
    int amount = 0;
    calendar::TimeUnit unit = calendar::TimeUnit::work_hours;
    std::string words;
};
SHAPE(LimitOfRequest, amount, unit, (words, "The limit as it is said, such as 2 工作日."));

struct CaseRequest {
    Id<Request> id;
    RequestKind kind = RequestKind::extension;
    RequestStatus status = RequestStatus::open;
    int period = 1;
    http::Named<BodyId> body;
    Instant asked_at;
    std::optional<std::string> asked_by_name;
    http::CodeName reason;
    std::optional<std::string> note;
    std::optional<LimitOfRequest> limit;
    std::optional<Date> recheck_on;
    std::optional<Instant> decide_by;
    std::optional<Instant> reviewed_at;
    std::optional<std::string> reviewed_by_name;
    std::optional<std::string> review_note;
    std::optional<Instant> decided_at;
    std::optional<std::string> decided_by_name;
    std::optional<std::string> decision_note;
};
SHAPE(CaseRequest, id,
    (kind, "What is asked for."),
    (status, "supported: the first of two levels agreed."),
    period,
    (body, "The unit that asks."),
    asked_at, asked_by_name,
    (reason, "Why it is asked for."),
    note,
    (limit, "How much longer."),
    (recheck_on, "When someone looks again."),
    (decide_by, "While it waits for an answer."),
    reviewed_at, reviewed_by_name, review_note, decided_at,
    (decided_by_name, "Null when it lapsed."),
    decision_note);

struct SuspensionOfCase {
    Instant since;
    Date recheck_on;
    http::CodeName reason;
    std::int64_t remaining_minutes = 0;
};
SHAPE(SuspensionOfCase, since, recheck_on,
    (reason, "The outside cause."),
    (remaining_minutes, "What is left of the handling clock; below 0: late by them."));

struct LatenessOfCase {
    bool late = false;
    bool exempt = false;
};
SHAPE(LatenessOfCase,
    (late, "A unit let its handling clock run out."),
    (exempt, "Left out of the statistics, the fact stays."));

// ---- what is asked ----

struct LimitAskedFor {
    int amount = 0;
    calendar::TimeUnit unit = calendar::TimeUnit::work_hours;
};
SHAPE(LimitAskedFor, (amount, between(1, 9999)), unit);

struct NewExtensionRequest {
    LimitAskedFor limit;
    std::string reason;
    std::optional<std::string> note;
};
SHAPE(NewExtensionRequest,
    (limit, "How much longer, from the present limit on."),
    (reason, at_most(40)),
    (note, at_most(500)));

struct NewSuspensionRequest {
    Date recheck_on;
    std::string reason;
    std::optional<std::string> note;
};
SHAPE(NewSuspensionRequest,
    (recheck_on, "When someone looks again."),
    (reason, at_most(40)),
    (note, at_most(500)));

struct NewLatenessAppeal {
    std::string reason;
    std::optional<std::string> note;
};
SHAPE(NewLatenessAppeal, (reason, at_most(40)), (note, at_most(500)));

enum class Decision { grant, refuse };
ENUM_NAMES(Decision, grant, refuse);
enum class Review { support, refuse };
ENUM_NAMES(Review, support, refuse);
struct NewDecision {
    Decision result = Decision::refuse;
    std::optional<std::string> note;
};
SHAPE(NewDecision,
    (result, "Whether it is granted."),
    (note, at_most(500)));

struct NewSuspensionDecision {
    Decision result = Decision::refuse;
    std::optional<Date> recheck_on;
    std::optional<std::string> note;
};
SHAPE(NewSuspensionDecision,
    (result, "Whether it is granted."),
    (recheck_on, "Another date than the one asked for."),
    (note, at_most(500)));

struct NewProlongation {
    Date recheck_on;
    std::optional<std::string> note;
};
SHAPE(NewProlongation, recheck_on, (note, at_most(500)));

struct NewResumption {
    std::optional<std::string> note;
};
SHAPE(NewResumption, (note, at_most(500)));

struct NewReview {
    Review result = Review::refuse;
    std::optional<std::string> note;
};
SHAPE(NewReview,
    (result, "Whether the first level supports it."),
    (note, at_most(500)));

} // namespace weicheng::cases
