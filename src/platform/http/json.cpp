#include "platform/http/json.h"

#include <boost/json.hpp>

#include <charconv>
#include <cmath>
#include <cstdio>

namespace weicheng::http {

namespace json = boost::json;

// ---- nodes ----

static const json::value& value_of(const void* value) {
    return *static_cast<const json::value*>(value);
}

Node::Kind Node::kind() const {
    switch (value_of(value_).kind()) {
    case json::kind::null: return Kind::null;
    case json::kind::bool_: return Kind::boolean;
    case json::kind::int64: return Kind::integer;
    case json::kind::uint64: return Kind::number; // beyond 64 bits with a sign
    case json::kind::double_: return Kind::number;
    case json::kind::string: return Kind::text;
    case json::kind::array: return Kind::list;
    case json::kind::object: return Kind::object;
    }
    return Kind::null;
}
bool Node::boolean() const {
    return value_of(value_).get_bool();
}
std::int64_t Node::integer() const {
    return value_of(value_).get_int64();
}
double Node::number() const {
    const auto& value = value_of(value_);
    if (value.is_int64()) return static_cast<double>(value.get_int64());
    if (value.is_uint64()) return static_cast<double>(value.get_uint64());
    return value.get_double();
}
std::string_view Node::text() const {
    const auto& text = value_of(value_).get_string();
    return {text.data(), text.size()};
}
std::size_t Node::size() const {
    return value_of(value_).get_array().size();
}
Node Node::at(std::size_t index) const {
    return Node(&value_of(value_).get_array()[index]);
}
std::optional<Node> Node::member(std::string_view name) const {
    const auto* found = value_of(value_).get_object().if_contains({name.data(), name.size()});
    return found == nullptr ? std::nullopt : std::optional{Node(found)};
}
void Node::each_member(const std::function<void(std::string_view, Node)>& take) const {
    for (const auto& member : value_of(value_).get_object())
        take({member.key().data(), member.key().size()}, Node(&member.value()));
}
std::string Node::print() const {
    return json::serialize(value_of(value_));
}

// ---- documents ----

struct Document::State {
    unsigned char room[4096];
    json::monotonic_resource memory{room, sizeof room};
    json::value root = json::value(json::storage_ptr(&memory)); // braces would make a list
};

/// Members as written: a colon outside of a text stands for one. `text` is well-formed JSON.
static std::size_t members_written(std::string_view text) {
    std::size_t count = 0;
    bool inside = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (inside && text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            inside = !inside;
        else if (!inside && text[i] == ':')
            ++count;
    }
    return count;
}

/// Members as kept: of two with one name the tree keeps the last.
static std::size_t members_kept(const json::value& value) {
    std::size_t count = 0;
    if (const auto* list = value.if_array())
        for (const auto& item : *list)
            count += members_kept(item);
    if (const auto* object = value.if_object())
        for (const auto& member : *object)
            count += 1 + members_kept(member.value());
    return count;
}

static bool is_utf8(std::string_view text) {
    std::string plain{text};
    for (char& c : plain)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    return is_clean_utf8(plain);
}

static Refusal refused_text(std::string_view text, std::size_t offset,
                            const json::error_code& trouble) {
    if (!is_utf8(text)) return {.code = "json.bad_utf8"};
    if (trouble == json::error::too_deep) return {.code = "json.too_deep"};
    return {.code = "json.malformed", .params = {{"offset", std::to_string(offset)}}};
}

Result<Document> Document::parse(std::string_view text) {
    auto state = std::make_unique<State>();
    json::parse_options options;
    options.max_depth = 16;
    unsigned char stack[4096];
    json::parser parser(json::storage_ptr(), options, stack);
    parser.reset(&state->memory);
    json::error_code trouble;
    const auto offset = parser.write_some(text.data(), text.size(), trouble);
    if (!trouble && offset < text.size()) trouble = json::error::extra_data;
    if (trouble) return refused_text(text, offset, trouble);
    state->root = parser.release();
    if (members_written(text) != members_kept(state->root))
        return Refusal{.code = "json.duplicate_member"};
    return Document(std::move(state));
}

Document::Document(std::unique_ptr<State> state) : state_(std::move(state)) {}
Document::Document(Document&&) noexcept = default;
Document::~Document() = default;
Node Document::root() const {
    return Node(&state_->root);
}

// ---- complaints ----

std::string Path::text() const {
    if (parent_ == nullptr) return name_.empty() ? "" : "?" + std::string(name_);
    std::string text = parent_->text() + '/';
    if (index_) return text + std::to_string(*index_);
    for (const char c : name_) { // RFC 6901
        if (c == '~')
            text += "~0";
        else if (c == '/')
            text += "~1";
        else
            text += c;
    }
    return text;
}

void Errors::add(std::string path, std::string_view code, std::vector<WordParam> params) {
    if (errors_.size() < 100)
        errors_.push_back({std::move(path), std::string(code), std::move(params)});
}
void Errors::add(const Path& path, std::string_view code, std::vector<WordParam> params) {
    add(path.text(), code, std::move(params));
}
Refusal Errors::refusal() const {
    return {.code = "request.fields_wrong",
            .params = {{"count", std::to_string(errors_.size())}},
            .errors = errors_};
}

void wrong_type(const Path& path, std::string_view wanted, Errors& errors) {
    const std::string zh = wanted == "string"    ? "文字"
                           : wanted == "integer" ? "整数"
                           : wanted == "number"  ? "数字"
                           : wanted == "boolean" ? "true 或 false"
                           : wanted == "array"   ? "列表"
                                                 : "对象";
    errors.add(path, "field.wrong_type", {{"wanted_zh", zh}, {"wanted_en", std::string(wanted)}});
}

void judge_whole(std::int64_t value, const Path& path, Bounds bounds, Errors& errors) {
    if (!bounds.given) return;
    if (value < bounds.min)
        errors.add(path, "field.too_small", {{"min", std::to_string(bounds.min)}});
    if (value > bounds.max)
        errors.add(path, "field.too_large", {{"max", std::to_string(bounds.max)}});
}

void judge_number(double value, const Path& path, Bounds bounds, Errors& errors) {
    if (!std::isfinite(value)) return wrong_type(path, "number", errors);
    if (!bounds.given) return;
    if (value < static_cast<double>(bounds.min))
        errors.add(path, "field.too_small", {{"min", std::to_string(bounds.min)}});
    if (value > static_cast<double>(bounds.max))
        errors.add(path, "field.too_large", {{"max", std::to_string(bounds.max)}});
}

void judge_text(std::string_view text, const Path& path, Bounds bounds, Errors& errors) {
    if (!is_clean_utf8(text)) return errors.add(path, "field.bad_utf8");
    const auto length = static_cast<std::int64_t>(count_code_points(text));
    const auto most = bounds.given ? bounds.max : default_text_limit;
    if (length < bounds.min)
        errors.add(path, "field.too_short", {{"min", std::to_string(bounds.min)}});
    if (length > most) errors.add(path, "field.too_long", {{"max", std::to_string(most)}});
}

std::optional<std::int64_t> id_from_text(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (trouble != std::errc{} || end != text.data() + text.size() || value <= 0 || text[0] == '0')
        return std::nullopt;
    return value;
}

static std::optional<double> degrees(const Node& point, std::string_view name, std::int64_t most,
                                     const Path& path, Errors& errors) {
    const Path here(path, name);
    const auto node = point.member(name);
    if (!node) {
        errors.add(here, "field.missing");
        return std::nullopt;
    }
    double value = 0;
    read_value(*node, value, here, between(-most, most), errors);
    return value;
}

void read_point(const Node& node, Point& target, const Path& path, Errors& errors) {
    if (node.kind() != Node::Kind::object) return wrong_type(path, "object", errors);
    node.each_member([&](std::string_view name, Node) {
        if (name != "lon" && name != "lat") errors.add(Path(path, name), "field.unknown");
    });
    const auto lon = degrees(node, "lon", 180, path, errors);
    // Up to 180: in China an exchanged pair has a latitude above 90, and only the module that knows
    // the county can say so in a helpful way (place.looks_swapped).
    const auto lat = degrees(node, "lat", 180, path, errors);
    if (lon && lat && std::abs(*lon) <= 180 && std::abs(*lat) <= 180)
        target = Point::from_degrees(*lon, *lat);
}

// ---- printing ----

void print_text(std::string& out, std::string_view text) {
    out += '"';
    std::size_t from = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
        out.append(text, from, at - from);
        from = at + 1;
        switch (byte) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\t': out += "\\t"; break;
        case '\r': out += "\\r"; break;
        default: {
            char code[8];
            std::snprintf(code, sizeof code, "\\u%04x", byte);
            out += code;
        }
        }
    }
    out.append(text, from, text.size() - from);
    out += '"';
}

