#include "platform/log/log.h"

#include "foundation/time.h"
#include "platform/http/json.h"

#include <atomic>
#include <cstdio>
#include <memory>
#include <mutex>
#include <stdexcept>

namespace weicheng::log {

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

static std::mutex writing;
static File file{nullptr, &std::fclose}; // stderr while there is none
static std::atomic<Level> least{Level::warning};

void open(const std::string& path, Level level) {
    File opened{path.empty() ? nullptr : std::fopen(path.c_str(), "ae"), &std::fclose};
    if (!path.empty() && !opened) throw std::runtime_error("the log cannot be opened: " + path);
    std::lock_guard lock(writing);
    file = std::move(opened);
    least = level;
}

Level level() {
    return least;
}

static const char* name(Level level) {
    switch (level) {
    case Level::debug: return "debug";
    case Level::info: return "info";
    case Level::warning: return "warning";
    case Level::error: return "error";
    }
    return "";
}

void write(Level level, std::string_view what, std::initializer_list<Field> fields) {
    if (level < least.load(std::memory_order_relaxed)) return;
    const auto now =
        std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    http::JsonObject line;
    line.add("at", to_rfc3339(now)).add("level", name(level)).add("what", what);
    for (const auto& field : fields) {
        if (field.is_number())
            line.add(field.name(), field.number());
        else
            line.add(field.name(), field.text());
    }
    const auto text = line.text() + '\n';
    std::lock_guard lock(writing);
    auto* to = file ? file.get() : stderr;
    std::fwrite(text.data(), 1, text.size(), to);
    std::fflush(to);
}

} // namespace weicheng::log
