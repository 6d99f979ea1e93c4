#include "platform/http/connection.h"

#include "platform/http/stream.h"
#include "platform/log/log.h"

#include <boost/asio/write.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

// GCC 12 takes Asio's pair of functions for coroutine frames to be mismatched once it inlines one.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"

namespace weicheng::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using Trouble = boost::system::error_code;
using Parser = beast::http::request_parser<beast::http::string_body>;

static constexpr std::size_t default_body = 64 * 1024; // for addresses that take none
static constexpr std::size_t flush_above = 64 * 1024;
static constexpr std::size_t keep_buffer = 256 * 1024;

/// One request while it arrives.
struct Connection::Incoming {
    Parser parser;
    Request request;
    Router::Found found;
    std::size_t header_bytes = 0;
    bool head = false;  // HEAD: as GET, without the body
    bool close = false; // nothing follows on this connection
    std::optional<Refusal> refusal;
    ContentBudget::Share large_content = nullptr;
};

Connection::Connection(Loop& loop, Socket socket)
    : loop_(loop), socket_(std::move(socket)), answered_(loop.executor()) {
    Trouble ignored;
    const auto remote = socket_.remote_endpoint(ignored).address();
    peer_ = remote.is_v6() && remote.to_v6().is_v4_mapped()
                ? asio::ip::make_address_v4(asio::ip::v4_mapped, remote.to_v6()).to_string()
                : remote.to_string();
    socket_.non_blocking(true, ignored);
    socket_.set_option(Tcp::no_delay(true), ignored);
    answered_.expires_at(Moment::max());
}

Connection::~Connection() {
    if (reply_ && reply_->stream) reply_->stream->drop();
    loop_.forget(this);
}

void Connection::enter(Stage stage, std::chrono::milliseconds allowed) {
    stage_ = stage;
    deadline_ = std::chrono::steady_clock::now() + allowed;
}

void Connection::expire_if_late(Moment now) {
    if (now < deadline_) return;
    late_ = true;
    deadline_ = Moment::max();
    Trouble ignored;
    socket_.cancel(ignored);
}

void Connection::end_if_idle() {
    if (stage_ == Stage::streaming) answered_.cancel();
    if (stage_ != Stage::idle) return;
    Trouble ignored;
    socket_.cancel(ignored);
}

// ---- the conversation ----

Task<void> Connection::serve(std::unique_ptr<Connection> connection) {
    auto conversation = connection->converse();
    co_await std::move(conversation);
}

Task<void> Connection::converse() {
    for (bool more = true; more;) {
        Incoming incoming;
        auto header = read_header(incoming);
        bool whole = co_await std::move(header);
        if (whole && !incoming.refusal) {
            auto body = read_body(incoming);
            whole = co_await std::move(body);
        }
        if (!whole && !incoming.refusal) break; // the peer is gone, or was idle for too long
        const bool broken = incoming.refusal && incoming.close;
        ask_front(incoming);
        if (!reply_) {
            auto waiting = wait_for_reply();
            co_await std::move(waiting);
        }
        const auto stream = reply_->stream;
        more = !incoming.close && !loop_.stopping() && !stream;
        append_reply(*reply_, incoming.head, !more);
        if (stream && !incoming.head) {
            auto pouring = pour(stream);
            co_await std::move(pouring);
        }
        if (stream) stream->drop();
        reply_.reset();
        if (!more || out_.size() > flush_above) {
            auto writing = flush();
            if (const bool written = co_await std::move(writing); !written) break;
        }
        if (broken) { // let the peer read the refusal before the connection goes
            auto leaving = leave();
            co_await std::move(leaving);
        }
    }
    Trouble ignored;
    socket_.shutdown(Tcp::socket::shutdown_both, ignored);
    socket_.close(ignored);
}

/// Reads what is there; false when the peer is gone or late.
Task<bool> Connection::read_more(std::size_t room) {
    if (!out_.empty()) { // nothing is held back while waiting
        const auto stage = stage_;
        const auto deadline = deadline_;
        auto writing = flush();
        if (const bool written = co_await std::move(writing); !written) co_return false;
        stage_ = stage;
        deadline_ = deadline;
    }
    if (loop_.stopping() && stage_ == Stage::idle) co_return false;
    const auto buffer = in_.prepare(room);
    auto reading = socket_.async_read_some(buffer, quietly);
    const auto [trouble, count] = co_await std::move(reading);
    if (trouble) co_return false;
    in_.commit(count);
    co_return true;
}

