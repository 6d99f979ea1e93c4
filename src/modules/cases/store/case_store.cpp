#include "modules/cases/store/case_store.h"

#include "modules/cases/rules/clock.h"
#include "modules/cases/rules/nearness.h"
#include "modules/cases/rules/numbers.h"
#include "modules/cases/rules/permission.h"
#include "modules/cases/store/audience.h"
#include "modules/cases/store/case_row.h"
#include "modules/cases/store/move_fact.h"
#include "modules/cases/store/near_store.h"
#include "modules/cases/store/request_store.h"
#include "modules/cases/store/standing.h"
#include "platform/facts/facts.h"
#include "platform/files/files.h"

namespace weicheng::cases {

// ---- queries ----

const db::Table<Case>& case_table() {
    using db::Use;
    static const db::Table<Case> table{
        "cases",
        {{"county_id", &Case::county, Use::key},
         {"id", &Case::id, Use::key},
         {"revision", &Case::revision, Use::revision},
         {"campaign_id", &Case::campaign, Use::fixed},
         {"number", &Case::number, Use::fixed},
         {"summary", &Case::summary, Use::fixed},
         {"source", &Case::source, Use::fixed},
         {"mended_on_spot", &Case::mended_on_spot, Use::fixed},
         {"reporter_id", &Case::reporter, Use::fixed},
         {"reporter_person_id", &Case::reporter_person, Use::fixed},
         {"reported_at", &Case::reported_at, Use::fixed},
         {"found_at", &Case::found_at, Use::fixed},
         {"state", &Case::state},
         {"period", &Case::period},
         {"kind", &Case::kind},
         {"condition", &Case::condition},
         {"lon_e7", &Case::point, &Point::lon_e7},
         {"lat_e7", &Case::point, &Point::lat_e7},
         {"square", [](const Case& one) { return square_of(one.point); }},
         {"place_words", &Case::place_words},
         {"grid_id", &Case::grid},
         {"site_id", &Case::site},
         {"block_body_id", &Case::block_body},
         {"line_body_id", &Case::line_body},
         {"handling_body_id", &Case::handling_body},
         {"first_body_id", &Case::first_body},
         {"verdict_binds", &Case::verdict_binds},
         {"filed_at", &Case::filed_at},
         {"clock_started_at", &Case::clock_started_at},
         {"closed_at", &Case::closed_at},
         {"objection_until", &Case::objection_until},
         {"settled", &Case::settled},
         {"stage_entered_at", &Case::stage_entered_at},
         {"stage_due_at", &Case::stage, &StageLimit::due_at},
         {"stage_amber_at", &Case::stage, &StageLimit::amber_at},
         {"stage_deep_red_at", &Case::stage, &StageLimit::deep_red_at},
         {"stage_clock", &Case::stage, &StageLimit::clock},
         {"stage_provisional", &Case::stage, &StageLimit::provisional},
         {"signal", &Case::signal},
         {"next_signal_at", next_telling},
         {"due_at", &Case::due_at},
         {"handling_amount", &Case::limit, &calendar::Limit::amount},
         {"handling_unit", &Case::limit, &calendar::Limit::unit},
         {"handling_minutes", &Case::clock_minutes},
         {"late_body_id", &Case::late_body},
         {"lateness_exempt", &Case::lateness_exempt},
         {"suspended_at", &Case::suspension, &Suspension::since},
         {"suspended_recheck_on", &Case::suspension, &Suspension::recheck_on},
         {"suspended_reason", &Case::suspension, &Suspension::reason},
         {"suspended_minutes_left", &Case::suspension, &Suspension::minutes_left},
         {"rework_count", &Case::rework_count},
         {"return_count", &Case::return_count},
         {"kinds_version", &Case::kinds_version},
         {"verification", &Case::verification},
         {"merged_into_id", &Case::merged_into},
         {"recurs_of_id", &Case::recurs_of},
         {"recurrence_root_id", &Case::recurrence_root},
         {"recurrence_no", &Case::recurrence_no},
         {"recheck", &Case::recheck},
         {"checker_id", &Case::checker},
         {"closer_id", &Case::closer},
         {"request_kind", &Case::request, &Request::kind}}};
    return table;
}

const db::Sql& select_listed() {
    static const db::Sql listed = "SELECT " + case_table().list("c.") + R"(,
        COALESCE((SELECT p.sha256 FROM case_photos p WHERE p.county_id = c.county_id
                  AND p.case_id = c.id ORDER BY p.id LIMIT 1), ''))";
    return listed;
}

ListedCase listed_case(const db::Row& row) {
    return {case_table()(row), row.get<std::string>(case_table().size())};
}

