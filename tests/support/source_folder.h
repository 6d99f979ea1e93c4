// Where the checked-out tree lies, for tests that hold what is built to what is written down.
#pragma once

#include <filesystem>

namespace weicheng::testing {

std::filesystem::path source_folder();

} // namespace weicheng::testing
