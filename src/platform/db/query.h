// Named SQL texts and the values bound to them. Part of db.h, which stores include.
#pragma once

#include "foundation/enum_names.h"
#include "foundation/ids.h"
#include "foundation/time.h"

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace weicheng::db {

/// A piece of SQL: columns, a condition, an expression; put together with + before queries
/// register. Made of literals, numbers and names of enumerators only, so nothing anybody typed can
/// become SQL.
class Sql {
  public:
    template <std::size_t size>
    Sql(const char (&literal)[size]) : text_(literal, size - 1) {}
    explicit Sql(std::size_t number) : text_(std::to_string(number)) {}
    /// An enumerator as it is stored: 'closed'.
    template <class E>
    requires std::is_enum_v<E>
    explicit Sql(E value) : text_("'" + std::string(name_of(value)) + "'") {}
    friend Sql operator+(Sql left, const Sql& right) {
        left.text_ += right.text_;
        return left;
    }
    const std::string& text() const { return text_; }

  private:
    std::string text_;
};

/// The pieces with `between` between them.
Sql joined(const std::vector<Sql>& pieces, const Sql& between = ", ");

/// A portable SQL text with a unique name "module.what_it_does". Registers itself; a test prepares
/// every one on both databases. Always a namespace-scope constant.
///
/// Parameters have names, `:state`, given by name at the call; `:states[14]` is room for a list of
/// up to 14 values in an IN (…), the rest of it NULL. With three parameters or fewer they may have
/// positions instead, $1 to $3 in ascending order of first use. `@skip_locked` at the end of a
/// SELECT claims rows: PostgreSQL reads it as FOR UPDATE SKIP LOCKED, SQLite's only writer needs
/// nothing. Names of queries beginning with "test." are a test's own and are not compared.
class Query {
  public:
    struct Parameter {
        std::string name;     // empty: it has a position
        std::size_t room = 0; // of a list; 0: one value
    };

    /// Throws Bug when the text has parameters of both kinds, or one name with different room.
    Query(const char* name, const Sql& sql);
    Query(const Query&) = delete;
    const char* name() const { return name_; }
    /// With every parameter at its position.
    const char* sql() const { return sql_.c_str(); }
    /// In the order of their positions.
    const std::vector<Parameter>& parameters() const { return parameters_; }
    int index() const { return index_; } // dense, for statement caches
    static const std::vector<const Query*>& all();

  private:
    const char* name_;
    std::string sql_;
    std::vector<Parameter> parameters_;
    int index_;
};

/// `:name[n]`, with room for every value of an enumeration.
template <class E>
Sql room_for(const Sql& name) {
    return ":" + name + "[" + Sql(EnumNames<E>::all.size()) + "]";
}

template <class E>
concept EnumWithNames = std::is_enum_v<E> && requires {
    EnumNames<E>::all;
};

/// A bound value: NULL, a 64-bit integer, UTF-8 text, or a list of such. Owns its text.
class Param {
  public:
    enum class Kind { null, integer, text, list };
    Param(std::nullptr_t) {}
    Param(std::integral auto value) : value_(static_cast<std::int64_t>(value)) {}
    Param(std::string text) : value_(std::move(text)) {}
    Param(std::string_view text) : value_(std::string(text)) {}
    Param(const char* text) : value_(std::string(text)) {}
    Param(Instant at) : value_(to_millis(at)) {}
    Param(Date day) : value_(to_text(day)) {}
    /// An enumerator is stored as its name.
    template <EnumWithNames E>
    Param(E value) : Param(name_of(value)) {}
    /// An identifier; zero binds NULL.
    template <class Noun>
    Param(Id<Noun> id) {
        if (id) value_ = id.value;
    }
    template <class T>
    Param(const std::optional<T>& value) {
        if (value) *this = Param(*value);
    }
    template <class T>
    Param(const std::vector<T>& list) : value_(std::vector<Param>(list.begin(), list.end())) {}

    Kind kind() const { return static_cast<Kind>(value_.index()); }
    std::int64_t integer() const { return std::get<std::int64_t>(value_); }
    std::string_view text() const { return std::get<std::string>(value_); }
    const std::vector<Param>& list() const { return std::get<std::vector<Param>>(value_); }

  private:
    std::variant<std::monostate, std::int64_t, std::string, std::vector<Param>> value_;
};

/// `{"state", one.state}`: the name is a literal of the program.
struct Named {
    std::string_view name;
    Param value;
};

/// The values of one call: by name, `{{"county", county}, {"state", state}}`, in any order (that of
/// the text is the quickest), or by position, `{county, id}`. Keeps nothing and must not be kept.
class Params {
  public:
    Params() = default;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Winit-list-lifetime" // only ever an argument: the list outlives it
    Params(std::initializer_list<Named> list) : named_(list.begin()), size_(list.size()) {}
    Params(std::initializer_list<Param> list) : placed_(list.begin()), size_(list.size()) {}
#pragma GCC diagnostic pop
    Params(const std::vector<Named>& list) : named_(list.data()), size_(list.size()) {}
    Params(const std::vector<Param>& list) : placed_(list.data()), size_(list.size()) {}

    /// Puts the address of each value at its position, lists spread out. Throws Bug naming the
    /// query when a value is missing, unknown, or more than there is room for.
    void in_order(const Query& query, std::vector<const Param*>& values) const;

  private:
    const Param& named(const Query& query, std::string_view name, std::size_t& from) const;

    const Named* named_ = nullptr;
    const Param* placed_ = nullptr;
    std::size_t size_ = 0;
};

} // namespace weicheng::db