static const db::Query select_case{"cases.select_case",
                                   case_table().select() + " WHERE county_id = $1 AND id = $2"};
static const db::Query insert_case{"cases.insert_case", case_table().insert()};
static const db::Query update_case{"cases.update_case", case_table().update()};
static const db::Query settle_case{"cases.settle_case", R"(
    UPDATE cases SET settled = 1 WHERE county_id = $1 AND id = $2)"};

static const db::Table<Photo> photo_table{"case_photos",
                                          {{"county_id", db::Use::key},
                                           {"id", db::Use::key},
                                           {"case_id", db::Use::fixed},
                                           {"sha256", &Photo::sha256},
                                           {"role", &Photo::role},
                                           {"period", &Photo::period},
                                           {"added_by", &Photo::added_by},
                                           {"added_at", &Photo::added_at}}};
static const db::Query insert_photo{"cases.insert_photo", photo_table.insert()};
static const db::Query select_photos{"cases.select_photos",
                                     photo_table.select() +
                                         " WHERE county_id = $1 AND case_id = $2 ORDER BY id"};
static const db::Query insert_doer{
    "cases.insert_doer", db::insert_into("case_doers", {"county_id", "id", "case_id", "period",
                                                        "account_id", "person_id"})};
static const db::Query select_doers{"cases.select_doers", R"(
    SELECT account_id, person_id FROM case_doers
    WHERE county_id = $1 AND case_id = $2 AND period = $3 ORDER BY id)"};
static const db::Query select_doer_bodies{"cases.select_doer_bodies", R"(
    SELECT body_id FROM case_doer_bodies
    WHERE county_id = $1 AND case_id = $2 AND period = $3 ORDER BY id)"};
static const db::Query insert_doer_body{"cases.insert_doer_body", R"(
    INSERT INTO case_doer_bodies (county_id, id, case_id, period, body_id)
    VALUES ($1, $2, $3, $4, $5))"};
static const db::Query insert_note{"cases.insert_note", R"(
    INSERT INTO case_notes (county_id, id, case_id, words) VALUES ($1, $2, $3, $4))"};

static const db::Query select_serial{"cases.select_serial", R"(
    SELECT last_serial FROM case_numbers WHERE county_id = $1 AND date = $2)"};
static const db::Query upsert_serial{"cases.upsert_serial", R"(
    INSERT INTO case_numbers (county_id, id, date, last_serial) VALUES ($1, $2, $3, 1)
    ON CONFLICT (county_id, date) DO UPDATE SET last_serial = case_numbers.last_serial + 1)"};

// ---- reading ----

std::optional<Case> load(db::Tx& tx, CountyId county, CaseId id) {
    auto one = tx.first(select_case, {county, id}, case_table());
    if (!one) return one;
    if (one->request) one->request = open_request(tx, county, id);
    one->photos = tx.rows(select_photos, {county, id}, photo_table);
    one->doers = tx.rows(select_doers, {county, id, one->period}, [](const db::Row& row) {
        return Doer{row.get<AccountId>(0), row.get<PersonId>(1)};
    });
    one->doer_bodies = tx.rows(select_doer_bodies, {county, id, one->period},
                               [](const db::Row& row) { return row.get<BodyId>(0); });
    return one;
}

// ---- writing ----

static std::string next_number(db::Tx& tx, CountyId county, std::string_view format, Instant now) {
    const auto day = date_of(now);
    tx.run(upsert_serial, {county, tx.new_id(), day});
    return number_of(format, day, tx.number(select_serial, {county, day}));
}

static void add_photos(db::Tx& tx, const Case& one, const std::vector<Photo>& photos) {
    for (const auto& photo : photos) {
        files::keep(tx, one.county, photo.sha256);
        tx.run(insert_photo,
               photo_table.values(
                   photo, {{"county_id", one.county}, {"id", tx.new_id()}, {"case_id", one.id}}));
    }
}

/// Doers of the period that the change added.
static void add_doers(db::Tx& tx, const Change& change) {
    const auto& after = change.after;
    const bool same_period = change.before.id && change.before.period == after.period;
    const auto known = same_period ? change.before.doers.size() : 0;
    for (auto i = known; i < after.doers.size(); ++i)
        tx.run(insert_doer, {{"county_id", after.county},
                             {"id", tx.new_id()},
                             {"case_id", after.id},
                             {"period", after.period},
                             {"account_id", after.doers[i].account},
                             {"person_id", after.doers[i].person}});
    if (change.before.id) return;
    for (const auto body : after.doer_bodies)
        tx.run(insert_doer_body, {after.county, tx.new_id(), after.id, after.period, body});
}

