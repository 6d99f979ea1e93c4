// The vectors that C++ and TypeScript share; see the head of vectors.tsv.
#include "foundation/formula/operations.h"
#include "foundation/formula/tests/formula_world.h"
#include "foundation/text.h"
#include "tests/support/source_folder.h"

#include <cstdlib>
#include <gtest/gtest.h>

namespace weicheng::formula {
namespace {

std::string outcome_of(const std::string& written, const std::string& values) {
    const auto formula = read(written, names_of_the_tests());
    if (!formula) return text_of(Result<Value>(formula.refusal()));
    return text_of(evaluate(*formula, values_from(values)));
}

/// Formula, values and result as given, then what the program makes of them.
std::string completed(const std::string& line) {
    if (line.empty() || line.starts_with("# ")) return line;
    std::vector<std::string> cells;
    for (const auto cell : split(line, '\t'))
        cells.emplace_back(cell);
    cells.resize(3);
    auto full = cells[0] + '\t' + cells[1] + '\t' + cells[2];
    if (const auto formula = read(cells[0], names_of_the_tests()))
        full += '\t' + formula->text + '\t' + to_json(formula->tree);
    return full;
}

TEST(FormulaVectors, GiveTheResultTheTextAndTheTree_R10_1_R5_1) {
    const auto path = path_of_test_file("vectors.tsv");
    const auto content = content_of(path);
    std::string all;
    int number = 0, formulas = 0;
    for (const auto line_view : split(content, '\n')) {
        const std::string line(line_view);
        const auto wanted = completed(line);
        all += wanted + '\n';
        ++number;
        if (wanted.empty() || wanted.starts_with("# ")) continue;
        ++formulas;
        SCOPED_TRACE("vectors.tsv:" + std::to_string(number));
        const auto cells = split(line, '\t');
        ASSERT_GE(cells.size(), 3u);
        EXPECT_EQ(outcome_of(std::string(cells[0]), std::string(cells[1])), cells[2]) << cells[0];
        if (!std::getenv("WEICHENG_WRITE_VECTORS")) {
            EXPECT_EQ(line, wanted) << "run with WEICHENG_WRITE_VECTORS=1 and look at what changed";
        }
    }
    EXPECT_GT(formulas, 300);
    all.pop_back();
    if (std::getenv("WEICHENG_WRITE_VECTORS")) write_content(path, all);
}

TEST(FormulaVectors, ShowEveryOperationAndEveryRefusal_R10_1) {
    const auto all = content_of(path_of_test_file("vectors.tsv"));
    for (auto op = Op::negate; op <= Op::contains; op = Op(int(op) + 1)) {
        const auto code = "\"op\":\"" + std::string(operation(op).code) + "\"";
        EXPECT_NE(all.find(code), std::string::npos) << code;
    }
    for (const auto& words : refusal_words()) {
        const std::string code = words.code;
        const bool is_shown = all.find("!" + code + "@") != std::string::npos;
        const bool is_elsewhere = code == "formula.too_long" || code == "formula.too_deep" ||
                                  code == "formula.not_text" || code == "formula.too_many_steps";
        EXPECT_NE(is_shown, is_elsewhere) << code;
    }
}

TEST(FormulaVectors, EveryFunctionStandsInTheUsersTable_R10_1) {
    const auto page = content_of(testing::source_folder() / "docs/user/formula.md");
    int functions = 2; // AND and OR
    for (auto op = Op::if_; op <= Op::contains; op = Op(int(op) + 1), ++functions)
        for (const auto& word :
             {std::string(operation(op).zh) + "（", std::string(operation(op).code)})
            EXPECT_NE(page.find(word), std::string::npos) << word;
    EXPECT_LE(functions, 25);
}

} // namespace
} // namespace weicheng::formula
