// libFuzzer: any bytes as a formula. What is read must print so that it reads back, and whatever
// the values, an evaluation ends in a value or a refusal.
#include "foundation/formula/tests/formula_world.h"
#include "foundation/formula/tests/tree_reference.h"

#include <cstdlib>

using namespace weicheng;

static const std::vector<formula::Values>& given() {
    static const std::vector<formula::Values> all = {
        {},
        formula::values_from("a=n:1 | b=n:0 | c=n:-5/2 | people=n:12 | cost=n:9223372036854775807 "
                             "| done=b:是 | seen=b:否 | today=d:2026-11-22 | due=d:2024-02-29 | "
                             "note=t:占道 | kind=t: | scores=l:1,-,5/2 | fines=l:"),
    };
    return all;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string written(reinterpret_cast<const char*>(bytes), size);
    const auto read = formula::read(written, formula::names_of_the_tests());
    if (!read) return 0;
    const auto again = formula::read(read->text, formula::names_of_the_tests());
    if (!again || !same(again->tree, read->tree) || again->text != read->text) std::abort();
    for (const auto& values : given()) {
        const auto outcome = formula::text_of(formula::evaluate(*read, values));
        if (!outcome.starts_with("!formula.too_many_steps") &&
            outcome != formula::reference_outcome(read->tree, values))
            std::abort();
    }
    return 0;
}
