#include "foundation/formula/tokens.h"

#include "foundation/formula/characters.h"
#include "foundation/formula/operations.h"

#include <algorithm>
#include <array>

namespace weicheng::formula {

struct Infix {
    std::u32string_view word;
    Op op;
};
/// Chinese is written without spaces: these may stand between two words in one run of characters.
static constexpr auto chinese_infixes = std::to_array<Infix>({
    {U"并且", Op::logical_and},
    {U"且", Op::logical_and},
    {U"或者", Op::logical_or},
    {U"或", Op::logical_or},
    {U"非", Op::logical_not},
});
static constexpr auto english_infixes = std::to_array<Infix>({
    {U"and", Op::logical_and},
    {U"or", Op::logical_or},
    {U"not", Op::logical_not},
});
static constexpr auto signs = std::to_array<Infix>({
    {U"<>", Op::unequal},
    {U"<=", Op::at_most},
    {U">=", Op::at_least},
    {U"<", Op::less},
    {U">", Op::greater},
    {U"=", Op::equal},
    {U"≠", Op::unequal},
    {U"≤", Op::at_most},
    {U"≥", Op::at_least},
    {U"+", Op::add},
    {U"-", Op::subtract},
    {U"*", Op::multiply},
    {U"/", Op::divide},
});

static std::u32string lower(std::u32string_view word) {
    std::u32string text{word};
    for (auto& c : text)
        if (c >= 'A' && c <= 'Z') c = c - 'A' + 'a';
    return text;
}

template <std::size_t N>
static const Infix* find_in(const std::array<Infix, N>& list, std::u32string_view word) {
    const auto found = std::find_if(list.begin(), list.end(),
                                    [&](const Infix& each) { return each.word == word; });
    return found == list.end() ? nullptr : &*found;
}

template <std::size_t N>
static const Infix* begins_with(const std::array<Infix, N>& list, std::u32string_view text) {
    const auto found = std::find_if(list.begin(), list.end(),
                                    [&](const Infix& each) { return text.starts_with(each.word); });
    return found == list.end() ? nullptr : &*found;
}

static const Infix* infix_word(std::u32string_view word) {
    const auto* const chinese = find_in(chinese_infixes, word);
    return chinese ? chinese : find_in(english_infixes, lower(word));
}

static std::optional<bool> yes_no_word(std::u32string_view word) {
    const auto low = lower(word);
    if (word == U"是" || low == U"true") return true;
    if (word == U"否" || low == U"false") return false;
    return std::nullopt;
}

bool is_reserved(std::u32string_view word) {
    return infix_word(word) || yes_no_word(word);
}

Refusal refuse_from(Span at, std::string code, std::vector<WordParam> params) {
    params.insert(params.begin(), {"at", std::to_string(at.from + 1)});
    return {std::move(code), std::move(params)};
}

namespace {

class Cutter {
  public:
    Cutter(std::string_view written, const NameTable& names)
        : raw_(characters_of(written)), text_(folded(raw_)), names_(names) {}

    Result<std::vector<Token>> cut() {
        skip_spaces();
        if (at_ < text_.size() && text_[at_] == '=') ++at_; // as copied from a cell of Excel
        for (skip_spaces(); at_ < text_.size(); skip_spaces())
            if (auto cut_one = next(); !cut_one) return cut_one.refusal();
        put(TokenKind::end, at_);
        return std::move(tokens_);
    }

  private:
    std::u32string raw_;
    std::u32string text_; // folded, character for character
    const NameTable& names_;
    std::size_t at_ = 0;
    std::vector<Token> tokens_ = {};

    void skip_spaces() {
        while (at_ < text_.size() && text_[at_] == ' ')
            ++at_;
    }

    std::u32string_view rest() const { return std::u32string_view{text_}.substr(at_); }

    Token& put(TokenKind kind, std::size_t to) {
        tokens_.push_back({kind, {at_, to}, utf8_of(raw_.substr(at_, to - at_))});
        at_ = to;
        return tokens_.back();
    }

    Refusal refuse(std::string code) const {
        return refuse_from({at_, at_ + 1}, std::move(code),
                           {{"found", utf8_of(raw_.substr(at_, 1))}});
    }

    Result<void> next() {
        const char32_t c = text_[at_];
        if (c == '"' || c == U'“' || c == U'”') return quoted();
        if (c == '[') return bracketed();
        if (is_word_character(c)) return word();
        if (const auto* sign = begins_with(signs, rest())) {
            put(TokenKind::op, at_ + sign->word.size()).op = sign->op;
            return {};
        }
        switch (c) {
        case '(': put(TokenKind::open, at_ + 1); return {};
        case ')': put(TokenKind::close, at_ + 1); return {};
        case ',': put(TokenKind::comma, at_ + 1); return {};
        default: return refuse("formula.strange_character");
        }
    }

