// A county with an account on a fresh database, for the tests of auth.
#pragma once

#include "platform/auth/auth.h"
#include "platform/auth/tests/call_endpoint.h"
#include "platform/facts/facts.h"
#include "tests/support/database.h"

namespace weicheng::auth {

class AuthWorld : public testing::OnBothStores {
  protected:
    static constexpr const char* password = "spring rain on slate";

    void SetUp() override {
        OnBothStores::SetUp();
        if (IsSkipped()) return;
        services.secrets = &secrets;
        module = make_module(services);
        auto migrations = module.migrations;
        for (const auto& more : facts::migrations())
            migrations.push_back(more);
        database = std::make_unique<testing::TestDatabase>(dialect(), migrations);
    }

    /// The county and an account named "office".
    void settle() {
        static const std::string hash = hash_password(password); // slow, so once
        (*database)->write([&](db::Tx& tx) {
            county = create_county(tx, {{}, "340100", "青峰县", "0000-12345", true}, now);
            account = *create_account(tx, {county, "office", hash, "林若溪", PersonId{7}}, now);
        });
    }

    /// What the app would hand over.
    void hook(const Hooks& hooks) { (*database)->links().set(hooks); }

    template <class Work>
    auto write(Work work) {
        return (*database)->write(work);
    }
    template <class Work>
    auto read(Work work) {
        return (*database)->read(work);
    }
    std::optional<SignedIn> session_of(const std::string& token) {
        return read([&](db::Tx& tx) { return session(tx, token, now); });
    }
    std::vector<facts::RecordedFact> all_facts() {
        if (dialect() == db::Dialect::postgres) write([](db::Tx& tx) { facts::sequence(tx); });
        return read([&](db::Tx& tx) { return facts::since(tx, county, 0, 1000); });
    }
    /// How often a fact of that kind was recorded about that account.
    int count_facts(std::string_view kind, AccountId about) {
        int count = 0;
        for (const auto& recorded : all_facts())
            count += recorded.fact.kind == kind && recorded.fact.subject == about.value ? 1 : 0;
        return count;
    }

    Result<http::RawReply> call(std::string_view operation_id, const std::string& body,
                                const std::string& token = {}) {
        http::Request request;
        request.body = body;
        return send(operation_id, std::move(request), token);
    }
    Result<http::RawReply> call_with_id(std::string_view operation_id, const std::string& id,
                                        const std::string& token) {
        http::Request request;
        request.path_params["id"] = id;
        return send(operation_id, std::move(request), token);
    }
    Result<http::RawReply> send(std::string_view operation_id, http::Request request,
                                const std::string& token) {
        request.peer = "10.0.0.9";
        request.headers["user-agent"] = "Firefox/152";
        if (!token.empty()) request.headers["cookie"] = std::string(session_cookie) + "=" + token;
        testing::Asker asker{**database, now, {.county = county}};
        if (const auto found = session_of(token)) asker.caller = found->caller;
        return testing::call_endpoint(module, operation_id, asker, std::move(request));
    }
    Result<http::RawReply> sign_in(const std::string& login, const std::string& secret) {
        return call("sign_in",
                    http::JsonObject().add("login", login).add("password", secret).text());
    }
    std::string sign_in_code(const std::string& login, const std::string& secret) {
        return testing::code_of(sign_in(login, secret));
    }

    Instant now = *instant_from_rfc3339("2026-11-22T01:31:00Z");
    testing::TemporaryFolder folder;
    Secrets secrets{folder.path().string()};
    Services services;
    Module module;
    std::unique_ptr<testing::TestDatabase> database;
    CountyId county;
    AccountId account;
};

} // namespace weicheng::auth
