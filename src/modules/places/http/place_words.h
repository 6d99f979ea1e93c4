// The words of places: refusals (registered by module.cpp, also told by the check of a place) and
// gaps.
#pragma once

#include "foundation/caller.h"
#include "modules/places/rules/gaps.h"
#include "platform/module.h"

namespace weicheng::places {

std::vector<RefusalWords> refusal_words();
std::vector<PowerWords> power_words();
/// A refusal of this module as a sentence.
std::string sentence_of(const Refusal& refusal, Locale locale);
std::string detail_of(const rules::Gap& gap, Locale locale);
/// "在“后屯社区第一网格”内。"
std::string inside_words(std::string_view grid_name, Locale locale);

} // namespace weicheng::places
