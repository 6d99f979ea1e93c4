#include "modules/cases/rules/routing.h"

namespace weicheng::cases {

Owners owners_of(const RoutingFacts& known) {
    if (!known.route) return {known.grid_body, {}, known.site_manager};
    const bool by_line = known.route->handled_by == Handler::line;
    return {known.grid_body, known.line_body, by_line ? known.line_body : known.grid_body};
}

} // namespace weicheng::cases
