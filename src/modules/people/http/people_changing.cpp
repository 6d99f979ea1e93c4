#include "modules/people/http/people_http.h"

namespace weicheng::people {

using http::Context;
using http::Nothing;

static Date day_or_today(const std::optional<Date>& day, const Context& context) {
    return day.value_or(date_of(context.now));
}

static Result<BodyDetail> post_body(const Context& context, db::Tx& tx, const Nothing&,
                                    const NewBodyInput& wish) {
    const NewBody body{wish.code,
                       wish.kind,
                       wish.name,
                       wish.short_name.value_or(""),
                       wish.parent_id.value_or(BodyId{}),
                       day_or_today(wish.valid_from, context)};
    const auto id = add_body(tx, context.caller, body, context.now);
    if (!id) return id.refusal();
    return body_detail(tx, context.caller.county, *id);
}

static Result<BodyDetail> put_parent(const Context& context, db::Tx& tx,
                                     const http::ById<BodyId>& path, const BodyParent& wish) {
    const auto moved =
        move_body(tx, context.caller, path.id, wish.parent_id.value_or(BodyId{}), context.now);
    if (!moved) return moved.refusal();
    return body_detail(tx, context.caller.county, path.id);
}

static Result<BodyDetail> post_succession(const Context& context, db::Tx& tx,
                                          const http::ById<BodyId>& path,
                                          const NewSuccession& wish) {
    const auto done = succeed_body(tx, context.caller, path.id, wish.successor_id,
                                   day_or_today(wish.on, context), context.now);
    if (!done) return done.refusal();
    return body_detail(tx, context.caller.county, wish.successor_id);
}

static Result<BodyDetail> post_member(const Context& context, db::Tx& tx,
                                      const http::ById<BodyId>& path, const NewMember& wish) {
    const auto done = add_member(tx, context.caller, path.id, wish.body_id,
                                 wish.role.value_or(MemberRole::member),
                                 day_or_today(wish.since, context), context.now);
    if (!done) return done.refusal();
    return body_detail(tx, context.caller.county, path.id);
}

static Result<BodyDetail> post_member_ending(const Context& context, db::Tx& tx,
                                             const http::ById<BodyId>& path,
                                             const NewMemberEnding& wish) {
    const auto done = end_member(tx, context.caller, path.id, wish.body_id,
                                 day_or_today(wish.on, context), context.now);
    if (!done) return done.refusal();
    return body_detail(tx, context.caller.county, path.id);
}

static Result<http::Named<PersonId>> post_person(const Context& context, db::Tx& tx, const Nothing&,
                                                 const NewPerson& wish) {
    const auto id = add_person(tx, context.caller, wish.name, context.now);
    if (!id) return id.refusal();
    return http::Named<PersonId>{*id, wish.name};
}

static Result<PostDetail> post_post(const Context& context, db::Tx& tx, const Nothing&,
                                    const NewPostInput& wish) {
    const NewPost post{wish.body_id,
                       wish.title,
                       wish.duty.value_or(""),
                       wish.phone.value_or(""),
                       wish.role.value_or(PostRole::staff),
                       wish.rank.value_or(0)};
    const auto id = add_post(tx, context.caller, post, context.now);
    if (!id) return id.refusal();
    return post_detail(tx, context.caller.county, *id);
}

static Result<PostDetail> post_appointment(const Context& context, db::Tx& tx, const Nothing&,
                                           const NewAppointment& wish) {
    const auto done = appoint(tx, context.caller, wish.post_id, wish.person_id,
                              day_or_today(wish.since, context), context.now);
    if (!done) return done.refusal();
    return post_detail(tx, context.caller.county, wish.post_id);
}

static Result<PostDetail> post_vacancy(const Context& context, db::Tx& tx,
                                       const http::ById<PostId>& path, const NewVacancy& wish) {
    const auto done =
        vacate(tx, context.caller, path.id, day_or_today(wish.on, context), context.now);
    if (!done) return done.refusal();
    return post_detail(tx, context.caller.county, path.id);
}

static PowerScope scope_of(const PowerOfPost& wish) {
    switch (wish.scope.value_or(ScopeWord::own_body)) {
    case ScopeWord::own_body: return PowerScope::own_body();
    case ScopeWord::county: return PowerScope::county();
    case ScopeWord::body: return PowerScope::of(wish.body_id.value_or(BodyId{}));
    }
    throw Bug("a scope of an unknown word");
}

static Result<PostDetail> post_power(const Context& context, db::Tx& tx,
                                     const http::ById<PostId>& path, const PowerOfPost& wish) {
    const auto done =
        grant_power(tx, context.caller, path.id, wish.power, scope_of(wish), context.now);
    if (!done) return done.refusal();
    return post_detail(tx, context.caller.county, path.id);
}

static Result<PostDetail> post_power_revocation(const Context& context, db::Tx& tx,
                                                const http::ById<PostId>& path,
                                                const PowerOfPost& wish) {
    const auto done =
        revoke_power(tx, context.caller, path.id, wish.power, scope_of(wish), context.now);
    if (!done) return done.refusal();
    return post_detail(tx, context.caller.county, path.id);
}

static http::Spec creating(std::string path, std::string operation_id, std::string words,
                           std::string power = "people.edit") {
    return {.method = http::Method::post,
            .path = std::move(path),
            .operation_id = std::move(operation_id),
            .words = std::move(words),
            .door = http::Door::power,
            .power = std::move(power),
            .success = 201,
            .keyed = true,
            .row = "R1.1"};
}

static std::vector<http::Endpoint> body_endpoints() {
    http::Spec moving{.method = http::Method::put,
                      .path = "/api/v1/bodies/{id}/parent",
                      .operation_id = "move_body",
                      .words = "Hang a body below another one.",
                      .door = http::Door::power,
                      .power = "people.edit",
                      .row = "R1.1"};
    return {
        http::write<Nothing, NewBodyInput, BodyDetail>(
            creating("/api/v1/bodies", "add_body", "Add a body to the tree."), &post_body),
        http::write<http::ById<BodyId>, BodyParent, BodyDetail>(std::move(moving), &put_parent),
        http::write<http::ById<BodyId>, NewSuccession, BodyDetail>(
            creating("/api/v1/bodies/{id}/successions", "succeed_body",
                     "Another body takes over; the old one keeps its history."),
            &post_succession),
        http::write<http::ById<BodyId>, NewMember, BodyDetail>(
            creating("/api/v1/bodies/{id}/members", "add_body_member",
                     "Make a body a member of a function group or a grid."),
            &post_member),
        http::write<http::ById<BodyId>, NewMemberEnding, BodyDetail>(
            creating("/api/v1/bodies/{id}/member-endings", "end_body_member",
                     "End a membership; it stays in the record."),
            &post_member_ending),
    };
}

static std::vector<http::Endpoint> post_endpoints() {
    return {
        http::write<Nothing, NewPerson, http::Named<PersonId>>(
            creating("/api/v1/persons", "add_person", "Add a person by name."), &post_person),
        http::write<Nothing, NewPostInput, PostDetail>(
            creating("/api/v1/posts", "add_post", "Add a post to a body."), &post_post),
        http::write<Nothing, NewAppointment, PostDetail>(
            creating("/api/v1/appointments", "appoint",
                     "Put a person into a post; the holder before leaves it that day."),
            &post_appointment),
        http::write<http::ById<PostId>, NewVacancy, PostDetail>(
            creating("/api/v1/posts/{id}/vacancies", "vacate_post", "The holder leaves the post."),
            &post_vacancy),
        http::write<http::ById<PostId>, PowerOfPost, PostDetail>(
            creating("/api/v1/posts/{id}/powers", "grant_power", "Give a post a power.",
                     "accounts.manage"),
            &post_power),
        http::write<http::ById<PostId>, PowerOfPost, PostDetail>(
            creating("/api/v1/posts/{id}/power-revocations", "revoke_power",
                     "Take a power from a post.", "accounts.manage"),
            &post_power_revocation),
    };
}

std::vector<http::Endpoint> changing_endpoints() {
    auto endpoints = body_endpoints();
    for (auto& endpoint : post_endpoints())
        endpoints.push_back(std::move(endpoint));
    return endpoints;
}

} // namespace weicheng::people
