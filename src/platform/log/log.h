// The program's log: one JSON object a line, to stderr or a file. Never personal data: no bodies,
// no query strings, no cookies, no addresses of people. Any file of platform and app may use it.
#pragma once

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>

namespace weicheng::log {

enum class Level { debug, info, warning, error };

/// `file` empty: stderr. Before this is called only warnings and errors are written, to stderr.
void open(const std::string& file, Level level);
Level level();

/// One member of the line.
class Field {
  public:
    Field(std::string_view name, std::string_view text) : name_(name), text_(text) {}
    Field(std::string_view name, const char* text) : name_(name), text_(text) {}
    Field(std::string_view name, const std::string& text) : name_(name), text_(text) {}
    Field(std::string_view name, std::integral auto number)
        : name_(name), number_(static_cast<long long>(number)), is_number_(true) {}
    std::string_view name() const { return name_; }
    std::string_view text() const { return text_; }
    long long number() const { return number_; }
    bool is_number() const { return is_number_; }

  private:
    std::string_view name_;
    std::string_view text_;
    long long number_ = 0;
    bool is_number_ = false;
};

/// `what` is a stable name such as "server.started".
void write(Level level, std::string_view what, std::initializer_list<Field> fields = {});
inline void info(std::string_view what, std::initializer_list<Field> fields = {}) {
    write(Level::info, what, fields);
}
inline void warning(std::string_view what, std::initializer_list<Field> fields = {}) {
    write(Level::warning, what, fields);
}
inline void error(std::string_view what, std::initializer_list<Field> fields = {}) {
    write(Level::error, what, fields);
}

} // namespace weicheng::log
