#include "platform/facts/live.h"

#include "foundation/text.h"
#include "platform/facts/facts.h"
#include "platform/http/stream.h"
#include "platform/log/log.h"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <condition_variable>
#include <map>
#include <mutex>
#include <random>
#include <thread>

namespace weicheng::facts {

using Moment = std::chrono::steady_clock::time_point;
using std::chrono::milliseconds;

/// Commits come in bursts: one look at the facts serves those of so long.
static constexpr milliseconds gathering{20};

namespace {
struct Listener {
    std::shared_ptr<http::Stream> stream;
    std::string token;
    AccountId account;
    Caller caller;             // as it stands; only the thread looks at it
    std::int64_t position = 0; // the seq up to which everything was told
    Moment beat_at = {};
};
using ListenerPtr = std::shared_ptr<Listener>;

/// The audiences of one look, each asked for once.
class Audiences {
  public:
    Audiences(const std::map<std::string, AudienceSource, std::less<>>& sources, db::Tx& tx,
              CountyId county)
        : sources_(sources), tx_(tx), county_(county) {}

    /// Null when the fact is told to nobody.
    const Audience* of(const Fact& fact) {
        const auto source = sources_.find(fact.subject_kind);
        if (source == sources_.end()) return nullptr;
        const auto key = std::pair{source->second.subject_kind, fact.subject};
        auto found = known_.find(key);
        if (found == known_.end())
            found = known_.emplace(key, source->second.of(tx_, county_, fact.subject)).first;
        return &found->second;
    }

    /// Who heard of the subject until this fact and may see it no longer.
    Audience left_by(const Fact& fact) const {
        const auto& source = sources_.find(fact.subject_kind)->second;
        return source.left ? source.left(fact) : Audience{};
    }

  private:
    const std::map<std::string, AudienceSource, std::less<>>& sources_;
    db::Tx& tx_;
    CountyId county_;
    std::map<std::pair<std::string, std::int64_t>, Audience> known_;
};
} // namespace

struct Live::State {
    db::Database& database;
    const Clock& clock;
    std::map<std::string, AudienceSource, std::less<>> sources = {};
    WhoIs who_is;
    LiveOptions options;
    milliseconds longest_rest;

    std::mutex mutex = {};
    std::condition_variable changed = {};
    std::vector<ListenerPtr> listeners = {};
    bool woken = false;
    bool stopping = false;
    std::thread thread = {};
    std::atomic<std::size_t> count{0};
    std::atomic<std::uint64_t> sent{0};

