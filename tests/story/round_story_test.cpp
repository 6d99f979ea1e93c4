// A problem once round the ledger over HTTP, on both stores: the citizen reports, the grid signs
// and mends, another checks, the office strikes off, the citizen says no, and once more. R2.1,
// R7.4.
#include "tests/story/story_town.h"

#include <set>

namespace weicheng::story {
namespace {

class RoundStory : public testing::OnBothStores {
  protected:
    void SetUp() override {
        OnBothStores::SetUp();
        if (!IsSkipped()) town.emplace(dialect());
    }
    void later(std::chrono::minutes time) {
        town->now += time;
        town->server.house().clock().set(town->now);
    }
    static void expect_state(const Answer& answer, const std::string& state) {
        EXPECT_EQ(answer.status, 200) << answer.body;
        EXPECT_EQ(answer.at("/state"), state) << answer.body;
    }
    static std::string offered(Visitor& by, const std::string& id) {
        const auto seen = by.get("/api/v1/cases/" + id);
        std::string names;
        for (std::size_t i = 0; i < seen.size("/allowed_actions"); ++i)
            (names += names.empty() ? "" : " ") +=
                seen.at("/allowed_actions/" + std::to_string(i) + "/action");
        return names;
    }
    /// From the signature to the strike-off; `take` numbers the pictures.
    void mend_and_close(const std::string& id, const std::string& take) {
        auto west = town->as("west"), checker = town->as("checker"), office = town->as("office");
        EXPECT_EQ(offered(west, id), "sign return dispute ask_extension ask_suspension");
        expect_state(act(west, id, "receipts", "{}"), "handling");
        later(std::chrono::minutes{30});
        const auto proof = town->upload(west, "after " + take);
        expect_state(
            act(west, id, "handlings", R"({"after_photos":[")" + proof + R"("],"note":"已清运"})"),
            "handled");
        later(std::chrono::minutes{10});
        expect_state(act(west, id, "confirmations", R"({"note":""})"), "checking");
        EXPECT_EQ(offered(west, id), "");
        EXPECT_EQ(offered(checker, id), "pass rework");
        later(std::chrono::minutes{10});
        expect_state(act(checker, id, "checks", R"({"result":"pass","note":"看过","photos":[]})"),
                     "checked");
        expect_state(act(office, id, "closures", R"({"note":""})"), "closed");
    }

