#include "platform/db/postgres/node_claim.h"

#include "foundation/check.h"
#include "platform/log/log.h"

#include <libpq-fe.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace weicheng::db::postgres {

/// The first half of the advisory lock's key; the node's number is the other.
static constexpr int claims_of_weicheng = 20261122;

static constexpr std::chrono::milliseconds look_every{1000};
static constexpr std::chrono::milliseconds try_every{200};
/// A server that does not answer for so long (milliseconds) is gone.
static constexpr const char* unheard_limit = "3000";

/// The database ends a session whose machine vanished after about so many seconds, else a number
/// would stay taken for hours.
static constexpr const char* notice_the_dead = "SET statement_timeout = 3000; "
                                               "SET tcp_keepalives_idle = 5; "
                                               "SET tcp_keepalives_interval = 2; "
                                               "SET tcp_keepalives_count = 3; ";

static Taken taken(int node) {
    return Taken("another server with the node number " + std::to_string(node) +
                 " already serves from this database");
}

NodeClaim::NodeClaim(std::string uri, int node, std::chrono::milliseconds patience,
                     Regained regained)
    : uri_(std::move(uri)), node_(node), regained_(std::move(regained)) {
    const auto give_up_at = std::chrono::steady_clock::now() + patience;
    while (!take()) {
        if (std::chrono::steady_clock::now() >= give_up_at) throw taken(node_);
        std::this_thread::sleep_for(try_every);
    }
    held_ = true;
    wake_ = ::eventfd(0, EFD_CLOEXEC);
    check(wake_ >= 0, "an eventfd can be made");
    thread_ = std::thread([this] { watch(); });
}

NodeClaim::~NodeClaim() {
    const std::uint64_t one = 1;
    check(::write(wake_, &one, sizeof one) == sizeof one, "the claim's thread can be woken");
    thread_.join();
    ::close(wake_);
}

/// False when another session has the lock; Away when nobody can be asked.
bool NodeClaim::take() {
    const char* const keywords[] = {"dbname", "connect_timeout", "tcp_user_timeout",
                                    "application_name", nullptr};
    const char* const values[] = {uri_.c_str(), "3", unheard_limit, "weicheng node", nullptr};
    connection_.reset(); // else we might find our own lock
    connection_.reset(PQconnectdbParams(keywords, values, 1));
    if (!connection_ || PQstatus(connection_.get()) != CONNECTION_OK)
        throw Away("PostgreSQL cannot be reached for the claim of the node's number");
    PQsetNoticeProcessor(
        connection_.get(), [](void*, const char*) {}, nullptr);
    const auto sql = notice_the_dead +
                     ("SELECT CAST(pg_try_advisory_lock(" + std::to_string(claims_of_weicheng) +
                      ", " + std::to_string(node_) + ") AS INTEGER)");
    const ResultPtr answer(PQexec(connection_.get(), sql.c_str()));
    if (PQresultStatus(answer.get()) != PGRES_TUPLES_OK)
        throw Away("PostgreSQL does not answer the claim of the node's number");
    const bool mine = std::string_view(PQgetvalue(answer.get(), 0, 0)) == "1";
    if (!mine) connection_.reset();
    return mine;
}

/// Waits; false when the claim is being given up.
bool NodeClaim::rest(std::chrono::milliseconds longest) const {
    pollfd wake{wake_, POLLIN, 0};
    return ::poll(&wake, 1, static_cast<int>(longest.count())) == 0;
}

/// Looks at the connection for a while; false once it is no good.
bool NodeClaim::still_there() {
    pollfd both[] = {{PQsocket(connection_.get()), POLLIN, 0}, {wake_, POLLIN, 0}};
    const int ready = ::poll(both, 2, static_cast<int>(look_every.count()));
    if (both[1].revents != 0) return true;
    if (ready > 0) // only an end or a word about it comes unasked
        return PQconsumeInput(connection_.get()) == 1 &&
               PQstatus(connection_.get()) == CONNECTION_OK;
    const ResultPtr answer(PQexec(connection_.get(), "SELECT 1"));
    return PQresultStatus(answer.get()) == PGRES_TUPLES_OK;
}

void NodeClaim::regain() {
    try {
        if (take()) {
            regained_();
            held_ = true;
            warned_ = false;
            log::info("node.held_again", {{"node", node_}});
        } else if (!warned_) {
            warned_ = true;
            log::error("node.taken", {{"node", node_}});
        }
    } catch (const std::exception&) {
        // The database is away; the writers say so.
    }
}

void NodeClaim::watch() {
    while (rest(std::chrono::milliseconds{0})) {
        if (held_) {
            if (still_there()) continue;
            held_ = false;
            log::warning("node.lost", {{"node", node_}});
        }
        regain();
        if (!held_ && !rest(try_every)) return;
    }
}

} // namespace weicheng::db::postgres
