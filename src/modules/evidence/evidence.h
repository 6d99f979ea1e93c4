// Evidence: what is odd about the photos and times of a case. The door of the evidence module;
// nobody calls it but the app.
#pragma once

namespace weicheng {
struct Module;
struct Services;
} // namespace weicheng

namespace weicheng::evidence {

Module make_module(const Services& services);

} // namespace weicheng::evidence
