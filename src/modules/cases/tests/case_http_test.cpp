// The paths of the ledger: what travels, who sees whom, and what a table must never do.
#include "modules/cases/http/case_words.h"
#include "modules/cases/http/csv.h"
#include "modules/cases/http/move_descriptions.h"
#include "modules/cases/rules/edges.h"
#include "platform/module.h"
#include "tests/support/call_endpoint.h"
#include "tests/support/ledger_world.h"

namespace weicheng::cases {
namespace {

using std::chrono::hours;
using weicheng::testing::Call;
using weicheng::testing::Endpoints;

TEST(CaseCsv, NoCellIsAFormula_R2_1) {
    std::string out;
    add_csv_line(out, {"=1+1", "+8", "-8", "@a", "\tx", "＝1", "a=1", "", "说\"好\",\n行"});
    EXPECT_EQ(out, "\"'=1+1\",\"'+8\",\"'-8\",\"'@a\",\"'\tx\",\"'＝1\",\"a=1\",\"\","
                   "\"说\"\"好\"\",\n行\"\r\n");
}

TEST(CaseWords, MaskNamesAndPhones_R7_4) {
    EXPECT_EQ(masked_phone("13800001234"), "138****1234");
    EXPECT_EQ(masked_phone("138 0000 1234"), "138****1234");
    EXPECT_EQ(masked_phone("8812011"), "****");
    EXPECT_EQ(masked_phone(""), "");
    EXPECT_EQ(masked_name("石小满"), "石**");
    EXPECT_EQ(masked_name("A"), "A**");
    EXPECT_EQ(masked_name(""), "");
}

class CaseHttp : public ::testing::Test {
  protected:
    CaseHttp() {
        services.database = &*world.database;
        services.secrets = &secrets;
        endpoints = make_module(services).endpoints;
        desk = world.person("desk", world.office,
                            {"cases.read", "cases.report", "cases.file", "cases.dispatch",
                             "cases.close", "portal.contacts"},
                            true);
        head = world.person(
            "head", world.team,
            {"cases.read", "cases.report", "cases.sign", "cases.handle", "cases.confirm"}, false);
        checker = world.person("checker", world.inspectors, {"cases.read", "cases.check"}, true);
    }
    Endpoints as(const Caller& caller, Instant at = {}) const {
        return {endpoints, *services.database, caller, at == Instant{} ? world.start : at};
    }
    std::string new_case(const std::string& summary, const char* more = "") {
        return R"({"kind":"exposed_garbage","condition":null,"summary":")" + summary +
               R"(","place":{"point":{"lon":118.005,"lat":35.005},"words":"老街南口","grid_id":null,)"
               R"("site_id":null},"source":"hotline","before_photos":[")" +
               world.photo() + R"("],"after_photos":[],"found_at":null)" + more + "}";
    }
    CaseId newest() {
        return world.read([&](db::Tx& tx) {
            return find(tx, world.county, CaseId{last_id(as(desk).text("list_cases"))})->id;
        });
    }
    static std::int64_t last_id(const std::string& json) {
        const auto at = json.find(R"("id":")") + 6;
        return std::stoll(json.substr(at, json.find('"', at) - at));
    }
    static Call to(CaseId id, std::string body = "{}", int revision = 0) {
        Call call{{{"id", std::to_string(id.value)}}, {}, std::move(body)};
        if (revision) call.headers = {{"if-match", "\"" + std::to_string(revision) + "\""}};
        return call;
    }
    static bool holds(const std::string& text, std::string_view part) {
        return text.find(part) != std::string::npos;
    }

    testing::LedgerWorld world{db::Dialect::sqlite};
    testing::TemporaryFolder folder;
    auth::Secrets secrets{folder.path().string()};
    Services services;
    std::vector<http::Endpoint> endpoints;
    Caller desk, head, checker;
};

TEST_F(CaseHttp, AReportComesBackAsTheWholeCase_R2_1) {
    const auto created = as(desk).text(
        "create_case",
        {{},
         {},
         new_case("沿街垃圾", R"(,"hotline_caller":{"name":"石小满","phone":"13800001234"})")});
    for (const char* part :
         {R"("state":"dispatched")", R"("light":"green")", R"("icon":"garbage")",
          R"("handling_body":{"id":")",
          R"("waits_for":{"body_name":"西网格","role_words":"签收人"})",
          R"("name":"石**","phone_masked":"138****1234")",
          R"("words":"上报挂账","actor_name":"desk")",
          R"("words":"派遣至西网格","actor_name":null)",
          R"("allowed_actions":[{"action":"reassign","path":"/cases/)",
          R"("weight":"more","says_no":false,"undone_by":null,"asks":[)"
          R"({"field":"body_id","as":"body","required":true,"least":0,"options":[]},)"
          R"({"field":"reason","as":"reason","required":true,"least":0,"options":[{"code":")",
          R"({"field":"into_case_id","as":"case","required":true,)",
          R"("verification":"none","first_body":{"id":")", R"("verdict_binds":false)",
          R"("merged_into":null,"merged_from":[])", R"("recheck":"none","closes":"checker")",
          R"("overdue_minutes":null,"remaining_minutes":)", R"("thumb_url":"/api/v1/photos/)",
          R"("evidence":{"before_min":1,"after_min":1})"})
        EXPECT_TRUE(holds(created, part)) << part << " in " << created;
    EXPECT_FALSE(holds(created, "13800001234"));
    EXPECT_EQ(as(desk).text("create_case", {{}, {}, "{}"}),
              "request.fields_wrong /kind /summary /place /source");
    auto as_citizen = new_case("x");
    as_citizen.replace(as_citizen.find("hotline"), 7, "citizen");
    EXPECT_EQ(as(desk).text("create_case", {{}, {}, as_citizen}),
              "case.source_of_citizens /source");
    const auto english = as(desk).text(
        "get_case", {{{"id", std::to_string(newest().value)}}, {}, {}, {}, Locale::en});
    EXPECT_TRUE(holds(english, R"("words":"Reported and opened")")) << english;
}

