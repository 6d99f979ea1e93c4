#include "platform/http/pages.h"

#include <array>

namespace weicheng::http {

const char* const page_policy =
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    "font-src 'self' data:; worker-src 'self' blob:; connect-src 'self'; script-src 'self'; "
    "frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

static std::string content_type_of(std::string_view path) {
    struct Kind {
        std::string_view ending, type;
    };
    static constexpr std::array kinds{
        Kind{".html", "text/html; charset=utf-8"},
        Kind{".js", "text/javascript; charset=utf-8"},
        Kind{".mjs", "text/javascript; charset=utf-8"},
        Kind{".css", "text/css; charset=utf-8"},
        Kind{".svg", "image/svg+xml"},
        Kind{".png", "image/png"},
        Kind{".jpg", "image/jpeg"},
        Kind{".webp", "image/webp"},
        Kind{".ico", "image/x-icon"},
        Kind{".woff2", "font/woff2"},
        Kind{".woff", "font/woff"},
        Kind{".json", "application/json"},
        Kind{".webmanifest", "application/manifest+json"},
        Kind{".txt", "text/plain; charset=utf-8"},
    };
    for (const auto& kind : kinds)
        if (path.ends_with(kind.ending)) return std::string(kind.type);
    return "application/octet-stream";
}

/// FNV-1a: tells versions of one file apart, nothing more.
static std::string etag_of(std::string_view bytes) {
    std::uint64_t digest = 14695981039346656037ULL;
    for (const char c : bytes)
        digest = (digest ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return "\"" + std::to_string(digest) + "\"";
}

Pages::Pages(const std::vector<EmbeddedFile>& files) {
    for (const auto& file : files) {
        if (file.path.ends_with(".gz") || file.path.ends_with(".br")) continue;
        auto& kept = files_[std::string(file.path)];
        kept.plain = file.bytes;
        kept.etag = etag_of(file.bytes);
        kept.content_type = content_type_of(file.path);
        kept.immutable = file.path.find("/assets/") != std::string_view::npos;
        kept.html = file.path.ends_with(".html");
    }
    for (const auto& file : files) {
        if (!file.path.ends_with(".gz") && !file.path.ends_with(".br")) continue;
        const auto plain = files_.find(file.path.substr(0, file.path.size() - 3));
        if (plain == files_.end()) continue;
        (file.path.ends_with(".gz") ? plain->second.gzip : plain->second.brotli) = file.bytes;
    }
}

/// The file of that address; an address of the application itself (no dot in its last part) is
/// answered with the application's index.html.
const Pages::File* Pages::file_at(std::string_view path) const {
    for (const std::string_view entry : {"admin", "p"}) {
        if (!path.substr(1).starts_with(entry) || path[1 + entry.size()] != '/') continue;
        if (const auto found = files_.find(path.substr(1)); found != files_.end())
            return &found->second;
        if (path.substr(path.rfind('/')).find('.') != std::string_view::npos) return nullptr;
        const auto index = files_.find(std::string(entry) + "/index.html");
        return index == files_.end() ? nullptr : &index->second;
    }
    return nullptr;
}

static RawReply redirect(const std::string& to) {
    RawReply reply;
    reply.status = 302;
    reply.content_type.clear();
    reply.headers = {{"Location", to}, {"Cache-Control", "no-cache"}};
    return reply;
}

RawReply Pages::reply_with(const File& file, const Request& request) {
    RawReply reply;
    reply.content_type = file.content_type;
    reply.headers = {
        {"ETag", file.etag},
        {"Vary", "Accept-Encoding"},
        {"Cache-Control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache"},
        {"Content-Security-Policy", page_policy},
        {"X-Frame-Options", "DENY"},
    };
    if (request.header("if-none-match").find(file.etag) != std::string_view::npos) {
        reply.status = 304;
        reply.content_type.clear();
        return reply;
    }
    const auto accepted = request.header("accept-encoding");
    reply.lasting_body = file.plain;
    if (!file.brotli.empty() && accepted.find("br") != std::string_view::npos) {
        reply.lasting_body = file.brotli;
        reply.headers.emplace_back("Content-Encoding", "br");
    } else if (!file.gzip.empty() && accepted.find("gzip") != std::string_view::npos) {
        reply.lasting_body = file.gzip;
        reply.headers.emplace_back("Content-Encoding", "gzip");
    }
    return reply;
}

std::optional<RawReply> Pages::find(const Request& request) const {
    if (request.path == "/" || request.path == "/admin") return redirect("/admin/");
    if (request.path == "/p") return redirect("/p/");
    if (request.path.find('\0') != std::string::npos) return std::nullopt;
    const auto* file = file_at(request.path);
    if (file == nullptr) return std::nullopt;
    return reply_with(*file, request);
}

} // namespace weicheng::http
