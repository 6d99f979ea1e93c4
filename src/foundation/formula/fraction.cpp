#include "foundation/formula/fraction.h"

#include "foundation/check.h"

#include <charconv>
#include <limits>

namespace weicheng {

static constexpr int most_digits = 18; // 10^18 < 2^63

static constexpr std::int64_t power_of_ten(int exponent) {
    std::int64_t power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

std::optional<Fraction> Fraction::reduced(Wide numerator, Wide denominator) {
    check(denominator != 0, "a fraction over nothing");
    if (denominator < 0) numerator = -numerator, denominator = -denominator;
    Wide divisor = denominator, rest = numerator < 0 ? -numerator : numerator;
    while (rest != 0) {
        const Wide next = divisor % rest;
        divisor = rest;
        rest = next;
    }
    numerator /= divisor;
    denominator /= divisor;
    constexpr Wide most = std::numeric_limits<std::int64_t>::max();
    if (numerator > most || numerator < -most || denominator > most) return std::nullopt;
    return Fraction(static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator));
}

std::optional<Fraction> Fraction::of(std::int64_t numerator, std::int64_t denominator) {
    return reduced(numerator, denominator);
}

/// Up to 19 digits with an optional sign.
static std::optional<std::int64_t> whole_from_text(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || trouble != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::optional<Fraction> Fraction::from_text(std::string_view text) {
    if (const auto slash = text.find('/'); slash != std::string_view::npos) {
        const auto above = whole_from_text(text.substr(0, slash));
        const auto below = whole_from_text(text.substr(slash + 1));
        if (!above || !below || *below <= 0) return std::nullopt;
        return of(*above, *below);
    }
    const auto point = text.find('.');
    if (point == std::string_view::npos) {
        const auto whole = whole_from_text(text);
        return whole ? of(*whole) : std::nullopt;
    }
    const auto decimals = text.size() - point - 1;
    const bool signed_text = text.starts_with('-');
    const auto digits = text.size() - 1 - (signed_text ? 1 : 0);
    if (decimals == 0 || digits == decimals || digits > most_digits) return std::nullopt;
    const auto all = std::string(text.substr(0, point)) + std::string(text.substr(point + 1));
    const auto scaled = whole_from_text(all);
    return scaled ? of(*scaled, power_of_ten(static_cast<int>(decimals))) : std::nullopt;
}

std::optional<Fraction> Fraction::plus(const Fraction& other) const {
    return reduced(Wide{numerator_} * other.denominator_ + Wide{other.numerator_} * denominator_,
                   Wide{denominator_} * other.denominator_);
}

std::optional<Fraction> Fraction::minus(const Fraction& other) const {
    return plus(other.negated());
}

std::optional<Fraction> Fraction::times(const Fraction& other) const {
    return reduced(Wide{numerator_} * other.numerator_, Wide{denominator_} * other.denominator_);
}

std::optional<Fraction> Fraction::over(const Fraction& other) const {
    return reduced(Wide{numerator_} * other.denominator_, Wide{denominator_} * other.numerator_);
}

std::optional<Fraction> Fraction::modulo(const Fraction& other) const {
    // a/b mod c/d = (ad mod cb) / bd: no step leaves 128 bits.
    const Wide divisor = Wide{other.numerator_} * denominator_;
    check(divisor != 0, "a remainder of nothing");
    Wide rest = Wide{numerator_} * other.denominator_ % divisor;
    if (rest != 0 && (rest < 0) != (divisor < 0)) rest += divisor;
    return reduced(rest, Wide{denominator_} * other.denominator_);
}

std::optional<Fraction> Fraction::rounded(int digits, Rounding how) const {
    check(digits >= -9 && digits <= 9, "decimals to round to lie in -9..9");
    const Wide up = digits > 0 ? power_of_ten(digits) : 1;
    const Wide down = digits < 0 ? power_of_ten(-digits) : 1;
    const Wide size = (numerator_ < 0 ? -Wide{numerator_} : Wide{numerator_}) * up;
    const Wide unit = Wide{denominator_} * down;
    Wide count = size / unit;
    const Wide rest = size % unit;
    if (how == Rounding::away_from_zero && rest != 0) ++count;
    if (how == Rounding::half_away_from_zero && rest * 2 >= unit) ++count;
    return reduced((numerator_ < 0 ? -count : count) * down, up);
}

Fraction Fraction::negated() const {
    return {-numerator_, denominator_};
}

Fraction Fraction::floor() const {
    const bool below = numerator_ < 0 && numerator_ % denominator_ != 0;
    return {numerator_ / denominator_ - (below ? 1 : 0), 1};
}

std::strong_ordering Fraction::operator<=>(const Fraction& other) const {
    const Wide left = Wide{numerator_} * other.denominator_;
    const Wide right = Wide{other.numerator_} * denominator_;
    return left < right    ? std::strong_ordering::less
           : left == right ? std::strong_ordering::equal
                           : std::strong_ordering::greater;
}

std::string Fraction::to_text() const {
    const auto above = std::to_string(numerator_);
    return is_whole() ? above : above + "/" + std::to_string(denominator_);
}

std::string Fraction::to_decimal() const {
    int decimals = 0;
    while (decimals <= most_digits && power_of_ten(decimals) % denominator_ != 0)
        ++decimals;
    if (decimals == 0 || decimals > most_digits) return to_text();
    const auto size = numerator_ < 0 ? -numerator_ : numerator_;
    auto after = std::to_string(size % denominator_ * (power_of_ten(decimals) / denominator_));
    after.insert(0, static_cast<std::size_t>(decimals) - after.size(), '0');
    return (numerator_ < 0 ? "-" : "") + std::to_string(size / denominator_) + "." + after;
}

} // namespace weicheng
