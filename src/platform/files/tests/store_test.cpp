#include "platform/files/files.h"

#include "platform/auth/auth.h"
#include "platform/files/photo_exit.h"
#include "platform/files/tests/test_pictures.h"
#include "tests/support/database.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <thread>

namespace weicheng::files {
namespace {

using namespace testing;
using namespace std::string_literals;
using weicheng::testing::TemporaryFolder;

class PhotoStore : public ::testing::Test {
  protected:
    Result<Photo> take_in(const std::string& bytes) {
        return store.take_in(auth::sha256_hex(bytes), bytes);
    }
    std::string refused(const std::string& bytes) {
        const auto taken = take_in(bytes);
        return taken ? "taken" : taken.refusal().code;
    }
    std::string copy(const std::string& bytes, Size size) {
        return store.read_copy(auth::sha256_hex(bytes), size).value_or("");
    }
    int files_in(const std::string& part) {
        int count = 0;
        for (const auto& entry :
             std::filesystem::recursive_directory_iterator(folder.path() / "photos" / part))
            count += entry.is_regular_file() ? 1 : 0;
        return count;
    }

    TemporaryFolder folder;
    Store store{folder.path().string()};
};

/// Nothing but what a decoder needs: no APP1..APP15 (Exif, XMP, ICC …), no comment, no tail.
void expect_only_pixels(const std::string& jpeg) {
    const auto parts = parts_of(jpeg);
    ASSERT_FALSE(parts.markers.empty());
    EXPECT_EQ(parts.markers.front(), 0xD8);
    EXPECT_EQ(parts.markers.back(), 0xD9);
    EXPECT_FALSE(parts.bytes_after_end);
    for (const int marker : parts.markers) {
        EXPECT_FALSE(marker >= 0xE1 && marker <= 0xEF) << "APP" << marker - 0xE0;
        EXPECT_NE(marker, 0xFE) << "a comment";
    }
    for (const auto words : {secret, std::string_view("Exif"), std::string_view("HUAWEI"),
                             std::string_view("2026:11:20"), std::string_view("adobe"),
                             std::string_view("ICC_PROFILE"), std::string_view("GPS")})
        EXPECT_EQ(jpeg.find(words), std::string::npos) << words;
}

// R7.4: the citizen's photo shows the place, never the citizen.
TEST_F(PhotoStore, PublishesNothingButPixels_R7_4) {
    const auto jpeg = with_secrets(store.draw(svg(2400, 1200), 2400), {});
    ASSERT_NE(jpeg.find(secret), std::string::npos);
    ASSERT_TRUE(take_in(jpeg));
    expect_only_pixels(copy(jpeg, Size::screen));
    expect_only_pixels(copy(jpeg, Size::thumb));
    const auto picture = png(120, 80);
    ASSERT_TRUE(take_in(picture));
    expect_only_pixels(copy(picture, Size::screen));
    expect_only_pixels(copy(picture, Size::thumb));
}

TEST_F(PhotoStore, KeepsTheOriginalBytesForTheChecker) {
    const auto jpeg = with_secrets(store.draw(svg(300, 200), 300), {});
    ASSERT_TRUE(take_in(jpeg));
    EXPECT_EQ(store.read_original(auth::sha256_hex(jpeg)), jpeg);
}

TEST_F(PhotoStore, ReadsWhenWhereAndWithWhat) {
    const auto photo = take_in(with_secrets(store.draw(svg(300, 200), 300), {.offset = "+09:00"}));
    ASSERT_TRUE(photo);
    EXPECT_EQ(to_rfc3339(photo->taken_at.value()), "2026-11-20T01:11:12.000Z");
    EXPECT_EQ(photo->taken_where.value(), Point::from_degrees(118.5, 34.12345));
    EXPECT_EQ(photo->camera.value(), "HUAWEI P60 (Pro)");
}

TEST_F(PhotoStore, TakesATimeWithoutOffsetForTheCountysOwn) {
    const auto photo = take_in(with_secrets(store.draw(svg(300, 200), 300), {.place = false}));
    ASSERT_TRUE(photo);
    EXPECT_EQ(to_rfc3339(photo->taken_at.value()), "2026-11-20T02:11:12.000Z");
    EXPECT_FALSE(photo->taken_where);
}

TEST_F(PhotoStore, LeavesOutATimeThatCannotBe) {
    for (const auto* taken : {"2026:13:40 10:11:12", "0000:00:00 00:00:00", "yesterday evening!!",
                              "2026-11-20 10:11:12"})
        EXPECT_FALSE(
            take_in(with_secrets(store.draw(svg(300, 200), 300), {.taken = taken}))->taken_at)
            << taken;
}

TEST_F(PhotoStore, TurnsThePictureUpright) {
    const auto jpeg = with_secrets(store.draw(svg(400, 200), 400), {.orientation = 6});
    const auto photo = take_in(jpeg);
    ASSERT_TRUE(photo);
    EXPECT_EQ(photo->width, 200);
    EXPECT_EQ(photo->height, 400);
    EXPECT_EQ(parts_of(copy(jpeg, Size::screen)).width, 200);
    EXPECT_EQ(parts_of(copy(jpeg, Size::screen)).height, 400);
}

TEST_F(PhotoStore, MakesCopiesOf1600And256PixelsButNeverLarger) {
    const auto large = store.draw(svg(3200, 800), 3200);
    ASSERT_TRUE(take_in(large));
    EXPECT_EQ(parts_of(copy(large, Size::screen)).width, 1600);
    EXPECT_EQ(parts_of(copy(large, Size::screen)).height, 400);
    EXPECT_EQ(parts_of(copy(large, Size::thumb)).width, 256);
    const auto small = store.draw(svg(100, 60), 100);
    ASSERT_TRUE(take_in(small));
    EXPECT_EQ(parts_of(copy(small, Size::screen)).width, 100);
    EXPECT_EQ(parts_of(copy(small, Size::thumb)).width, 100);
}

struct BadPicture {
    const char* name;
    std::string bytes;
    const char* code;
};
class BadPictures : public PhotoStore, public ::testing::WithParamInterface<BadPicture> {};

TEST_P(BadPictures, AreRefusedAndLeaveNothingBehind) {
    EXPECT_EQ(refused(GetParam().bytes), GetParam().code);
    EXPECT_EQ(files_in("."), 0);
}

INSTANTIATE_TEST_SUITE_P(
    Files, BadPictures,
    ::testing::Values(
        BadPicture{"ZeroBytes", "", "photo.not_a_photo"},
        BadPicture{"Words", "this is not a photo", "photo.not_a_photo"},
        BadPicture{"Zip", "PK\x03\x04 and more", "photo.not_a_photo"},
        BadPicture{"OnlyTheStartOfHeic", "\0\0\0\x18"s + "ftypheic" + std::string(40, 'x'),
                   "photo.damaged"},
        BadPicture{"Webp", "RIFF\x24\0\0\0WEBPVP8 "s + std::string(40, 'x'),
                   "photo.kind_unsupported"},
        BadPicture{"Gif", "GIF89a\1\0\1\0\0\0\0;"s, "photo.kind_unsupported"},
        BadPicture{"Tiff", "II*\0\x08\0\0\0"s, "photo.kind_unsupported"},
        BadPicture{"Svg", svg(20, 20), "photo.kind_unsupported"},
        BadPicture{"OnlyTheStartOfJpeg", "\xFF\xD8\xFF\xE0", "photo.damaged"},
        BadPicture{"OnlyTheStartOfPng", "\x89PNG\r\n\x1A\n", "photo.damaged"},
        BadPicture{"Bomb", png_bomb(20000, 20000), "photo.too_many_pixels"},
        BadPicture{"EmptyPng", png_bomb(400, 400), "photo.damaged"},
        BadPicture{"TooManyBytes",
                   "\xFF\xD8\xFF"s + std::string(std::size_t{largest_photo_bytes}, 'x'),
                   "photo.too_large"}),
    [](const auto& param) { return param.param.name; });

TEST_F(PhotoStore, RefusesAPictureThatStopsInTheMiddle) {
    const auto jpeg = store.draw(svg(1000, 800), 1000), flat = png(300, 200);
    EXPECT_EQ(refused(jpeg.substr(0, jpeg.size() / 2)), "photo.damaged");
    EXPECT_EQ(refused(flat.substr(0, flat.size() / 2)), "photo.damaged");
    EXPECT_EQ(files_in("."), 0);
}

TEST_F(PhotoStore, RefusesBytesThatDoNotFitTheirName) {
    const auto jpeg = store.draw(svg(100, 60), 100);
    for (const auto& name : {auth::sha256_hex("other"), "../../../etc/passwd"s, ""s}) {
        const auto taken = store.take_in(name, jpeg);
        ASSERT_FALSE(taken);
        EXPECT_EQ(taken.refusal().code, "photo.digest_differs");
        EXPECT_FALSE(store.read_copy(name, Size::screen));
        EXPECT_FALSE(store.read_original(name));
        EXPECT_FALSE(store.has(name));
    }
}

TEST_F(PhotoStore, TakesTheSamePictureFromManyAtOnce) {
    const auto jpeg = store.draw(svg(600, 400), 600);
    std::vector<std::thread> threads;
    std::atomic<int> taken = 0;
    for (int i = 0; i < 6; ++i)
        threads.emplace_back([&] { taken += take_in(jpeg) ? 1 : 0; });
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(taken, 6);
    EXPECT_TRUE(store.has(auth::sha256_hex(jpeg)));
    EXPECT_EQ(files_in("tmp"), 0);
    EXPECT_EQ(files_in("."), 3);
    store.forget(auth::sha256_hex(jpeg));
    EXPECT_FALSE(store.has(auth::sha256_hex(jpeg)));
    EXPECT_EQ(files_in("."), 0);
}

/// A program of the test's own in the place of weicheng-photo.
std::string script(const TemporaryFolder& folder, const std::string& text) {
    const auto path = folder.path() / "program";
    std::ofstream(path) << "#!/bin/sh\n" << text << "\n";
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    return path.string();
}

TEST_F(PhotoStore, EndsAProgramThatTakesTooLong) {
    Store slow(folder.path().string(), script(folder, "exec sleep 1000"),
               std::chrono::milliseconds(100));
    const auto taken = slow.take_in(auth::sha256_hex("x"), "x");
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.refusal().code, "photo.damaged");
}

TEST_F(PhotoStore, CallsAMissingOrBrokenProgramAFaultOfOurs) {
    Store missing(folder.path().string(), (folder.path() / "nowhere").string());
    EXPECT_THROW((void)missing.take_in(auth::sha256_hex("x"), "x"), db::Fault);
    Store broken(folder.path().string(), script(folder, "exit 3"));
    EXPECT_THROW((void)broken.take_in(auth::sha256_hex("x"), "x"), db::Fault);
    EXPECT_EQ(files_in("tmp"), 0);
}

std::string real_program() {
    return (std::filesystem::read_symlink("/proc/self/exe").parent_path() / "weicheng-photo")
        .string();
}

TEST_F(PhotoStore, ADiskWithoutRoomForTheCopiesIsNotThePicturesFault) {
    const auto picture = store.draw(svg(300, 200), 300);
    for (const char* copies : {"/dev/full \"$3\"", "\"$2\" /dev/full"}) {
        Store full(folder.path().string(),
                   script(folder, "exec " + real_program() + " take " + copies));
        EXPECT_THROW((void)full.take_in(auth::sha256_hex(picture), picture), db::DiskFull)
            << copies;
        EXPECT_FALSE(store.has(auth::sha256_hex(picture)));
    }
    EXPECT_EQ(files_in("tmp"), 0);
    EXPECT_TRUE(take_in(picture)); // there is room again
}

TEST_F(PhotoStore, AProgramThatSomebodyEndsSaysNothingOfThePicture) {
    for (const char* signal : {"TERM", "KILL", "INT", "HUP", "XFSZ"}) {
        Store ended(folder.path().string(),
                    script(folder, std::string("kill -") + signal + " $$; sleep 9"));
        EXPECT_THROW((void)ended.take_in(auth::sha256_hex("x"), "x"), db::Fault) << signal;
    }
    for (const char* signal : {"SEGV", "ABRT", "XCPU", "SYS"}) {
        Store fell(folder.path().string(),
                   script(folder, std::string("kill -") + signal + " $$; sleep 9"));
        const auto taken = fell.take_in(auth::sha256_hex("x"), "x");
        ASSERT_FALSE(taken) << signal;
        EXPECT_EQ(taken.refusal().code, "photo.damaged") << signal;
    }
}

TEST_F(PhotoStore, DrawsOnlySvg) {
    EXPECT_EQ(parts_of(store.draw(svg(100, 50), 640)).width, 640);
    EXPECT_THROW((void)store.draw(png(20, 20), 640), db::Fault);
}

} // namespace
} // namespace weicheng::files
