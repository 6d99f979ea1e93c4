// The map of cases: where they lie, gathered for the eye. The door of the casemap module; nobody
// calls it but the app.
#pragma once

namespace weicheng {
struct Module;
struct Services;
} // namespace weicheng

namespace weicheng::casemap {

Module make_module(const Services& services);

} // namespace weicheng::casemap
