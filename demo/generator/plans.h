// What will happen to each case of the demo, thrown before anything is done: where, what, who finds
// it, how fast people are, what goes wrong. Used by the demo generator only.
#pragma once

#include "demo/generator/county_builder.h"
#include "demo/generator/drawings.h"
#include "modules/calendar/calendar.h"
#include "modules/cases/cases.h"
#include "modules/rulebook/rulebook.h"

#include <optional>
#include <string>
#include <vector>

namespace weicheng::demo {

/// How long people take, as a share of the time they have.
enum class Pace { brisk, steady, one_late, late, hurried };
/// What a citizen says after closing.
enum class Verdict { silent, pleased, displeased, objects };

struct Plan {
    int number = 0;
    Instant reported_at;
    std::string source = "patrol";
    const KindWords* words = nullptr;
    std::string condition;
    std::string summary;
    const BuiltSite* site = nullptr;
    bool names_site = false; // reported as this site, or only near it
    Point point;
    std::string place_words;
    bool leaves_contact = false;

    Pace pace = Pace::steady;
    int late_stage = 0; // which stage is late with Pace::one_late
    bool mended = false;
    bool returned = false;
    bool sent_back = false;
    bool reworked = false;
    bool refused = false;
    Verdict verdict = Verdict::silent;
    std::optional<cases::State> rests_in; // goes no further than this
    std::optional<cases::Action> detour;  // leaves the straight way by this, once
    const char* detour_reason = "";       // code
    const char* detour_note = "";

    Look look;
    std::uint64_t seed = 0; // of everything thrown while it is played
};

struct PlanInput {
    const CountyFiles& files;
    const BuiltCounty& county;
    const calendar::WorkCalendar& calendar;
    const rulebook::Rules& rules;
    Instant now;
    int weeks = 6;
    int cases = 240;
    std::uint64_t seed = 1;
    bool with_resting = true; // something for every screen
    int named_percent = 55;   // of the reports name their site
    int steps_away = 2;       // of about 10 metres, that a problem lies from its site at the most
};

/// In order of reporting. Some are set so that every state and every demo account has something
/// waiting; chance makes the rest.
std::vector<Plan> make_plans(const PlanInput& input);

} // namespace weicheng::demo
