#include "modules/cases/http/case_filters.h"

#include <algorithm>

namespace weicheng::cases {

template <class E>
static std::vector<E> each_once(const std::vector<E>& wanted) {
    std::vector<E> once;
    for (const auto each : wanted)
        if (std::find(once.begin(), once.end(), each) == once.end()) once.push_back(each);
    return once;
}

static std::optional<RequestKind> kind_of(std::optional<RequestAsked> asked) {
    if (!asked || *asked == RequestAsked::open) return std::nullopt;
    return from_name<RequestKind>(name_of(*asked));
}

CaseFilter filter_of(const ListQuery& query) {
    CaseFilter filter;
    filter.states = each_once(query.state);
    filter.lights = each_once(query.light);
    filter.kind = query.kind.value_or("");
    filter.grid = query.grid_id.value_or(places::GridId{});
    filter.body = query.body_id.value_or(BodyId{});
    filter.sources = each_once(query.source);
    filter.words = query.q.value_or("");
    filter.waiting_for_me = query.mine;
    filter.any_request = query.request == RequestAsked::open;
    filter.request = kind_of(query.request);
    filter.recheck = query.recheck;
    filter.verification = query.verification;
    filter.recurred = query.recurred;
    filter.provisional = query.provisional;
    filter.late = query.late;
    filter.reported_from = query.reported_from;
    filter.reported_to = query.reported_to;
    filter.closed_from = query.closed_from;
    filter.closed_to = query.closed_to;
    filter.recheck_on_to = query.recheck_on_to;
    return filter;
}

} // namespace weicheng::cases
