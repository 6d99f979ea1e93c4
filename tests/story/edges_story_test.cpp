// The desk's other moves over HTTP, on both stores, and what the citizen is told of them: a report
// that is verified and declined, one that goes with another, a dispute, a strike-off that a second
// look overturned. R2.1, R2.2, R7.4.
#include "tests/story/story_town.h"

namespace weicheng::story {
namespace {

class EdgesStory : public testing::OnBothStores {
  protected:
    void SetUp() override {
        OnBothStores::SetUp();
        if (!IsSkipped()) town.emplace(dialect());
    }
    struct Followed {
        std::string number, id;
        Headers code;
    };
    Followed reported(const std::string& picture, const char* kind = "rubble") {
        auto citizen = town->citizen();
        const auto receipt = citizen.command("/api/v1/portal/reports",
                                             citizen_report(kind, town->upload(citizen, picture)));
        EXPECT_EQ(receipt.status, 201) << receipt.body;
        Followed one{receipt.at("/number"), "", {{"Follow-Code", receipt.at("/follow_code")}}};
        one.id = town->as("office").get("/api/v1/cases?q=" + one.number).at("/items/0/id");
        return one;
    }
    Answer follow(const Followed& one) {
        return town->citizen().get("/api/v1/portal/reports/" + one.number, one.code);
    }
    Answer say(const Followed& one, const std::string& noun, const std::string& body) {
        auto headers = one.code;
        headers.emplace_back("Idempotency-Key", Visitor::new_key());
        return town->citizen().post("/api/v1/portal/reports/" + one.number + "/" + noun, body,
                                    headers);
    }
    Answer done(const std::string& who, const std::string& id, const std::string& noun,
                const std::string& body, const std::string& state) {
        auto by = town->as(who);
        const auto answer = act(by, id, noun, body);
        EXPECT_EQ(answer.status, 200) << noun << ": " << answer.body;
        EXPECT_EQ(answer.at("/state"), state) << noun;
        return answer;
    }
    std::string refused(const std::string& who, const std::string& id, const std::string& noun,
                        const std::string& body) {
        auto by = town->as(who);
        return act(by, id, noun, body).code();
    }
    void mend(const std::string& id, const std::string& picture) {
        auto west = town->as("west");
        done("west", id, "receipts", "{}", "handling");
        const auto proof = town->upload(west, picture);
        done("west", id, "handlings", R"({"after_photos":[")" + proof + R"("],"note":""})",
             "handled");
        done("west", id, "confirmations", R"({"note":""})", "checking");
        done("checker", id, "checks", R"({"result":"pass","note":"","photos":[]})", "checked");
    }

