#include "tests/story/served.h"

#include "foundation/check.h"

#include <arpa/inet.h>
#include <csignal>
#include <fcntl.h>
#include <netinet/in.h>
#include <pwd.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace weicheng::story {

static std::vector<char*> argument_list(std::vector<std::string>& words) {
    std::vector<char*> arguments;
    for (auto& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    return arguments;
}

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

std::string Served::program() {
    return std::filesystem::read_symlink("/proc/self/exe").parent_path() / "weicheng";
}

Served::Served(const std::string& data, const std::string& database, int node) {
    int pipe_ends[2];
    check(::pipe2(pipe_ends, O_CLOEXEC) == 0, "a pipe can be made");
    std::vector<std::string> words{program(),        "serve",
                                   "--data",         data,
                                   "--listen",       "127.0.0.1:0",
                                   "--threads",      "2",
                                   "--rate-reports", "0",
                                   "--rate-photos",  "0",
                                   "--rate-reads",   "0",
                                   "--log-file",     data + "/log",
                                   "--node",         std::to_string(node)};
    if (!database.empty()) words.insert(words.end(), {"--db", database});
    auto arguments = argument_list(words);
    child_ = ::fork();
    if (child_ == 0) {
        ::dup2(pipe_ends[1], STDOUT_FILENO);
        ::execv(arguments[0], arguments.data());
        ::_exit(127);
    }
    ::close(pipe_ends[1]);
    port_ = read_port(pipe_ends[0]);
    ::close(pipe_ends[0]);
}

void Served::kill() {
    if (child_ <= 0) return;
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
    child_ = 0;
}

int Served::stop() {
    ::kill(child_, SIGTERM);
    int status = 0;
    ::waitpid(child_, &status, 0);
    child_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

// ---- the cluster ----

static constexpr const char* programs = "/usr/lib/postgresql/15/bin/";

/// As the user postgres where we are root, which PostgreSQL refuses. Nothing is printed.
static int run_as_postgres(std::vector<std::string> words) {
    const passwd* user = ::getuid() == 0 ? ::getpwnam("postgres") : nullptr;
    auto arguments = argument_list(words);
    const auto child = ::fork();
    if (child == 0) {
        const int nowhere = ::open("/dev/null", O_RDWR);
        for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
            ::dup2(nowhere, descriptor);
        if (user != nullptr && (::setgid(user->pw_gid) != 0 || ::setuid(user->pw_uid) != 0))
            ::_exit(126);
        ::execv(arguments[0], arguments.data());
        ::_exit(127);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int free_port() {
    const int probe = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof place;
    ::bind(probe, reinterpret_cast<const sockaddr*>(&place), size);
    ::getsockname(probe, reinterpret_cast<sockaddr*>(&place), &size);
    ::close(probe);
    return ntohs(place.sin_port);
}

int Cluster::control(const std::vector<std::string>& words) const {
    std::vector<std::string> all{std::string(programs) + "pg_ctl", "-D", data_, "-w", "-s"};
    all.insert(all.end(), words.begin(), words.end());
    return run_as_postgres(std::move(all));
}

Cluster::Cluster(const std::filesystem::path& folder)
    : data_(folder / "cluster" / "data"), port_(free_port()) {
    const auto home = folder / "cluster";
    std::filesystem::create_directories(home);
    if (const passwd* user = ::getuid() == 0 ? ::getpwnam("postgres") : nullptr) {
        check(::chown(home.c_str(), user->pw_uid, user->pw_gid) == 0, "the folder can be given");
        std::filesystem::permissions(folder, std::filesystem::perms::others_exec,
                                     std::filesystem::perm_options::add);
    }
    check(run_as_postgres({std::string(programs) + "initdb", "-D", data_, "-U", "weicheng", "-A",
                           "trust", "-E", "UTF8", "--locale=C", "--no-sync"}) == 0,
          "a cluster can be made");
    start();
}

Cluster::~Cluster() {
    if (running_) control({"-m", "immediate", "stop"});
}

void Cluster::start() {
    const auto home = std::filesystem::path(data_).parent_path().string();
    const auto options = "-p " + std::to_string(port_) + " -k " + home +
                         " -c listen_addresses=127.0.0.1 -c max_connections=60";
    check(control({"-l", home + "/log", "-o", options, "start"}) == 0, "the cluster starts");
    running_ = true;
}

void Cluster::crash() {
    check(control({"-m", "immediate", "stop"}) == 0, "the cluster stops");
    running_ = false;
}

std::string Cluster::uri() const {
    return "postgres://weicheng@127.0.0.1:" + std::to_string(port_) + "/postgres";
}

} // namespace weicheng::story
