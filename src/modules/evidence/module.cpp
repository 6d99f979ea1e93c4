#include "modules/evidence/evidence.h"

#include "modules/evidence/http/evidence_http.h"
#include "modules/evidence/store/evidence_schema.h"
#include "platform/module.h"

namespace weicheng::evidence {

Module make_module(const Services&) {
    Module module;
    module.name = "evidence";
    module.words = "What is odd about the photos and times of a case.";
    module.endpoints = warning_endpoints();
    module.refusals = refusal_words();
    module.rules = {evidence_schema()};
    return module;
}

} // namespace weicheng::evidence
