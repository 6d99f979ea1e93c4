#include "platform/files/tests/test_heic.h"

namespace weicheng::files::testing {

namespace {
std::string from_hex(std::string_view hex) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
    return bytes;
}

std::string box(const std::string& kind, const std::string& content) {
    return big(static_cast<std::uint32_t>(content.size() + 8), 4) + kind + content;
}
std::string full_box(const std::string& kind, int version, const std::string& content) {
    return box(kind, big(static_cast<std::uint32_t>(version) << 24U, 4) + content);
}

constexpr std::string_view decoder_settings = // the hvcC box: VPS, SPS, PPS
    "0103700000000000000000005af000fcfdf8f800000f03200001001840010c01ffff03700000030090000003"
    "000003005aba0240210001002c42010103700000030090000003000003005aa004020080596ea4929ae6e040"
    "40c0800000030080000003008422000100074401c172b06240";
constexpr std::string_view tile_picture = // one intra-coded slice of 512 × 512
    "000000812801af0b4419f2c921924880fa5228cfffdc2bc471b7bf69aaa203987fe47e1069fd92cfd1c88d63"
    "0000de80a86a1a03584fc457b000048c930b32541c51ec00037a870000090e62000c28df009844e72e0befbe"
    "db1f7e5023e50f400000030000030002e2000003000003000034600000030000030002920000030000030008"
    "a8";

struct Item {
    int id;
    std::string kind;
    std::string properties;       // of ipma: index, +128 when essential
    std::uint32_t offset, length; // within the mdat
};

std::string information(const std::vector<Item>& items) {
    std::string all = big(static_cast<std::uint32_t>(items.size()), 2);
    for (const auto& item : items)
        all += full_box("infe", 2,
                        big(static_cast<std::uint32_t>(item.id), 2) + big(0, 2) + item.kind + '\0');
    return full_box("iinf", 0, all);
}

std::string locations(const std::vector<Item>& items, std::uint32_t data_at) {
    std::string all = big(0x4440, 2) + big(static_cast<std::uint32_t>(items.size()), 2);
    for (const auto& item : items)
        all += big(static_cast<std::uint32_t>(item.id), 2) + big(0, 2) + big(data_at, 4) +
               big(1, 2) + big(item.offset, 4) + big(item.length, 4);
    return full_box("iloc", 0, all);
}

std::string associations(const std::vector<Item>& items) {
    std::string all;
    std::uint32_t count = 0;
    for (const auto& item : items) {
        if (item.properties.empty()) continue;
        ++count;
        all += big(static_cast<std::uint32_t>(item.id), 2) +
               static_cast<char>(item.properties.size()) + item.properties;
    }
    return full_box("ipma", 0, big(count, 4) + all);
}

std::string extent(int width, int height) {
    return full_box("ispe", 0,
                    big(static_cast<std::uint32_t>(width), 4) +
                        big(static_cast<std::uint32_t>(height), 4));
}
} // namespace

std::string heic(const Heic& wanted) {
    const auto slice = from_hex(tile_picture);
    const std::string grid = std::string("\0\0", 2) + static_cast<char>(wanted.rows - 1) +
                             static_cast<char>(wanted.columns - 1) +
                             big(static_cast<std::uint32_t>(wanted.width), 2) +
                             big(static_cast<std::uint32_t>(wanted.height), 2);
    const std::string exif = wanted.exif ? big(6, 4) + exif_block(*wanted.exif) : "";
    const auto grid_at = static_cast<std::uint32_t>(slice.size());
    const auto exif_at = grid_at + static_cast<std::uint32_t>(grid.size());
    // properties: 1 hvcC, 2 extent of a tile, 3 extent of the whole, 4 its rotation
    std::vector<Item> items{{1, "grid", "\x03\x84", grid_at, exif_at - grid_at}};
    const int tiles = wanted.columns * wanted.rows;
    std::string references = big(1, 2) + big(static_cast<std::uint32_t>(tiles), 2);
    for (int id = 2; id < tiles + 2; ++id) {
        items.push_back({id, "hvc1", "\x81\x02", 0, grid_at});
        references += big(static_cast<std::uint32_t>(id), 2);
    }
    references = box("dimg", references);
    if (wanted.exif) {
        items.push_back({tiles + 2, "Exif", "", exif_at, static_cast<std::uint32_t>(exif.size())});
        references +=
            box("cdsc", big(static_cast<std::uint32_t>(tiles + 2), 2) + big(1, 2) + big(1, 2));
    }
    const auto properties = box(
        "iprp", box("ipco", box("hvcC", from_hex(decoder_settings)) + extent(heic_tile, heic_tile) +
                                extent(wanted.width, wanted.height) +
                                box("irot", std::string(1, char(wanted.turned_left)))) +
                    associations(items));
    const auto head = box("ftyp", wanted.brand + big(0, 4) + "mif1" + "heic");
    const auto meta_with = [&](std::uint32_t data_at) {
        return full_box("meta", 0,
                        full_box("hdlr", 0, big(0, 4) + "pict" + std::string(13, '\0')) +
                            full_box("pitm", 0, big(1, 2)) + locations(items, data_at) +
                            information(items) + full_box("iref", 0, references) + properties);
    };
    const auto data_at = static_cast<std::uint32_t>(head.size() + meta_with(0).size() + 8);
    return head + meta_with(data_at) + box("mdat", slice + grid + exif);
}

std::string tiny_webp() {
    return from_hex(
        "524946460201000057454250565038580a000000080000000f00000f000056503820220000007001009d012a"
        "100010000cc0ce259002c3b1400000fc7b77b97ff38873159b80000045584946ba0000004578696600004949"
        "2a000800000006001201030001000000010000001a01050001000000560000001b010500010000005e000000"
        "2801030001000000020000001302030001000000010000006987040001000000660000000000000048000000"
        "010000004800000001000000060000900700040000003032313001910700040000000102030000a007000400"
        "00003031303001a0030001000000ffff000002a00400010000001000000003a0040001000000100000000000"
        "0000");
}

std::string tiny_avif() {
    return from_hex(
        "0000001c667479706176696600000000617669666d6966316d6961660000012b6d6574610000000000000021"
        "68646c72000000000000000070696374000000000000000000000000000000000e7069746d00000000000100"
        "000034696c6f630000000044400002000100000000014f000100000000000000210002000000000170000100"
        "000000000000be0000003869696e6600000000000200000015696e6665020000000001000061763031000000"
        "0015696e6665020000010002000045786966000000006a697072700000004b6970636f00000013636f6c726e"
        "636c78000200020006800000000c6176314381000c0000000014697370650000000000000010000000100000"
        "00107069786900000000030808080000001769706d610000000000000001000104818203840000001a697265"
        "66000000000000000e63647363000200010001000000e76d64617412000a09180cffd8204040d08032121e40"
        "0410010500aef11943a2e8512c026f3c0000000645786966000049492a000800000006001201030001000000"
        "010000001a01050001000000560000001b010500010000005e00000028010300010000000200000013020300"
        "0100000001000000698704000100000066000000000000004800000001000000480000000100000006000090"
        "0700040000003032313001910700040000000102030000a00700040000003031303001a0030001000000ffff"
        "000002a00400010000001000000003a00400010000001000000000000000");
}

} // namespace weicheng::files::testing
