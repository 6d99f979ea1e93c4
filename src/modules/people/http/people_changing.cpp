#include "modules/people/http/people_http.h"

namespace weicheng::people {

using http::Context;
using http::Nothing;

static Date day_or_today(const std::optional<Date>& day, const Context& context) {
    return day.value_or(date_of(context.now));
}

static Result<BodyDetail> post_body(const Context& context, db::Tx& tx, const Nothing&,
                                    const NewBodyInput& input) {
    const NewBody body{input.code,
                       input.kind,
                       input.name,
                       input.short_name.value_or(""),
                       input.parent_id.value_or(BodyId{}),
                       day_or_today(input.valid_from, context)};
    const auto id = create_body(tx, context.caller, body, context.now);
    if (!id) return id.refusal();
    return body_detail(tx, context.caller.county, *id);
}

static Result<BodyDetail> put_parent(const Context& context, db::Tx& tx,
                                     const http::ById<BodyId>& path, const BodyParent& input) {
    const auto moved =
        move_body(tx, context.caller, path.id, input.parent_id.value_or(BodyId{}), context.now);
    if (!moved) return moved.refusal();
    return body_detail(tx, context.caller.county, path.id);
}

static Result<BodyDetail> post_succession(const Context& context, db::Tx& tx,
                                          const http::ById<BodyId>& path,
                                          const NewSuccession& input) {
    const auto done = succeed_body(tx, context.caller, path.id, input.successor_id,
                                   day_or_today(input.on, context), context.now);
    if (!done) return done.refusal();
    return body_detail(tx, context.caller.county, input.successor_id);
}

static Result<BodyDetail> post_member(const Context& context, db::Tx& tx,
                                      const http::ById<BodyId>& path, const NewMember& input) {
    const auto done = add_member(tx, context.caller, path.id, input.body_id,
                                 input.role.value_or(MemberRole::member),
                                 day_or_today(input.since, context), context.now);
    if (!done) return done.refusal();
    return body_detail(tx, context.caller.county, path.id);
}

static Result<BodyDetail> post_member_ending(const Context& context, db::Tx& tx,
                                             const http::ById<BodyId>& path,
                                             const NewMemberEnding& input) {
    const auto done = end_member(tx, context.caller, path.id, input.body_id,
                                 day_or_today(input.on, context), context.now);
    if (!done) return done.refusal();
    return body_detail(tx, context.caller.county, path.id);
}

static Result<http::Named<PersonId>> post_person(const Context& context, db::Tx& tx, const Nothing&,
                                                 const NewPerson& input) {
    const auto id = create_person(tx, context.caller, input.name, context.now);
    if (!id) return id.refusal();
    return http::Named<PersonId>{*id, input.name};
}

static Result<PostDetail> post_post(const Context& context, db::Tx& tx, const Nothing&,
                                    const NewPostInput& input) {
    const NewPost post{input.body_id,
                       input.title,
                       input.duty.value_or(""),
                       input.phone.value_or(""),
                       input.role.value_or(PostRole::staff),
                       input.rank.value_or(0)};
    const auto id = create_post(tx, context.caller, post, context.now);
    if (!id) return id.refusal();
    return post_detail(tx, context.caller.county, *id);
}

static Result<PostDetail> post_appointment(const Context& context, db::Tx& tx, const Nothing&,
                                           const NewAppointment& input) {
    const auto done = appoint(tx, context.caller, input.post_id, input.person_id,
                              day_or_today(input.since, context), context.now);
    if (!done) return done.refusal();
    return post_detail(tx, context.caller.county, input.post_id);
}

static Result<PostDetail> post_vacancy(const Context& context, db::Tx& tx,
                                       const http::ById<PostId>& path, const NewVacancy& input) {
    const auto done =
        vacate(tx, context.caller, path.id, day_or_today(input.on, context), context.now);
    if (!done) return done.refusal();
    return post_detail(tx, context.caller.county, path.id);
}

static PowerScope scope_of(const PowerOfPost& input) {
    switch (input.scope.value_or(ScopeWord::own_body)) {
    case ScopeWord::own_body: return PowerScope::own_body();
    case ScopeWord::county: return PowerScope::county();
    case ScopeWord::body: return PowerScope::of(input.body_id.value_or(BodyId{}));
    }
    throw Bug("a scope of an unknown word");
}

static Result<PostDetail> post_power(const Context& context, db::Tx& tx,
                                     const http::ById<PostId>& path, const PowerOfPost& input) {
    const auto done =
        grant_power(tx, context.caller, path.id, input.power, scope_of(input), context.now);
    if (!done) return done.refusal();
    return post_detail(tx, context.caller.county, path.id);
}

static Result<PostDetail> post_power_revocation(const Context& context, db::Tx& tx,
                                                const http::ById<PostId>& path,
                                                const PowerOfPost& input) {
    const auto done =
        revoke_power(tx, context.caller, path.id, input.power, scope_of(input), context.now);
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
            creating("/api/v1/bodies", "create_body", "Add a body to the tree."), &post_body),
        http::write<http::ById<BodyId>, BodyParent, BodyDetail>(std::move(moving), &put_parent),
        http::write<http::ById<BodyId>, NewSuccession, BodyDetail>(
            creating("/api/v1/bodies/{id}/successions", "succeed_body",
                     "Another body takes over; the old one keeps its history."),
            &post_succession),
        http::write<http::ById<BodyId>, NewMember, BodyDetail>(
            creating("/api/v1/bodies/{id}/members", "create_body_member",
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
            creating("/api/v1/persons", "create_person", "Add a person by name."), &post_person),
        http::write<Nothing, NewPostInput, PostDetail>(
            creating("/api/v1/posts", "create_post", "Add a post to a body."), &post_post),
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
