// A written formula cut into words and signs. Only formula/ includes it.
#pragma once

#include "foundation/formula/name_table.h"

namespace weicheng::formula {

enum class TokenKind { end, number, text, yes_no, name, function, op, open, close, comma, word };

struct Token {
    TokenKind kind;
    Span at;
    std::string text;           // as written; of a text literal, what stands between the quotes
    Op op = Op::number;         // of op and function
    Value literal = {};         // of number and yes_no
    const Name* name = nullptr; // of name; a `word` is none that is known
};

/// 且 或 非 是 否 and their English: no name unless in brackets. The word is folded.
bool is_reserved(std::u32string_view word);

/// Ends with a token `end`. `written` is clean UTF-8.
Result<std::vector<Token>> cut(std::string_view written, const NameTable& names);

/// A refusal about the character `at` (from 0) of a written formula.
Refusal refuse_from(Span at, std::string code, std::vector<WordParam> params = {});

} // namespace weicheng::formula
