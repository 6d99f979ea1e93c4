// weicheng migrate, openapi, user: what an administrator does at the terminal.
#include "app/commands.h"
#include "app/contract.h"

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <termios.h>
#include <unistd.h>

namespace weicheng::app {

// ---- migrate ----

static int migrate(const Call& call) {
    House house(house_options(call.settings));
    for (const auto& name : house.migrations_applied())
        std::printf("%s\n", name.c_str());
    if (house.migrations_applied().empty())
        std::puts(call.say("数据库已是最新", "the database is up to date"));
    return 0;
}

Command migrate_command() {
    return {"migrate",
            "",
            "把数据库升级到本版本",
            "brings the database up to date",
            {"data", "db", "config", "node"},
            migrate};
}

// ---- openapi ----

static int print_openapi(const Call&) {
    std::fputs(http::openapi(described_endpoints(), contract()).c_str(), stdout);
    return 0;
}

Command openapi_command() {
    return {
        "openapi",    "", "输出接口说明（OpenAPI 3.1）", "prints the OpenAPI 3.1 description", {},
        print_openapi};
}

// ---- user ----

/// From the terminal without echo, or a line of standard input.
static std::string ask_password(const Call& call) {
    const bool terminal = ::isatty(STDIN_FILENO) != 0;
    termios before{};
    if (terminal) {
        std::fputs(call.say("密码：", "password: "), stderr);
        ::tcgetattr(STDIN_FILENO, &before);
        auto silent = before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSANOW, &silent);
    }
    std::string password;
    std::getline(std::cin, password);
    if (terminal) {
        ::tcsetattr(STDIN_FILENO, TCSANOW, &before);
        std::fputs("\n", stderr);
    }
    return password;
}

/// The words of a refusal as a mistake at the terminal.
static config::Mistake told(const House& house, const Refusal& refusal, Locale locale) {
    for (const auto& words : house.refusals())
        if (words.code == refusal.code)
            return config::Mistake(
                fill(locale == Locale::zh ? words.zh : words.en, refusal.params));
    return config::Mistake(refusal.code);
}

static CountyId home_of(House& house, const Call& call) {
    const auto home = house.database().read([](db::Tx& tx) { return auth::home_county(tx); });
    if (!home)
        throw config::Mistake(call.say("尚未完成初始设置；请先启动服务并按提示设置",
                                       "there is no county yet: start the server and set it up"));
    return home->id;
}

static std::string hashed_password(const House& house, const Call& call, const std::string& login) {
    const auto password = ask_password(call);
    if (const auto judged = auth::judge_password(password, login); !judged)
        throw told(house, judged.refusal(), call.locale);
    return auth::hash_password(password);
}

static AccountId account_named(House& house, CountyId county, const std::string& login,
                               Locale locale) {
    const auto account = house.database().read(
        [&](db::Tx& tx) { return auth::account_by_login(tx, county, login); });
    if (!account) throw told(house, {"account.unknown"}, locale);
    return *account;
}

static int list_users(House& house, CountyId county, const Call& call) {
    const auto all = house.database().read([&](db::Tx& tx) { return auth::accounts(tx, county); });
    for (const auto& account : all)
        std::printf("%-24s %s%s\n", account.login.c_str(), account.name.c_str(),
                    account.disabled ? call.say("（已停用）", " (disabled)") : "");
    return 0;
}

static int user(const Call& call) {
    const auto& words = call.words;
    const std::string what = words.empty() ? "" : words[0];
    const bool named = what == "add" || what == "password" || what == "disable" || what == "enable";
    if (words.size() != (named ? 2U : 1U) || (!named && what != "list"))
        throw config::Mistake("weicheng user add|password|disable|enable LOGIN, or list");
    House house(house_options(call.settings));
    const auto county = home_of(house, call);
    const auto now = house.clock().now();
    if (what == "list") return list_users(house, county, call);
    const auto& login = words[1];
    auto& database = house.database();
    Result<void> done;
    if (what == "add") {
        const auto hash = hashed_password(house, call, login);
        const auto name = call.settings.text("name").empty() ? login : call.settings.text("name");
        const auto made = database.write([&](db::Tx& tx) {
            return auth::create_account(tx,
                                        {.county = county,
                                         .login = login,
                                         .password_hash = hash,
                                         .name = name,
                                         .must_change_password = true},
                                        now);
        });
        if (!made) done = made.refusal();
    } else if (what == "password") {
        const auto account = account_named(house, county, login, call.locale);
        const auto hash = hashed_password(house, call, login);
        done = database.write(
            [&](db::Tx& tx) { return auth::reset_password(tx, county, account, hash, now); });
    } else {
        const auto account = account_named(house, county, login, call.locale);
        done = database.write([&](db::Tx& tx) {
            return auth::set_disabled(tx, county, account, what == "disable", now);
        });
    }
    if (!done) throw told(house, done.refusal(), call.locale);
    return 0;
}

Command user_command() {
    return {"user",
            "add|password|disable|enable LOGIN | list",
            "管理账号（密码从键盘或标准输入读取）",
            "accounts; passwords are read from the keyboard or standard input",
            {"data", "db", "config", "node", "name"},
            user};
}

} // namespace weicheng::app
