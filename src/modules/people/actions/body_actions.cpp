#include "modules/people/people.h"
#include "modules/people/rules/body_rules.h"
#include "modules/people/store/people_store.h"
#include "platform/facts/facts.h"
#include "platform/http/json.h"

namespace weicheng::people {

static std::optional<Body> body_if_any(db::Tx& tx, CountyId county, BodyId id) {
    return id ? body(tx, county, id) : std::nullopt;
}

Result<BodyId> create_body(db::Tx& tx, const Caller& caller, const NewBody& input, Instant now) {
    const auto county = caller.county;
    const auto judged = rules::judge_new_body(caller, input, body_by_code(tx, county, input.code),
                                              body_if_any(tx, county, input.parent), date_of(now));
    if (!judged) return judged.refusal();
    const auto id = store::insert_body(tx, county, input);
    http::JsonObject fact;
    fact.add("code", input.code).add("kind", name_of(input.kind)).add("parent", input.parent);
    facts::record(tx, caller, {"body.added", "body", id.value, now, fact.text()});
    return id;
}

Result<void> move_body(db::Tx& tx, const Caller& caller, BodyId moved, BodyId parent, Instant now) {
    const auto judged = rules::judge_move(caller, moved, parent, bodies(tx, caller.county));
    if (!judged) return judged;
    store::set_parent(tx, caller.county, moved, parent);
    http::JsonObject fact;
    fact.add("parent", parent);
    facts::record(tx, caller, {"body.moved", "body", moved.value, now, fact.text()});
    return {};
}

Result<void> succeed_body(db::Tx& tx, const Caller& caller, BodyId old, BodyId successor, Date on,
                          Instant now) {
    const auto county = caller.county;
    const auto before = body(tx, county, old);
    const auto after = body(tx, county, successor);
    const auto judged = rules::judge_succession(caller, before, after, on,
                                                store::latest_start(tx, county, old), date_of(now));
    if (!judged) return judged;
    const auto trees = rules::replant(*before, *after, bodies(tx, county));
    const auto seats = rules::inherit_memberships(old, successor, all_members(tx, county), on);
    if (trees.successor_parent) store::set_parent(tx, county, successor, *trees.successor_parent);
    for (const auto child : trees.children)
        store::set_parent(tx, county, child, successor);
    for (const auto& seat : seats.ended)
        store::end_member(tx, county, seat.group, seat.body, on);
    for (const auto& seat : seats.begun)
        store::insert_member(tx, county, seat);
    store::end_terms_in(tx, county, old, on);
    store::hand_over(tx, county, old, successor, on);
    http::JsonObject fact;
    fact.add("successor", successor).add("on", to_text(on));
    facts::record(tx, caller, {"body.succeeded", "body", old.value, now, fact.text()});
    return {};
}

Result<void> add_member(db::Tx& tx, const Caller& caller, BodyId group, BodyId member,
                        MemberRole role, Date since, Instant now) {
    const auto county = caller.county;
    const rules::Membership input{body_if_any(tx, county, group), body_if_any(tx, county, member),
                                  role, since};
    const auto judged =
        rules::judge_new_member(caller, input, members(tx, county, group), date_of(now));
    if (!judged) return judged;
    store::insert_member(tx, county, {group, member, input.body->name, role, since});
    http::JsonObject fact;
    fact.add("member", member).add("role", name_of(role)).add("since", to_text(since));
    facts::record(tx, caller, {"body.member_added", "body", group.value, now, fact.text()});
    return {};
}

Result<void> end_member(db::Tx& tx, const Caller& caller, BodyId group, BodyId member, Date on,
                        Instant now) {
    const auto county = caller.county;
    const auto judged = rules::judge_member_end(caller, group, member, members(tx, county, group),
                                                on, date_of(now));
    if (!judged) return judged;
    store::end_member(tx, county, group, member, on);
    http::JsonObject fact;
    fact.add("member", member).add("on", to_text(on));
    facts::record(tx, caller, {"body.member_ended", "body", group.value, now, fact.text()});
    return {};
}

} // namespace weicheng::people
