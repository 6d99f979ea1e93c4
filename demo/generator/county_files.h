// The county's plain files as structures, as demo/README.md describes them. Used by the demo
// generator only.
#pragma once

#include "foundation/point.h"
#include "modules/people/people.h"
#include "modules/places/places.h"

#include <optional>
#include <string>
#include <vector>

namespace weicheng::demo {

struct CampaignEntry {
    std::string name;
    std::string title_sought;
    int started_days = 0;
    int inspection_days = 0;
};
struct CountyEntry {
    std::string name;
    std::string code;
    std::string hotline;
    CampaignEntry campaign;
};

struct BodyEntry {
    std::string code;
    people::BodyKind kind = people::BodyKind::other;
    std::string name;
    std::string short_name;
    std::optional<std::string> parent;
    int since_days = 0;
    std::optional<int> until_days;
    std::optional<std::string> succeeded_by;
    std::optional<std::string> lead;
    std::vector<std::string> members;
};
struct BodyList {
    std::vector<BodyEntry> bodies;
};

/// Persisted in people.json: where a post's powers hold.
enum class PostScope { county, body };
ENUM_NAMES(PostScope, county, body);
struct PostEntry {
    std::string body;
    std::string title;
    people::PostRole role = people::PostRole::staff;
    std::string duty;
    std::string phone;
    std::vector<std::string> powers;
    PostScope scope = PostScope::body;
    int since_days = 0;
    std::optional<int> until_days;
};
struct PersonEntry {
    std::string name;
    std::vector<PostEntry> posts;
};
struct PeopleList {
    std::vector<PersonEntry> people;
    std::vector<PostEntry> vacant_posts;
};

struct AccountEntry {
    std::string login;
    std::string person;
    std::string role_zh;
    std::string role_en;
};
struct AccountList {
    std::string password;
    std::vector<AccountEntry> accounts;
};

struct GridEntry {
    std::string code;
    std::string name;
    std::string community;
    std::string body;
    std::string leader;
    std::vector<std::string> members;
    geo::Rings polygon;
};

struct SiteKindEntry {
    std::string code;
    std::string name_zh;
    std::string name_en;
};
struct SiteEntry {
    std::string code;
    std::string kind;
    std::string name;
    Point point;
    std::string grid;
    std::string manager;
    std::string beneficiary;
};
struct SiteList {
    std::vector<SiteKindEntry> kinds;
    std::vector<SiteEntry> sites;
};

/// What people write about one kind of case.
struct KindWords {
    std::string kind;
    std::string scene; // a file in pictures/
    int weight = 1;
    std::vector<std::string> site_kinds;
    std::vector<std::string> summaries;
};
struct WordList {
    std::vector<KindWords> kinds;
    std::vector<std::string> places;
    std::vector<std::string> file_notes;
    std::vector<std::string> dispatch_notes;
    std::vector<std::string> return_notes;
    std::vector<std::string> handle_notes;
    std::vector<std::string> poor_handle_notes;
    std::vector<std::string> confirm_notes;
    std::vector<std::string> send_back_notes;
    std::vector<std::string> pass_notes;
    std::vector<std::string> rework_notes;
    std::vector<std::string> close_notes;
    std::vector<std::string> refuse_notes;
    std::vector<std::string> objections;
    std::vector<std::string> praises;
    std::vector<std::string> complaints;
    std::vector<std::string> citizens;
};

struct CountyFiles {
    CountyEntry county;
    BodyList bodies;
    PeopleList people;
    AccountList accounts;
    std::vector<GridEntry> grids;
    SiteList sites;
    WordList words;
};

/// Reads the files that travel in the binary; a file that does not fit is a bug.
CountyFiles read_county_files();
/// Only the accounts, for the sign-in page of a demo.
AccountList read_demo_accounts();

} // namespace weicheng::demo
