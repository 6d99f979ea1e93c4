#include "platform/http/front.h"

#include "platform/http/packing.h"
#include "platform/http/request_keys.h"
#include "platform/log/log.h"

#include <random>

namespace weicheng::http {

using SteadyTime = std::chrono::steady_clock::time_point;

/// One request on its way through the house.
struct Front::Call {
    const Endpoint& endpoint;
    Request request;
    Deliver deliver;
    Instant now;
    Locale locale;
    std::string_view token = {}; // points into request
    Caller caller = {};
    std::optional<Refusal> early = {}; // known before the door was passed, told only after it
    std::string key = {};
    std::string fingerprint = {};
    Endpoint::Prepared prepared = {};
    Endpoint::Run run = {};
    std::optional<Endpoint::Answer> outcome = {};
    std::optional<Allowance> allowance = {}; // of the address, where the endpoint is limited
    SteadyTime began = std::chrono::steady_clock::now();
};

static std::vector<std::string> operations_of(const std::vector<Endpoint>& endpoints) {
    std::vector<std::string> names;
    for (const auto& endpoint : endpoints)
        names.push_back(endpoint.spec.operation_id);
    return names;
}

Front::Front(Surroundings surroundings, std::vector<Endpoint> endpoints,
             const std::vector<RefusalWords>& words, const std::vector<EmbeddedFile>& pages,
             FrontOptions options)
    : surroundings_(std::move(surroundings)), endpoints_(std::move(endpoints)), words_(words),
      router_(endpoints_), pages_(pages), options_(std::move(options)),
      metrics_(operations_of(endpoints_)), rate_limit_(options_.rate_rules),
      id_seed_(std::random_device{}() * 0x100000001ULL ^ std::random_device{}()),
      slow_(std::make_unique<SlowPool>(options_.slow_threads, options_.slow_queue)),
      uploads_(std::make_unique<SlowPool>(options_.upload_threads, options_.upload_queue)) {}

Front::~Front() = default;

/// Ten characters without look-alikes: people read them out on the phone.
std::string Front::new_request_id() {
    static constexpr char letters[] = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    auto mixed = id_seed_ + 0x9E3779B97F4A7C15ULL * ++id_count_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
    mixed ^= mixed >> 31;
    std::string id;
    for (int i = 0; i < 10; ++i, mixed /= 31)
        id += letters[mixed % 31];
    return id;
}

// ---- before any work ----

static bool changes(const Request& request) {
    return request.method != Method::get;
}

static bool is_json(std::string_view content_type) {
    const auto type = trimmed(content_type.substr(0, content_type.find(';')));
    static constexpr std::string_view json = "application/json";
    return std::equal(type.begin(), type.end(), json.begin(), json.end(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
}

/// What can be refused from the request alone. Fills in what was read from it.
std::optional<Refusal> Front::look_over(Call& call) const {
    const auto& spec = call.endpoint.spec;
    const auto& request = call.request;
    if (!call.endpoint.content_schema.empty() && !is_json(request.header("content-type")))
        return Refusal{"request.body_kind", {{"wanted", "application/json"}}};
    if (spec.keyed) {
        const auto header = request.header("idempotency-key");
        if (header.empty()) return Refusal{"request.key_missing"};
        auto key = normal_key(header);
        if (!key) return Refusal{"request.key_malformed"};
        call.key = std::move(*key);
        call.fingerprint = fingerprint(request);
    }
    if (spec.if_match) {
        if (request.header("if-match").empty()) return Refusal{"request.if_match_missing"};
        if (if_match_revision(request) == 0) return Refusal{"request.if_match_malformed"};
    }
    if (call.endpoint.work == Work::slow) {
        auto run = call.endpoint.prepare_run(request);
        if (!run) return run.refusal();
        call.run = std::move(*run);
    } else {
        auto prepared = call.endpoint.prepare(request);
        if (!prepared) return prepared.refusal();
        call.prepared = std::move(*prepared);
    }
    return std::nullopt;
}

std::optional<Refusal> Front::too_often(Call& call) {
    if (call.endpoint.spec.door != Door::open) return std::nullopt;
    call.allowance =
        rate_limit_.count(call.request.peer, call.request.path, changes(call.request), call.began);
    if (!call.allowance || call.allowance->seconds_to_wait == 0) return std::nullopt;
    return Refusal{"request.too_many",
                   {{"retry_after_seconds", std::to_string(call.allowance->seconds_to_wait)}}};
}

// ---- the door ----

std::optional<std::string_view> bearer_token(std::string_view credential) {
    static constexpr std::string_view scheme = "bearer ";
    const auto given = credential.substr(0, scheme.size());
    const bool same =
        std::equal(given.begin(), given.end(), scheme.begin(), scheme.end(),
                   [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
    if (!same) return std::nullopt;
    return trimmed(credential.substr(scheme.size()));
}

/// A token in the header goes before the cookie. Other schemes are a proxy's own business.
static std::string_view credential_of(const Request& request, std::string_view cookie_name) {
    const auto header = request.header("authorization");
    if (bearer_token(header)) return header;
    const auto cookie = request.cookie(cookie_name);
    return bearer_token(cookie) ? std::string_view() : cookie;
}

void Front::know_home(Call& call, db::Tx& tx) const {
    auto home = home_.load(std::memory_order_relaxed);
    if (home == 0) {
        if (const auto found = surroundings_.home_county(tx)) home = found->value;
        home_.store(home, std::memory_order_relaxed); // it never changes once there is one
    }
    call.caller = Caller{.county = CountyId{home}};
}

std::optional<Refusal> Front::pass_door(Call& call, db::Tx& tx) const {
    const auto& spec = call.endpoint.spec;
    if (spec.door == Door::open) {
        know_home(call, tx);
        return std::nullopt;
    }
    const auto& look =
        spec.background && surroundings_.glance ? surroundings_.glance : surroundings_.visitor;
    const auto visitor = look(tx, call.token, call.now);
    const bool by_token = bearer_token(call.token).has_value();
    if (!visitor) return Refusal{by_token ? "auth.token_invalid" : "auth.sign_in_first"};
    call.caller = visitor->caller;
    if (call.request.header("accept-language").empty()) call.locale = visitor->locale;
    if (by_token && spec.person_only) return Refusal{"auth.not_by_token"};
    // A browser sends a cookie by itself, but never this header: only cookies need the proof.
    if (!by_token && changes(call.request) &&
        (visitor->csrf_token.empty() || call.request.header("x-csrf-token") != visitor->csrf_token))
        return Refusal{"auth.csrf"};
    if (visitor->must_change_password && !spec.before_new_password)
        return Refusal{"auth.change_password_first"};
    if (spec.door == Door::power && !visitor->caller.may(spec.power))
        return Refusal{"auth.power_missing"};
    return std::nullopt;
}

Context Front::context_of(const Call& call) const {
    return {call.caller, call.now, call.locale, call.request, *surroundings_.database, call.token};
}

// ---- in the transaction ----

Endpoint::Answer Front::transact(Call& call, db::Tx& tx) const {
    if (auto refusal = pass_door(call, tx)) return *refusal;
    if (call.endpoint.spec.keyed) return transact_keyed(call, tx);
    return call.prepared(context_of(call), tx);
}

static Endpoint::Printer given(RawReply reply) {
    auto kept = std::make_shared<RawReply>(std::move(reply));
    return [kept] { return std::move(*kept); };
}

Endpoint::Answer Front::transact_keyed(Call& call, db::Tx& tx) const {
    const auto& [county, account] = std::pair{call.caller.county, call.caller.account};
    if (auto kept = find_reply(tx, county, account, call.key)) {
        if (kept->fingerprint != call.fingerprint) return Refusal{"request.key_reused"};
        kept->reply.headers.emplace_back("Idempotency-Replayed", "true");
        return given(std::move(kept->reply));
    }
    auto answer = call.prepared(context_of(call), tx);
    if (!answer) return answer;
    // the answer is kept in the same transaction, so it is printed here
    KeptReply fresh{call.fingerprint, (*answer)()};
    keep_reply(tx, county, account, call.key, fresh, call.now);
    return given(std::move(fresh.reply));
}

// ---- on the right thread ----

void Front::answer(const Endpoint& endpoint, Request request, Deliver deliver) {
    const auto locale = locale_of(request.header("accept-language"), Locale::zh);
    auto call = std::make_shared<Call>(Call{.endpoint = endpoint,
                                            .request = std::move(request),
                                            .deliver = std::move(deliver),
                                            .now = surroundings_.clock->now(),
                                            .locale = locale});
    call->token = credential_of(call->request, surroundings_.session_cookie);
    try {
        if (auto refusal = too_often(*call)) return finish(call, *refusal);
        call->early = look_over(*call);
        start(call);
    } catch (...) {
        finish_with_trouble(call, std::current_exception());
    }
}

void Front::start(const CallPtr& call) {
    const bool open = call->endpoint.spec.door == Door::open;
    if (!open && call->token.empty()) return finish(call, Refusal{"auth.sign_in_first"});
    if (call->early && open) return finish(call, *call->early);
    const bool loop_may_read = surroundings_.database->dialect() == db::Dialect::sqlite;
    if (call->early) {
        if (loop_may_read) return refuse_after_door(call);
        return run_slowly(call, [this, call] { refuse_after_door(call); });
    }
    switch (call->endpoint.work) {
    case Work::read:
        if (loop_may_read) return read_now(call);
        return run_slowly(call, [this, call] { read_now(call); });
    case Work::slow: return run_slowly(call, [this, call] { run_now(call); });
    case Work::write: return start_write(call);
    }
}

void Front::run_slowly(const CallPtr& call, std::function<void()> work) {
    auto& pool = call->endpoint.raw_content_type.empty() ? slow_ : uploads_;
    const bool taken = pool->submit([this, call, work = std::move(work)] {
        try {
            work();
        } catch (...) {
            finish_with_trouble(call, std::current_exception());
        }
    });
    if (!taken) throw db::Busy("the queue of slow work is full");
}

void Front::refuse_after_door(const CallPtr& call) {
    auto refusal = surroundings_.database->read([&](db::Tx& tx) { return pass_door(*call, tx); });
    finish(call, refusal ? *refusal : *call->early);
}

void Front::read_now(const CallPtr& call) {
    finish(call, surroundings_.database->read([&](db::Tx& tx) { return transact(*call, tx); }));
}

void Front::run_now(const CallPtr& call) {
    const bool home_known = home_.load(std::memory_order_relaxed) != 0;
    if (call->endpoint.spec.door == Door::open && home_known) {
        call->caller = Caller{.county = CountyId{home_.load(std::memory_order_relaxed)}};
    } else {
        auto refusal =
            surroundings_.database->read([&](db::Tx& tx) { return pass_door(*call, tx); });
        if (refusal) return finish(call, *refusal);
    }
    auto reply = call->run(context_of(*call));
    if (!reply) return finish(call, reply.refusal());
    pack(*reply, call->request);
    finish(call, given(std::move(*reply)));
}

void Front::start_write(const CallPtr& call) {
    surroundings_.database->submit(
        [this, call](db::Tx& tx) {
            call->outcome = transact(*call, tx); // may run again: only the last outcome counts
            return *call->outcome ? db::Verdict::keep : db::Verdict::discard;
        },
        [this, call](std::exception_ptr trouble) {
            if (trouble) return finish_with_trouble(call, std::move(trouble));
            finish(call, std::move(*call->outcome));
        });
}

// ---- the reply ----

void Front::finish(const CallPtr& call, Endpoint::Answer answer) {
    call->deliver([this, call, answer = std::move(answer)] { return print(*call, answer); });
}

void Front::finish_with_trouble(const CallPtr& call, std::exception_ptr trouble) {
    call->deliver([this, call, trouble] {
        auto reply = trouble_reply(*call, trouble);
        account_for(*call, reply);
        return reply;
    });
}

static const std::string* header_of(const RawReply& reply, std::string_view name) {
    for (const auto& [known, value] : reply.headers)
        if (known == name) return &value;
    return nullptr;
}

static void add_defaults(RawReply& reply, const Request& request) {
    const auto* etag = header_of(reply, "ETag");
    if (request.method == Method::get && reply.status == 200 && etag != nullptr &&
        request.header("if-none-match") == *etag) {
        reply.status = 304;
        reply.body.clear();
        reply.lasting_body = {};
        reply.content_type.clear();
    }
    if (header_of(reply, "Cache-Control") == nullptr)
        reply.headers.emplace_back("Cache-Control", etag == nullptr ? "no-store" : "no-cache");
    reply.headers.emplace_back("X-Request-Id", request.id);
}

static void add_allowance(RawReply& reply, const Allowance& allowance) {
    const auto add = [&](const char* name, int value) {
        reply.headers.emplace_back(name, std::to_string(value));
    };
    add("RateLimit-Limit", allowance.limit);
    add("RateLimit-Remaining", allowance.remaining);
    add("RateLimit-Reset", allowance.full_after_seconds);
}

RawReply Front::print(Call& call, const Endpoint::Answer& answer) {
    RawReply reply;
    try {
        reply =
            answer ? (*answer)() : problem(words_, answer.refusal(), call.locale, call.request.id);
    } catch (...) {
        reply = trouble_reply(call, std::current_exception());
    }
    add_defaults(reply, call.request);
    if (call.allowance) add_allowance(reply, *call.allowance);
    account_for(call, reply);
    return reply;
}

/// What of the world failed, as far as whoever asked can do something about it.
static Refusal words_of(const db::Fault& fault, const std::string& incident) {
    if (dynamic_cast<const db::DiskFull*>(&fault))
        return {"server.disk_full", {{"retry_after_seconds", "60"}}};
    if (dynamic_cast<const db::Away*>(&fault))
        return {"server.store_away", {{"retry_after_seconds", "5"}}};
    if (dynamic_cast<const db::Uncertain*>(&fault))
        return {"server.outcome_unknown", {{"retry_after_seconds", "2"}}};
    return {"server.incident", {{"incident", incident}}};
}

RawReply Front::trouble_reply(const Call& call, std::exception_ptr trouble) const {
    Refusal refusal{"server.incident", {{"incident", call.request.id}}};
    try {
        std::rethrow_exception(trouble);
    } catch (const db::Busy&) {
        refusal = {"server.busy", {{"retry_after_seconds", "1"}}};
    } catch (const db::Fault& told) {
        refusal = words_of(told, call.request.id);
        log::error("server.incident", {{"request", call.request.id},
                                       {"operation", call.endpoint.spec.operation_id},
                                       {"trouble", told.what()}});
    } catch (const std::exception& told) {
        log::error("server.incident", {{"request", call.request.id},
                                       {"operation", call.endpoint.spec.operation_id},
                                       {"trouble", told.what()}});
    } catch (...) {
        log::error("server.incident",
                   {{"request", call.request.id}, {"operation", call.endpoint.spec.operation_id}});
    }
    return problem(words_, refusal, call.locale, call.request.id);
}

void Front::account_for(const Call& call, const RawReply& reply) {
    const auto took = std::chrono::steady_clock::now() - call.began;
    const auto index = static_cast<std::size_t>(&call.endpoint - endpoints_.data());
    metrics_.count(Metrics::place_of(index), reply.status, took);
    if (!options_.log_requests) return;
    const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
    log::info("request", {{"request", call.request.id},
                          {"operation", call.endpoint.spec.operation_id},
                          {"status", reply.status},
                          {"microseconds", micros}});
}

// ---- without an endpoint ----

RawReply Front::refuse(const Refusal& refusal, const Request& request) {
    const auto locale = locale_of(request.header("accept-language"), Locale::zh);
    auto reply = problem(words_, refusal, locale, request.id);
    add_defaults(reply, request);
    metrics_.count(Metrics::none, reply.status, std::chrono::nanoseconds{0});
    return reply;
}

RawReply Front::page(const Request& request) {
    if (request.method == Method::get) {
        if (auto reply = pages_.find(request)) {
            metrics_.count(Metrics::page, reply->status, std::chrono::nanoseconds{0});
            return std::move(*reply);
        }
    }
    return refuse({"path.unknown"}, request);
}

} // namespace weicheng::http
