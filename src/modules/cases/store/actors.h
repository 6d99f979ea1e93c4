// Who stands behind an account, and the record that someone looked at a reporter's contact. Used by
// the http room.
#pragma once

#include "modules/cases/cases.h"
#include "platform/db/db.h"

namespace weicheng::cases {

struct Actor {
    std::string name;
    PersonId person;
};
std::optional<Actor> actor_of(db::Tx& tx, CountyId county, AccountId account);

/// The fact says who and when; the reason is a note that can be erased.
void record_contact_seen(db::Tx& tx, const Caller& caller, const Case& one, std::string_view reason,
                         Instant now);

} // namespace weicheng::cases