/// What is asked of a person is what the endpoint takes, so a screen needs no table of its own.
TEST_F(CaseHttp, EveryMoveIsDescribedAsItsEndpointTakesIt_R2_1) {
    for (const auto& edge : edges) {
        const bool of_persons = edge.who != Who::server && edge.who != Who::citizen;
        EXPECT_EQ(description_of(edge.action) != nullptr,
                  of_persons && edge.action != Action::report)
            << name_of(edge.action);
    }
    for (const auto& move : move_descriptions()) {
        const auto path = "/api/v1/cases/{id}/" + std::string(move.noun);
        const auto endpoint = std::find_if(endpoints.begin(), endpoints.end(), [&](const auto& it) {
            return it.spec.path == path && it.spec.method == http::Method::post;
        });
        ASSERT_NE(endpoint, endpoints.end()) << path;
        const auto& power = edge_of(move.action).power;
        EXPECT_TRUE(endpoint->spec.power == power || endpoint->spec.power.empty()) << path;
        const auto asks = [&](std::string_view name) {
            return std::ranges::any_of(endpoint->schemas.at(endpoint->content_schema),
                                       [&](const auto& member) { return member.name == name; });
        };
        for (const auto& ask : move.asks)
            EXPECT_TRUE(asks(ask.field)) << path << ask.field;
        EXPECT_EQ(asks("result"), !move.result.empty()) << path;
    }
}

