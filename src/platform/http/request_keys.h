// Remembers what was answered to a command's Idempotency-Key, in the transaction of the command.
// Used by the front only.
#pragma once

#include "foundation/caller.h"
#include "platform/db/db.h"
#include "platform/http/endpoint.h"

#include <optional>
#include <string>

namespace weicheng::http {

/// 32 hexadecimal digits or a UUID, as 32 lower-case digits; nullopt for anything else.
std::optional<std::string> normal_key(std::string_view text);

/// SHA-256 of method, path and body: what "the same command" means.
std::string fingerprint(const Request& request);

struct KeptReply {
    std::string fingerprint;
    RawReply reply; // status, body and ETag
};

/// The actor is the account; on open endpoints (account zero) the key alone counts.
std::optional<KeptReply> find_reply(db::Tx& tx, CountyId county, AccountId actor,
                                    std::string_view key);
void keep_reply(db::Tx& tx, CountyId county, AccountId actor, std::string_view key,
                const KeptReply& kept, Instant now);
/// Phones may be without a network for days: keys live for a fortnight.
std::int64_t forget_old_replies(db::Tx& tx, Instant now);

} // namespace weicheng::http
