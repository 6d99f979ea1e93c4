// Endpoints as typed values: method, path, power, shapes, and the function that answers.
// A module's http/ room makes them with read(), write(), slow(), raw(); the server, the OpenAPI
// text and the stranger test read them.
#pragma once

#include "foundation/caller.h"
#include "foundation/result.h"
#include "foundation/time.h"
#include "platform/db/db.h"
#include "platform/http/json.h"
#include "platform/http/schema.h"
#include "platform/http/shape.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace weicheng::http {

class Stream;

enum class Method { get, post, put, patch, del };

/// Names and values; a name at most once.
using Pairs = std::map<std::string, std::string, std::less<>>;

/// A request as it came, for the few who need more than their shapes.
struct Request {
    Method method = Method::get;
    std::string path;   // decoded, without the query
    std::string query;  // raw, after '?'
    Pairs path_params;  // decoded
    Pairs query_params; // decoded; the last of a repeated name wins
    Pairs headers;      // lower-case names
    std::string body;
    std::string peer; // address, for rate limits only; never logged with content
    std::string id;   // request id

    /// Empty when there is none.
    std::string_view header(std::string_view lower_case_name) const;
    /// The value of a cookie; empty when there is none.
    std::string_view cookie(std::string_view name) const;
};

struct Context {
    const Caller& caller;
    Instant now;
    Locale locale;
    const Request& request;
    db::Database& database;
    std::string_view token = {}; // of the session, for who must ask again whether it still stands
};

struct RawReply {
    int status = 200;
    std::string content_type = "application/json";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers = {};
    /// Sent instead of `body`: bytes that live as long as the program (files inside the binary).
    std::string_view lasting_body = {};
    /// Given: what follows the header comes from here, until it ends; `body` is not looked at.
    std::shared_ptr<Stream> stream = {};
};

/// Who may call.
enum class Door {
    open,      // no sign-in; the caller is nobody, even when a cookie came along
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
    std::string words = {};
    std::string schema = {}; // JSON Schema text; made from `type` when empty
    bool in_header = false;
};

/// What the author of an endpoint says about it.
struct Spec {
    Method method;
    std::string path;         // "/api/v1/cases/{id}/closures"
    std::string operation_id; // "close_case"
    std::string words;        // one English sentence
    Door door = Door::power;
    std::string power = {};                // with Door::power
    int success = 200;                     // an answer of Nothing with 200 becomes 204
    bool keyed = false;                    // needs Idempotency-Key (writes only)
    bool if_match = false;                 // needs If-Match
    bool background = false;               // asked without a person: no use of the session
    bool person_only = false;              // not for API tokens
    bool before_new_password = false;      // also for who must first choose a new password
    std::string row = {};                  // requirement row, "R2.1"
    std::vector<std::string> headers = {}; // other request headers it reads, e.g. "Follow-Code"
};

/// What the server runs. Made by the functions below.
struct Endpoint {
    Spec spec;
    std::string noun = {}; // whose it is: the module's name
    Work work = Work::read;
    bool raw = false;
    std::vector<ParamDescription> params;
    std::string content_schema; // name in `schemas`, or empty
    std::string reply_schema;   // name in `schemas`, or empty
    Schemas schemas;            // name -> JSON Schema text, everything reachable
    std::string raw_content_type =
        {}; // "image/jpeg" …, when a raw body is taken; several with ", "
    std::string raw_reply_type = {}; // set it on endpoints whose handler gives a RawReply
    std::size_t content_limit = 64 * 1024;

    /// Counted by address (rate_limit.h): what is open to everyone.
    bool limited() const { return spec.door == Door::open && spec.path.starts_with("/api/"); }
    bool takes_content() const { return !content_schema.empty() || !raw_content_type.empty(); }

    /// Prints the reply later, off the writer's thread.
    using Printer = std::function<RawReply()>;
    using Answer = Result<Printer>;
    using Prepared = std::function<Answer(const Context&, db::Tx&)>;
    using Run = std::function<Result<RawReply>(const Context&)>;
    /// read and write: parses on the loop's thread; the returned function runs in the transaction.
    std::function<Result<Prepared>(const Request&)> prepare;
    /// slow: parses on the loop's thread; the returned function runs on the slow pool.
    std::function<Result<Run>(const Request&)> prepare_run;
};

/// Handlers (functions, lambdas or std::function with exactly these parameters):
///   Result<Reply> (const Context&, db::Tx&, const Params&)               read
///   Result<Reply> (const Context&, db::Tx&, const Params&, const Body&)  write
///   Result<Reply> (const Context&, const Params&, const Body&)           slow (opens its own
///   transactions)
/// Params and Body are shapes (Nothing when there are none). Params are taken from the path and the
/// query: texts, whole numbers, booleans, identifiers, instants, dates, names, optional ones, and
/// lists separated by commas. A Reply is a shape, or a RawReply (CSV). A Reply with an integer
/// member `revision` gets an ETag.
template <class Params, class Reply>
Endpoint
read(Spec spec,
     std::type_identity_t<std::function<Result<Reply>(const Context&, db::Tx&, const Params&)>>
         handle);
template <class Params, class Body, class Reply>
Endpoint
write(Spec spec,
      std::type_identity_t<
          std::function<Result<Reply>(const Context&, db::Tx&, const Params&, const Body&)>>
          handle);
template <class Params, class Body, class Reply>
Endpoint
slow(Spec spec,
     std::type_identity_t<std::function<Result<Reply>(const Context&, const Params&, const Body&)>>
         handle);
template <class Handle>
Endpoint read(Spec spec, Handle handle);
template <class Handle>
Endpoint write(Spec spec, Handle handle);
template <class Handle>
Endpoint slow(Spec spec, Handle handle);
/// Bytes in or out, or headers of its own (cookies). Runs on the slow pool.
Endpoint raw(Spec spec, std::vector<ParamDescription> params, std::string body_type,
             std::string reply_type, std::size_t content_limit,
             std::function<Result<RawReply>(const Context&)> handle);

/// The revision of If-Match: "7" -> 7; 0 when there is none. Only meaningful on endpoints with
/// if_match.
std::int64_t if_match_revision(const Request& request);

/// "a=1&b=%E5%8D%AB" -> decoded pairs; nullopt when an escape is broken or the text is not UTF-8.
std::optional<Pairs> query_pairs(std::string_view query);
/// Decodes %XX (and + to a space when asked); nullopt when broken or not UTF-8.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space);

/// "GET", "POST" …
std::string_view verb_of(Method method);

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
