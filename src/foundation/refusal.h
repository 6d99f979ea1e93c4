// A refusal: the county says no. A value with a stable code; its words are found at the edge in the
// reader's language. Any file may use it.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace weicheng {

/// A named piece of text that fills {name} in the words of a refusal.
using WordParam = std::pair<std::string, std::string>;

/// One field that cannot be taken, by its JSON path ("/place/point/lon").
struct FieldError {
    std::string path;
    std::string code;
    std::vector<WordParam> params = {};
};

struct Refusal {
    std::string code; // stable, e.g. "case.already_closed"; registered with its words by its module
    std::vector<WordParam> params = {};
    std::vector<FieldError> errors = {};
    std::string current_json = {}; // with "request.stale": the present thing as JSON text
};

/// A refusal because of one field: its path stands in `errors` too.
inline Refusal refuse_at(std::string path, std::string code, std::vector<WordParam> params = {}) {
    FieldError error{std::move(path), code, params};
    return {std::move(code), std::move(params), {std::move(error)}};
}

/// The words of a refusal or field error: what happened, why, what to do. Registered once per code.
struct RefusalWords {
    const char* code;
    int status; // HTTP status; 0 for codes that only stand in field errors
    const char* zh;
    const char* en;
};

} // namespace weicheng
