// Names and values for the tests of formulas, and how both languages write a value as text.
#pragma once

#include "foundation/formula/formula.h"

namespace weicheng::formula {

const std::vector<Name>& names_of_the_tests();

/// "n:5/2" "t:…" "d:2026-01-31" "b:是" "l:1,2,-" and "-" for no data.
std::string text_of(const Value& value);
/// "!formula.overflow@3" where it was refused.
std::string text_of(const Result<Value>& outcome);
Value value_from(std::string_view text);
/// "a=n:5/2 | day=d:2026-01-31"
Values values_from(std::string_view text);
std::string text_of(const Values& values);

/// A file beside these tests.
std::string path_of_test_file(const char* name);
std::string content_of(const std::string& path);
void write_content(const std::string& path, const std::string& content);

} // namespace weicheng::formula
