// Exact numbers: fractions of whole numbers, never rounded by themselves. Any file may use it.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace weicheng {

enum class Rounding { half_away_from_zero, away_from_zero, toward_zero };

/// Numerator over denominator, reduced; both at most 9223372036854775807 in size, the denominator
/// above 0. What does not fit is no fraction (nullopt): nothing ever wraps or loses a digit.
class Fraction {
  public:
    Fraction() = default;
    /// `denominator` must not be 0.
    static std::optional<Fraction> of(std::int64_t numerator, std::int64_t denominator = 1);
    /// Reads "12", "-0.25" (at most 18 digits) or "-1/4"; nothing else.
    static std::optional<Fraction> from_text(std::string_view text);

    std::int64_t numerator() const { return numerator_; }
    std::int64_t denominator() const { return denominator_; }
    bool is_zero() const { return numerator_ == 0; }
    bool is_whole() const { return denominator_ == 1; }

    std::optional<Fraction> plus(const Fraction& other) const;
    std::optional<Fraction> minus(const Fraction& other) const;
    std::optional<Fraction> times(const Fraction& other) const;
    /// `other` must not be 0.
    std::optional<Fraction> over(const Fraction& other) const;
    /// What is left of a division downwards; has the sign of `other`, which must not be 0.
    std::optional<Fraction> modulo(const Fraction& other) const;
    /// To `digits` decimals, -9 to 9; -2 rounds to hundreds.
    std::optional<Fraction> rounded(int digits, Rounding how) const;
    Fraction negated() const;
    /// The largest whole number not above this one.
    Fraction floor() const;

    bool operator==(const Fraction& other) const = default;
    std::strong_ordering operator<=>(const Fraction& other) const;

    /// "12" or "-1/4"
    std::string to_text() const;
    /// "-0.25"; as to_text() where no 18 decimals suffice.
    std::string to_decimal() const;

  private:
    __extension__ typedef __int128 Wide; // holds every product of two int64 and their sum
    Fraction(std::int64_t numerator, std::int64_t denominator)
        : numerator_(numerator), denominator_(denominator) {}
    static std::optional<Fraction> reduced(Wide numerator, Wide denominator);

    std::int64_t numerator_ = 0;
    std::int64_t denominator_ = 1;
};

} // namespace weicheng
