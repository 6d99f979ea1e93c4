#include "platform/auth/auth.h"

#include "tests/support/database.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <sys/stat.h>
#include <thread>

namespace weicheng::auth {
namespace {

using testing::TemporaryFolder;

unsigned mode_of(const std::filesystem::path& path) {
    struct stat found {};
    return stat(path.c_str(), &found) == 0 ? found.st_mode & 0777 : 0;
}

TEST(Secrets, AreMadeOnceForTheOwnerOnly) {
    const TemporaryFolder folder;
    const Secrets first(folder.path().string());
    EXPECT_EQ(mode_of(folder.path() / "secrets.key"), 0600U);
    EXPECT_EQ(std::filesystem::file_size(folder.path() / "secrets.key"), 32U);
    const Secrets second(folder.path().string());
    EXPECT_EQ(first.sign("photo", "text"), second.sign("photo", "text"));
}

TEST(Secrets, AreTheSameForAllWhoStartAtOnce) {
    const TemporaryFolder folder;
    std::vector<std::string> signs(8);
    std::vector<std::thread> threads;
    for (auto& sign : signs)
        threads.emplace_back([&] { sign = Secrets(folder.path().string()).sign("photo", "text"); });
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(std::set<std::string>(signs.begin(), signs.end()).size(), 1U);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(Secrets, RefuseAKeyThatIsNotOurs) {
    const TemporaryFolder folder;
    std::ofstream(folder.path() / "secrets.key") << "short";
    EXPECT_THROW(Secrets(folder.path().string()), db::Fault);
    EXPECT_THROW(Secrets("/nowhere/at/all"), db::Fault);
}

TEST(Secrets, SignForOnePurposeOnly) {
    const TemporaryFolder folder;
    const Secrets secrets(folder.path().string());
    const auto sign = secrets.sign("photo", "abc");
    EXPECT_EQ(sign.size(), 64U);
    EXPECT_TRUE(secrets.verify("photo", "abc", sign));
    EXPECT_FALSE(secrets.verify("photo", "abd", sign));
    EXPECT_FALSE(secrets.verify("login", "abc", sign));
    EXPECT_FALSE(secrets.verify("photo", "abc", sign.substr(1)));
    EXPECT_FALSE(secrets.verify("photo", "abc", ""));
}

TEST(Secrets, SealSoThatOnlyTheWholeTextOpens) {
    const TemporaryFolder folder, other;
    const Secrets secrets(folder.path().string()), stranger(other.path().string());
    const auto sealed = secrets.seal("13800000000");
    EXPECT_EQ(sealed.find("13800000000"), std::string::npos);
    EXPECT_NE(sealed, secrets.seal("13800000000")); // a new nonce each time
    EXPECT_EQ(secrets.unseal(sealed), "13800000000");
    EXPECT_EQ(secrets.unseal(secrets.seal("")), "");
    EXPECT_FALSE(stranger.unseal(sealed));
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        auto changed = sealed;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(secrets.unseal(changed)) << i;
    }
    EXPECT_FALSE(secrets.unseal(""));
    EXPECT_FALSE(secrets.unseal("no base64 ***"));
}

TEST(Secrets, KeepTheSetUpCodeUntilItIsForgotten) {
    const TemporaryFolder folder;
    const Secrets secrets(folder.path().string());
    EXPECT_FALSE(secrets.is_set_up_code(""));
    const auto code = secrets.set_up_code();
    EXPECT_EQ(code.size(), 12U);
    EXPECT_EQ(secrets.set_up_code(), code);
    EXPECT_EQ(Secrets(folder.path().string()).set_up_code(), code);
    EXPECT_EQ(mode_of(folder.path() / "set-up.code"), 0600U);
    std::string typed = code.substr(0, 4) + "-" + code.substr(4, 4) + " " + code.substr(8);
    for (char& c : typed)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    EXPECT_TRUE(secrets.is_set_up_code(typed));
    EXPECT_FALSE(secrets.is_set_up_code(code + "2"));
    secrets.forget_set_up_code();
    EXPECT_FALSE(secrets.is_set_up_code(code));
    EXPECT_NE(secrets.set_up_code(), code);
}

TEST(RandomCode, HasNoLettersThatLookAlike) {
    const auto code = random_code(4000);
    EXPECT_EQ(code.size(), 4000U);
    EXPECT_EQ(code.find_first_not_of("23456789ABCDEFGHJKMNPQRSTUVWXYZ"), std::string::npos);
    EXPECT_EQ(std::set<char>(code.begin(), code.end()).size(), 31U);
    EXPECT_NE(random_code(12), random_code(12));
}

TEST(Sha256, IsTheWorldsOwn) {
    EXPECT_EQ(sha256_hex("abc"),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

} // namespace
} // namespace weicheng::auth
