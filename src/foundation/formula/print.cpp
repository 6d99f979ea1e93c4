#include "foundation/formula/formula.h"

#include "foundation/formula/name_table.h"
#include "foundation/formula/operations.h"

#include <algorithm>

namespace weicheng::formula {

// ---- in Chinese ----

static void print_into(std::string& text, const Node& node, const NameTable& names);

/// In parentheses where it would bind more weakly than `needed`.
static void print_operand(std::string& text, const Node& node, int needed, const NameTable& names) {
    const bool is_loose = operation(node.op).precedence < needed;
    if (is_loose) text += "（";
    print_into(text, node, names);
    if (is_loose) text += "）";
}

static void print_literal(std::string& text, const Node& node) {
    if (const auto* number = std::get_if<Fraction>(&node.literal)) {
        text += number->to_decimal();
    } else if (const auto* yes = std::get_if<bool>(&node.literal)) {
        text += *yes ? "是" : "否";
    } else {
        text += '"';
        for (const char c : std::get<std::string>(node.literal))
            text += c == '"' ? std::string("\"\"") : std::string(1, c);
        text += '"';
    }
}

static void print_into(std::string& text, const Node& node, const NameTable& names) {
    const auto& operation = formula::operation(node.op);
    switch (node.op) {
    case Op::number:
    case Op::text:
    case Op::yes_no: return print_literal(text, node);
    case Op::name: text += names.written(*names.with_code(node.name)); return;
    case Op::negate:
    case Op::logical_not:
        text += operation.zh;
        if (node.op == Op::logical_not) text += ' ';
        return print_operand(text, node.of[0], operation.precedence, names);
    default: break;
    }
    if (is_function(node.op)) {
        text += operation.zh;
        text += "（";
        for (std::size_t i = 0; i < node.of.size(); ++i) {
            if (i > 0) text += "，";
            print_into(text, node.of[i], names);
        }
        text += "）";
        return;
    }
    // Comparisons do not chain, so their left side needs parentheses as well.
    const int left = operation.precedence + (operation.precedence == for_comparison ? 1 : 0);
    print_operand(text, node.of[0], left, names);
    text += ' ';
    text += operation.zh;
    text += ' ';
    print_operand(text, node.of[1], operation.precedence + 1, names);
}

std::string print(const Node& tree, std::span<const Name> names) {
    std::string text;
    print_into(text, tree, NameTable(names));
    return text;
}

// ---- as JSON ----

static void quote_into(std::string& json, std::string_view text) {
    json += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\')
            (json += '\\') += c;
        else if (c == '\n')
            json += "\\n";
        else if (c == '\t')
            json += "\\t";
        else
            json += c; // other control characters were refused when the formula was read
    }
    json += '"';
}

static void json_into(std::string& json, const Node& node) {
    json += "{\"op\":";
    quote_into(json, operation(node.op).code);
    json += ",\"at\":[" + std::to_string(node.at.from) + "," + std::to_string(node.at.to) + "]";
    if (node.op == Op::name) {
        json += ",\"name\":";
        quote_into(json, node.name);
    } else if (const auto* number = std::get_if<Fraction>(&node.literal)) {
        json += ",\"value\":\"" + number->to_text() + '"';
    } else if (const auto* yes = std::get_if<bool>(&node.literal)) {
        json += *yes ? ",\"value\":true" : ",\"value\":false";
    } else if (const auto* text = std::get_if<std::string>(&node.literal)) {
        json += ",\"value\":";
        quote_into(json, *text);
    } else {
        json += ",\"of\":[";
        for (std::size_t i = 0; i < node.of.size(); ++i) {
            if (i > 0) json += ',';
            json_into(json, node.of[i]);
        }
        json += ']';
    }
    json += '}';
}

std::string to_json(const Node& tree) {
    std::string json;
    json_into(json, tree);
    return json;
}

bool same(const Node& left, const Node& right) {
    return left.op == right.op && left.literal == right.literal && left.name == right.name &&
           std::equal(left.of.begin(), left.of.end(), right.of.begin(), right.of.end(), same);
}

} // namespace weicheng::formula
