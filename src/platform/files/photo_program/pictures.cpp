#include "platform/files/photo_program/pictures.h"

#include <cstdlib>
#include <memory>
#include <vips/vips.h>

namespace weicheng::photo {

using files::PhotoExit;

namespace {
struct ImageEnd {
    void operator()(VipsImage* image) const { g_object_unref(image); }
};
using Image = std::unique_ptr<VipsImage, ImageEnd>;

[[noreturn]] void end_with_vips_words(PhotoExit code) {
    std::string words = vips_error_buffer();
    vips_error_clear();
    throw Ending{code, words};
}

enum class Kind { jpeg, png, heic, other_picture, no_picture };

/// A still picture of the HEIF family, as phones write it: one of the brands of ISO/IEC 23008-12 in
/// the file's first box. What codec is inside is seen when the header is open.
bool is_heif(std::string_view bytes) {
    using namespace std::string_view_literals;
    if (bytes.size() < 16 || bytes.substr(4, 4) != "ftyp"sv) return false;
    for (const auto brand : {"heic"sv, "heix"sv, "heim"sv, "heis"sv, "mif1"sv})
        if (bytes.substr(8, 4) == brand) return true;
    return false;
}

/// By the first bytes; the name and the stated type of a stranger's file say nothing.
Kind kind_of(std::string_view bytes) {
    using namespace std::string_view_literals;
    if (bytes.starts_with("\xFF\xD8\xFF"sv)) return Kind::jpeg;
    if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) return Kind::png;
    if (is_heif(bytes)) return Kind::heic;
    const auto box = bytes.substr(0, 12);
    if (box.size() == 12 && (box.substr(4, 4) == "ftyp"sv || box.substr(4, 4) == "JXL "sv))
        return Kind::other_picture; // AVIF, a film, JPEG XL
    if (box.starts_with("RIFF"sv) && box.ends_with("WEBP"sv)) return Kind::other_picture;
    for (const auto start : {"GIF8"sv, "II*\0"sv, "MM\0*"sv, "BM"sv, "8BPS"sv, "\xFF\x0A"sv})
        if (bytes.starts_with(start)) return Kind::other_picture;
    if (bytes.substr(0, 1024).find("<svg"sv) != bytes.npos) return Kind::other_picture;
    return Kind::no_picture;
}

using Loader = int (*)(void* bytes, size_t size, VipsImage** picture, ...);

Loader loader_of(Kind kind) {
    if (kind == Kind::jpeg) return vips_jpegload_buffer;
    return kind == Kind::png ? vips_pngload_buffer : vips_heifload_buffer;
}

Image open_header(std::string_view bytes, Kind kind) {
    VipsImage* header = nullptr;
    if (loader_of(kind)(const_cast<char*>(bytes.data()), bytes.size(), &header, "access",
                        VIPS_ACCESS_SEQUENTIAL, nullptr) != 0)
        end_with_vips_words(PhotoExit::photo_damaged);
    return Image(header);
}

/// A profile, or inks. Without either the numbers are sRGB already, and a way through a profile and
/// back would darken the shadows.
bool has_own_colours(VipsImage* header) {
    return vips_image_get_typeof(header, VIPS_META_ICC_NAME) != 0 ||
           vips_image_get_interpretation(header) == VIPS_INTERPRETATION_CMYK;
}

/// HEVC, as phones write; the other codecs of the family belong to the web, and each would be one
/// more decoder within a stranger's reach.
void refuse_other_codecs(VipsImage* header) {
    const char* codec = nullptr;
    if (vips_image_get_string(header, "heif-compression", &codec) != 0 ||
        std::string_view(codec) != "hevc")
        throw Ending{PhotoExit::photo_kind_unsupported, "a HEIF file without HEVC"};
}

/// Eight bits, red green blue, white where the picture was clear.
Image plain_colours(Image image) {
    VipsImage* next = nullptr;
    if (vips_image_hasalpha(image.get()) != 0) {
        const double white[] = {255};
        VipsArrayDouble* background = vips_array_double_new(white, 1);
        const int flat = vips_flatten(image.get(), &next, "background", background, nullptr);
        vips_area_unref(VIPS_AREA(background));
        if (flat != 0) end_with_vips_words(PhotoExit::photo_damaged);
        image.reset(next);
    }
    if (vips_image_get_interpretation(image.get()) != VIPS_INTERPRETATION_sRGB) {
        if (vips_colourspace(image.get(), &next, VIPS_INTERPRETATION_sRGB, nullptr) != 0)
            end_with_vips_words(PhotoExit::photo_damaged);
        image.reset(next);
    }
    if (vips_cast_uchar(image.get(), &next, nullptr) != 0)
        end_with_vips_words(PhotoExit::photo_damaged);
    image.reset(next);
    // Decodes here, so that what is broken is found before anything is written.
    next = vips_image_copy_memory(image.get());
    if (next == nullptr) end_with_vips_words(PhotoExit::photo_damaged);
    return Image(next);
}

std::string jpeg_of(VipsImage* image, int quality) {
    void* bytes = nullptr;
    std::size_t size = 0;
    if (vips_jpegsave_buffer(image, &bytes, &size, "Q", quality, "strip", TRUE, "optimize_coding",
                             TRUE, nullptr) != 0)
        end_with_vips_words(PhotoExit::photo_own_failure);
    std::string jpeg(static_cast<const char*>(bytes), size);
    g_free(bytes);
    return jpeg;
}

/// What the small copy looks like, as it lies on the disk: read back from its JPEG bytes, so that
/// the print is the same whenever it is taken.
Print print_of_jpeg(std::string_view jpeg) {
    const Image opened = open_header(jpeg, Kind::jpeg);
    VipsImage* coloured = nullptr;
    if (vips_colourspace(opened.get(), &coloured, VIPS_INTERPRETATION_sRGB, nullptr) != 0)
        end_with_vips_words(PhotoExit::photo_own_failure);
    const Image image(coloured);
    std::size_t size = 0;
    void* pixels = vips_image_write_to_memory(image.get(), &size);
    if (pixels == nullptr) end_with_vips_words(PhotoExit::photo_damaged);
    const Pixels picture{vips_image_get_width(image.get()), vips_image_get_height(image.get()),
                         static_cast<const std::uint8_t*>(pixels)};
    if (size != std::size_t{3} * static_cast<std::size_t>(picture.width) *
                    static_cast<std::size_t>(picture.height))
        throw Ending{PhotoExit::photo_own_failure, "a small copy is not of three colours"};
    Print print{perceptual_hash(picture), view_of(picture)};
    g_free(pixels);
    return print;
}

constexpr int screen_px = 1600, screen_quality = 82;
constexpr int thumb_px = 256, thumb_quality = 75;
} // namespace

