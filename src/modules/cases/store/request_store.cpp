#include "modules/cases/store/request_store.h"

#include "platform/db/table.h"

namespace weicheng::cases {

static const db::Table<Request> request_table{
    "case_requests",
    {{"county_id", db::Use::key},
     {"id", &Request::id, db::Use::key},
     {"case_id", db::Use::fixed},
     {"note_id", db::Use::fixed},
     {"kind", &Request::kind},
     {"status", &Request::status},
     {"period", &Request::period},
     {"body_id", &Request::body},
     {"asked_by", &Request::asked_by},
     {"asked_at", &Request::asked_at},
     {"reason", &Request::reason},
     {"limit_amount", &Request::limit, &calendar::Limit::amount},
     {"limit_unit", &Request::limit, &calendar::Limit::unit},
     {"recheck_on", &Request::recheck_on},
     {"reviewed_by", &Request::reviewed_by},
     {"reviewed_at", &Request::reviewed_at},
     {"decided_by", &Request::decided_by},
     {"decided_at", &Request::decided_at}}};
static const db::Sql of_case = " WHERE r.county_id = $1 AND r.case_id = $2";

static const db::Query select_open_request{"cases.select_open_request",
                                           request_table.select() + " r" + of_case +
                                               " AND r.status IN ('open', 'supported') "
                                               "ORDER BY r.id DESC LIMIT 1"};
static const db::Query select_requests{"cases.select_requests",
                                       request_table.select() + " r" + of_case + " ORDER BY r.id"};
static const db::Query select_requests_with_words{"cases.select_requests_with_words",
                                                  "SELECT " + request_table.list("r.") + R"(,
        COALESCE(n.words, ''), COALESCE(v.words, ''), COALESCE(d.words, '') FROM case_requests r
    LEFT JOIN case_notes n ON n.county_id = r.county_id AND n.id = r.note_id
    LEFT JOIN case_notes v ON v.county_id = r.county_id AND v.id = r.review_note_id
    LEFT JOIN case_notes d ON d.county_id = r.county_id AND d.id = r.decision_note_id)" +
                                                      of_case + " ORDER BY r.id"};
static const db::Query insert_request{"cases.insert_request", request_table.insert()};
static const db::Query review_request{"cases.review_request", R"(
    UPDATE case_requests SET status = :status, reviewed_by = :reviewed_by,
        reviewed_at = :reviewed_at, review_note_id = :note
    WHERE county_id = :county AND id = :request)"};
static const db::Query decide_request{"cases.decide_request", R"(
    UPDATE case_requests SET status = :status, decided_by = :decided_by,
        decided_at = :decided_at, decision_note_id = :note
    WHERE county_id = :county AND id = :request)"};

std::optional<Request> open_request(db::Tx& tx, CountyId county, CaseId id) {
    return tx.first(select_open_request, {county, id}, request_table);
}

std::vector<Request> requests_of(db::Tx& tx, CountyId county, CaseId id) {
    return tx.rows(select_requests, {county, id}, request_table);
}

std::vector<RequestRow> request_rows(db::Tx& tx, CountyId county, CaseId id) {
    return tx.rows(select_requests_with_words, {county, id}, [](const db::Row& row) {
        const auto words = [&](int which) {
            return row.get<std::string>(request_table.size() + which);
        };
        return RequestRow{request_table(row), words(0), words(1), words(2)};
    });
}

void put_request(db::Tx& tx, const Case& one, Request& request, std::int64_t note_id) {
    const auto note = note_id ? db::Param(note_id) : db::Param(nullptr);
    if (!request.id) {
        request.id = Id<Request>{tx.new_id()};
        tx.run(insert_request,
               request_table.values(
                   request, {{"county_id", one.county}, {"case_id", one.id}, {"note_id", note}}));
    } else if (request.reviewed_at && !request.decided_at) {
        tx.run(review_request, {{"status", request.status},
                                {"reviewed_by", request.reviewed_by},
                                {"reviewed_at", request.reviewed_at},
                                {"note", note},
                                {"county", one.county},
                                {"request", request.id}});
    } else { // by nobody, and without words of its own, when it lapsed
        const bool lapsed = request.status == RequestStatus::lapsed;
        tx.run(decide_request, {{"status", request.status},
                                {"decided_by", request.decided_by},
                                {"decided_at", request.decided_at},
                                {"note", lapsed ? db::Param(nullptr) : note},
                                {"county", one.county},
                                {"request", request.id}});
    }
}

} // namespace weicheng::cases
