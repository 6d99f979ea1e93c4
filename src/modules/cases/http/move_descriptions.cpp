#include "modules/cases/http/move_descriptions.h"

#include "modules/cases/rules/edges.h"

namespace weicheng::cases {

static constexpr Asked after{"after_photos", AskKind::photos, true};
static constexpr Asked photos{"photos", AskKind::photos, false};
static constexpr Asked to_body{"body_id", AskKind::body, true};
static constexpr Asked condition{"condition", AskKind::condition, false};
static constexpr Asked into{"into_case_id", AskKind::other_case, true};
static constexpr Asked place{"place", AskKind::place, true};
static constexpr Asked limit{"limit", AskKind::limit, true};
static constexpr Asked recheck_on{"recheck_on", AskKind::day, true};

/// A reason is asked for where the edge has a list of them, and a note with every move but one.
static std::vector<MoveDescription> with_reason_and_note(std::vector<MoveDescription> moves) {
    for (auto& move : moves) {
        if (!edge_of(move.action).reasons.empty())
            move.asks.push_back({"reason", AskKind::reason, true});
        if (move.action != Action::sign) move.asks.push_back({"note", AskKind::text, false});
    }
    return moves;
}

static std::vector<MoveDescription> described() {
    using A = Action;
    using W = Weight;
    constexpr bool no = true;
    // clang-format off
    return with_reason_and_note({
        {A::file, "filings", W::main, {}, {}, {condition}},
        {A::dispatch, "dispatches", W::main, {}, {}, {to_body}},
        {A::sign, "receipts", W::main},
        {A::return_to_desk, "returns", W::answer, no},
        {A::handle, "handlings", W::main, {}, {}, {after}},
        {A::confirm, "confirmations", W::main},
        {A::send_back, "send-backs", W::answer, no},
        {A::pass, "checks", W::main, {}, "pass", {photos}},
        {A::rework, "checks", W::answer, no, "rework", {photos}},
        {A::close, "closures", W::main},
        {A::close_as_delegate, "closures", W::main},
        {A::refuse_closure, "closure-refusals", W::answer, no},
        {A::ask_verification, "verification-orders", W::more},
        {A::verify_true, "verifications", W::main, {}, "confirmed", {photos}},
        {A::verify_false, "verifications", W::answer, no, "not_found", {photos}},
        {A::decline, "declinations", W::answer, no, {}, {}, A::reinstate},
        {A::reassign, "reassignments", W::more, {}, {}, {to_body}},
        {A::dispute, "disputes", W::more},
        {A::rule, "verdicts", W::main, {}, {}, {to_body}},
        {A::void_case, "voidings", W::grave, no, {}, {}, A::reinstate},
        {A::merge, "mergers", W::more, {}, {}, {into}},
        {A::relocate, "relocations", W::more, {}, {}, {place}},
        {A::reinstate, "reinstatements", W::more},
        {A::recheck_pass, "rechecks", W::main, {}, "pass", {photos}},
        {A::recheck_fail, "rechecks", W::answer, no, "fail", {photos}},
        {A::ask_extension, "extension-requests", W::more, {}, {}, {limit}},
        {A::grant_extension, "extension-decisions", W::decision, {}, "grant"},
        {A::refuse_extension, "extension-decisions", W::decision, no, "refuse"},
        {A::ask_suspension, "suspension-requests", W::more, {}, {}, {recheck_on}},
        {A::grant_suspension, "suspension-decisions", W::decision, {}, "grant", {recheck_on}, A::resume},
        {A::refuse_suspension, "suspension-decisions", W::decision, no, "refuse"},
        {A::prolong_suspension, "suspension-prolongations", W::answer, {}, {}, {recheck_on}},
        {A::resume, "resumptions", W::main},
        {A::ask_exemption, "lateness-appeals", W::more},
        {A::support_exemption, "lateness-reviews", W::decision, {}, "support"},
        {A::refuse_exemption, "lateness-reviews", W::decision, no, "refuse"},
        {A::grant_exemption, "lateness-decisions", W::decision, {}, "grant"},
        {A::deny_exemption, "lateness-decisions", W::decision, no, "refuse"},
    });
    // clang-format on
}

const std::vector<MoveDescription>& move_descriptions() {
    static const auto moves = described();
    return moves;
}

const MoveDescription* description_of(Action action) {
    for (const auto& move : move_descriptions())
        if (move.action == action) return &move;
    return nullptr;
}

} // namespace weicheng::cases