/// A field that goes on in the next line (obs-fold): others may read it as two, so nobody sends it.
static bool is_folded(std::string_view header) {
    return header.find("\n ") != std::string_view::npos ||
           header.find("\n\t") != std::string_view::npos;
}

Task<bool> Connection::read_header(Incoming& incoming) {
    const auto& limits = loop_.options().limits;
    auto& parser = incoming.parser;
    parser.header_limit(static_cast<std::uint32_t>(2 * limits.header)); // we count ourselves
    parser.body_limit(boost::none);
    enter(in_.size() == 0 ? Stage::idle : Stage::header,
          in_.size() == 0 ? limits.idle_time : limits.header_time);
    const auto refuse = [&](std::string_view code) {
        incoming.refusal = Refusal{std::string(code)};
        incoming.close = true;
    };
    for (;;) {
        if (in_.size() != 0) {
            if (stage_ == Stage::idle) enter(Stage::header, limits.header_time);
            Trouble trouble;
            const std::string_view seen_bytes(static_cast<const char*>(in_.data().data()),
                                              in_.size());
            const auto used = parser.put(in_.data(), trouble);
            if (is_folded(seen_bytes.substr(0, used))) {
                refuse("request.malformed");
                co_return true;
            }
            in_.consume(used);
            incoming.header_bytes += used;
            const bool no_line = parser.get().target().empty();
            if (trouble && trouble != beast::http::error::need_more &&
                trouble != beast::http::error::header_limit) {
                refuse("request.malformed");
                co_return true;
            }
            const auto seen = incoming.header_bytes + (parser.is_header_done() ? 0 : in_.size());
            if (parser.get().target().size() > limits.request_line ||
                (no_line && seen > limits.request_line)) {
                refuse("request.address_too_long");
                co_return true;
            }
            if (seen > limits.header || trouble == beast::http::error::header_limit) {
                refuse("request.header_too_large");
                co_return true;
            }
            if (parser.is_header_done()) break;
        }
        auto reading = read_more(16 * 1024);
        if (const bool read = co_await std::move(reading); !read) {
            if (late_ && stage_ == Stage::header) refuse("request.timed_out");
            co_return false;
        }
    }
    fill_request(incoming);
    incoming.refusal = judge_header(incoming);
    if (incoming.refusal) incoming.close = true;
    co_return true;
}

Task<bool> Connection::read_body(Incoming& incoming) {
    auto& parser = incoming.parser;
    parser.eager(true);
    if (!parser.is_done()) {
        enter(Stage::body, loop_.options().limits.body_time);
        if (incoming.request.header("expect") == "100-continue")
            out_ += "HTTP/1.1 100 Continue\r\n\r\n";
    }
    while (!parser.is_done()) {
        if (in_.size() != 0) {
            Trouble trouble;
            const auto used = parser.put(in_.data(), trouble);
            in_.consume(used);
            if (trouble && trouble != beast::http::error::need_more) {
                const bool large = trouble == beast::http::error::body_limit ||
                                   trouble == beast::http::error::buffer_overflow;
                incoming.refusal = Refusal{large ? "request.too_large" : "request.malformed"};
                if (large) {
                    const auto& endpoint = incoming.found.endpoint;
                    const auto limit = endpoint ? endpoint->content_limit : default_body;
                    incoming.refusal->params = {{"max", std::to_string(limit)}};
                }
                incoming.close = true;
                co_return true;
            }
            if (parser.is_done()) break;
            if (used != 0 && in_.size() != 0) continue;
            // What is left is a piece of a chunk's header or of trailers; the parser bounds
            // neither.
            if (in_.size() > loop_.options().limits.header) {
                incoming.refusal = Refusal{"request.malformed"};
                incoming.close = true;
                co_return true;
            }
        }
        auto reading = read_more(64 * 1024);
        if (const bool read = co_await std::move(reading); !read) {
            incoming.close = true;
            if (late_) incoming.refusal = Refusal{"request.timed_out"};
            co_return false;
        }
    }
    incoming.request.body = std::move(parser.get().body());
    co_return true;
}

// ---- judging and asking ----

