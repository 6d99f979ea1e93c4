// Signs of made-up evidence as a screen shows them. Used inside http/ only.
#pragma once

#include "modules/cases/http/case_shapes.h"
#include "platform/db/db.h"

namespace weicheng::cases {

/// What a sign says to a person.
std::string words_of(const EvidenceSign& sign, Locale locale);

/// The signs of the case; none for a reader who may not see them.
std::vector<SignReply> sign_replies(db::Tx& tx, const Case& one, const Caller& reader,
                                    const rulebook::EvidenceRules& rules, Locale locale);

} // namespace weicheng::cases
