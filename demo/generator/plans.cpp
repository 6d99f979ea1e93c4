#include "demo/generator/plans.h"

#include "demo/generator/work_time.h"

#include <algorithm>

namespace weicheng::demo {

namespace {

using cases::Action;
using cases::State;

/// A case that rests in a state, so that a screen has something to show. `age` in working minutes
/// since it was reported; a hurried case reaches its resting state within the first hour of it.
struct Resting {
    const char* kind;
    const char* grid; // nullptr: anywhere
    const char* source;
    State state;
    int age_minutes;
    bool comes_back = false; // in its second period, or after a rework
    std::optional<Action> detour = {};
    const char* reason = "";
    const char* note = "";
};

/// office: reported, filed, checked. houtun and worker: QF-HT-01. chengguan: the kinds that 城管局
/// handles. checker: checking. delegate: checked dust and water of QF-HT-01.
constexpr Resting resting_cases[] = {
    {"mobile_stall", nullptr, "citizen", State::reported, 25},
    {"shop_outside", nullptr, "citizen", State::reported, 70},
    {"vehicle_parking", nullptr, "citizen", State::reported, 410},
    {"illegal_building", nullptr, "hotline", State::reported, 50},
    {"overhead_wires", nullptr, "meeting", State::reported, 160},
    {"other_problem", nullptr, "citizen", State::filed, 100},
    {"other_problem", nullptr, "leader", State::filed, 380},
    {"exposed_garbage", "QF-HT-01", "citizen", State::dispatched, 90},
    {"posters", "QF-HT-01", "patrol", State::dispatched, 40},
    {"dead_corner", "QF-HT-01", "inspection", State::dispatched, 330},
    {"shop_outside", nullptr, "citizen", State::dispatched, 85},
    {"mobile_stall", nullptr, "patrol", State::dispatched, 35},
    {"bin_overflow", nullptr, "hotline", State::dispatched, 300},
    {"exposed_garbage", "QF-HT-01", "patrol", State::handling, 120},
    {"vehicle_parking", "QF-HT-01", "citizen", State::handling, 320},
    {"posters", "QF-HT-01", "inspection", State::handling, 150, true},
    {"ad_on_pavement", nullptr, "patrol", State::handling, 110},
    {"barbecue", nullptr, "citizen", State::handling, 400},
    {"exposed_garbage", "QF-SC-03", "inspection", State::handling, 980},
    {"market_dirty", nullptr, "inspection", State::handling, 560},
    {"road_broken", "QF-DS-03", "citizen", State::handling, 2100},
    {"illegal_building", "QF-YJ-02", "leader", State::handling, 4200},
    {"green_dirty", nullptr, "expert", State::handling, 90},
    {"stacking", "QF-HT-01", "patrol", State::handled, 150},
    {"shop_outside", nullptr, "inspection", State::handled, 170},
    {"drain_blocked", nullptr, "hotline", State::handled, 420},
    {"exposed_garbage", "QF-HT-01", "inspection", State::checking, 200},
    {"mobile_stall", nullptr, "citizen", State::checking, 260},
    {"dirty_toilet", nullptr, "patrol", State::checking, 700},
    {"posters", nullptr, "citizen", State::checking, 300, true},
    {"dead_corner", nullptr, "inspection", State::checked, 320},
    {"manhole", nullptr, "citizen", State::checked, 400},
    {"overhead_wires", nullptr, "hotline", State::checked, 760},
    {"site_dust", "QF-HT-01", "inspection", State::checked, 440},
    {"water_unclean", "QF-HT-01", "citizen", State::checked, 650},
    {"dead_corner", "QF-HT-01", "citizen", State::dispatched, 700, true},
    {"cooking_fumes", nullptr, "citizen", State::verifying, 60},
    {"livestock", nullptr, "citizen", State::verifying, 200},
    {"illegal_building", "QF-HT-01", "hotline", State::verifying, 130},
    {"road_broken", nullptr, "patrol", State::disputed, 150, false, Action::dispute, "ownership",
     "该路段养护权属不清，请裁定由谁办理"},
    {"manhole", nullptr, "hotline", State::disputed, 90, false, Action::dispute, "ownership",
     "井盖标识不清，产权单位待查"},
    {"water_unclean", nullptr, "inspection", State::suspended, 2400, false, Action::ask_suspension,
     "construction", "上游截污工程正在施工，完工后一并清理"},
    {"green_dirty", nullptr, "meeting", State::handling, 180, false, Action::ask_extension,
     "workload", "面积较大，一次清理不完"},
    {"overhead_wires", nullptr, "expert", State::handling, 600, false, Action::ask_extension,
     "cooperation", "三家通信企业要同步停机割接，时间已约定"},
    {"illegal_building", nullptr, "leader", State::handling, 1200, false, Action::ask_suspension,
     "court", "当事人已申请行政复议"},
    {"other_problem", nullptr, "citizen", State::not_accepted, 500, false, Action::decline,
     "not_found", "经现场核实，没有发现反映的情况"},
    {"posters", nullptr, "patrol", State::voided, 800, false, Action::void_case, "test_entry",
     "同一处重复上报"},
    {"exposed_garbage", nullptr, "citizen", State::merged, 20, false, Action::merge, "",
     "与已派遣的案件是同一处"},
    {"market_dirty", nullptr, "inspection", State::closed, 9600, false, Action::ask_exemption,
     "outside_cause", "市场改造停业三天，无法进场保洁"},
};

struct SourceShare {
    const char* source;
    int share;
};
constexpr SourceShare sources[] = {{"citizen", 34}, {"patrol", 30}, {"inspection", 18},
                                   {"hotline", 10}, {"leader", 3},  {"expert", 3},
                                   {"meeting", 2}};

class Planner {
  public:
    explicit Planner(const PlanInput& input) : in_(input), dice_(input.seed) {
        for (const auto& words : in_.files.words.kinds)
            weights_.push_back(words.weight);
    }

