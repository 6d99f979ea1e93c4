// Every operator and function of the language in one table: words, precedence, what it takes and
// gives. Only formula/ includes it.
#pragma once

#include "foundation/formula/formula.h"

namespace weicheng::formula {

/// Binding strength, weakest first.
enum Precedence {
    loose = 1,
    for_or = 1,
    for_and,
    for_not,
    for_comparison,
    for_sum,
    for_product,
    for_sign,
    tight
};

/// `takes` and `gives` are letters, one an argument: n number, d date, t text, b yes/no,
/// k a whole number from -9 to 9 that is written out, x any single value, all x of one type,
/// o as x but numbers (or lists of them) or dates only, m number or list of numbers, a anything.
/// "+" repeats the last letter, "?" makes it optional.
struct Operation {
    Op op;
    std::string_view code; // in the tree and, for functions, as in Excel
    std::string_view zh;   // as printed
    Precedence precedence; // tight for functions
    std::string_view takes;
    char gives;
    bool keeps_unit; // all its figures are of one unit, and so is the result
};

const Operation& operation(Op op);
bool is_function(Op op);
/// A function by its Excel name (any case) or Chinese name; the text is folded.
const Operation* find_function(std::u32string_view word);

} // namespace weicheng::formula
