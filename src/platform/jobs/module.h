// The jobs' own module: endpoints for the administrator, migrations, power, refusals. The app uses
// it.
#pragma once

#include "platform/module.h"

namespace weicheng::jobs {

/// /api/v1/failed-jobs, /api/v1/failed-jobs/{id}/retries, /api/v1/timetable.
Module make_module();

} // namespace weicheng::jobs
