#include "app/system_endpoints.h"

#include "app/version.h"
#include "platform/auth/auth.h"
#include "platform/facts/live.h"
#include "platform/log/log.h"

namespace weicheng::app {

using http::Context;
using http::Door;
using http::Endpoint;
using http::Method;
using http::RawReply;

static Endpoint health() {
    return http::raw({.method = Method::get,
                      .path = "/healthz",
                      .operation_id = "get_health",
                      .words = "Whether the server and its database answer; 503 when they do not.",
                      .door = Door::open},
                     {}, "", "application/json", 0, [](const Context& context) -> Result<RawReply> {
                         RawReply reply;
                         bool alive = true;
                         try {
                             context.database.read(
                                 [](db::Tx& tx) { return auth::any_account(tx); });
                         } catch (const db::Fault& told) {
                             alive = false;
                             log::error("server.database_fails", {{"trouble", told.what()}});
                         }
                         reply.status = alive ? 200 : 503;
                         reply.body = http::JsonObject()
                                          .add("status", alive ? "ok" : "failing")
                                          .add("database", alive ? "ok" : "failing")
                                          .add("version", version)
                                          .text();
                         return reply;
                     });
}

static bool is_this_machine(const std::string& peer) {
    return peer == "::1" || peer.starts_with("127.");
}

static Endpoint metrics(std::function<std::string()> text, bool open) {
    return http::raw({.method = Method::get,
                      .path = "/metrics",
                      .operation_id = "get_metrics",
                      .words = "Counts and times as Prometheus text; only on the server itself "
                               "unless configured.",
                      .door = Door::open},
                     {}, "", "text/plain", 0,
                     [text = std::move(text), open](const Context& context) -> Result<RawReply> {
                         if (!open && !is_this_machine(context.request.peer))
                             return Refusal{"server.local_only"};
                         return RawReply{.content_type = "text/plain; version=0.0.4; charset=utf-8",
                                         .body = text()};
                     });
}

static Endpoint description(std::function<std::string()> text) {
    return http::raw(
        {.method = Method::get,
         .path = "/api/v1/openapi.json",
         .operation_id = "get_openapi",
         .words = "This description.",
         .door = Door::open},
        {}, "", "application/json", 0,
        [text = std::move(text)](const Context&) -> Result<RawReply> {
            return RawReply{.body = text(), .headers = {{"Cache-Control", "no-cache"}}};
        });
}

std::vector<Endpoint> system_endpoints(SystemParts parts) {
    std::vector<Endpoint> endpoints{health(), metrics(std::move(parts.metrics), parts.open_metrics),
                                    description(std::move(parts.openapi)),
                                    facts::live_endpoint(std::move(parts.events))};
    for (auto& endpoint : endpoints)
        endpoint.noun = "system";
    return endpoints;
}

} // namespace weicheng::app
