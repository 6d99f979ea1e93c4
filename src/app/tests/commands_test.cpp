// The commands as they are typed.
#include "app/commands.h"
#include "app/settings.h"
#include "modules/cases/cases.h"
#include "platform/db/dialect.h"
#include "tests/support/server.h"
#include "tests/support/small_county.h"

#include <cstdlib>
#include <gtest/gtest.h>
#include <iostream>
#include <sstream>

namespace weicheng {
int run(int count, char** arguments);

namespace app {
namespace {

struct Typed {
    int status = 0;
    std::string out;
    std::string err;
};

Typed typing(std::vector<std::string> words, const char* language = "en_GB.UTF-8",
             const std::string& input = "") {
    ::setenv("LC_ALL", language, 1);
    words.insert(words.begin(), "weicheng");
    std::vector<char*> pointers;
    for (auto& word : words)
        pointers.push_back(word.data());
    std::istringstream keyboard(input);
    auto* const before = std::cin.rdbuf(keyboard.rdbuf());
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
    Typed typed;
    typed.status = run(static_cast<int>(pointers.size()), pointers.data());
    typed.out = ::testing::internal::GetCapturedStdout();
    typed.err = ::testing::internal::GetCapturedStderr();
    std::cin.rdbuf(before);
    return typed;
}

TEST(Commands, EachHasHelpInTheSameWordsEverywhere) {
    for (const char* language : {"en_GB.UTF-8", "zh_CN.UTF-8"}) {
        const auto all = typing({"--help"}, language);
        EXPECT_EQ(all.status, 0);
        for (const auto& command : commands()) {
            const char* words =
                std::string_view(language).starts_with("zh") ? command.zh : command.en;
            EXPECT_NE(all.out.find(words), std::string::npos) << command.name;
            const auto own = typing({command.name, "--help"}, language);
            EXPECT_EQ(own.status, 0);
            EXPECT_NE(own.out.find(words), std::string::npos) << command.name;
            for (const char* setting : command.settings)
                EXPECT_NE(own.out.find("--" + std::string(setting)), std::string::npos) << setting;
        }
    }
}

TEST(Commands, EverySettingIsTakenByACommand) {
    std::set<std::string> taken;
    for (const auto& command : commands())
        taken.insert(command.settings.begin(), command.settings.end());
    for (const auto* setting : all_settings())
        EXPECT_TRUE(taken.contains(setting->name)) << setting->name;
}

TEST(Commands, MistakesEndWithTwoAndOneLine) {
    for (const std::vector<std::string>& words : {std::vector<std::string>{"brew"},
                                                  {"serve", "--unheard"},
                                                  {"serve", "now"},
                                                  {"serve", "--listen", "nowhere"},
                                                  {"user", "dance"},
                                                  {"serve", "--config", "/nowhere"}}) {
        const auto typed = typing(words);
        EXPECT_EQ(typed.status, 2) << words[0];
        EXPECT_EQ(typed.out, "");
        EXPECT_TRUE(typed.err.starts_with("weicheng: ")) << typed.err;
        EXPECT_EQ(std::count(typed.err.begin(), typed.err.end(), '\n'), 1);
    }
    EXPECT_EQ(typing({}).status, 2);
}

TEST(Commands, MigrateTellsWhatItDidAndIsSafeToRepeat) {
    const testing::TemporaryFolder folder;
    const auto first = typing({"migrate", "--data", folder.path().string()});
    EXPECT_EQ(first.status, 0) << first.err;
    EXPECT_NE(first.out.find("request-keys"), std::string::npos);
    const auto second = typing({"migrate", "--data", folder.path().string()});
    EXPECT_EQ(second.out, "the database is up to date\n");
}

TEST(Commands, AccountsAreMadeListedChangedAndDisabled) {
    const testing::TemporaryFolder folder;
    const auto data = folder.path().string();
    EXPECT_EQ(typing({"user", "list", "--data", data}).status, 2); // no county yet
    {
        House house({.data = data});
        house.database().write([&](db::Tx& tx) {
            return auth::create_county(
                tx, {.id = {}, .code = "320999", .name = "试验县", .hotline = ""},
                house.clock().now());
        });
    }
    EXPECT_EQ(typing({"user", "add", "zhang", "--name", "张试验", "--data", data}, "en_GB.UTF-8",
                     "short\n")
                  .status,
              2);
    const auto added = typing({"user", "add", "zhang", "--name", "张试验", "--data", data},
                              "en_GB.UTF-8", "four unlikely words here\n");
    EXPECT_EQ(added.status, 0) << added.err;
    EXPECT_EQ(typing({"user", "add", "zhang", "--data", data}, "en_GB.UTF-8",
                     "four unlikely words here\n")
                  .status,
              2);
    EXPECT_EQ(typing({"user", "disable", "zhang", "--data", data}).status, 0);
    const auto list = typing({"user", "list", "--data", data});
    EXPECT_NE(list.out.find("zhang"), std::string::npos);
    EXPECT_NE(list.out.find("(disabled)"), std::string::npos);
    EXPECT_EQ(typing({"user", "password", "nobody", "--data", data}).status, 2);
}

/// The small county with one case, which is dispatched.
std::string store_with_a_case(const std::filesystem::path& folder) {
    auto data = folder.string();
    House house({.data = data});
    const auto now = instant_from_rfc3339("2026-11-16T01:00:00Z").value();
    auto& database = house.database();
    const auto town = testing::build_small_county(database, now);
    cases::NewReport input;
    input.kind = "exposed_garbage";
    input.source = "patrol";
    input.point = testing::ground_at(50, 50);
    input.before_photos = {testing::remember_photo(database, town.id, "one", now)};
    const auto worker = testing::caller_of(database, town, "worker", now);
    const auto reported = database.write([&](db::Tx& tx) {
        return cases::report(tx, *auth::caller_of(tx, town.id, town.accounts.at("worker"), now),
                             input, now);
    });
    check(bool(reported), "the worker reports");
    return data;
}

TEST(Commands, VerifyAgreesWithACleanStoreAndNamesWhatIsDamaged_R2_7) {
    const testing::TemporaryFolder folder;
    const auto data = store_with_a_case(folder.path());
    const auto clean = typing({"verify", "--data", data});
    EXPECT_EQ(clean.status, 0) << clean.err;
    EXPECT_EQ(clean.out, "verified: the roll-ups are what a recount gives\n");
    EXPECT_EQ(typing({"verify", "--data", data}, "zh_CN.UTF-8").out,
              "核对一致：统计数与逐案重算相同\n");

    const struct {
        const char *damage, *mended, *named;
    } rows[] = {
        {"UPDATE case_tallies SET cases = cases + 1 WHERE state = 'dispatched'",
         "UPDATE case_tallies SET cases = cases - 1 WHERE state = 'dispatched'",
         "case_tallies dispatched, block "},
        {"UPDATE progress_days SET reported = reported - 1 WHERE reported > 0",
         "UPDATE progress_days SET reported = reported + 1 WHERE reported = 0 AND filed > 0",
         "progress_days 2026-11-16 reported, grid "},
        {"UPDATE progress_kind_days SET late = late + 1 WHERE reported > 0",
         "UPDATE progress_kind_days SET late = late - 1 WHERE reported > 0",
         "progress_kind_days 2026-11-16 late, kind exposed_garbage"},
    };
    const auto run = [&](const char* sql) {
        House house({.data = data});
        house.database().write([&](db::Tx& tx) { db::run_script(tx, sql); });
    };
    for (const auto& row : rows) {
        run(row.damage);
        const auto told = typing({"verify", "--data", data});
        EXPECT_EQ(told.status, 1) << row.damage;
        EXPECT_NE(told.out.find(row.named), std::string::npos) << told.out;
        EXPECT_NE(told.out.find("\nthe roll-ups above are not what a recount gives\n"),
                  std::string::npos)
            << told.out;
        run(row.mended);
        EXPECT_EQ(typing({"verify", "--data", data}).status, 0) << row.mended;
    }
}

TEST(Start, WithoutDataGivesAOneTimeCodeAndNoPassword) {
    testing::TestServer server;
    auto visitor = server.visitor();
    EXPECT_EQ(visitor.get("/api/v1/public/start").at("/set_up_needed"), "true");
    const auto code = server.house().services().secrets->set_up_code();
    const auto set_up = [&](const std::string& typed) {
        return visitor.post("/api/v1/set-up", http::JsonObject()
                                                  .add("code", typed)
                                                  .add("county_name", "试验县")
                                                  .add("county_code", "320999")
                                                  .add("login", "first")
                                                  .add("name", "管理员")
                                                  .add("password", "four unlikely words here")
                                                  .text());
    };
    EXPECT_EQ(set_up("WRONGCODE222").code(), "set_up.wrong_code");
    const auto session = set_up(code);
    ASSERT_EQ(session.status, 201) << session.body;
    EXPECT_EQ(session.at("/login"), "first");
    EXPECT_GT(session.size("/powers"), 3U);
    EXPECT_GE(set_up(code).status, 400); // once only
    EXPECT_EQ(visitor.get("/api/v1/public/start").at("/set_up_needed"), "false");
    auto later = server.visitor();
    EXPECT_EQ(later.sign_in("first", "four unlikely words here").status, 201);
    EXPECT_EQ(later.get("/api/v1/session").at("/name"), "管理员");
}

TEST(SystemPages, TellThatAllIsWell) {
    testing::TestServer server;
    const auto health = server.visitor().get("/healthz");
    EXPECT_EQ(health.status, 200);
    EXPECT_EQ(health.at("/status"), "ok");
    EXPECT_EQ(health.at("/database"), "ok");
    EXPECT_NE(server.visitor().get("/metrics").body.find("weicheng_requests_total"),
              std::string::npos);
    const auto description = server.visitor().get("/api/v1/openapi.json");
    EXPECT_EQ(description.at("/openapi"), "3.1.0");
}

TEST(SystemPages, FiguresAreForThisMachineOnlyUnlessConfigured) {
    const auto behind_proxy = [](HouseOptions& options) { options.server.behind_proxy = true; };
    testing::TestServer server(db::Dialect::sqlite, behind_proxy);
    const auto answer = server.visitor().get("/metrics", {{"X-Forwarded-For", "10.0.0.9"}});
    EXPECT_EQ(answer.status, 403);
    EXPECT_EQ(answer.code(), "server.local_only");
    testing::TestServer open(db::Dialect::sqlite, [&](HouseOptions& options) {
        behind_proxy(options);
        options.open_metrics = true;
    });
    EXPECT_EQ(open.visitor().get("/metrics", {{"X-Forwarded-For", "10.0.0.9"}}).status, 200);
}

} // namespace
} // namespace app
} // namespace weicheng
