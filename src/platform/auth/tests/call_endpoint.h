// Calls one endpoint of a module without a server: parse, run, print. Doors and keys are the
// front's and not tried here. For tests only.
#pragma once

#include "platform/auth/auth.h"
#include "platform/http/endpoint.h"
#include "platform/module.h"

#include <gtest/gtest.h>

namespace weicheng::testing {

inline const http::Endpoint& endpoint_named(const Module& module, std::string_view operation_id) {
    for (const auto& endpoint : module.endpoints)
        if (endpoint.spec.operation_id == operation_id) return endpoint;
    throw Bug("no such endpoint");
}

struct Asker {
    db::Database& database;
    Instant now;
    Caller caller = {};
    Locale locale = Locale::zh;
};

inline Result<http::RawReply> call_endpoint(const Module& module, std::string_view operation_id,
                                            const Asker& asker, http::Request request) {
    const auto& endpoint = endpoint_named(module, operation_id);
    const http::Context context{asker.caller, asker.now, asker.locale, request, asker.database};
    if (endpoint.work == http::Work::slow) {
        auto run = endpoint.prepare_run(request);
        if (!run) return run.refusal();
        return (*run)(context);
    }
    auto prepared = endpoint.prepare(request);
    if (!prepared) return prepared.refusal();
    auto answer = endpoint.work == http::Work::write
                      ? asker.database.write([&](db::Tx& tx) { return (*prepared)(context, tx); })
                      : asker.database.read([&](db::Tx& tx) { return (*prepared)(context, tx); });
    if (!answer) return answer.refusal();
    return (*answer)();
}

inline const jobs::Handler& job_named(const Module& module, std::string_view kind) {
    for (const auto& handler : module.jobs)
        if (handler.kind == kind) return handler;
    throw Bug("no such job");
}

/// The code of a refusal, or "done".
template <class T>
std::string code_of(const Result<T>& result) {
    return result ? "done" : result.refusal().code;
}

/// The value of a member of the reply's JSON object, as JSON text.
inline std::string member(const http::RawReply& reply, std::string_view name) {
    const auto document = http::Document::parse(reply.body);
    if (!document) return "not JSON";
    const auto found = document->root().member(name);
    return found ? found->print() : "absent";
}

/// The token in a reply's Set-Cookie.
inline std::string cookie_of(const http::RawReply& reply) {
    const std::string start = std::string(auth::session_cookie) + "=";
    for (const auto& [name, value] : reply.headers)
        if (name == "Set-Cookie" && value.starts_with(start))
            return value.substr(start.size(), value.find(';') - start.size());
    return {};
}

} // namespace weicheng::testing
