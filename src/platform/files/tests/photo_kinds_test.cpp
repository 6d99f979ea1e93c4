// Every kind of picture that phones, cameras and strangers send, as true files: taken upright and
// in right colours, or refused with a reason; the server never falls and stays within its memory.
#include "platform/auth/auth.h"
#include "platform/files/files.h"
#include "platform/files/photo_exit.h"
#include "platform/files/tests/test_heic.h"
#include "platform/files/tests/test_jpeg.h"
#include "platform/files/tests/test_pictures.h"
#include "tests/support/database.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <random>
#include <set>
#include <sys/resource.h>

namespace weicheng::files {
namespace {

using namespace testing;
using weicheng::testing::TemporaryFolder;

class PhotoKinds : public ::testing::Test {
  protected:
    Result<Photo> take_in(const std::string& bytes) {
        return store.take_in(auth::sha256_hex(bytes), bytes);
    }
    std::string outcome(const std::string& bytes) {
        const auto taken = take_in(bytes);
        return taken ? "taken" : taken.refusal().code;
    }
    JpegParts copy_of(const std::string& bytes, Size size) {
        return parts_of(store.read_copy(auth::sha256_hex(bytes), size).value_or(""));
    }
    bool nothing_is_left() {
        for (const auto& entry :
             std::filesystem::recursive_directory_iterator(folder.path() / "photos"))
            if (entry.is_regular_file()) return false;
        return true;
    }

