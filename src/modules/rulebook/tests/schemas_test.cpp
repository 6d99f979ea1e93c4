// Schemas as modules hand them in, and how a county's document is laid over what is shipped. R2.5.
#include "app/modules.h"
#include "modules/rulebook/rulebook_shapes.h"
#include "modules/rulebook/store/layer.h"
#include "platform/db/db.h"

#include <gtest/gtest.h>

namespace weicheng::rulebook {
namespace {

struct LayerRow {
    const char* row;
    const char* base;
    const char* ours;
    const char* theirs;
    const char* expected;
};

const LayerRow layers[] = {
    {"未改的跟随程序", R"({"a":1,"b":2})", R"({"a":1,"b":2})", R"({"a":1,"b":3})",
     R"({"a":1,"b":3})"},
    {"改过的留着", R"({"a":1,"b":2})", R"({"a":9,"b":2})", R"({"a":4,"b":3})", R"({"a":9,"b":3})"},
    {"层层相套", R"({"a":{"x":1,"y":1}})", R"({"a":{"x":2,"y":1}})", R"({"a":{"x":3,"y":3}})",
     R"({"a":{"x":2,"y":3}})"},
    {"程序新增的字段", R"({"a":1})", R"({"a":2})", R"({"a":1,"n":5})", R"({"a":2,"n":5})"},
    {"程序取消、县里没动的字段", R"({"a":1,"o":1})", R"({"a":2,"o":1})", R"({"a":1})",
     R"({"a":2})"},
    {"程序取消、县里改过的字段", R"({"a":1,"o":1})", R"({"a":1,"o":7})", R"({"a":1})",
     R"({"a":1,"o":7})"},
    {"已核定的整条归县里", R"({"f":4,"g":1,"status":"p"})", R"({"f":4,"g":1,"status":"approved"})",
     R"({"f":6,"g":2,"status":"p"})", R"({"f":4,"g":1,"status":"approved"})"},
    {"逐条合并", R"([{"code":"a","v":1},{"code":"b","v":1}])",
     R"([{"code":"a","v":9},{"code":"b","v":1}])", R"([{"code":"a","v":2},{"code":"b","v":2}])",
     R"([{"code":"a","v":9},{"code":"b","v":2}])"},
    {"程序新增一条", R"([{"code":"a","v":1}])", R"([{"code":"a","v":9}])",
     R"([{"code":"n","v":1},{"code":"a","v":1}])", R"([{"code":"n","v":1},{"code":"a","v":9}])"},
    {"县里删去的不回来", R"([{"code":"a","v":1},{"code":"b","v":1}])", R"([{"code":"a","v":1}])",
     R"([{"code":"a","v":2},{"code":"b","v":2}])", R"([{"code":"a","v":2}])"},
    {"县里增加的留着，顺序照县里", R"([{"code":"a","v":1},{"code":"b","v":1}])",
     R"([{"code":"own","v":1},{"code":"b","v":1},{"code":"a","v":1}])",
     R"([{"code":"a","v":2},{"code":"n","v":2},{"code":"b","v":1}])",
     R"([{"code":"own","v":1},{"code":"b","v":1},{"code":"a","v":2},{"code":"n","v":2}])"},
    {"程序删去、县里没动的", R"([{"code":"a","v":1},{"code":"b","v":1}])",
     R"([{"code":"a","v":9},{"code":"b","v":1}])", R"([{"code":"a","v":1}])",
     R"([{"code":"a","v":9}])"},
    {"无代码的清单整份归县里", R"({"l":["x"]})", R"({"l":["x","y"]})", R"({"l":["z"]})",
     R"({"l":["x","y"]})"},
    {"不知底稿：全归县里，缺的补上", "", R"({"a":1,"l":[{"code":"a"}]})",
     R"({"a":2,"l":[{"code":"b"}],"n":3})", R"({"a":1,"l":[{"code":"a"}],"n":3})"},
};

TEST(Layers, KeepWhatTheCountyEditedAndFollowTheRest_R2_5) {
    for (const auto& row : layers)
        EXPECT_EQ(relaid(row.base, row.ours, row.theirs), row.expected) << row.row;
}

TEST(Layers, WhatAVersionLacksIsAsShipped_R2_5) {
    EXPECT_EQ(filled(R"({"b":1})", R"({"a":2,"b":3})"), R"({"b":1,"a":2})");
}

/// Every mistake is named with the file and what to do.
std::string trouble_with(std::vector<RuleSchema> schemas) {
    try {
        Schemas made(std::move(schemas));
    } catch (const std::exception& trouble) {
        return trouble.what();
    }
    return "";
}

struct Tea {
    std::string sort;
};
SHAPE(Tea, sort);
struct Cake {
    std::string sort;
};
SHAPE(Cake, sort);

template <class T>
RuleSchema sorts(const char* name, Words words, std::string shipped = R"({"sort":"green"})") {
    auto made = schema<T>(name, std::move(words), "modules/tea", [](const T&) { return Wrong{}; });
    made.shipped = std::move(shipped);
    return made;
}

TEST(RuleSchemas, WithoutWordsOrFileOrNameOfTheirOwnStopTheStart_R2_5) {
    const Words words{"茶", "Tea"};
    const auto has = [](const std::string& told, const char* part) {
        return told.find(part) != std::string::npos;
    };
    EXPECT_EQ(trouble_with({sorts<Tea>("tea", words)}), "");
    for (const Words& missing : {Words{"", "Tea"}, Words{"茶", ""}}) {
        const auto told = trouble_with({sorts<Tea>("tea", missing)});
        EXPECT_TRUE(has(told, "src/modules/tea/data/tea.json")) << told;
        EXPECT_TRUE(has(told, "has no words in both languages; give")) << told;
    }
    EXPECT_TRUE(has(trouble_with({sorts<Tea>("tea", words, "")}), "ships nothing; write this"));
    EXPECT_TRUE(has(trouble_with({sorts<Tea>("tea", words, R"({"sort":1})")}), "/sort"));
    EXPECT_TRUE(has(trouble_with({sorts<Tea>("tea", words), sorts<Cake>("tea", words)}),
                    "give it one of its own"));
    EXPECT_TRUE(has(trouble_with({sorts<Tea>("tea", words), sorts<Tea>("cake", words)}),
                    "give it one of its own"));
}

TEST(RuleSchemas, OfAllModulesAreSound_R2_5) {
    std::vector<RuleSchema> all;
    for (const auto& module : app::all_modules(Services{}))
        all.insert(all.end(), module.rules.begin(), module.rules.end());
    EXPECT_EQ(trouble_with(all), "");
    EXPECT_GE(all.size(), 9u);
}

TEST(Rules, OfATypeThatNoModuleHandsInAreABug_R2_5) {
    Rules rules;
    rules.set(Tea{"green"}, 7);
    EXPECT_EQ(rules.get<Tea>().sort, "green");
    EXPECT_EQ(rules.version_of<Tea>(), 7);
    EXPECT_THROW(rules.get<Cake>(), Bug);
}

} // namespace
} // namespace weicheng::rulebook