    std::optional<Town> town;
};

TEST_P(RoundStory, FromTheCitizensPhotoToTheCitizensWord_R2_1_R2_2_R7_4) {
    auto citizen = town->citizen();
    const auto picture = town->upload(citizen, "before");
    const auto receipt = citizen.command(
        "/api/v1/portal/reports",
        citizen_report("rubble", picture, R"(,"phone":"13800001234","name":"周试")"));
    ASSERT_EQ(receipt.status, 201) << receipt.body;
    const auto number = receipt.at("/number");
    EXPECT_EQ(number, "AJ20261116-0001");
    const Headers code{{"Follow-Code", receipt.at("/follow_code")}};
    const auto follow = [&] { return citizen.get("/api/v1/portal/reports/" + number, code); };
    const auto say = [&](const std::string& noun, const std::string& body) {
        auto headers = code;
        headers.emplace_back("Idempotency-Key", Visitor::new_key());
        return citizen.post("/api/v1/portal/reports/" + number + "/" + noun, body, headers);
    };
    EXPECT_EQ(follow().at("/current_step"), "received");

    auto office = town->as("office");
    const auto found = office.get("/api/v1/cases?q=" + number);
    ASSERT_EQ(found.at("/total"), "1") << found.body;
    const auto id = found.at("/items/0/id");
    EXPECT_EQ(found.at("/items/0/place/grid_name"), "网格W");
    EXPECT_EQ(offered(office, id), "file ask_verification decline merge relocate void");
    later(std::chrono::minutes{10});
    expect_state(act(office, id, "filings", R"({"condition":"rubble","note":"属实"})"),
                 "dispatched");
    EXPECT_EQ(follow().at("/current_step"), "in_hand");
    EXPECT_EQ(follow().at("/handled_by"), "西街第一网格");

    mend_and_close(id, "first");
    auto seen = follow();
    EXPECT_EQ(seen.at("/current_step"), "rated");
    EXPECT_EQ(seen.at("/can_object"), "true");
    EXPECT_EQ(seen.size("/photos"), 2u);
    EXPECT_EQ(citizen.get(seen.at("/photos/1/thumb_url")).header("content-type"), "image/jpeg");
    EXPECT_EQ(say("ratings", R"({"score":2,"words":"没清干净"})").status, 201);
    EXPECT_EQ(say("ratings", R"({"score":5,"words":""})").code(), "case.rated_already");

    later(std::chrono::hours{20});
    const auto still = town->upload(citizen, "still there");
    const auto objected = say(
        "objections", R"({"reason":"still_there","words":"还在","photos":[")" + still + R"("]})");
    ASSERT_EQ(objected.status, 201) << objected.body;
    EXPECT_EQ(objected.at("/period"), "2");
    EXPECT_EQ(objected.at("/current_step"), "in_hand");
    office = town->as("office"); // a session idle for twelve hours has ended
    EXPECT_EQ(office.get("/api/v1/cases/" + id).at("/state"), "dispatched");

    auto west = town->as("west"), checker = town->as("checker");
    expect_state(act(west, id, "receipts", "{}"), "handling");
    const auto poor = town->upload(west, "poor work");
    expect_state(act(west, id, "handlings", R"({"after_photos":[")" + poor + R"("],"note":""})"),
                 "handled");
    expect_state(act(west, id, "confirmations", R"({"note":""})"), "checking");
    const auto sent_back = act(checker, id, "checks",
                               R"({"result":"rework","reason":"not_done","note":"","photos":[]})");
    expect_state(sent_back, "handling");
    EXPECT_EQ(sent_back.at("/rework_count"), "1");
    const auto good = town->upload(west, "good work");
    expect_state(act(west, id, "handlings", R"({"after_photos":[")" + good + R"("],"note":""})"),
                 "handled");
    expect_state(act(west, id, "confirmations", R"({"note":""})"), "checking");
    expect_state(act(checker, id, "checks", R"({"result":"pass","note":"","photos":[]})"),
                 "checked");
    expect_state(act(office, id, "closures", R"({"note":""})"), "closed");
    seen = say("ratings", R"({"score":5,"words":"这回好了"})");
    EXPECT_EQ(seen.status, 201) << seen.body;
    EXPECT_EQ(seen.at("/rating/score"), "5");

    const auto whole = office.get("/api/v1/cases/" + id);
    EXPECT_EQ(whole.at("/period"), "2");
    EXPECT_EQ(whole.size("/photos"), 5u); // nothing was thrown away
    EXPECT_GE(whole.size("/stages"), 14u);
    for (std::size_t i = 0; i < whole.size("/stages"); ++i)
        EXPECT_NE(whole.at("/stages/" + std::to_string(i) + "/left_at"), "") << i;
    EXPECT_EQ(whole.at("/stages/0/work_minutes"), "10");
    EXPECT_EQ(whole.at("/light"), "none");
}

TEST_P(RoundStory, AWrongCodeAndAWrongNumberSoundTheSame_R7_4) {
    auto citizen = town->citizen();
    const auto receipt = citizen.command("/api/v1/portal/reports",
                                         citizen_report("rubble", town->upload(citizen, "before")));
    ASSERT_EQ(receipt.status, 201) << receipt.body;
    const auto ask = [&](const std::string& number, const std::string& code) {
        return citizen.get("/api/v1/portal/reports/" + number, {{"Follow-Code", code}});
    };
    const auto wrong_code = ask(receipt.at("/number"), "AAAAAAAA");
    const auto wrong_number = ask("AJ20261116-0999", receipt.at("/follow_code"));
    EXPECT_EQ(wrong_code.status, 404);
    EXPECT_EQ(wrong_code.code(), "report.unknown");
    EXPECT_EQ(wrong_number.code(), "report.unknown");
    EXPECT_EQ(wrong_code.at("/detail"), wrong_number.at("/detail"));
}

// ---- what a unit must never see ----

TEST_P(RoundStory, NobodyOfTheUnitsLearnsWhoReported_R7_4) {
    auto citizen = town->citizen();
    const auto receipt = citizen.command(
        "/api/v1/portal/reports", citizen_report("exposed_garbage", town->upload(citizen, "before"),
                                                 R"(,"phone":"138-0000-1234","name":"周试群众")"));
    ASSERT_EQ(receipt.status, 201) << receipt.body;
    auto office = town->as("office");
    const auto id = office.get("/api/v1/cases").at("/items/0/id");
    {
        auto west = town->as("west");
        expect_state(act(west, id, "receipts", "{}"), "handling");
    }
    const std::vector<std::string> pages{"/cases",
                                         "/cases?q=1380000",
                                         "/cases?q=138-0000",
                                         "/cases?q=周试",
                                         "/cases/" + id,
                                         "/cases.csv",
                                         "/case-counts",
                                         "/session",
                                         "/phone-book",
                                         "/bodies",
                                         "/grids",
                                         "/sites",
                                         "/portal/kinds",
                                         "/responsibility?lon=118.005&lat=35.005"};
    const std::vector<std::string> secrets{"138-0000-1234", "13800001234", "00001234", "周试群众"};
    for (const char* login : {"west", "worker", "bureau", "east", "checker", "leader"})
        for (const char* language : {"zh-CN", "en"}) {
            auto official = town->as(login);
            official.speak(language);
            for (const auto& page : pages) {
                const auto answer = official.get("/api/v1" + page);
                EXPECT_LT(answer.status, 500) << page;
                for (const auto& secret : secrets)
                    EXPECT_EQ(answer.body.find(secret), std::string::npos)
                        << login << " sees " << secret << " at " << page;
            }
            const auto look =
                official.post("/api/v1/cases/" + id + "/contact-views", R"({"reason":"核实"})");
            EXPECT_GE(look.status, 400) << login;
            EXPECT_EQ(look.body.find("0000"), std::string::npos) << login;
        }
    const auto plain =
        office.post("/api/v1/cases/" + id + "/contact-views", R"({"reason":"核实"})");
    EXPECT_EQ(plain.status, 200) << plain.body;
    EXPECT_EQ(plain.at("/phone"), "138-0000-1234");
    EXPECT_EQ(plain.at("/name"), "周试群众");
    const auto kept = testing::contents_of(town->server.house().database());
    for (const auto& [table, rows] : kept)
        for (const auto& row : rows)
            for (const auto& secret : secrets)
                EXPECT_EQ(row.find(secret), std::string::npos) << table; // sealed, not plain
}

// ---- powers that end ----

TEST_P(RoundStory, APowerThatIsTakenAwayEndsInTheMiddleOfASession_R1_1) {
    auto citizen = town->citizen();
    const auto receipt = citizen.command(
        "/api/v1/portal/reports", citizen_report("exposed_garbage", town->upload(citizen, "b")));
    ASSERT_EQ(receipt.status, 201) << receipt.body;
    auto west = town->as("west");
    const auto id = west.get("/api/v1/cases").at("/items/0/id");
    ASSERT_EQ(offered(west, id), "sign return dispute ask_extension ask_suspension");
    auto& database = town->server.house().database();
    ASSERT_TRUE(database.write([&](db::Tx& tx) {
        return people::revoke_power(tx, auth::server_caller(town->county.id),
                                    town->county.posts.at("west"), "cases.sign",
                                    people::PowerScope::own_body(), town->now);
    }));
    EXPECT_EQ(offered(west, id), "ask_extension ask_suspension");
    const auto before = testing::contents_of(database);
    const auto refused = act(west, id, "receipts", "{}");
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(refused.code(), "auth.power_missing");
    EXPECT_EQ(testing::difference(before, testing::contents_of(database)), "");
    ASSERT_TRUE(database.write([&](db::Tx& tx) {
        return people::vacate(tx, auth::server_caller(town->county.id),
                              town->county.posts.at("west"), date_of(town->now), town->now);
    }));
    EXPECT_EQ(west.get("/api/v1/cases/" + id).code(), "case.unknown"); // nor does he see it now
}

RUN_ON_BOTH_STORES(RoundStory);

} // namespace
} // namespace weicheng::story
