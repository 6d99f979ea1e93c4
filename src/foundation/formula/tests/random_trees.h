// Sound trees and values by chance, the same for the same seed everywhere.
#pragma once

#include "foundation/formula/formula.h"

#include <cstdint>
#include <random>

namespace weicheng::formula {

class RandomTrees {
  public:
    RandomTrees(std::uint64_t seed, int depth) : random_(seed), depth_(depth) {}

    /// Uses the names of the tests, at least one of them.
    Node tree();
    /// Some of the names have no data.
    Values values();

  private:
    std::mt19937_64 random_;
    int depth_;

    std::uint64_t below(std::uint64_t bound) { return random_() % bound; }
    bool one_in(std::uint64_t count) { return below(count) == 0; }
    template <class List>
    const auto& one_of(const List& list) {
        return list[below(list.size())];
    }
    Type single_type();
    Node of_type(Type type, int depth);
    Node leaf(Type type);
    Node figure(int depth);
    Node logic(int depth);
    Node day(int depth);
    Node chosen(Type type, int depth);
    Node extreme(Type type, int depth);
    Node gathered(int depth);
    Node compared(int depth);
    Node node(Op op, std::initializer_list<Type> types, int depth);
    Fraction number();
    Date date();
};

} // namespace weicheng::formula
