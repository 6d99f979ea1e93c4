// Bad input over HTTP, on both stores: each is refused with a stable code, the field's path and
// words in the reader's language, and nothing half-written stays. R2.1, R7.4.
#include "platform/auth/auth.h"
#include "tests/story/story_town.h"

namespace weicheng::story {
namespace {

class BadInput : public testing::OnBothStores {
  protected:
    void SetUp() override {
        OnBothStores::SetUp();
        if (IsSkipped()) return;
        town.emplace(dialect());
        citizen.emplace(town->citizen());
        west.emplace(town->as("west"));
        picture = town->upload(*citizen, "before");
    }
    db::Database& database() { return town->server.house().database(); }

    /// The reply is a problem with that code, at that path, in both languages; nothing was written.
    template <class Ask>
    void expect_problem(const std::string& row, int status, const std::string& code,
                        const std::string& path, Ask ask) {
        const auto before = testing::contents_of(database());
        std::string words[2];
        for (const int english : {0, 1}) {
            const Answer answer = ask(english ? "en" : "zh-CN");
            EXPECT_EQ(answer.status, status) << row << ": " << answer.body;
            EXPECT_EQ(answer.header("content-type"), "application/problem+json") << row;
            words[english] = answer.at("/detail");
            expect_code(row, answer, code, path);
        }
        EXPECT_NE(words[0], words[1]) << row;
        EXPECT_GT(words[0].size(), 10u) << row;
        EXPECT_EQ(words[0].find('{'), std::string::npos) << row << ": " << words[0];
        EXPECT_EQ(testing::difference(before, testing::contents_of(database())), "") << row;
    }
    static void expect_code(const std::string& row, const Answer& answer, const std::string& code,
                            const std::string& path) {
        if (path.empty()) {
            EXPECT_EQ(answer.code(), code) << row << ": " << answer.body;
            return;
        }
        bool found = false;
        for (std::size_t i = 0; i < answer.size("/errors"); ++i) {
            const auto error = "/errors/" + std::to_string(i);
            found = found ||
                    (answer.at(error + "/path") == path && answer.at(error + "/code") == code &&
                     !answer.at(error + "/detail").empty());
        }
        EXPECT_TRUE(found) << row << " wants " << code << " at " << path << ": " << answer.body;
    }
    void expect_report_problem(const std::string& row, int status, const std::string& code,
                               const std::string& path, const std::string& body) {
        expect_problem(row, status, code, path, [&](const char* language) {
            citizen->speak(language);
            return citizen->command("/api/v1/portal/reports", body);
        });
    }
    void expect_case_problem(const std::string& row, int status, const std::string& code,
                             const std::string& path, const std::string& body) {
        expect_problem(row, status, code, path, [&](const char* language) {
            west->speak(language);
            return west->command("/api/v1/cases", body);
        });
    }
    /// A sound body with one piece changed.
    std::string report(const std::string& from = "", const std::string& to = "") const {
        return changed(citizen_report("rubble", picture), from, to);
    }
    std::string patrol(const std::string& from = "", const std::string& to = "") const {
        return changed(patrol_report("rubble", picture), from, to);
    }
    static std::string changed(std::string text, const std::string& from, const std::string& to) {
        if (from.empty()) return text;
        const auto at = text.find(from);
        check(at != std::string::npos, "the piece to change is there");
        return text.replace(at, from.size(), to);
    }
    std::string dispatched_case() {
        const auto answer =
            west->command("/api/v1/cases", patrol_report("exposed_garbage", picture));
        EXPECT_EQ(answer.status, 201) << answer.body;
        return answer.at("/id");
    }