    void wake();
    std::optional<Refusal> add(ListenerPtr listener);
    void run();
    std::vector<ListenerPtr> wait_for_news();
    void look(const std::vector<ListenerPtr>& all);
    void look_at_county(db::Tx& tx, CountyId county, const std::vector<ListenerPtr>& some);
    void look_at_standing(db::Tx& tx, const std::vector<ListenerPtr>& some,
                          const std::vector<RecordedFact>& news);
    void look_at_session(db::Tx& tx, Listener& listener);
    void beat(const std::vector<ListenerPtr>& all);
    bool put(Listener& listener, std::string_view text);
};

// ---- what is said ----

static std::string id_line(std::int64_t seq) {
    return "id: " + std::to_string(seq) + "\n";
}

static std::string event_text(const RecordedFact& recorded) {
    const auto data = http::JsonObject()
                          .add("kind", recorded.fact.kind)
                          .add("subject_kind", recorded.fact.subject_kind)
                          .add("subject_id", std::to_string(recorded.fact.subject))
                          .text();
    return id_line(*recorded.seq) + "event: fact\ndata: " + data + "\n\n";
}

/// An identifier without data moves a browser's memory of where it was, and nothing else.
static std::string beat_text(std::int64_t position) {
    return ": here\n" + id_line(position) + "\n";
}

static std::string reset_text(std::int64_t head) {
    return id_line(head) + "event: reset\ndata: {}\n\n";
}

/// Browsers come back after a pause of their own, so that a restart does not bring all at once.
static std::string greeting(std::int64_t position) {
    static thread_local std::minstd_rand random{std::random_device{}()};
    const auto pause_ms = std::uniform_int_distribution<int>(1500, 4500)(random);
    return "retry: " + std::to_string(pause_ms) + "\n" + beat_text(position);
}

// ---- listeners ----

void Live::State::wake() {
    if (count.load() == 0) return;
    {
        std::lock_guard lock(mutex);
        woken = true;
    }
    changed.notify_one();
}

static void forget_ended(std::vector<ListenerPtr>& listeners) {
    std::erase_if(listeners, [](const ListenerPtr& each) { return each->stream->ended(); });
}

std::optional<Refusal> Live::State::add(ListenerPtr listener) {
    {
        std::lock_guard lock(mutex);
        forget_ended(listeners);
        const auto mine = std::count_if(listeners.begin(), listeners.end(), [&](const auto& each) {
            return each->account == listener->account;
        });
        if (static_cast<std::size_t>(mine) >= options.streams_of_account)
            return Refusal{"events.too_many",
                           {{"max", std::to_string(options.streams_of_account)},
                            {"retry_after_seconds", "30"}}};
        if (stopping || listeners.size() >= options.streams)
            return Refusal{"server.busy", {{"retry_after_seconds", "10"}}};
        listeners.push_back(std::move(listener));
        count = listeners.size();
        woken = true;
    }
    changed.notify_one();
    return std::nullopt;
}

// ---- the thread ----

/// Empty when it is time to stop.
std::vector<ListenerPtr> Live::State::wait_for_news() {
    std::unique_lock lock(mutex);
    forget_ended(listeners);
    count = listeners.size();
    const auto awake = [this] { return woken || stopping; };
    for (;;) {
        if (listeners.empty())
            changed.wait(lock, awake);
        else
            changed.wait_for(lock, longest_rest, awake);
        changed.wait_for(lock, gathering, [this] { return stopping; });
        woken = false;
        if (stopping || !listeners.empty()) break;
    }
    return stopping ? std::vector<ListenerPtr>{} : listeners;
}

void Live::State::run() {
    for (;;) {
        const auto all = wait_for_news();
        if (all.empty()) return;
        try {
            look(all);
        } catch (const std::exception& trouble) {
            log::warning("live.cannot_look", {{"trouble", trouble.what()}});
            std::unique_lock lock(mutex);
            changed.wait_for(lock, std::chrono::seconds{1}, [this] { return stopping; });
        }
        beat(all);
    }
}

void Live::State::look(const std::vector<ListenerPtr>& all) {
    database.read([&](db::Tx& tx) {
        const auto moment = std::chrono::steady_clock::now();
        for (const auto& listener : all)
            if (moment >= listener->beat_at) look_at_session(tx, *listener);
        std::map<CountyId, std::vector<ListenerPtr>> by_county;
        for (const auto& listener : all)
            if (!listener->stream->ended()) by_county[listener->caller.county].push_back(listener);
        for (const auto& [county, some] : by_county)
            look_at_county(tx, county, some);
    });
}

/// Whoever has left, was dismissed or was idle for too long hears no more.
void Live::State::look_at_session(db::Tx& tx, Listener& listener) {
    auto caller = who_is(tx, listener.token, clock.now());
    if (caller && caller->account == listener.account)
        listener.caller = std::move(*caller);
    else
        listener.stream->end();
}

/// Before what is new is told: who may see what may have changed with it, and who is still there.
void Live::State::look_at_standing(db::Tx& tx, const std::vector<ListenerPtr>& some,
                                   const std::vector<RecordedFact>& news) {
    bool everybody = false;
    std::set<AccountId> accounts;
    for (const auto& recorded : news) {
        const auto& fact = recorded.fact;
        everybody = everybody || options.standing_subjects.contains(fact.subject_kind);
        if (fact.subject_kind == options.account_subject) accounts.insert(AccountId{fact.subject});
    }
    for (const auto& listener : some)
        if (everybody || accounts.contains(listener->account)) look_at_session(tx, *listener);
}

bool Live::State::put(Listener& listener, std::string_view text) {
    if (!listener.stream->put(text)) return false;
    ++sent;
    return true;
}

void Live::State::look_at_county(db::Tx& tx, CountyId county,
                                 const std::vector<ListenerPtr>& some) {
    const auto head = facts::head(tx, county);
    auto lowest = head;
    for (const auto& listener : some) {
        // ahead of the head: the store was replaced by an older one
        if (listener->position > head || head - listener->position > options.longest_gap) {
            put(*listener, reset_text(head));
            listener->position = head;
        }
        lowest = std::min(lowest, listener->position);
    }
    if (lowest == head) return;
    const auto news = since(tx, county, lowest, options.longest_gap);
    look_at_standing(tx, some, news);
    Audiences audiences(sources, tx, county);
    for (const auto& recorded : news) {
        const auto* audience = audiences.of(recorded.fact);
        const auto text = audience ? event_text(recorded) : std::string();
        const auto former = audience ? audiences.left_by(recorded.fact) : Audience{};
        for (const auto& listener : some) {
            if (listener->position >= *recorded.seq) continue;
            listener->position = *recorded.seq;
            if (audience && (audience->holds(listener->caller) || former.holds(listener->caller)))
                put(*listener, text);
        }
    }
}

void Live::State::beat(const std::vector<ListenerPtr>& all) {
    const auto moment = std::chrono::steady_clock::now();
    for (const auto& listener : all) {
        if (moment < listener->beat_at) continue;
        listener->beat_at = moment + options.heartbeat;
        listener->stream->put(beat_text(listener->position));
    }
}

// ---- the door ----

Live::Live(db::Database& database, const Clock& clock, std::vector<AudienceSource> sources,
           WhoIs who_is, LiveOptions options)
    : state_(new State{.database = database,
                       .clock = clock,
                       .who_is = std::move(who_is),
                       .options = std::move(options),
                       .longest_rest = {}}) {
    auto& state = *state_;
    for (auto& source : sources) {
        const auto kind = source.subject_kind;
        check(state.sources.emplace(kind, std::move(source)).second,
              "two modules speak for one kind of subject");
    }
    const bool alone = database.dialect() == db::Dialect::sqlite;
    // SQLite: the writer wakes us; now and then we look anyway, a command may have written too.
    state.longest_rest =
        alone ? std::min(state.options.heartbeat, milliseconds{1000}) : state.options.poll;
    if (alone)
        database.on_commit([weak = std::weak_ptr(state_)] {
            if (const auto still = weak.lock()) still->wake();
        });
}

Live::~Live() {
    stop();
}

void Live::start() {
    state_->thread = std::thread([state = state_.get()] { state->run(); });
}

void Live::stop() {
    auto& state = *state_;
    {
        std::lock_guard lock(state.mutex);
        state.stopping = true;
    }
    state.changed.notify_all();
    if (state.thread.joinable()) state.thread.join();
    for (const auto& listener : state.listeners)
        listener->stream->end();
    state.listeners.clear();
    state.count = 0;
}

std::size_t Live::streams() const {
    return state_->count;
}

std::uint64_t Live::events_sent() const {
    return state_->sent;
}

/// Where the listener was; -1, which is too long ago, when it says so in a way nobody understands.
static std::optional<std::int64_t> last_event(const http::Request& request) {
    auto text = request.header("last-event-id");
    if (text.empty()) {
        const auto after = request.query_params.find("after");
        if (after != request.query_params.end()) text = after->second;
    }
    text = trimmed(text);
    if (text.empty()) return std::nullopt;
    std::int64_t seq = -1;
    const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), seq);
    if (trouble != std::errc{} || end != text.data() + text.size() || seq < 0) return -1;
    return seq;
}

