#include "platform/auth/auth.h"
#include "platform/auth/sodium.h"

#include "foundation/text.h"

#include <cctype>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

namespace weicheng::auth {

namespace {
[[noreturn]] void fail(const std::string& what, const std::string& path) {
    throw db::Fault(what + " " + path + ": " + std::strerror(errno));
}

class OpenFile {
  public:
    explicit OpenFile(int file) : file_(file) {}
    ~OpenFile() {
        if (file_ >= 0) close(file_);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    int number() const { return file_; }

  private:
    int file_;
};

/// The whole small file, or nothing when there is none.
std::optional<std::string> read_small(const std::string& path) {
    const OpenFile file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.number() < 0 && errno == ENOENT) return std::nullopt;
    if (file.number() < 0) fail("cannot read", path);
    char bytes[256];
    const ssize_t size = read(file.number(), bytes, sizeof bytes);
    if (size < 0) fail("cannot read", path);
    return std::string(bytes, static_cast<std::size_t>(size));
}

void sync_folder(const std::string& folder) {
    const OpenFile file(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (file.number() >= 0) fsync(file.number());
}

/// Writes `path` whole or not at all, for the owner only. When somebody else was faster, theirs
/// stays. Returns what is in the file in the end.
std::string make_once(const std::string& folder, const std::string& name,
                      const std::string& content) {
    const std::string path = folder + "/" + name;
    const std::string draft = path + "." + random_code(8);
    {
        const OpenFile file(open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
        if (file.number() < 0) fail("cannot make", draft);
        const ssize_t put = write(file.number(), content.data(), content.size());
        if (put != static_cast<ssize_t>(content.size()) || fsync(file.number()) != 0) {
            unlink(draft.c_str());
            fail("cannot write", draft);
        }
    }
    const int linked = link(draft.c_str(), path.c_str());
    const int trouble = errno;
    unlink(draft.c_str());
    errno = trouble;
    if (linked != 0 && errno != EEXIST) fail("cannot make", path);
    sync_folder(folder);
    return read_small(path).value_or(content);
}

constexpr const char* key_file = "secrets.key";
constexpr const char* code_file = "set-up.code";
constexpr int code_length = 12;
} // namespace

Secrets::Secrets(const std::string& folder) : folder_(folder) {
    start_sodium();
    const std::string path = folder + "/" + key_file;
    auto key = read_small(path);
    if (!key) {
        std::string fresh(key_.size(), '\0');
        randombytes_buf(fresh.data(), fresh.size());
        key = make_once(folder, key_file, fresh);
    }
    if (key->size() != key_.size())
        throw db::Fault(path + " is not a key of ours (32 bytes): restore it from a backup");
    std::memcpy(key_.data(), key->data(), key_.size());
    sodium_memzero(key->data(), key->size());
}

Secrets::~Secrets() {
    sodium_memzero(key_.data(), key_.size());
}

std::array<unsigned char, 32> Secrets::derived(std::string_view purpose) const {
    const std::string text = "weicheng:" + std::string(purpose);
    std::array<unsigned char, 32> key{};
    crypto_auth_hmacsha256(key.data(), reinterpret_cast<const unsigned char*>(text.data()),
                           text.size(), key_.data());
    return key;
}

std::string Secrets::sign(std::string_view purpose, std::string_view text) const {
    const auto key = derived(purpose);
    std::string mac(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256(reinterpret_cast<unsigned char*>(mac.data()),
                           reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                           key.data());
    return to_hex(mac);
}

bool Secrets::verify(std::string_view purpose, std::string_view text,
                     std::string_view signature) const {
    return same_secret(sign(purpose, text), signature);
}

std::string Secrets::seal(std::string_view plain) const {
    const auto key = derived("seal");
    std::string sealed(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + plain.size(),
                       '\0');
    auto* nonce = reinterpret_cast<unsigned char*>(sealed.data());
    randombytes_buf(nonce, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(nonce + crypto_secretbox_NONCEBYTES,
                          reinterpret_cast<const unsigned char*>(plain.data()), plain.size(), nonce,
                          key.data());
    return base64(sealed);
}

std::optional<std::string> Secrets::unseal(std::string_view text) const {
    const auto key = derived("seal");
    const std::string sealed = from_base64(text);
    constexpr auto extra = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    if (sealed.size() < extra) return std::nullopt;
    std::string plain(sealed.size() - extra, '\0');
    const auto* nonce = reinterpret_cast<const unsigned char*>(sealed.data());
    if (crypto_secretbox_open_easy(
            reinterpret_cast<unsigned char*>(plain.data()), nonce + crypto_secretbox_NONCEBYTES,
            sealed.size() - crypto_secretbox_NONCEBYTES, nonce, key.data()) != 0)
        return std::nullopt;
    return plain;
}

std::string Secrets::set_up_code() const {
    if (const auto there = read_small(folder_ + "/" + code_file))
        return std::string(trimmed(*there));
    return std::string(trimmed(make_once(folder_, code_file, random_code(code_length) + "\n")));
}

bool Secrets::is_set_up_code(std::string_view typed) const {
    std::string plain;
    for (const char c : typed)
        if (c != ' ' && c != '-')
            plain += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    const auto there = read_small(folder_ + "/" + code_file);
    return there && same_secret(trimmed(*there), plain);
}

void Secrets::forget_set_up_code() const {
    unlink((folder_ + "/" + code_file).c_str());
    sync_folder(folder_);
}

} // namespace weicheng::auth
