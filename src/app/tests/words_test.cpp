// Every code that the source refuses with has words, and every power that a door wants exists.
#include "app/house.h"
#include "app/modules.h"
#include "platform/http/problem.h"
#include "tests/support/source_folder.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <regex>
#include <sstream>

namespace weicheng::app {
namespace {

std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// code -> the file that refuses with it. Tests make codes up and do not count.
std::map<std::string, std::string> codes_in_source() {
    static const std::regex code(
        R"re((?:Refusal\s*\{\s*(?:\.code\s*=\s*)?|[Rr]efus\w*\([^;]{0,80}?|errors\.add\([^;]{0,120}?,\s*)"([a-z_]+\.[a-z_]+)")re");
    std::map<std::string, std::string> found;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(testing::source_folder() / "src")) {
        const auto path = entry.path().string();
        if (!entry.is_regular_file() || path.find("/tests/") != std::string::npos) continue;
        if (!path.ends_with(".cpp") && !path.ends_with(".h")) continue;
        const auto text = text_of(entry.path());
        for (std::sregex_iterator at(text.begin(), text.end(), code), end; at != end; ++at)
            found.emplace((*at)[1].str(), path);
    }
    return found;
}

TEST(RefusalWords, StandForEveryCodeOfTheSource) {
    const http::Wordbook words(all_refusals(all_modules(Services{})));
    const auto codes = codes_in_source();
    EXPECT_GT(codes.size(), 40U); // the search itself works
    for (const auto& [code, path] : codes)
        EXPECT_TRUE(words.knows(code)) << code << " of " << path << " has no words";
}

TEST(RefusalWords, SayTheirThingInBothLanguages) {
    for (const auto& words : all_refusals(all_modules(Services{}))) {
        EXPECT_GT(std::string_view(words.zh).size(), 5U) << words.code;
        EXPECT_GT(std::string_view(words.en).size(), 5U) << words.code;
        EXPECT_TRUE(words.status == 0 || (words.status >= 400 && words.status < 600)) << words.code;
        // the same params fill both; one that is itself a word comes as {x_zh} and {x_en}
        std::set<std::string> zh, en;
        static const std::regex slot(R"(\{(\w+?)(_zh|_en)?\})");
        const std::string zh_text = words.zh, en_text = words.en;
        for (std::sregex_iterator at(zh_text.begin(), zh_text.end(), slot), end; at != end; ++at)
            zh.insert((*at)[1]);
        for (std::sregex_iterator at(en_text.begin(), en_text.end(), slot), end; at != end; ++at)
            en.insert((*at)[1]);
        EXPECT_EQ(zh, en) << words.code;
    }
}

TEST(Powers, WantedAtDoorsAreToldByAModule) {
    std::set<std::string> known;
    for (const auto& module : all_modules(Services{}))
        for (const auto& power : module.powers)
            EXPECT_TRUE(known.insert(power.power).second) << power.power << " is told twice";
    for (const auto& endpoint : described_endpoints()) {
        const auto& power = endpoint.spec.power;
        EXPECT_TRUE(power.empty() || known.contains(power)) << endpoint.spec.operation_id;
    }
}

TEST(Endpoints, LieUnderTheApiAndEachHasAnOperation) {
    for (const auto& endpoint : described_endpoints()) {
        const auto& path = endpoint.spec.path;
        EXPECT_TRUE(path.starts_with("/api/v1/") || path == "/healthz" || path == "/metrics")
            << path;
        EXPECT_TRUE(std::regex_match(endpoint.spec.operation_id, std::regex("[a-z]+(_[a-z]+)*")))
            << endpoint.spec.operation_id;
    }
}

TEST(Migrations, HaveNamesInOrderWithoutDoubles) {
    std::set<std::string> names;
    for (const auto& migration : all_migrations(all_modules(Services{}))) {
        EXPECT_TRUE(names.insert(migration.name).second) << migration.name;
        EXPECT_TRUE(std::regex_match(migration.name, std::regex("[0-9]{8}-[0-9]{4}-[a-z-]+")))
            << migration.name;
    }
    EXPECT_FALSE(names.empty());
}

} // namespace
} // namespace weicheng::app