void print_whole(std::string& out, std::int64_t value) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out.append(digits, end);
}

void print_number(std::string& out, double value) {
    if (!std::isfinite(value) || std::abs(value) > 1e15) {
        out += "null";
        return;
    }
    char digits[40];
    auto end =
        std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed, 7).ptr;
    while (end[-1] == '0')
        --end;
    if (end[-1] == '.') --end;
    const std::string_view text(digits, static_cast<std::size_t>(end - digits));
    out += text == "-0" ? "0" : text;
}

void print_point(std::string& out, const Point& point) {
    out += "{\"lon\":";
    print_number(out, point.lon());
    out += ",\"lat\":";
    print_number(out, point.lat());
    out += '}';
}

// ---- small objects ----

void JsonObject::name(std::string_view name) {
    if (text_.size() > 1) text_ += ',';
    print_text(text_, name);
    text_ += ':';
}
JsonObject& JsonObject::add(std::string_view member, std::string_view text) {
    name(member);
    print_text(text_, text);
    return *this;
}
JsonObject& JsonObject::add_whole(std::string_view member, std::int64_t number) {
    name(member);
    print_whole(text_, number);
    return *this;
}
JsonObject& JsonObject::add_null(std::string_view member) {
    return add_json(member, "null");
}
JsonObject& JsonObject::add_json(std::string_view member, std::string_view json) {
    name(member);
    text_ += json;
    return *this;
}

} // namespace weicheng::http
