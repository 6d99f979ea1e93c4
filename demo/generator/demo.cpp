#include "demo/generator/demo.h"

#include "demo/generator/life.h"
#include "platform/auth/auth.h"

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

} // namespace

std::optional<Tally> make(const Services& services, const Options& options) {
    check(options.weeks >= 1 && options.weeks <= 10, "the demo plays one to ten weeks");
    check(options.cases >= 40 && options.cases <= 5000, "the demo plays 40 to 5000 cases");
    const bool taken =
        services.database->read([](db::Tx& tx) { return auth::home_county(tx).has_value(); });
    if (taken) return std::nullopt;

    const BorrowedClock guard(*services.clock);
    const auto start = options.now - std::chrono::days(options.weeks * 7);
    services.clock->set(start);
    options.tell("building the county");
    const auto files = read_county_files();
    const auto county = build_county(services, files, date_of(options.now), start);
    const auto in_force = services.database->read([&](db::Tx& tx) {
        return InForce{rulebook::in_force(tx, county.id, options.now),
                       calendar::in_force(tx, county.id)};
    });
    const auto plans = make_plans({.files = files,
                                   .county = county,
                                   .calendar = *in_force.calendar,
                                   .rules = *in_force.rules,
                                   .now = options.now,
                                   .weeks = options.weeks,
                                   .cases = options.cases,
                                   .seed = options.seed});
    Life life(services, files, county, *in_force.rules, *in_force.calendar, options);
    options.tell("playing " + std::to_string(options.weeks) + " weeks");
    auto tally = life.play(plans);
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
