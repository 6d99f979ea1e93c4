// Decoding and encoding with libvips. Every failure is an Ending: the exit code and a word for the
// person at the terminal.
#pragma once

#include "platform/files/photo_exit.h"
#include "platform/files/photo_program/metadata.h"
#include "platform/files/photo_program/print.h"

#include <string>
#include <string_view>

namespace weicheng::photo {

struct Ending {
    files::PhotoExit code;
    std::string words;
};

struct Copies {
    Metadata metadata;
    std::string screen; // JPEG, 1600 px at the most
    std::string thumb;  // JPEG, 256 px at the most
    Print print;        // of the thumb
};

/// Starts libvips: one thread of work, no cache, only the loaders named may ever run.
void start_vips(bool drawings);
/// JPEG, PNG or HEIC bytes -> upright sRGB copies with nothing but pixels. Throws Ending.
Copies copies_of(std::string_view bytes);
/// The print of a small copy made earlier. Throws Ending.
Print print_of(std::string_view thumb);
/// An SVG drawing of ours -> JPEG bytes of that width. Throws Ending.
std::string drawn(std::string_view svg, int width);

} // namespace weicheng::photo
