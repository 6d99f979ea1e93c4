// The whole server on a disk that fails at every write of a small intake: what was answered with
// success is there after a loss of power, nothing is there in half, and the same requests succeed
// once there is room again. R2.1, R7.4.
#include "platform/auth/auth.h"
#include "platform/db/dialect.h"
#include "tests/story/promises.h"
#include "tests/support/failing_disk.h"

#include <fstream>

namespace weicheng::story {
namespace {

using testing::DiskTrouble;
using testing::FailingDisk;

struct Plan {
    DiskTrouble trouble;
    bool and_after;
    const char* code; // expected
};

class FullDisk : public ::testing::TestWithParam<Plan> {
  protected:
    struct Input {
        std::string key, photo;
    };
    std::vector<Input> reports_wanted(int nth) {
        std::vector<Input> made;
        for (const char* which : {"a", "b"})
            made.push_back({Visitor::new_key(),
                            testing::remember_photo(database(), town.county.id,
                                                    which + std::to_string(nth), town.now)});
        return made;
    }
    Answer send(const Input& input) {
        return citizen.post("/api/v1/portal/reports",
                            citizen_report("exposed_garbage", input.photo),
                            {{"Idempotency-Key", input.key}});
    }
    db::Database& database() { return town.server.house().database(); }

    /// The numbers of all cases that a loss of power would leave.
    std::set<std::string> left_by_power_loss() {
        const testing::TemporaryFolder folder;
        disk.lose_power(folder_of_store(), folder.path());
        const auto left = db::Database::open({.location = folder.path().string()});
        expect_whole(*left, 0);
        std::set<std::string> numbers;
        left->read([&](db::Tx& tx) {
            for (const auto& row : db::run_script(tx, "SELECT number FROM cases"))
                numbers.insert(row[0].value());
        });
        return numbers;
    }
    std::string folder_of_store() {
        return database().read([](db::Tx& tx) {
            const auto rows = db::run_script(tx, "PRAGMA database_list");
            return std::filesystem::path(rows[0][2].value()).parent_path().string();
        });
    }

    FailingDisk disk;
    Town town{db::Dialect::sqlite};
    Visitor citizen = town.citizen();
};

TEST_P(FullDisk, KeepsWhatWasAnsweredAndGoesOnWhenThereIsRoom_R2_1) {
    const auto plan = GetParam();
    std::set<std::string> promised;
    bool failed = true;
    int refusals = 0;
    for (int nth = 1; failed; nth += nth < 8 ? 1 : 3) {
        const auto both = reports_wanted(nth);
        disk.fail_at(nth, plan.trouble, plan.and_after);
        for (const auto& input : both) {
            citizen.speak(nth % 2 == 0 ? "en" : "zh-CN");
            const auto answer = send(input);
            if (answer.status == 201) {
                promised.insert(answer.at("/number"));
                continue;
            }
            ++refusals;
            EXPECT_TRUE(answer.code() == plan.code || answer.code() == "server.incident")
                << answer.body;
            EXPECT_TRUE(plan.trouble != DiskTrouble::full || answer.code() == plan.code);
            EXPECT_NE(answer.at("/detail").find(nth % 2 == 0 ? "again" : "请"), std::string::npos);
        }
        failed = disk.has_failed();
        disk.heal();
        for (const auto& input : both) { // the same again: once, whatever became of it before
            const auto answer = send(input);
            ASSERT_EQ(answer.status, 201) << nth << answer.body;
            promised.insert(answer.at("/number"));
        }
        ASSERT_EQ(left_by_power_loss(), promised) << nth;
        ASSERT_LT(nth, 3000);
    }
    EXPECT_GT(refusals, 0);
    town.server.restart();
    expect_whole(database(), promised.size());
}

TEST_P(FullDisk, SaysSoAndWhatToDoInTheReadersLanguage_R7_4) {
    const auto plan = GetParam();
    if (plan.trouble != DiskTrouble::full) return;
    const auto input = reports_wanted(1).front();
    disk.fail_at(1, plan.trouble, true);
    citizen.speak("zh-CN");
    const auto chinese = send(input);
    EXPECT_EQ(chinese.status, 507);
    EXPECT_NE(chinese.at("/detail").find("磁盘已满"), std::string::npos);
    EXPECT_NE(chinese.header("retry-after"), "");
    citizen.speak("en");
    EXPECT_NE(send(input).at("/detail").find("disk is full"), std::string::npos);
    EXPECT_EQ(citizen.get("/api/v1/public/start").status, 200); // reading goes on
    disk.heal();
    EXPECT_EQ(send(input).status, 201);
}

INSTANTIATE_TEST_SUITE_P(
    Plans, FullDisk,
    ::testing::Values(Plan{DiskTrouble::full, true, "server.disk_full"},
                      Plan{DiskTrouble::bad_write, false, "server.outcome_unknown"},
                      Plan{DiskTrouble::bad_sync, true, "server.outcome_unknown"}));

TEST(FullDiskOfPhotos, IsNotThePhotosFaultAndTheSamePhotoIsTakenLater_R7_4) {
    const testing::TemporaryFolder folder;
    const auto program = (folder.path() / "photo-program").string();
    const auto real =
        std::filesystem::read_symlink("/proc/self/exe").parent_path() / "weicheng-photo";
    const auto put_there = [&](const std::string& words) {
        std::ofstream(program) << "#!/bin/sh\nexec " << real.string() << " " << words << "\n";
        std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    };
    put_there("take /dev/full \"$3\"");
    Town town(db::Dialect::sqlite,
              [&](app::HouseOptions& options) { options.photo_program = program; });
    const auto bytes = jpeg_named("no room");
    const auto path = "/api/v1/blobs/" + auth::sha256_hex(bytes);
    const auto refused = town.citizen().put_bytes(path, bytes, "image/jpeg");
    EXPECT_EQ(refused.status, 507) << refused.body;
    EXPECT_EQ(refused.code(), "server.disk_full");
    put_there("\"$@\"");
    EXPECT_EQ(town.citizen().put_bytes(path, bytes, "image/jpeg").status, 201);
}

} // namespace
} // namespace weicheng::story
