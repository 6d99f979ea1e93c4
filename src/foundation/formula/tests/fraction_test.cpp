// Exact numbers; what formulas do with them is in vectors.tsv.
#include "foundation/check.h"
#include "foundation/formula/fraction.h"

#include <gtest/gtest.h>

namespace weicheng {
namespace {

TEST(Fraction, ReadsWholesDecimalsAndFractionsAndNothingElse_R10_1) {
    const struct {
        const char* text;
        const char* read;
    } rows[] = {
        {"12", "12"},
        {"-0.25", "-1/4"},
        {"0.50", "1/2"},
        {"-4/6", "-2/3"},
        {"9223372036854775807", "9223372036854775807"},
        {"-9223372036854775807", "-9223372036854775807"},
        {"123456789012345.678", "61728394506172839/500"},
        {"-9223372036854775808", "no"},
        {"9223372036854775808", "no"},
        {"1/9223372036854775808", "no"},
        {"0.1234567890123456789", "no"},
        {"1/0", "no"},
        {"1/-2", "no"},
        {"", "no"},
        {"-", "no"},
        {".", "no"},
        {".5", "no"},
        {"5.", "no"},
        {"-.5", "no"},
        {"+5", "no"},
        {" 5", "no"},
        {"5 ", "no"},
        {"1.-5", "no"},
        {"1e3", "no"},
        {"1/2/3", "no"},
        {"0x10", "no"},
    };
    for (const auto& row : rows) {
        const auto number = Fraction::from_text(row.text);
        EXPECT_EQ(number ? number->to_text() : "no", row.read) << row.text;
    }
}

TEST(Fraction, WritesDecimalsWhereTheyAreExact_R10_1) {
    const struct {
        const char* fraction;
        const char* decimal;
    } rows[] = {
        {"0", "0"},
        {"-1/4", "-0.25"},
        {"5/2", "2.5"},
        {"1/3", "1/3"},
        {"-1/1000000000", "-0.000000001"},
        {"1/125", "0.008"},
        {"-7", "-7"},
        {"9223372036854775807/2", "4611686018427387903.5"},
        {"1/1000000000000000000", "0.000000000000000001"},
        {"1/4611686018427387904", "1/4611686018427387904"},
    };
    for (const auto& row : rows)
        EXPECT_EQ(Fraction::from_text(row.fraction)->to_decimal(), row.decimal);
}

TEST(Fraction, HasNoRoomForTheNumberWithoutANegative_R10_1) {
    EXPECT_FALSE(Fraction::of(INT64_MIN));
    EXPECT_TRUE(Fraction::of(INT64_MIN, 2));
    EXPECT_EQ(Fraction::of(INT64_MIN, INT64_MIN)->to_text(), "1");
    EXPECT_FALSE(Fraction::of(1, INT64_MIN));
    EXPECT_THROW((void)Fraction::of(1, 0), Bug);
    EXPECT_THROW((void)Fraction::of(1)->over(Fraction{}), Bug);
    EXPECT_THROW((void)Fraction::of(1)->modulo(Fraction{}), Bug);
    EXPECT_THROW((void)Fraction::of(1)->rounded(10, Rounding::toward_zero), Bug);
}

} // namespace
} // namespace weicheng
