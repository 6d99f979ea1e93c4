#include "modules/rulebook/store/layer.h"

#include "platform/http/json.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace weicheng::rulebook {

using http::Node;
using Base = std::optional<Node>; // nothing: not there, or not known

static http::Document parsed(std::string_view text) {
    auto document = http::Document::parse(text);
    check(bool(document), "kept rule data is JSON");
    return std::move(*document);
}

static bool same(const Base& one, const Base& other) {
    if (!one || !other) return !one && !other;
    return one->print() == other->print();
}

static std::string merged(const Base& base, const Node& ours, const Node& theirs);

/// What becomes of one member or one thing of a list; nothing: it is not in the result.
static std::optional<std::string> merged_part(const Base& base, const Base& ours,
                                              const Base& theirs) {
    if (ours && theirs) return merged(base, *ours, *theirs);
    if (theirs) return base ? std::nullopt : std::optional(theirs->print()); // struck off or new
    if (ours) return same(base, ours) ? std::nullopt : std::optional(ours->print());
    return std::nullopt;
}

// ---- objects ----

static Base member_of(const Base& object, std::string_view name) {
    return object && object->kind() == Node::Kind::object ? object->member(name) : std::nullopt;
}

static std::string merged_object(const Base& base, const Node& ours, const Node& theirs) {
    std::string out = "{";
    const auto add = [&](std::string_view name, const std::string& value) {
        if (out.size() > 1) out += ',';
        http::print_text(out, name);
        out += ':' + value;
    };
    theirs.each_member([&](std::string_view name, Node member) { // left out: as it is shipped
        const auto own = ours.member(name);
        add(name, own ? merged(member_of(base, name), *own, member) : member.print());
    });
    ours.each_member([&](std::string_view name, Node member) {
        if (!theirs.member(name))
            if (const auto kept = merged_part(member_of(base, name), member, std::nullopt))
                add(name, *kept);
    });
    return out + "}";
}

// ---- lists of things with a code ----

using Codes = std::vector<std::string>;

static Codes codes_of(const Node& list) {
    Codes codes;
    for (std::size_t i = 0; i < list.size(); ++i)
        codes.emplace_back(list.at(i).member("code")->text());
    return codes;
}

static bool has_codes(const Node& node) {
    if (node.kind() != Node::Kind::list) return false;
    for (std::size_t i = 0; i < node.size(); ++i) {
        const auto code = member_of(node.at(i), "code");
        if (!code || code->kind() != Node::Kind::text) return false;
    }
    return true;
}

static Base thing_of(const Node& list, std::string_view code) {
    for (std::size_t i = 0; i < list.size(); ++i)
        if (list.at(i).member("code")->text() == code) return list.at(i);
    return std::nullopt;
}

static std::string merged_list(const Node& base, const Node& ours, const Node& theirs) {
    const auto own = codes_of(ours), shipped = codes_of(theirs);
    // who neither added, struck off nor moved anything follows the shipped order
    const bool follows = own == codes_of(base);
    Codes order = follows ? shipped : own;
    for (const auto& code : follows ? own : shipped)
        if (std::find(order.begin(), order.end(), code) == order.end()) order.push_back(code);
    std::string out = "[";
    for (const auto& code : order)
        if (const auto thing =
                merged_part(thing_of(base, code), thing_of(ours, code), thing_of(theirs, code)))
            out += (out.size() > 1 ? "," : "") + *thing;
    return out + "]";
}

// ---- anything ----

static std::string merged(const Base& base, const Node& ours, const Node& theirs) {
    if (same(base, ours)) return theirs.print();
    const auto kind = ours.kind();
    if (kind == Node::Kind::object && theirs.kind() == kind) {
        const bool decided = base && !same(member_of(base, "status"), ours.member("status"));
        return decided ? ours.print() : merged_object(base, ours, theirs);
    }
    if (base && has_codes(*base) && has_codes(ours) && has_codes(theirs))
        return merged_list(*base, ours, theirs);
    return ours.print();
}

std::string relaid(std::string_view base, std::string_view ours, std::string_view theirs) {
    const auto before = parsed(base.empty() ? "null" : base);
    const auto own = parsed(ours);
    const auto shipped = parsed(theirs);
    return merged(base.empty() ? std::nullopt : Base(before.root()), own.root(), shipped.root());
}

std::string filled(std::string_view ours, std::string_view shipped) {
    const auto own = parsed(ours);
    const auto whole = parsed(shipped);
    std::string out = "{";
    const auto add = [&](std::string_view name, Node member) {
        if (out.size() > 1) out += ',';
        http::print_text(out, name);
        out += ':' + member.print();
    };
    own.root().each_member(add);
    whole.root().each_member([&](std::string_view name, Node member) {
        if (!own.root().member(name)) add(name, member);
    });
    return out + "}";
}

} // namespace weicheng::rulebook
