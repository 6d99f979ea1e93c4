// Cases that were late before it was kept whose fault that was: the upgrade finds the same unit
// that the program would have noted. R2.3.
#include "platform/db/dialect.h"
#include "platform/embedded.h"
#include "tests/support/case_world.h"

namespace weicheng::cases {
namespace {

using std::chrono::hours;

class LateBefore : public OnTheLedger {
  protected:
    Case later(const Case& one, hours wait, std::initializer_list<Action> actions) {
        now += wait;
        auto moved = one;
        for (const auto action : actions)
            moved = taken(moved, action);
        return moved;
    }
    void run(const std::string& sql) {
        database().write([&](db::Tx& tx) {
            db::run_script(tx, sql);
            return true;
        });
    }
    static std::string the_upgrade() {
        for (const auto& each : embedded_migrations("modules/cases"))
            if (each.name == "20261122-0202-late-before") return each.sql;
        throw Bug("there is no such migration");
    }
};
RUN_ON_BOTH_STORES(LateBefore);

TEST_P(LateBefore, TheUpgradeFindsWhoseClockRanOut_R2_3) {
    using A = Action;
    constexpr hours in_time{0}, late{24 * 9};
    struct Row {
        const char* what;
        Case one;
        bool is_late;
    };
    std::vector<Row> rows;
    const auto life = [&](const char* what, const Case& one, bool is_late) {
        rows.push_back({what, one, is_late});
    };
    const auto begun = [&] { return case_in(State::handling); };
    life("在限内办结", later(begun(), in_time, {A::handle, A::confirm, A::pass, A::close}), false);
    life("处置超期后办结", later(begun(), late, {A::handle, A::confirm, A::pass, A::close}), true);
    life("处置超期，待核查", later(begun(), late, {A::handle, A::confirm}), true);
    life("单位确认时超期", later(later(begun(), in_time, {A::handle}), late, {A::confirm}), true);
    life("超期后才处置完，还未确认", later(begun(), late, {A::handle}), false);
    life("退回重做后超期",
         later(later(begun(), in_time, {A::handle, A::send_back}), late, {A::handle, A::confirm}),
         true);
    life("返工后超期",
         later(later(begun(), in_time, {A::handle, A::confirm, A::rework}), late,
               {A::handle, A::confirm}),
         true);
    life("超期后返工，第二次按期",
         later(later(begun(), late, {A::handle, A::confirm, A::rework}), in_time,
               {A::handle, A::confirm}),
         true);
    life("超期后改派", later(begun(), late, {A::reassign}), true);
    life("超期后作废", later(begun(), late, {A::void_case}), false);
    life("超期后作废又恢复", later(begun(), late, {A::void_case, A::reinstate}), false);
    life("仍在处置", begun(), false);
    now += late;

    for (const auto& row : rows)
        EXPECT_EQ(bool(reload(row.one).late_body), row.is_late) << row.what;
    const auto noted = [&] {
        std::vector<BodyId> all;
        for (const auto& row : rows)
            all.push_back(reload(row.one).late_body);
        return all;
    };
    const auto as_the_program_noted = noted();
    run("UPDATE cases SET late_body_id = NULL");
    run(the_upgrade());
    EXPECT_EQ(noted(), std::vector<BodyId>(rows.size())); // roll-ups are kept: it is too late
    run("DELETE FROM migrations WHERE name = '20261122-0203-tallies'");
    run(the_upgrade());
    const auto found = noted();
    for (std::size_t i = 0; i < rows.size(); ++i)
        EXPECT_EQ(found[i], as_the_program_noted[i]) << rows[i].what;
    run(the_upgrade());
    EXPECT_EQ(noted(), as_the_program_noted); // nothing is noted that was not
}

} // namespace
} // namespace weicheng::cases
