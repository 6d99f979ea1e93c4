#include "demo/generator/drawings.h"

#include "foundation/text.h"
#include "platform/embedded.h"

#include <array>

namespace weicheng::demo {

namespace {

using Colours = std::vector<std::pair<std::string, std::string>>;

/// Light and season.
const std::vector<Colours>& skies() {
    static const std::vector<Colours> all = {
        {{"sky", "#9cc7e4"}, {"haze", "#e9f1f0"}, {"hill", "#9fb3b4"}, {"far", "#cdd6d8"}},
        {{"sky", "#b9c9d3"}, {"haze", "#eeece4"}, {"hill", "#a9b3b0"}, {"far", "#d2d3cf"}},
        {{"sky", "#86b4dc"}, {"haze", "#fbe9cf"}, {"hill", "#a3a9b9"}, {"far", "#d6cfcd"}},
        {{"sky", "#a8c8d8"}, {"haze", "#f4efe2"}, {"hill", "#9eb0a6"}, {"far", "#d4d6cf"}},
    };
    return all;
}
const std::vector<Colours>& leaves() {
    static const std::vector<Colours> all = {
        {{"leaf", "#7fa75d"}, {"leaf_dark", "#5d8748"}},
        {{"leaf", "#90a35a"}, {"leaf_dark", "#6d8247"}},
        {{"leaf", "#b0a04e"}, {"leaf_dark", "#8a7a3b"}},
        {{"leaf", "#bf9350"}, {"leaf_dark", "#98713c"}},
    };
    return all;
}
const std::vector<Colours>& walls() {
    static const std::vector<Colours> all = {
        {{"wall", "#b98b6e"}, {"house", "#dfc9ab"}, {"house2", "#c9b7a8"}},
        {{"wall", "#a9a59b"}, {"house", "#cfd2cc"}, {"house2", "#d9b9a0"}},
        {{"wall", "#c8a077"}, {"house", "#e3d3b8"}, {"house2", "#b9c3c9"}},
        {{"wall", "#bfb5a2"}, {"house", "#d8c3b4"}, {"house2", "#c4cbb9"}},
        {{"wall", "#a87f6c"}, {"house", "#c6cfd3"}, {"house2", "#e0cfae"}},
    };
    return all;
}
const std::vector<std::string>& paints() {
    static const std::vector<std::string> all = {"#8d3b36", "#3f6489", "#d9d9d4", "#4d6b57",
                                                 "#b58b3a", "#6b5a78", "#2f4858"};
    return all;
}

std::string between(std::string_view text, std::string_view from, std::string_view to) {
    const auto begin = text.find(from);
    const auto end = text.find(to, begin);
    check(begin != text.npos && end != text.npos, "a drawing lacks one of its marks");
    return std::string(text.substr(begin, end - begin));
}

void replace_all(std::string& text, std::string_view mark, std::string_view by) {
    for (auto at = text.find(mark); at != text.npos; at = text.find(mark, at + by.size()))
        text.replace(at, mark.size(), by);
}

/// Keeps the half of each marked part that belongs to the moment.
std::string at_moment(std::string_view scene, Moment moment) {
    constexpr std::string_view before = "<!-- before -->", after = "<!-- after -->",
                               end = "<!-- end -->";
    std::string out;
    while (true) {
        const auto start = scene.find(before);
        if (start == scene.npos) return out.append(scene);
        const auto middle = scene.find(after, start);
        const auto stop = scene.find(end, middle);
        check(middle != scene.npos && stop != scene.npos, "a drawing lacks one of its marks");
        out.append(scene.substr(0, start));
        out.append(moment == Moment::before
                       ? scene.substr(start + before.size(), middle - start - before.size())
                       : scene.substr(middle + after.size(), stop - middle - after.size()));
        scene.remove_prefix(stop + end.size());
    }
}

std::string_view picture_file(const std::string& name) {
    const auto bytes = embedded_file(Embedded::demo, "pictures/" + name + ".svg");
    check(bytes.has_value(), "a drawing is not in the binary");
    return *bytes;
}

/// A view box of about 760 x 570 within the drawing.
std::string camera(Dice& dice) {
    const int width = dice.between(740, 790);
    const int x = dice.between(0, 800 - width);
    const int y = dice.between(0, 10);
    return std::to_string(x) + " " + std::to_string(y) + " " + std::to_string(width) + " " +
           std::to_string(width * 3 / 4);
}

} // namespace

Look choose_look(const std::string& scene, Dice& dice) {
    Look look{scene, {}};
    for (const auto* part : {&dice.pick(skies()), &dice.pick(leaves()), &dice.pick(walls())})
        look.colours.insert(look.colours.end(), part->begin(), part->end());
    look.colours.emplace_back("paint", dice.pick(paints()));
    look.colours.emplace_back("paint2", dice.pick(paints()));
    look.colours.emplace_back("cloud", std::to_string(dice.between(120, 460)));
    look.colours.emplace_back("shift", std::to_string(dice.between(-60, 60)));
    return look;
}

std::string drawing(const Look& look, Moment moment, Dice& dice) {
    auto svg = at_moment(picture_file(look.scene), moment);
    const auto kit = between(picture_file("kit"), "<defs>", "</svg>");
    replace_all(svg, "<!-- kit -->", kit);
    for (const auto& [name, value] : look.colours)
        replace_all(svg, "{" + name + "}", value);
    replace_all(svg, "{view}", camera(dice));
    return svg;
}

} // namespace weicheng::demo
