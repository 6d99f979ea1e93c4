#include "modules/evidence/evidence.h"

#include "modules/evidence/http/evidence_http.h"
#include "platform/module.h"

namespace weicheng::evidence {

Module make_module(const Services&) {
    return {.name = "evidence", .endpoints = warning_endpoints()};
}

} // namespace weicheng::evidence
