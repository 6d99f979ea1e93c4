// Copies of a picture are found again, other pictures are not.
#include "platform/files/prints.h"

#include "platform/auth/auth.h"
#include "platform/facts/facts.h"
#include "platform/files/files.h"
// The same pixels as the program sees, without its decoders.
#include "platform/files/photo_program/print.cpp" // NOLINT
#include "platform/jobs/jobs.h"
#include "platform/module.h"
#include "tests/support/database.h"

#include <gtest/gtest.h>
#include <random>

namespace weicheng::files {
namespace {

using namespace std::chrono_literals;
using namespace weicheng::testing;

constexpr int width = 256, height = 192;

/// A scene of soft blobs, different for each seed.
struct Scene {
    explicit Scene(unsigned seed) {
        std::mt19937 random(seed);
        const auto share = [&] { return double(random() % 1000) / 1000; };
        for (auto& blob : blobs)
            blob = {share(),       share(),       0.05 + share() / 4,
                    240 * share(), 240 * share(), 240 * share()};
    }
    struct Blob {
        double x, y, size, red, green, blue;
    };
    std::array<Blob, 12> blobs{};
};

struct Shown {
    double left = 0, top = 0, zoom = 1; // what part of the scene is on the picture
    double gain = 1, lift = 0;          // brightness
    int noise = 0;
};

Print print_of_scene(unsigned seed, const Shown& shown = {}) {
    const Scene scene(seed);
    std::mt19937 random(7);
    std::vector<std::uint8_t> rgb;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const double sx = shown.left + shown.zoom * x / width;
            const double sy = shown.top + shown.zoom * y / height;
            double colours[3] = {128, 128, 128};
            for (const auto& blob : scene.blobs) {
                const double far = std::hypot(sx - blob.x, sy - blob.y) / blob.size;
                const double weight = std::exp(-far * far);
                colours[0] += weight * (blob.red - colours[0]);
                colours[1] += weight * (blob.green - colours[1]);
                colours[2] += weight * (blob.blue - colours[2]);
            }
            const int grain = shown.noise ? int(random() % unsigned(shown.noise)) : 0;
            for (const double colour : colours)
                rgb.push_back(static_cast<std::uint8_t>(
                    std::clamp(colour * shown.gain + shown.lift + grain, 0.0, 255.0)));
        }
    const photo::Pixels pixels{width, height, rgb.data()};
    const auto view = photo::view_of(pixels);
    return {photo::perceptual_hash(pixels), std::string(view.begin(), view.end())};
}

struct Variant {
    const char* name;
    Shown shown;
    bool copy; // found as a near copy at 4 bits
};
class Variants : public ::testing::TestWithParam<Variant> {};

TEST_P(Variants, OfAPictureAreCopiesOrNot) {
    int copies = 0;
    for (unsigned seed = 1; seed <= 20; ++seed)
        copies += is_near_copy(print_of_scene(seed), print_of_scene(seed, GetParam().shown), 4);
    if (GetParam().copy)
        EXPECT_GE(copies, 18);
    else
        EXPECT_LE(copies, 2);
}

INSTANTIATE_TEST_SUITE_P(
    Prints, Variants,
    ::testing::Values(Variant{"TheSame", {}, true}, Variant{"Grainy", {.noise = 12}, true},
                      Variant{"Brighter", {.gain = 1.05, .lift = 6}, true},
                      Variant{"Darker", {.gain = 0.92}, true},
                      Variant{"CutByOnePercent", {.left = .01, .top = .01, .zoom = .98}, true},
                      Variant{"HalfOfIt", {.left = .25, .top = .25, .zoom = .5}, false},
                      Variant{"MovedByAThird", {.left = .33}, false}),
    [](const auto& param) { return param.param.name; });

TEST(Prints, OfDifferentScenesAreNeverCopies) {
    for (unsigned a = 1; a <= 30; ++a)
        for (unsigned b = 1; b < a; ++b)
            EXPECT_FALSE(is_near_copy(print_of_scene(a), print_of_scene(b), most_near_bits));
}

TEST(Prints, SeeTheSameViewFromAStepAside) {
    const auto here = print_of_scene(3), aside = print_of_scene(3, {.left = .08, .gain = .9});
    EXPECT_EQ(likeness(here, here).still_percent, 100);
    EXPECT_GT(likeness(here, aside).shifted_percent, likeness(here, aside).still_percent);
    EXPECT_GT(likeness(here, aside).shifted_percent, 90);
    EXPECT_LT(likeness(here, print_of_scene(4)).still_percent, 60);
}

TEST(Prints, OfAWallInOneToneHaveNoHash) {
    const std::vector<std::uint8_t> wall(3 * 32 * 32, 200);
    EXPECT_FALSE(photo::perceptual_hash({32, 32, wall.data()}));
    EXPECT_EQ(likeness({{}, std::string(384, 'x')}, {{}, std::string(384, 'x')}).still_percent, 0);
}

TEST(Prints, AreReadFromWhatTheProgramPrints) {
    const std::string view(768, 'a');
    EXPECT_EQ(print_of("00000000000000ff", view)->hash, 0xFFU);
    EXPECT_FALSE(print_of("", view)->hash);
    for (const auto* bad : {"0", "zz000000000000ff", "00000000000000f"})
        EXPECT_FALSE(print_of(bad, view)) << bad;
    EXPECT_FALSE(print_of("", view.substr(2)));
}

class NearCopies : public OnBothStores {
  protected:
    void SetUp() override {
        OnBothStores::SetUp();
        if (IsSkipped()) return;
        auto all = auth::make_module({}).migrations;
        for (const auto& more :
             {facts::migrations(), jobs::migrations(), make_module({}).migrations})
            all.insert(all.end(), more.begin(), more.end());
        database = std::make_unique<TestDatabase>(dialect(), all);
        for (auto* each : {&county, &other})
            *each = (*database)->write([&](db::Tx& tx) {
                const bool first = each == &county;
                return auth::create_county(
                    tx, {{}, first ? "340100" : "340200", "青峰县", "", first}, now);
            });
    }
    void put(CountyId where, const std::string& name, const Print& print) {
        Photo photo;
        photo.sha256 = name;
        photo.print = print;
        (*database)->write([&](db::Tx& tx) { remember(tx, where, photo, now); });
    }
    std::vector<NearPhoto> near(const std::string& name, const Print& print, int bits) {
        return (*database)->read(
            [&](db::Tx& tx) { return near_copies(tx, county, name, print, bits); });
    }

