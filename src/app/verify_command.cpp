// weicheng verify: counts everything again and says where the roll-ups differ.
#include "app/commands.h"
#include "app/modules.h"

#include <cstdio>

namespace weicheng::app {

static int verify(const Call& call) {
    auto options = house_options(call.settings);
    options.long_statements = true;
    House house(std::move(options));
    const auto wrong = house.database().read([](db::Tx& tx) {
        std::vector<std::string> all;
        for (const auto county : auth::counties(tx))
            for (auto& each : roll_up_differences(tx, county))
                all.push_back(std::move(each));
        return all;
    });
    for (const auto& each : wrong)
        std::printf("%s\n", each.c_str());
    if (wrong.empty())
        std::puts(call.say("核对一致：统计数与逐案重算相同",
                           "verified: the roll-ups are what a recount gives"));
    else
        std::puts(call.say("核对不一致：以上统计数与逐案重算不同",
                           "the roll-ups above are not what a recount gives"));
    return wrong.empty() ? 0 : 1;
}

Command verify_command() {
    return {"verify",
            "",
            "逐案重算并核对统计数，不一致时退出码为 1",
            "counts everything again and compares; status 1 where something differs",
            {"data", "db", "config", "node"},
            verify};
}

} // namespace weicheng::app
