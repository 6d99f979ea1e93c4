#include "platform/http/request_keys.h"

#include <sodium.h>

namespace weicheng::http {

static const db::Query find_key("http.find_request_key", R"(
    SELECT fingerprint, status, reply, etag FROM request_keys
    WHERE county_id = $1 AND actor = $2 AND request_key = $3)");
static const db::Query insert_key("http.insert_request_key", R"(
    INSERT INTO request_keys (county_id, actor, request_key, fingerprint, status, reply, etag, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8))");
static const db::Query delete_old_keys("http.delete_old_request_keys", R"(
    DELETE FROM request_keys WHERE made_at < $1)");

std::optional<std::string> normal_key(std::string_view text) {
    const bool uuid = text.size() == 36;
    if (!uuid && text.size() != 32) return std::nullopt;
    std::string key;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (uuid && (i == 8 || i == 13 || i == 18 || i == 23)) {
            if (text[i] != '-') return std::nullopt;
            continue;
        }
        const char c = text[i] >= 'A' && text[i] <= 'F' ? static_cast<char>(text[i] + 32) : text[i];
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return std::nullopt;
        key += c;
    }
    return key;
}

std::string fingerprint(const Request& request) {
    std::string text{verb_of(request.method)};
    ((text += '\n') += request.path) += '\n';
    text += request.body;
    unsigned char digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(digest, reinterpret_cast<const unsigned char*>(text.data()), text.size());
    return to_hex({reinterpret_cast<const char*>(digest), sizeof digest});
}

std::optional<KeptReply> find_reply(db::Tx& tx, CountyId county, AccountId actor,
                                    std::string_view key) {
    return tx.first(find_key, {county, actor.value, key}, [](const db::Row& row) {
        KeptReply kept;
        kept.fingerprint = row.get<std::string>(0);
        kept.reply.status = row.get<int>(1);
        kept.reply.body = row.get<std::string>(2);
        if (kept.reply.body.empty()) kept.reply.content_type.clear();
        if (auto etag = row.get<std::string>(3); !etag.empty())
            kept.reply.headers.emplace_back("ETag", std::move(etag));
        return kept;
    });
}

void keep_reply(db::Tx& tx, CountyId county, AccountId actor, std::string_view key,
                const KeptReply& kept, Instant now) {
    std::string_view etag;
    for (const auto& [name, value] : kept.reply.headers)
        if (name == "ETag") etag = value;
    tx.run(insert_key, {county, actor.value, key, kept.fingerprint, kept.reply.status,
                        kept.reply.body, etag, now});
}

std::int64_t forget_old_replies(db::Tx& tx, Instant now) {
    return tx.run(delete_old_keys, {now - std::chrono::days{14}});
}

} // namespace weicheng::http
