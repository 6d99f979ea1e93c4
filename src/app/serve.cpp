// weicheng serve: the server, until it is told to stop.
#include "app/commands.h"
#include "app/version.h"
#include "platform/log/log.h"

#include <csignal>
#include <cstdio>
#include <sys/resource.h>

namespace weicheng::app {

static std::pair<std::string, std::uint16_t> listen_place(const std::string& text) {
    const auto colon = text.rfind(':');
    auto host = text.substr(0, colon);
    if (host.size() > 2 && host.front() == '[') host = host.substr(1, host.size() - 2);
    const auto port = colon == std::string::npos ? "" : text.substr(colon + 1);
    if (port.empty() || port.find_first_not_of("0123456789") != std::string::npos ||
        port.size() > 5 || std::stoi(port) > 65535)
        throw config::Mistake("--listen takes HOST:PORT, not \"" + text + "\"");
    return {host.empty() ? "0.0.0.0" : host, static_cast<std::uint16_t>(std::stoi(port))};
}

static log::Level level_of(const std::string& text) {
    if (text == "debug") return log::Level::debug;
    if (text == "info") return log::Level::info;
    if (text == "warning") return log::Level::warning;
    if (text == "error") return log::Level::error;
    throw config::Mistake("--log-level takes debug, info, warning or error, not \"" + text + "\"");
}

/// Bursts of half a minute's worth: a whole hall behind one address may act at once.
static std::vector<http::RateRule> rate_rules(const config::Settings& settings) {
    const auto rule = [&](const char* name, const char* prefix, bool changes_only) {
        const auto per_minute = static_cast<int>(settings.number(name));
        return http::RateRule{prefix, per_minute, std::max(10, per_minute / 2), changes_only};
    };
    return {rule("rate-photos", "/api/v1/blobs/", true),
            rule("rate-reports", "/api/v1/portal/", true),
            rule("rate-sign-in", "/api/v1/sessions", true),
            rule("rate-sign-in", "/api/v1/set-up", true), rule("rate-reads", "/api/v1/", false)};
}

HouseOptions house_options(const config::Settings& settings) {
    HouseOptions options;
    options.data = settings.text("data");
    options.db = settings.text("db");
    if (settings.knows("photo-program")) options.photo_program = settings.text("photo-program");
    options.node = static_cast<int>(settings.number("node"));
    return options;
}

/// As many as the system lets us open; some stay for the database, photos and their program.
static std::size_t affordable_connections(std::size_t wished) {
    constexpr std::size_t for_ourselves = 256;
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) != 0) return wished;
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files); // refused: what we have must do
    getrlimit(RLIMIT_NOFILE, &files);
    const std::size_t granted = files.rlim_cur;
    return std::min(wished, granted > 2 * for_ourselves ? granted - for_ourselves : granted / 2);
}

static auth::Limits limits_of(const config::Settings& settings) {
    using std::chrono::hours, std::chrono::minutes;
    return {.shared_idle = minutes{settings.number("idle-minutes")},
            .own_idle = minutes{settings.number("own-idle-minutes")},
            .oldest = hours{24 * settings.number("session-days")},
            .log_kept = hours{24 * settings.number("sign-in-log-days")}};
}

static HouseOptions serving_options(const config::Settings& settings) {
    auto options = house_options(settings);
    options.commit_batch = static_cast<std::size_t>(settings.number("commit-batch"));
    std::tie(options.server.address, options.server.port) = listen_place(settings.text("listen"));
    options.server.threads = static_cast<int>(settings.number("threads"));
    options.server.limits.connections = affordable_connections(options.server.limits.connections);
    options.server.limits.connections_of_address =
        static_cast<std::size_t>(settings.number("connections-per-address"));
    options.server.behind_proxy = settings.flag("behind-proxy");
    options.secure_cookies = settings.flag("secure-cookies");
    options.open_metrics = settings.flag("open-metrics");
    options.limits = limits_of(settings);
    options.front.slow_threads = static_cast<int>(settings.number("slow-threads"));
    options.front.log_requests = settings.flag("log-requests");
    options.front.rate_rules = rate_rules(settings);
    log::open(settings.text("log-file"), level_of(settings.text("log-level")));
    return options;
}

static sigset_t stop_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    return signals;
}

static void tell_where(const Call& call, House& house, const std::string& host) {
    const auto seen = host == "0.0.0.0" || host == "::" ? std::string("127.0.0.1") : host;
    const auto address = "http://" +
                         (seen.find(':') == std::string::npos ? seen : "[" + seen + "]") + ":" +
                         std::to_string(house.port());
    std::printf("%s %s\n  %s  %s/admin/\n  %s  %s/p/\n", call.say("卫城", "Weicheng"), version,
                call.say("工作台", "desk    "), address.c_str(), call.say("群众端", "citizens"),
                address.c_str());
    const bool accounts = house.database().read([](db::Tx& tx) { return auth::any_account(tx); });
    if (!accounts)
        std::printf("  %s  %s\n", call.say("初始设置代码", "set-up code"),
                    house.services().secrets->set_up_code().c_str());
    if (house.services().demo) tell_demo_accounts(call);
    std::fflush(stdout);
}

static config::Mistake told_taken(const Call& call, const HouseOptions& options) {
    if (options.db.empty())
        return config::Mistake(call.say("数据目录 ", "another server already serves from ") +
                               options.data +
                               call.say(" 已有一个服务在运行；先停止它，或换一个 --data",
                                        "; stop that one, or choose another --data"));
    const auto node = std::to_string(options.node);
    return config::Mistake(
        call.say("已有一台序号为 ", "another server with --node ") + node +
        call.say(" 的服务器在使用这个数据库；请给每台服务器不同的 --node",
                 " already serves from this database; give each server a --node of its own"));
}

static int serve(const Call& call) {
    const auto options = serving_options(call.settings);
    const auto signals = stop_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr); // before any thread exists: they inherit it
    std::signal(SIGPIPE, SIG_IGN);
    House house(options);
    try {
        house.serve();
    } catch (const db::Taken&) {
        throw told_taken(call, options);
    }
    log::info("server.started", {{"listen", options.server.address},
                                 {"port", house.port()},
                                 {"version", version},
                                 {"migrations", house.migrations_applied().size()}});
    tell_where(call, house, options.server.address);
    int signal = 0;
    sigwait(&signals, &signal);
    pthread_sigmask(SIG_UNBLOCK, &signals, nullptr); // a second one ends it at once
    log::info("server.stopping");
    house.stop();
    log::info("server.stopped");
    return 0;
}

Command serve_command() {
    return {"serve",
            "",
            "启动服务",
            "runs the server until it is told to stop",
            {"data",
             "listen",
             "db",
             "config",
             "threads",
             "slow-threads",
             "commit-batch",
             "behind-proxy",
             "secure-cookies",
             "idle-minutes",
             "own-idle-minutes",
             "session-days",
             "sign-in-log-days",
             "open-metrics",
             "log-file",
             "log-level",
             "log-requests",
             "rate-photos",
             "rate-reports",
             "rate-sign-in",
             "rate-reads",
             "connections-per-address",
             "photo-program",
             "node"},
            serve};
}

} // namespace weicheng::app
