#include "modules/places/http/place_words.h"

#include "foundation/text.h"

namespace weicheng::places {

static std::vector<RefusalWords> point_words() {
    return {
        {"place.outside_county", 422, "这个位置不在本县创建范围内。请在地图上重新选点。",
         "This place lies outside the county's area. Choose a point on the map again."},
        {"place.looks_swapped", 422, "经度和纬度像是填反了：对调后就在本县范围内。请对调后再提交。",
         "Longitude and latitude look exchanged: the other way round the point lies in the county. "
         "Exchange them and send again."},
        {"place.in_two_grids", 422, "这个位置同时落在几个网格内：{grids}。请选定其中一个。",
         "This place lies in several grids: {grids}. Choose one of them."},
        {"place.not_in_chosen_grid", 422,
         "这个位置不在所选的网格内（所在网格：{grids}）。请重新选择网格或位置。",
         "This place does not lie in the chosen grid (it lies in: {grids}). Choose the grid or the "
         "place again."},
        {"place.point_missing", 422, "请给出经纬度，或者给出点位编号。",
         "Give longitude and latitude, or a site."},
        {"place.code_wrong", 422, "代码须为 1 至 40 个字母、数字或 - _ . 。请改正。",
         "A code has 1 to 40 letters, digits or - _ . and nothing else. Correct it."},
        {"place.name_wrong", 422, "须填 1 至 60 个字，不能只有空格或含控制字符。请改正。",
         "This takes 1 to 60 characters, not only blanks, no control characters. Correct it."},
        {"place.ring_wrong", 422, "边界的每个点须为 [经度, 纬度]，以度为单位。请改正这个点。",
         "Each point of a ring is [longitude, latitude] in degrees. Correct this point."},
        {"place.polygon_broken", 422, "边界图形有问题：{fault_zh}。请修正图形后再提交。",
         "The polygon cannot be used: {fault_en}. Mend it and send again."},
    };
}

static std::vector<RefusalWords> thing_words() {
    return {
        {"grid.unknown", 404, "没有这个网格。请从网格列表中重新选择。",
         "There is no such grid. Choose it again from the list of grids."},
        {"grid.code_taken", 409, "网格代码“{code}”已被使用，一个县内不能重复。请换一个。",
         "The code {code} already belongs to a grid; codes are unique in a county. Take another."},
        {"grid.outside_county", 422, "网格有约 {square_metres} 平方米在本县范围之外。请修正边界。",
         "About {square_metres} square metres of the grid lie outside the county. Mend its "
         "border."},
        {"grid.overlaps", 422, "网格与“{grids}”重叠，一处地面只能归一个网格。请修正边界。",
         "The grid overlaps {grids}; a piece of ground belongs to one grid. Mend its border."},
        {"site.unknown", 404, "没有这个点位。请从点位列表中重新选择。",
         "There is no such site. Choose it again from the list of sites."},
        {"site.code_taken", 409, "点位代码“{code}”已被使用，一个县内不能重复。请换一个。",
         "The code {code} already belongs to a site; codes are unique in a county. Take another."},
        {"site_kind.unknown", 422, "没有名为“{kind}”的点位类型。请先登记类型，或另选一类。",
         "There is no kind of site called {kind}. Register the kind first, or choose another."},
        {"map_layer.not_geojson", 422,
         "图层不是可用的 GeoJSON FeatureCollection（{fault}）。请检查文件后再提交。",
         "The layer is no usable GeoJSON FeatureCollection ({fault}). Check the file."},
        {"map_layer.name_wrong", 422, "图层名须为 1 至 40 个小写字母、数字或 _ 。请改正。",
         "A layer's name has 1 to 40 small letters, digits or _ . Correct it."},
    };
}

std::vector<RefusalWords> refusal_words() {
    auto words = point_words();
    for (const auto& more : thing_words())
        words.push_back(more);
    return words;
}

std::string sentence_of(const Refusal& refusal, Locale locale) {
    for (const auto& words : refusal_words())
        if (refusal.code == words.code)
            return fill(locale == Locale::zh ? words.zh : words.en, refusal.params);
    throw Bug("a refusal of places without words");
}

namespace {
struct GapWords {
    rules::GapKind kind;
    const char* zh;
    const char* en;
};
using K = rules::GapKind;
constexpr GapWords gap_words[] = {
    {K::grid_without_leader, "没有在任的包保县级领导", "No county leader in office answers for it"},
    {K::grid_without_head, "没有在任的网格长", "No grid head is in office"},
    {K::grid_without_worker, "没有在任的网格员", "No grid worker is in office"},
    {K::grids_overlap, "与“{other}”重叠约 {area}", "Overlaps {other} by about {area}"},
    {K::uncovered_ground, "约 {area}地面没有划入任何网格",
     "About {area} of ground belong to no grid"},
    {K::site_without_grid, "点位不在任何网格内", "The site lies in no grid"},
    {K::site_without_manager, "没有在册的主管单位", "No standing body manages it"},
    {K::post_without_holder, "岗位空缺", "Nobody holds the post"},
    {K::kind_without_owner, "这类问题没有牵头的条线部门", "No line department owns this kind"},
};

/// "42 平方米", from a hectare on "1422.2 公顷".
std::string area_words(long long square_metres, Locale locale) {
    const bool zh = locale == Locale::zh;
    if (square_metres < 10'000) return std::to_string(square_metres) + (zh ? " 平方米" : " m²");
    const auto tenths = (square_metres + 500) / 1000; // of a hectare
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + (zh ? " 公顷" : " ha");
}

std::vector<WordParam> params_of(const rules::Gap& gap, Locale locale) {
    std::vector<WordParam> params;
    if (!gap.other.empty()) params.emplace_back("other", gap.other);
    if (gap.square_metres > 0) params.emplace_back("area", area_words(gap.square_metres, locale));
    return params;
}
} // namespace

std::string detail_of(const rules::Gap& gap, Locale locale) {
    for (const auto& words : gap_words)
        if (words.kind == gap.kind)
            return fill(locale == Locale::zh ? words.zh : words.en, params_of(gap, locale));
    throw Bug("a gap without words");
}

std::string inside_words(std::string_view grid_name, Locale locale) {
    if (grid_name.empty())
        return locale == Locale::zh ? "在本县范围内，但没有划入网格。"
                                    : "Inside the county, in no grid.";
    const std::vector<WordParam> params{{"grid", std::string(grid_name)}};
    return fill(locale == Locale::zh ? "在“{grid}”内。" : "In {grid}.", params);
}

std::vector<PowerWords> power_words() {
    return {{"places.edit", "绘制网格、登记点位和底图", "Edit grids, sites and the base map"}};
}

} // namespace weicheng::places
