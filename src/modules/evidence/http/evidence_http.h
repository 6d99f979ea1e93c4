// The path of the warnings, what it answers, and the words of refusals. Used inside http/ and by
// module.cpp only.
#pragma once

#include "modules/evidence/rules/warnings.h"
#include "platform/module.h"

namespace weicheng::evidence {

/// What is odd about the evidence of one case.
std::vector<http::Endpoint> warning_endpoints();
std::vector<RefusalWords> refusal_words();

/// What a warning says to a person.
std::string words_of(const Warning& warning, Locale locale);

struct OtherCase {
    cases::CaseId id;
    std::string number;
};
SHAPE(OtherCase, id, number);

/// Something odd about the evidence: where to look, never a verdict.
struct EvidenceWarning {
    WarningKind kind = WarningKind::same_photo;
    std::string words;
    std::optional<std::string> photo_sha256;
    std::optional<std::string> other_sha256;
    std::optional<OtherCase> other_case;
};
SHAPE(EvidenceWarning,
    (kind, "What is odd."),
    (words, "For the checker to read."),
    (photo_sha256, "Null: about the case."),
    (other_sha256, "The photo it is like."),
    (other_case, "Null where the caller may not see it."));

/// The warnings about the case; none for a reader who may not judge it.
std::vector<EvidenceWarning> warnings_for(db::Tx& tx, const cases::Case& one, const Caller& reader,
                                          const EvidenceRules& rules, Locale locale);

} // namespace weicheng::evidence
