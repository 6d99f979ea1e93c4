// Runs one endpoint of a module on a test database, without a server: from the request's texts to
// the reply's text. For tests only.
#pragma once

#include "platform/http/endpoint.h"

#include <gtest/gtest.h>

namespace weicheng::testing {

struct Call {
    http::Pairs path = {};
    http::Pairs query = {};
    std::string body = {};
    http::Pairs headers = {};
    Locale locale = Locale::zh;
};

/// The endpoints of one module, called as one caller.
class Endpoints {
  public:
    Endpoints(std::vector<http::Endpoint> endpoints, db::Database& database, Caller caller,
              Instant now)
        : endpoints_(std::move(endpoints)), database_(database), caller_(std::move(caller)),
          now_(now) {}

    Result<http::RawReply> operator()(std::string_view operation_id, const Call& call = {}) const {
        const auto& endpoint = named(operation_id);
        http::Request request;
        request.path_params = call.path;
        request.query_params = call.query;
        request.body = call.body;
        request.headers = call.headers;
        const http::Context context{caller_, now_, call.locale, request, database_};
        if (endpoint.work == http::Work::slow) {
            const auto run = endpoint.prepare_run(request);
            if (!run) return run.refusal();
            return (*run)(context);
        }
        const auto prepared = endpoint.prepare(request);
        if (!prepared) return prepared.refusal();
        const auto answer = [&](db::Tx& tx) { return (*prepared)(context, tx); };
        const auto printer =
            endpoint.work == http::Work::read ? database_.read(answer) : database_.write(answer);
        if (!printer) return printer.refusal();
        return (*printer)();
    }

    /// The reply's text, or the refusal's code with the paths of its fields.
    std::string text(std::string_view operation_id, const Call& call = {}) const {
        const auto reply = (*this)(operation_id, call);
        if (reply) return reply->body;
        std::string words = reply.refusal().code;
        for (const auto& error : reply.refusal().errors)
            words += " " + error.path;
        return words;
    }

  private:
    const http::Endpoint& named(std::string_view operation_id) const {
        for (const auto& endpoint : endpoints_)
            if (endpoint.spec.operation_id == operation_id) return endpoint;
        throw Bug("no endpoint " + std::string(operation_id));
    }

    std::vector<http::Endpoint> endpoints_;
    db::Database& database_;
    Caller caller_;
    Instant now_;
};

} // namespace weicheng::testing
