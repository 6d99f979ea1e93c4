#include "tests/support/client.h"

#include "foundation/text.h"

#include <arpa/inet.h>
#include <atomic>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace weicheng::testing {

// ---- answers ----

static std::optional<http::Node> node_at(http::Node node, std::string_view pointer) {
    if (pointer.empty()) return node;
    for (const auto step : split(pointer.substr(1), '/')) {
        if (node.kind() == http::Node::Kind::object) {
            const auto member = node.member(step);
            if (!member) return std::nullopt;
            node = *member;
        } else if (node.kind() == http::Node::Kind::list) {
            const auto index = std::stoul(std::string(step));
            if (index >= node.size()) return std::nullopt;
            node = node.at(index);
        } else {
            return std::nullopt;
        }
    }
    return node;
}

std::string Answer::at(std::string_view pointer) const {
    const auto document = http::Document::parse(body);
    if (!document) return "";
    const auto node = node_at(document->root(), pointer);
    if (!node || node->kind() == http::Node::Kind::null) return "";
    if (node->kind() == http::Node::Kind::text) return std::string(node->text());
    return node->print();
}

std::size_t Answer::size(std::string_view pointer) const {
    const auto document = http::Document::parse(body);
    if (!document) return 0;
    const auto node = node_at(document->root(), pointer);
    return node && node->kind() == http::Node::Kind::list ? node->size() : 0;
}

bool Answer::has(std::string_view pointer) const {
    const auto document = http::Document::parse(body);
    return document && node_at(document->root(), pointer).has_value();
}

std::string Answer::header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? "" : found->second;
}

// ---- the wire ----

Wire::Wire(std::uint16_t port, int window) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_port = htons(port);
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (window != 0) ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &window, sizeof window);
    const timeval patience{60, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&place), sizeof place) != 0)
        throw std::runtime_error("cannot connect to the server under test");
}

Wire::~Wire() {
    ::close(socket_);
}

void Wire::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return; // the answer, or its absence, tells
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

bool Wire::read_more() {
    char room[65536];
    const auto got = ::recv(socket_, room, sizeof room, 0);
    if (got <= 0) return false;
    in_.append(room, static_cast<std::size_t>(got));
    return true;
}

static void take_header_line(Answer& answer, std::string_view line) {
    const auto colon = line.find(':');
    std::string name{line.substr(0, colon)};
    for (char& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    answer.headers[name] = trimmed(line.substr(colon + 1));
}

Answer Wire::receive_header() {
    Answer answer;
    std::size_t end = 0;
    while ((end = in_.find("\r\n\r\n")) == std::string::npos)
        if (!read_more()) return answer;
    const std::string header = in_.substr(0, end);
    bool first = true;
    for (auto line : split(header, '\n')) {
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (first)
            answer.status = std::stoi(std::string(line.substr(9, 3)));
        else
            take_header_line(answer, line);
        first = false;
    }
    in_.erase(0, end + 4);
    return answer;
}

Answer Wire::receive(bool head) {
    auto answer = receive_header();
    if (answer.status == 0) return answer;
    if (answer.status == 100) return receive(head);
    const auto length = answer.header("content-length");
    const auto size = head || length.empty() ? 0 : std::stoul(length);
    while (in_.size() < size) {
        if (!read_more()) {
            answer.status = 0;
            return answer;
        }
    }
    answer.body = in_.substr(0, size);
    in_.erase(0, size);
    return answer;
}

std::string Wire::read_until(std::string_view mark) {
    std::size_t at = 0;
    while ((at = in_.find(mark)) == std::string::npos)
        if (!read_more()) return std::exchange(in_, {});
    auto text = in_.substr(0, at + mark.size());
    in_.erase(0, at + mark.size());
    return text;
}

std::optional<Event> Wire::next_event() {
    for (;;) {
        const auto block = read_until("\n\n");
        if (!block.ends_with("\n\n")) return std::nullopt;
        Event event;
        for (const auto line : split(block, '\n')) {
            if (line.starts_with("id: ")) last_event_id_ = event.id = line.substr(4);
            if (line.starts_with("event: ")) event.name = line.substr(7);
            if (line.starts_with("data: ")) event.data += line.substr(6);
        }
        if (!event.data.empty()) return event;
    }
}

void Wire::read_some(std::size_t bytes) {
    std::string room(bytes, '\0');
    static_cast<void>(::recv(socket_, room.data(), room.size(), 0));
}

void Wire::end_sending() {
    ::shutdown(socket_, SHUT_WR);
}

bool Wire::closed_by_peer() {
    in_.clear();
    char room[4096];
    for (;;) {
        const auto got = ::recv(socket_, room, sizeof room, 0);
        if (got > 0) return false; // it still talks
        return got == 0 || errno == ECONNRESET;
    }
}

std::string request_text(std::string_view method, std::string_view target, std::string_view body,
                         const Headers& headers) {
    std::string text{method};
    ((text += ' ') += target) += " HTTP/1.1\r\nHost: test\r\n";
    for (const auto& [name, value] : headers)
        ((text += name) += ": ") += value + "\r\n";
    if (!body.empty() || method != "GET")
        text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    (text += "\r\n") += body;
    return text;
}

// ---- the visitor ----

std::string Visitor::new_key() {
    static std::atomic<std::uint64_t> count{0};
    char text[40];
    std::snprintf(text, sizeof text, "%016lx%016lx", static_cast<unsigned long>(::getpid()),
                  static_cast<unsigned long>(++count));
    return text;
}

Answer Visitor::send(std::string_view method, std::string_view target, std::string_view body,
                     std::string_view type, Headers headers) {
    if (!token_.empty()) headers.emplace_back("Authorization", "Bearer " + token_);
    if (!cookie_.empty()) headers.emplace_back("Cookie", "weicheng_session=" + cookie_);
    if (!csrf_.empty() && method != "GET") headers.emplace_back("X-CSRF-Token", csrf_);
    if (!language_.empty()) headers.emplace_back("Accept-Language", language_);
    if (!type.empty()) headers.emplace_back("Content-Type", std::string(type));
    headers.emplace_back("Connection", "close");
    Wire wire(port_);
    wire.send(request_text(method, target, body, headers));
    auto answer = wire.receive(method == "HEAD");
    const auto cookie = answer.header("set-cookie");
    static constexpr std::string_view name = "weicheng_session=";
    if (cookie.starts_with(name))
        cookie_ = cookie.substr(name.size(), cookie.find(';') - name.size());
    return answer;
}

Answer Visitor::get(std::string_view target, Headers headers) {
    return send("GET", target, "", "", std::move(headers));
}

Answer Visitor::post(std::string_view target, std::string_view json, Headers headers) {
    return send("POST", target, json, "application/json", std::move(headers));
}

Answer Visitor::put_bytes(std::string_view target, std::string_view bytes, std::string_view type) {
    return send("PUT", target, bytes, type);
}

Answer Visitor::command(std::string_view target, std::string_view json, std::string_view revision) {
    Headers headers{{"Idempotency-Key", new_key()}};
    if (!revision.empty()) headers.emplace_back("If-Match", "\"" + std::string(revision) + "\"");
    return post(target, json, std::move(headers));
}

Answer Visitor::sign_in(std::string_view login, std::string_view password) {
    auto answer = post("/api/v1/sessions",
                       http::JsonObject().add("login", login).add("password", password).text());
    if (answer.status == 201) csrf_ = answer.at("/csrf_token");
    return answer;
}

void Visitor::use_session(std::string cookie_token, std::string csrf_token) {
    cookie_ = std::move(cookie_token);
    csrf_ = std::move(csrf_token);
}

} // namespace weicheng::testing
