#include "platform/log/log.h"

#include "foundation/time.h"
#include "platform/http/json.h"

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <mutex>

namespace weicheng::log {

static std::mutex opening;
static std::shared_ptr<spdlog::logger> current; // replaced by open() only
static std::atomic<Level> least{Level::warning};

static std::shared_ptr<spdlog::logger> make(const std::string& file) {
    std::shared_ptr<spdlog::logger> made;
    if (file.empty())
        made = std::make_shared<spdlog::logger>("weicheng",
                                                std::make_shared<spdlog::sinks::stderr_sink_mt>());
    else
        made = std::make_shared<spdlog::logger>(
            "weicheng", std::make_shared<spdlog::sinks::basic_file_sink_mt>(file));
    made->set_pattern("%v");
    made->set_level(spdlog::level::trace);
    made->flush_on(spdlog::level::trace);
    return made;
}

static std::shared_ptr<spdlog::logger> logger() {
    std::lock_guard lock(opening);
    if (!current) current = make("");
    return current;
}

void open(const std::string& file, Level level) {
    auto made = make(file);
    std::lock_guard lock(opening);
    current = std::move(made);
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
    logger()->log(spdlog::level::info, "{}", line.text());
}

} // namespace weicheng::log
