#include "tests/support/source_folder.h"

namespace weicheng::testing {

std::filesystem::path source_folder() {
    return WEICHENG_SOURCE_DIR;
}

} // namespace weicheng::testing
