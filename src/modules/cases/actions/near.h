// What a report near another one means: the same problem (疑似重复), or one that came back (回潮).
// Used by the actions that report and move.
#pragma once

#include "modules/cases/actions/inputs.h"

namespace weicheng::cases {

/// Finds again what the case recurs of, by the loaded kind.
void find_recurrence(db::Tx& tx, const LoadedInputs& loaded, Case& one);
/// The same where the step has moved it or made it another kind.
void find_recurrence_again(db::Tx& tx, const LoadedInputs& loaded, Change& step);

} // namespace weicheng::cases
