// The evaluator against the slow exact reference, and what is compared with the TypeScript twin.
//
// WEICHENG_FORMULA_TREES=100000 says how many trees, WEICHENG_FORMULA_TREES_FILE where to write
// them for `npm test` (which reads the same variable); docs/how-to/write-a-formula.md.
#include "foundation/formula/tests/formula_world.h"
#include "foundation/formula/tests/random_trees.h"
#include "foundation/formula/tests/tree_reference.h"
#include "foundation/text.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>

namespace weicheng::formula {
namespace {

std::size_t nodes_of(const Node& node) {
    std::size_t count = 1;
    for (const auto& part : node.of)
        count += nodes_of(part);
    return count;
}

/// A line of the form of vectors.tsv, the text in the first column only; of the values only those
/// that matter.
std::string line_of(const Formula& formula, Values values, const std::string& outcome) {
    std::erase_if(values, [&](const auto& value) { return !formula.uses.contains(value.first); });
    return formula.text + '\t' + text_of(values) + '\t' + outcome + "\t\t" + to_json(formula.tree) +
           '\n';
}

TEST(FormulaTrees, AgreeWithTheSlowExactReference_R5_1_R10_1) {
    const char* const wanted = std::getenv("WEICHENG_FORMULA_TREES");
    const char* const path = std::getenv("WEICHENG_FORMULA_TREES_FILE");
    const int count = wanted ? std::atoi(wanted) : 2'000;
    std::ofstream file;
    if (path) file.open(path, std::ios::binary);
    std::size_t nodes = 0;
    std::map<char, int> kinds;
    for (int seed = 1; seed <= count; ++seed) {
        RandomTrees random(std::uint64_t(seed), 3 + seed % 3);
        const auto tree = random.tree();
        const auto values = random.values();
        const auto text = print(tree, names_of_the_tests());
        const auto formula = read(text, names_of_the_tests());
        if (!formula && formula.refusal().code == "formula.too_long") {
            ++kinds['l'];
            continue;
        }
        ASSERT_TRUE(formula) << "seed " << seed << ": " << text << " " << formula.refusal().code;
        ASSERT_TRUE(same(formula->tree, tree)) << "seed " << seed << ": " << text;
        const auto outcome = text_of(evaluate(*formula, values));
        ASSERT_EQ(outcome, reference_outcome(formula->tree, values))
            << "seed " << seed << ": " << text << "\n"
            << text_of(values);
        nodes += nodes_of(tree);
        ++kinds[outcome[0]];
        if (path) file << line_of(*formula, values, outcome);
    }
    EXPECT_LT(kinds['l'], count / 50);
    std::string told = std::to_string(count) + " trees, " + std::to_string(nodes) + " parts;";
    for (const auto& [kind, how_many] : kinds)
        told += std::string(" ") + kind + " " + std::to_string(how_many);
    if (wanted) std::cout << told << "\n";
    for (const char kind : std::string("ntdb-!"))
        EXPECT_GT(kinds[kind], count / 50) << kind << " is too rare to prove anything: " << told;
}

TEST(FormulaTrees, TheSampleForTheTwinIsWhatTheSeedsGive_R10_1) {
    std::string sample = "# 500 small trees by chance, in the form of vectors.tsv; written by "
                         "this test with WEICHENG_WRITE_VECTORS=1.\n";
    for (int seed = 1; seed <= 500; ++seed) {
        RandomTrees random(std::uint64_t(1'000'000 + seed), 2);
        const auto tree = random.tree();
        const auto values = random.values();
        const auto formula = read(print(tree, names_of_the_tests()), names_of_the_tests());
        ASSERT_TRUE(formula) << "seed " << seed;
        sample += line_of(*formula, values, text_of(evaluate(*formula, values)));
    }
    const auto path = path_of_test_file("trees.tsv");
    if (std::getenv("WEICHENG_WRITE_VECTORS")) write_content(path, sample);
    EXPECT_TRUE(content_of(path) == sample) << "run with WEICHENG_WRITE_VECTORS=1";
}

} // namespace
} // namespace weicheng::formula
