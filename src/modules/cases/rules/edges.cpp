#include "modules/cases/rules/edges.h"

namespace weicheng::cases {

const Edge& edge_of(Action action) {
    for (const auto& edge : edges)
        if (edge.action == action) return edge;
    throw Bug("an action without an edge");
}

bool leaves(Action action, State state) {
    return edge_of(action).from.has(state);
}

} // namespace weicheng::cases
