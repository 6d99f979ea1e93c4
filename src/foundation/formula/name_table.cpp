#include "foundation/formula/name_table.h"

#include "foundation/formula/characters.h"
#include "foundation/formula/tokens.h"
#include "foundation/text.h"

#include <algorithm>

namespace weicheng::formula {

static std::u32string folded_word(std::string_view word) {
    return folded(characters_of(trimmed(word)));
}

static bool is_sound_code(std::string_view code) {
    return !code.empty() && !is_digit(static_cast<unsigned char>(code[0])) && code[0] != '.' &&
           std::all_of(code.begin(), code.end(), [](char c) {
               const auto byte = static_cast<unsigned char>(c);
               return byte < 0x80 && is_word_character(byte);
           });
}

NameTable::NameTable(std::span<const Name> names) {
    for (const auto& name : names) {
        check(is_sound_code(name.code), "the code of a name is of letters, digits, _ and .");
        check(by_code_.emplace(folded_word(name.code), &name).second, "a code names two things");
        longest_ = std::max(longest_, name.code.size());
        for (const auto& word : {folded_word(name.zh), folded_word(name.en)}) {
            const auto [entry, is_new] = by_word_.try_emplace(word, Found{&name, false});
            if (!is_new && entry->second.name != &name) entry->second = {nullptr, true};
            longest_ = std::max(longest_, word.size());
        }
    }
    by_word_.erase(U"");
}

NameTable::Found NameTable::find(const std::u32string& word) const {
    if (const auto code = by_code_.find(word); code != by_code_.end()) return {code->second, false};
    const auto found = by_word_.find(word);
    return found == by_word_.end() ? Found{} : found->second;
}

const Name* NameTable::with_code(std::string_view code) const {
    const auto found = by_code_.find(characters_of(code));
    return found == by_code_.end() ? nullptr : found->second;
}

std::string NameTable::written(const Name& name) const {
    const auto chinese = folded_word(name.zh);
    const bool is_readable = find(chinese).name == &name && chinese.find(U']') == chinese.npos;
    const auto word = is_readable ? chinese : folded_word(name.code);
    const std::string text(is_readable ? trimmed(name.zh) : name.code);
    const bool is_one_word = std::all_of(word.begin(), word.end(), is_word_character) &&
                             !is_digit(word[0]) && word[0] != '.' && !is_reserved(word);
    return is_one_word ? text : "【" + text + "】";
}

} // namespace weicheng::formula
