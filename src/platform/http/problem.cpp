#include "platform/http/problem.h"

#include <algorithm>

namespace weicheng::http {

Wordbook::Wordbook(const std::vector<RefusalWords>& words) {
    for (const auto& entry : words) {
        if (!*entry.zh || !*entry.en) throw Bug(std::string("no words for ") + entry.code);
        if (!words_.emplace(entry.code, entry).second)
            throw Bug(std::string("registered twice: the words of ") + entry.code);
    }
}

const RefusalWords& Wordbook::of(const std::string& code) const {
    const auto found = words_.find(code);
    if (found == words_.end()) throw Bug("a refusal without words: " + code);
    return found->second;
}

/// What happened, without why and what to do.
static std::string title_of(std::string_view words) {
    auto end = words.size();
    for (const std::string_view mark : {"；", "。", "; ", ". ", "，"})
        end = std::min(end, words.find(mark));
    auto title = words.substr(0, end);
    if (title.ends_with('.')) title.remove_suffix(1);
    return std::string(title);
}

static std::string words_in(const RefusalWords& words, Locale locale,
                            const std::vector<WordParam>& params) {
    return fill(locale == Locale::zh ? words.zh : words.en, params);
}

static std::string errors_json(const Wordbook& words, const std::vector<FieldError>& errors,
                               Locale locale) {
    std::string list = "[";
    for (const auto& error : errors) {
        if (list.size() > 1) list += ',';
        list += JsonObject()
                    .add("path", error.path)
                    .add("code", error.code)
                    .add("detail", words_in(words.of(error.code), locale, error.params))
                    .text();
    }
    return list + "]";
}

RawReply problem(const Wordbook& words, const Refusal& refusal, Locale locale,
                 const std::string& request_id) {
    const auto& known = words.of(refusal.code);
    check(known.status >= 400, "a refusal's words carry an HTTP status");
    const auto detail = words_in(known, locale, refusal.params);
    RawReply reply;
    reply.status = known.status;
    reply.content_type = "application/problem+json";
    JsonObject body;
    body.add("type", "about:blank")
        .add("title", title_of(detail))
        .add("status", known.status)
        .add("code", refusal.code)
        .add("detail", detail)
        .add("request_id", request_id);
    if (!refusal.errors.empty())
        body.add_json("errors", errors_json(words, refusal.errors, locale));
    if (!refusal.current_json.empty()) body.add_json("current", refusal.current_json);
    for (const auto& [name, value] : refusal.params) {
        if (name == "incident") body.add("incident", value);
        if (name == "retry_after_seconds") reply.headers.emplace_back("Retry-After", value);
        if (name == "allow") reply.headers.emplace_back("Allow", value);
    }
    reply.headers.emplace_back("Content-Language", locale == Locale::zh ? "zh-CN" : "en");
    reply.body = body.text();
    return reply;
}

Locale locale_of(std::string_view accept_language, Locale otherwise) {
    struct Choice {
        int weight;
        Locale locale;
    };
    std::optional<Choice> best;
    for (auto part : split(accept_language, ',')) {
        part = trimmed(part);
        const auto language = part.substr(0, part.find(';'));
        int weight = 1000;
        if (const auto at = part.find("q="); at != std::string_view::npos) {
            weight = 0;
            int scale = 1000;
            for (const char c : part.substr(at + 2)) {
                if (c >= '0' && c <= '9' && scale > 0) weight += (c - '0') * scale;
                if (c != '.') scale /= 10;
            }
        }
        const bool zh = language.starts_with("zh"), en = language.starts_with("en");
        if ((zh || en) && weight > 0 && (!best || weight > best->weight))
            best = Choice{weight, zh ? Locale::zh : Locale::en};
    }
    return best ? best->locale : otherwise;
}

} // namespace weicheng::http
