// The demo county 青峰县: its plain files entered through the doors of the modules, then weeks of
// life played through the modules' own actions. The app's command `demo` and tests call it.
#pragma once

#include "foundation/time.h"
#include "modules/cases/cases.h"
#include "platform/module.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace weicheng::demo {

struct Options {
    int cases = 240;
    std::uint64_t seed = 1;
    int weeks = 6; // of life before `now`, 1..520
    /// Each case with its whole life at once and pictures that many share, instead of day by day
    /// through the actions: for large stores. More than `most_played` cases are always entered so.
    bool at_once = false;
    Instant now; // the demo's today
    int picture_width = 960;
    std::function<void(const std::string&)> tell = [](const std::string&) {
    }; // progress, in English
};

inline constexpr int most_played = 5000; // cases
inline constexpr int most_weeks_played = 10;

/// A citizen's report with the code to follow it at /p.
struct FollowedReport {
    std::string number;
    std::string follow_code;
    cases::State state = cases::State::reported;
    bool rated = false;
};

struct Tally {
    CountyId county;
    int entered = 0;                  // cases
    std::vector<cases::CaseId> cases; // in the order of reporting; none when entered at once
    std::vector<FollowedReport> reports;
    int moves = 0;
    int pictures = 0;
    std::map<cases::State, int> by_state;
};

/// Fills an empty, migrated store; nothing when it already holds a county. The modules must
/// be joined. Sets the clock while it plays and lets it run freely afterwards. The same seed and
/// the same `now` give the same cases.
std::optional<Tally> make(const Services& services, const Options& options);

/// The accounts a visitor of the demo may sign in with.
struct Account {
    std::string login;
    std::string password;
    std::string name;
    std::string title;
    std::string role;
};
std::vector<Account> accounts(Locale locale);

} // namespace weicheng::demo
