// weicheng-photo: decodes strangers' pictures in a process of its own.
//   weicheng-photo take [--from FILE] SCREEN.jpg THUMB.jpg   a picture (or standard input) -> two
//                                                           copies; one line of JSON about it
//   weicheng-photo print THUMB.jpg…                          a line of JSON for each small copy
//   weicheng-photo draw WIDTH                               our own SVG on standard input -> JPEG
// Exit codes: platform/files/photo_exit.h.
#include "platform/files/photo_program/confine.h"
#include "platform/files/photo_program/pictures.h"

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>
#include <vector>

namespace weicheng::photo {
namespace {

using files::PhotoExit;

/// Everything readable from a file; throws when it is more than a photo may weigh.
std::string read_all(int file) {
    std::string bytes;
    std::vector<char> piece(1 << 16);
    for (;;) {
        const ssize_t got = read(file, piece.data(), piece.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) throw Ending{PhotoExit::photo_own_failure, "cannot read"};
        if (got == 0) return bytes;
        bytes.append(piece.data(), static_cast<std::size_t>(got));
        if (bytes.size() > static_cast<std::size_t>(files::largest_photo_bytes))
            throw Ending{PhotoExit::photo_too_large, "more than 12 MiB"};
    }
}

PhotoExit exit_of(int trouble) {
    const bool no_room = trouble == ENOSPC || trouble == EDQUOT;
    return no_room ? PhotoExit::photo_disk_full : PhotoExit::photo_own_failure;
}

void write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t put = write(file, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) throw Ending{exit_of(put < 0 ? errno : 0), "cannot write"};
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
}

int create(const char* path) {
    const int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0640);
    if (file < 0) throw Ending{exit_of(errno), std::string("cannot make ") + path};
    return file;
}

void take(const char* from, const char* screen_path, const char* thumb_path) {
    const int picture = from != nullptr ? open(from, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
    if (picture < 0) throw Ending{PhotoExit::photo_own_failure, std::string("cannot open ") + from};
    const int screen = create(screen_path), thumb = create(thumb_path);
    start_vips(false);
    close_the_doors();
    const Copies copies = copies_of(read_all(picture));
    write_all(screen, copies.screen);
    write_all(thumb, copies.thumb);
    write_all(STDOUT_FILENO,
              "{" + members_of(copies.metadata) + "," + members_of(copies.print) + "}\n");
}

/// Small copies made earlier, for pictures taken in before prints existed: a line for each, "{}"
/// where there is nothing to see.
void print(const std::vector<std::string>& thumb_paths) {
    std::vector<int> thumbs;
    for (const auto& path : thumb_paths)
        thumbs.push_back(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    start_vips(false);
    close_the_doors();
    for (const int thumb : thumbs) {
        std::string members;
        try {
            if (thumb >= 0) members = members_of(print_of(read_all(thumb)));
        } catch (const Ending&) {
            members.clear();
        }
        write_all(STDOUT_FILENO, "{" + members + "}\n");
    }
}

void draw(std::string_view width_text) {
    int width = 0;
    const auto end = width_text.data() + width_text.size();
    const auto read = std::from_chars(width_text.data(), end, width);
    if (read.ec != std::errc{} || read.ptr != end || width < 16 || width > 4000)
        throw Ending{PhotoExit::photo_own_failure, "a width is 16 to 4000"};
    start_vips(true);
    write_all(STDOUT_FILENO, drawn(read_all(STDIN_FILENO), width));
}

int run(const std::vector<std::string>& words) {
    try {
        limit_resources();
        if (words.size() == 3 && words[0] == "take")
            take(nullptr, words[1].c_str(), words[2].c_str());
        else if (words.size() == 5 && words[0] == "take" && words[1] == "--from")
            take(words[2].c_str(), words[3].c_str(), words[4].c_str());
        else if (words.size() > 1 && words[0] == "print")
            print({words.begin() + 1, words.end()});
        else if (words.size() == 2 && words[0] == "draw")
            draw(words[1]);
        else
            throw Ending{
                PhotoExit::photo_own_failure,
                "use: weicheng-photo take [--from FILE] SCREEN.jpg THUMB.jpg | print THUMB.jpg… | "
                "draw WIDTH"};
        return PhotoExit::photo_done;
    } catch (const Ending& ending) {
        std::fprintf(stderr, "weicheng-photo: %s\n", ending.words.c_str());
        return ending.code;
    } catch (const std::exception& trouble) {
        std::fprintf(stderr, "weicheng-photo: %s\n", trouble.what());
        return PhotoExit::photo_own_failure;
    }
}

} // namespace
} // namespace weicheng::photo

int main(int count, char** words) {
    const int code = weicheng::photo::run({words + 1, words + count});
    std::fflush(nullptr);
    _exit(code); // the libraries' own tidying up would open files
}
