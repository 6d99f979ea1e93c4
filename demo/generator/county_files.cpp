#include "demo/generator/county_files.h"

#include "platform/embedded.h"
#include "platform/http/json.h"

namespace weicheng::demo {

SHAPE(CampaignEntry, name, title_sought, started_days, inspection_days);
SHAPE(CountyEntry, name, code, hotline, campaign);
SHAPE(BodyEntry, code, kind, name, short_name, parent, since_days, until_days, succeeded_by, lead,
    members);
SHAPE(BodyList, bodies);
SHAPE(PostEntry, body, title, role, duty, phone, powers, scope, since_days, until_days);
SHAPE(PersonEntry, name, posts);
SHAPE(PeopleList, people, vacant_posts);
SHAPE(AccountEntry, login, person, role_zh, role_en);
SHAPE(AccountList, password, accounts);
SHAPE(GridEntry, code, name, community, body, leader, members);
SHAPE(SiteKindEntry, code, name_zh, name_en);
SHAPE(SiteEntry, code, kind, name, point, grid, manager, beneficiary);
SHAPE(SiteList, kinds, sites);
SHAPE(KindWords, kind, scene, weight, site_kinds, summaries);
SHAPE(WordList, kinds, places, file_notes, dispatch_notes, return_notes, handle_notes,
    poor_handle_notes, confirm_notes, send_back_notes, pass_notes, rework_notes, close_notes,
    refuse_notes, objections, praises, complaints, citizens);

namespace {

std::string_view demo_file(std::string_view path) {
    const auto bytes = embedded_file(Embedded::demo, path);
    check(bytes.has_value(), "a file of the demo county is not in the binary");
    return *bytes;
}

template <class T>
T read_file(std::string_view path) {
    auto read = http::from_json<T>(demo_file(path));
    if (!read) {
        const auto& refusal = read.refusal();
        const auto where = refusal.errors.empty() ? "" : refusal.errors.front().path;
        throw Bug("the demo file " + std::string(path) + " does not fit: " + refusal.code + " " +
                  where);
    }
    return std::move(*read);
}

/// Outlines carry the polygon, the properties carry who answers; both are joined by code.
std::vector<GridEntry> read_grids() {
    const auto text = demo_file("grids.geojson");
    const auto outlines = places::outlines_of(text);
    check(bool(outlines), "the demo's grids are not GeoJSON");
    const auto document = http::Document::parse(text);
    check(bool(document), "the demo's grids are not JSON");
    const auto features = document->root().member("features").value();
    std::vector<GridEntry> grids;
    for (std::size_t i = 0; i < features.size(); ++i) {
        auto grid = http::from_json<GridEntry>(features.at(i).member("properties")->print());
        check(bool(grid), "a grid of the demo lacks a property");
        for (const auto& outline : *outlines)
            if (outline.code == grid->code) grid->polygon = outline.polygon;
        grids.push_back(std::move(*grid));
    }
    return grids;
}

} // namespace

CountyFiles read_county_files() {
    return {read_file<CountyEntry>("county.json"),
            read_file<BodyList>("bodies.json"),
            read_file<PeopleList>("people.json"),
            read_demo_accounts(),
            read_grids(),
            read_file<SiteList>("sites.json"),
            read_file<WordList>("words.json")};
}

AccountList read_demo_accounts() {
    return read_file<AccountList>("accounts.json");
}

} // namespace weicheng::demo
