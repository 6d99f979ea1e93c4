// A query string of the ledger's lists as a filter. Used inside http/ only.
#pragma once

#include "modules/cases/http/case_wishes.h"

namespace weicheng::cases {

CaseFilter filter_of(const ListQuery& query);

} // namespace weicheng::cases
