#include "demo/generator/county_files.h"

#include "platform/embedded.h"
#include "platform/http/json.h"

namespace weicheng::http {

using namespace weicheng::demo;

template <>
struct Shape<CampaignEntry> {
    static constexpr std::string_view name = "CampaignEntry";
    static constexpr auto fields = std::tuple{
        field("name", &CampaignEntry::name),
        field("title_sought", &CampaignEntry::title_sought),
        field("started_days", &CampaignEntry::started_days),
        field("inspection_days", &CampaignEntry::inspection_days),
    };
};
template <>
struct Shape<CountyEntry> {
    static constexpr std::string_view name = "CountyEntry";
    static constexpr auto fields = std::tuple{
        field("name", &CountyEntry::name),
        field("code", &CountyEntry::code),
        field("hotline", &CountyEntry::hotline),
        field("campaign", &CountyEntry::campaign),
    };
};
template <>
struct Shape<BodyEntry> {
    static constexpr std::string_view name = "BodyEntry";
    static constexpr auto fields = std::tuple{
        field("code", &BodyEntry::code),
        field("kind", &BodyEntry::kind),
        field("name", &BodyEntry::name),
        field("short_name", &BodyEntry::short_name),
        field("parent", &BodyEntry::parent),
        field("since_days", &BodyEntry::since_days),
        field("until_days", &BodyEntry::until_days),
        field("succeeded_by", &BodyEntry::succeeded_by),
        field("lead", &BodyEntry::lead),
        field("members", &BodyEntry::members),
    };
};
template <>
struct Shape<BodyList> {
    static constexpr std::string_view name = "BodyList";
    static constexpr auto fields = std::tuple{field("bodies", &BodyList::bodies)};
};
template <>
struct Shape<PostEntry> {
    static constexpr std::string_view name = "PostEntry";
    static constexpr auto fields = std::tuple{
        field("body", &PostEntry::body),
        field("title", &PostEntry::title),
        field("role", &PostEntry::role),
        field("duty", &PostEntry::duty),
        field("phone", &PostEntry::phone),
        field("powers", &PostEntry::powers),
        field("scope", &PostEntry::scope),
        field("since_days", &PostEntry::since_days),
        field("until_days", &PostEntry::until_days),
    };
};
template <>
struct Shape<PersonEntry> {
    static constexpr std::string_view name = "PersonEntry";
    static constexpr auto fields =
        std::tuple{field("name", &PersonEntry::name), field("posts", &PersonEntry::posts)};
};
template <>
struct Shape<PeopleList> {
    static constexpr std::string_view name = "PeopleList";
    static constexpr auto fields = std::tuple{field("people", &PeopleList::people),
                                              field("vacant_posts", &PeopleList::vacant_posts)};
};
template <>
struct Shape<AccountEntry> {
    static constexpr std::string_view name = "AccountEntry";
    static constexpr auto fields = std::tuple{
        field("login", &AccountEntry::login),
        field("person", &AccountEntry::person),
        field("role_zh", &AccountEntry::role_zh),
        field("role_en", &AccountEntry::role_en),
    };
};
template <>
struct Shape<AccountList> {
    static constexpr std::string_view name = "AccountList";
    static constexpr auto fields = std::tuple{field("password", &AccountList::password),
                                              field("accounts", &AccountList::accounts)};
};
template <>
struct Shape<GridEntry> {
    static constexpr std::string_view name = "GridEntry"; // the properties of one feature
    static constexpr auto fields = std::tuple{
        field("code", &GridEntry::code),           field("name", &GridEntry::name),
        field("community", &GridEntry::community), field("body", &GridEntry::body),
        field("leader", &GridEntry::leader),       field("members", &GridEntry::members),
    };
};
template <>
struct Shape<SiteKindEntry> {
    static constexpr std::string_view name = "SiteKindEntry";
    static constexpr auto fields = std::tuple{
        field("code", &SiteKindEntry::code),
        field("name_zh", &SiteKindEntry::name_zh),
        field("name_en", &SiteKindEntry::name_en),
    };
};
template <>
struct Shape<SiteEntry> {
    static constexpr std::string_view name = "SiteEntry";
    static constexpr auto fields = std::tuple{
        field("code", &SiteEntry::code),
        field("kind", &SiteEntry::kind),
        field("name", &SiteEntry::name),
        field("point", &SiteEntry::point),
        field("grid", &SiteEntry::grid),
        field("manager", &SiteEntry::manager),
        field("beneficiary", &SiteEntry::beneficiary),
    };
};
template <>
struct Shape<SiteList> {
    static constexpr std::string_view name = "SiteList";
    static constexpr auto fields =
        std::tuple{field("kinds", &SiteList::kinds), field("sites", &SiteList::sites)};
};
template <>
struct Shape<KindWords> {
    static constexpr std::string_view name = "KindWords";
    static constexpr auto fields = std::tuple{
        field("kind", &KindWords::kind),           field("scene", &KindWords::scene),
        field("weight", &KindWords::weight),       field("site_kinds", &KindWords::site_kinds),
        field("summaries", &KindWords::summaries),
    };
};
template <>
struct Shape<WordList> {
    static constexpr std::string_view name = "WordList";
    static constexpr auto fields = std::tuple{
        field("kinds", &WordList::kinds),
        field("places", &WordList::places),
        field("file_notes", &WordList::file_notes),
        field("dispatch_notes", &WordList::dispatch_notes),
        field("return_notes", &WordList::return_notes),
        field("handle_notes", &WordList::handle_notes),
        field("poor_handle_notes", &WordList::poor_handle_notes),
        field("confirm_notes", &WordList::confirm_notes),
        field("send_back_notes", &WordList::send_back_notes),
        field("pass_notes", &WordList::pass_notes),
        field("rework_notes", &WordList::rework_notes),
        field("close_notes", &WordList::close_notes),
        field("refuse_notes", &WordList::refuse_notes),
        field("objections", &WordList::objections),
        field("praises", &WordList::praises),
        field("complaints", &WordList::complaints),
        field("citizens", &WordList::citizens),
    };
};

} // namespace weicheng::http

namespace weicheng::demo {

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
