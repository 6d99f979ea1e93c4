// The words of the ledger in both languages. Used inside http/ and by module.cpp.
#pragma once

#include "foundation/caller.h"
#include "modules/cases/cases.h"
#include "platform/module.h"

namespace weicheng::cases {

std::string words_of(State state, Locale locale);
std::string words_of(Light light, Locale locale);
/// Who moves a case on that stands in that state: 签收人.
std::string role_words(State state, Locale locale);
/// What a fact tells; `body` fills the unit a case was dispatched to.
std::string event_words(std::string_view fact, const std::string& body, Locale locale);

/// The words of everything the module refuses (case_refusal_words.cpp), and of its powers.
std::vector<RefusalWords> refusal_words();
std::vector<PowerWords> power_words();

/// "13800001234" -> "138****1234": enough to recognise, too little to call.
std::string masked_phone(std::string_view phone);
/// "王小明" -> "王**"
std::string masked_name(std::string_view name);

} // namespace weicheng::cases
