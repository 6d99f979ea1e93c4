#include "modules/people/http/people_http.h"
#include "modules/people/rules/post_rules.h"
#include "modules/people/store/people_store.h"

#include <algorithm>
#include <map>

namespace weicheng::people {

using http::Context;
using http::Nothing;

static std::optional<std::string> text_or_none(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

BodyReply reply_of(const Body& body, BodyId leading_body) {
    return {body.id,     body.code,       body.kind,     body.name,         body.short_name,
            body.parent, body.valid_from, body.valid_to, body.succeeded_by, leading_body};
}

static PostReply reply_of(const Post& post) {
    PostReply reply{post.id, post.title, post.duty, post.role, post.rank, text_or_none(post.phone),
                    {}};
    if (post.holder)
        reply.holder = HolderReply{post.holder->person, post.holder->name, post.holder->since};
    return reply;
}

Result<BodyDetail> body_detail(db::Tx& tx, CountyId county, BodyId id) {
    const auto known = body(tx, county, id);
    if (!known) return Refusal{"body.unknown"};
    BodyDetail detail;
    BodyId leading;
    for (const auto& member : members(tx, county, id)) {
        if (member.role == MemberRole::lead) leading = member.body;
        detail.members.push_back({member.body, member.name, member.role, member.since});
    }
    static_cast<BodyReply&>(detail) = reply_of(*known, leading);
    for (const auto& post : posts_of_body(tx, county, id))
        detail.posts.push_back(reply_of(post));
    for (const auto& old : store::predecessors(tx, county, id))
        detail.predecessors.push_back({old.id, old.name, old.valid_to.value_or(old.valid_from)});
    return detail;
}

Result<PostDetail> post_detail(db::Tx& tx, CountyId county, PostId id) {
    const auto post = store::post(tx, county, id);
    if (!post) return Refusal{"post.unknown"};
    PostDetail detail;
    static_cast<PostReply&>(detail) = reply_of(*post);
    detail.body_id = post->body;
    detail.body_name = post->body_name;
    for (const auto& power : store::powers(tx, county, id))
        detail.powers.push_back({power.power, power.body});
    for (const auto& term : store::terms(tx, county, id))
        detail.holders.push_back({term.person, term.name, term.since, term.until});
    return detail;
}

static Result<http::List<BodyReply>> get_bodies(const Context& context, db::Tx& tx,
                                                const Nothing&) {
    const auto county = context.caller.county;
    std::map<BodyId, BodyId> leads;
    for (const auto& member : all_members(tx, county))
        if (member.role == MemberRole::lead) leads[member.group] = member.body;
    http::List<BodyReply> list;
    for (const auto& body : bodies(tx, county)) {
        const auto lead = leads.find(body.id);
        list.items.push_back(reply_of(body, lead == leads.end() ? BodyId{} : lead->second));
    }
    return list;
}

static Result<BodyDetail> get_body(const Context& context, db::Tx& tx,
                                   const http::ById<BodyId>& path) {
    return body_detail(tx, context.caller.county, path.id);
}

/// The list is small (some hundreds of posts), so the search runs over all of it.
static Result<http::List<PhoneEntry>> get_phone_book(const Context& context, db::Tx& tx,
                                                     const PhoneBookQuery& query) {
    const auto county = context.caller.county;
    std::map<BodyId, std::size_t> order;
    const auto all = bodies(tx, county);
    for (std::size_t i = 0; i < all.size(); ++i)
        order[all[i].id] = i;
    auto held = posts(tx, county);
    std::erase_if(held, [&](const Post& post) {
        return !post.holder || !rules::fits_phone_search(post, all[order[post.body]].short_name,
                                                         query.q.value_or(""));
    });
    std::stable_sort(held.begin(), held.end(),
                     [&](const Post& a, const Post& b) { return order[a.body] < order[b.body]; });
    http::List<PhoneEntry> book;
    for (const auto& post : held)
        book.items.push_back({post.holder->person, post.holder->name, post.title, post.body,
                              post.body_name, text_or_none(post.phone)});
    return book;
}

static Result<PostDetail> get_post(const Context& context, db::Tx& tx,
                                   const http::ById<PostId>& path) {
    return post_detail(tx, context.caller.county, path.id);
}

std::vector<http::Endpoint> reading_endpoints() {
    using http::Door;
    using http::Method;
    return {
        http::read<Nothing, http::List<BodyReply>>(
            {.method = Method::get,
             .path = "/api/v1/bodies",
             .operation_id = "list_bodies",
             .words = "All bodies, also those that have ended.",
             .door = Door::signed_in,
             .row = "R1.1"},
            &get_bodies),
        http::read<http::ById<BodyId>, BodyDetail>(
            {.method = Method::get,
             .path = "/api/v1/bodies/{id}",
             .operation_id = "get_body",
             .words = "A body with its posts, members and the bodies it stands for.",
             .door = Door::signed_in,
             .row = "R1.1"},
            &get_body),
        http::read<PhoneBookQuery, http::List<PhoneEntry>>(
            {.method = Method::get,
             .path = "/api/v1/phone-book",
             .operation_id = "list_phone_entries",
             .words = "Who holds which post, with the office phone.",
             .door = Door::signed_in,
             .row = "R1.1"},
            &get_phone_book),
        http::read<http::ById<PostId>, PostDetail>(
            {.method = Method::get,
             .path = "/api/v1/posts/{id}",
             .operation_id = "get_post",
             .words = "A post with its powers and everyone who held it.",
             .door = Door::power,
             .power = "people.edit",
             .row = "R1.1"},
            &get_post),
    };
}

} // namespace weicheng::people
