// What travels on the paths of people. Used inside http/ only.
#pragma once

#include "modules/people/people.h"
#include "platform/http/shape.h"

namespace weicheng::people {

// ---- answers ----

struct BodyReply {
    BodyId id;
    std::string code;
    BodyKind kind = BodyKind::other;
    std::string name;
    std::string short_name;
    BodyId parent_id;
    Date valid_from;
    std::optional<Date> valid_to;
    BodyId succeeded_by_id;
    BodyId leading_body_id; // of a function group or a grid; zero: none
};
struct BodyList {
    std::vector<BodyReply> items;
};

struct HolderReply {
    PersonId person_id;
    std::string name;
    Date since;
};
struct PostReply {
    PostId id;
    std::string title;
    std::string duty;
    PostRole role = PostRole::staff;
    int rank = 0;
    std::optional<std::string> phone;
    std::optional<HolderReply> holder;
};
struct MemberReply {
    BodyId body_id;
    std::string name;
    MemberRole role = MemberRole::member;
    Date since;
};
struct PredecessorReply {
    BodyId id;
    std::string name;
    Date until;
};
struct BodyDetail : BodyReply {
    std::vector<PostReply> posts;
    std::vector<MemberReply> members;
    std::vector<PredecessorReply> predecessors;
};

struct PhoneEntry {
    PersonId person_id;
    std::string name;
    std::string post_title;
    BodyId body_id;
    std::string body_name;
    std::optional<std::string> phone;
};
struct PhoneBook {
    std::vector<PhoneEntry> items;
};

struct TermReply {
    PersonId person_id;
    std::string name;
    Date since;
    std::optional<Date> until;
};
struct PowerReply {
    std::string power;
    BodyId body_id; // zero: the whole county
};
struct PostDetail : PostReply {
    BodyId body_id;
    std::string body_name;
    std::vector<PowerReply> powers;
    std::vector<TermReply> holders;
};

struct PersonReply {
    PersonId id;
    std::string name;
};

// ---- questions and wishes ----

struct BodyPath {
    BodyId id;
};
struct PostPath {
    PostId id;
};
struct PhoneBookQuery {
    std::optional<std::string> q;
};
struct BodyWish {
    std::string code;
    BodyKind kind = BodyKind::other;
    std::string name;
    std::optional<std::string> short_name;
    std::optional<BodyId> parent_id;
    std::optional<Date> valid_from; // absent: today
};
struct ParentWish {
    std::optional<BodyId> parent_id;
};
struct SuccessionWish {
    BodyId successor_id;
    std::optional<Date> on;
};
struct MemberWish {
    BodyId body_id;
    std::optional<MemberRole> role;
    std::optional<Date> since;
};
struct MemberEndWish {
    BodyId body_id;
    std::optional<Date> on;
};
struct PersonWish {
    std::string name;
};
struct PostWish {
    BodyId body_id;
    std::string title;
    std::optional<std::string> duty;
    std::optional<std::string> phone;
    std::optional<PostRole> role;
    std::optional<int> rank;
};
struct AppointmentWish {
    PostId post_id;
    PersonId person_id;
    std::optional<Date> since;
};
struct VacancyWish {
    std::optional<Date> on;
};
/// Persisted nowhere: how a scope is written in a request.
enum class ScopeWord { own_body, county, body };
struct PowerWish {
    std::string power;
    std::optional<ScopeWord> scope; // absent: the post's own body
    std::optional<BodyId> body_id;  // with scope "body"
};

} // namespace weicheng::people

namespace weicheng {
template <>
struct EnumNames<people::ScopeWord> {
    static constexpr std::array<std::pair<people::ScopeWord, std::string_view>, 3> all{{
        {people::ScopeWord::own_body, "own_body"},
        {people::ScopeWord::county, "county"},
        {people::ScopeWord::body, "body"},
    }};
};
} // namespace weicheng

