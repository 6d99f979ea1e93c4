// The types and units of a tree. Only formula/ includes it.
#pragma once

#include "foundation/formula/name_table.h"

namespace weicheng::formula {

/// What an expression gives. The unit of a plain figure is empty and goes with every other; that
/// of a product of two units is `mixed_unit`, which does as well.
struct Kind {
    Type type;
    std::string unit;
};

inline constexpr const char* mixed_unit = "?";

class Checker {
  public:
    Checker(std::span<const Name> names, const NameTable& table) : names_(names), table_(table) {}

    Result<Kind> kind_of(const Node& node) const;
    /// Refuses where `node` is not of the type `wanted`.
    Result<void> expect(const Node& node, Type is, Type wanted) const;

  private:
    std::span<const Name> names_;
    const NameTable& table_;

    Result<Kind> kind_of_operation(const Node& node, const std::vector<Kind>& parts) const;
    Result<Kind> kind_of_sum(const Node& node, const std::vector<Kind>& parts) const;
    Result<void> expect_argument(const Node& node, char letter, const Node& part, Type is,
                                 std::optional<Type>& single) const;
    Result<std::string> unit_of(const Node& node, const std::vector<Kind>& parts) const;
    std::string words_of(const Node& node) const;
    Refusal refuse_type(const Node& node, Type is, const char* wanted_zh,
                        const char* wanted_en) const;
};

} // namespace weicheng::formula
