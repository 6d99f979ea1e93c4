// The web inside the binary: the desk under /admin, the citizen's pages under /p. Used by the
// front.
#pragma once

#include "platform/embedded.h"
#include "platform/http/endpoint.h"

#include <map>
#include <optional>
#include <string>

namespace weicheng::http {

class Pages {
  public:
    /// `files`: "admin/index.html", "admin/assets/x-1a2b.js", and beside a file its packed copies
    /// "….gz" and "….br". The bytes live as long as the program.
    explicit Pages(const std::vector<EmbeddedFile>& files);
    /// The reply to GET `path`; nullopt when there is no such page.
    std::optional<RawReply> find(const Request& request) const;

  private:
    struct File {
        std::string_view plain, gzip, brotli;
        std::string etag;
        std::string content_type;
        bool immutable = false; // its name holds a digest of its content
        bool html = false;
    };
    const File* file_at(std::string_view path) const;
    static RawReply reply_with(const File& file, const Request& request);

    std::map<std::string, File, std::less<>> files_;
};

/// What every page may load and who may frame it.
extern const char* const page_policy;

} // namespace weicheng::http
