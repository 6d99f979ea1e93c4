// The commands of the program: one table, one --help. Only run.cpp and the commands see it.
#pragma once

#include "app/house.h"
#include "platform/config/config.h"

#include <functional>
#include <string>
#include <vector>

namespace weicheng::app {

struct Call {
    const config::Settings& settings;
    const std::vector<std::string>& words; // after the command, without settings
    Locale locale;

    /// The words in the reader's language.
    const char* say(const char* zh, const char* en) const { return locale == Locale::zh ? zh : en; }
};

struct Command {
    const char* name;
    const char* words; // what may follow the name, as it is written
    const char* zh;
    const char* en;
    std::vector<const char*> settings;
    std::function<int(const Call&)> run; // the exit status
};

const std::vector<Command>& commands();

Command serve_command();
Command migrate_command();
Command openapi_command();
Command user_command();
Command demo_command();
Command verify_command();

/// Prints who may sign in to the demo county.
void tell_demo_accounts(const Call& call);

/// Where the data is, as the settings say.
HouseOptions house_options(const config::Settings& settings);

} // namespace weicheng::app
