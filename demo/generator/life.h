// Plays the plans through the actions of the modules, step by step in the order of time. Used by
// the demo generator only.
#pragma once

#include "demo/generator/demo.h"
#include "demo/generator/plans.h"
#include "demo/generator/staff.h"

#include <queue>
#include <set>

namespace weicheng::demo {

/// A plan under way.
struct Thread {
    const Plan* plan = nullptr;
    Dice dice;
    cases::CaseId id = {};
    std::string number = {}; // of a citizen's report, with the code to follow it
    std::string follow_code = {};
    std::vector<std::string> before = {}; // pictures not shown yet
    std::vector<std::string> after = {};
    int stages = 0;
    std::set<cases::Action> detours_taken = {}; // what has gone wrong already
    bool rated = false;
};

/// Pictures that many cases share.
struct Album {
    std::vector<std::string> before; // digests, at least as many as one case can need
    std::vector<std::string> after;
};

class Life {
  public:
    Life(const Services& services, const CountyFiles& files, const BuiltCounty& county,
         const rulebook::Rules& rules, const calendar::WorkCalendar& calendar,
         const Options& options);

    Tally play(const std::vector<Plan>& plans);
    /// Draws the pictures of an album.
    Album album();
    /// Enters the plans one after the other, each with its whole life at once.
    void enter(const std::vector<Plan>& plans, const Album& album, Tally& tally);

  private:
    struct Turn {
        Instant at;
        std::size_t thread = 0;
        bool operator>(const Turn& other) const {
            return at != other.at ? at > other.at : thread > other.thread;
        }
    };

    void take_pictures(std::vector<Thread>& threads, Tally& tally);
    void report(Thread& one, Instant at);
    const Caller& reporter(Thread& one);
    static cases::NewReport as_report(db::Tx& tx, CountyId county, const Plan& plan);
    static std::string taken(std::vector<std::string>& pictures);
    cases::Case enter(db::Tx& tx, Thread& one);
    std::optional<cases::KnownStep> known_step(Thread& one, const cases::Case& known, Instant& at);
    void report_as_citizen(Thread& one, Instant at);
    void report_as_official(Thread& one, Instant at);
    /// The next thing that happens to the case; false when nobody does anything more.
    bool step(Thread& one, const cases::Case& known, Instant at);
    bool step_closed(Thread& one, const cases::Case& known, Instant at);
    std::optional<cases::Move> choose(Thread& one, const cases::Case& known, const Caller** who);
    /// The step that leaves the straight way, when it is time for it.
    std::optional<cases::Move> detour(Thread& one, const cases::Case& known, const Caller** who);
    cases::Move handling(Thread& one, const cases::Case& known);
    cases::Move checking(Thread& one, const cases::Case& known);
    BodyId body_to_send_to(const cases::Case& known) const;
    bool rests(const Thread& one, const cases::Case& known) const;
    /// True once: the plan wants it to go wrong and it has not yet.
    bool goes_wrong(Thread& one, bool planned, cases::Action action) const;
    Instant next_time(Thread& one, const cases::Case& known, Instant at) const;
    int share_of_time(Thread& one, const cases::Case& known) const;
    std::optional<cases::Case> find(cases::CaseId id) const;

    const Services& services_;
    const CountyFiles& files_;
    const BuiltCounty& county_;
    const rulebook::Rules& rules_;
    const calendar::WorkCalendar& calendar_;
    const Options& options_;
    Staff staff_;
    int moves_ = 0;
    std::map<std::string, cases::CaseId> under_way_; // of each kind one that others may join
};

} // namespace weicheng::demo