/// Returns the row that holds the words of the step, zero for none.
static std::int64_t add_fact(db::Tx& tx, const Caller& actor, const Change& change, Instant now) {
    const auto& one = change.after;
    const auto from = change.before.id ? std::optional{change.before.state} : std::nullopt;
    MoveFact said{.period = one.period,
                  .action = change.edge->action,
                  .from = from,
                  .to = one.state,
                  .reason = change.reason,
                  .body = std::nullopt,
                  .note = std::nullopt};
    const bool names_body =
        change.edge->action == Action::dispute || change.edge->action == Action::rule;
    if ((names_body || one.handling_body != change.before.handling_body) && one.handling_body)
        said.body = one.handling_body;
    said.left = bodies_left(change.before, one);
    if (change.against) said.against = change.against;
    if (change.edge->action == Action::merge) said.other = one.merged_into;
    if (!change.note.empty()) {
        const auto note = tx.new_id();
        tx.run(insert_note, {one.county, note, one.id, change.note});
        said.note = Id<struct Note>{note};
    }
    facts::record(tx, actor,
                  {std::string(change.edge->fact), "case", one.id.value, now, http::to_json(said)});
    return said.note ? said.note->value : 0;
}

/// What the server tells beside the step's own fact.
static void add_more_facts(db::Tx& tx, const Change& change, Instant now) {
    MoveFact said;
    said.period = change.after.period;
    for (const auto fact : change.more_facts)
        facts::record(tx, Caller{.county = change.after.county, .is_server = true},
                      {std::string(fact), "case", change.after.id.value, now, http::to_json(said)});
}

/// Whose turn it is has changed, or what is asked of him.
static bool turns_stage(const Change& change) {
    return change.edge->to || change.before.block_body != change.after.block_body;
}

/// The server's own moves are not the person's.
static Caller recorded_caller(const Caller& caller, const Change& change) {
    const bool by_person = change.edge->who != Who::server && !change.follows;
    return by_person ? caller : Caller{.county = caller.county, .is_server = true};
}

Result<Case> save(db::Tx& tx, std::vector<Entry> entries, std::string_view number_format) {
    check(!entries.empty(), "there is something to save");
    const auto& first = entries.front();
    auto saved = entries.back().change.after;
    std::optional<CountsAgainst> against_before;
    if (first.change.before.recurs_of)
        against_before = counts_against(tx, first.change.before.county, first.change.before.id);
    if (!first.change.before.id) {
        saved.id = CaseId{tx.new_id()};
        saved.number = next_number(tx, saved.county, number_format, first.at);
        tx.run(insert_case, case_table().values(saved));
    } else if (const auto before = first.change.before.revision;
               tx.run(update_case, case_table().changes(saved, {{"revision_before", before}})) ==
               0) {
        return Refusal{"request.stale"};
    }
    Id<Request> asked;
    for (auto& [change, who, at] : entries) {
        change.after.id = saved.id;
        change.after.number = saved.number;
        if (&change != &first.change) change.before.id = saved.id;
        const auto actor = recorded_caller(who, change);
        add_photos(tx, change.after, change.new_photos);
        add_doers(tx, change);
        if (turns_stage(change))
            turn_stage(tx, actor, change, at);
        else if (change.before.stage && change.after.stage &&
                 change.before.stage->due_at != change.after.stage->due_at)
            move_stage_due(tx, change.after);
        const auto note = add_fact(tx, actor, change, at);
        add_more_facts(tx, change, at);
        if (!change.request) continue;
        if (change.request->status != RequestStatus::open && !change.request->id)
            change.request->id = asked; // by a step of this chain
        put_request(tx, saved, *change.request, note);
        asked = change.request->id;
        if (saved.request) saved.request->id = asked;
    }
    keep_recurrence(tx, first.change.before, saved, entries.back().at);
    SavedCase told{first.change.before, saved, {}, against_before, std::nullopt};
    for (const auto& [change, who, at] : entries)
        told.steps.push_back({change.edge->action, change.before, at});
    if (saved.recurs_of) told.against_after = counts_against(tx, saved.county, saved.id);
    move_roll_ups(tx, told);
    return saved;
}

Result<Case> save(db::Tx& tx, const Caller& caller, std::vector<Change> changes,
                  std::string_view number_format, Instant now) {
    std::vector<Entry> entries;
    for (auto& change : changes)
        entries.push_back({std::move(change), caller, now});
    return save(tx, std::move(entries), number_format);
}

void mark_settled(db::Tx& tx, CountyId county, CaseId id) {
    tx.run(settle_case, {county, id});
}

} // namespace weicheng::cases
