#include "tests/story/story_town.h"

#include "platform/auth/auth.h"
#include "platform/files/files.h"

namespace weicheng::story {

const std::string& drawn_jpeg() {
    static const std::string bytes = [] {
        const testing::TemporaryFolder folder;
        files::Store store(folder.path().string());
        return store.draw(R"(<svg xmlns="http://www.w3.org/2000/svg" width="320" height="240">)"
                          R"(<rect width="320" height="240" fill="#9ab"/>)"
                          R"(<circle cx="160" cy="150" r="60" fill="#742"/></svg>)",
                          320);
    }();
    return bytes;
}

std::string jpeg_named(const std::string& name) {
    auto bytes = drawn_jpeg();
    const auto length = name.size() + 2;
    const char mark[] = {'\xff', '\xfe', static_cast<char>(length / 256),
                         static_cast<char>(length % 256)};
    bytes.insert(2, std::string(mark, sizeof mark) + name);
    return bytes;
}

Town::Town(db::Dialect dialect, testing::TestServer::Tweak tweak)
    : server(dialect, std::move(tweak)) {
    server.house().clock().set(now);
    county = testing::build_small_county(server.house().database(), now);
}

Visitor Town::as(const std::string& login) {
    struct Opened {
        std::string token, csrf;
    };
    const auto opened = server.house().database().write([&](db::Tx& tx) {
        auto token =
            auth::open_session(tx, county.id, county.accounts.at(login), now, {.own = true});
        auto csrf = auth::session(tx, token, now)->csrf_token;
        return Opened{std::move(token), std::move(csrf)};
    });
    auto visitor = server.visitor();
    visitor.use_session(opened.token, opened.csrf);
    return visitor;
}

std::string Town::upload(Visitor& by, const std::string& name) {
    const auto bytes = jpeg_named(name);
    auto digest = auth::sha256_hex(bytes);
    const auto answer = by.put_bytes("/api/v1/blobs/" + digest, bytes, "image/jpeg");
    EXPECT_EQ(answer.status, 201) << answer.body;
    return digest;
}

std::string citizen_report(const std::string& kind, const std::string& photo,
                           const std::string& more) {
    return R"({"kind":")" + kind +
           R"(","words":"门口一大堆","place":{"point":{"lon":118.005,"lat":35.005},"words":"西街口"},)"
           R"("photos":[")" +
           photo + R"("])" + more + "}";
}

std::string patrol_report(const std::string& kind, const std::string& photo) {
    return R"({"kind":")" + kind +
           R"(","summary":"巡查发现","place":{"point":{"lon":118.005,"lat":35.005},"words":"西街口"},)"
           R"("source":"patrol","before_photos":[")" +
           photo + R"("],"after_photos":[]})";
}

Answer act(Visitor& by, const std::string& id, const std::string& noun, const std::string& body) {
    const auto seen = by.get("/api/v1/cases/" + id);
    EXPECT_EQ(seen.status, 200) << seen.body;
    EXPECT_EQ(seen.header("etag"), "\"" + seen.at("/revision") + "\"");
    return by.command("/api/v1/cases/" + id + "/" + noun, body, seen.at("/revision"));
}

} // namespace weicheng::story