void Connection::fill_request(Incoming& incoming) {
    const auto& message = incoming.parser.get();
    auto& request = incoming.request;
    request.id = loop_.front().new_request_id();
    request.peer = peer_;
    for (const auto& field : message) {
        std::string name{field.name_string()};
        for (char& c : name)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
        auto& value = request.headers[std::move(name)];
        if (!value.empty()) value += ", ";
        value += std::string_view(field.value().data(), field.value().size());
    }
    const auto target = std::string_view(message.target().data(), message.target().size());
    const auto mark = target.find('?');
    if (mark != std::string_view::npos) request.query = target.substr(mark + 1);
    request.path = target.substr(0, mark);
    incoming.close = !incoming.parser.keep_alive();
    if (loop_.options().behind_proxy && (peer_ == "127.0.0.1" || peer_ == "::1")) {
        const auto forwarded = request.header("x-forwarded-for");
        const auto last = trimmed(forwarded.substr(forwarded.rfind(',') + 1));
        if (!last.empty()) request.peer = last;
    }
}

static std::optional<Method> method_of(std::string_view verb) {
    for (const auto method : {Method::get, Method::post, Method::put, Method::patch, Method::del})
        if (verb_of(method) == verb) return method;
    return std::nullopt;
}

/// Whatever another program on the way might read differently than we do: where a request ends,
/// and whom it is for.
static bool is_ambiguous(const Parser::value_type& message, const Request& request) {
    const auto hosts = message.count(beast::http::field::host);
    if (hosts > 1 || (message.version() >= 11 && request.header("host").empty())) return true;
    const auto lengths = message.count(beast::http::field::content_length);
    if (lengths > 1) return true;
    if (lengths == 1 &&
        request.header("content-length").find_first_not_of("0123456789") != std::string_view::npos)
        return true;
    if (message.count(beast::http::field::transfer_encoding) == 0) return false;
    return lengths != 0 || message.version() < 11 ||
           request.header("transfer-encoding") != "chunked";
}

/// A large body needs one of the places that all connections share.
std::optional<Refusal> Connection::find_room(Incoming& incoming, std::size_t limit) {
    const auto& parser = incoming.parser;
    const auto announced = parser.content_length();
    const auto bytes = announced ? *announced : parser.chunked() ? limit : 0;
    if (bytes <= loop_.options().limits.large_content) return std::nullopt;
    incoming.large_content =
        loop_.contents().take(incoming.request.peer, static_cast<std::size_t>(bytes));
    if (incoming.large_content) return std::nullopt;
    return Refusal{"server.busy", {{"retry_after_seconds", "3"}}};
}

/// What can be refused before the body is read; also finds the endpoint.
std::optional<Refusal> Connection::judge_header(Incoming& incoming) {
    auto& request = incoming.request;
    auto& parser = incoming.parser;
    const auto& message = parser.get();
    if (is_ambiguous(message, request)) return Refusal{"request.malformed"};
    const auto lines = std::distance(message.begin(), message.end());
    if (static_cast<std::size_t>(lines) > loop_.options().limits.header_lines)
        return Refusal{"request.header_too_large"};

    const std::string raw_path = std::move(request.path);
    auto path = percent_decoded(raw_path, false);
    auto query = query_pairs(request.query);
    if (!path || !query || !path->starts_with('/')) return Refusal{"request.bad_address"};
    request.path = std::move(*path);
    request.query_params = std::move(*query);

    std::string verb{message.method_string()};
    incoming.head = verb == "HEAD";
    if (incoming.head) verb = "GET";
    incoming.found = loop_.front().find(verb, raw_path);
    request.path_params = std::move(incoming.found.params);
    const auto* endpoint = incoming.found.endpoint;
    const auto method = method_of(verb);
    if (!incoming.found.allow.empty() || (endpoint == nullptr && verb != "GET" && !method))
        return Refusal{
            "method.not_allowed",
            {{"allow", incoming.found.allow.empty() ? "GET, HEAD" : incoming.found.allow}}};
    request.method = *method;

    const auto limit = endpoint ? endpoint->content_limit : default_body;
    parser.body_limit(limit);
    const auto length = parser.content_length();
    if (length && *length > limit)
        return Refusal{"request.too_large", {{"max", std::to_string(limit)}}};
    if (endpoint && endpoint->takes_content() && !length && !parser.chunked())
        return Refusal{"request.length_missing"};
    const auto encoding = request.header("content-encoding");
    if (!encoding.empty() && encoding != "identity")
        return Refusal{"request.body_kind", {{"wanted", "Content-Encoding: identity"}}};
    return find_room(incoming, limit);
}

