// Parameters by name, texts that live as long as they are needed, and tables from one list of
// fields. On both databases.
#include "platform/db/table.h"
#include "tests/support/database.h"

namespace weicheng::db {

enum class PetKind { cat, dog, hen };
ENUM_NAMES(PetKind, cat, dog, hen);

} // namespace weicheng::db

namespace weicheng::db {

using testing::OnBothStores;
using testing::TestDatabase;

namespace {

struct Chip {
    std::string number;
    Date since;
    std::optional<std::string> maker;
    bool operator==(const Chip&) const = default;
};
struct Weight {
    std::int64_t grams = 0;
};
struct Pet {
    Id<Pet> id;
    std::int64_t revision = 0;
    PetKind kind = PetKind::cat;
    std::string name;
    Weight weight;
    std::optional<Date> born_on;
    std::optional<Chip> chip;
};

} // namespace

static const Table<Pet> pets{"pets",
                             {{"county_id", Use::key},
                              {"id", &Pet::id, Use::key},
                              {"revision", &Pet::revision, Use::revision},
                              {"kind", &Pet::kind, Use::fixed},
                              {"name", &Pet::name},
                              {"weight", &Pet::weight, &Weight::grams},
                              {"born_on", &Pet::born_on},
                              {"chip", &Pet::chip, &Chip::number},
                              {"chip_since", &Pet::chip, &Chip::since},
                              {"chip_maker", &Pet::chip, &Chip::maker},
                              {"half", [](const Pet& pet) { return pet.weight.grams / 2; }}}};

static const Query insert_pet{"test.insert_pet", pets.insert()};
static const Query update_pet{"test.update_pet", pets.update()};
static const Query select_pets{"test.select_pets",
                               "SELECT " + pets.list("p.") +
                                   ", p.half FROM pets p WHERE county_id = :county AND kind IN (" +
                                   room_for<PetKind>("kinds") + ") AND name > :after ORDER BY id"};
static const Query select_kind{"test.select_kind", "SELECT name FROM pets WHERE id = $1"};

static std::vector<Migration> pets_schema() {
    return {{"20261122-0001-test", R"(
        CREATE TABLE pets (
            county_id BIGINT NOT NULL,
            @key,
            revision BIGINT NOT NULL,
            kind TEXT NOT NULL,
            name TEXT NOT NULL,
            weight BIGINT NOT NULL,
            born_on TEXT,
            chip TEXT,
            chip_since TEXT,
            chip_maker TEXT,
            half BIGINT NOT NULL
        );
    )"}};
}

static Pet make_pet(std::int64_t id, PetKind kind, std::string name) {
    return {.id = {id},
            .revision = 1,
            .kind = kind,
            .name = std::move(name),
            .weight = {5'001},
            .born_on = std::nullopt,
            .chip = std::nullopt};
}

static std::vector<Pet> pets_of(Tx& tx, const std::vector<PetKind>& kinds) {
    return tx.rows(select_pets, {{"after", ""}, {"county", 1}, {"kinds", kinds}}, pets);
}

class Tables : public OnBothStores {};
RUN_ON_BOTH_STORES(Tables);

TEST_P(Tables, GiveBackWhatWasPut) {
    TestDatabase database(dialect(), pets_schema());
    const Chip chip{"A1", date_from_text("2026-11-22").value(), std::nullopt};
    database->write([&](Tx& tx) {
        auto pet = make_pet(7, PetKind::dog, "旺财");
        pet.born_on = date_from_text("2025-02-28");
        pet.chip = chip;
        tx.run(insert_pet, pets.values(pet, {{"county_id", 1}}));
        tx.run(insert_pet, pets.values(make_pet(8, PetKind::cat, "no chip"), {{"county_id", 1}}));
        const auto found = pets_of(tx, {PetKind::cat, PetKind::dog, PetKind::hen});
        ASSERT_EQ(found.size(), 2u);
        EXPECT_EQ(found[0].id, Id<Pet>{7});
        EXPECT_EQ(found[0].kind, PetKind::dog);
        EXPECT_EQ(found[0].name, "旺财");
        EXPECT_EQ(found[0].weight.grams, 5'001);
        EXPECT_EQ(found[0].born_on, pet.born_on);
        EXPECT_EQ(found[0].chip, pet.chip);
        EXPECT_EQ(found[1].born_on, std::nullopt);
        EXPECT_EQ(found[1].chip, std::nullopt);
        EXPECT_EQ(tx.rows(select_pets,
                          {{"county", 1}, {"kinds", std::vector{PetKind::dog}}, {"after", ""}},
                          [](const Row& row) { return row.integer(pets.size()); }),
                  std::vector<std::int64_t>{2'500});
    });
}

TEST_P(Tables, ChangeTheRevisionThatWasReadAndLeaveWhatIsFixed) {
    TestDatabase database(dialect(), pets_schema());
    database->write([&](Tx& tx) {
        auto pet = make_pet(7, PetKind::dog, "旺财");
        tx.run(insert_pet, pets.values(pet, {{"county_id", 1}}));
        pet.revision = 2;
        pet.kind = PetKind::hen;
        pet.name = "来福";
        const auto change = [&](std::int64_t county, std::int64_t revision_before) {
            return tx.run(update_pet, pets.changes(pet, {{"county_id", county},
                                                         {"revision_before", revision_before}}));
        };
        EXPECT_EQ(change(1, 2), 0);
        EXPECT_EQ(change(2, 1), 0);
        EXPECT_EQ(change(1, 1), 1);
        const auto found = pets_of(tx, {PetKind::dog, PetKind::hen});
        ASSERT_EQ(found.size(), 1u);
        EXPECT_EQ(found[0].kind, PetKind::dog);
        EXPECT_EQ(found[0].name, "来福");
        EXPECT_EQ(found[0].revision, 2);
    });
}

/// Every text of this call ends before the call is made.
TEST_P(Tables, OutliveTheTextsTheyWereGiven) {
    TestDatabase database(dialect(), pets_schema());
    const std::string words = "a name too long to stand in the string itself";
    database->write([&](Tx& tx) {
        std::vector<Named> values;
        {
            const auto gone = std::make_unique<Pet>(make_pet(7, PetKind::cat, words));
            values = pets.values(*gone, {{"county_id", 1}});
        }
        std::vector<Param> placed;
        placed.emplace_back(std::string_view(std::string(words)));
        placed.emplace_back(std::string(words).c_str());
        for (const auto& param : placed)
            EXPECT_EQ(param.text(), words);
        tx.run(insert_pet, values);
        EXPECT_EQ(pets_of(tx, {PetKind::cat}).at(0).name, words);
    });
}

TEST_P(Tables, ReadNoUnknownNameAndNoWrongDate) {
    TestDatabase database(dialect(), pets_schema());
    database->write([&](Tx& tx) {
        auto values = pets.values(make_pet(7, PetKind::cat, "2026-02-30"), {{"county_id", 1}});
        tx.run(insert_pet, values);
        const auto read = [&](auto type) {
            return tx.first(select_kind, {7},
                            [](const Row& row) { return row.get<decltype(type)>(0); });
        };
        EXPECT_THROW(read(Date{}), Bug);
        EXPECT_THROW(read(PetKind::cat), Bug);
    });
}

/// What the call says, without a database to disagree.
static std::string trouble_of(const Query& query, Params params) {
    std::vector<const Param*> values;
    try {
        params.in_order(query, values);
    } catch (const Bug& bug) {
        return bug.what();
    }
    return "";
}

TEST(NamedParameters, AreGivenOnceEachAndByNoOtherName) {
    const std::vector<PetKind> all{PetKind::cat, PetKind::dog, PetKind::hen}, four(4);
    EXPECT_EQ(trouble_of(select_pets, {{"kinds", all}, {"county", 1}, {"after", "x"}}), "");
    EXPECT_EQ(trouble_of(select_kind, {7}), "");
    EXPECT_EQ(trouble_of(select_pets, {{"kinds", all}, {"county", 1}}),
              "test.select_pets takes 3 parameters and was given 2");
    EXPECT_EQ(trouble_of(select_pets, {{"kinds", all}, {"country", 1}, {"after", "x"}}),
              "test.select_pets was not given :county");
    EXPECT_EQ(trouble_of(select_pets, {{"kinds", four}, {"county", 1}, {"after", "x"}}),
              "test.select_pets has room for 3 values of :kinds");
    EXPECT_EQ(trouble_of(select_pets, {{"kinds", 1}, {"county", 1}, {"after", "x"}}),
              "test.select_pets has room for 3 values of :kinds");
    EXPECT_EQ(trouble_of(select_pets, {{"kinds", all}, {"county", all}, {"after", "x"}}),
              "test.select_pets has room for 0 values of :county");
    EXPECT_EQ(trouble_of(select_pets, {1, 2, 3}),
              "test.select_pets takes its parameters the other way: by name");
    EXPECT_EQ(trouble_of(select_kind, {{"id", 1}}),
              "test.select_kind takes its parameters the other way: by position");
}

TEST(NamedParameters, StandAtPositionsInTheOrderOfFirstUse) {
    EXPECT_STREQ(select_pets.sql(),
                 "SELECT p.id, p.revision, p.kind, p.name, p.weight, p.born_on, p.chip, "
                 "p.chip_since, p.chip_maker, p.half FROM pets p WHERE county_id = $1 "
                 "AND kind IN ($2, $3, $4) AND name > $5 ORDER BY id");
    static const Query quoted{"test.quoted", "SELECT ':a', ':b' /* :c */ WHERE :b > :a OR :b = 1"};
    EXPECT_STREQ(quoted.sql(), "SELECT ':a', ':b' /* :c */ WHERE $1 > $2 OR $1 = 1");
    EXPECT_STREQ(update_pet.sql(),
                 "UPDATE pets SET revision = $1, name = $2, weight = $3, born_on = $4, chip = $5, "
                 "chip_since = $6, chip_maker = $7, half = $8 "
                 "WHERE county_id = $9 AND id = $10 AND revision = $11");
}

TEST(NamedParameters, AreOfOneKindInOneText) {
    EXPECT_THROW((Query{"test.both", "SELECT :a, $1"}), Bug);
    EXPECT_THROW((Query{"test.both_again", "SELECT $1, :a"}), Bug);
    EXPECT_THROW((Query{"test.two_rooms", "SELECT :a[2], :a[3]"}), Bug);
    EXPECT_THROW((Query{"test.no_room", "SELECT :a[]"}), Bug);
}

} // namespace weicheng::db