    std::optional<Town> town;
};

TEST_P(EdgesStory, AReportThatIsNotSoIsDeclinedAndTheCitizenToldWhy_R2_1_R7_4) {
    const auto one = reported("dust");
    done("office", one.id, "verification-orders", R"({"note":"请到现场看看"})", "verifying");
    EXPECT_EQ(follow(one).at("/steps/0/words"), "县创卫办已收到，正在派人到现场核实");
    const auto seen =
        done("worker", one.id, "verifications",
             R"({"result":"not_found","reason":"already_gone","note":"","photos":[]})", "reported");
    EXPECT_EQ(seen.at("/verification"), "not_found");
    EXPECT_EQ(follow(one).at("/steps/0/words"), "到现场没有发现，正在研究怎样答复");
    EXPECT_EQ(refused("office", one.id, "declinations", R"({"reason":"bored","note":""})"),
              "case.reason_unknown");
    done("office", one.id, "declinations", R"({"reason":"not_found","note":"内部意见"})",
         "not_accepted");
    const auto told = follow(one);
    EXPECT_EQ(told.at("/ending/kind"), "not_accepted");
    EXPECT_EQ(told.at("/ending/reason"), "经核实不属实");
    EXPECT_EQ(told.at("/steps/0/words"), "经研究不予立案，原因见下");
    EXPECT_EQ(told.body.find("内部意见"), std::string::npos);
    EXPECT_EQ(told.at("/can_rate"), "false");
    EXPECT_EQ(told.at("/can_object"), "false");
    const auto back =
        done("office", one.id, "reinstatements", R"({"reason":"new_facts","note":""})", "reported");
    EXPECT_EQ(back.at("/verification"), "not_found");
    EXPECT_FALSE(follow(one).has("/ending/kind"));
    done("office", one.id, "voidings", R"({"reason":"test_entry","note":""})", "voided");
    EXPECT_EQ(follow(one).at("/ending/kind"), "voided");
    EXPECT_EQ(follow(one).at("/ending/reason"), "测试或重复录入");
}

TEST_P(EdgesStory, AMergedReportFollowsTheMainCase_R2_1_R7_4) {
    const auto main = reported("first"), one = reported("second");
    done("office", main.id, "filings", R"({"note":""})", "dispatched");
    EXPECT_EQ(
        refused("office", one.id, "mergers", R"({"into_case_id":")" + one.id + R"(","note":""})"),
        "case.merge_with_itself");
    const auto merged = done("office", one.id, "mergers",
                             R"({"into_case_id":")" + main.id + R"(","note":"同一处"})", "merged");
    EXPECT_EQ(merged.at("/merged_into/number"), main.number);
    EXPECT_EQ(town->as("office").get("/api/v1/cases/" + main.id).at("/merged_from/0/number"),
              one.number);
    auto told = follow(one);
    EXPECT_EQ(told.at("/number"), one.number);
    EXPECT_EQ(told.at("/ending/kind"), "merged");
    EXPECT_EQ(told.at("/current_step"), "in_hand"); // where the main case is
    EXPECT_EQ(told.at("/handled_by"), "西街第一网格");
    EXPECT_EQ(told.size("/photos"), 1u); // his own, not the other citizen's
    mend(main.id, "mended");
    done("office", main.id, "closures", R"({"note":""})", "closed");
    told = follow(one);
    EXPECT_EQ(told.at("/current_step"), "rated");
    EXPECT_EQ(told.size("/photos"), 2u); // and what the unit shows
    EXPECT_EQ(told.at("/can_rate"), "false");
    EXPECT_EQ(told.at("/can_object"), "true");
    EXPECT_EQ(say(one, "ratings", R"({"score":5,"words":""})").code(), "report.goes_with_another");
    EXPECT_EQ(say(main, "ratings", R"({"score":4,"words":"可以"})").status, 201);
    EXPECT_EQ(follow(one).body.find("可以"), std::string::npos);
    const auto again = say(one, "objections", R"({"reason":"still_there","words":"","photos":[]})");
    EXPECT_EQ(again.status, 201) << again.body;
    EXPECT_EQ(again.at("/period"), "2");
    EXPECT_EQ(again.at("/number"), one.number);
    EXPECT_EQ(follow(main).at("/period"), "2");
}

TEST_P(EdgesStory, AnArbiterSaysWhoseItIsAndThatStands_R2_2) {
    const auto one = reported("border");
    done("office", one.id, "filings", R"({"note":""})", "dispatched");
    done("west", one.id, "returns", R"({"reason":"not_ours","note":""})", "filed");
    const auto west = std::to_string(town->county.west_team.value);
    const auto bureau = std::to_string(town->county.bureau.value);
    const auto inspectors = std::to_string(town->county.inspectors.value);
    EXPECT_EQ(
        refused("office", one.id, "dispatches", R"({"body_id":")" + inspectors + R"(","note":""})"),
        "case.body_cannot_sign");
    done("office", one.id, "dispatches", R"({"body_id":")" + west + R"(","note":""})",
         "dispatched");
    EXPECT_EQ(refused("west", one.id, "returns", R"({"reason":"not_ours","note":""})"),
              "case.returns_used_up");
    const auto disputed =
        done("west", one.id, "disputes", R"({"reason":"border","note":""})", "disputed");
    EXPECT_EQ(disputed.at("/first_body/id"), west);
    EXPECT_EQ(follow(one).at("/steps/1/words"), "正在裁定由谁办理，西街第一网格先负责");
    EXPECT_EQ(refused("office", one.id, "verdicts", R"({"body_id":")" + bureau + R"(","note":""})"),
              "auth.power_missing");
    const auto ruled = done("leader", one.id, "verdicts",
                            R"({"body_id":")" + bureau + R"(","note":"按职责"})", "dispatched");
    EXPECT_EQ(ruled.at("/handling_body/id"), bureau);
    EXPECT_EQ(ruled.at("/first_body/id"), west);
    EXPECT_EQ(ruled.at("/verdict_binds"), "true");
    EXPECT_EQ(refused("bureau", one.id, "disputes", R"({"reason":"border","note":""})"),
              "case.verdict_binds");
    EXPECT_EQ(refused("office", one.id, "reassignments",
                      R"({"body_id":")" + west + R"(","reason":"wrong_unit","note":""})"),
              "case.verdict_binds");
    done("bureau", one.id, "receipts", "{}", "handling");
}

TEST_P(EdgesStory, ACaseInTheWrongPlaceIsMovedAndReassigned_R2_2) {
    const auto one = reported("where");
    const auto moved =
        done("office", one.id, "relocations",
             R"({"place":{"point":{"lon":118.012,"lat":35.005},"words":"东街口"},"note":""})",
             "reported");
    EXPECT_EQ(moved.at("/place/grid_name"), "网格E");
    EXPECT_EQ(moved.at("/place/words"), "东街口");
    EXPECT_EQ(refused("office", one.id, "relocations",
                      R"({"place":{"point":{"lon":118.5,"lat":35.5},"words":""},"note":""})"),
              "place.outside_county");
    done("office", one.id, "filings", R"({"note":""})", "dispatched");
    done("east", one.id, "receipts", "{}", "handling");
    const auto west = std::to_string(town->county.west_team.value);
    const auto given =
        done("office", one.id, "reassignments",
             R"({"body_id":")" + west + R"(","reason":"wrong_unit","note":""})", "dispatched");
    EXPECT_EQ(given.at("/handling_body/id"), west);
    EXPECT_EQ(follow(one).at("/handled_by"), "西街第一网格");
}

RUN_ON_BOTH_STORES(EdgesStory);

} // namespace
} // namespace weicheng::story
