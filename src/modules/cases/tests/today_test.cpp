// The desk of the day: every card counts exactly what its query lists, for whoever asks. R2.1.
#include "app/modules.h"
#include "platform/auth/auth.h"
#include "platform/http/json.h"
#include "tests/support/call_endpoint.h"
#include "tests/support/case_world.h"

#include <regex>

namespace weicheng::cases {
namespace {

using weicheng::testing::Call;
using weicheng::testing::Endpoints;
using weicheng::testing::TemporaryFolder;

class Today : public OnTheLedger {
  protected:
    void SetUp() override {
        OnTheLedger::SetUp();
        if (IsSkipped()) return;
        secrets.emplace(folder.path().string());
        Services services;
        services.database = &database();
        services.secrets = &*secrets;
        endpoints = app::all_endpoints(app::all_modules(services));
    }
    Endpoints asking(const Caller& caller) { return {endpoints, database(), caller, now}; }
    Caller with(const std::string& login, std::initializer_list<const char*> powers) {
        auto caller = as(login);
        for (const char* power : powers)
            caller.grants.push_back({power, {}});
        return caller;
    }
    static Call parsed(const std::string& query) {
        Call call;
        call.query = http::query_pairs(query).value();
        return call;
    }
    static std::int64_t total_of(const std::string& page) {
        std::smatch match;
        return std::regex_search(page, match, std::regex(R"("total":(\d+))")) ? std::stoll(match[1])
                                                                              : -1;
    }

    TemporaryFolder folder;
    std::optional<auth::Secrets> secrets;
    std::vector<http::Endpoint> endpoints;
};
RUN_ON_BOTH_STORES(Today);

TEST_P(Today, EveryCardCountsWhatItsQueryLists_R2_1) {
    for (const auto state : {State::reported, State::filed, State::dispatched, State::handling,
                             State::handled, State::checking, State::checked, State::closed})
        case_in(state, state == State::reported ? "dumping" : "rubble");
    auto asked = move(as("west"), case_in(State::handling),
                      {.action = Action::ask_extension,
                       .reason = database()
                                     .read([&](db::Tx& tx) {
                                         return rulebook::in_force<ReasonLists>(tx, town.id, now);
                                     })
                                     ->of("extension")
                                     .front()
                                     .code,
                       .note = "x",
                       .limit = calendar::Limit{1, calendar::TimeUnit::work_days}});
    ASSERT_TRUE(asked) << code_of(asked);
    const Caller callers[] = {
        as("office"),
        as("west"),
        as("worker"),
        as("east"),
        as("bureau"),
        as("checker"),
        as("leader"),
        with("leader", {"cases.decide", "cases.arbitrate", "cases.recheck", "cases.verify"})};
    const std::regex card(R"re("code":"(\w+)","count":(\d+),"query":"([^"]*)")re");
    for (const auto later :
         {std::chrono::hours{0}, std::chrono::hours{30}, std::chrono::hours{400}}) {
        now += later;
        for (const auto& caller : callers) {
            const auto told = asking(caller).text("get_today");
            int cards = 0;
            for (std::sregex_iterator each(told.begin(), told.end(), card), end; each != end;
                 ++each) {
                ++cards;
                const auto page = asking(caller).text("list_cases", parsed((*each)[3]));
                EXPECT_EQ(total_of(page), std::stoll((*each)[2]))
                    << caller.name << " " << (*each)[1] << " " << (*each)[3];
            }
            EXPECT_GE(cards, 2) << told;
        }
    }
}

TEST_P(Today, TheOfficeSeesItsDeskAndTheLeaderWhatIsLate_R2_1) {
    case_in(State::reported, "dumping");
    case_in(State::handling);
    EXPECT_NE(asking(as("office")).text("get_today").find(R"("code":"to_file","count":1)"),
              std::string::npos);
    const auto leaders = asking(as("leader")).text("get_today");
    EXPECT_NE(leaders.find(R"("code":"overdue")"), std::string::npos);
    EXPECT_EQ(leaders.find(R"("code":"to_file")"), std::string::npos);
    const auto deciders = asking(with("leader", {"cases.decide"})).text("get_today");
    EXPECT_NE(deciders.find(R"("code":"requests","count":0)"), std::string::npos);
}

TEST_P(Today, WhoLooksAgainSeesHowLateARecheckIs_R2_1) {
    let_others_take_part();
    auto drawn = case_in(State::handling);
    while (drawn.recheck != Recheck::due)
        drawn = taken(case_in(State::checked, "water_unclean"), Action::close_as_delegate);
    const auto number = "\"number\":\"" + drawn.number + "\"";
    now = drawn.stage->due_at + std::chrono::hours{24};
    const auto desk = asking(as("rechecker")).text("get_today");
    EXPECT_NE(desk.find(R"("code":"rechecks","count":1,"query":"recheck=due&mine=true")"),
              std::string::npos)
        << desk;
    const auto waiting = desk.substr(desk.find("\"waiting\""));
    ASSERT_NE(waiting.find(number), std::string::npos) << waiting;
    EXPECT_NE(waiting.find("\"stage_due_at\":\""), std::string::npos) << waiting;
    EXPECT_TRUE(std::regex_search(waiting, std::regex(R"("overdue_minutes":[1-9])"))) << waiting;
    const auto others = asking(as("delegate")).text("get_today");
    EXPECT_EQ(others.find(number), std::string::npos) << others;
}

TEST_P(Today, RatesSpotsAndDuplicatesAreTold_R2_4) {
    case_in(State::closed);
    now += std::chrono::hours{24};
    case_in(State::handling);
    const auto office = asking(as("office"));
    Call rates;
    rates.query = {{"from", "2026-11-16"}, {"to", "2026-11-17"}, {"by", "kind"}};
    const auto told = office.text("get_case_rates", rates);
    EXPECT_NE(told.find(R"("code":"rubble")"), std::string::npos) << told;
    EXPECT_NE(told.find(R"("reported":2)"), std::string::npos) << told;
    EXPECT_NE(told.find(R"("recurred":1)"), std::string::npos) << told;
    rates.query["to"] = "2026-11-15";
    EXPECT_EQ(office.text("get_case_rates", rates), "case.range_reversed ?to");
    const auto spots = office.text("list_stubborn_spots");
    EXPECT_NE(spots.find(R"("count":2)"), std::string::npos) << spots;
    Call near;
    near.query = {{"kind", "rubble"},
                  {"lon", std::to_string(at(50, 50).lon())},
                  {"lat", std::to_string(at(50, 50).lat())}};
    const auto found = asking(as("west")).text("list_duplicates", near);
    EXPECT_NE(found.find(R"("distance_m":0)"), std::string::npos) << found;
    Call map;
    map.query = {{"bbox", "118,35,118.03,35.02"}, {"zoom", "18"}};
    const auto drawn = office.text("get_case_map", map);
    EXPECT_NE(drawn.find(R"("total":2)"), std::string::npos) << drawn;
    map.query["bbox"] = "118,35,117,35.02";
    EXPECT_EQ(office.text("get_case_map", map), "case.bbox_wrong ?bbox");
}

} // namespace
} // namespace weicheng::cases
