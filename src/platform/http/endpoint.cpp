#include "platform/http/endpoint.h"

#include <charconv>

namespace weicheng::http {

std::string_view Request::header(std::string_view lower_case_name) const {
    const auto found = headers.find(lower_case_name);
    return found == headers.end() ? std::string_view{} : std::string_view{found->second};
}

std::string_view Request::cookie(std::string_view name) const {
    for (auto part : split(header("cookie"), ';')) {
        part = trimmed(part);
        if (part.size() > name.size() && part.starts_with(name) && part[name.size()] == '=')
            return part.substr(name.size() + 1);
    }
    return {};
}

std::string_view verb_of(Method method) {
    switch (method) {
    case Method::get: return "GET";
    case Method::post: return "POST";
    case Method::put: return "PUT";
    case Method::patch: return "PATCH";
    case Method::del: return "DELETE";
    }
    return "";
}

std::int64_t if_match_revision(const Request& request) {
    auto text = trimmed(request.header("if-match"));
    if (text.starts_with("W/")) text.remove_prefix(2);
    if (text.size() < 3 || text.front() != '"' || text.back() != '"') return 0;
    return id_from_text(text.substr(1, text.size() - 2)).value_or(0);
}

// ---- addresses ----

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus_is_space) {
            plain += ' ';
        } else if (text[i] == '%') {
            if (i + 2 >= text.size()) return std::nullopt;
            const int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            plain += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            plain += text[i];
        }
    }
    return is_clean_utf8(plain) ? std::optional{plain} : std::nullopt;
}

std::optional<Pairs> query_pairs(std::string_view query) {
    Pairs pairs;
    for (const auto part : split(query, '&')) {
        if (part.empty()) continue;
        const auto equals = part.find('=');
        auto name = percent_decoded(part.substr(0, equals), true);
        auto value = equals == std::string_view::npos
                         ? std::optional<std::string>("")
                         : percent_decoded(part.substr(equals + 1), true);
        if (!name || !value) return std::nullopt;
        pairs[std::move(*name)] = std::move(*value);
    }
    return pairs;
}

// ---- parameters ----

void read_whole_param(std::string_view text, std::int64_t& target, const Path& path, Bounds bounds,
                      Errors& errors) {
    const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), target);
    if (trouble == std::errc::result_out_of_range)
        errors.add(path, text.front() == '-' ? "field.too_small" : "field.too_large",
                   {{"min", std::to_string(bounds.min)}, {"max", std::to_string(bounds.max)}});
    else if (trouble != std::errc{} || end != text.data() + text.size())
        wrong_type(path, "integer", errors);
    else
        judge_whole(target, path, bounds, errors);
}

void refuse_unknown_params(const Request& request, const std::vector<std::string_view>& known,
                           Errors& errors) {
    for (const auto& [name, value] : request.query_params)
        if (std::find(known.begin(), known.end(), name) == known.end())
            errors.add(Path::param(name), "field.unknown");
}

// ---- making ----

void judge_spec(const Endpoint& endpoint) {
    const auto& spec = endpoint.spec;
    check(spec.path.starts_with('/'), "a path begins with /");
    check(!spec.operation_id.empty() && !spec.words.empty(),
          "an endpoint has an operation id and words");
    check((spec.door == Door::power) == !spec.power.empty(),
          "an endpoint names a power exactly when its door is a power");
    check(!spec.keyed || endpoint.work == Work::write, "only writes are keyed");
    check(!spec.if_match || endpoint.work != Work::read, "only changes need If-Match");
    check(spec.method != Method::get || endpoint.work != Work::write, "GET changes nothing");
    for (const auto& param : endpoint.params)
        check(!param.in_path || spec.path.find("{" + param.name + "}") != std::string::npos,
              "a path parameter stands in the path");
    for (auto at = spec.path.find('{'); at != std::string::npos; at = spec.path.find('{', at + 1)) {
        const auto name = spec.path.substr(at + 1, spec.path.find('}', at) - at - 1);
        check(std::any_of(endpoint.params.begin(), endpoint.params.end(),
                          [&](const auto& param) { return param.in_path && param.name == name; }),
              "every {name} of the path is described");
    }
}

Endpoint raw(Spec spec, std::vector<ParamDescription> params, std::string body_type,
             std::string reply_type, std::size_t content_limit,
             std::function<Result<RawReply>(const Context&)> handle) {
    Endpoint endpoint;
    endpoint.spec = std::move(spec);
    endpoint.work = Work::slow;
    endpoint.raw = true;
    endpoint.params = std::move(params);
    endpoint.raw_content_type = std::move(body_type);
    endpoint.raw_reply_type = std::move(reply_type);
    endpoint.content_limit = content_limit;
    endpoint.prepare_run = [handle = std::move(handle)](const Request&) -> Result<Endpoint::Run> {
        return Endpoint::Run{handle};
    };
    judge_spec(endpoint);
    return endpoint;
}

} // namespace weicheng::http
