#include "platform/facts/facts.h"

#include "platform/db/dialect.h"
#include "platform/db/table.h"
#include "platform/embedded.h"

namespace weicheng::facts {

static const db::Query advance_head{
    "facts.advance_head",
    "INSERT INTO fact_heads (county_id, last_seq) VALUES ($1, 1) "
    "ON CONFLICT (county_id) DO UPDATE SET last_seq = fact_heads.last_seq + 1"};

static const db::Query insert_numbered{"facts.insert_numbered", R"(
    INSERT INTO facts (county_id, id, seq, kind, subject_kind, subject_id, actor_id, by_server,
                       at, body)
    VALUES (:county_id, :id, (SELECT last_seq FROM fact_heads WHERE county_id = :county_id), :kind,
            :subject_kind, :subject_id, :actor_id, :by_server, :at, :body))"};

static const db::Table<RecordedFact> fact_table{
    "facts",
    {{"county_id", db::Use::key},
     {"id", &RecordedFact::id, db::Use::key},
     {"actor_id", &RecordedFact::actor},
     {"by_server", &RecordedFact::by_server},
     {"kind", &RecordedFact::fact, &Fact::kind},
     {"subject_kind", &RecordedFact::fact, &Fact::subject_kind},
     {"subject_id", &RecordedFact::fact, &Fact::subject},
     {"at", &RecordedFact::fact, &Fact::at},
     {"body", &RecordedFact::fact, &Fact::body}}};
static const db::Query insert_unnumbered{"facts.insert_unnumbered", fact_table.insert()};

// "+": found by the subject, not by reading all facts in their order.
static const db::Sql of_county =
    "SELECT " + fact_table.list() + ", seq FROM facts WHERE county_id = $1";
static const db::Query select_of_subject{"facts.select_of_subject", of_county + R"(
    AND subject_id = $2 AND subject_kind = $3 ORDER BY +seq NULLS LAST, id)"};
static const db::Query select_since{"facts.select_since", of_county + R"(
    AND seq > $2 ORDER BY seq LIMIT $3)"};

static const db::Query select_of_kind{"facts.select_of_kind", of_county + R"(
    AND seq > $2 AND seq <= $3 AND kind = $4 ORDER BY seq LIMIT $5)"};

static const db::Query select_head{"facts.select_head",
                                   "SELECT last_seq FROM fact_heads WHERE county_id = $1"};

static const db::Query exists_unnumbered{"facts.exists_unnumbered",
                                         "SELECT 1 FROM facts WHERE seq IS NULL LIMIT 1"};

static const db::Query insert_heads{"facts.insert_heads", R"(
    INSERT INTO fact_heads (county_id, last_seq)
    SELECT DISTINCT county_id, 0 FROM facts WHERE seq IS NULL
    ON CONFLICT (county_id) DO NOTHING)"};

static const db::Query number_waiting{"facts.number_waiting", R"(
    UPDATE facts SET seq = waiting.seq
    FROM (SELECT unnumbered.county_id, unnumbered.id,
                 fact_heads.last_seq + ROW_NUMBER() OVER (PARTITION BY unnumbered.county_id
                                                          ORDER BY unnumbered.id) AS seq
          FROM facts unnumbered
          JOIN fact_heads ON fact_heads.county_id = unnumbered.county_id
          WHERE unnumbered.seq IS NULL) waiting
    WHERE facts.county_id = waiting.county_id AND facts.id = waiting.id)"};

static const db::Query catch_up_heads{"facts.catch_up_heads", R"(
    UPDATE fact_heads
    SET last_seq = (SELECT MAX(facts.seq) FROM facts WHERE facts.county_id = fact_heads.county_id)
    WHERE EXISTS (SELECT 1 FROM facts WHERE facts.county_id = fact_heads.county_id
                                        AND facts.seq > fact_heads.last_seq))"};

/// Any number nobody else locks.
static constexpr std::int64_t sequencer_lock = 0x77636661637473; // "wcfacts"

static RecordedFact read_fact(const db::Row& row) {
    auto fact = fact_table(row);
    fact.seq = row.get<std::optional<std::int64_t>>(fact_table.size());
    return fact;
}

std::int64_t record(db::Tx& tx, const Caller& actor, const Fact& fact) {
    check(bool(actor.county), "a fact belongs to a county");
    const auto id = tx.new_id();
    const db::Query* insert = &insert_unnumbered;
    if (tx.dialect() == db::Dialect::sqlite) {
        // The only writer commits in this order, so the number can be given at once.
        tx.run(advance_head, {actor.county});
        insert = &insert_numbered;
    }
    const RecordedFact fresh{id, std::nullopt, actor.account, actor.is_server, fact};
    tx.run(*insert, fact_table.values(fresh, {{"county_id", actor.county}}));
    return id;
}

std::vector<RecordedFact> of_subject(db::Tx& tx, CountyId county, std::string_view subject_kind,
                                     std::int64_t subject) {
    return tx.rows(select_of_subject, {county, subject, subject_kind}, read_fact);
}

std::vector<RecordedFact> since(db::Tx& tx, CountyId county, std::int64_t after, int limit) {
    return tx.rows(select_since, {county, after, limit}, read_fact);
}

std::vector<RecordedFact> of_kind(db::Tx& tx, CountyId county, std::string_view kind,
                                  std::int64_t after, std::int64_t until, int limit) {
    return tx.rows(select_of_kind, {county, after, until, kind, limit}, read_fact);
}

std::int64_t head(db::Tx& tx, CountyId county) {
    return tx
        .first(select_head, {county}, [](const db::Row& row) { return row.get<std::int64_t>(0); })
        .value_or(0);
}

int sequence(db::Tx& tx) {
    if (tx.dialect() == db::Dialect::sqlite) return 0;
    const auto waiting = tx.first(exists_unnumbered, {}, [](const db::Row&) { return true; });
    if (!waiting || !db::try_lock(tx, sequencer_lock)) return 0;
    tx.run(insert_heads, {});
    const auto numbered = tx.run(number_waiting, {});
    tx.run(catch_up_heads, {});
    return static_cast<int>(numbered);
}

std::vector<db::Migration> migrations() {
    return embedded_migrations("platform/facts");
}

} // namespace weicheng::facts
