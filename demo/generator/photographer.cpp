#include "demo/generator/photographer.h"

#include "platform/auth/auth.h"
#include "platform/files/files.h"

#include <atomic>
#include <exception>
#include <thread>

namespace weicheng::demo {

namespace {

files::Photo take(files::Store& store, const PictureOrder& order, int width) {
    Dice dice(order.seed);
    const auto jpeg = store.draw(drawing(order.look, order.moment, dice), width);
    auto photo = store.take_in(auth::sha256_hex(jpeg), jpeg);
    check(bool(photo), "a drawing of the demo is no photo");
    return std::move(*photo);
}

} // namespace

std::vector<std::string> Photographer::make(const std::vector<PictureOrder>& orders, Instant at) {
    std::vector<files::Photo> photos(orders.size());
    std::atomic<std::size_t> next{0};
    std::exception_ptr trouble;
    std::atomic<bool> in_trouble{false};
    const auto draw = [&] {
        try {
            for (auto i = next++; i < orders.size() && !in_trouble; i = next++)
                photos[i] = take(*services_.files, orders[i], width_);
        } catch (...) {
            if (!in_trouble.exchange(true)) trouble = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> helpers;
        for (unsigned i = 1; i < std::thread::hardware_concurrency(); ++i)
            helpers.emplace_back(draw);
        draw();
    }
    if (trouble) std::rethrow_exception(trouble);
    services_.database->write([&](db::Tx& tx) {
        for (const auto& photo : photos)
            files::remember(tx, county_, photo, at);
        return true;
    });
    std::vector<std::string> digests;
    for (const auto& photo : photos)
        digests.push_back(photo.sha256);
    return digests;
}

} // namespace weicheng::demo