void start_vips(bool drawings) {
    setenv("VIPS_WARNING", "off", 1); // a stranger's picture must not write into our log
    setenv("VIPS_NOVECTOR", "1", 1);  // its vectors are machine code written as it runs
    if (VIPS_INIT("weicheng-photo") != 0) end_with_vips_words(PhotoExit::photo_own_failure);
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    if (!drawings) vips_block_untrusted_set(TRUE);
    vips_operation_block_set("VipsForeignLoad", TRUE);
    if (drawings) {
        vips_operation_block_set("VipsForeignLoadSvg", FALSE);
    } else {
        vips_operation_block_set("VipsForeignLoadJpeg", FALSE);
        vips_operation_block_set("VipsForeignLoadPng", FALSE);
        vips_operation_block_set("VipsForeignLoadHeif", FALSE);
    }
}

Copies copies_of(std::string_view bytes) {
    const Kind kind = kind_of(bytes);
    if (kind == Kind::no_picture) throw Ending{PhotoExit::photo_not_a_photo, "not a picture"};
    if (kind == Kind::other_picture)
        throw Ending{PhotoExit::photo_kind_unsupported, "neither JPEG, PNG nor HEIC"};
    Copies copies;
    bool tells_its_colours = false;
    {
        const Image header = open_header(bytes, kind);
        copies.metadata = metadata_of(header.get());
        const auto pixels = static_cast<long>(vips_image_get_width(header.get())) *
                            vips_image_get_height(header.get());
        tells_its_colours = has_own_colours(header.get());
        if (kind == Kind::heic) refuse_other_codecs(header.get());
        if (pixels > files::largest_photo_pixels)
            throw Ending{PhotoExit::photo_too_many_pixels, std::to_string(pixels) + " pixels"};
    }
    VipsImage* reduced = nullptr;
    const char* into_profile = tells_its_colours ? "export_profile" : nullptr; // ends the list
    if (vips_thumbnail_buffer(const_cast<char*>(bytes.data()), bytes.size(), &reduced, screen_px,
                              "height", screen_px, "size", VIPS_SIZE_DOWN, "option_string",
                              "[fail_on=error]", into_profile, "srgb", nullptr) != 0)
        end_with_vips_words(PhotoExit::photo_damaged);
    const Image screen = plain_colours(Image(reduced));
    VipsImage* small = nullptr;
    if (vips_thumbnail_image(screen.get(), &small, thumb_px, "height", thumb_px, "size",
                             VIPS_SIZE_DOWN, "no_rotate", TRUE, nullptr) != 0)
        end_with_vips_words(PhotoExit::photo_own_failure);
    const Image thumb(small);
    copies.screen = jpeg_of(screen.get(), screen_quality);
    copies.thumb = jpeg_of(thumb.get(), thumb_quality);
    copies.print = print_of_jpeg(copies.thumb);
    return copies;
}

Print print_of(std::string_view thumb) {
    if (kind_of(thumb) != Kind::jpeg) throw Ending{PhotoExit::photo_not_a_photo, "no small copy"};
    return print_of_jpeg(thumb);
}

std::string drawn(std::string_view svg, int width) {
    VipsImage* reduced = nullptr;
    if (vips_thumbnail_buffer(const_cast<char*>(svg.data()), svg.size(), &reduced, width, "height",
                              10 * width, nullptr) != 0)
        end_with_vips_words(PhotoExit::photo_damaged);
    const Image image = plain_colours(Image(reduced));
    return jpeg_of(image.get(), 85);
}

} // namespace weicheng::photo
