#include "platform/auth/auth.h"
#include "platform/auth/sodium.h"

#include "foundation/text.h"
#include "platform/embedded.h"

#include <algorithm>
#include <cctype>
#include <semaphore>
#include <set>
#include <sodium.h>

namespace weicheng::auth {

namespace {
/// 64 MiB each: two at a time are what a machine with two cores can use.
std::counting_semaphore<2> hashing(2);

class Turn {
  public:
    Turn() { hashing.acquire(); }
    ~Turn() { hashing.release(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
};

constexpr std::size_t least_characters = 10;
constexpr std::size_t least_different = 4;
constexpr std::size_t least_beside_login = 6;

std::string lowered(std::string_view text) {
    std::string low(text);
    for (char& c : low)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return low;
}

const std::set<std::string_view>& common_passwords() {
    static const std::set<std::string_view> known = [] {
        std::set<std::string_view> lines;
        const auto file =
            embedded_file(Embedded::source, "platform/auth/data/common_passwords.txt");
        check(file.has_value(), "the list of common passwords travels in the binary");
        for (const auto line : split(*file, '\n'))
            if (!line.empty() && line.front() != '#') lines.insert(line);
        return lines;
    }();
    return known;
}

/// "1234567890", "abcdefghij", "9876543210": each character beside the one before.
bool is_a_run(std::string_view text) {
    for (const int step : {1, -1}) {
        const auto broken = std::adjacent_find(text.begin(), text.end(), [step](char a, char b) {
            return b != a + step && !(a == '9' && b == '0' && step == 1);
        });
        if (broken == text.end()) return true;
    }
    return false;
}
} // namespace

std::string hash_password(std::string_view password) {
    start_sodium();
    const Turn turn;
    char hash[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str(hash, password.data(), password.size(),
                          crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
        throw db::Fault("there is no memory to hash a password");
    return hash;
}

bool password_fits(const std::string& hash, std::string_view password) {
    start_sodium();
    const Turn turn;
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

Result<void> judge_password(std::string_view password, std::string_view login) {
    if (count_code_points(password) < least_characters)
        return Refusal{"password.too_short", {{"least", std::to_string(least_characters)}}};
    const std::string low = lowered(password);
    if (!login.empty()) {
        const auto at = low.find(lowered(login));
        if (at != std::string::npos && low.size() - login.size() < least_beside_login)
            return Refusal{"password.is_login"};
    }
    const std::set<char> different(low.begin(), low.end());
    if (different.size() < least_different || is_a_run(low) || common_passwords().contains(low))
        return Refusal{"password.too_common"};
    return {};
}

} // namespace weicheng::auth
