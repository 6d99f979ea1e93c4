#include "platform/module.h"
#include "platform/auth/auth.h"
#include "platform/embedded.h"
#include "platform/files/photo_exit.h"
#include "platform/files/photos.h"
#include "platform/http/endpoint.h"
#include "platform/jobs/jobs.h"
#include "platform/services.h"

namespace weicheng::files {

using http::Context;
using http::RawReply;

struct BlobReply {
    std::string sha256;
    int width = 0, height = 0;
    std::int64_t bytes = 0;
    std::optional<Instant> taken_at;
};
SHAPE(BlobReply, sha256,
    (width, "Upright, in pixels."),
    height, bytes,
    (taken_at, "By the camera's clock, when it says so."));

static RawReply blob_reply(int status, const Photo& photo) {
    RawReply reply;
    reply.status = status;
    reply.body = http::to_json(
        BlobReply{photo.sha256, photo.width, photo.height, photo.bytes, photo.taken_at});
    return reply;
}

static std::string_view media_type(const http::Request& request) {
    const auto text = request.header("content-type");
    return trimmed(text.substr(0, text.find(';')));
}

/// Takes in and remembers; again when the sweep took the files away in between.
static Result<RawReply> create_blob(const Context& context, Store& store) {
    const auto type = media_type(context.request);
    if (type != "image/jpeg" && type != "image/png" && type != "image/heic" && type != "image/heif")
        return Refusal{"photo.kind_unsupported"};
    const auto& sha256 = context.request.path_params.find("sha256")->second;
    const CountyId county = context.caller.county; // of a stranger: the home county
    if (!county) return Refusal{"set_up.needed"};
    if (auth::sha256_hex(context.request.body) != sha256) return Refusal{"photo.digest_differs"};
    auto known = context.database.read([&](db::Tx& tx) { return find(tx, county, sha256); });
    const bool fresh = !known;
    for (int round = 0; round < 3; ++round) {
        if (!known || !store.has(sha256)) {
            auto taken = store.take_in(sha256, context.request.body);
            if (!taken) return taken.refusal();
            known = *taken;
        }
        context.database.write([&](db::Tx& tx) { remember(tx, county, *known, context.now); });
        if (store.has(sha256)) return blob_reply(fresh ? 201 : 200, *known);
    }
    throw db::Fault("a picture is gone again right after it was taken in");
}

static constexpr const char* digest_schema =
    R"({"type":"string","pattern":"^[0-9a-f]{64}$","maxLength":64})";

static http::Endpoint put_blob_endpoint(const Services& services) {
    auto endpoint = http::raw(
        {.method = http::Method::put,
         .path = "/api/v1/blobs/{sha256}",
         .operation_id = "create_blob",
         .words =
             "Takes in a photo (JPEG, PNG or HEIC, 12 MiB at the most) under its SHA-256; putting "
             "it again changes nothing.",
         .door = http::Door::open,
         .success = 201,
         .row = "R7.4"},
        {{.name = "sha256",
          .type = "string",
          .in_path = true,
          .required = true,
          .schema = digest_schema}},
        // a little more than a photo may weigh, so that the refusal can say so
        "image/jpeg, image/png, image/heic, image/heif", "application/json",
        largest_photo_bytes + 1024 * 1024,
        [store = services.files](const Context& context) { return create_blob(context, *store); });
    endpoint.reply_schema =
        http::named_schema<BlobReply>(http::Direction::answered, endpoint.schemas);
    return endpoint;
}

static Result<RawReply> get_photo(const Context& context, const Store& store,
                                  const auth::Secrets& secrets) {
    const auto& request = context.request;
    const auto text_of = [](const http::Pairs& pairs, std::string_view name) {
        const auto found = pairs.find(name);
        return found == pairs.end() ? std::string{} : found->second;
    };
    const auto sha256 = text_of(request.path_params, "sha256");
    const auto size_word = text_of(request.path_params, "size");
    const Size size = size_word == size_text(Size::thumb) ? Size::thumb : Size::screen;
    if (size_word != size_text(size) ||
        !address_holds(secrets, sha256, size, text_of(request.query_params, "until"),
                       text_of(request.query_params, "sign"), context.now))
        return Refusal{"photo.address_lapsed"};
    auto bytes = store.read_copy(sha256, size);
    if (!bytes) return Refusal{"photo.unknown"};
    RawReply reply;
    reply.content_type = "image/jpeg";
    reply.body = std::move(*bytes);
    reply.headers.emplace_back("Cache-Control", "private, max-age=86400, immutable");
    return reply;
}

static http::Endpoint get_photo_endpoint(const Services& services) {
    return http::raw({.method = http::Method::get,
                      .path = "/api/v1/photos/{sha256}/{size}",
                      .operation_id = "get_photo",
                      .words = "A public copy of a photo, by an address the server signed.",
                      .door = http::Door::open,
                      .row = "R7.4"},
                     {{.name = "sha256",
                       .type = "string",
                       .in_path = true,
                       .required = true,
                       .schema = digest_schema},
                      {.name = "size",
                       .type = "string",
                       .in_path = true,
                       .required = true,
                       .schema = R"({"type":"string","enum":["1600","256"]})"},
                      {.name = "until",
                       .type = "integer",
                       .required = true,
                       .words = "The address holds until then, in seconds since 1970."},
                      {.name = "sign",
                       .type = "string",
                       .required = true,
                       .words = "The server's signature of the address."}},
                     "", "image/jpeg", 0,
                     [store = services.files, secrets = services.secrets](const Context& context) {
                         return get_photo(context, *store, *secrets);
                     });
}

static std::vector<RefusalWords> refusals() {
    return {
        {"photo.digest_differs", 422, "照片在传输中变了样，没有收下。请重新上传。",
         "The photo arrived different from what was sent, so it was not taken. Please send it "
         "again."},
        {"photo.not_a_photo", 422, "这个文件不是照片。请选择 JPEG、PNG 或 HEIC 照片。",
         "This file is not a photo. Please choose a JPEG, PNG or HEIC photo."},
        {"photo.kind_unsupported", 415,
         "这种图片格式（如 WebP、AVIF、GIF）打不开，没有收下。请直接用手机相机拍照上传，或把图片"
         "另存为 JPEG、PNG 后再上传。",
         "This kind of picture (such as WebP, AVIF or GIF) cannot be opened, so it was not taken. "
         "Please take the photo with the phone's camera, or save the picture as JPEG or PNG "
         "first."},
        {"photo.damaged", 422, "照片已损坏或不完整，打不开。请重新拍一张或重新选择。",
         "The photo is damaged or incomplete and cannot be opened. Please take or choose another."},
        {"photo.too_large", 422, "照片文件太大，不能超过 12 MB。请降低照片尺寸后再上传。",
         "The photo file is too large: 12 MiB at the most. Please make it smaller."},
        {"photo.too_many_pixels", 422, "照片像素太多，不能超过 5000 万像素。请降低拍照分辨率。",
         "The photo has too many pixels: 50 million at the most. Please take it at a lower "
         "resolution."},
        {"photo.address_lapsed", 403, "照片地址已失效。请刷新页面。",
         "The address of this photo no longer holds. Please reload the page."},
        {"photo.unknown", 404, "没有这张照片，可能尚未上传成功。请重新上传。",
         "There is no such photo; perhaps it was never sent. Please send it again."},
    };
}

Module make_module(const Services& services) {
    Module module;
    module.name = "files";
    module.words = "Photos: taken in by their digest, shown by signed addresses.";
    module.endpoints = {put_blob_endpoint(services), get_photo_endpoint(services)};
    module.jobs = {
        {sweep_job,
         [store = services.files](db::Tx& tx, const jobs::Job& job, Instant now) {
             check(store != nullptr, "the sweep has a store");
             sweep_orphans(tx, *store, job.county, now);
         }},
        {print_job, [store = services.files](db::Tx& tx, const jobs::Job& job, Instant now) {
             check(store != nullptr, "the maker of prints has a store");
             make_prints(tx, store->print_maker(), job.county, now);
         }}};
    module.timetable = {jobs::daily(print_job, 3, 20)};
    module.migrations = embedded_migrations("platform/files");
    module.refusals = refusals();
    return module;
}

} // namespace weicheng::files
