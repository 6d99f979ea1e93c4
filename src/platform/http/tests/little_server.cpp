#include "platform/http/tests/little_server.h"

#include "platform/http/stream.h"

namespace weicheng::http::testing {

static const db::Query insert_note("http_test.insert_note", R"(
    INSERT INTO little_notes (county_id, id, words) VALUES ($1, $2, $3))");
static const db::Query count_notes("http_test.count_notes", "SELECT COUNT(*) FROM little_notes");

static std::vector<db::Migration> migrations() {
    auto all = embedded_migrations("platform/http");
    all.push_back({"20990101-0001-little-notes", "CREATE TABLE little_notes (\n"
                                                 "    county_id BIGINT NOT NULL,\n"
                                                 "    @key,\n"
                                                 "    words TEXT NOT NULL\n"
                                                 ");\n"});
    return all;
}

static std::vector<RefusalWords> words() {
    auto all = refusals();
    all.push_back({"note.not_liked", 409, "不收这句话；请换一句。",
                   "These words are not taken; choose others."});
    return all;
}

static Result<Kept> add_note(const Context& context, db::Tx& tx, const Nothing&, const Note& note) {
    const auto id = tx.new_id();
    tx.run(insert_note, {context.caller.county, id, note.words});
    if (note.words == "refuse me") return Refusal{"note.not_liked"};
    if (note.words == "bug") throw Bug("a planted bug");
    if (note.words == "wordless") return Refusal{"note.without_words"};
    return Kept{id, note.words, 1};
}

static Result<Kept> change_note(const Context& context, db::Tx&, const Nothing&, const Note& note) {
    const auto seen = if_match_revision(context.request);
    if (seen != 7) {
        Refusal stale{"request.stale"};
        stale.current_json = to_json(Kept{1, "as it is now", 7});
        return stale;
    }
    return Kept{1, note.words, 8};
}

static Result<Kept> show_note(const Context& context, db::Tx&, const Nothing&) {
    return Kept{1, context.caller.signed_in() ? "for " + context.caller.name : "for nobody", 7};
}

std::vector<Endpoint> LittleServer::endpoints() {
    const auto spec = [](Method method, const char* path, const char* operation, Door door) {
        Spec made{.method = method, .path = path, .operation_id = operation, .words = "A test."};
        made.door = door;
        if (door == Door::power) made.power = "notes.write";
        return made;
    };
    auto keyed = spec(Method::post, "/notes", "add_note", Door::power);
    keyed.keyed = true;
    keyed.success = 201;
    auto open_keyed = spec(Method::post, "/open-notes", "add_open_note", Door::open);
    open_keyed.keyed = true;
    open_keyed.success = 201;
    auto matched = spec(Method::patch, "/notes", "change_note", Door::signed_in);
    matched.if_match = true;
    const auto wait = [this](const Context&, const Nothing&, const Nothing&) -> Result<Kept> {
        gate_.wait();
        return Kept{1, "waited", 1};
    };
    const auto stream = [this](const Context&) -> Result<RawReply> {
        RawReply reply;
        reply.content_type = "text/event-stream";
        reply.stream = std::make_shared<Stream>(16 * 1024);
        const std::lock_guard lock(streams_mutex_);
        streams_.push_back(reply.stream);
        streams_changed_.notify_all();
        return reply;
    };
    auto held_keyed = spec(Method::post, "/held-notes", "add_held_note", Door::open);
    held_keyed.keyed = true;
    held_keyed.success = 201;
    const auto add_held = [this](const Context& context, db::Tx& tx, const Nothing& none,
                                 const Note& note) -> Result<Kept> {
        gate_.wait();
        return add_note(context, tx, none, note);
    };
    const auto large = [](const Context&) -> Result<RawReply> {
        RawReply reply;
        reply.content_type = "application/octet-stream";
        reply.body.assign(1'000'000, 'a');
        return reply;
    };
    return {write(keyed, add_note),
            write(held_keyed, add_held),
            raw(spec(Method::get, "/large", "large", Door::open), {}, "",
                "application/octet-stream", 0, large),
            write(open_keyed, add_note),
            write(matched, change_note),
            read(spec(Method::get, "/note", "show_note", Door::open), show_note),
            read(spec(Method::get, "/my-note", "show_my_note", Door::signed_in), show_note),
            slow(spec(Method::get, "/slow", "wait", Door::open), wait),
            raw(spec(Method::get, "/stream", "stream", Door::open), {}, "", "text/event-stream", 0,
                stream),
            raw(spec(Method::put, "/bytes", "put_bytes", Door::open), {}, "image/png", "text/plain",
                1000, [](const Context& context) -> Result<RawReply> {
                    return RawReply{.content_type = "text/plain",
                                    .body = std::to_string(context.request.body.size())};
                })};
}

static Surroundings surroundings(db::Database& database, const Clock& clock) {
    return {.database = &database,
            .clock = &clock,
            .session_cookie = "weicheng_session",
            .visitor = [](db::Tx&, std::string_view token, Instant) -> std::optional<Visitor> {
                if (token != "reader" && token != "writer") return std::nullopt;
                Visitor visitor;
                visitor.caller.county = CountyId{5};
                visitor.caller.account = AccountId{token == "reader" ? 1 : 2};
                visitor.caller.name = token;
                if (token == "writer") visitor.caller.grants = {{"notes.write", {}}};
                visitor.csrf_token = "right";
                visitor.locale = Locale::en;
                return visitor;
            },
            .home_county = [](db::Tx&) { return std::optional{CountyId{5}}; }};
}

LittleServer::LittleServer(db::Dialect dialect, WireLimits limits, FrontOptions options,
                           db::Options store)
    : database_(dialect, migrations(), std::move(store)) {
    static const std::vector<EmbeddedFile> pages{
        {"admin/index.html", "<p>desk</p>"},
        {"admin/assets/a-1f.js", "desk()"},
        {"admin/assets/a-1f.js.br", "packed"},
        {"p/index.html", "<p>citizens</p>"},
    };
    front_ = std::make_unique<Front>(surroundings(*database_, clock_), endpoints(), words(), pages,
                                     std::move(options));
    server_ =
        std::make_unique<Server>(*front_, ServerOptions{.port = 0, .threads = 2, .limits = limits});
    server_->start();
}

LittleServer::~LittleServer() {
    gate_.open();
    server_->stop();
    front_->drain();
    database_.close();
}

std::shared_ptr<Stream> LittleServer::next_stream() {
    std::unique_lock lock(streams_mutex_);
    streams_changed_.wait(lock, [this] { return !streams_.empty(); });
    auto stream = streams_.front();
    streams_.erase(streams_.begin());
    return stream;
}

weicheng::testing::Visitor LittleServer::writer() {
    auto visitor = this->visitor();
    visitor.use_session("writer", "right");
    return visitor;
}

std::int64_t LittleServer::notes() {
    return database_->read([](db::Tx& tx) { return tx.number(count_notes, {}); });
}

} // namespace weicheng::http::testing
