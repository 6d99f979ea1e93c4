// Refusals as RFC 9457 problem+json in the reader's language. Used by the front and the
// connections.
#pragma once

#include "foundation/caller.h"
#include "foundation/refusal.h"
#include "platform/http/endpoint.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace weicheng::http {

/// The words of everything the platform's HTTP refuses.
std::vector<RefusalWords> refusals();

/// All registered words; built once at the start.
class Wordbook {
  public:
    /// Bug when a code is registered twice or has empty words.
    explicit Wordbook(const std::vector<RefusalWords>& words);
    /// Bug when the code has no words.
    const RefusalWords& of(const std::string& code) const;
    bool knows(const std::string& code) const { return words_.contains(code); }

  private:
    std::unordered_map<std::string, RefusalWords> words_;
};

/// The refusal as a reply. A parameter `retry_after_seconds` also becomes the header Retry-After,
/// `allow` the header Allow.
RawReply problem(const Wordbook& words, const Refusal& refusal, Locale locale,
                 const std::string& request_id);

/// "zh-CN,zh;q=0.9" -> zh; the first language we speak in order of preference, else `otherwise`.
Locale locale_of(std::string_view accept_language, Locale otherwise);

} // namespace weicheng::http
