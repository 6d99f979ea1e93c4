// How extensions, suspensions and appeals travel: bodies, answers, refusals. R2.1.
#include "modules/cases/http/case_http.h"
#include "platform/auth/auth.h"
#include "tests/support/call_endpoint.h"
#include "tests/support/case_world.h"

namespace weicheng::cases {
namespace {

using weicheng::testing::Call;
using weicheng::testing::Endpoints;

class RequestHttp : public OnTheLedger {
  protected:
    void SetUp() override {
        OnTheLedger::SetUp();
        if (IsSkipped()) return;
        services.database = &database();
        services.secrets = &secrets;
        endpoints = moving_endpoints(services);
    }
    std::string call(const char* login, const char* operation, const Case& one,
                     const std::string& body) {
        const Endpoints paths(endpoints, database(), as(login), now);
        const auto revision = std::to_string(reload(one).revision);
        return paths.text(operation, {.path = {{"id", std::to_string(one.id.value)}},
                                      .body = body,
                                      .headers = {{"if-match", "\"" + revision + "\""}}});
    }
    static void expect(const std::string& text, std::initializer_list<const char*> parts) {
        for (const char* part : parts)
            EXPECT_NE(text.find(part), std::string::npos) << part << " in " << text;
    }

    weicheng::testing::TemporaryFolder folder;
    auth::Secrets secrets{folder.path().string()};
    Services services;
    std::vector<http::Endpoint> endpoints;
};

TEST_P(RequestHttp, AnExtensionIsAskedAndGranted_R2_1) {
    const auto one = case_in(State::handling);
    const auto asked =
        call("west", "ask_extension", one,
             R"({"limit":{"amount":1,"unit":"work_days"},"reason":"weather","note":"连日下雨"})");
    expect(asked,
           {R"("request_open":"extension")", R"("kind":"extension","status":"open","period":1)",
            R"("asked_by_name":"试west")",
            R"("reason":{"code":"weather","name":"天气原因无法施工"})",
            R"("note":"连日下雨","limit":{"amount":1,"unit":"work_days","words":"1 工作日"})",
            R"("decide_by":"2026-11-17T10:00:00.000Z","reviewed_at":null)",
            R"("due_at":"2026-11-16T07:00:00.000Z")"});
    const auto granted =
        call("office", "decide_extension", one, R"({"result":"grant","note":"同意"})");
    expect(granted, {R"("request_open":null)", R"("status":"granted")", R"("decide_by":null)",
                     R"("decided_by_name":"试office","decision_note":"同意")",
                     R"("due_at":"2026-11-17T10:00:00.000Z","clock":"work","provisional":false)"});
    EXPECT_EQ(call("office", "decide_extension", one, R"({"result":"refuse","note":null})"),
              "case.request_decided");
}

TEST_P(RequestHttp, ASuspensionIsGrantedForAnotherDayProlongedAndEnded_R2_1) {
    const auto one = case_in(State::handling);
    call("west", "ask_suspension", one,
         R"({"recheck_on":"2026-12-10","reason":"funds","note":null})");
    const auto granted = call("office", "decide_suspension", one,
                              R"({"result":"grant","recheck_on":"2026-12-01","note":null})");
    expect(granted,
           {R"("state":"suspended")", R"("light":"grey")", R"("due_at":null,"clock":null)",
            R"("suspension":{"since":"2026-11-16T01:00:00.000Z","recheck_on":"2026-12-01",)"
            R"("reason":{"code":"funds","name":"需列入财政或工程计划"},)"
            R"("remaining_minutes":240})"});
    EXPECT_EQ(call("office", "prolong_suspension", one, R"({"recheck_on":"2026-12-01"})"),
              "case.recheck_date_wrong /recheck_on");
    expect(call("office", "prolong_suspension", one, R"({"recheck_on":"2026-12-02"})"),
           {R"("recheck_on":"2026-12-02")"});
    EXPECT_EQ(call("east", "resume_case", one, "{}"), "case.unknown"); // not for it to see
    expect(call("west", "resume_case", one, R"({"note":"资金已到"})"),
           {R"("state":"handling")", R"("suspension":null)", R"("note":"资金已到")"});
}

TEST_P(RequestHttp, AnAppealPassesTwoLevels_R2_1) {
    auto one = case_in(State::handling);
    now += std::chrono::hours{8}; // Monday 17:00, two hours late
    for (const auto action : {Action::handle, Action::confirm, Action::pass, Action::close})
        one = taken(one, action);
    expect(call("west", "appeal_lateness", one, R"({"reason":"outside_cause","note":"停电"})"),
           {R"("lateness":{"late":true,"exempt":false})", R"("request_open":"lateness")"});
    EXPECT_EQ(call("west", "review_lateness", one, R"({"result":"support","note":null})"),
              "auth.power_missing");
    expect(call("office", "review_lateness", one, R"({"result":"support","note":"属实"})"),
           {R"("status":"supported")", R"("review_note":"属实")"});
    expect(call("leader", "decide_lateness", one, R"({"result":"grant","note":null})"),
           {R"("lateness":{"late":true,"exempt":true})", R"("status":"granted")"});
}

TEST_P(RequestHttp, FieldsAreJudgedWhereTheyStand_R2_1) {
    const auto one = case_in(State::handling);
    struct Row {
        const char* operation;
        const char* login;
        const char* body;
        const char* told; // expected
    };
    const Row rows[] = {
        {"ask_extension", "west", R"({"limit":{"amount":0,"unit":"work_days"},"reason":"weather"})",
         "request.fields_wrong /limit/amount"},
        {"ask_extension", "west", R"({"limit":{"amount":6,"unit":"work_days"},"reason":"weather"})",
         "case.extension_too_long /limit"},
        {"ask_extension", "west", R"({"limit":{"amount":1,"unit":"work_days"},"reason":"none"})",
         "case.reason_unknown /reason"},
        {"ask_suspension", "west", R"({"recheck_on":"2026-11-16","reason":"funds"})",
         "case.recheck_date_wrong /recheck_on"},
        {"ask_suspension", "west", R"({"recheck_on":"soon","reason":"funds"})",
         "request.fields_wrong /recheck_on"},
        {"decide_extension", "office", R"({"result":"maybe"})", "request.fields_wrong /result"},
        {"decide_extension", "office", R"({"result":"grant"})", "case.request_decided"},
        {"appeal_lateness", "west", R"({"reason":"outside_cause"})", "case.wrong_state"},
    };
    for (const auto& row : rows)
        EXPECT_EQ(call(row.login, row.operation, one, row.body), row.told)
            << row.operation << " " << row.body;
}

RUN_ON_BOTH_STORES(RequestHttp);

} // namespace
} // namespace weicheng::cases
