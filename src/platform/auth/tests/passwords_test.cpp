#include "platform/auth/auth.h"
#include "platform/auth/tests/call_endpoint.h"

#include <gtest/gtest.h>

namespace weicheng::auth {
namespace {

TEST(PasswordHash, IsHashedWithArgon2idAndASaltOfItsOwn) {
    const auto hash = hash_password("four unrelated words");
    EXPECT_TRUE(hash.starts_with("$argon2id$"));
    EXPECT_NE(hash, hash_password("four unrelated words"));
    EXPECT_TRUE(password_fits(hash, "four unrelated words"));
    EXPECT_FALSE(password_fits(hash, "four unrelated word"));
    EXPECT_FALSE(password_fits(hash, ""));
    EXPECT_FALSE(password_fits("no hash", "four unrelated words"));
}

struct PasswordCase {
    const char* name;
    const char* password;
    const char* login;
    const char* outcome;
};
class PasswordRules : public ::testing::TestWithParam<PasswordCase> {};

TEST_P(PasswordRules, AreKept) {
    EXPECT_EQ(testing::code_of(judge_password(GetParam().password, GetParam().login)),
              GetParam().outcome);
}

INSTANTIATE_TEST_SUITE_P(
    Auth, PasswordRules,
    ::testing::Values(
        PasswordCase{"OfTheDemo", "qingfeng-2026", "office", "done"},
        PasswordCase{"Sentence", "春天种树, 秋天收梨", "admin", "done"},
        PasswordCase{"TenChinese", "东山再起西湖歇马看花", "admin", "done"},
        PasswordCase{"NineChinese", "东山再起西湖歇马看", "admin", "password.too_short"},
        PasswordCase{"Nine", "k3#Vt9!qZ", "admin", "password.too_short"},
        PasswordCase{"Empty", "", "admin", "password.too_short"},
        PasswordCase{"Login", "zhangsanfeng", "zhangsanfeng", "password.is_login"},
        PasswordCase{"LoginInCapitals", "ZhangSanFeng1", "zhangsanfeng", "password.is_login"},
        PasswordCase{"LoginAndMuchMore", "zhangsanfeng kan shan", "zhangsanfeng", "done"},
        PasswordCase{"Common", "1qaz2wsx3edc", "admin", "password.too_common"},
        PasswordCase{"CommonInCapitals", "Woaini1314520", "admin", "password.too_common"},
        PasswordCase{"Run", "1234567890", "admin", "password.too_common"},
        PasswordCase{"RunDown", "9876543210", "admin", "password.too_common"},
        PasswordCase{"Letters", "abcdefghijkl", "admin", "password.too_common"},
        PasswordCase{"OneKey", "aaaaaaaaaaaa", "admin", "password.too_common"},
        PasswordCase{"ThreeKeys", "abcabcabcabc", "admin", "password.too_common"}),
    [](const auto& param) { return param.param.name; });

} // namespace
} // namespace weicheng::auth
