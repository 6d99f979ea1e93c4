#include "modules/cases/rules/permission.h"
#include "modules/cases/store/case_row.h"
#include "modules/cases/store/move_fact.h"
#include "platform/facts/facts.h"

#include <map>

namespace weicheng::cases {

static const db::Query end_stage{"cases.end_stage", R"(
    UPDATE case_stages SET left_at = $1, ended_by = $2, ended_by_server = $3
    WHERE county_id = $4 AND case_id = $5 AND left_at IS NULL)"};
static const db::Table<StageRow> stage_table{"case_stages",
                                             {{"county_id", db::Use::key},
                                              {"id", db::Use::key},
                                              {"case_id", db::Use::fixed},
                                              {"stage", &StageRow::stage},
                                              {"period", &StageRow::period},
                                              {"body_id", &StageRow::body},
                                              {"ended_by", &StageRow::ended_by},
                                              {"ended_by_server", &StageRow::ended_by_server},
                                              {"entered_at", &StageRow::entered_at},
                                              {"left_at", &StageRow::left_at},
                                              {"due_at", &StageRow::due_at},
                                              {"clock", &StageRow::clock}}};
static const db::Query begin_stage{"cases.begin_stage", stage_table.insert()};
static const db::Query move_stage{"cases.move_stage", R"(
    UPDATE case_stages SET due_at = $1
    WHERE county_id = $2 AND case_id = $3 AND left_at IS NULL)"};
static const db::Query select_stages{"cases.select_stages",
                                     stage_table.select() +
                                         " WHERE county_id = $1 AND case_id = $2 ORDER BY id"};
static const db::Query select_notes{"cases.select_notes", R"(
    SELECT id, words FROM case_notes WHERE county_id = $1 AND case_id = $2)"};

static const db::Query insert_contact{"cases.insert_contact", R"(
    INSERT INTO case_contacts (county_id, id, case_id, name, phone) VALUES ($1, $2, $3, $4, $5))"};
static const db::Query select_contact{"cases.select_contact", R"(
    SELECT name, phone FROM case_contacts
    WHERE county_id = $1 AND case_id = $2 AND erased_at IS NULL)"};
static const db::Query erase_contacts{"cases.erase_contacts", R"(
    UPDATE case_contacts SET name = '', phone = '', erased_at = $1
    WHERE county_id = $2 AND case_id = $3 AND erased_at IS NULL)"};

static const db::Query insert_rating{"cases.insert_rating", R"(
    INSERT INTO case_ratings (county_id, id, case_id, period, score, words)
    VALUES (:county, :id, :case, :period, :score, :words))"};
static const db::Query select_rating{"cases.select_rating", R"(
    SELECT score, words FROM case_ratings WHERE county_id = $1 AND case_id = $2 AND period = $3)"};

static const db::Query count_kinds{"cases.count_kinds", R"(
    SELECT kind, COUNT(*) FROM cases
    WHERE county_id = $1 AND source = $2 AND reported_at >= $3
    GROUP BY kind ORDER BY COUNT(*) DESC, kind)"};

// ---- stages ----

void turn_stage(db::Tx& tx, const Caller& actor, const Change& change, Instant now) {
    const auto& one = change.after;
    if (change.before.id)
        tx.run(end_stage, {now, actor.account, actor.is_server, one.county, one.id});
    if (has_ended(one.state)) return;
    const auto turn = turn_of(one);
    StageRow begun{.stage = one.state,
                   .period = one.period,
                   .body = turn ? turn->body : BodyId{},
                   .ended_by = {},
                   .entered_at = now,
                   .left_at = std::nullopt,
                   .due_at = std::nullopt,
                   .clock = StageClock::natural};
    if (one.stage) begun.due_at = one.stage->due_at, begun.clock = one.stage->clock;
    tx.run(begin_stage,
           stage_table.values(
               begun, {{"county_id", one.county}, {"id", tx.new_id()}, {"case_id", one.id}}));
}

void move_stage_due(db::Tx& tx, const Case& one) {
    check(one.stage.has_value(), "only a running stage is moved");
    tx.run(move_stage, {one.stage->due_at, one.county, one.id});
}

std::vector<StageRow> stages_of(db::Tx& tx, CountyId county, CaseId id) {
    return tx.rows(select_stages, {county, id}, stage_table);
}

// ---- history ----

std::vector<Event> events_of(db::Tx& tx, CountyId county, CaseId id) {
    std::map<std::int64_t, std::string> notes;
    tx.each(select_notes, {county, id},
            [&](const db::Row& row) { notes[row.integer(0)] = row.get<std::string>(1); });
    std::vector<Event> events;
    for (const auto& recorded : facts::of_subject(tx, county, "case", id.value)) {
        const auto said = http::from_json<MoveFact>(recorded.fact.body);
        check(bool(said), "the facts of a case can be read");
        events.push_back({.fact = recorded.fact.kind,
                          .at = recorded.fact.at,
                          .actor = recorded.actor,
                          .by_server = recorded.by_server,
                          .period = said->period,
                          .action = said->action,
                          .reason = said->reason,
                          .body = said->body.value_or(BodyId{}),
                          .note = said->note ? notes[said->note->value] : ""});
    }
    return events;
}

std::vector<Step> steps_of(db::Tx& tx, CountyId county, CaseId id, int period) {
    return steps_in(events_of(tx, county, id), period);
}

std::vector<Step> steps_in(const std::vector<Event>& events, int period) {
    std::vector<Step> steps;
    for (const auto& event : events)
        if (event.period == period && event.action)
            steps.push_back({*event.action, event.at, event.reason});
    return steps;
}

std::vector<KindCount> kinds_by_use(db::Tx& tx, CountyId county, std::string_view source,
                                    Instant since) {
    return tx.rows(count_kinds, {county, source, since}, [](const db::Row& row) {
        return KindCount{row.get<std::string>(0), row.integer(1)};
    });
}

// ---- contact and rating ----

void put_contact(db::Tx& tx, CountyId county, CaseId id, const SealedContact& contact) {
    tx.run(insert_contact, {county, tx.new_id(), id, contact.name, contact.phone});
}

std::optional<SealedContact> contact_of(db::Tx& tx, CountyId county, CaseId id) {
    return tx.first(select_contact, {county, id}, [](const db::Row& row) {
        return SealedContact{row.get<std::string>(0), row.get<std::string>(1)};
    });
}

bool erase_contact(db::Tx& tx, CountyId county, CaseId id, Instant now) {
    return tx.run(erase_contacts, {now, county, id}) > 0;
}

void put_rating(db::Tx& tx, CountyId county, CaseId id, int period, const Rating& rating) {
    tx.run(insert_rating, {{"county", county},
                           {"id", tx.new_id()},
                           {"case", id},
                           {"period", period},
                           {"score", rating.score},
                           {"words", rating.words}});
}

std::optional<Rating> rating_of(db::Tx& tx, CountyId county, CaseId id, int period) {
    return tx.first(select_rating, {county, id, period}, [](const db::Row& row) {
        return Rating{row.get<int>(0), row.get<std::string>(1)};
    });
}

} // namespace weicheng::cases
