// Progress: what the days brought, as figures by place, unit and kind, and the rates made of them.
// The door of the progress module; the app joins it to the ledger.
#pragma once

#include "modules/cases/cases.h"

namespace weicheng::progress {

/// Keeps the figures in step with a change of a case: one of cases::RollUps.
void on_saved(db::Tx& tx, const cases::SavedCase& saved);

/// Counts everything again from the ledger's rows, with queries that share nothing with the way the
/// figures are kept, and says where they differ; empty when they do not.
std::vector<std::string> differences(db::Tx& tx, CountyId county);

Module make_module(const Services& services);

} // namespace weicheng::progress
