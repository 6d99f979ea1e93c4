// The rows of what units ask for: 延期, 暂缓, 超期申诉. Used by the module's store, actions and
// http.
#pragma once

#include "modules/cases/rules/lifecycle.h"
#include "platform/db/db.h"

namespace weicheng::cases {

/// The request that waits for an answer; a case has at most one.
std::optional<Request> open_request(db::Tx& tx, CountyId county, CaseId id);

/// A request with the words of who asked, reviewed and decided; empty where erased or none given.
struct RequestRow {
    Request request;
    std::string note, review_note, decision_note;
};
/// Oldest first.
std::vector<RequestRow> request_rows(db::Tx& tx, CountyId county, CaseId id);
/// The same without their words.
std::vector<Request> requests_of(db::Tx& tx, CountyId county, CaseId id);

/// Keeps what a step did to a request: a new one gets its id here. `note` is the row with the
/// words of the step, zero for none.
void put_request(db::Tx& tx, const Case& one, Request& request, std::int64_t note);

} // namespace weicheng::cases
