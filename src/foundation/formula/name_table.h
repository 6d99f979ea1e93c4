// The names a formula may use, found by any of their words. Only formula/ includes it.
#pragma once

#include "foundation/formula/formula.h"

namespace weicheng::formula {

class NameTable {
  public:
    /// `names` must outlive the table and have unique codes of letters, digits, "_" and ".".
    explicit NameTable(std::span<const Name> names);

    struct Found {
        const Name* name = nullptr; // null where the word means nothing, or
        bool is_ambiguous = false;  // where it is the word of two names
    };
    /// By code, Chinese or English word; the word is folded. A code goes before a word.
    Found find(const std::u32string& word) const;
    const Name* with_code(std::string_view code) const;
    /// The word that find() takes back to this name: Chinese where it can be, else the code; in
    /// brackets where it would not be read as one word.
    std::string written(const Name& name) const;
    /// Characters of the longest word.
    std::size_t longest() const { return longest_; }

  private:
    std::map<std::u32string, const Name*> by_code_;
    std::map<std::u32string, Found> by_word_;
    std::size_t longest_ = 0;
};

} // namespace weicheng::formula
