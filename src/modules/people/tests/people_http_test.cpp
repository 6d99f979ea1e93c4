// The paths of people: a county is built by API and read back.
#include "modules/people/people.h"
#include "platform/embedded.h"
#include "platform/facts/facts.h"
#include "platform/http/json.h"
#include "platform/module.h"
#include "tests/support/call_endpoint.h"
#include "tests/support/database.h"

namespace weicheng::people {
namespace {

using testing::Call;

std::string member(const std::string& json, const char* name) {
    const auto document = http::Document::parse(json);
    if (!document) return json;
    const auto found = document->root().member(name);
    return found && found->kind() == http::Node::Kind::text ? std::string(found->text()) : json;
}

class PeopleHttp : public ::testing::Test {
  protected:
    static std::vector<db::Migration> steps() {
        auto all = embedded_migrations("platform/auth");
        for (const auto& more : {facts::migrations(), embedded_migrations("modules/people")})
            all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    void SetUp() override {
        county = database->write([&](db::Tx& tx) {
            return auth::create_county(tx, {{}, "999001", "青峰县", "", false}, now);
        });
        call.emplace(make_module({}).endpoints, *database, auth::server_caller(county), now);
    }
    std::string post(const char* operation, const std::string& body,
                     const std::string& id = "") const {
        Call input{{}, {}, body};
        if (!id.empty()) input.path["id"] = id;
        return call->text(operation, input);
    }

    const Instant now = instant_from_rfc3339("2026-11-22T01:00:00Z").value();
    testing::TestDatabase database{db::Dialect::sqlite, steps()};
    CountyId county;
    std::optional<testing::Endpoints> call;
};

TEST_F(PeopleHttp, ACountyIsBuiltByApiAndReadBack_R1_1) {
    const auto top = member(
        post("create_body", R"({"code":"ZHB","kind":"headquarters","name":"县创卫指挥部"})"), "id");
    const auto team =
        member(post("create_body", R"({"code":"WG","kind":"grid_team","name":"第一网格",)"
                                   R"("parent_id":")" +
                                       top + R"(","valid_from":"2026-04-01"})"),
               "id");
    const auto bureau =
        member(post("create_body", R"({"code":"CGJ","kind":"department","name":"城管局"})"), "id");
    const auto person = member(post("create_person", R"({"name":"何大有"})"), "id");
    const auto head = member(post("create_post", R"({"body_id":")" + team +
                                                     R"(","title":"网格长","duty":"牵头巡查",)"
                                                     R"("phone":"0000-8812011","role":"head"})"),
                             "id");
    const auto filled = post("appoint", R"({"post_id":")" + head + R"(","person_id":")" + person +
                                            R"(","since":"2026-05-01"})");
    EXPECT_NE(filled.find(R"("holders":[{"person_id":")" + person +
                          R"(","name":"何大有","since":"2026-05-01","until":null}])"),
              std::string::npos)
        << filled;
    EXPECT_NE(post("create_body_member", R"({"body_id":")" + bureau + R"(","role":"lead"})", team)
                  .find(R"("leading_body_id":")" + bureau),
              std::string::npos);
    EXPECT_NE(post("grant_power", R"({"power":"cases.sign"})", head)
                  .find(R"("powers":[{"power":"cases.sign","body_id":")" + team + R"("}])"),
              std::string::npos);

    EXPECT_EQ(call->text("list_phone_entries", {{}, {{"q", "大有"}}}),
              R"({"items":[{"person_id":")" + person +
                  R"(","name":"何大有","post_title":"网格长","body_id":")" + team +
                  R"(","body_name":"第一网格","phone":"0000-8812011"}]})");
    EXPECT_EQ(call->text("list_phone_entries", {{}, {{"q", "无此人"}}}), R"({"items":[]})");
    const auto list = call->text("list_bodies");
    EXPECT_LT(list.find("县创卫指挥部"), list.find("城管局")); // by kind, then code
    EXPECT_NE(list.find(R"("parent_id":null)"), std::string::npos);
    const auto whole = call->text("get_body", {{{"id", team}}});
    EXPECT_NE(whole.find(R"("role":"lead")"), std::string::npos) << whole;
    EXPECT_NE(whole.find(R"("predecessors":[])"), std::string::npos) << whole;
}

TEST_F(PeopleHttp, RefusesBadInputWithThePathOfTheField_R1_1) {
    const auto top = member(
        post("create_body", R"({"code":"ZHB","kind":"headquarters","name":"指挥部"})"), "id");
    const auto below =
        member(post("create_body", R"({"code":"CWB","kind":"office","name":"创卫办",)"
                                   R"("parent_id":")" +
                                       top + "\"}"),
               "id");
    const auto head =
        member(post("create_post", R"({"body_id":")" + top + R"(","title":"指挥长"})"), "id");
    EXPECT_EQ(post("create_body", R"({"code":"ZHB","kind":"office","name":"创卫办"})"),
              "body.code_taken /code");
    EXPECT_EQ(post("create_body", R"({"code":"X","kind":"office","name":"甲","parent_id":"42"})"),
              "body.unknown_reference /parent_id");
    EXPECT_EQ(post("create_body", R"({"code":"X","kind":"castle","name":"甲"})"),
              "request.fields_wrong /kind");
    EXPECT_EQ(post("create_body", R"({"code":"X","kind":"office","name":"甲","rank":1})"),
              "request.fields_wrong /rank");
    EXPECT_EQ(post("move_body", R"({"parent_id":")" + below + "\"}", top),
              "body.tree_cycle /parent_id");
    EXPECT_EQ(post("succeed_body", R"({"successor_id":")" + below + R"(","on":"2027-01-01"})", top),
              "dates.in_future /on");
    EXPECT_EQ(post("appoint", R"({"post_id":")" + head + R"(","person_id":"42"})"),
              "person.unknown_reference /person_id");
    EXPECT_EQ(post("vacate_post", "{}", head), "post.already_vacant");
    EXPECT_EQ(post("grant_power", R"({"power":"cases.read","scope":"body"})", head),
              "body.unknown_reference /body_id");
    EXPECT_EQ(call->text("get_body", {{{"id", "42"}}}), "body.unknown");
}

} // namespace
} // namespace weicheng::people
