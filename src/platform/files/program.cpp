#include "platform/files/program.h"

#include "platform/db/db.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace weicheng::files {

namespace {
using SteadyTime = std::chrono::steady_clock::time_point;

class SpawnActions {
  public:
    SpawnActions(const std::string& input, int output) {
        posix_spawn_file_actions_init(&actions_);
        posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, input.c_str(), O_RDONLY, 0);
        posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
        posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
    }
    ~SpawnActions() { posix_spawn_file_actions_destroy(&actions_); }
    SpawnActions(const SpawnActions&) = delete;
    SpawnActions& operator=(const SpawnActions&) = delete;
    const posix_spawn_file_actions_t* get() const { return &actions_; }

  private:
    posix_spawn_file_actions_t actions_;
};

/// A signal mask that blocks nothing: threads of ours may block what the program needs. And it can
/// be interrupted even where a shell started us in the background, deaf to that.
class SpawnAttributes {
  public:
    SpawnAttributes() {
        posix_spawnattr_init(&attributes_);
        sigset_t none;
        sigemptyset(&none);
        posix_spawnattr_setsigmask(&attributes_, &none);
        sigset_t heard;
        sigemptyset(&heard);
        for (const int signal : {SIGHUP, SIGINT, SIGQUIT, SIGTERM})
            sigaddset(&heard, signal);
        posix_spawnattr_setsigdefault(&attributes_, &heard);
        posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    ~SpawnAttributes() { posix_spawnattr_destroy(&attributes_); }
    SpawnAttributes(const SpawnAttributes&) = delete;
    SpawnAttributes& operator=(const SpawnAttributes&) = delete;
    const posix_spawnattr_t* get() const { return &attributes_; }

  private:
    posix_spawnattr_t attributes_;
};

pid_t start(const std::string& program, const std::vector<std::string>& words,
            const std::string& input, int output) {
    std::vector<std::string> all{program};
    all.insert(all.end(), words.begin(), words.end());
    std::vector<char*> arguments;
    for (auto& word : all)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::array<std::string, 3> settings{"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8",
                                        "VIPS_CONCURRENCY=1"};
    std::array<char*, 4> environment{settings[0].data(), settings[1].data(), settings[2].data(),
                                     nullptr};
    pid_t child = 0;
    const int trouble = posix_spawn(&child, program.c_str(), SpawnActions(input, output).get(),
                                    SpawnAttributes().get(), arguments.data(), environment.data());
    if (trouble != 0) throw db::Fault("cannot start " + program + ": " + std::strerror(trouble));
    return child;
}

/// False when the deadline came first.
bool read_to_end(int pipe, std::string& output, SteadyTime deadline) {
    std::array<char, 1 << 16> piece;
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        if (left.count() <= 0) return false;
        pollfd waiting{pipe, POLLIN, 0};
        const int ready = poll(&waiting, 1, static_cast<int>(left.count()));
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) return false;
        const ssize_t got = read(pipe, piece.data(), piece.size());
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return true;
        output.append(piece.data(), static_cast<std::size_t>(got));
    }
}

/// Waits for the end, until the deadline; nullopt when it came first.
std::optional<int> wait_for(pid_t child, SteadyTime deadline) {
    for (auto pause = std::chrono::microseconds(200);;
         pause = std::min(pause * 2, std::chrono::microseconds(20000))) {
        int status = 0;
        const pid_t ended = waitpid(child, &status, WNOHANG);
        if (ended == child) return status;
        if (ended < 0 && errno != EINTR) return -1;
        if (std::chrono::steady_clock::now() >= deadline) return std::nullopt;
        std::this_thread::sleep_for(pause);
    }
}
} // namespace

ProgramEnd run_program(const std::string& program, const std::vector<std::string>& words,
                       const std::string& input, std::chrono::milliseconds time_limit) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw db::Fault("cannot make a pipe");
    const auto deadline = std::chrono::steady_clock::now() + time_limit;
    ProgramEnd end;
    pid_t child = 0;
    try {
        child = start(program, words, input, ends[1]);
    } catch (...) {
        close(ends[0]);
        close(ends[1]);
        throw;
    }
    close(ends[1]);
    const bool finished = read_to_end(ends[0], end.output, deadline);
    close(ends[0]);
    auto status = finished ? wait_for(child, deadline) : std::nullopt;
    if (!status) {
        end.too_slow = true;
        kill(child, SIGKILL);
        int killed = 0;
        while (waitpid(child, &killed, 0) < 0 && errno == EINTR) {
        }
        status = killed;
    }
    if (WIFEXITED(*status)) end.exit_code = WEXITSTATUS(*status);
    if (WIFSIGNALED(*status)) end.signal = WTERMSIG(*status);
    return end;
}

} // namespace weicheng::files
