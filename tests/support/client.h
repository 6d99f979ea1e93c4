// A tiny blocking HTTP client over one socket, for tests only: no pool, no redirects, no
// cleverness.
#pragma once

#include "platform/http/json.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weicheng::testing {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// A reply. Header names are lower-case.
struct Answer {
    int status = 0; // 0: the connection ended without one
    std::map<std::string, std::string> headers;
    std::string body;

    /// The value at a JSON pointer ("/items/0/id") as text; numbers and booleans as they are
    /// written; "" for null and for what is not there.
    std::string at(std::string_view pointer) const;
    /// The number of items of the list at that pointer.
    std::size_t size(std::string_view pointer) const;
    /// Is there a member at that pointer (null counts)?
    bool has(std::string_view pointer) const;
    std::string code() const { return at("/code"); } // of a problem
    std::string header(const std::string& lower_case_name) const;
};

/// One server-sent event.
struct Event {
    std::string id, name, data;
};

/// One TCP connection. Bytes may be sent as they are, for broken requests.
class Wire {
  public:
    /// With `window` the kernel holds only about so many bytes for us: for peers that do not read.
    explicit Wire(std::uint16_t port, int window = 0);
    ~Wire();
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;
    void send(std::string_view bytes);
    /// Reads one reply; status 0 when the peer closes before it is whole.
    Answer receive(bool head = false);
    /// Reads the header of a reply whose body goes on.
    Answer receive_header();
    /// The next event that brings data; nothing when the stream ends. Heartbeats are skipped, but
    /// last_event_id() follows them.
    std::optional<Event> next_event();
    const std::string& last_event_id() const { return last_event_id_; }
    /// Everything up to and with the mark; what there is when the stream ends before.
    std::string read_until(std::string_view mark);
    /// Takes a few bytes off the socket and forgets them.
    void read_some(std::size_t bytes);
    /// Ends our half: nothing more is sent, answers are still read.
    void end_sending();
    /// True when the peer has closed and nothing more comes. Waits for it.
    bool closed_by_peer();

  private:
    bool read_more();
    int socket_ = -1;
    std::string in_;
    std::string last_event_id_;
};

/// Someone with a cookie jar: signs in, sends JSON, carries the CSRF token.
class Visitor {
  public:
    explicit Visitor(std::uint16_t port) : port_(port) {}

    Answer get(std::string_view target, Headers headers = {});
    Answer post(std::string_view target, std::string_view json, Headers headers = {});
    Answer put_bytes(std::string_view target, std::string_view bytes, std::string_view type);
    Answer send(std::string_view method, std::string_view target, std::string_view body,
                std::string_view type, Headers headers = {});
    /// A command with a fresh Idempotency-Key; with If-Match when `revision` is given.
    Answer command(std::string_view target, std::string_view json, std::string_view revision = "");
    /// POST /api/v1/sessions; keeps cookie and token.
    Answer sign_in(std::string_view login, std::string_view password);
    /// Uses a session made elsewhere.
    void use_session(std::string cookie_token, std::string csrf_token);
    /// Goes as another program: an API token instead of a session.
    void use_token(std::string token) { token_ = std::move(token); }
    void forget_session() { cookie_.clear(), csrf_.clear(); }
    void speak(std::string language) { language_ = std::move(language); }
    const std::string& csrf() const { return csrf_; }
    /// The Cookie header it sends.
    std::string cookie() const { return "weicheng_session=" + cookie_; }
    void without_csrf() { csrf_.clear(); }
    static std::string new_key();

  private:
    std::uint16_t port_;
    std::string cookie_;
    std::string csrf_;
    std::string token_;
    std::string language_;
};

/// "POST /x HTTP/1.1 …" with Host and Content-Length.
std::string request_text(std::string_view method, std::string_view target, std::string_view body,
                         const Headers& headers = {});

} // namespace weicheng::testing
