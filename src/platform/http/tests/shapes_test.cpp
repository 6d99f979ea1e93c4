// Reading, refusing and printing values by shapes. R2.1 (bad input keeps its hands off the ledger).
#include "platform/http/endpoint.h"

#include <gtest/gtest.h>

namespace weicheng::http {
namespace {

enum class Colour { red, blue };
ENUM_NAMES(Colour, red, blue);

struct Sample {
    std::string name;
    int count = 0;
    std::optional<std::int64_t> large;
    std::vector<std::string> tags;
    Colour colour = Colour::red;
    Point point;
    Instant at;
    Date day;
    CountyId county;
    bool flag = false;
    Json free;
};
SHAPE(Sample,
    (name, between(1, 5)),
    (count, between(1, 10)),
    large,
    (tags, at_most(3)),
    colour, point, at, day, county, flag, free);

const std::string whole_text =
    R"({"name":"你好","count":3,"large":null,"tags":["a"],"colour":"blue",)"
    R"("point":{"lon":118.123456,"lat":-34.1},"at":"2026-11-22T09:31:00+08:00",)"
    R"("day":"2026-02-28","county":"12","flag":true,"free":{"x":[1,"y",null]}})";

/// The whole sample with one member replaced (or added, or, with "", left out).
std::string with(std::string_view member, std::string_view value) {
    const auto document = Document::parse(whole_text);
    JsonObject object;
    bool placed = false;
    document->root().each_member([&](std::string_view name, Node node) {
        placed = placed || name == member;
        if (name != member)
            object.add_json(name, node.print());
        else if (!value.empty())
            object.add_json(name, value);
    });
    if (!placed) object.add_json(member, value);
    return object.text();
}

TEST(ReadByShape, TakesEveryKindOfMemberAndPrintsItAgain) {
    const auto sample = from_json<Sample>(whole_text);
    ASSERT_TRUE(sample);
    EXPECT_EQ(sample->name, "你好");
    EXPECT_EQ(sample->point.lon_e7, 1181234560);
    EXPECT_EQ(to_rfc3339(sample->at), "2026-11-22T01:31:00.000Z");
    EXPECT_EQ(sample->county.value, 12);
    EXPECT_EQ(to_json(*sample),
              R"({"name":"你好","count":3,"large":null,"tags":["a"],"colour":"blue",)"
              R"("point":{"lon":118.123456,"lat":-34.1},"at":"2026-11-22T01:31:00.000Z",)"
              R"("day":"2026-02-28","county":"12","flag":true,"free":{"x":[1,"y",null]}})");
}

struct Wrong {
    const char* member;
    std::string value;
    const char* path;
    const char* code;
};

TEST(ReadByShape, NamesThePathAndTheCodeOfEachWrongField_R2_1) {
    const std::vector<Wrong> table{
        {"name", R"("")", "/name", "field.too_short"},
        {"name", R"("六个字的名字")", "/name", "field.too_long"},
        {"name", "7", "/name", "field.wrong_type"},
        {"name", R"("a\u0000b")", "/name", "field.bad_utf8"},
        {"name", R"("a\u001bb")", "/name", "field.bad_utf8"},
        {"name", "null", "/name", "field.wrong_type"},
        {"name", "", "/name", "field.missing"},
        {"count", "0", "/count", "field.too_small"},
        {"count", "11", "/count", "field.too_large"},
        {"count", "3.5", "/count", "field.wrong_type"},
        {"count", R"("3")", "/count", "field.wrong_type"},
        {"count", "1e300", "/count", "field.too_large"},
        {"count", "18446744073709551615", "/count", "field.too_large"},
        {"large", "99999999999999999999", "/large", "field.too_large"},
        {"large", "-99999999999999999999", "/large", "field.too_small"},
        {"tags", R"(["1","2","3","4"])", "/tags", "field.too_many"},
        {"tags", R"(["1",2])", "/tags/1", "field.wrong_type"},
        {"tags", R"({})", "/tags", "field.wrong_type"},
        {"colour", R"("green")", "/colour", "field.unknown_name"},
        {"point", R"({"lon":218,"lat":34})", "/point/lon", "field.too_large"},
        {"point", R"({"lon":34})", "/point/lat", "field.missing"},
        {"point", R"({"lon":1,"lat":2,"height":3})", "/point/height", "field.unknown"},
        {"point", R"([118,34])", "/point", "field.wrong_type"},
        {"at", R"("2026-11-22 09:31")", "/at", "field.bad_instant"},
        {"at", R"("2026-13-22T09:31:00Z")", "/at", "field.bad_instant"},
        {"at", "1763775060", "/at", "field.wrong_type"},
        {"day", R"("2026-02-30")", "/day", "field.bad_date"},
        {"county", R"("012")", "/county", "field.bad_id"},
        {"county", R"("-1")", "/county", "field.bad_id"},
        {"county", R"("99999999999999999999")", "/county", "field.bad_id"},
        {"county", "12", "/county", "field.wrong_type"},
        {"flag", "1", "/flag", "field.wrong_type"},
        {"free", "", "/free", "field.missing"},
        {"~a/b", "1", "/~0a~1b", "field.unknown"},
    };
    for (const auto& wrong : table) {
        const auto sample = from_json<Sample>(with(wrong.member, wrong.value));
        ASSERT_FALSE(sample) << wrong.member << " = " << wrong.value;
        EXPECT_EQ(sample.refusal().code, "request.fields_wrong");
        ASSERT_EQ(sample.refusal().errors.size(), 1U) << wrong.member << " = " << wrong.value;
        EXPECT_EQ(sample.refusal().errors[0].path, wrong.path);
        EXPECT_EQ(sample.refusal().errors[0].code, wrong.code) << wrong.value;
    }
}

TEST(ReadByShape, TellsAllWrongFieldsAtOnce) {
    const auto sample = from_json<Sample>(R"({"name":1,"count":0,"unheard":true})");
    ASSERT_FALSE(sample);
    EXPECT_EQ(sample.refusal().errors.size(), 10U);
}

TEST(ReadByShape, LetsOptionalMembersAndEmptyListsBeAbsent) {
    auto text = with("tags", "");
    const auto document = Document::parse(text);
    ASSERT_TRUE(document);
    EXPECT_TRUE(from_json<Sample>(text));
    EXPECT_TRUE(from_json<Sample>(with("large", "")));
}

struct BadText {
    std::string text;
    const char* code;
};

TEST(ReadDocument, RefusesWhatIsNotOneJsonDocument_R2_1) {
    const std::vector<BadText> table{
        {"", "json.malformed"},
        {"{", "json.malformed"},
        {"{} x", "json.malformed"},
        {"{}{}", "json.malformed"},
        {"{'a':1}", "json.malformed"},
        {"[1,]", "json.malformed"},
        {"NaN", "json.malformed"},
        {"{\"a\":\"\xff\xfe\"}", "json.bad_utf8"},
        {"{\"a\":\"\xc0\xaf\"}", "json.bad_utf8"},
        {"{\"a\":\"\xed\xa0\x80\"}", "json.bad_utf8"},
        {std::string(17, '[') + std::string(17, ']'), "json.too_deep"},
        {std::string(5000, '['), "json.too_deep"},
        {R"({"a":1,"a":2})", "json.duplicate_member"},
        {R"({"b":[{"a":1,"c":{"d":":"},"a":2}]})", "json.duplicate_member"},
        {R"({"a":1,"\u0061":2})", "json.duplicate_member"},
    };
    for (const auto& bad : table) {
        const auto document = Document::parse(bad.text);
        ASSERT_FALSE(document) << bad.text;
        EXPECT_EQ(document.refusal().code, bad.code) << bad.text;
    }
    EXPECT_TRUE(Document::parse(std::string(16, '[') + std::string(16, ']')));
    EXPECT_TRUE(Document::parse(R"({"a":"x:\":y","b":{"a":1}})"));
}

TEST(PrintText, EscapesWhatMustBeEscaped) {
    std::string out;
    print_text(out, "a\"b\\c\nd\te\x01 卫");
    EXPECT_EQ(out, "\"a\\\"b\\\\c\\nd\\te\\u0001 卫\"");
}

TEST(PrintNumber, PrintsSevenDecimalsAtTheMost) {
    const std::vector<std::pair<double, std::string>> table{{118.123456, "118.123456"},
                                                            {34.0, "34"},
                                                            {-0.5, "-0.5"},
                                                            {0.00000001, "0"},
                                                            {-0.0, "0"},
                                                            {1e300, "null"},
                                                            {118.12345678, "118.1234568"}};
    for (const auto& [number, text] : table) {
        std::string out;
        print_number(out, number);
        EXPECT_EQ(out, text);
    }
}

TEST(DescribeShape, ToldApartWhatIsSentFromWhatIsAnswered) {
    Schemas schemas;
    EXPECT_EQ(named_schema<Sample>(Direction::sent, schemas), "SampleInput");
    EXPECT_EQ(named_schema<Sample>(Direction::answered, schemas), "Sample");
    EXPECT_TRUE(schemas["Sample"].at(2).required);
    EXPECT_FALSE(schemas["SampleInput"].at(2).required) << "an optional one may be left out";
    for (const auto& [name, members] : schemas)
        for (const auto& member : members)
            EXPECT_TRUE(Document::parse(with_words(member.schema, "Words."))) << member.name;
}

TEST(DescribeShape, GivesEveryTextNumberAndListItsBounds) {
    Schemas schemas;
    named_schema<Sample>(Direction::sent, schemas);
    const auto& members = schemas["SampleInput"];
    const auto schema = [&](std::size_t index) { return members.at(index).schema; };
    EXPECT_EQ(schema(0), R"({"type":"string","minLength":1,"maxLength":5})");
    EXPECT_EQ(schema(1), R"({"type":"integer","format":"int32","minimum":1,"maximum":10})");
    EXPECT_NE(schema(2).find("9223372036854775807"), std::string::npos);
    EXPECT_EQ(schema(3),
              R"({"type":"array","items":{"type":"string","maxLength":2000},"maxItems":3})");
}

// ---- what SHAPE and ENUM_NAMES make ----

struct Unshaped {};
static_assert(!can_travel<Unshaped>() && !can_travel<std::vector<std::optional<Unshaped>>>());
static_assert(can_travel<std::vector<std::optional<Sample>>>());

enum class Order { newest, oldest };
ENUM_NAMES(Order, (newest, "-at"), oldest);

struct Base {
    int first = 1;
};
SHAPE(Base, first);
struct OrderedReply : Base {
    Order order = Order::newest;
    Order void_ = Order::oldest;
};
SHAPE_ON(Base, OrderedReply, order, (void_, "A word of C++"));
struct NotShaped : Base {};
static_assert(!Shaped<NotShaped>); // rather than printed as its base

template <class T>
std::string name_of_shape() {
    return std::string(shape_name(std::type_identity<T>{}));
}

TEST(ShapeName, IsTheStructuresWithoutReplyOrInput) {
    EXPECT_EQ(name_of_shape<Sample>(), "Sample");
    EXPECT_EQ(name_of_shape<OrderedReply>(), "Ordered");
    EXPECT_EQ(published_name("NewBodyInput"), "NewBody");
    EXPECT_EQ(published_name("Reply"), "Reply");
}

TEST(ShapeName, OfListsAndPagesIsMadeFromTheirItems) {
    EXPECT_EQ(name_of_shape<List<OrderedReply>>(), "OrderedList");
    EXPECT_EQ(name_of_shape<Page<Sample>>(), "PageOfSample");
}

TEST(PrintByShape, PutsTheBaseFirstAndNamesMembersAndEnumeratorsAsSaid) {
    EXPECT_EQ(to_json(List<OrderedReply>{{{}}}),
              R"({"items":[{"first":1,"order":"-at","void":"oldest"}]})");
    EXPECT_EQ(to_json(Named<CountyId>{CountyId{7}, "青峰县"}), R"({"id":"7","name":"青峰县"})");
}

// ---- parameters ----

struct Asked {
    CountyId id;
    std::optional<int> limit;
    std::vector<Colour> colours;
    bool mine = false;
};
SHAPE(Asked, id, (limit, between(1, 200)), colours, mine);

Request asking(std::string id, std::string_view query) {
    Request request;
    request.path_params["id"] = std::move(id);
    request.query_params = *query_pairs(query);
    return request;
}

TEST(ReadParams, TakesPathAndQuery) {
    Asked asked;
    Errors errors;
    read_params(asking("77", "limit=50&colours=red,blue&mine=true"), asked, errors);
    EXPECT_FALSE(errors.any());
    EXPECT_EQ(asked.id.value, 77);
    EXPECT_EQ(asked.limit, 50);
    EXPECT_EQ(asked.colours, (std::vector{Colour::red, Colour::blue}));
    EXPECT_TRUE(asked.mine);
}

TEST(ReadParams, NamesWhatIsWrong) {
    const std::vector<std::tuple<std::string, std::string, std::string, std::string>> table{
        {"x", "", "?id", "field.bad_id"},
        {"7", "limit=0", "?limit", "field.too_small"},
        {"7", "limit=201", "?limit", "field.too_large"},
        {"7", "limit=ten", "?limit", "field.wrong_type"},
        {"7", "limit=99999999999999999999", "?limit", "field.too_large"},
        {"7", "limit=5.5", "?limit", "field.wrong_type"},
        {"7", "colours=red,green", "?colours", "field.unknown_name"},
        {"7", "mine=yes", "?mine", "field.wrong_type"},
        {"7", "unheard=1", "?unheard", "field.unknown"},
    };
    for (const auto& [id, query, path, code] : table) {
        Asked asked;
        Errors errors;
        read_params(asking(id, query), asked, errors);
        ASSERT_TRUE(errors.any()) << query;
        EXPECT_EQ(errors.refusal().errors[0].path, path);
        EXPECT_EQ(errors.refusal().errors[0].code, code) << query;
    }
}

TEST(ReadParams, RefusesBrokenEscapes) {
    EXPECT_FALSE(query_pairs("a=%zz"));
    EXPECT_FALSE(query_pairs("a=%e5%8d"));
    EXPECT_FALSE(query_pairs("a=%00"));
    EXPECT_EQ(query_pairs("a=%E5%8D%AB+x&a=2&b")->at("a"), "2");
    EXPECT_EQ(*percent_decoded("%E5%8D%AB+x", false), "卫+x");
}

} // namespace
} // namespace weicheng::http
