#include "platform/embedded.h"

#include <cstdint>

namespace {
struct Entry {
    const char* path;
    const char* bytes;
    std::uint64_t size;
};
} // namespace

extern "C" {
extern const Entry embedded_source[];
extern const Entry embedded_demo[];
extern const Entry embedded_web[];
}

namespace weicheng {

static const Entry* entries_of(Embedded set) {
    switch (set) {
    case Embedded::source: return embedded_source;
    case Embedded::demo: return embedded_demo;
    case Embedded::web: return embedded_web;
    }
    return nullptr;
}

std::vector<EmbeddedFile> embedded_files(Embedded set, std::string_view prefix) {
    std::vector<EmbeddedFile> found;
    for (const Entry* entry = entries_of(set); entry->path != nullptr; ++entry)
        if (std::string_view(entry->path).starts_with(prefix))
            found.push_back({entry->path, {entry->bytes, entry->size}});
    return found;
}

std::optional<std::string_view> embedded_file(Embedded set, std::string_view path) {
    for (const Entry* entry = entries_of(set); entry->path != nullptr; ++entry)
        if (entry->path == path) return std::string_view{entry->bytes, entry->size};
    return std::nullopt;
}

std::vector<db::Migration> embedded_migrations(std::string_view folder) {
    std::vector<db::Migration> found;
    const std::string prefix = std::string(folder) + "/migrations/";
    for (const auto& file : embedded_files(Embedded::source, prefix)) {
        auto name = file.path.substr(prefix.size());
        name.remove_suffix(std::string_view(".sql").size());
        found.push_back({std::string(name), std::string(file.bytes)});
    }
    return found;
}

} // namespace weicheng
