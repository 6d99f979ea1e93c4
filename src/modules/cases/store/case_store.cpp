#include "modules/cases/store/case_store.h"

#include "modules/cases/rules/clock.h"
#include "modules/cases/rules/nearness.h"
#include "modules/cases/rules/numbers.h"
#include "modules/cases/rules/permission.h"
#include "modules/cases/store/audience.h"
#include "modules/cases/store/case_row.h"
#include "modules/cases/store/fact_body.h"
#include "modules/cases/store/near_store.h"
#include "modules/cases/store/request_store.h"
#include "modules/cases/store/tallying.h"
#include "platform/facts/facts.h"
#include "platform/files/files.h"

namespace weicheng::cases {

// ---- queries ----

static const db::Query select_case{"cases.select_case",
                                   "SELECT " CASE_COLUMNS
                                   " FROM cases c WHERE c.county_id = $1 AND c.id = $2"};
static const db::Query select_photos{"cases.select_photos", R"(
    SELECT sha256, role, period, added_by, added_at FROM case_photos
    WHERE county_id = $1 AND case_id = $2 ORDER BY id)"};
static const db::Query select_doers{"cases.select_doers", R"(
    SELECT account_id, person_id FROM case_doers
    WHERE county_id = $1 AND case_id = $2 AND period = $3 ORDER BY id)"};
static const db::Query select_doer_bodies{"cases.select_doer_bodies", R"(
    SELECT body_id FROM case_doer_bodies
    WHERE county_id = $1 AND case_id = $2 AND period = $3 ORDER BY id)"};

static const db::Query insert_case{"cases.insert_case", R"(
    INSERT INTO cases (
        revision, state, period, kind, condition, lon_e7, lat_e7, square, place_words, grid_id,
        site_id, block_body_id, line_body_id, handling_body_id, filed_at, clock_started_at,
        closed_at, objection_until, settled, stage_entered_at, stage_due_at, stage_amber_at,
        stage_deep_red_at, stage_clock, stage_provisional, due_at, rework_count, return_count,
        kinds_version, handling_amount, handling_unit, signal, next_signal_at, verification,
        first_body_id, verdict_binds, suspended_at, suspended_recheck_on, suspended_reason,
        suspended_minutes_left, merged_into_id, recurs_of_id, recurrence_root_id, recurrence_no,
        recheck, checker_id, closer_id, lateness_exempt, request_kind, handling_minutes,
        late_body_id, county_id, id, campaign_id, number, summary, source, mended_on_spot, reporter_id, reporter_person_id,
        reported_at, found_at)
    VALUES (
        $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
        $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37,
        $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55,
        $56, $57, $58, $59, $60, $61, $62)
)"};
static const db::Query update_case{"cases.update_case", R"(
    UPDATE cases SET
        revision = $1, state = $2, period = $3, kind = $4, condition = $5, lon_e7 = $6,
        lat_e7 = $7, square = $8, place_words = $9, grid_id = $10, site_id = $11,
        block_body_id = $12, line_body_id = $13, handling_body_id = $14, filed_at = $15,
        clock_started_at = $16, closed_at = $17, objection_until = $18, settled = $19,
        stage_entered_at = $20, stage_due_at = $21, stage_amber_at = $22,
        stage_deep_red_at = $23, stage_clock = $24, stage_provisional = $25, due_at = $26,
        rework_count = $27, return_count = $28, kinds_version = $29, handling_amount = $30,
        handling_unit = $31, signal = $32, next_signal_at = $33, verification = $34,
        first_body_id = $35, verdict_binds = $36, suspended_at = $37, suspended_recheck_on = $38,
        suspended_reason = $39, suspended_minutes_left = $40, merged_into_id = $41,
        recurs_of_id = $42, recurrence_root_id = $43, recurrence_no = $44, recheck = $45,
        checker_id = $46, closer_id = $47, lateness_exempt = $48, request_kind = $49,
        handling_minutes = $50, late_body_id = $51
    WHERE county_id = $52 AND id = $53 AND revision = $54
)"};
static const db::Query settle_case{"cases.settle_case", R"(
    UPDATE cases SET settled = 1 WHERE county_id = $1 AND id = $2)"};

static const db::Query insert_photo{"cases.insert_photo", R"(
    INSERT INTO case_photos (county_id, id, case_id, sha256, role, period, added_by, added_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8))"};
static const db::Query insert_doer{"cases.insert_doer", R"(
    INSERT INTO case_doers (county_id, id, case_id, period, account_id, person_id)
    VALUES ($1, $2, $3, $4, $5, $6))"};
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

/// The columns in the order of CASE_COLUMNS.
class Columns {
  public:
    explicit Columns(const db::Row& row) : row_(row) {}
    template <class T>
    T next() {
        return row_.get<T>(at_++);
    }
    template <class E>
    E next_name() {
        return from_name<E>(row_.text(at_++)).value();
    }
    int read() const { return at_; }

