// The program's entry: finds the command, gathers its settings, tells mistakes in plain words.
#include "app/commands.h"
#include "app/settings.h"
#include "app/version.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <sys/stat.h>

namespace weicheng {

namespace app {

const std::vector<Command>& commands() {
    static const std::vector<Command> all{serve_command(), migrate_command(), openapi_command(),
                                          user_command(),  demo_command(),    verify_command()};
    return all;
}

static Locale terminal_locale() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0')
            return std::string_view(value).starts_with("zh") ? Locale::zh : Locale::en;
    return Locale::en;
}

static std::string usage(const Command& command) {
    std::string text = std::string("weicheng ") + command.name;
    if (*command.words) (text += ' ') += command.words;
    return text;
}

static std::string general_help(Locale locale) {
    const bool zh = locale == Locale::zh;
    std::string text = std::string(zh ? "卫城 " : "Weicheng ") + version + "\n\n";
    for (const auto& command : commands()) {
        auto name = usage(command);
        name.resize(std::max<std::size_t>(name.size() + 2, 34), ' ');
        text += "  " + name + (zh ? command.zh : command.en) + "\n";
    }
    text += zh ? "\n每条命令都可加 --help。设置也可写在环境变量 WEICHENG_… 或 weicheng.conf 中。\n"
               : "\nEach command takes --help. Settings may also stand in the environment "
                 "(WEICHENG_…) or in weicheng.conf.\n";
    return text;
}

static std::string command_help(const Command& command, const config::Settings& settings,
                                Locale locale) {
    std::string text = usage(command) + "\n  ";
    text += locale == Locale::zh ? command.zh : command.en;
    return text + "\n\n" + settings.help(locale);
}

/// The file may hold settings of all commands: what this one does not take is only checked.
static void take_settings_file(config::Settings& settings, const Command& command) {
    const bool named = settings.given("config");
    const std::filesystem::path path =
        named ? settings.text("config") : settings.text("data") + "/weicheng.conf";
    std::ifstream file(path);
    if (!file) {
        if (named) throw config::Mistake("cannot read " + path.string());
        return;
    }
    std::ostringstream text;
    text << file.rdbuf();
    config::Settings whole(all_settings());
    whole.take_file(text.str(), path.string());
    std::string own;
    for (const char* name : command.settings)
        if (whole.given(name)) own += std::string(name) + "=" + whole.text(name) + "\n";
    settings.take_file(own, path.string());
}

static int run_command(const Command& command, std::vector<std::string> words, Locale locale) {
    config::Settings settings(app::settings(command.settings));
    for (const auto& word : words)
        if (word == "--help" || word == "-h")
            return std::fputs(command_help(command, settings, locale).c_str(), stdout) < 0;
    words = settings.take_words(words);
    settings.take_environment([](const char* name) -> const char* { return std::getenv(name); });
    if (std::find(command.settings.begin(), command.settings.end(), std::string_view("config")) !=
        command.settings.end())
        take_settings_file(settings, command);
    if (!words.empty() && *command.words == '\0')
        throw config::Mistake("what is \"" + words.front() + "\"? See weicheng " + command.name +
                              " --help");
    return command.run({settings, words, locale});
}

} // namespace app

int run(int count, char** arguments) {
    umask(077); // what we write holds personal data: for this account only
    const auto locale = app::terminal_locale();
    const std::vector<std::string> words(arguments + 1, arguments + std::max(count, 1));
    const std::string asked = words.empty() ? "--help" : words.front();
    if (asked == "--help" || asked == "-h" || asked == "help") {
        std::fputs(app::general_help(locale).c_str(), stdout);
        return words.empty() ? 2 : 0;
    }
    if (asked == "--version") return std::printf("%s\n", app::version) < 0;
    try {
        for (const auto& command : app::commands())
            if (command.name == asked)
                return app::run_command(command, {words.begin() + 1, words.end()}, locale);
        throw config::Mistake("there is no command \"" + asked + "\"; see weicheng --help");
    } catch (const std::exception& told) {
        std::fprintf(stderr, "weicheng: %s\n", told.what());
        return dynamic_cast<const config::Mistake*>(&told) != nullptr ? 2 : 1;
    }
}

} // namespace weicheng
