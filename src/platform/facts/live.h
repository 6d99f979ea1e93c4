// Live updates: GET /api/v1/events follows the facts by seq and tells each listener those that may
// be seen, as server-sent events. One per process; the app starts it.
#pragma once

#include "foundation/clock.h"
#include "foundation/refusal.h"
#include "platform/facts/audience.h"
#include "platform/http/endpoint.h"

#include <chrono>
#include <memory>
#include <set>

namespace weicheng::facts {

struct LiveOptions {
    std::size_t streams = 2000; // of the process
    std::size_t streams_of_account = 12;
    std::size_t room = 128 * 1024; // bytes that wait for one listener; more ends the stream
    int longest_gap = 500;         // facts; who is further behind is told to load anew
    std::chrono::milliseconds heartbeat{15'000}; // also: how often the session is looked at again
    std::chrono::milliseconds poll{250}; // where other processes write too; else `heartbeat`
    /// Facts about these may change who may see what: listeners are looked at again before them.
    std::set<std::string, std::less<>> standing_subjects = {};
    /// Facts about these change what one account may see, or end its sessions: its own listeners
    /// are looked at again.
    std::string account_subject = {};
};

class Live {
  public:
    /// Who stands behind a session's token now; nullopt ends the stream.
    using WhoIs = std::function<std::optional<Caller>(db::Tx&, std::string_view token, Instant)>;

    Live(db::Database& database, const Clock& clock, std::vector<AudienceSource> sources,
         WhoIs who_is, LiveOptions options = {});
    /// Stops. The streams it gave out may live on; nothing is put into them any more.
    ~Live();
    Live(const Live&) = delete;

    void start();
    /// Ends all streams and takes no new ones. Safe to call twice.
    void stop();
    /// Answers GET /events. Refusals events.too_many, server.busy.
    Result<http::RawReply> open(const http::Context& context);

    std::size_t streams() const;
    std::uint64_t events_sent() const;

  private:
    struct State;
    std::shared_ptr<State> state_;
};

/// The endpoint, answered by `open`.
http::Endpoint live_endpoint(std::function<Result<http::RawReply>(const http::Context&)> open);

std::vector<RefusalWords> live_refusals();

} // namespace weicheng::facts
