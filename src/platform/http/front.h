// Everything between a parsed request and its reply that is not a socket: rate limit, caller,
// CSRF, door, keys, the handler on the right thread, refusals and incidents as problem+json.
// Used by the server; tests may use it without one.
#pragma once

#include "foundation/clock.h"
#include "platform/http/endpoint.h"
#include "platform/http/metrics.h"
#include "platform/http/pages.h"
#include "platform/http/problem.h"
#include "platform/http/rate_limit.h"
#include "platform/http/router.h"
#include "platform/http/slow_pool.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace weicheng::http {

/// Who stands behind a credential.
struct Visitor {
    Caller caller;
    std::string csrf_token;
    Locale locale = Locale::zh;
    bool must_change_password = false;
};

/// The token of a credential such as "Bearer wc_…"; nullopt for the token of a session.
std::optional<std::string_view> bearer_token(std::string_view credential);

/// What the front is given by the app (and by tests, with fakes).
struct Surroundings {
    db::Database* database = nullptr;
    const Clock* clock = nullptr;
    std::string session_cookie;
    /// A credential is the session cookie's token, or "Bearer …" as the header had it.
    std::function<std::optional<Visitor>(db::Tx&, std::string_view credential, Instant)> visitor;
    /// The same without counting as use of the session; empty: as `visitor`.
    std::function<std::optional<Visitor>(db::Tx&, std::string_view token, Instant)> glance = {};
    /// The county that open pages belong to; none before set-up.
    std::function<std::optional<CountyId>(db::Tx&)> home_county;
};

struct FrontOptions {
    int slow_threads = 4;
    std::size_t slow_queue = 256;
    int upload_threads = 2; // strangers' files: never in front of anybody's sign-in
    std::size_t upload_queue = 128;
    std::vector<RateRule> rate_rules = {};
    bool log_requests = false;
};

class Front {
  public:
    Front(Surroundings surroundings, std::vector<Endpoint> endpoints,
          const std::vector<RefusalWords>& words, const std::vector<EmbeddedFile>& pages,
          FrontOptions options);
    /// Waits for the work that was taken in.
    ~Front();

    /// Runs the given function on the connection's own thread. May be called from any thread.
    using Deliver = std::function<void(std::function<RawReply()>)>;

    /// Finds who answers; call it once the header is known (before the body is read).
    Router::Found find(std::string_view method, std::string_view raw_path) const {
        return router_.find(method, raw_path);
    }
    /// Answers a request at a found endpoint. Delivers exactly once.
    void answer(const Endpoint& endpoint, Request request, Deliver deliver);
    /// Answers a GET at an address that is no endpoint: a page, or 404.
    RawReply page(const Request& request);
    /// A refusal outside of any endpoint (bad request, time-out …).
    RawReply refuse(const Refusal& refusal, const Request& request);

    /// Ends the slow threads after what they were given; call when no request can come any more.
    void drain() {
        slow_.reset();
        uploads_.reset();
    }

    std::string new_request_id();
    Metrics& metrics() { return metrics_; }
    std::size_t slow_waiting() const { return slow_ ? slow_->waiting() : 0; }
    const std::vector<Endpoint>& endpoints() const { return endpoints_; }

  private:
    struct Call;
    using CallPtr = std::shared_ptr<Call>;

    std::optional<Refusal> look_over(Call& call) const;
    std::optional<Refusal> too_often(Call& call);
    std::optional<Refusal> pass_door(Call& call, db::Tx& tx) const;
    void know_home(Call& call, db::Tx& tx) const;
    void start(const CallPtr& call);
    void start_write(const CallPtr& call);
    void run_slowly(const CallPtr& call, std::function<void()> work);
    void read_now(const CallPtr& call);
    void run_now(const CallPtr& call);
    void refuse_after_door(const CallPtr& call);
    Endpoint::Answer transact(Call& call, db::Tx& tx) const;
    Endpoint::Answer transact_keyed(Call& call, db::Tx& tx) const;
    Context context_of(const Call& call) const;

    void finish(const CallPtr& call, Endpoint::Answer answer);
    void finish_with_trouble(const CallPtr& call, std::exception_ptr trouble);
    RawReply print(Call& call, const Endpoint::Answer& answer);
    RawReply trouble_reply(const Call& call, std::exception_ptr trouble) const;
    void account_for(const Call& call, const RawReply& reply);

    Surroundings surroundings_;
    std::vector<Endpoint> endpoints_;
    Wordbook words_;
    Router router_;
    Pages pages_;
    FrontOptions options_;
    Metrics metrics_;
    RateLimit rate_limit_;
    mutable std::atomic<std::int64_t> home_{0};
    std::uint64_t id_seed_;
    std::atomic<std::uint64_t> id_count_{0};
    std::unique_ptr<SlowPool> slow_;
    std::unique_ptr<SlowPool> uploads_;
};

} // namespace weicheng::http