    std::vector<Plan> make() {
        std::vector<Plan> plans;
        if (in_.with_resting)
            for (const auto& resting : resting_cases)
                plans.push_back(rest(resting));
        while (static_cast<int>(plans.size()) < in_.cases)
            plans.push_back(chance());
        std::stable_sort(plans.begin(), plans.end(), [](const Plan& one, const Plan& other) {
            return one.reported_at < other.reported_at;
        });
        for (std::size_t i = 0; i < plans.size(); ++i)
            plans[i].number = static_cast<int>(i);
        return plans;
    }

  private:
    Plan rest(const Resting& resting) {
        auto dice = dice_.split();
        Plan plan;
        plan.words = words_of(resting.kind);
        plan.source = resting.source;
        plan.reported_at = before_work(in_.calendar, in_.now, resting.age_minutes);
        plan.pace = Pace::hurried;
        plan.rests_in = resting.state;
        plan.detour = resting.detour;
        plan.detour_reason = resting.reason;
        plan.detour_note = resting.note;
        if (plan.detour == Action::ask_exemption) plan.pace = Pace::late;
        if (resting.comes_back && resting.source == std::string_view("citizen"))
            plan.verdict = Verdict::objects;
        plan.reworked = resting.comes_back && resting.source != std::string_view("citizen");
        finish(plan, resting.grid ? resting.grid : "", dice);
        return plan;
    }

    Plan chance() {
        auto dice = dice_.split();
        Plan plan;
        plan.words = &in_.files.words.kinds[dice.weighted(weights_)];
        plan.source = throw_source(dice);
        const auto* kind = in_.rules.get<cases::CaseKinds>().find(plan.words->kind);
        if (plan.source == "citizen" && !kind->citizen) plan.source = "patrol";
        plan.reported_at = throw_time(plan.source, dice);
        plan.pace = throw_pace(dice);
        plan.late_stage = dice.between(0, 4);
        plan.mended = plan.source == "patrol" && dice.chance(22);
        plan.returned = dice.chance(7);
        plan.sent_back = dice.chance(6);
        plan.reworked = dice.chance(11);
        plan.refused = dice.chance(4);
        if (plan.source == "citizen") plan.verdict = throw_verdict(dice);
        finish(plan, "", dice);
        return plan;
    }