    /// "…" with "" for a quote inside, or “…”. What stands inside is taken as it is.
    Result<void> quoted() {
        const bool is_plain = text_[at_] == '"';
        std::u32string inside;
        for (auto to = at_ + 1; to < text_.size(); ++to) {
            const bool closes = is_plain ? text_[to] == '"' : raw_[to] == U'”';
            if (closes && is_plain && to + 1 < text_.size() && text_[to + 1] == '"') {
                ++to;
            } else if (closes) {
                put(TokenKind::text, to + 1).text = utf8_of(inside);
                return {};
            }
            inside += raw_[to];
        }
        return refuse("formula.text_not_closed");
    }

    Result<void> bracketed() {
        const auto close = text_.find(U']', at_);
        if (close == text_.npos) return refuse("formula.bracket_not_closed");
        auto from = at_ + 1, to = close;
        while (from < to && text_[from] == ' ')
            ++from;
        while (to > from && text_[to - 1] == ' ')
            --to;
        const auto inside = text_.substr(from, to - from);
        const auto found = names_.find(inside);
        if (found.is_ambiguous) return refuse_ambiguous(close + 1);
        auto& token = put(found.name ? TokenKind::name : TokenKind::word, close + 1);
        token.name = found.name;
        token.text = utf8_of(inside);
        return {};
    }

    Refusal refuse_ambiguous(std::size_t to) const {
        return refuse_from({at_, to}, "formula.name_ambiguous",
                           {{"name", utf8_of(raw_.substr(at_, to - at_))}});
    }

    bool is_followed_by_open(std::size_t at) const {
        const auto after = text_.find_first_not_of(U' ', at);
        return after != text_.npos && text_[after] == '(';
    }

    /// 且 或 may follow a word without a space; 非 begins a word only.
    bool may_end_at(std::size_t to) const {
        const auto* const infix =
            begins_with(chinese_infixes, std::u32string_view{text_}.substr(to));
        return infix && infix->op != Op::logical_not;
    }

    /// The longest word that is known and ends where a word may end; a number; 且 或 非; else a
    /// word that is not known.
    Result<void> word() {
        auto end = at_;
        while (end < text_.size() && is_word_character(text_[end]))
            ++end;
        for (auto to = end; to > at_; --to) {
            if (to != end && (to - at_ > names_.longest() || !may_end_at(to))) continue;
            const auto known = known_word(to, to == end);
            if (!known) return known.refusal();
            if (*known) return {};
        }
        if (is_digit(text_[at_]) || text_[at_] == '.') return number();
        if (const auto* infix = begins_with(chinese_infixes, rest())) {
            put(TokenKind::op, at_ + infix->word.size()).op = infix->op;
            return {};
        }
        auto to = at_ + 1;
        while (to < end && !may_end_at(to))
            ++to;
        put(TokenKind::word, to);
        return {};
    }

    Result<bool> known_word(std::size_t to, bool is_end_of_run) {
        const auto word = text_.substr(at_, to - at_);
        if (is_end_of_run && is_followed_by_open(to)) {
            if (const auto* function = find_function(word)) {
                put(TokenKind::function, to).op = function->op;
                return true;
            }
        }
        if (const auto* infix = infix_word(word)) {
            put(TokenKind::op, to).op = infix->op;
            return true;
        }
        if (const auto literal = yes_no_word(word)) {
            put(TokenKind::yes_no, to).literal = *literal;
            return true;
        }
        if (word.find_first_not_of(U"0123456789.") == word.npos) return false;
        const auto found = names_.find(word);
        if (found.is_ambiguous) return refuse_ambiguous(to);
        if (found.name) put(TokenKind::name, to).name = found.name;
        return found.name != nullptr;
    }

    Result<void> number() {
        auto to = text_.find_first_not_of(U"0123456789.", at_);
        if (to == text_.npos) to = text_.size();
        const auto digits = text_.substr(at_, to - at_);
        auto value = Fraction::from_text(utf8_of(digits));
        if (to < text_.size() && text_[to] == '%') {
            ++to;
            // Two digits fewer, so that it can be printed as a decimal.
            value = value && digits.size() <= 16 ? value->over(*Fraction::of(100)) : std::nullopt;
        }
        if (!value)
            return refuse_from({at_, to}, "formula.number_malformed",
                               {{"found", utf8_of(raw_.substr(at_, to - at_))}});
        put(TokenKind::number, to).literal = *value;
        return {};
    }
};

} // namespace

Result<std::vector<Token>> cut(std::string_view written, const NameTable& names) {
    return Cutter(written, names).cut();
}

} // namespace weicheng::formula
