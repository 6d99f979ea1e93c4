// The columns of a case in the order case_of() reads them, and what turns a stage. Used inside
// store/ only.
#pragma once

#include "modules/cases/store/case_store.h"

#define CASE_COLUMNS                                                                               \
    "c.county_id, c.id, c.campaign_id, c.number, c.revision, c.state, c.period, c.kind, "          \
    "c.condition, c.summary, c.lon_e7, c.lat_e7, c.place_words, c.grid_id, c.site_id, "            \
    "c.block_body_id, c.line_body_id, c.handling_body_id, c.source, c.mended_on_spot, "            \
    "c.reporter_id, c.reporter_person_id, c.reported_at, c.found_at, c.filed_at, "                 \
    "c.clock_started_at, c.closed_at, c.objection_until, c.settled, c.stage_entered_at, "          \
    "c.stage_due_at, c.stage_amber_at, c.stage_deep_red_at, c.stage_clock, c.stage_provisional, "  \
    "c.due_at, c.rework_count, c.return_count, c.kinds_version, c.handling_amount, "               \
    "c.handling_unit, c.signal, c.verification, c.first_body_id, c.verdict_binds, "                \
    "c.suspended_at, c.suspended_recheck_on, c.suspended_reason, c.suspended_minutes_left, "       \
    "c.merged_into_id, c.recurs_of_id, c.recurrence_root_id, c.recurrence_no, c.recheck, "         \
    "c.checker_id, c.closer_id, c.lateness_exempt, c.request_kind, c.handling_minutes, "           \
    "c.late_body_id"

namespace weicheng::cases {

/// How many CASE_COLUMNS are: what a query selects beside them begins there.
inline constexpr int case_columns = 60;

/// Ends the running stage and begins the next one.
void turn_stage(db::Tx& tx, const Caller& actor, const Change& change, Instant now);
/// The running stage goes on until another moment.
void move_stage_due(db::Tx& tx, const Case& one);

} // namespace weicheng::cases
