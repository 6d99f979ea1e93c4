#include "platform/http/request_keys.h"

#include <sodium.h>

namespace weicheng::http {

// The table holds neither a key nor an answer that can be read: only whoever sends the key again
// has what opens its row. An answer may hold a follow code or a name that is erased elsewhere.

static const db::Query find_key("http.find_request_key", R"(
    SELECT fingerprint, status, reply, etag FROM request_keys
    WHERE county_id = $1 AND actor = $2 AND request_key = $3)");
static const db::Query insert_key("http.insert_request_key", R"(
    INSERT INTO request_keys (county_id, actor, request_key, fingerprint, status, reply, etag, made_at)
    VALUES (:county, :actor, :key, :fingerprint, :status, :reply, :etag, :now))");
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

static std::string sha256(std::string_view text) {
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(digest.data()),
                       reinterpret_cast<const unsigned char*>(text.data()), text.size());
    return digest;
}

std::string fingerprint(const Request& request) {
    std::string text = normal_key(request.header("idempotency-key")).value_or("");
    ((text += '\n') += verb_of(request.method)) += '\n';
    (text += request.path) += '\n';
    text += request.body;
    return to_hex(sha256(text));
}

// ---- sealing ----

static_assert(crypto_secretbox_KEYBYTES == crypto_hash_sha256_BYTES);
static constexpr std::size_t nonce_bytes = crypto_secretbox_NONCEBYTES;
static constexpr std::size_t sealed_extra = nonce_bytes + crypto_secretbox_MACBYTES;

static std::string row_name(std::string_view key) {
    return to_hex(sha256("row:" + std::string(key)));
}

static const unsigned char* bytes_of(const std::string& text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

static std::string sealed_with(std::string_view key, const std::string& plain) {
    const auto secret = sha256("reply:" + std::string(key));
    std::string sealed(sealed_extra + plain.size(), '\0');
    auto* nonce = reinterpret_cast<unsigned char*>(sealed.data());
    randombytes_buf(nonce, nonce_bytes);
    crypto_secretbox_easy(nonce + nonce_bytes, bytes_of(plain), plain.size(), nonce,
                          bytes_of(secret));
    const auto length = sodium_base64_encoded_len(sealed.size(), sodium_base64_VARIANT_ORIGINAL);
    std::string text(length, '\0');
    sodium_bin2base64(text.data(), length, bytes_of(sealed), sealed.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    text.pop_back(); // the NUL that sodium counts
    return text;
}

static std::string opened_with(std::string_view key, std::string_view text) {
    std::string sealed(text.size(), '\0');
    std::size_t size = 0;
    const int read = sodium_base642bin(reinterpret_cast<unsigned char*>(sealed.data()),
                                       sealed.size(), text.data(), text.size(), nullptr, &size,
                                       nullptr, sodium_base64_VARIANT_ORIGINAL);
    check(read == 0 && size >= sealed_extra, "a kept reply is a sealed text");
    const auto secret = sha256("reply:" + std::string(key));
    std::string plain(size - sealed_extra, '\0');
    const auto* nonce = bytes_of(sealed);
    const int opened = crypto_secretbox_open_easy(reinterpret_cast<unsigned char*>(plain.data()),
                                                  nonce + nonce_bytes, size - nonce_bytes, nonce,
                                                  bytes_of(secret));
    check(opened == 0, "a kept reply opens with its key");
    return plain;
}

// ---- the table ----

std::optional<KeptReply> find_reply(db::Tx& tx, CountyId county, AccountId actor,
                                    std::string_view key) {
    return tx.first(find_key, {county, actor.value, row_name(key)}, [&](const db::Row& row) {
        KeptReply kept;
        kept.fingerprint = row.get<std::string>(0);
        kept.reply.status = row.get<int>(1);
        kept.reply.body = opened_with(key, row.text(2));
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
    tx.run(insert_key, {{"county", county},
                        {"actor", actor.value},
                        {"key", row_name(key)},
                        {"fingerprint", kept.fingerprint},
                        {"status", kept.reply.status},
                        {"reply", sealed_with(key, kept.reply.body)},
                        {"etag", etag},
                        {"now", now}});
}

std::int64_t forget_old_replies(db::Tx& tx, Instant now) {
    return tx.run(delete_old_keys, {now - std::chrono::days{14}});
}

} // namespace weicheng::http
