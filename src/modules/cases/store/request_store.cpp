#include "modules/cases/store/request_store.h"

namespace weicheng::cases {

static const db::Query select_open_request{"cases.select_open_request", R"(
    SELECT id, kind, status, period, body_id, asked_by, asked_at, reason, limit_amount, limit_unit,
        recheck_on, reviewed_by, reviewed_at, decided_by, decided_at
    FROM case_requests
    WHERE county_id = $1 AND case_id = $2 AND status IN ('open', 'supported')
    ORDER BY id DESC LIMIT 1)"};

static Request request_of(const db::Row& row) {
    Request request{.id = row.get<Id<Request>>(0),
                    .kind = from_name<RequestKind>(row.text(1)).value(),
                    .status = from_name<RequestStatus>(row.text(2)).value(),
                    .period = row.get<int>(3),
                    .body = row.get<BodyId>(4),
                    .asked_by = row.get<AccountId>(5),
                    .asked_at = row.get<Instant>(6),
                    .reason = row.get<std::string>(7),
                    .limit = std::nullopt,
                    .recheck_on = std::nullopt,
                    .reviewed_by = row.get<AccountId>(11),
                    .reviewed_at = row.get<std::optional<Instant>>(12),
                    .decided_by = row.get<AccountId>(13),
                    .decided_at = row.get<std::optional<Instant>>(14)};
    if (const auto amount = row.get<std::optional<int>>(8))
        request.limit =
            calendar::Limit{*amount, from_name<calendar::TimeUnit>(row.text(9)).value()};
    if (const auto day = row.get<std::optional<std::string>>(10))
        request.recheck_on = date_from_text(*day);
    return request;
}

std::optional<Request> open_request(db::Tx& tx, CountyId county, CaseId id) {
    return tx.first(select_open_request, {county, id}, request_of);
}

} // namespace weicheng::cases
