// Identifiers go on increasing after a start, whatever the machine's clock says. On both databases.
#include "platform/db/db.h"
#include "platform/db/dialect.h"
#include "platform/db/id_maker.h"
#include "tests/support/database.h"
#include "tests/support/eventually.h"

namespace weicheng::db {
namespace {

using testing::eventually;
using testing::OnBothStores;
using testing::TestDatabase;

std::vector<Migration> nothing_yet() {
    return {{"20261122-0001-test", "CREATE TABLE things (county_id BIGINT NOT NULL, @key);"}};
}

const Query insert_thing{"test.insert_thing", "INSERT INTO things (county_id, id) VALUES (1, $1)"};

std::int64_t make_one(Database& database) {
    return database.write([](Tx& tx) {
        const auto id = tx.new_id();
        tx.run(insert_thing, {id});
        return id;
    });
}

std::int64_t millis_of(std::int64_t id) {
    return (id >> 22) + IdMaker::epoch_millis;
}

/// As if the clock had stood there when the node stopped.
void set_mark(Database& database, int node, std::int64_t millis) {
    database.write([&](Tx& tx) {
        run_script(tx, "INSERT INTO id_marks (node, millis) VALUES (" + std::to_string(node) +
                           ", " + std::to_string(millis) +
                           ") ON CONFLICT (node) DO UPDATE SET millis = excluded.millis");
    });
}

std::optional<std::int64_t> mark_of(Database& database, int node) {
    const auto rows = database.read([&](Tx& tx) {
        return run_script(tx, "SELECT millis FROM id_marks WHERE node = " + std::to_string(node));
    });
    if (rows.empty()) return std::nullopt;
    return std::stoll(*rows[0][0]);
}

class IdMarks : public OnBothStores {};
RUN_ON_BOTH_STORES(IdMarks);

TEST_P(IdMarks, AreWrittenWhenIdentifiersAreMade) {
    TestDatabase database(dialect(), nothing_yet());
    EXPECT_FALSE(mark_of(*database, 0));
    const auto id = make_one(*database);
    eventually(
        [&] { return mark_of(*database, 0).has_value(); }); // who writes does not wait for it
    EXPECT_EQ(mark_of(*database, 0), millis_of(id));
}

TEST_P(IdMarks, HoldAfterAStartWithTheClockADayBehind) {
    TestDatabase database(dialect(), nothing_yet());
    const auto before = make_one(*database);
    constexpr std::int64_t day = 86'400'000;
    set_mark(*database, 0, millis_of(before) + day); // the last run lived a day ahead
    database.reopen();
    migrate(*database, nothing_yet());
    const auto after = make_one(*database);
    EXPECT_GT(millis_of(after), millis_of(before) + day);
    EXPECT_GT(make_one(*database), after);
}

TEST_P(IdMarks, CoverWhatWasMadeSinceTheLastMark) {
    TestDatabase database(dialect(), nothing_yet());
    const auto first = make_one(*database);
    eventually([&] { return mark_of(*database, 0).has_value(); });
    const auto last = make_one(*database); // too soon for another mark
    EXPECT_EQ(mark_of(*database, 0), millis_of(first));
    database.reopen();
    migrate(*database, nothing_yet());
    EXPECT_GE(millis_of(make_one(*database)), millis_of(first) + 15'000);
    EXPECT_LT(millis_of(last), millis_of(first) + 15'000);
}

TEST_P(IdMarks, OfOtherNodesDoNotMatter) {
    TestDatabase database(dialect(), nothing_yet());
    const auto before = make_one(*database);
    set_mark(*database, 7, millis_of(before) + 86'400'000);
    database.reopen();
    migrate(*database, nothing_yet());
    EXPECT_LT(millis_of(make_one(*database)), millis_of(before) + 3'600'000);
}

} // namespace
} // namespace weicheng::db
