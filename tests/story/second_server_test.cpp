// A second server where one serves already is refused in plain words; an administrator's commands
// run beside the server as ever. R2.1.
#include "app/house.h"
#include "tests/story/served.h"
#include "tests/support/database.h"
#include "tests/support/small_county.h"

#include <cstdio>
#include <gtest/gtest.h>
#include <sys/wait.h>

namespace weicheng::story {
namespace {

struct Ended {
    int status = 0;
    std::string told; // both of its streams
};

/// The program with these words, until it ends.
Ended running(const std::string& words, const std::string& language) {
    const auto line = "LC_ALL=" + language + " " + Served::program() + " " + words + " 2>&1";
    std::FILE* const pipe = ::popen(line.c_str(), "re");
    Ended ended;
    char room[512];
    while (const auto got = std::fread(room, 1, sizeof room, pipe))
        ended.told.append(room, got);
    const int status = ::pclose(pipe);
    ended.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return ended;
}

class SecondServer : public testing::OnBothStores {};
RUN_ON_BOTH_STORES(SecondServer);

TEST_P(SecondServer, IsRefusedAndCommandsRunBeside_R2_1) {
    testing::TestDatabase database(dialect());
    database.close();
    const testing::TemporaryFolder folder;
    const auto data = folder.path().string();
    const bool postgres = dialect() == db::Dialect::postgres;
    const auto address = postgres ? database.options().location : std::string();
    const auto where = " --data " + data + (postgres ? " --db '" + address + "'" : "");
    {
        app::House house({.data = data, .db = address});
        testing::build_small_county(house.database(), house.clock().now());
    }
    Served first(data, address);
    ASSERT_NE(first.port(), 0);

    const auto second = running("serve --listen 127.0.0.1:0" + where, "en_GB.UTF-8");
    EXPECT_EQ(second.status, 2) << second.told;
    EXPECT_NE(second.told.find(postgres ? "another server with --node 0 already serves"
                                        : "another server already serves from " + data),
              std::string::npos)
        << second.told;
    const auto listed = running("user list" + where, "en_GB.UTF-8");
    EXPECT_EQ(listed.status, 0) << listed.told;
    const auto verified = running("verify" + where, "en_GB.UTF-8");
    EXPECT_EQ(verified.status, 0) << verified.told;

    first.kill(); // as a loss of power: the next one starts at once
    Served next(data, address);
    EXPECT_NE(next.port(), 0);
    if (!postgres) return;
    Served beside(data, address, 1);
    EXPECT_NE(beside.port(), 0);
}

} // namespace
} // namespace weicheng::story