/// Leaves the reply in reply_, at once or later.
void Connection::ask_front(Incoming& incoming) {
    auto& front = loop_.front();
    stage_ = Stage::answering;
    deadline_ = Moment::max(); // what was accepted is finished
    if (incoming.request.id.empty()) incoming.request.id = front.new_request_id();
    if (incoming.refusal) {
        reply_ = front.refuse(*incoming.refusal, incoming.request);
    } else if (incoming.found.endpoint == nullptr) {
        reply_ = front.page(incoming.request);
    } else {
        // this connection waits until its reply is there, so it outlives the asking; an owning
        // pointer could be let go last on another thread, and connections end on their loop only
        front.answer(*incoming.found.endpoint, std::move(incoming.request),
                     [this](std::function<RawReply()> make) { take_reply(std::move(make)); });
    }
}

void Connection::take_reply(std::function<RawReply()> make) {
    if (loop_.is_here()) {
        reply_ = make();
        answered_.cancel();
        return;
    }
    loop_.deliver([this, make = std::move(make)] {
        reply_ = make();
        answered_.cancel();
    });
}

Task<void> Connection::wait_for_reply() {
    if (!out_.empty()) {
        auto writing = flush();
        co_await std::move(writing); // a peer that is gone shows when the reply is written
        stage_ = Stage::answering;
        deadline_ = Moment::max();
    }
    while (!reply_) {
        auto waiting = answered_.async_wait(quietly);
        co_await std::move(waiting);
    }
}

// ---- writing ----

static std::string_view reason_of(int status) {
    const auto reason = beast::http::obsolete_reason(static_cast<beast::http::status>(status));
    return {reason.data(), reason.size()};
}

static bool is_plain(std::string_view value) {
    return value.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

void Connection::append_reply(const RawReply& reply, bool head, bool close) {
    const auto add = [&](std::string_view name, std::string_view value) {
        check(is_plain(value), "a header's value has no line ends");
        ((out_ += name) += ": ") += value;
        out_ += "\r\n";
    };
    const auto body =
        reply.lasting_body.empty() ? std::string_view(reply.body) : reply.lasting_body;
    out_ += "HTTP/1.1 ";
    ((out_ += std::to_string(reply.status)) += ' ') += reason_of(reply.status);
    out_ += "\r\n";
    add("Date", loop_.date());
    if (!reply.content_type.empty()) add("Content-Type", reply.content_type);
    if (reply.status != 204 && reply.status != 304 && !reply.stream)
        add("Content-Length", std::to_string(body.size()));
    bool policy = false;
    for (const auto& [name, value] : reply.headers) {
        policy = policy || name == "Content-Security-Policy";
        add(name, value);
    }
    if (!policy) add("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    add("X-Content-Type-Options", "nosniff");
    add("Referrer-Policy", "same-origin");
    add("Connection", close ? "close" : "keep-alive");
    out_ += "\r\n";
    if (!head && reply.status != 204 && reply.status != 304) out_ += body;
}

/// Writes the buffer, at once as far as the kernel takes it; false when the peer is gone.
Task<bool> Connection::flush() {
    const auto& limits = loop_.options().limits;
    const auto slowest = std::chrono::milliseconds(1000 * out_.size() / limits.write_rate);
    const auto end = std::chrono::steady_clock::now() + limits.write_time + slowest;
    std::size_t done = 0;
    while (done < out_.size()) {
        Trouble trouble;
        const auto rest = asio::buffer(out_.data() + done, out_.size() - done);
        done += socket_.write_some(rest, trouble);
        if (!trouble) continue;
        if (trouble != asio::error::would_block && trouble != asio::error::try_again)
            co_return false;
        enter(Stage::writing, limits.write_time);
        deadline_ = std::min(deadline_, end); // sipping is not reading
        auto room = socket_.async_wait(Socket::wait_write, quietly);
        const auto [failed] = co_await std::move(room);
        if (failed) co_return false;
    }
    deadline_ = Moment::max();
    out_.clear();
    if (out_.capacity() > keep_buffer) out_.shrink_to_fit();
    co_return true;
}

/// Closing with unread input would reset the connection under the reply: read on for a little.
Task<void> Connection::leave() {
    Trouble ignored;
    socket_.shutdown(Tcp::socket::shutdown_send, ignored);
    enter(Stage::leaving, std::chrono::milliseconds{2000});
    for (std::size_t thrown_away = 0; thrown_away < 32 * 1024 * 1024;) {
        in_.clear();
        const auto buffer = in_.prepare(64 * 1024);
        auto reading = socket_.async_read_some(buffer, quietly);
        const auto [trouble, count] = co_await std::move(reading);
        if (trouble) co_return;
        thrown_away += count;
    }
}

} // namespace weicheng::http
