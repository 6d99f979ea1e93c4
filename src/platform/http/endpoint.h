// Endpoints as typed values: method, path, power, shapes, and the function that answers.
// A module's http/ room makes them with read(), write(), slow(), raw(); the server, the OpenAPI
// text and the stranger test read them.
#pragma once

#include "foundation/caller.h"
#include "foundation/result.h"
#include "foundation/time.h"
#include "platform/db/db.h"
#include "platform/http/json.h"
#include "platform/http/shape.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace weicheng::http {

enum class Method { get, post, put, patch, del };

/// A request as it came, for the few who need more than their shapes.
struct Request {
    Method method = Method::get;
    std::string path;  // decoded, without the query
    std::string query; // raw, after '?'
    std::map<std::string, std::string, std::less<>> path_params;
    std::map<std::string, std::string, std::less<>>
        query_params; // decoded; the last of a repeated name wins
    std::map<std::string, std::string, std::less<>> headers; // lower-case names
    std::string body;
    std::string peer; // address, for rate limits only; never logged with content
    std::string id;   // request id

    std::string_view header(std::string_view lower_case_name) const;
};

struct Context {
    const Caller& caller;
    Instant now;
    Locale locale;
    const Request& request;
    db::Database& database;
};

struct RawReply {
    int status = 200;
    std::string content_type = "application/json";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers = {};
};

/// Who may call.
enum class Door {
    open,      // no sign-in
    signed_in, // any signed-in person
    power,     // the named power, in any scope; rules look at the scope
};

enum class Work {
    read,  // a point read: SQLite on the loop itself, PostgreSQL on the slow pool
    slow,  // may take milliseconds, may block: the slow pool; gets the Database from the context
    write, // one transaction of the writer
};

/// A parameter of the path or the query, for the description.
struct ParamDescription {
    std::string name;
    std::string type; // "string" | "integer" | "boolean"
    bool in_path = false;
    bool required = false;
};

/// What the author of an endpoint says about it.
struct Spec {
    Method method;
    std::string path;         // "/api/v1/cases/{id}/closures"
    std::string operation_id; // "close_case"
    std::string words;        // one English sentence
    Door door = Door::power;
    std::string power = {}; // with Door::power
    int success = 200;
    bool keyed = false;    // needs Idempotency-Key
    bool if_match = false; // needs If-Match
    std::string row = {};  // requirement row, "R2.1"
};

/// What the server runs. Made by the functions below.
struct Endpoint {
    Spec spec;
    Work work = Work::read;
    bool raw = false;
    std::vector<ParamDescription> params;
    std::string body_schema;                    // name in `schemas`, or empty
    std::string reply_schema;                   // name in `schemas`, or empty
    std::map<std::string, std::string> schemas; // name -> JSON Schema text, everything reachable
    std::string raw_body_type = {};             // "image/jpeg" …, when a raw body is taken
    std::string raw_reply_type = {};
    std::size_t body_limit = 64 * 1024;

    /// Prints the reply later, off the writer's thread.
    using Printer = std::function<RawReply()>;
    using Answer = Result<Printer>;
    /// Parses on the loop's thread; the returned function runs in the transaction.
    std::function<Result<std::function<Answer(const Context&, db::Tx&)>>(const Request&)> prepare;
    /// slow and raw endpoints
    std::function<Result<RawReply>(const Context&)> run;
};

/// Handlers:
///   Result<Reply> (const Context&, db::Tx&, const Params&)               read
///   Result<Reply> (const Context&, db::Tx&, const Params&, const Body&)  write
///   Result<Reply> (const Context&, const Params&, const Body&)           slow (opens its own
///   transactions)
/// Params and Body are shapes (Nothing when there are none). A Reply with an integer member
/// `revision` gets an ETag.
template <class Params, class Reply>
Endpoint read(Spec spec, Result<Reply> (*handle)(const Context&, db::Tx&, const Params&));
template <class Params, class Body, class Reply>
Endpoint write(Spec spec,
               Result<Reply> (*handle)(const Context&, db::Tx&, const Params&, const Body&));
template <class Params, class Body, class Reply>
Endpoint slow(Spec spec,
              std::function<Result<Reply>(const Context&, const Params&, const Body&)> handle);
/// Bytes in or out, or headers of its own (cookies).
Endpoint raw(Spec spec, std::vector<ParamDescription> params, std::string body_type,
             std::string reply_type, std::size_t body_limit,
             std::function<Result<RawReply>(const Context&)> handle);

/// The revision of If-Match: "7" -> 7. Only meaningful on endpoints with if_match.
std::int64_t if_match_revision(const Request& request);

/// A list page.
template <class Item>
struct Page {
    std::vector<Item> items;
    std::optional<std::string> next_cursor;
    std::optional<std::int64_t> total;
};

/// `total` counts only when asked for; cursors are opaque text.
inline constexpr int default_page = 50;
inline constexpr int largest_page = 200;

} // namespace weicheng::http

#include "platform/http/endpoint_inline.h"
