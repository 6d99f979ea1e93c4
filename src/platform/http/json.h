// Reading and writing JSON by shapes. Used by endpoints, by stores that keep JSON text and by rule
// data.
#pragma once

#include "foundation/result.h"
#include "foundation/text.h"
#include "platform/http/shape.h"

#include <functional>
#include <memory>

namespace weicheng::http {

/// A parsed document's node; hides the JSON library. Valid while its Document lives.
class Node {
  public:
    enum class Kind { null, boolean, integer, number, text, list, object };
    Kind kind() const;
    bool boolean() const;
    std::int64_t integer() const; // only when kind() is integer and it fits
    double number() const;        // integer or number
    std::string_view text() const;
    std::size_t size() const; // of a list
    Node at(std::size_t index) const;
    /// nullptr-like node when the member is absent
    std::optional<Node> member(std::string_view name) const;
    void each_member(const std::function<void(std::string_view, Node)>& take) const;
    explicit Node(const void* value) : value_(value) {}

  private:
    const void* value_;
};

/// A parsed JSON document. Depth at most 16.
class Document {
  public:
    /// Refusal json.malformed (with the offset) or json.bad_utf8.
    static Result<Document> parse(std::string_view text);
    Node root() const;
    Document(Document&&) noexcept;
    ~Document();

  private:
    struct State;
    explicit Document(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

using Errors = std::vector<FieldError>;

template <class T>
void read_value(const Node& node, T& target, const std::string& path, Bounds bounds,
                Errors& errors);
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
    JsonObject& add(std::string_view name, std::int64_t number);
    template <class Noun>
    JsonObject& add(std::string_view name, Id<Noun> id) {
        return id ? add(name, std::string_view(std::to_string(id.value))) : add_null(name);
    }
    JsonObject& add_null(std::string_view name);
    std::string text() const { return text_ + "}"; }

  private:
    void name(std::string_view name);
    std::string text_ = "{";
};

} // namespace weicheng::http

#include "platform/http/json_inline.h"
