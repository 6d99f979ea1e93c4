#include "platform/http/packing.h"

#include <algorithm>
#include <zlib.h>

namespace weicheng::http {

static constexpr std::size_t worth_it = 4096; // bytes

static bool is_text(std::string_view type) {
    return type.starts_with("text/") || type.find("json") != std::string_view::npos;
}

/// Empty when zlib will not.
static std::string gzipped(const std::string& plain) {
    z_stream stream{};
    constexpr int gzip_window = 15 + 16; // zlib's way to ask for the gzip form
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_window, 8,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        return "";
    std::string packed(deflateBound(&stream, static_cast<uLong>(plain.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const bool whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    packed.resize(whole ? stream.total_out : 0);
    deflateEnd(&stream);
    return packed;
}

void pack(RawReply& reply, const Request& request) {
    if (reply.stream || reply.status != 200 || reply.body.size() < worth_it ||
        !is_text(reply.content_type))
        return;
    const bool packed_already =
        std::any_of(reply.headers.begin(), reply.headers.end(),
                    [](const auto& header) { return header.first == "Content-Encoding"; });
    if (packed_already) return;
    reply.headers.emplace_back("Vary", "Accept-Encoding");
    if (request.header("accept-encoding").find("gzip") == std::string_view::npos) return;
    auto packed = gzipped(reply.body);
    if (packed.empty() || packed.size() >= reply.body.size()) return;
    reply.body = std::move(packed);
    reply.headers.emplace_back("Content-Encoding", "gzip");
}

} // namespace weicheng::http
