// How a path makes a move and answers with the case. Shared by the files of moves inside http/.
#pragma once

#include "modules/cases/http/case_replies.h"

namespace weicheng::cases {

/// Trimmed; empty when nothing was given.
std::string clean(const std::optional<std::string>& text);

/// The move, and with "request.stale" the case as it stands now.
Result<CaseReply> make_move(const Services& services, const http::Context& context, db::Tx& tx,
                            CaseId id, const Move& wanted);

/// POST /cases/{id}/<noun>, with key and revision.
http::Spec moving(std::string noun, std::string operation_id, std::string words, std::string power);

} // namespace weicheng::cases