    TemporaryFolder folder;
    Store store{folder.path().string()};
};

/// The hungriest program so far stayed within what a small machine can spare.
void expect_modest_children() {
#if !defined(__SANITIZE_ADDRESS__)
    rusage used{};
    getrusage(RUSAGE_CHILDREN, &used);
    EXPECT_LT(used.ru_maxrss, 700 * 1024);
#endif
}

/// Grey of the coarse view at a place given in sixteenths.
int grey_at(const Photo& photo, int x, int y) {
    return static_cast<unsigned char>(
        photo.print.value().view[static_cast<std::size_t>(y * 16 + x)]);
}
/// The upper left, upper right, lower left and lower right corner.
std::vector<int> corners(const Photo& photo) {
    return {grey_at(photo, 2, 2), grey_at(photo, 13, 2), grey_at(photo, 2, 13),
            grey_at(photo, 13, 13)};
}
void expect_corners(const Photo& photo, const std::vector<int>& wanted) {
    const auto seen = corners(photo);
    for (std::size_t i = 0; i < wanted.size(); ++i)
        EXPECT_NEAR(seen[i], wanted[i], 8) << "corner " << i;
}

/// 160 × 80: dark, grey; light, white.
std::string four_corners(bool progressive = false) {
    return block_jpeg({.width = 160,
                       .height = 80,
                       .colours = 3,
                       .progressive = progressive,
                       .value = [](int column, int row, int colour) {
                           if (colour != 0) return 128;
                           return (row < 5 ? 40 : 160) + (column < 10 ? 0 : 60);
                       }});
}

// ---- upright ----

struct Turned {
    int orientation; // as EXIF says it
    bool on_its_side;
    std::vector<int> corners; // upper left, upper right, lower left, lower right
};
class TurnedPhotos : public PhotoKinds, public ::testing::WithParamInterface<Turned> {};

TEST_P(TurnedPhotos, AreShownUpright_R7_4) {
    const auto jpeg = with_secrets(four_corners(), {.orientation = GetParam().orientation});
    const auto photo = take_in(jpeg);
    ASSERT_TRUE(photo) << photo.refusal().code;
    const bool on_its_side = GetParam().on_its_side;
    EXPECT_EQ(photo->width, on_its_side ? 80 : 160);
    EXPECT_EQ(photo->height, on_its_side ? 160 : 80);
    EXPECT_EQ(copy_of(jpeg, Size::screen).width, photo->width);
    EXPECT_EQ(copy_of(jpeg, Size::screen).height, photo->height);
    expect_corners(*photo, GetParam().corners);
}

INSTANTIATE_TEST_SUITE_P(
    Exif, TurnedPhotos,
    ::testing::Values(Turned{1, false, {40, 100, 160, 220}}, Turned{2, false, {100, 40, 220, 160}},
                      Turned{3, false, {220, 160, 100, 40}}, Turned{4, false, {160, 220, 40, 100}},
                      Turned{5, true, {40, 160, 100, 220}}, Turned{6, true, {160, 40, 220, 100}},
                      Turned{7, true, {220, 100, 160, 40}}, Turned{8, true, {100, 220, 40, 160}}),
    [](const auto& param) { return "Orientation" + std::to_string(param.param.orientation); });

// ---- large, and in every order ----

struct Large {
    const char* name;
    int width, height, colours;
    bool progressive;
};
class LargePhotos : public PhotoKinds, public ::testing::WithParamInterface<Large> {};

TEST_P(LargePhotos, AreTakenWithinTheMemoryOfASmallMachine) {
    const auto& wanted = GetParam();
    const auto jpeg = block_jpeg({.width = wanted.width,
                                  .height = wanted.height,
                                  .colours = wanted.colours,
                                  .progressive = wanted.progressive,
                                  .value = [](int column, int, int) { return column % 200; }});
    const auto photo = take_in(jpeg);
    ASSERT_TRUE(photo) << photo.refusal().code;
    EXPECT_EQ(photo->width, wanted.width);
    EXPECT_EQ(photo->height, wanted.height);
    EXPECT_EQ(copy_of(jpeg, Size::screen).width, 1600);
    EXPECT_EQ(copy_of(jpeg, Size::thumb).width, 256);
    expect_modest_children();
}

INSTANTIATE_TEST_SUITE_P(Jpeg, LargePhotos,
                         ::testing::Values(Large{"Of12Megapixels", 4032, 3024, 3, false},
                                           Large{"Of12MegapixelsProgressive", 4032, 3024, 3, true},
                                           Large{"Of50Megapixels", 8160, 6120, 3, false},
                                           Large{"Of50MegapixelsProgressive", 8160, 6120, 3, true},
                                           Large{"OfInks", 4032, 3024, 4, false}),
                         [](const auto& param) { return param.param.name; });

TEST_F(PhotoKinds, AProgressivePhotoLooksAsTheOrdinaryOne) {
    const auto ordinary = take_in(four_corners()), progressive = take_in(four_corners(true));
    ASSERT_TRUE(ordinary);
    ASSERT_TRUE(progressive);
    expect_corners(*progressive, corners(*ordinary));
}

TEST_F(PhotoKinds, InksBecomeTheColoursTheyPrint) {
    // Left no ink at all, right all black; Adobe writes 255 for no ink.
    const auto photo = take_in(block_jpeg(
        {.width = 160, .height = 80, .colours = 4, .value = [](int column, int, int colour) {
             return column < 10 || colour != 3 ? 255 : 0;
         }}));
    ASSERT_TRUE(photo) << photo.refusal().code;
    EXPECT_GT(grey_at(*photo, 2, 8), 240);
    EXPECT_LT(grey_at(*photo, 13, 8), 60);
}

TEST_F(PhotoKinds, SixteenBitsAColourBecomeEight) {
    const auto photo = take_in(deep_png(160, 80, false));
    ASSERT_TRUE(photo) << photo.refusal().code;
    for (int x = 0; x < 16; ++x)
        EXPECT_NEAR(grey_at(*photo, x, 8), 8 + 16 * x, 6) << x;
}

TEST_F(PhotoKinds, WhatIsClearBecomesWhite) {
    const auto photo = take_in(deep_png(160, 80, true));
    ASSERT_TRUE(photo) << photo.refusal().code;
    EXPECT_LT(grey_at(*photo, 1, 2), 60);
    EXPECT_GT(grey_at(*photo, 1, 13), 240);
}

// ---- HEIC ----

TEST_F(PhotoKinds, AHeicPhotoIsConverted_R7_4) {
    const auto bytes = heic({.columns = 8, .rows = 6, .width = 4032, .height = 3024}); // 12 MP
    const auto photo = take_in(bytes);
    ASSERT_TRUE(photo) << photo.refusal().code;
    EXPECT_EQ(photo->width, 4032);
    EXPECT_EQ(photo->height, 3024);
    EXPECT_EQ(copy_of(bytes, Size::screen).width, 1600);
    EXPECT_EQ(copy_of(bytes, Size::screen).height, 1200);
    EXPECT_EQ(copy_of(bytes, Size::thumb).width, 256);
    EXPECT_EQ(store.read_original(auth::sha256_hex(bytes)), bytes);
}

TEST_F(PhotoKinds, AHeicPhotoOf48MegapixelsIsToo) {
    const auto photo = take_in(heic({.columns = 16, .rows = 12, .width = 8064, .height = 6048}));
    ASSERT_TRUE(photo) << photo.refusal().code;
    EXPECT_EQ(photo->width, 8064);
    expect_modest_children();
}

TEST_F(PhotoKinds, AHeicPhotoShowsItsColoursAndTurns) {
    const auto upright = take_in(heic({}));
    ASSERT_TRUE(upright) << upright.refusal().code;
    expect_corners(*upright, {48, 169, 169, 169});
    const auto turned = take_in(heic({.width = 512, .height = 400, .turned_left = 1}));
    ASSERT_TRUE(turned) << turned.refusal().code;
    EXPECT_EQ(turned->width, 400);
    EXPECT_EQ(turned->height, 512);
    expect_corners(*turned, {169, 169, 48, 169});
}

TEST_F(PhotoKinds, AHeicPhotoTellsTheCheckerWhenAndWhere) {
    const Exif exif{.orientation = 6}; // the turn is in irot; this one is to be ignored
    const auto bytes = heic({.exif = &exif});
    const auto photo = take_in(bytes);
    ASSERT_TRUE(photo) << photo.refusal().code;
    EXPECT_EQ(to_rfc3339(photo->taken_at.value()), "2026-11-20T02:11:12.000Z");
    EXPECT_EQ(photo->taken_where.value(), Point::from_degrees(118.5, 34.12345));
    EXPECT_EQ(photo->camera.value(), "HUAWEI P60 (Pro)");
    expect_corners(*photo, {48, 169, 169, 169});
    const auto shown = store.read_copy(auth::sha256_hex(bytes), Size::screen).value();
    EXPECT_EQ(shown.find("HUAWEI"), shown.npos);
}

// ---- refused ----

struct Refused {
    const char* name;
    std::string bytes;
    const char* code;
};
class RefusedPhotos : public PhotoKinds, public ::testing::WithParamInterface<Refused> {};

TEST_P(RefusedPhotos, AreRefusedWithTheReasonAndLeaveNothing) {
    EXPECT_EQ(outcome(GetParam().bytes), GetParam().code);
    EXPECT_TRUE(nothing_is_left());
}

std::string moving_gif() {
    const std::string frame("\x21\xF9\4\0\x0A\0\0\0,\0\0\0\0\1\0\1\0\0\2\2\x44\1\0", 23);
    return std::string("GIF89a\1\0\1\0\x80\0\0\xFF\xFF\xFF\0\0\0", 19) + frame + frame + ";";
}

INSTANTIATE_TEST_SUITE_P(
    Files, RefusedPhotos,
    ::testing::Values(
        Refused{"Webp", tiny_webp(), "photo.kind_unsupported"},
        Refused{"Avif", tiny_avif(), "photo.kind_unsupported"},
        Refused{"MovingGif", moving_gif(), "photo.kind_unsupported"},
        Refused{"MovingHeic", heic({.brand = "hevc"}), "photo.kind_unsupported"},
        Refused{"PngThatSays400Megapixels", png_bomb(20000, 20000), "photo.too_many_pixels"},
        Refused{"PngThatIs64Megapixels", black_png(8000, 8000), "photo.too_many_pixels"},
        Refused{"JpegThatSays4Gigapixels", jpeg_bomb(65500, 65500), "photo.too_many_pixels"},
        Refused{"HeicThatSays4Gigapixels",
                heic({.columns = 128, .rows = 128, .width = 65500, .height = 65500}),
                "photo.damaged"},
        Refused{"HeicThatSays64Megapixels",
                heic({.columns = 16, .rows = 16, .width = 8000, .height = 8000}),
                "photo.too_many_pixels"}),
    [](const auto& param) { return param.param.name; });

TEST_F(PhotoKinds, ASmallFileOf49MegapixelsIsTakenButHarmsNobody) {
    const auto photo = take_in(black_png(7000, 7000));
    ASSERT_TRUE(photo) << photo.refusal().code;
    EXPECT_FALSE(photo->print.value().hash); // all one tone: nothing to find it again by
}

// ---- broken on the way, or on purpose ----

std::vector<std::string> one_of_each() {
    return {with_secrets(four_corners(), {}), four_corners(true), png(120, 80), heic({}),
            heic({.columns = 2, .rows = 2, .width = 1000, .height = 1000})};
}

TEST_F(PhotoKinds, WhatStopsInTheMiddleIsRefused) {
    for (const auto& whole : one_of_each())
        for (std::size_t tenths = 1; tenths < 10; ++tenths) {
            const auto code = outcome(whole.substr(0, whole.size() * tenths / 10));
            EXPECT_EQ(code, "photo.damaged") << whole.substr(0, 12) << " " << tenths;
        }
    EXPECT_TRUE(nothing_is_left());
}

TEST_F(PhotoKinds, ChangedBytesNeverFellTheServer) {
    const std::set<std::string> answers{"taken", "photo.damaged", "photo.not_a_photo",
                                        "photo.kind_unsupported", "photo.too_many_pixels"};
    std::mt19937 random(20261122);
    for (const auto& whole : one_of_each())
        for (int round = 0; round < 12; ++round) {
            auto changed = whole;
            for (int i = 0; i < 1 + round; ++i)
                changed[random() % changed.size()] = static_cast<char>(random() & 0xFFU);
            EXPECT_TRUE(answers.contains(outcome(changed))) << outcome(changed);
        }
}

} // namespace
} // namespace weicheng::files
