// Settings of the program: one table of names with words; values come from the command line, the
// environment or a file, in this order. The app declares the table; anyone may be given values.
#pragma once

#include "foundation/caller.h"

#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace weicheng::config {

/// "--listen" on the command line, WEICHENG_LISTEN in the environment, listen=… in the file.
struct Setting {
    enum class Kind { text, number, flag };
    const char* name;  // lower-case words with hyphens
    const char* value; // how the value is written: "HOST:PORT"; empty for flags
    const char* otherwise;
    Kind kind;
    const char* zh;
    const char* en;
    long long least = 0; // numbers only
    long long most = 1'000'000'000;
};

/// Something that cannot be taken, in words for whoever typed it.
class Mistake : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

using Environment = std::function<const char*(const char* name)>;

class Settings {
  public:
    explicit Settings(std::vector<const Setting*> table) : table_(std::move(table)) {}

    /// "--name value", "--name=value" or "--flag"; gives back the words that are no settings.
    /// Throws Mistake for unknown names, missing values and numbers out of range.
    std::vector<std::string> take_words(const std::vector<std::string>& words);
    void take_environment(const Environment& environment);
    /// Lines of name=value; empty lines and lines that begin with # do not count. `where` stands in
    /// the Mistakes.
    void take_file(std::string_view text, const std::string& where);

    const std::string& text(std::string_view name) const;
    long long number(std::string_view name) const;
    bool flag(std::string_view name) const;
    bool given(std::string_view name) const { return values_.contains(name); }
    bool knows(std::string_view name) const { return find(name) != nullptr; }

    /// One line for each setting, with its default.
    std::string help(Locale locale) const;

  private:
    const Setting* find(std::string_view name) const;
    void take(const Setting& setting, std::string value, const std::string& where);

    std::vector<const Setting*> table_;
    std::map<std::string, std::string, std::less<>> values_; // what came first stays
};

} // namespace weicheng::config
