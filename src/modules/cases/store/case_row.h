// A row of the ledger as columns, and what turns a stage. Used inside store/ only.
#pragma once

#include "modules/cases/store/case_list.h"
#include "modules/cases/store/case_store.h"
#include "platform/db/table.h"

namespace weicheng::cases {

/// A case without its photos and doers; of its request the kind.
const db::Table<Case>& case_table();

/// "SELECT …" of `cases c` for listed_case(): the case and its first photo.
const db::Sql& select_listed();
ListedCase listed_case(const db::Row& row);

/// Ends the running stage and begins the next one.
void turn_stage(db::Tx& tx, const Caller& actor, const Change& change, Instant now);
/// The running stage goes on until another moment.
void move_stage_due(db::Tx& tx, const Case& one);

} // namespace weicheng::cases
