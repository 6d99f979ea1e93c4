#include "demo/generator/demo.h"

#include "demo/generator/life.h"
#include "platform/auth/auth.h"

#include <algorithm>

namespace weicheng::demo {

namespace {

/// The clock runs freely again, also when the play ends badly.
class BorrowedClock {
  public:
    explicit BorrowedClock(Clock& clock) : clock_(clock) {}
    BorrowedClock(const BorrowedClock&) = delete;
    ~BorrowedClock() { clock_.run_freely(); }

  private:
    Clock& clock_;
};

struct InForce {
    std::shared_ptr<const rulebook::Rules> rules;
    std::shared_ptr<const calendar::WorkCalendar> calendar;
};

/// Week by week, so that no more than a week's plans are held at a time.
Tally enter_weeks(Life& life, PlanInput input, const Options& options) {
    const auto album = life.album();
    // A large store fills its streets: two hundred sites would recur for ever.
    input.steps_away = 30;
    input.named_percent = 4;
    Tally tally;
    tally.pictures = static_cast<int>(album.before.size() + album.after.size());
    const int weeks = std::min(options.weeks, options.cases / 40);
    for (int week = 1; week <= weeks; ++week) {
        input.now = options.now - std::chrono::days((weeks - week) * 7);
        input.weeks = 1;
        input.cases = static_cast<int>(std::int64_t{options.cases} * week / weeks) -
                      static_cast<int>(std::int64_t{options.cases} * (week - 1) / weeks);
        input.seed = options.seed + static_cast<std::uint64_t>(week) * 104'729;
        input.with_resting = week == weeks;
        life.enter(make_plans(input), album, tally);
        if (week % 10 == 0 || week == weeks) options.tell(std::to_string(tally.entered) + " cases");
    }
    return tally;
}

} // namespace

std::optional<Tally> make(const Services& services, const Options& options) {
    const bool at_once =
        options.at_once || options.cases > most_played || options.weeks > most_weeks_played;
    check(options.weeks >= 1 && options.cases >= 40, "the demo has a week and forty cases");
    const bool taken =
        services.database->read([](db::Tx& tx) { return auth::home_county(tx).has_value(); });
    if (taken) return std::nullopt;

    const BorrowedClock guard(*services.clock);
    const auto start = options.now - std::chrono::days(options.weeks * 7);
    services.clock->set(start);
    options.tell("building the county");
    const auto files = read_county_files();
    // The county's dates are told for a play of some weeks; a longer one begins with them.
    const auto told_for = start + std::chrono::days(std::min(options.weeks, most_weeks_played) * 7);
    const auto county = build_county(services, files, date_of(told_for), start);
    const auto in_force = services.database->read([&](db::Tx& tx) {
        return InForce{rulebook::in_force(tx, county.id, options.now),
                       calendar::in_force(tx, county.id)};
    });
    PlanInput input{.files = files,
                    .county = county,
                    .calendar = *in_force.calendar,
                    .rules = *in_force.rules,
                    .now = options.now,
                    .weeks = options.weeks,
                    .cases = options.cases,
                    .seed = options.seed};
    Life life(services, files, county, *in_force.rules, *in_force.calendar, options);
    options.tell((at_once ? "entering " : "playing ") + std::to_string(options.weeks) + " weeks");
    auto tally = at_once ? enter_weeks(life, input, options) : life.play(make_plans(input));
    tally.county = county.id;
    return tally;
}

std::vector<Account> accounts(Locale locale) {
    const auto files = read_county_files();
    std::vector<Account> found;
    for (const auto& entry : files.accounts.accounts)
        for (const auto& person : files.people.people)
            if (person.name == entry.person)
                found.push_back({entry.login, files.accounts.password, person.name,
                                 person.posts.front().title,
                                 locale == Locale::en ? entry.role_en : entry.role_zh});
    return found;
}

} // namespace weicheng::demo
