#include "modules/cases/store/actors.h"

#include "modules/cases/store/move_fact.h"
#include "platform/facts/facts.h"

namespace weicheng::cases {

static const db::Query select_actor{"cases.select_actor", R"(
    SELECT name, person_id FROM accounts_v WHERE county_id = $1 AND id = $2)"};
static const db::Query insert_contact_note{"cases.insert_contact_note", R"(
    INSERT INTO case_notes (county_id, id, case_id, words) VALUES ($1, $2, $3, $4))"};

std::optional<Actor> actor_of(db::Tx& tx, CountyId county, AccountId account) {
    return tx.first(select_actor, {county, account}, [](const db::Row& row) {
        return Actor{row.get<std::string>(0), row.get<PersonId>(1)};
    });
}

void record_contact_seen(db::Tx& tx, const Caller& caller, const Case& one, std::string_view reason,
                         Instant now) {
    const auto note = tx.new_id();
    tx.run(insert_contact_note, {one.county, note, one.id, reason});
    MoveFact said;
    said.period = one.period;
    said.note = Id<struct Note>{note};
    facts::record(tx, caller,
                  {"case.contact_seen", "case", one.id.value, now, http::to_json(said)});
}

} // namespace weicheng::cases