    std::optional<Town> town;
    std::optional<Visitor> citizen, west;
    std::string picture;
};

struct TextRow {
    const char* row;
    const char* from;
    std::string to;
    int status;
    const char* code; // expected
    const char* path; // expected
};

TEST_P(BadInput, ACitizensReportIsRefusedFieldByField_R7_4) {
    const TextRow rows[] = {
        {"JSON 缺括号", "}", "", 400, "json.malformed", ""},
        {"同名两项", R"("words")", R"("kind":"x","words")", 400, "json.duplicate_member", ""},
        {"类型不对", R"("rubble")", "7", 422, "field.wrong_type", "/kind"},
        {"坐标是文字", "118.005", R"("118")", 422, "field.wrong_type", "/place/point/lon"},
        {"多出一项", R"("words")", R"("colour":"red","words")", 422, "field.unknown", "/colour"},
        {"缺一项", R"("kind":"rubble",)", "", 422, "field.missing", "/kind"},
        {"字太多", "门口一大堆", std::string(301, 'x'), 422, "field.too_long", "/words"},
        {"坏的 UTF-8", "门口一大堆", "\xff\xfe", 400, "json.bad_utf8", ""},
        {"看不见的字符", "门口一大堆", "\\u0007", 422, "field.bad_utf8", "/words"},
        {"无此类别", "rubble", "dragons", 422, "report.kind_not_offered", "/kind"},
        {"县外", "118.005", "118.9", 422, "place.outside_county", "/place/point"},
        {"经度无此数", "118.005", "418.005", 422, "field.too_large", "/place/point/lon"},
        {"两个网格之间", R"("lon":118.005,"lat":35.005)", R"("lon":118.01745,"lat":35.00004)", 422,
         "place.in_two_grids", "/place/point"},
        {"没传过的照片", "", "", 422, "case.photo_unknown", "/photos/0"},
        {"电话不对", R"("words":"门)", R"("phone":"打我","words":"门)", 422,
         "report.phone_malformed", "/phone"},
    };
    for (const auto& row : rows) {
        const auto body =
            *row.from ? report(row.from, row.to) : citizen_report("rubble", std::string(64, 'a'));
        expect_report_problem(row.row, row.status, row.code, row.path, body);
    }
    expect_report_problem("没有照片", 422, "report.photos_missing", "/photos",
                          report("[\"" + picture + "\"]", "[]"));
}

TEST_P(BadInput, PlacesAreRefusedWithAHint_R2_2) {
    const char* sound = R"("lon":118.005,"lat":35.005)";
    expect_case_problem("县外", 422, "place.outside_county", "/place/point",
                        patrol("118.005", "118.9"));
    expect_case_problem("两个网格之间", 422, "place.in_two_grids", "/place/point",
                        patrol(sound, R"("lon":118.01745,"lat":35.00004)"));
    expect_problem("经纬度颠倒", 422, "place.looks_swapped", "", [&](const char* language) {
        citizen->speak(language);
        const auto hint = citizen->get("/api/v1/place-check?lon=35.005&lat=118.005");
        EXPECT_EQ(hint.status, 200) << hint.body;
        EXPECT_EQ(hint.at("/problem"), "place.looks_swapped");
        west->speak(language);
        return west->command("/api/v1/cases", patrol(sound, R"("lon":35.005,"lat":118.005)"));
    });
}

TEST_P(BadInput, AnOfficialsReportIsRefusedFieldByField_R2_1) {
    const TextRow rows[] = {
        {"无此类别", "rubble", "dragons", 422, "case.kind_unknown", "/kind"},
        {"无此来源", "patrol", "dream", 422, "case.source_unknown", "/source"},
        {"冒充群众", "patrol", "citizen", 422, "case.source_of_citizens", "/source"},
        {"字太多", "巡查发现", std::string(501, 'x'), 422, "field.too_long", "/summary"},
        {"照片不是文字", "[\"", "[7,\"", 422, "field.wrong_type", "/before_photos/0"},
        {"改后照片未传", R"("after_photos":[)", R"("after_photos":["nothing")", 422,
         "case.photo_unknown", "/after_photos/0"},
        {"时间不对", R"("source")", R"("found_at":"yesterday","source")", 422, "field.bad_instant",
         "/found_at"},
        {"发现在将来", R"("source")", R"("found_at":"2027-01-01T00:00:00Z","source")", 422,
         "case.found_in_future", "/found_at"},
        {"点位编号不对", R"("words":"西街口")", R"("words":"","site_id":"x")", 422, "field.bad_id",
         "/place/site_id"},
        {"无此点位", R"("words":"西街口")", R"("words":"","site_id":"77")", 422,
         "case.site_unknown", "/place/site_id"},
    };
    for (const auto& row : rows)
        expect_case_problem(row.row, row.status, row.code, row.path, patrol(row.from, row.to));
    expect_case_problem("太大", 413, "request.too_large", "",
                        patrol("巡查发现", std::string(70'000, 'x')));
}

TEST_P(BadInput, WhatIsNoPhotoIsNotTakenIn_R2_1) {
    const auto put = [&](const char* row, int status, const char* code, const std::string& bytes,
                         const std::string& named, const char* type) {
        expect_problem(row, status, code, "", [&](const char* language) {
            return citizen->send("PUT", "/api/v1/blobs/" + named, bytes, type,
                                 {{"Accept-Language", language}});
        });
    };
    citizen->speak("");
    const auto real = jpeg_named("other");
    put("不是照片", 422, "photo.not_a_photo", "hello", auth::sha256_hex("hello"), "image/jpeg");
    put("摘要不符", 422, "photo.digest_differs", real, auth::sha256_hex("hello"), "image/jpeg");
    put("不收的格式", 415, "photo.kind_unsupported", real, auth::sha256_hex(real), "image/gif");
    const auto cut = real.substr(0, real.size() / 8);
    put("半张照片", 422, "photo.damaged", cut, auth::sha256_hex(cut), "image/jpeg");
}

TEST_P(BadInput, TheSameKeyAnswersOnce_R2_1) {
    const auto key = Visitor::new_key();
    const auto send = [&](const std::string& body) {
        return citizen->post("/api/v1/portal/reports", body, {{"Idempotency-Key", key}});
    };
    const auto first = send(report());
    ASSERT_EQ(first.status, 201) << first.body;
    const auto before = testing::contents_of(database());
    const auto again = send(report());
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(again.header("idempotency-replayed"), "true");
    EXPECT_EQ(testing::difference(before, testing::contents_of(database())), "");
    const auto answer_of = [&](const Headers& headers) {
        return [this, headers](const char* language) {
            citizen->speak(language);
            return citizen->post("/api/v1/portal/reports", report("西街口", "东街口"), headers);
        };
    };
    expect_problem("同键异文", 422, "request.key_reused", "",
                   answer_of({{"Idempotency-Key", key}}));
    expect_problem("没有键", 428, "request.key_missing", "", answer_of({}));
    expect_problem("键不成样", 422, "request.key_malformed", "",
                   answer_of({{"Idempotency-Key", "1"}}));
}

TEST_P(BadInput, AStaleMoveIsShownTheCaseAsItStands_R2_1) {
    const auto id = dispatched_case();
    const auto seen = west->get("/api/v1/cases/" + id).at("/revision");
    ASSERT_EQ(act(*west, id, "receipts", "{}").status, 200);
    const auto move = [&](const Headers& headers) {
        return [this, id, headers](const char* language) {
            west->speak(language);
            auto all = headers;
            all.emplace_back("Idempotency-Key", Visitor::new_key());
            const auto answer = west->post("/api/v1/cases/" + id + "/returns",
                                           R"({"reason":"not_ours","note":""})", all);
            if (answer.status == 412) {
                EXPECT_EQ(answer.at("/current/state"), "handling") << answer.body;
                EXPECT_EQ(answer.at("/current/id"), id);
            }
            return answer;
        };
    };
    expect_problem("过时", 412, "request.stale", "", move({{"If-Match", "\"" + seen + "\""}}));
    expect_problem("没有版本", 428, "request.if_match_missing", "", move({}));
    expect_problem("版本不成样", 400, "request.if_match_malformed", "",
                   move({{"If-Match", "\"x\""}}));
}

TEST_P(BadInput, MovesAreRefusedWithTheirReason_R2_1) {
    const auto id = dispatched_case();
    const auto move = [&](const char* row, int status, const char* code, const char* path,
                          const char* login, const char* noun, const std::string& body) {
        auto by = town->as(login);
        const auto revision = town->as("office").get("/api/v1/cases/" + id).at("/revision");
        expect_problem(row, status, code, path, [&](const char* language) {
            by.speak(language);
            return by.command("/api/v1/cases/" + id + "/" + noun, body, revision);
        });
    };
    move("无权", 403, "auth.power_missing", "", "worker", "receipts", "{}");
    move("看不见", 404, "case.unknown", "", "east", "receipts", "{}");
    move("不是本单位", 403, "case.not_your_body", "", "bureau", "receipts", "{}");
    move("理由不在表里", 422, "case.reason_unknown", "/reason", "west", "returns",
         R"({"reason":"tired","note":""})");
    move("缺理由", 422, "field.missing", "/reason", "west", "returns", R"({"note":""})");
    move("备注太长", 422, "field.too_long", "/note", "west", "returns",
         R"({"reason":"not_ours","note":")" + std::string(501, 'x') + "\"}");
    move("状态不对", 409, "case.wrong_state", "", "west", "handlings",
         R"({"after_photos":[")" + picture + R"("],"note":""})");
    ASSERT_EQ(act(*west, id, "receipts", "{}").status, 200);
    move("没有照片", 422, "case.photos_too_few", "/after_photos", "west", "handlings",
         R"({"after_photos":[],"note":""})");
    move("拿改前的充数", 422, "case.photo_reused", "/after_photos/0", "west", "handlings",
         R"({"after_photos":[")" + picture + R"("],"note":""})");
    move("没传过的照片", 422, "case.photo_unknown", "/after_photos/0", "west", "handlings",
         R"({"after_photos":[")" + std::string(64, 'b') + R"("],"note":""})");
}

RUN_ON_BOTH_STORES(BadInput);

} // namespace
} // namespace weicheng::story