    Instant now = *instant_from_rfc3339("2026-11-22T01:31:00Z");
    std::unique_ptr<TestDatabase> database;
    CountyId county, other;
};
RUN_ON_BOTH_STORES(NearCopies);

// The worst that can befall: the turned bits lie evenly over the four quarters of the hash.
TEST_P(NearCopies, AreFoundWhicheverBitsDiffer) {
    const auto print = print_of_scene(1);
    std::mt19937 random(1);
    for (int bits = 0; bits <= most_near_bits; ++bits)
        for (int round = 0; round < 4; ++round) {
            auto changed = print;
            for (int i = 0; i < bits; ++i)
                *changed.hash ^= std::uint64_t{1}
                                 << (16 * (i % 4) + 4 * (i / 4) + int(random() % 4));
            put(county, std::to_string(bits) + "/" + std::to_string(round), changed);
        }
    for (int bits = 0; bits <= most_near_bits; ++bits) {
        const auto found = near("", print, bits);
        EXPECT_EQ(found.size(), std::size_t(4 * (bits + 1)));
        for (std::size_t i = 1; i < found.size(); ++i)
            EXPECT_LE(found[i - 1].bits, found[i].bits);
    }
}

TEST_P(NearCopies, AreOtherPicturesOfTheSameCountyThatLookAlike) {
    const auto print = print_of_scene(1);
    put(county, "itself", print);
    put(county, "copy", print_of_scene(1, {.noise = 6}));
    put(county, "other scene", print_of_scene(2));
    put(other, "elsewhere", print);
    auto same_hash_only = print_of_scene(2);
    same_hash_only.hash = print.hash;
    put(county, "same hash by chance", same_hash_only);
    const auto found = near("itself", print, 4);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].sha256, "copy");
    auto wall = print;
    wall.hash.reset();
    EXPECT_TRUE(near("itself", wall, 4).empty());
}

} // namespace
} // namespace weicheng::files
