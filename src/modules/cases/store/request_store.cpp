#include "modules/cases/store/request_store.h"

namespace weicheng::cases {

#define REQUEST_COLUMNS                                                                            \
    "r.id, r.kind, r.status, r.period, r.body_id, r.asked_by, r.asked_at, r.reason, "              \
    "r.limit_amount, r.limit_unit, r.recheck_on, r.reviewed_by, r.reviewed_at, r.decided_by, "     \
    "r.decided_at"

static const db::Query select_open_request{
    "cases.select_open_request",
    "SELECT " REQUEST_COLUMNS " FROM case_requests r WHERE r.county_id = $1 AND r.case_id = $2 "
    "AND r.status IN ('open', 'supported') ORDER BY r.id DESC LIMIT 1"};
static const db::Query select_requests{
    "cases.select_requests",
    "SELECT " REQUEST_COLUMNS " FROM case_requests r WHERE r.county_id = $1 AND r.case_id = $2 "
    "ORDER BY r.id"};
static const db::Query select_requests_with_words{
    "cases.select_requests_with_words",
    "SELECT " REQUEST_COLUMNS ", n.words, v.words, d.words FROM case_requests r "
    "LEFT JOIN case_notes n ON n.county_id = r.county_id AND n.id = r.note_id "
    "LEFT JOIN case_notes v ON v.county_id = r.county_id AND v.id = r.review_note_id "
    "LEFT JOIN case_notes d ON d.county_id = r.county_id AND d.id = r.decision_note_id "
    "WHERE r.county_id = $1 AND r.case_id = $2 ORDER BY r.id"};
static const db::Query insert_request{"cases.insert_request", R"(
    INSERT INTO case_requests
        (county_id, id, case_id, kind, status, period, body_id, asked_by, asked_at, reason,
         note_id, limit_amount, limit_unit, recheck_on)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14))"};
static const db::Query review_request{"cases.review_request", R"(
    UPDATE case_requests
    SET status = $1, reviewed_by = $2, reviewed_at = $3, review_note_id = $4
    WHERE county_id = $5 AND id = $6)"};
static const db::Query decide_request{"cases.decide_request", R"(
    UPDATE case_requests
    SET status = $1, decided_by = $2, decided_at = $3, decision_note_id = $4
    WHERE county_id = $5 AND id = $6)"};

static constexpr int words_column = 15; // behind REQUEST_COLUMNS

static Request request_of(const db::Row& row) {
    Request request;
    request.id = row.get<Id<Request>>(0);
    request.kind = from_name<RequestKind>(row.text(1)).value();
    request.status = from_name<RequestStatus>(row.text(2)).value();
    request.period = row.get<int>(3);
    request.body = row.get<BodyId>(4);
    request.asked_by = row.get<AccountId>(5);
    request.asked_at = row.get<Instant>(6);
    request.reason = row.get<std::string>(7);
    if (const auto amount = row.get<std::optional<int>>(8))
        request.limit =
            calendar::Limit{*amount, from_name<calendar::TimeUnit>(row.text(9)).value()};
    if (const auto day = row.get<std::optional<std::string>>(10))
        request.recheck_on = date_from_text(*day);
    request.reviewed_by = row.get<AccountId>(11);
    request.reviewed_at = row.get<std::optional<Instant>>(12);
    request.decided_by = row.get<AccountId>(13);
    request.decided_at = row.get<std::optional<Instant>>(14);
    return request;
}

std::optional<Request> open_request(db::Tx& tx, CountyId county, CaseId id) {
    return tx.first(select_open_request, {county, id}, request_of);
}

std::vector<Request> requests_of(db::Tx& tx, CountyId county, CaseId id) {
    return tx.rows(select_requests, {county, id}, request_of);
}

std::vector<RequestRow> request_rows(db::Tx& tx, CountyId county, CaseId id) {
    const auto words = [](const db::Row& row, int which) {
        return row.get<std::optional<std::string>>(words_column + which).value_or("");
    };
    return tx.rows(select_requests_with_words, {county, id}, [&](const db::Row& row) {
        return RequestRow{request_of(row), words(row, 0), words(row, 1), words(row, 2)};
    });
}

static void ask(db::Tx& tx, const Case& one, Request& request, db::Param note) {
    request.id = Id<Request>{tx.new_id()};
    const auto recheck_on = request.recheck_on ? to_text(*request.recheck_on) : std::string();
    const auto amount = request.limit ? db::Param(request.limit->amount) : db::Param(nullptr);
    const auto unit = request.limit ? db::Param(name_of(request.limit->unit)) : db::Param(nullptr);
    tx.run(insert_request,
           {one.county, request.id, one.id, name_of(request.kind), name_of(request.status),
            request.period, request.body, request.asked_by, request.asked_at, request.reason, note,
            amount, unit, recheck_on.empty() ? db::Param(nullptr) : db::Param(recheck_on)});
}

void put_request(db::Tx& tx, const Case& one, Request& request, std::int64_t note_id) {
    const auto note = note_id ? db::Param(note_id) : db::Param(nullptr);
    if (!request.id) return ask(tx, one, request, note);
    const auto status = name_of(request.status);
    const bool reviewed = request.reviewed_at && !request.decided_at;
    if (reviewed)
        tx.run(review_request,
               {status, request.reviewed_by, request.reviewed_at, note, one.county, request.id});
    else // by nobody, and without words of its own, when it lapsed
        tx.run(decide_request, {status, request.decided_by, request.decided_at,
                                request.status == RequestStatus::lapsed ? db::Param(nullptr) : note,
                                one.county, request.id});
}

} // namespace weicheng::cases