TEST_F(CaseHttp, WalksFromSignToStrikeOff_R2_1) {
    as(desk).text("create_case", {{}, {}, new_case("沿街垃圾")});
    const auto id = newest();
    const auto revision = [&] {
        return static_cast<int>(
            world.read([&](db::Tx& tx) { return find(tx, world.county, id)->revision; }));
    };
    const auto shown = as(head).text("get_case", to(id));
    EXPECT_TRUE(holds(shown, R"(/receipts","result":null,"weight":"main","says_no":false,)"
                             R"("undone_by":null,"asks":[]})"))
        << shown;
    EXPECT_TRUE(holds(shown, R"(/returns","result":null,"weight":"answer","says_no":true,)"));
    EXPECT_EQ(as(checker).text("sign_case", to(id, "{}", revision())), "auth.power_missing");
    const auto first = revision();
    EXPECT_TRUE(holds(as(head).text("sign_case", to(id, "{}", first)), R"("state":"handling")"));
    const auto stale = as(head)("sign_case", to(id, "{}", first));
    ASSERT_FALSE(stale);
    EXPECT_EQ(stale.refusal().code, "request.stale");
    EXPECT_TRUE(holds(stale.refusal().current_json, R"("state":"handling")"));
    EXPECT_EQ(
        as(head).text("handle_case", to(id, R"({"after_photos":[],"note":"清完"})", revision())),
        "case.photos_too_few /after_photos");
    const auto handled = as(head).text(
        "handle_case",
        to(id, R"({"after_photos":[")" + world.photo() + R"("],"note":"清完"})", revision()));
    EXPECT_TRUE(holds(handled, R"("note":"清完")")) << handled;
    EXPECT_FALSE(holds(handled, R"("taken_at":"2026)")); // for checkers only
    as(head).text("confirm_case", to(id, R"({"note":""})", revision()));
    EXPECT_TRUE(holds(as(checker).text("get_case", to(id)), R"("taken_at":"2026)"));
    EXPECT_EQ(as(checker).text("check_case",
                               to(id, R"({"result":"rework","note":"","photos":[]})", revision())),
              "case.reason_unknown /reason");
    const auto closed =
        as(checker, world.start + hours(1))
            .text("check_case", to(id, R"({"result":"pass","note":""})", revision()));
    EXPECT_TRUE(holds(closed, R"("state":"closed")")) << closed;
    EXPECT_TRUE(holds(closed, R"("light":"none","stage_due_at":null)")) << closed;
    EXPECT_TRUE(holds(closed, R"("waits_for":null)"));
    EXPECT_EQ(as(checker).text("check_case", to(id, R"({"result":"pass"})", revision())),
              "case.wrong_state");
}

TEST_F(CaseHttp, TheUnitNeverLearnsWhoReported_R7_4) {
    const auto walker = world.person("walker", world.inspectors, {"cases.report"}, true);
    auto report = world.about("exposed_garbage");
    const auto id = world.opened(walker, report, world.start).id;
    for (const auto& part : {as(head).text("get_case", to(id))}) {
        EXPECT_FALSE(holds(part, "walker")) << part;
        EXPECT_TRUE(holds(part, R"("reporter":null)"));
        EXPECT_TRUE(holds(part, "上报人（保密）"));
    }
    const auto own = as(walker).text("get_case", to(id));
    EXPECT_TRUE(holds(own, R"("reporter":{"kind":"official","name":"walker")")) << own;
    const auto other = world.person("other", world.other_team, {"cases.read"}, false);
    EXPECT_EQ(as(other).text("get_case", to(id)), "case.unknown");
    EXPECT_EQ(as(other).text("sign_case", to(id, "{}", 99)), "case.unknown");
}

TEST_F(CaseHttp, ACitizenIsNotTakenForTheServer_R7_4) {
    auto report = world.about("exposed_garbage");
    report.source = "citizen";
    const auto id = world.opened(Caller{.county = world.county}, report, world.start).id;
    const auto shown = as(desk).text("get_case", to(id));
    EXPECT_TRUE(holds(shown, R"("words":"上报挂账","actor_name":"群众")")) << shown;
    EXPECT_TRUE(holds(shown, R"("words":"立案","actor_name":null)")) << shown;
    EXPECT_TRUE(holds(shown, R"("reporter":{"kind":"citizen","name":null)")) << shown;
}

TEST_F(CaseHttp, ALookAtTheContactIsRecorded_R7_4) {
    as(desk).text(
        "create_case",
        {{},
         {},
         new_case("沿街垃圾", R"(,"hotline_caller":{"name":"石小满","phone":"13800001234"})")});
    const auto id = newest();
    EXPECT_EQ(as(head).text("create_contact_view", to(id, R"({"reason":"回访"})")),
              "case.contact_not_for_you");
    EXPECT_EQ(as(desk).text("create_contact_view", to(id, R"({"reason":"  "})")),
              "case.contact_without_reason /reason");
    EXPECT_EQ(as(desk).text("create_contact_view", to(id, R"({"reason":"回访核实"})")),
              R"({"name":"石小满","phone":"13800001234"})");
    const auto told = world.read(
        [&](db::Tx& tx) { return facts::of_subject(tx, world.county, "case", id.value); });
    EXPECT_EQ(told.back().fact.kind, "case.contact_seen");
    EXPECT_EQ(told.back().actor, desk.account);
    EXPECT_FALSE(holds(told.back().fact.body, "回访"));
    EXPECT_TRUE(holds(as(desk).text("get_case", to(id)), R"("note":"回访核实")"));
    const auto to_unit = as(head).text("get_case", to(id));
    EXPECT_TRUE(holds(to_unit, R"("kind":"contact_seen")"));
    EXPECT_FALSE(holds(to_unit, "回访核实"));
}

TEST_F(CaseHttp, TheTableIsTheListAndSafe_R2_1) {
    as(desk).text("create_case", {{}, {}, new_case("=HYPERLINK(1)")});
    const auto table = as(desk)("export_cases");
    ASSERT_TRUE(table);
    EXPECT_TRUE(table->body.starts_with(csv_mark));
    EXPECT_EQ(table->content_type, "text/csv; charset=utf-8");
    EXPECT_TRUE(holds(table->body, "\"'=HYPERLINK(1)\"")) << table->body;
    EXPECT_TRUE(holds(table->body, "\"待签收\",\"绿灯\"")) << table->body;
    EXPECT_TRUE(holds(table->body, "\"2026-11-23 09:00\"")) << table->body;
    const auto none = as(desk).text("export_cases", {{}, {{"state", "closed"}}});
    EXPECT_FALSE(holds(none, "HYPERLINK"));
    const auto list =
        as(desk).text("list_cases", {{}, {{"state", "dispatched,closed"}, {"limit", "1"}}});
    EXPECT_TRUE(holds(list, R"("next_cursor":null,"total":1})")) << list;
    EXPECT_EQ(as(desk).text("list_cases", {{}, {{"cursor", "no"}}}),
              "list.cursor_malformed ?cursor");
    const auto counted = as(desk).text("get_case_counts");
    EXPECT_TRUE(holds(counted, R"("dispatched":1)")) << counted;
    EXPECT_TRUE(holds(counted, R"("waiting_for_me":0)")) << counted;
    EXPECT_TRUE(holds(as(head).text("get_case_counts"), R"("waiting_for_me":1)"));
    EXPECT_EQ(as(desk).text("list_cases", {{}, {{"sort", "sideways"}}}),
              "request.fields_wrong ?sort");
}

} // namespace
} // namespace weicheng::cases
