// The templates of endpoint.h. Included by endpoint.h only.
#pragma once

namespace weicheng::http {

// ---- the page ----

template <class Item>
std::string shape_name(std::type_identity<Page<Item>>) {
    return "PageOf" + std::string(shape_name(std::type_identity<Item>{}));
}
template <class Item, class Take>
constexpr void fields_of(std::type_identity<Page<Item>>, Take&& take) {
    take(field("items", &Page<Item>::items));
    take(field("next_cursor", &Page<Item>::next_cursor, "Null on the last page."));
    take(field("total", &Page<Item>::total));
}

// ---- parameters of path and query ----

template <class T>
void read_param(std::string_view text, T& target, const Path& path, Bounds bounds, Errors& errors);

void read_whole_param(std::string_view text, std::int64_t& target, const Path& path, Bounds bounds,
                      Errors& errors);

template <class T>
void read_list_param(std::string_view text, std::vector<T>& target, const Path& path, Bounds bounds,
                     Errors& errors) {
    target.clear();
    if (text.empty()) return;
    for (const auto part : split(text, ','))
        read_param(part, target.emplace_back(), path, {}, errors);
    if (bounds.given && static_cast<std::int64_t>(target.size()) > bounds.max)
        errors.add(path, "field.too_many", {{"max", std::to_string(bounds.max)}});
}

template <class T>
void read_param(std::string_view text, T& target, const Path& path, Bounds bounds, Errors& errors) {
    if constexpr (IsOptional<T>::value) {
        target.reset(); // "?q=" says the same as no q at all
        if (!text.empty()) read_param(text, target.emplace(), path, bounds, errors);
    } else if constexpr (IsList<T>::value) {
        read_list_param(text, target, path, bounds, errors);
    } else if constexpr (std::is_same_v<T, bool>) {
        target = text == "true";
        if (!target && text != "false") wrong_type(path, "boolean", errors);
    } else if constexpr (Whole<T>) {
        std::int64_t value = 0;
        read_whole_param(text, value, path, bounds_of_type<T>(bounds), errors);
        target = static_cast<T>(value);
    } else if constexpr (std::is_same_v<T, double>) {
        auto document = Document::parse(text);
        if (!document) return wrong_type(path, "number", errors);
        read_value(document->root(), target, path, bounds, errors);
    } else {
        read_text(text, target, path, bounds, errors);
    }
}

/// Complains about every parameter the shape does not know; paths look like "?limit".
void refuse_unknown_params(const Request& request, const std::vector<std::string_view>& known,
                           Errors& errors);

template <class Params>
void read_params(const Request& request, Params& target, Errors& errors) {
    std::vector<std::string_view> known;
    each_field<Params>([&](const auto& field) {
        using Member = std::remove_reference_t<decltype(target.*field.member)>;
        known.push_back(field.name);
        const auto in_path = request.path_params.find(field.name);
        const auto in_query = request.query_params.find(field.name);
        const Path here = Path::param(field.name);
        if (in_path != request.path_params.end())
            read_param(in_path->second, target.*field.member, here, field.bounds, errors);
        else if (in_query != request.query_params.end())
            read_param(in_query->second, target.*field.member, here, field.bounds, errors);
        else if (!may_be_absent<Member>(field.bounds) && !std::is_same_v<Member, bool>)
            errors.add(here, "field.missing");
    });
    refuse_unknown_params(request, known, errors);
}

template <class Params>
std::vector<ParamDescription> describe_params(const Spec& spec, Schemas& schemas) {
    std::vector<ParamDescription> params;
    each_field<Params>([&](const auto& field) {
        using Member = std::remove_reference_t<decltype(std::declval<Params&>().*field.member)>;
        ParamDescription param;
        param.name = field.name;
        param.in_path = spec.path.find("{" + param.name + "}") != std::string::npos;
        param.required = param.in_path ||
                         (!may_be_absent<Member>(field.bounds) && !std::is_same_v<Member, bool>);
        param.type = Whole<Member>                  ? "integer"
                     : std::is_same_v<Member, bool> ? "boolean"
                                                    : "string";
        if constexpr (IsOptional<Member>::value)
            param.schema =
                schema_of<typename Member::value_type>(Direction::sent, field.bounds, schemas);
        else
            param.schema = schema_of<Member>(Direction::sent, field.bounds, schemas);
        param.words = field.words;
        params.push_back(std::move(param));
    });
    return params;
}

// ---- replies ----

template <class Reply>
concept Revised = requires(const Reply& reply) {
    { reply.revision } -> std::convertible_to<std::int64_t>;
};

template <class Reply>
RawReply printed(const Reply& reply, int status) {
    if constexpr (std::is_same_v<Reply, RawReply>) {
        return reply;
    } else {
        RawReply raw;
        raw.status = status;
        if constexpr (std::is_same_v<Reply, Nothing>) {
            if (status == 200) raw.status = 204;
            raw.content_type.clear();
        } else {
            print_value(raw.body, reply);
        }
        if constexpr (Revised<Reply>)
            raw.headers.emplace_back("ETag", "\"" + std::to_string(reply.revision) + "\"");
        return raw;
    }
}

template <class Reply>
Endpoint::Answer answer_of(Result<Reply> result, int status) {
    if (!result) return result.refusal();
    auto reply = std::make_shared<Reply>(std::move(*result)); // a std::function is copied
    return Endpoint::Printer{[reply, status] { return printed(*reply, status); }};
}

// ---- making ----

void judge_spec(const Endpoint& endpoint); // Bug when the author contradicts himself

template <class Params, class Body, class Reply>
Endpoint described(Spec spec, Work work) {
    Endpoint endpoint;
    endpoint.work = work;
    endpoint.params = describe_params<Params>(spec, endpoint.schemas);
    if constexpr (!std::is_same_v<Body, Nothing>)
        endpoint.content_schema = named_schema<Body>(Direction::sent, endpoint.schemas);
    if constexpr (!std::is_same_v<Reply, Nothing> && !std::is_same_v<Reply, RawReply>)
        endpoint.reply_schema = named_schema<Reply>(Direction::answered, endpoint.schemas);
    if constexpr (std::is_same_v<Reply, Nothing>)
        if (spec.success == 200) spec.success = 204;
    endpoint.spec = std::move(spec);
    judge_spec(endpoint);
    return endpoint;
}

template <class Params, class Body>
struct Input {
    Params params{};
    Body body{};
};

/// Parameters and body, with the field errors of both at once.
template <class Params, class Body>
Result<std::shared_ptr<const Input<Params, Body>>> read_input(const Request& request) {
    auto input = std::make_shared<Input<Params, Body>>();
    Errors errors;
    read_params(request, input->params, errors);
    if constexpr (!std::is_same_v<Body, Nothing>) {
        auto document = Document::parse(request.body);
        if (!document) return document.refusal();
        read_value(document->root(), input->body, Path(), {}, errors);
    }
    if (errors.any()) return errors.refusal();
    return std::shared_ptr<const Input<Params, Body>>(std::move(input));
}

template <class Params, class Reply>
Endpoint
read(Spec spec,
     std::type_identity_t<std::function<Result<Reply>(const Context&, db::Tx&, const Params&)>>
         handle) {
    auto endpoint = described<Params, Nothing, Reply>(std::move(spec), Work::read);
    endpoint.prepare = [handle = std::move(handle), status = endpoint.spec.success](
                           const Request& request) -> Result<Endpoint::Prepared> {
        auto input = read_input<Params, Nothing>(request);
        if (!input) return input.refusal();
        return Endpoint::Prepared{
            [&handle, status, input = *input](const Context& context, db::Tx& tx) {
                return answer_of(handle(context, tx, input->params), status);
            }};
    };
    return endpoint;
}

template <class Params, class Body, class Reply>
Endpoint
write(Spec spec,
      std::type_identity_t<
          std::function<Result<Reply>(const Context&, db::Tx&, const Params&, const Body&)>>
          handle) {
    auto endpoint = described<Params, Body, Reply>(std::move(spec), Work::write);
    endpoint.prepare = [handle = std::move(handle), status = endpoint.spec.success](
                           const Request& request) -> Result<Endpoint::Prepared> {
        auto input = read_input<Params, Body>(request);
        if (!input) return input.refusal();
        return Endpoint::Prepared{
            [&handle, status, input = *input](const Context& context, db::Tx& tx) {
                return answer_of(handle(context, tx, input->params, input->body), status);
            }};
    };
    return endpoint;
}

template <class Params, class Body, class Reply>
Endpoint
slow(Spec spec,
     std::type_identity_t<std::function<Result<Reply>(const Context&, const Params&, const Body&)>>
         handle) {
    auto endpoint = described<Params, Body, Reply>(std::move(spec), Work::slow);
    endpoint.prepare_run = [handle = std::move(handle), status = endpoint.spec.success](
                               const Request& request) -> Result<Endpoint::Run> {
        auto input = read_input<Params, Body>(request);
        if (!input) return input.refusal();
        return Endpoint::Run{
            [&handle, status, input = *input](const Context& context) -> Result<RawReply> {
                auto result = handle(context, input->params, input->body);
                if (!result) return result.refusal();
                return printed(*result, status);
            }};
    };
    return endpoint;
}

// ---- the same with the shapes read off the handler ----

template <class Call>
struct Signature : Signature<decltype(&Call::operator())> {};
template <class Params, class Reply>
struct Signature<Result<Reply> (*)(const Context&, db::Tx&, const Params&)> {
    static Endpoint make(Spec spec, auto handle) {
        return http::read<Params, Reply>(std::move(spec), std::move(handle));
    }
};
template <class Params, class Body, class Reply>
struct Signature<Result<Reply> (*)(const Context&, db::Tx&, const Params&, const Body&)> {
    static Endpoint make(Spec spec, auto handle) {
        return http::write<Params, Body, Reply>(std::move(spec), std::move(handle));
    }
};
template <class Params, class Body, class Reply>
struct Signature<Result<Reply> (*)(const Context&, const Params&, const Body&)> {
    static Endpoint make(Spec spec, auto handle) {
        return http::slow<Params, Body, Reply>(std::move(spec), std::move(handle));
    }
};
template <class Call, class Reply, class... Words>
struct Signature<Result<Reply> (Call::*)(Words...) const> : Signature<Result<Reply> (*)(Words...)> {
};

template <class Handle>
Endpoint read(Spec spec, Handle handle) {
    auto endpoint = Signature<Handle>::make(std::move(spec), std::move(handle));
    check(endpoint.work == Work::read, "read() takes (context, tx, params)");
    return endpoint;
}
template <class Handle>
Endpoint write(Spec spec, Handle handle) {
    auto endpoint = Signature<Handle>::make(std::move(spec), std::move(handle));
    check(endpoint.work == Work::write, "write() takes (context, tx, params, body)");
    return endpoint;
}
template <class Handle>
Endpoint slow(Spec spec, Handle handle) {
    auto endpoint = Signature<Handle>::make(std::move(spec), std::move(handle));
    check(endpoint.work == Work::slow, "slow() takes (context, params, body)");
    return endpoint;
}

} // namespace weicheng::http
