// What the description of the endpoints says beside them: version, nouns, words for members. Inside
// app, and by its tests.
#pragma once

#include "platform/http/openapi.h"

namespace weicheng::app {

http::Contract contract();

} // namespace weicheng::app
