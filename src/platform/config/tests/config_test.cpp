// Settings from the command line, the environment and a file.
#include "platform/config/config.h"

#include <gtest/gtest.h>

namespace weicheng::config {
namespace {

using Kind = Setting::Kind;

const Setting listen{"listen", "HOST:PORT", "127.0.0.1:8080", Kind::text, "监听", "where"};
const Setting threads{"slow-threads", "N", "4", Kind::number, "线程", "threads", 1, 64};
const Setting quiet{"quiet", "", "false", Kind::flag, "安静", "quiet"};

Settings table() {
    return Settings({&listen, &threads, &quiet});
}

TEST(Settings, TakeTheirDefaults) {
    const auto settings = table();
    EXPECT_EQ(settings.text("listen"), "127.0.0.1:8080");
    EXPECT_EQ(settings.number("slow-threads"), 4);
    EXPECT_FALSE(settings.flag("quiet"));
    EXPECT_FALSE(settings.given("listen"));
}

TEST(Settings, TheCommandLineGoesBeforeTheEnvironmentAndThatBeforeTheFile) {
    auto settings = table();
    const auto rest = settings.take_words({"add", "--listen", "a:1", "--quiet", "name"});
    EXPECT_EQ(rest, (std::vector<std::string>{"add", "name"}));
    settings.take_environment([](const char* name) -> const char* {
        return std::string_view(name) == "WEICHENG_SLOW_THREADS" ? "8"
               : std::string_view(name) == "WEICHENG_LISTEN"     ? "b:2"
                                                                 : nullptr;
    });
    settings.take_file("# a note\n\nlisten = c:3\r\nslow-threads=16\n", "x.conf");
    EXPECT_EQ(settings.text("listen"), "a:1");
    EXPECT_EQ(settings.number("slow-threads"), 8);
    EXPECT_TRUE(settings.flag("quiet"));
}

TEST(Settings, TellMistakesInWords) {
    const std::vector<std::vector<std::string>> bad{
        {"--unheard"},         {"--listen"},          {"--slow-threads", "many"},
        {"--slow-threads=0"},  {"--slow-threads=65"}, {"--quiet=perhaps"},
        {"--slow-threads=4 "},
    };
    for (const auto& words : bad)
        EXPECT_THROW(table().take_words(words), Mistake) << words[0];
    EXPECT_THROW(table().take_file("listen\n", "x.conf"), Mistake);
    EXPECT_THROW(table().take_file("unheard=1\n", "x.conf"), Mistake);
    try {
        table().take_file("\nslow-threads=x\n", "x.conf");
        FAIL();
    } catch (const Mistake& told) {
        EXPECT_NE(std::string(told.what()).find("x.conf:2"), std::string::npos);
    }
}

TEST(Settings, HelpNamesEachWithItsDefaultInBothLanguages) {
    EXPECT_NE(table().help(Locale::en).find("--slow-threads N    threads [4]"), std::string::npos)
        << table().help(Locale::en);
    EXPECT_NE(table().help(Locale::zh).find("线程"), std::string::npos);
}

} // namespace
} // namespace weicheng::config