namespace weicheng::http {

template <>
struct Shape<people::BodyReply> {
    using T = people::BodyReply;
    static constexpr std::string_view name = "Body";
    static constexpr auto fields = std::tuple{
        field("id", &T::id),
        field("code", &T::code),
        field("kind", &T::kind),
        field("name", &T::name),
        field("short_name", &T::short_name),
        field("parent_id", &T::parent_id),
        field("valid_from", &T::valid_from),
        field("valid_to", &T::valid_to, "The first day it no longer stands."),
        field("succeeded_by_id", &T::succeeded_by_id),
        field("leading_body_id", &T::leading_body_id, "The lead unit of a group or a grid.")};
};
template <>
struct Shape<people::BodyList> {
    static constexpr std::string_view name = "BodyList";
    static constexpr auto fields = std::tuple{field("items", &people::BodyList::items)};
};
template <>
struct Shape<people::HolderReply> {
    using T = people::HolderReply;
    static constexpr std::string_view name = "Holder";
    static constexpr auto fields = std::tuple{field("person_id", &T::person_id),
                                              field("name", &T::name), field("since", &T::since)};
};
template <>
struct Shape<people::PostReply> {
    using T = people::PostReply;
    static constexpr std::string_view name = "Post";
    static constexpr auto fields =
        std::tuple{field("id", &T::id),        field("title", &T::title), field("duty", &T::duty),
                   field("role", &T::role),    field("rank", &T::rank),   field("phone", &T::phone),
                   field("holder", &T::holder)};
};
template <>
struct Shape<people::MemberReply> {
    using T = people::MemberReply;
    static constexpr std::string_view name = "Member";
    static constexpr auto fields =
        std::tuple{field("body_id", &T::body_id), field("name", &T::name), field("role", &T::role),
                   field("since", &T::since)};
};
template <>
struct Shape<people::PredecessorReply> {
    using T = people::PredecessorReply;
    static constexpr std::string_view name = "Predecessor";
    static constexpr auto fields =
        std::tuple{field("id", &T::id), field("name", &T::name), field("until", &T::until)};
};
template <>
struct Shape<people::BodyDetail> {
    using T = people::BodyDetail;
    static constexpr std::string_view name = "BodyDetail";
    static constexpr auto fields = std::tuple_cat(
        Shape<people::BodyReply>::fields,
        std::tuple{field("posts", &T::posts), field("members", &T::members),
                   field("predecessors", &T::predecessors, "Bodies it stands for today.")});
};
template <>
struct Shape<people::PhoneEntry> {
    using T = people::PhoneEntry;
    static constexpr std::string_view name = "PhoneEntry";
    static constexpr auto fields =
        std::tuple{field("person_id", &T::person_id),   field("name", &T::name),
                   field("post_title", &T::post_title), field("body_id", &T::body_id),
                   field("body_name", &T::body_name),   field("phone", &T::phone)};
};
template <>
struct Shape<people::PhoneBook> {
    static constexpr std::string_view name = "PhoneBook";
    static constexpr auto fields = std::tuple{field("items", &people::PhoneBook::items)};
};
template <>
struct Shape<people::TermReply> {
    using T = people::TermReply;
    static constexpr std::string_view name = "PostTerm";
    static constexpr auto fields =
        std::tuple{field("person_id", &T::person_id), field("name", &T::name),
                   field("since", &T::since), field("until", &T::until)};
};
template <>
struct Shape<people::PowerReply> {
    using T = people::PowerReply;
    static constexpr std::string_view name = "PostPower";
    static constexpr auto fields =
        std::tuple{field("power", &T::power),
                   field("body_id", &T::body_id, "Where it holds; null: the whole county.")};
};
template <>
struct Shape<people::PostDetail> {
    using T = people::PostDetail;
    static constexpr std::string_view name = "PostDetail";
    static constexpr auto fields = std::tuple_cat(
        Shape<people::PostReply>::fields,
        std::tuple{field("body_id", &T::body_id), field("body_name", &T::body_name),
                   field("powers", &T::powers),
                   field("holders", &T::holders, "Everyone who held it, latest first.")});
};
template <>
struct Shape<people::PersonReply> {
    using T = people::PersonReply;
    static constexpr std::string_view name = "Person";
    static constexpr auto fields = std::tuple{field("id", &T::id), field("name", &T::name)};
};

template <>
struct Shape<people::BodyPath> {
    static constexpr std::string_view name = "BodyPath";
    static constexpr auto fields = std::tuple{field("id", &people::BodyPath::id)};
};
template <>
struct Shape<people::PostPath> {
    static constexpr std::string_view name = "PostPath";
    static constexpr auto fields = std::tuple{field("id", &people::PostPath::id)};
};
template <>
struct Shape<people::PhoneBookQuery> {
    static constexpr std::string_view name = "PhoneBookQuery";
    static constexpr auto fields = std::tuple{field("q", &people::PhoneBookQuery::q, at_most(40),
                                                    "A piece of a name, title, unit or number.")};
};
template <>
struct Shape<people::BodyWish> {
    using T = people::BodyWish;
    static constexpr std::string_view name = "NewBody";
    static constexpr auto fields =
        std::tuple{field("code", &T::code, between(1, 40), "Unique in the county."),
                   field("kind", &T::kind),
                   field("name", &T::name, between(1, 60)),
                   field("short_name", &T::short_name, at_most(60)),
                   field("parent_id", &T::parent_id),
                   field("valid_from", &T::valid_from, "Today when absent.")};
};
template <>
struct Shape<people::ParentWish> {
    static constexpr std::string_view name = "BodyParent";
    static constexpr auto fields = std::tuple{
        field("parent_id", &people::ParentWish::parent_id, "Null: the top of the tree.")};
};
template <>
struct Shape<people::SuccessionWish> {
    using T = people::SuccessionWish;
    static constexpr std::string_view name = "NewSuccession";
    static constexpr auto fields =
        std::tuple{field("successor_id", &T::successor_id),
                   field("on", &T::on, "The first day of the successor; today when absent.")};
};
template <>
struct Shape<people::MemberWish> {
    using T = people::MemberWish;
    static constexpr std::string_view name = "NewMember";
    static constexpr auto fields = std::tuple{field("body_id", &T::body_id),
                                              field("role", &T::role), field("since", &T::since)};
};
template <>
struct Shape<people::MemberEndWish> {
    using T = people::MemberEndWish;
    static constexpr std::string_view name = "NewMemberEnding";
    static constexpr auto fields = std::tuple{field("body_id", &T::body_id), field("on", &T::on)};
};
template <>
struct Shape<people::PersonWish> {
    static constexpr std::string_view name = "NewPerson";
    static constexpr auto fields =
        std::tuple{field("name", &people::PersonWish::name, between(1, 40))};
};
template <>
struct Shape<people::PostWish> {
    using T = people::PostWish;
    static constexpr std::string_view name = "NewPost";
    static constexpr auto fields =
        std::tuple{field("body_id", &T::body_id),
                   field("title", &T::title, between(1, 40)),
                   field("duty", &T::duty, at_most(200)),
                   field("phone", &T::phone, at_most(30), "The office phone."),
                   field("role", &T::role),
                   field("rank", &T::rank, between(0, 9999), "Order within the body.")};
};
template <>
struct Shape<people::AppointmentWish> {
    using T = people::AppointmentWish;
    static constexpr std::string_view name = "NewAppointment";
    static constexpr auto fields =
        std::tuple{field("post_id", &T::post_id), field("person_id", &T::person_id),
                   field("since", &T::since, "Today when absent.")};
};
template <>
struct Shape<people::VacancyWish> {
    static constexpr std::string_view name = "NewVacancy";
    static constexpr auto fields = std::tuple{field("on", &people::VacancyWish::on)};
};
template <>
struct Shape<people::PowerWish> {
    using T = people::PowerWish;
    static constexpr std::string_view name = "PowerOfPost";
    static constexpr auto fields =
        std::tuple{field("power", &T::power, between(1, 60)), field("scope", &T::scope),
                   field("body_id", &T::body_id, "With scope body.")};
};

} // namespace weicheng::http
