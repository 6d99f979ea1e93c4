// weicheng demo: fills an empty store with the fictional county 青峰县.
#include "app/commands.h"
#include "demo/generator/demo.h"

#include <cstdio>

namespace weicheng::app {

void tell_demo_accounts(const Call& call) {
    std::puts(call.say("演示账号（密码相同）：", "demo accounts, with one password:"));
    for (const auto& account : demo::accounts(call.locale))
        std::printf("  %-10s %s  %s · %s (%s)\n", account.login.c_str(), account.password.c_str(),
                    account.name.c_str(), account.title.c_str(), account.role.c_str());
}

/// One report that its citizen may still rate or object to, to look at from the other side.
static void tell_report(const Call& call, const demo::Tally& tally) {
    for (auto report = tally.reports.rbegin(); report != tally.reports.rend(); ++report)
        if (report->state == cases::State::closed && !report->rated) {
            std::printf("%s /p/r/%s?c=%s\n", call.say("一件群众上报：", "one citizen's report:"),
                        report->number.c_str(), report->follow_code.c_str());
            return;
        }
}

static int make_demo(const Call& call) {
    House house(house_options(call.settings));
    demo::Options options;
    options.cases = static_cast<int>(call.settings.number("cases"));
    options.seed = static_cast<std::uint64_t>(call.settings.number("seed"));
    options.weeks = static_cast<int>(call.settings.number("weeks"));
    options.now = house.clock().now();
    options.tell = [](const std::string& words) { std::fprintf(stderr, "%s\n", words.c_str()); };
    const auto tally = demo::make(house.services(), options);
    if (!tally)
        throw config::Mistake(
            call.say("这里已有一个县的数据；演示数据只能建在空库中，请换一个 --data",
                     "there is already a county; the demo needs an empty store, "
                     "name another --data"));
    std::printf(call.say("青峰县（虚构）：%d 件案件，%d 步，%d 张图片\n",
                         "Qingfeng, a fictional county: %d cases, %d moves, %d pictures\n"),
                tally->entered, tally->moves, tally->pictures);
    tell_demo_accounts(call);
    tell_report(call, *tally);
    return 0;
}

Command demo_command() {
    return {"demo",
            "",
            "在空库中建立虚构的演示县",
            "fills an empty store with a fictional county",
            {"data", "db", "config", "photo-program", "node", "cases", "seed", "weeks"},
            make_demo};
}

} // namespace weicheng::app
