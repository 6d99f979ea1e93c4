// What grows with the ledger is found by an index, never read from end to end: SQLite is asked how
// it would answer every query of the program. Without statistics it takes the order of an answer,
// or the county, for worth more than they are; this has cost a second for a case page before.
#include "app/modules.h"
#include "platform/db/dialect.h"
#include "tests/support/portability.h"

#include <regex>

namespace weicheng::testing {

using db::Query;

/// They read all there is, and are known to.
static const std::set<std::string, std::less<>> readers_of_everything = {
    // the answers of the map until its image stands
    "casemap.select_map_of_box", "cases.count_grids", "cases.count_own_grids",
    // counts of filters that no roll-up knows
    "cases.count_all", "cases.count_own",
    // pages in the order of an index: they end with the page
    "cases.list_by_due", "cases.list_newest", "cases.list_oldest", "cases.list_own_by_due",
    "cases.list_own_newest", "cases.list_own_oldest",
    // `weicheng verify`
    "progress.differing_places", "progress.differing_kinds", "cases.differing_standing",
    "cases.broken_recurrences"};

class QueryPlans : public ::testing::Test {
  protected:
    QueryPlans() {
        database->read([&](db::Tx& tx) {
            for (const auto& row : run_script(tx, "SELECT name, tbl_name, sql FROM sqlite_master "
                                                  "WHERE type = 'index'")) {
                tables[*row[0]] = *row[1];
                if (row[2] && row[2]->find("WHERE") != std::string::npos) partial.insert(*row[0]);
            }
        });
    }
    std::vector<std::string> steps(const Query& query) {
        return database->read([&](db::Tx& tx) {
            std::vector<std::string> found;
            const auto text = query_text(db::Dialect::sqlite, query.sql());
            for (const auto& row : run_script(tx, "EXPLAIN QUERY PLAN " + text))
                found.push_back(row[3].value());
            return found;
        });
    }
    /// The step reads a whole table that grows with the ledger, or all of it that a county has.
    bool reads_everything(const std::string& step, const std::string& sql) const {
        static const std::set<std::string> growing = {
            "cases",         "case_photos",  "case_doers", "case_doer_bodies",
            "case_stages",   "case_notes",   "facts",      "case_contacts",
            "case_requests", "case_ratings", "photos",     "case_recurrences"};
        static const std::regex by_county(
            R"(SEARCH \w+ USING (?:COVERING )?INDEX (\w+) \(county_id=\?\)(?: LEFT-JOIN)?)");
        static const std::regex scan(R"(SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?)");
        std::smatch found;
        if (std::regex_match(step, found, by_county))
            return !partial.contains(found[1]) && growing.contains(tables.at(found[1]));
        if (!std::regex_match(step, found, scan) || partial.contains(found[2])) return false;
        for (const auto& table : growing)
            if (found[1] == table ||
                std::regex_search(sql, std::regex("\\b" + table + "\\s+" + found[1].str() + "\\b")))
                return true;
        return false;
    }

    TestDatabase database{db::Dialect::sqlite, app::all_migrations(app::all_modules(Services{}))};
    std::map<std::string, std::string> tables; // of indexes
    std::set<std::string> partial;
};

TEST_F(QueryPlans, NoQueryReadsTheWholeLedgerForAFewRows) {
    for (const auto* query : queries_of_the_program()) {
        if (readers_of_everything.contains(query->name())) continue;
        // numbering is PostgreSQL's alone
        if (std::string_view(query->name()).starts_with("facts.") &&
            std::string_view(query->sql()).find("IS NULL") != std::string_view::npos)
            continue;
        if (std::string_view(query->name()) == "facts.catch_up_heads") continue;
        for (const auto& step : steps(*query))
            EXPECT_FALSE(reads_everything(step, query->sql()))
                << query->name() << ": " << step
                << "\nSay `+column` or CROSS JOIN where SQLite takes the wrong index.";
    }
}

static const Query test_walk{"test.walk_for_an_order", R"(
    SELECT l.id FROM case_recurrences r
    JOIN cases l ON l.county_id = r.county_id AND l.id = r.case_id
    WHERE r.county_id = $1 AND r.earlier_case_id = $2 ORDER BY l.reported_at)"};
static const Query test_scan{"test.scan", "SELECT c.id FROM cases c WHERE c.summary = $1"};

TEST_F(QueryPlans, ThatReadEverythingAreSeen) {
    for (const auto* query : {&test_walk, &test_scan}) {
        const auto all = steps(*query);
        EXPECT_TRUE(std::any_of(all.begin(), all.end(), [&](const std::string& step) {
            return reads_everything(step, query->sql());
        })) << query->name();
    }
}

} // namespace weicheng::testing
