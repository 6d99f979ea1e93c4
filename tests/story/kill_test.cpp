// A process killed in the middle of taking reports in: whatever was answered with success is there
// after the next start, with its photos and facts, and nothing is there in half. R2.1.
#include "modules/cases/store/case_store.h"
#include "platform/auth/auth.h"
#include "platform/db/dialect.h"
#include "tests/story/story_town.h"

#include <condition_variable>
#include <csignal>
#include <fcntl.h>
#include <mutex>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace weicheng::story {
namespace {

/// The program beside the test program, serving one data folder.
class Served {
  public:
    Served(const std::string& data, const std::string& database) {
        int pipe_ends[2];
        check(::pipe(pipe_ends) == 0, "a pipe can be made");
        std::vector<std::string> words{program(),        "serve",       "--data",        data,
                                       "--listen",       "127.0.0.1:0", "--threads",     "2",
                                       "--rate-reports", "0",           "--rate-photos", "0",
                                       "--log-file",     data + "/log"};
        if (!database.empty()) words.insert(words.end(), {"--db", database});
        std::vector<char*> arguments;
        for (auto& word : words)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);
        child_ = ::fork();
        if (child_ == 0) {
            ::dup2(pipe_ends[1], STDOUT_FILENO);
            ::close(pipe_ends[0]);
            ::execv(arguments[0], arguments.data());
            ::_exit(127);
        }
        ::close(pipe_ends[1]);
        port_ = read_port(pipe_ends[0]);
        ::close(pipe_ends[0]);
    }
    ~Served() { kill(); }
    Served(const Served&) = delete;

    void kill() {
        if (child_ <= 0) return;
        ::kill(child_, SIGKILL);
        ::waitpid(child_, nullptr, 0);
        child_ = 0;
    }
    std::uint16_t port() const { return port_; }

    static std::string program() {
        return std::filesystem::read_symlink("/proc/self/exe").parent_path() / "weicheng";
    }

  private:
    /// Reads what the program prints until it has told both addresses.
    static std::uint16_t read_port(int from) {
        std::string text;
        char room[512];
        while (text.find("/p/") == std::string::npos) {
            const auto got = ::read(from, room, sizeof room);
            if (got <= 0) return 0;
            text.append(room, static_cast<std::size_t>(got));
        }
        const auto at = text.find("127.0.0.1:") + 10;
        return static_cast<std::uint16_t>(std::stoi(text.substr(at)));
    }

    pid_t child_ = 0;
    std::uint16_t port_ = 0;
};

/// A report the server has answered with 201.
struct Promised {
    std::string number, code, photo;
};

/// Several citizens at once, until the server is gone.
class Citizens {
  public:
    Citizens(std::uint16_t port, int life) {
        for (int who = 0; who < 4; ++who)
            threads_.emplace_back([this, port, life, who] {
                for (int i = 0; report(port, std::to_string(life) + "-" + std::to_string(who) +
                                                 "-" + std::to_string(i));
                     ++i) {
                }
            });
    }
    void wait_for(std::size_t reports) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return promised_.size() >= reports || gone_ == 4; });
    }
    /// After the server was killed.
    std::vector<Promised> promises() {
        for (auto& thread : threads_)
            thread.join();
        return promised_;
    }

  private:
    bool report(std::uint16_t port, const std::string& name) {
        try {
            Visitor citizen(port);
            const auto bytes = jpeg_named(name);
            const auto photo = auth::sha256_hex(bytes);
            const auto taken = citizen.put_bytes("/api/v1/blobs/" + photo, bytes, "image/jpeg");
            const auto receipt =
                citizen.command("/api/v1/portal/reports", citizen_report("exposed_garbage", photo));
            if (receipt.status == 201) {
                std::lock_guard lock(mutex_);
                promised_.push_back({receipt.at("/number"), receipt.at("/follow_code"), photo});
                changed_.notify_all();
                return true;
            }
            EXPECT_TRUE(taken.status == 0 || receipt.status == 0) << taken.body << receipt.body;
        } catch (const std::runtime_error&) {
            // the server is gone
        }
        std::lock_guard lock(mutex_);
        ++gone_;
        changed_.notify_all();
        return false;
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Promised> promised_;
    int gone_ = 0;
    std::vector<std::thread> threads_;
};

class KilledServer : public testing::OnBothStores {};

void expect_kept(Served& served, const std::vector<Promised>& promised) {
    Visitor citizen(served.port());
    for (const auto& each : promised) {
        const auto seen =
            citizen.get("/api/v1/portal/reports/" + each.number, {{"Follow-Code", each.code}});
        ASSERT_EQ(seen.status, 200) << each.number << " was lost: " << seen.body;
        EXPECT_EQ(seen.at("/photos/0/sha256"), each.photo);
        EXPECT_EQ(citizen.get(seen.at("/photos/0/url")).status, 200) << each.number;
        EXPECT_EQ(seen.at("/current_step"), "in_hand");
    }
}

/// Each case in the store is whole, promised or not.
void expect_whole(const std::string& data, const std::string& database, std::size_t promised) {
    app::House house({.data = data, .db = database});
    house.database().read([&](db::Tx& tx) {
        const auto county = auth::home_county(tx)->id;
        const auto rows = db::run_script(tx, "SELECT id FROM cases ORDER BY id");
        EXPECT_GE(rows.size(), promised);
        for (const auto& row : rows) {
            const cases::CaseId id{std::stoll(row.at(0).value())};
            const auto one = cases::find(tx, county, id).value();
            EXPECT_EQ(one.state, cases::State::dispatched) << one.number;
            EXPECT_EQ(one.photos.size(), 1u) << one.number;
            EXPECT_EQ(cases::events_of(tx, county, id).size(), 3u) << one.number;
            EXPECT_EQ(cases::stages_of(tx, county, id).size(), 3u) << one.number;
        }
        const auto reports = db::run_script(tx, "SELECT COUNT(*) FROM portal_reports");
        EXPECT_EQ(reports.at(0).at(0), std::to_string(rows.size()));
    });
}

TEST_P(KilledServer, LosesNoReportThatWasAnsweredWithSuccess_R2_1) {
    const testing::TemporaryFolder folder;
    const auto data = folder.path().string();
    testing::TestDatabase place(dialect()); // PostgreSQL: only its address is used
    const auto database =
        dialect() == db::Dialect::postgres ? place.options().location : std::string();
    place.close();
    {
        app::House house({.data = data, .db = database});
        testing::build_small_county(house.database(), house.clock().now());
    }
    drawn_jpeg(); // before any other thread
    std::vector<Promised> promised;
    for (int life = 0; life < 3; ++life) {
        Served served(data, database);
        ASSERT_NE(served.port(), 0) << Served::program() << " does not serve";
        expect_kept(served, promised);
        Citizens citizens(served.port(), life);
        citizens.wait_for(8);
        served.kill(); // in the middle of what the others are sending
        const auto more = citizens.promises();
        EXPECT_GE(more.size(), 8u);
        promised.insert(promised.end(), more.begin(), more.end());
    }
    Served served(data, database);
    expect_kept(served, promised);
    served.kill();
    expect_whole(data, database, promised.size());
}

RUN_ON_BOTH_STORES(KilledServer);

} // namespace
} // namespace weicheng::story
