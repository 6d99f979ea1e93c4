#include "platform/config/config.h"

#include "foundation/check.h"
#include "foundation/text.h"

#include <algorithm>
#include <charconv>

namespace weicheng::config {

static std::optional<long long> number_from(std::string_view text) {
    long long value = 0;
    const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (trouble != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

const Setting* Settings::find(std::string_view name) const {
    const auto found = std::find_if(table_.begin(), table_.end(),
                                    [&](const Setting* setting) { return setting->name == name; });
    return found == table_.end() ? nullptr : *found;
}

void Settings::take(const Setting& setting, std::string value, const std::string& where) {
    if (setting.kind == Setting::Kind::number) {
        const auto number = number_from(value);
        if (!number || *number < setting.least || *number > setting.most)
            throw Mistake(where + ": " + setting.name + " takes a number from " +
                          std::to_string(setting.least) + " to " + std::to_string(setting.most) +
                          ", not \"" + value + "\"");
    }
    if (setting.kind == Setting::Kind::flag && value != "true" && value != "false")
        throw Mistake(where + ": " + setting.name + " is true or false, not \"" + value + "\"");
    values_.emplace(setting.name, std::move(value));
}

std::vector<std::string> Settings::take_words(const std::vector<std::string>& words) {
    std::vector<std::string> rest;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto& word = words[i];
        if (!word.starts_with("--")) {
            rest.push_back(word);
            continue;
        }
        const auto equals = word.find('=');
        const auto name = word.substr(2, equals == std::string::npos ? equals : equals - 2);
        const auto* setting = find(name);
        if (setting == nullptr) throw Mistake("there is no setting --" + name);
        if (equals != std::string::npos)
            take(*setting, word.substr(equals + 1), "--" + name);
        else if (setting->kind == Setting::Kind::flag)
            take(*setting, "true", "--" + name);
        else if (i + 1 < words.size())
            take(*setting, words[++i], "--" + name);
        else
            throw Mistake("--" + name + " needs " + setting->value);
    }
    return rest;
}

static std::string environment_name(std::string_view name) {
    std::string text = "WEICHENG_";
    for (const char c : name)
        text += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
    return text;
}

void Settings::take_environment(const Environment& environment) {
    for (const auto* setting : table_) {
        const auto name = environment_name(setting->name);
        if (const char* value = environment(name.c_str())) take(*setting, value, name);
    }
}

void Settings::take_file(std::string_view text, const std::string& where) {
    int number = 0;
    for (auto line : split(text, '\n')) {
        ++number;
        if (line.ends_with('\r')) line.remove_suffix(1);
        line = trimmed(line);
        if (line.empty() || line.starts_with('#')) continue;
        const auto place = where + ":" + std::to_string(number);
        const auto equals = line.find('=');
        if (equals == std::string_view::npos) throw Mistake(place + ": write name=value");
        const auto name = trimmed(line.substr(0, equals));
        const auto* setting = find(name);
        if (setting == nullptr) throw Mistake(place + ": there is no setting " + std::string(name));
        take(*setting, std::string(trimmed(line.substr(equals + 1))), place);
    }
}

const std::string& Settings::text(std::string_view name) const {
    if (const auto found = values_.find(name); found != values_.end()) return found->second;
    const auto* setting = find(name);
    check(setting != nullptr, "only settings of the table are asked for");
    static thread_local std::map<const Setting*, std::string> defaults;
    return defaults.try_emplace(setting, setting->otherwise).first->second;
}

long long Settings::number(std::string_view name) const {
    const auto value = number_from(text(name));
    check(value.has_value(), "a number's default is a number");
    return *value;
}

bool Settings::flag(std::string_view name) const {
    return text(name) == "true";
}

std::string Settings::help(Locale locale) const {
    std::size_t width = 0;
    std::vector<std::string> names;
    for (const auto* setting : table_) {
        names.push_back("--" + std::string(setting->name) +
                        (*setting->value ? " " + std::string(setting->value) : ""));
        width = std::max(width, names.back().size());
    }
    std::string text;
    for (std::size_t i = 0; i < table_.size(); ++i) {
        const auto& setting = *table_[i];
        text += "  " + names[i] + std::string(width - names[i].size() + 2, ' ');
        text += locale == Locale::zh ? setting.zh : setting.en;
        if (*setting.otherwise && setting.kind != Setting::Kind::flag)
            text += std::string(" [") + setting.otherwise + "]";
        text += '\n';
    }
    return text;
}

} // namespace weicheng::config