Result<http::RawReply> Live::open(const http::Context& context) {
    auto& state = *state_;
    const auto county = context.caller.county;
    const auto head = state.database.read([&](db::Tx& tx) { return facts::head(tx, county); });
    const auto last = last_event(context.request);
    const bool lost =
        last && (*last < 0 || *last > head || head - *last > state.options.longest_gap);
    auto listener = std::make_shared<Listener>(
        Listener{.stream = std::make_shared<http::Stream>(state.options.room),
                 .token = std::string(context.token),
                 .account = context.caller.account,
                 .caller = context.caller,
                 .position = last && !lost ? *last : head,
                 .beat_at = std::chrono::steady_clock::now() + state.options.heartbeat});
    listener->stream->put(greeting(listener->position));
    if (lost) listener->stream->put(reset_text(head));
    auto stream = listener->stream;
    if (auto refusal = state.add(std::move(listener))) return std::move(*refusal);
    http::RawReply reply;
    reply.content_type = "text/event-stream";
    reply.stream = std::move(stream);
    reply.headers = {{"Cache-Control", "no-store, no-transform"}, {"X-Accel-Buffering", "no"}};
    return reply;
}

http::Endpoint live_endpoint(std::function<Result<http::RawReply>(const http::Context&)> open) {
    return http::raw(
        {.method = http::Method::get,
         .path = "/api/v1/events",
         .operation_id = "follow_events",
         .words = "Server-sent events: what happens, as far as the caller may see it; `fact` with "
                  "{kind,subject_kind,subject_id}, `reset` when too much was missed.",
         .door = http::Door::signed_in,
         .background = true},
        {{.name = "Last-Event-ID",
          .type = "integer",
          .words = "Goes on after this event.",
          .in_header = true},
         {.name = "after",
          .type = "integer",
          .words = "The same, for clients that cannot set the header."}},
        "", "text/event-stream", 0, std::move(open));
}

std::vector<RefusalWords> live_refusals() {
    return {
        {"events.too_many", 429,
         "这个账号同时打开的实时更新已有 {max} 个；请关掉不用的页面后再试。",
         "This account already follows live updates {max} times; close pages you do not need."}};
}

} // namespace weicheng::facts
