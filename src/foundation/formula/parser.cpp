#include "foundation/formula/parser.h"

#include "foundation/formula/operations.h"

#include <algorithm>

namespace weicheng::formula {
namespace {

/// A tree and how deep it is, so that no tree deeper than most_depth is ever built.
struct Grown {
    Node node;
    int depth = 1;
};

/// Precedence climbing: one function for all binary operators.
class Parser {
  public:
    explicit Parser(const std::vector<Token>& tokens) : tokens_(tokens) {}

    Result<Node> whole() {
        if (now().kind == TokenKind::end) return refuse_from({}, "formula.empty");
        auto tree = expression(loose);
        if (!tree) return tree.refusal();
        if (now().kind != TokenKind::end) return refuse_unexpected("运算符", "an operator");
        return std::move(tree->node);
    }

  private:
    const std::vector<Token>& tokens_;
    std::size_t at_ = 0;
    int nested_ = 0; // calls of expression(); a level of the tree takes two at most

    const Token& now() const { return tokens_[at_]; }

    Refusal refuse_unexpected(const char* wanted_zh, const char* wanted_en) const {
        const bool is_end = now().kind == TokenKind::end;
        return refuse_from(
            now().at, is_end ? "formula.ends_too_early" : "formula.unexpected_word",
            {{"found", now().text}, {"wanted_zh", wanted_zh}, {"wanted_en", wanted_en}});
    }

    Result<Grown> grow(Op op, std::size_t from, std::vector<Grown> parts) const {
        Grown grown{{op, {from, tokens_[at_ - 1].at.to}}};
        for (auto& part : parts) {
            grown.depth = std::max(grown.depth, part.depth + 1);
            grown.node.of.push_back(std::move(part.node));
        }
        if (grown.depth > most_depth) return refuse_deep(grown.node.at);
        return grown;
    }

    static Refusal refuse_deep(Span at) {
        return refuse_from(at, "formula.too_deep", {{"max", std::to_string(most_depth)}});
    }

    Result<Grown> pair(Op op, std::size_t from, Grown left, Grown right) const {
        std::vector<Grown> parts;
        parts.push_back(std::move(left));
        parts.push_back(std::move(right));
        return grow(op, from, std::move(parts));
    }

    /// Everything that binds at least as strongly as `weakest`.
    Result<Grown> expression(int weakest) {
        if (nested_ >= 3 * most_depth) return refuse_deep(now().at);
        ++nested_;
        auto result = chain(weakest);
        --nested_;
        return result;
    }

    Result<Grown> chain(int weakest) {
        const auto from = now().at.from;
        auto left = operand();
        while (left && now().kind == TokenKind::op && now().op != Op::logical_not) {
            const auto op = now().op;
            const int strength = operation(op).precedence;
            if (strength < weakest) break;
            ++at_;
            auto right = expression(strength + 1);
            if (!right) return right;
            left = pair(op, from, std::move(*left), std::move(*right));
            if (strength == for_comparison && now().kind == TokenKind::op &&
                operation(now().op).precedence == for_comparison)
                return refuse_from(now().at, "formula.comparison_chained");
        }
        return left;
    }

    Result<Grown> operand() {
        const auto& token = now();
        switch (token.kind) {
        case TokenKind::number: return literal(Op::number, token.literal);
        case TokenKind::yes_no: return literal(Op::yes_no, token.literal);
        case TokenKind::text: return literal(Op::text, token.text);
        case TokenKind::name: {
            ++at_;
            Grown grown{{Op::name, token.at}};
            grown.node.name = token.name->code;
            return grown;
        }
        case TokenKind::function: ++at_; return call(token);
        case TokenKind::open: return parenthesized();
        case TokenKind::op: return prefixed(token);
        case TokenKind::word:
            return refuse_from(token.at,
                               tokens_[at_ + 1].kind == TokenKind::open ? "formula.function_unknown"
                                                                        : "formula.name_unknown",
                               {{"name", token.text}});
        default: return refuse_unexpected("名称、数或括号", "a name, a number or a bracket");
        }
    }

    Result<Grown> literal(Op op, Value value) {
        Grown grown{{op, now().at}};
        grown.node.literal = std::move(value);
        ++at_;
        return grown;
    }

    Result<Grown> parenthesized() {
        ++at_;
        auto inside = expression(loose);
        if (!inside) return inside;
        if (now().kind != TokenKind::close) return refuse_unexpected("“）”", "\")\"");
        ++at_;
        return inside;
    }

    /// A sign, 非, or AND(…) and OR(…) as Excel has them.
    Result<Grown> prefixed(const Token& token) {
        const bool is_sign = token.op == Op::subtract;
        if (is_sign || token.op == Op::logical_not) {
            ++at_;
            auto inside = expression(is_sign ? for_sign : for_not + 1);
            if (!inside) return inside;
            std::vector<Grown> parts;
            parts.push_back(std::move(*inside));
            return grow(is_sign ? Op::negate : Op::logical_not, token.at.from, std::move(parts));
        }
        const bool is_logic = token.op == Op::logical_and || token.op == Op::logical_or;
        if (!is_logic || tokens_[at_ + 1].kind != TokenKind::open)
            return refuse_unexpected("名称、数或括号", "a name, a number or a bracket");
        ++at_;
        auto parts = arguments();
        if (!parts) return parts.refusal();
        auto all = Result<Grown>{std::move(parts->front())};
        for (std::size_t i = 1; i < parts->size() && all; ++i)
            all = pair(token.op, token.at.from, std::move(*all), std::move((*parts)[i]));
        return all;
    }

    Result<Grown> call(const Token& function) {
        auto parts = arguments();
        if (!parts) return parts.refusal();
        return grow(function.op, function.at.from, std::move(*parts));
    }

    /// From the opening parenthesis to the closing one; at least one argument.
    Result<std::vector<Grown>> arguments() {
        std::vector<Grown> parts;
        do {
            ++at_;
            auto part = expression(loose);
            if (!part) return part.refusal();
            parts.push_back(std::move(*part));
        } while (now().kind == TokenKind::comma);
        if (now().kind != TokenKind::close)
            return refuse_unexpected("“，”或“）”", "\",\" or \")\"");
        ++at_;
        return parts;
    }
};

} // namespace

Result<Node> parse(const std::vector<Token>& tokens) {
    return Parser(tokens).whole();
}

} // namespace weicheng::formula
