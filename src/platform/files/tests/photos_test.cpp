#include "platform/files/photos.h"

#include "platform/auth/auth.h"
#include "platform/auth/tests/call_endpoint.h"
#include "platform/facts/facts.h"
#include "platform/files/tests/test_pictures.h"
#include "tests/support/database.h"

#include <gtest/gtest.h>

namespace weicheng::files {
namespace {

using namespace std::chrono_literals;
using namespace weicheng::testing;

std::vector<db::Migration> migrations_of(const Services& services) {
    auto all = auth::make_module(services).migrations;
    for (const auto& more :
         {facts::migrations(), jobs::migrations(), make_module(services).migrations})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

const db::Query jobs_of_kind{"test.jobs_of_kind",
                             "SELECT id FROM jobs WHERE county_id = $1 AND kind = $2"};

class PhotoBlobs : public OnBothStores {
  protected:
    void SetUp() override {
        OnBothStores::SetUp();
        if (IsSkipped()) return;
        database = std::make_unique<TestDatabase>(dialect(), migrations_of({}));
        services.database = &**database;
        services.clock = &clock;
        services.files = &store;
        services.secrets = &secrets;
        module = make_module(services);
        county = (*database)->write([&](db::Tx& tx) {
            return auth::create_county(tx, {{}, "340100", "青峰县", "", true}, now);
        });
    }

    Result<http::RawReply> put(const std::string& sha256, const std::string& bytes,
                               const std::string& type = "image/jpeg") {
        http::Request request;
        request.body = bytes;
        request.path_params["sha256"] = sha256;
        request.headers["content-type"] = type;
        return call_endpoint(module, "create_blob", {**database, now, {.county = county}},
                             std::move(request));
    }
    Result<http::RawReply> put(const std::string& bytes) {
        return put(auth::sha256_hex(bytes), bytes);
    }
    /// GET of a signed address.
    Result<http::RawReply> get(const std::string& address) {
        const std::string path = address.substr(0, address.find('?'));
        const auto parts = split(path, '/'); // "", api, v1, photos, sha256, size
        http::Request request;
        request.path_params["sha256"] = parts[4];
        request.path_params["size"] = parts[5];
        request.query_params = http::query_pairs(address.substr(path.size() + 1)).value();
        return call_endpoint(module, "get_photo", {**database, now}, std::move(request));
    }
    std::string picture(int width) { return store.draw(testing::svg(width, 80), width); }
    /// Everything due, as the server's worker would do it.
    void run_jobs() {
        jobs::Worker worker(**database, clock, module.jobs);
        clock.set(now);
        worker.run_due(now);
    }
    bool known(const std::string& sha256) {
        return (*database)->read([&](db::Tx& tx) { return find(tx, county, sha256).has_value(); });
    }

    Instant now = *instant_from_rfc3339("2026-11-22T01:31:00Z"); // 09:31 in the county
    Clock clock;
    TemporaryFolder folder;
    Store store{folder.path().string()};
    auth::Secrets secrets{folder.path().string()};
    std::unique_ptr<TestDatabase> database;
    Services services;
    Module module;
    CountyId county;
};
RUN_ON_BOTH_STORES(PhotoBlobs);

// R7.4: a photo sent twice over a weak network is one photo.
TEST_P(PhotoBlobs, ArePutOnceAndThenKnown_R7_4) {
    const auto jpeg = testing::with_secrets(picture(100), {});
    const auto first = put(jpeg);
    ASSERT_TRUE(first) << first.refusal().code;
    EXPECT_EQ(first->status, 201);
    EXPECT_EQ(member(*first, "sha256"), "\"" + auth::sha256_hex(jpeg) + "\"");
    EXPECT_EQ(member(*first, "width"), "100");
    EXPECT_EQ(member(*first, "height"), "80");
    EXPECT_EQ(member(*first, "bytes"), std::to_string(jpeg.size()));
    EXPECT_EQ(member(*first, "taken_at"), "\"2026-11-20T02:11:12.000Z\"");
    const auto second = put(jpeg);
    ASSERT_TRUE(second);
    EXPECT_EQ(second->status, 200);
    EXPECT_EQ(second->body, first->body);
}

TEST_P(PhotoBlobs, RememberWhatTheCameraSaidForTheChecker) {
    const auto jpeg = testing::with_secrets(picture(100), {});
    ASSERT_TRUE(put(jpeg));
    const auto photo =
        (*database)->read([&](db::Tx& tx) { return find(tx, county, auth::sha256_hex(jpeg)); });
    ASSERT_TRUE(photo);
    EXPECT_EQ(photo->taken_where.value(), Point::from_degrees(118.5, 34.12345));
    EXPECT_EQ(photo->camera.value(), "HUAWEI P60 (Pro)");
}

TEST_P(PhotoBlobs, RememberWhatTheyLookLike) {
    const auto jpeg = picture(100);
    ASSERT_TRUE(put(jpeg));
    const auto sha256 = auth::sha256_hex(jpeg);
    const auto photo = (*database)->read([&](db::Tx& tx) { return find(tx, county, sha256); });
    ASSERT_TRUE(photo && photo->print && photo->print->hash);
    EXPECT_EQ(photo->print, store.prints_of({sha256}).front()); // the same whenever it is taken
}

TEST_P(PhotoBlobs, FromBeforePrintsAreLookedAtByAJob) {
    const auto seen = picture(100), lost = picture(120);
    for (const auto& jpeg : {seen, lost}) {
        auto photo = store.take_in(auth::sha256_hex(jpeg), jpeg);
        ASSERT_TRUE(photo);
        photo->print.reset();
        (*database)->write([&](db::Tx& tx) { remember(tx, county, *photo, now); });
    }
    store.forget(auth::sha256_hex(lost));
    const auto print_of = [&](const std::string& jpeg) {
        return (*database)->read(
            [&](db::Tx& tx) { return find(tx, county, auth::sha256_hex(jpeg))->print; });
    };
    (*database)->write([&](db::Tx& tx) { jobs::enqueue(tx, county, print_job, "{}", now); });
    run_jobs();
    EXPECT_FALSE(print_of(seen));
    store.print_maker().wait();
    now += 1min;
    run_jobs();
    EXPECT_TRUE(print_of(seen));
    EXPECT_FALSE(print_of(lost));
    now += 1min;
    run_jobs(); // nothing is missing any more: the job does not come again
    EXPECT_TRUE(store.print_maker().finished().empty());
    const auto waiting = (*database)->read([&](db::Tx& tx) {
        return tx.rows(jobs_of_kind, {county, print_job}, [](const db::Row&) { return 1; });
    });
    EXPECT_TRUE(waiting.empty());
}

TEST_P(PhotoBlobs, AreTakenInAgainWhenTheirFilesAreGone) {
    const auto jpeg = picture(100);
    ASSERT_TRUE(put(jpeg));
    store.forget(auth::sha256_hex(jpeg));
    ASSERT_TRUE(put(jpeg));
    EXPECT_TRUE(store.has(auth::sha256_hex(jpeg)));
}

TEST_P(PhotoBlobs, AreRefusedWithTheReason) {
    const auto jpeg = picture(100);
    EXPECT_EQ(code_of(put(auth::sha256_hex("other"), jpeg)), "photo.digest_differs");
    EXPECT_EQ(code_of(put("../../secrets.key", jpeg)), "photo.digest_differs");
    EXPECT_EQ(code_of(put(auth::sha256_hex(jpeg), jpeg, "image/webp")), "photo.kind_unsupported");
    EXPECT_EQ(code_of(put("not a photo")), "photo.not_a_photo");
    EXPECT_EQ(code_of(put("")), "photo.not_a_photo");
    EXPECT_FALSE(known(auth::sha256_hex("not a photo")));
    county = {};
    EXPECT_EQ(code_of(put(jpeg)), "set_up.needed");
}

TEST_P(PhotoBlobs, AreShownByAddressesThatHoldUntilTheEndOfTomorrow) {
    const auto jpeg = picture(300);
    ASSERT_TRUE(put(jpeg));
    const auto sha256 = auth::sha256_hex(jpeg);
    const auto screen = address(secrets, sha256, Size::screen, now);
    const auto thumb = address(secrets, sha256, Size::thumb, now);
    EXPECT_EQ(screen, address(secrets, sha256, Size::screen, now + 14h)); // the same all day
    EXPECT_NE(screen, address(secrets, sha256, Size::screen, now + 15h)); // past midnight there
    const auto shown = get(screen);
    ASSERT_TRUE(shown) << shown.refusal().code;
    EXPECT_EQ(shown->content_type, "image/jpeg");
    EXPECT_EQ(shown->body, store.read_copy(sha256, Size::screen));
    ASSERT_TRUE(get(thumb));
    EXPECT_EQ(get(thumb)->body, store.read_copy(sha256, Size::thumb));
    now = *instant_from_rfc3339("2026-11-23T15:59:59Z");
    EXPECT_TRUE(get(screen));
    now += 1s;
    EXPECT_EQ(code_of(get(screen)), "photo.address_lapsed");
}

TEST_P(PhotoBlobs, AreNotShownByAddressesWeDidNotSign) {
    const auto jpeg = picture(300);
    ASSERT_TRUE(put(jpeg));
    const auto good = address(secrets, auth::sha256_hex(jpeg), Size::thumb, now);
    const auto changed = [&](const std::string& from, const std::string& to) {
        auto text = good;
        return text.replace(text.find(from), from.size(), to);
    };
    for (const auto& bad :
         {changed("/256?", "/1600?"), changed("/256?", "/orig?"), changed("until=", "until=9"),
          changed("sign=", "sign=0"), changed("&sign=", "&other="), changed("until=", "since=")})
        EXPECT_EQ(code_of(get(bad)), "photo.address_lapsed") << bad;
    EXPECT_EQ(code_of(get(address(secrets, auth::sha256_hex("gone"), Size::thumb, now))),
              "photo.unknown");
}

TEST_P(PhotoBlobs, ThatNobodyUsedAreSweptTheNextNightsButKeptOnesStay) {
    const auto used = picture(100), unused = picture(120);
    ASSERT_TRUE(put(used));
    ASSERT_TRUE(put(unused));
    (*database)->write([&](db::Tx& tx) { keep(tx, county, auth::sha256_hex(used)); });
    now = *instant_from_rfc3339("2026-11-22T19:00:01Z"); // three in the night: not yet a day old
    run_jobs();
    EXPECT_TRUE(known(auth::sha256_hex(unused)));
    const auto fresh = picture(140);
    ASSERT_TRUE(put(fresh));
    now += 24h; // the sweep asked for itself
    run_jobs();
    EXPECT_FALSE(known(auth::sha256_hex(unused)));
    EXPECT_FALSE(store.has(auth::sha256_hex(unused)));
    EXPECT_TRUE(known(auth::sha256_hex(used)));
    EXPECT_TRUE(store.has(auth::sha256_hex(used)));
    EXPECT_TRUE(known(auth::sha256_hex(fresh)));
}

TEST_P(PhotoBlobs, PutAgainBeginTheirDayAnew) {
    const auto jpeg = picture(100);
    ASSERT_TRUE(put(jpeg));
    now += 20h;
    ASSERT_TRUE(put(jpeg));
    now = *instant_from_rfc3339("2026-11-23T19:00:01Z");
    run_jobs();
    EXPECT_TRUE(known(auth::sha256_hex(jpeg)));
}

TEST_P(PhotoBlobs, OfAnotherCountyKeepTheirFiles) {
    const auto jpeg = picture(100);
    ASSERT_TRUE(put(jpeg));
    const auto sha256 = auth::sha256_hex(jpeg);
    (*database)->write([&](db::Tx& tx) {
        const auto other = auth::create_county(tx, {{}, "340200", "临江县", "", true}, now);
        remember(tx, other, *find(tx, county, sha256), now);
        keep(tx, other, sha256);
    });
    now += 72h;
    run_jobs();
    EXPECT_FALSE(known(sha256));
    EXPECT_TRUE(store.has(sha256));
}

} // namespace
} // namespace weicheng::files
