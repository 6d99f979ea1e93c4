// The description of endpoints, the router, and mistakes of authors that are told at the start.
#include "platform/http/openapi.h"
#include "platform/http/router.h"
#include "platform/http/tests/little_server.h"

#include <gtest/gtest.h>

namespace weicheng::http::testing {
namespace {

Spec spec(Method method, const char* path, const char* operation) {
    return {.method = method,
            .path = path,
            .operation_id = operation,
            .words = "A test.",
            .door = Door::open};
}

struct ById {
    CountyId id;
    std::optional<int> limit;
};
SHAPE(ById, id, (limit, between(1, 200)));

namespace elsewhere {
struct Kept {
    std::string other;
};
SHAPE(Kept, other); // a name that is taken
} // namespace elsewhere

Result<Kept> show(const Context&, db::Tx&, const ById&) {
    return Kept{};
}
Result<elsewhere::Kept> show_other(const Context&, db::Tx&, const Nothing&) {
    return elsewhere::Kept{};
}
Result<Kept> add(const Context&, db::Tx&, const Nothing&, const Note&) {
    return Kept{};
}

Contract described() {
    return {.version = "1.2.3",
            .members = {{"id", "Which one."},
                        {"limit", "How many."},
                        {"revision", "Goes up with every change."},
                        {"stars", "From 0 to 5."},
                        {"words", "What it says."}}};
}

std::string complaint_about(const std::vector<Endpoint>& endpoints, const Contract& contract) {
    try {
        openapi(endpoints, contract);
        return "";
    } catch (const Bug& bug) {
        return bug.what();
    }
}

TEST(OpenApi, DescribesParametersShapesDoorsAndRows) {
    auto adding = spec(Method::post, "/kept", "add_kept");
    adding.door = Door::power;
    adding.power = "kept.add";
    adding.keyed = true;
    adding.success = 201;
    adding.row = "R2.1";
    weicheng::testing::Answer document;
    document.body =
        openapi({write(adding, add), read(spec(Method::get, "/kept/{id}", "show_kept"), show)},
                described());
    EXPECT_EQ(document.at("/openapi"), "3.1.0");
    EXPECT_EQ(document.at("/info/version"), "1.2.3");
    const auto parsed = Document::parse(document.body);
    ASSERT_TRUE(parsed);
    const auto paths = parsed->root().member("paths");
    const auto post = paths->member("/kept")->member("post");
    EXPECT_EQ(post->member("operationId")->text(), "add_kept");
    EXPECT_EQ(post->member("x-power")->text(), "kept.add");
    EXPECT_EQ(post->member("x-requirement")->text(), "R2.1");
    EXPECT_EQ(post->member("parameters")->size(), 2U); // the key and the CSRF token
    EXPECT_TRUE(post->member("responses")->member("201"));
    const auto get = paths->member("/kept/{id}")->member("get");
    EXPECT_EQ(get->member("security")->size(), 0U);
    EXPECT_EQ(get->member("parameters")->at(0).member("in")->text(), "path");
    EXPECT_TRUE(document.has("/components/schemas/Note/properties/words"));
    EXPECT_TRUE(document.has("/components/schemas/Problem"));
}

TEST(OpenApi, RefusesTwoShapesWithOneName) {
    const auto complaint = complaint_about(
        {read(spec(Method::get, "/a", "a"), show_other), write(spec(Method::post, "/b", "b"), add)},
        described());
    EXPECT_NE(complaint.find("called Kept"), std::string::npos) << complaint;
}

TEST(OpenApi, RefusesWhatHasNoWordsAndWordsOfNothing) {
    auto endpoint = read(spec(Method::get, "/kept/{id}", "show_kept"), show);
    endpoint.spec.words = "";
    endpoint.noun = "keeping";
    auto contract = described();
    contract.members.erase("limit");
    contract.members.erase("revision");
    contract.nouns["keeping"] = "";
    const auto complaint = complaint_about({endpoint}, contract);
    for (const auto* part : {"limit of show_kept", "revision of Kept", "show_kept: give it words",
                             "module keeping", "stars: nothing needs"})
        EXPECT_NE(complaint.find(part), std::string::npos) << part << "\n" << complaint;
}

TEST(Router, FindsFixedNamesBeforeParameters) {
    auto count = spec(Method::get, "/kept/counts", "count_kept");
    const std::vector<Endpoint> endpoints{read(count, show_other),
                                          read(spec(Method::get, "/kept/{id}", "show_kept"), show)};
    const Router router(endpoints);
    EXPECT_EQ(router.find("GET", "/kept/counts").endpoint, &endpoints[0]);
    const auto found = router.find("GET", "/kept/a%2Fb");
    EXPECT_EQ(found.endpoint, &endpoints[1]);
    EXPECT_EQ(found.params.at("id"), "a/b");
    EXPECT_EQ(router.find("PUT", "/kept/7").allow, "GET, HEAD");
    EXPECT_EQ(router.find("GET", "/kept/").endpoint, nullptr);
    EXPECT_EQ(router.find("GET", "/kept/%zz").endpoint, nullptr);
    EXPECT_EQ(router.find("GET", "/kept/7/more").endpoint, nullptr);
}

TEST(Router, RefusesEndpointsThatCollide) {
    const auto at = [](const char* path, const char* operation) {
        return read(spec(Method::get, path, operation), show_other);
    };
    EXPECT_THROW(Router({at("/a", "one"), at("/a", "two")}), Bug);
    EXPECT_THROW(Router({at("/a", "one"), at("/b", "one")}), Bug);
}

TEST(Endpoints, RefuseAuthorsWhoContradictThemselves) {
    auto powerless = spec(Method::get, "/a", "a");
    powerless.door = Door::power;
    EXPECT_THROW(read(powerless, show_other), Bug);
    auto keyed_read = spec(Method::get, "/a", "a");
    keyed_read.keyed = true;
    EXPECT_THROW(read(keyed_read, show_other), Bug);
    EXPECT_THROW(read(spec(Method::get, "/a/{other}", "a"), show), Bug);
    EXPECT_THROW(write(spec(Method::get, "/a", "a"), add), Bug);
    EXPECT_THROW(read(spec(Method::get, "a", "a"), show_other), Bug);
}

} // namespace
} // namespace weicheng::http::testing