  private:
    const db::Row& row_;
    int at_ = 0;
};

static std::optional<StageLimit> next_stage_limit(Columns& columns) {
    const auto due = columns.next<std::optional<Instant>>();
    const auto amber = columns.next<std::optional<Instant>>();
    const auto deep_red = columns.next<std::optional<Instant>>();
    const auto clock = columns.next<std::optional<std::string>>();
    const auto provisional = columns.next<std::optional<bool>>();
    if (!due) return std::nullopt;
    return StageLimit{*due, amber.value(), deep_red.value(), from_name<StageClock>(*clock).value(),
                      provisional.value()};
}

static std::optional<calendar::Limit> next_limit(Columns& columns) {
    const auto amount = columns.next<std::optional<int>>();
    const auto unit = columns.next<std::optional<std::string>>();
    if (!amount) return std::nullopt;
    return calendar::Limit{*amount, from_name<calendar::TimeUnit>(unit.value()).value()};
}

static std::optional<Suspension> next_suspension(Columns& columns) {
    const auto since = columns.next<std::optional<Instant>>();
    const auto recheck_on = columns.next<std::optional<std::string>>();
    const auto reason = columns.next<std::optional<std::string>>();
    const auto minutes_left = columns.next<std::optional<std::int64_t>>();
    if (!since) return std::nullopt;
    return Suspension{*since, date_from_text(recheck_on.value()).value(), reason.value(),
                      minutes_left.value()};
}

Case case_of(const db::Row& row) {
    Columns columns(row);
    Case one;
    one.county = columns.next<CountyId>();
    one.id = columns.next<CaseId>();
    one.campaign = columns.next<campaigns::CampaignId>();
    one.number = columns.next<std::string>();
    one.revision = columns.next<std::int64_t>();
    one.state = columns.next_name<State>();
    one.period = columns.next<int>();
    one.kind = columns.next<std::string>();
    one.condition = columns.next<std::string>();
    one.summary = columns.next<std::string>();
    one.point.lon_e7 = columns.next<std::int64_t>();
    one.point.lat_e7 = columns.next<std::int64_t>();
    one.place_words = columns.next<std::string>();
    one.grid = columns.next<places::GridId>();
    one.site = columns.next<places::SiteId>();
    one.block_body = columns.next<BodyId>();
    one.line_body = columns.next<BodyId>();
    one.handling_body = columns.next<BodyId>();
    one.source = columns.next_name<Source>();
    one.mended_on_spot = columns.next<bool>();
    one.reporter = columns.next<AccountId>();
    one.reporter_person = columns.next<PersonId>();
    one.reported_at = columns.next<Instant>();
    one.found_at = columns.next<std::optional<Instant>>();
    one.filed_at = columns.next<std::optional<Instant>>();
    one.clock_started_at = columns.next<std::optional<Instant>>();
    one.closed_at = columns.next<std::optional<Instant>>();
    one.objection_until = columns.next<std::optional<Instant>>();
    one.settled = columns.next<bool>();
    one.stage_entered_at = columns.next<Instant>();
    one.stage = next_stage_limit(columns);
    one.due_at = columns.next<std::optional<Instant>>();
    one.rework_count = columns.next<int>();
    one.return_count = columns.next<int>();
    one.kinds_version = columns.next<std::int64_t>();
    one.limit = next_limit(columns);
    one.signal = columns.next<int>();
    one.verification = columns.next_name<Verification>();
    one.first_body = columns.next<BodyId>();
    one.verdict_binds = columns.next<bool>();
    one.suspension = next_suspension(columns);
    one.merged_into = columns.next<CaseId>();
    one.recurs_of = columns.next<CaseId>();
    one.recurrence_root = columns.next<CaseId>();
    one.recurrence_no = columns.next<int>();
    one.recheck = columns.next_name<Recheck>();
    one.checker = columns.next<AccountId>();
    one.closer = columns.next<AccountId>();
    one.lateness_exempt = columns.next<bool>();
    if (const auto kind = columns.next<std::optional<std::string>>())
        one.request.emplace().kind = from_name<RequestKind>(*kind).value();
    one.clock_minutes = columns.next<std::int64_t>();
    one.late_body = columns.next<BodyId>();
    check(columns.read() == case_columns, "every column of a case is read");
    return one;
}

std::optional<Case> load(db::Tx& tx, CountyId county, CaseId id) {
    auto one = tx.first(select_case, {county, id}, case_of);
    if (!one) return one;
    if (one->request) one->request = open_request(tx, county, id);
    one->photos = tx.rows(select_photos, {county, id}, [](const db::Row& row) {
        return Photo{row.get<std::string>(0), from_name<PhotoRole>(row.text(1)).value(),
                     row.get<int>(2), row.get<AccountId>(3), row.get<Instant>(4)};
    });
    one->doers = tx.rows(select_doers, {county, id, one->period}, [](const db::Row& row) {
        return Doer{row.get<AccountId>(0), row.get<PersonId>(1)};
    });
    one->doer_bodies = tx.rows(select_doer_bodies, {county, id, one->period},
                               [](const db::Row& row) { return row.get<BodyId>(0); });
    return one;
}

// ---- writing ----

struct StageColumns {
    std::optional<Instant> due_at, amber_at, deep_red_at;
    std::optional<std::string_view> clock;
    std::optional<bool> provisional;
};

static StageColumns columns_of(const std::optional<StageLimit>& stage) {
    if (!stage) return {};
    return {stage->due_at, stage->amber_at, stage->deep_red_at, name_of(stage->clock),
            stage->provisional};
}

struct LimitColumns {
    std::optional<int> amount;
    std::optional<std::string_view> unit;
};
static LimitColumns columns_of(const std::optional<calendar::Limit>& limit) {
    if (!limit) return {};
    return {limit->amount, name_of(limit->unit)};
}

struct SuspensionColumns {
    std::optional<Instant> since;
    std::optional<std::string> recheck_on, reason;
    std::optional<std::int64_t> minutes_left;
};
static SuspensionColumns columns_of(const std::optional<Suspension>& suspension) {
    if (!suspension) return {};
    return {suspension->since, to_text(suspension->recheck_on), suspension->reason,
            suspension->minutes_left};
}

static std::string next_number(db::Tx& tx, CountyId county, std::string_view format, Instant now) {
    const auto day = date_of(now);
    const auto date = to_text(day);
    tx.run(upsert_serial, {county, tx.new_id(), date});
    return number_of(format, day, tx.number(select_serial, {county, date}));
}

/// What a move may change, in the order of update_case and of the beginning of insert_case. Its
/// texts are those of the arguments, which outlive it.
static std::vector<db::Param> moving_params(const Case& one, const SuspensionColumns& suspension) {
    const auto stage = columns_of(one.stage);
    const auto handling = columns_of(one.limit);
    const auto request_kind =
        one.request ? db::Param(name_of(one.request->kind)) : db::Param(nullptr);
    return {
        one.revision,
        name_of(one.state),
        one.period,
        one.kind,
        one.condition,
        one.point.lon_e7,
        one.point.lat_e7,
        square_of(one.point),
        one.place_words,
        one.grid,
        one.site,
        one.block_body,
        one.line_body,
        one.handling_body,
        one.filed_at,
        one.clock_started_at,
        one.closed_at,
        one.objection_until,
        one.settled,
        one.stage_entered_at,
        stage.due_at,
        stage.amber_at,
        stage.deep_red_at,
        stage.clock,
        stage.provisional,
        one.due_at,
        one.rework_count,
        one.return_count,
        one.kinds_version,
        handling.amount,
        handling.unit,
        one.signal,
        next_telling(one),
        name_of(one.verification),
        one.first_body,
        one.verdict_binds,
        suspension.since,
        suspension.recheck_on,
        suspension.reason,
        suspension.minutes_left,
        one.merged_into,
        one.recurs_of,
        one.recurrence_root,
        one.recurrence_no,
        name_of(one.recheck),
        one.checker,
        one.closer,
        one.lateness_exempt,
        request_kind,
        one.clock_minutes,
        one.late_body,
    };
}

static void insert(db::Tx& tx, const Case& one) {
    const auto suspension = columns_of(one.suspension);
    auto params = moving_params(one, suspension);
    for (const auto& param : std::initializer_list<db::Param>{
             one.county, one.id, one.campaign, one.number, one.summary, name_of(one.source),
             one.mended_on_spot, one.reporter, one.reporter_person, one.reported_at, one.found_at})
        params.push_back(param);
    tx.run(insert_case, params);
}

static bool update(db::Tx& tx, const Case& one, std::int64_t revision_before) {
    const auto suspension = columns_of(one.suspension);
    auto params = moving_params(one, suspension);
    for (const auto& param : std::initializer_list<db::Param>{one.county, one.id, revision_before})
        params.push_back(param);
    return tx.run(update_case, params) == 1;
}

static void add_photos(db::Tx& tx, const Case& one, const std::vector<Photo>& photos) {
    for (const auto& photo : photos) {
        files::keep(tx, one.county, photo.sha256);
        tx.run(insert_photo, {one.county, tx.new_id(), one.id, photo.sha256, name_of(photo.role),
                              photo.period, photo.added_by, photo.added_at});
    }
}

/// Doers of the period that the change added.
static void add_doers(db::Tx& tx, const Change& change) {
    const auto& after = change.after;
    const bool same_period = change.before.id && change.before.period == after.period;
    const auto known = same_period ? change.before.doers.size() : 0;
    for (auto i = known; i < after.doers.size(); ++i)
        tx.run(insert_doer, {after.county, tx.new_id(), after.id, after.period,
                             after.doers[i].account, after.doers[i].person});
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
static Caller hand_of(const Caller& caller, const Change& change) {
    const bool by_person = change.edge->who != Who::server && !change.follows;
    return by_person ? caller : Caller{.county = caller.county, .is_server = true};
}

Result<Case> save(db::Tx& tx, std::vector<Entry> entries, std::string_view number_format) {
    check(!entries.empty(), "there is something to save");
    const auto& first = entries.front();
    auto saved = entries.back().change.after;
    Tallying tallying(tx, first.change.before);
    if (!first.change.before.id) {
        saved.id = CaseId{tx.new_id()};
        saved.number = next_number(tx, saved.county, number_format, first.at);
        insert(tx, saved);
    } else if (!update(tx, saved, first.change.before.revision)) {
        return Refusal{"request.stale"};
    }
    Id<Request> asked;
    for (auto& [change, who, at] : entries) {
        change.after.id = saved.id;
        change.after.number = saved.number;
        if (&change != &first.change) change.before.id = saved.id;
        const auto actor = hand_of(who, change);
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
    tallying.finish(saved, entries);
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
