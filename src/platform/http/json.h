// Reading and writing JSON by shapes. Used by endpoints, by stores that keep JSON text and by rule
// data.
#pragma once

#include "foundation/result.h"
#include "foundation/text.h"
#include "platform/http/shape.h"

#include <concepts>
#include <functional>
#include <memory>

namespace weicheng::http {

/// A parsed document's node; hides the JSON library. Valid while its Document lives.
class Node {
  public:
    enum class Kind { null, boolean, integer, number, text, list, object };
    Kind kind() const;
    bool boolean() const;
    std::int64_t integer() const; // only when kind() is integer
    double number() const;        // integer or number (also integers beyond 64 bits)
    std::string_view text() const;
    std::size_t size() const; // of a list
    Node at(std::size_t index) const;
    /// Nothing when the member is absent.
    std::optional<Node> member(std::string_view name) const;
    void each_member(const std::function<void(std::string_view, Node)>& take) const;
    /// The node as JSON text again.
    std::string print() const;
    explicit Node(const void* value) : value_(value) {}

  private:
    const void* value_;
};

/// A parsed JSON document. Depth at most 16; no member twice in one object.
class Document {
  public:
    /// Refusals json.malformed (with the offset), json.bad_utf8, json.too_deep,
    /// json.duplicate_member.
    static Result<Document> parse(std::string_view text);
    Node root() const;
    Document(Document&&) noexcept;
    ~Document();

  private:
    struct State;
    explicit Document(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// Where a value stands: "/photos/2" in the document, "?limit" among the parameters. Kept as a
/// chain on the stack; becomes text only when there is something to complain about.
class Path {
  public:
    Path() = default;
    Path(const Path& parent, std::string_view name) : parent_(&parent), name_(name) {}
    Path(const Path& parent, std::size_t index) : parent_(&parent), index_(index) {}
    static Path param(std::string_view name) {
        Path path;
        path.name_ = name;
        return path;
    }
    std::string text() const;

  private:
    const Path* parent_ = nullptr;
    std::string_view name_;
    std::optional<std::size_t> index_;
};

/// Field errors, all at once (the first hundred).
class Errors {
  public:
    void add(const Path& path, std::string_view code, std::vector<WordParam> params = {});
    void add(std::string path, std::string_view code, std::vector<WordParam> params = {});
    bool any() const { return !errors_.empty(); }
    /// Refusal request.fields_wrong with all of them.
    Refusal refusal() const;

  private:
    std::vector<FieldError> errors_;
};

template <class T>
void read_value(const Node& node, T& target, const Path& path, Bounds bounds, Errors& errors);
template <class T>
void print_value(std::string& out, const T& value);

void print_text(std::string& out, std::string_view text); // quoted and escaped

/// JSON text -> T; all field errors at once, code "request.fields_wrong".
template <class T>
Result<T> from_json(std::string_view text);
template <class T>
std::string to_json(const T& value) {
    std::string out;
    print_value(out, value);
    return out;
}

/// Small JSON objects for facts and job payloads.
class JsonObject {
  public:
    JsonObject& add(std::string_view name, std::string_view text);
    JsonObject& add(std::string_view name, const char* text) {
        return add(name, std::string_view(text));
    }
    JsonObject& add(std::string_view name, const std::string& text) {
        return add(name, std::string_view(text));
    }
    JsonObject& add(std::string_view name, std::integral auto number) {
        if constexpr (std::is_same_v<decltype(number), bool>)
            return add_json(name, number ? "true" : "false");
        else
            return add_whole(name, static_cast<std::int64_t>(number));
    }
    template <class Noun>
    JsonObject& add(std::string_view name, Id<Noun> id) {
        return id ? add(name, std::string_view(std::to_string(id.value))) : add_null(name);
    }
    JsonObject& add_null(std::string_view name);
    /// Ready-made JSON text.
    JsonObject& add_json(std::string_view name, std::string_view json);
    std::string text() const { return text_ + "}"; }

  private:
    void name(std::string_view name);
    JsonObject& add_whole(std::string_view name, std::int64_t number);
    std::string text_ = "{";
};

} // namespace weicheng::http

#include "platform/http/json_inline.h"
