// The templates of json.h. Included by json.h only.
#pragma once

#include <limits>
#include <type_traits>

namespace weicheng::http {

inline constexpr std::int64_t default_text_limit = 2000;
inline constexpr std::int64_t key_limit = 40;

/// A member of that type may be left out of a request.
template <class T>
constexpr bool may_be_absent(Bounds bounds) {
    return IsOptional<T>::value || (IsList<T>::value && bounds.min <= 0) || bounds.may_be_left_out;
}

template <class T>
std::string names_of() {
    std::string names;
    for (const auto& [value, name] : EnumNames<T>::all)
        (names += names.empty() ? "" : ", ") += name;
    return names;
}

// ---- values that are written as text: shared by JSON and by parameters of path and query ----

void judge_whole(std::int64_t value, const Path& path, Bounds bounds, Errors& errors);
void judge_number(double value, const Path& path, Bounds bounds, Errors& errors);
void judge_text(std::string_view text, const Path& path, Bounds bounds, Errors& errors);
/// A positive decimal number of at most 19 digits without leading zeros.
std::optional<std::int64_t> id_from_text(std::string_view text);

template <Whole T>
constexpr Bounds bounds_of_type(Bounds bounds) {
    if (bounds.given) return bounds;
    return {std::int64_t{std::numeric_limits<T>::min()},
            std::int64_t{std::numeric_limits<T>::max()}, true};
}

/// Reads what JSON carries as text: text itself, identifiers, instants, dates, names.
template <class T>
void read_text(std::string_view text, T& target, const Path& path, Bounds bounds, Errors& errors) {
    if constexpr (std::is_same_v<T, std::string>) {
        judge_text(text, path, bounds, errors);
        target = text;
    } else if constexpr (IsId<T>::value) {
        if (const auto id = id_from_text(text))
            target.value = *id;
        else
            errors.add(path, "field.bad_id");
    } else if constexpr (std::is_same_v<T, Instant>) {
        if (const auto at = instant_from_rfc3339(text))
            target = *at;
        else
            errors.add(path, "field.bad_instant");
    } else if constexpr (std::is_same_v<T, Date>) {
        if (const auto day = date_from_text(text))
            target = *day;
        else
            errors.add(path, "field.bad_date");
    } else {
        static_assert(Enumerated<T>, "this type cannot be read: it needs a SHAPE or ENUM_NAMES");
        if (const auto value = from_name<T>(text))
            target = *value;
        else
            errors.add(path, "field.unknown_name", {{"names", names_of<T>()}});
    }
}

// ---- reading ----

void wrong_type(const Path& path, std::string_view wanted, Errors& errors);
void read_point(const Node& node, Point& target, const Path& path, Errors& errors);

template <class T>
void read_object(const Node& node, T& target, const Path& path, Errors& errors) {
    if (node.kind() != Node::Kind::object) return wrong_type(path, "object", errors);
    node.each_member([&](std::string_view name, Node) {
        bool known = false;
        each_field<T>([&](const auto& field) { known = known || field.name == name; });
        if (!known) errors.add(Path(path, name), "field.unknown");
    });
    each_field<T>([&](const auto& field) {
        using Member = std::remove_reference_t<decltype(target.*field.member)>;
        const Path here(path, field.name);
        if (const auto member = node.member(field.name))
            read_value(*member, target.*field.member, here, field.bounds, errors);
        else if (!may_be_absent<Member>(field.bounds))
            errors.add(here, "field.missing");
    });
}

template <class T>
void read_list(const Node& node, std::vector<T>& target, const Path& path, Bounds bounds,
               Errors& errors) {
    if (node.kind() != Node::Kind::list) return wrong_type(path, "array", errors);
    const auto size = static_cast<std::int64_t>(node.size());
    if (bounds.given && size < bounds.min)
        return errors.add(path, "field.too_few", {{"min", std::to_string(bounds.min)}});
    if (bounds.given && size > bounds.max)
        return errors.add(path, "field.too_many", {{"max", std::to_string(bounds.max)}});
    target.clear();
    target.reserve(node.size());
    for (std::size_t i = 0; i < node.size(); ++i) {
        T item{};
        read_value(node.at(i), item, Path(path, i), {}, errors);
        target.push_back(std::move(item));
    }
}

template <class T>
void read_map(const Node& node, T& target, const Path& path, Errors& errors) {
    if (node.kind() != Node::Kind::object) return wrong_type(path, "object", errors);
    target.clear();
    node.each_member([&](std::string_view name, Node member) {
        const Path here(path, name);
        judge_text(name, here, at_most(key_limit), errors);
        read_value(member, target[std::string(name)], here, {}, errors);
    });
}

template <class T>
void read_value(const Node& node, T& target, const Path& path, Bounds bounds, Errors& errors) {
    const auto kind = node.kind();
    if constexpr (IsOptional<T>::value) {
        target.reset();
        if (kind != Node::Kind::null) read_value(node, target.emplace(), path, bounds, errors);
    } else if constexpr (IsList<T>::value) {
        read_list(node, target, path, bounds, errors);
    } else if constexpr (Keyed<T>) {
        read_map(node, target, path, errors);
    } else if constexpr (std::is_same_v<T, Json>) {
        target.text = node.print();
    } else if constexpr (std::is_same_v<T, Point>) {
        read_point(node, target, path, errors);
    } else if constexpr (std::is_same_v<T, bool>) {
        if (kind != Node::Kind::boolean) return wrong_type(path, "boolean", errors);
        target = node.boolean();
    } else if constexpr (Whole<T>) {
        if (kind != Node::Kind::integer) {
            // a whole number beyond 64 bits is too large rather than of the wrong type
            if (kind == Node::Kind::number && (node.number() > 9e18 || node.number() < -9e18))
                return judge_number(node.number(), path, bounds_of_type<T>(bounds), errors);
            return wrong_type(path, "integer", errors);
        }
        judge_whole(node.integer(), path, bounds_of_type<T>(bounds), errors);
        target = static_cast<T>(node.integer());
    } else if constexpr (std::is_same_v<T, double>) {
        if (kind != Node::Kind::integer && kind != Node::Kind::number)
            return wrong_type(path, "number", errors);
        judge_number(node.number(), path, bounds, errors);
        target = node.number();
    } else if constexpr (Shaped<T>) {
        read_object(node, target, path, errors);
    } else {
        if (kind != Node::Kind::text) return wrong_type(path, "string", errors);
        read_text(node.text(), target, path, bounds, errors);
    }
}

template <class T>
Result<T> from_json(std::string_view text) {
    auto document = Document::parse(text);
    if (!document) return document.refusal();
    T target{};
    Errors errors;
    read_value(document->root(), target, Path(), {}, errors);
    if (errors.any()) return errors.refusal();
    return target;
}

// ---- printing ----

void print_whole(std::string& out, std::int64_t value);
/// Seven decimals at the most, none where there are none.
void print_number(std::string& out, double value);
void print_point(std::string& out, const Point& point);

template <class T>
void print_object(std::string& out, const T& value) {
    char before = '{';
    each_field<T>([&](const auto& field) {
        out += before;
        out += '"';
        out += field.name; // names of our own: nothing to escape
        out += "\":";
        print_value(out, value.*field.member);
        before = ',';
    });
    if (before == '{') out += '{';
    out += '}';
}

template <class T>
void print_map(std::string& out, const T& value) {
    char before = '{';
    for (const auto& [name, member] : value) {
        out += before;
        print_text(out, name);
        out += ':';
        print_value(out, member);
        before = ',';
    }
    if (before == '{') out += '{';
    out += '}';
}

template <class T>
void print_value(std::string& out, const T& value) {
    if constexpr (IsOptional<T>::value) {
        if (value)
            print_value(out, *value);
        else
            out += "null";
    } else if constexpr (IsList<T>::value) {
        out += '[';
        for (std::size_t i = 0; i < value.size(); ++i) {
            if (i != 0) out += ',';
            print_value<typename T::value_type>(out, value[i]);
        }
        out += ']';
    } else if constexpr (Keyed<T>) {
        print_map(out, value);
    } else if constexpr (std::is_same_v<T, Json>) {
        out += value.text.empty() ? "null" : value.text;
    } else if constexpr (std::is_same_v<T, Point>) {
        print_point(out, value);
    } else if constexpr (std::is_same_v<T, bool>) {
        out += value ? "true" : "false";
    } else if constexpr (Whole<T>) {
        print_whole(out, value);
    } else if constexpr (std::is_same_v<T, double>) {
        print_number(out, value);
    } else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>) {
        print_text(out, value);
    } else if constexpr (IsId<T>::value) {
        if (!value) {
            out += "null";
        } else {
            out += '"';
            print_whole(out, value.value);
            out += '"';
        }
    } else if constexpr (std::is_same_v<T, Instant>) {
        print_text(out, to_rfc3339(value));
    } else if constexpr (std::is_same_v<T, Date>) {
        print_text(out, to_text(value));
    } else if constexpr (Enumerated<T>) {
        print_text(out, name_of(value));
    } else {
        static_assert(Shaped<T>, "this type cannot be printed: it needs a SHAPE or ENUM_NAMES");
        print_object(out, value);
    }
}

} // namespace weicheng::http
