#include "modules/evidence/http/evidence_http.h"

namespace weicheng::evidence {

std::vector<RefusalWords> refusal_words() {
    return {
        {"rulebook.views_overlap", 0,
         "“视角不同”的比例必须小于“前后无变化”的比例，否则同一组照片会同时"
         "得到两种提示；请调小。",
         "The share that means another view must be below the share that means nothing changed, or "
         "one pair of photos would show both warnings; make it smaller."},
    };
}

} // namespace weicheng::evidence