    /// Place, words and looks, the same way for every case.
    void finish(Plan& plan, const std::string& grid, Dice& dice) {
        plan.site = throw_site(*plan.words, grid, dice);
        const auto& entry = *plan.site->entry;
        // A site's manager would take what no rule covers; a case rests at the desk without a site.
        plan.names_site = dice.chance(in_.named_percent) && plan.rests_in != State::filed;
        plan.point = entry.point;
        if (!plan.names_site) { // some steps away: one step is about 10 metres
            plan.point.lon_e7 += dice.between(-in_.steps_away, in_.steps_away) * 1000;
            plan.point.lat_e7 += dice.between(-in_.steps_away, in_.steps_away) * 900;
        }
        plan.place_words = entry.name + dice.pick(in_.files.words.places);
        plan.condition = throw_condition(*plan.words, dice);
        plan.summary = dice.pick(plan.words->summaries);
        plan.leaves_contact = dice.chance(60);
        plan.look = choose_look(plan.words->scene, dice);
        plan.seed = static_cast<std::uint64_t>(dice.between(1, 1 << 30));
    }

    const KindWords* words_of(std::string_view kind) const {
        for (const auto& words : in_.files.words.kinds)
            if (words.kind == kind) return &words;
        throw Bug("the demo has no words for a kind");
    }

    const BuiltSite* throw_site(const KindWords& words, const std::string& grid, Dice& dice) const {
        std::vector<const BuiltSite*> fitting, in_grid;
        for (const auto& site : in_.county.sites) {
            const bool fits = std::find(words.site_kinds.begin(), words.site_kinds.end(),
                                        site.entry->kind) != words.site_kinds.end();
            if (fits && (grid.empty() || site.entry->grid == grid)) fitting.push_back(&site);
            if (!grid.empty() && site.entry->grid == grid) in_grid.push_back(&site);
        }
        return fitting.empty() ? dice.pick(in_grid) : dice.pick(fitting);
    }

    std::string throw_condition(const KindWords& words, Dice& dice) const {
        const auto* kind = in_.rules.get<cases::CaseKinds>().find(words.kind);
        check(kind != nullptr, "the demo has words for a kind that no rule knows");
        const auto last = static_cast<int>(kind->conditions.size()) - 1;
        const int chosen = dice.chance(65) ? 0 : dice.between(0, last);
        return kind->conditions[static_cast<std::size_t>(chosen)].code;
    }

    static std::string throw_source(Dice& dice) {
        std::vector<int> shares;
        for (const auto& one : sources)
            shares.push_back(one.share);
        return sources[dice.weighted(shares)].source;
    }

    /// Citizens see things from seven in the morning until nine at night, every day; officials
    /// during their hours. A quarter of all comes in the last days, so that much is under way.
    Instant throw_time(std::string_view source, Dice& dice) const {
        constexpr int recent_work_minutes = 4 * 480;
        const bool recent = dice.chance(25);
        const bool any_day = source == "citizen";
        if (recent && !any_day)
            return before_work(in_.calendar, in_.now, dice.between(5, recent_work_minutes));
        const int days = recent ? dice.between(0, 4) : dice.between(1, in_.weeks * 7 - 2);
        const Date day = next_day(date_of(in_.now), -days);
        const auto at = instant_of(day, dice.between(7 * 60, 21 * 60)) +
                        std::chrono::seconds(dice.between(0, 59));
        if (!any_day) {
            const auto at_work = after_work(in_.calendar, at, dice.between(1, 200));
            return at_work < in_.now ? at_work
                                     : before_work(in_.calendar, in_.now, dice.between(5, 480));
        }
        return at < in_.now ? at : in_.now - std::chrono::minutes(dice.between(5, 600));
    }

    static Pace throw_pace(Dice& dice) {
        constexpr Pace paces[] = {Pace::brisk, Pace::steady, Pace::one_late, Pace::late};
        return paces[dice.weighted({38, 40, 15, 7})];
    }
    static Verdict throw_verdict(Dice& dice) {
        constexpr Verdict verdicts[] = {Verdict::silent, Verdict::pleased, Verdict::displeased,
                                        Verdict::objects};
        return verdicts[dice.weighted({34, 42, 12, 12})];
    }

    const PlanInput& in_;
    Dice dice_;
    std::vector<int> weights_;
};

} // namespace

std::vector<Plan> make_plans(const PlanInput& input) {
    return Planner(input).make();
}

} // namespace weicheng::demo
