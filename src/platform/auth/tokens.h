// API tokens: keys for other programs, made by a person, never more than that person's powers.
// Inside platform/auth only.
#pragma once

#include "platform/auth/auth.h"

namespace weicheng::auth {

using TokenId = Id<struct ApiToken>;

struct ApiToken {
    TokenId id;
    AccountId account;
    std::string account_name;
    std::string name;
    std::vector<std::string> powers; // asked for when it was made
    Instant created_at;
    Instant expires_at;
    std::optional<Instant> last_used_at; // up to a minute behind
    std::optional<Instant> ended_at;
};

struct NewApiToken {
    std::string name;
    std::vector<std::string> powers;
    Date expires_on; // it works to the end of that day of the county
};
struct MadeToken {
    ApiToken token;
    std::string text; // "wc_…", shown once
};
/// Refusals token.powers_missing, token.power_not_yours, token.expiry_wrong.
Result<MadeToken> make_token(db::Tx& tx, const Caller& maker, const NewApiToken& wished,
                             const Device& device, Instant now);

/// Newest first. Zero account: of the whole county.
std::vector<ApiToken> tokens(db::Tx& tx, CountyId county, AccountId account);
/// The owner's, or anybody's in the county by who may manage accounts; ending twice changes
/// nothing. Refusal token.unknown.
Result<void> end_token(db::Tx& tx, const Caller& actor, TokenId id, const Device& device,
                       Instant now);

} // namespace weicheng::auth
