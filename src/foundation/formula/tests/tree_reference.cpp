#include "foundation/formula/tests/tree_reference.h"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <functional>
#include <set>

namespace weicheng::formula {
namespace {

using Whole = boost::multiprecision::cpp_int;
using Exact = boost::multiprecision::cpp_rational;

/// Days since the first of January of the year 1.
struct Serial {
    long days;
    auto operator<=>(const Serial&) const = default;
};
struct Nothing {
    auto operator<=>(const Nothing&) const = default;
};
/// A part that was refused; whoever needs it is refused with it.
struct Refused {
    std::size_t at;
    auto operator<=>(const Refused&) const = default;
};
using Item = std::variant<Nothing, Exact, std::string, Serial, bool>;
using Outcome = std::variant<Nothing, Exact, std::string, Serial, bool, std::vector<Item>, Refused>;

// ---- days ----

bool is_leap(long year) {
    return year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
}

long length_of_month(long year, long month) {
    static const std::set<long> short_months = {4, 6, 9, 11};
    if (month == 2) return is_leap(year) ? 29 : 28;
    return short_months.count(month) ? 30 : 31;
}

struct Ymd {
    long year, month, day;
};

Serial serial_of(const Ymd& date) {
    long days = 0;
    for (long year = 1; year < date.year; ++year)
        days += is_leap(year) ? 366 : 365;
    for (long month = 1; month < date.month; ++month)
        days += length_of_month(date.year, month);
    return {days + date.day - 1};
}

Ymd date_of(Serial serial) {
    Ymd date{1, 1, 1};
    for (long length; serial.days >= (length = is_leap(date.year) ? 366 : 365); ++date.year)
        serial.days -= length;
    for (long length; serial.days >= (length = length_of_month(date.year, date.month));
         ++date.month)
        serial.days -= length;
    date.day += serial.days;
    return date;
}

const Serial end_of_time = serial_of({10000, 1, 1});

Outcome day_or_nothing(const Whole& days) {
    if (days < 0 || days >= end_of_time.days) return Nothing{};
    return Serial{days.convert_to<long>()};
}

// ---- numbers ----

Whole above(const Exact& number) {
    return boost::multiprecision::numerator(number);
}
Whole below(const Exact& number) {
    return boost::multiprecision::denominator(number);
}

Whole floor_of(const Exact& number) {
    Whole whole = above(number) / below(number);
    while (Exact(whole) > number)
        --whole;
    return whole;
}

Exact power_of_ten(long exponent) {
    Exact power = 1;
    for (long i = 0; i < std::abs(exponent); ++i)
        power *= 10;
    return exponent < 0 ? Exact(1) / power : power;
}

Exact rounded(Op op, const Exact& number, long digits) {
    const Exact scaled = abs(number) * power_of_ten(digits);
    Exact whole = floor_of(scaled);
    if (op == Op::round) whole = floor_of(scaled + Exact(1, 2));
    if (op == Op::round_up && whole < scaled) whole += 1;
    return (number < 0 ? -whole : whole) / power_of_ten(digits);
}

bool fits(const Exact& number) {
    static const Whole most("9223372036854775807");
    return abs(above(number)) <= most && below(number) <= most;
}

// ---- the tree ----

class Reference {
  public:
    explicit Reference(const Values& values) : values_(values) {}

    /// Every part is computed, whether it matters or not; then it is asked what matters.
    Outcome outcome_of(const Node& node) const {
        std::vector<Outcome> parts;
        for (const auto& part : node.of)
            parts.push_back(outcome_of(part));
        const auto refusal = [&](const Exact& number) -> Outcome {
            if (fits(number)) return number;
            return Refused{node.at.from + 1};
        };
        switch (node.op) {
        case Op::number:
        case Op::text:
        case Op::yes_no: return of_value(node.literal);
        case Op::name: {
            const auto found = values_.find(node.name);
            return found == values_.end() ? Outcome{} : of_value(found->second);
        }
        case Op::logical_and: return both(parts[0], parts[1], false);
        case Op::logical_or: return both(parts[0], parts[1], true);
        case Op::if_:
        case Op::ifs: return first_that_holds(parts);
        case Op::ifblank: return parts[0] == Outcome{} ? parts[1] : parts[0];
        default: break;
        }
        for (const auto& part : parts)
            if (std::holds_alternative<Refused>(part)) return part;
        const auto items = items_of(parts);
        switch (node.op) {
        case Op::isblank: return items.empty();
        case Op::count: return Exact(items.size());
        case Op::min:
            return items.empty() ? Outcome{} : widen(*std::min_element(items.begin(), items.end()));
        case Op::max:
            return items.empty() ? Outcome{} : widen(*std::max_element(items.begin(), items.end()));
        case Op::sum:
        case Op::average: {
            if (items.empty()) return Nothing{};
            Exact sum = 0;
            for (const auto& item : items) {
                sum += std::get<Exact>(item);
                if (!fits(sum)) return Refused{node.at.from + 1};
            }
            return refusal(node.op == Op::sum ? sum : sum / Exact(items.size()));
        }
        default: break;
        }
        for (const auto& part : parts)
            if (part == Outcome{}) return Nothing{};
        if (node.op >= Op::equal && node.op <= Op::at_least) return compared(node.op, parts);
        if (node.op == Op::date || std::holds_alternative<Serial>(parts[0]))
            return dated(node.op, parts);
        return counted(node.op, parts, refusal);
    }

  private:
    const Values& values_;

    static Exact exact(const Fraction& number) {
        return Exact(number.numerator()) / Exact(number.denominator());
    }

    static Outcome of_value(const Value& value) {
        if (const auto* number = std::get_if<Fraction>(&value)) return exact(*number);
        if (const auto* text = std::get_if<std::string>(&value)) return *text;
        if (const auto* yes = std::get_if<bool>(&value)) return *yes;
        if (const auto* date = std::get_if<Date>(&value))
            return serial_of({int(date->year()), unsigned(date->month()), unsigned(date->day())});
        if (const auto* list = std::get_if<Numbers>(&value)) {
            std::vector<Item> items;
            for (const auto& item : *list)
                items.push_back(item ? Item{exact(*item)} : Item{});
            return items;
        }
        return Nothing{};
    }

    static Outcome widen(const Item& item) {
        return std::visit([](const auto& held) -> Outcome { return held; }, item);
    }

    static std::vector<Item> items_of(const std::vector<Outcome>& parts) {
        std::vector<Item> items;
        for (const auto& part : parts) {
            if (const auto* list = std::get_if<std::vector<Item>>(&part))
                items.insert(items.end(), list->begin(), list->end());
            if (const auto* number = std::get_if<Exact>(&part)) items.emplace_back(*number);
            if (const auto* text = std::get_if<std::string>(&part)) items.emplace_back(*text);
            if (const auto* date = std::get_if<Serial>(&part)) items.emplace_back(*date);
            if (const auto* yes = std::get_if<bool>(&part)) items.emplace_back(*yes);
        }
        std::erase(items, Item{});
        return items;
    }

    /// The table of 且 (deciding = false) and 或 (true), read from left to right.
    static Outcome both(const Outcome& left, const Outcome& right, bool deciding) {
        const Outcome decided{deciding};
        if (left == decided || std::holds_alternative<Refused>(left)) return left;
        if (right == decided || std::holds_alternative<Refused>(right)) return right;
        if (left == Outcome{} || right == Outcome{}) return Nothing{};
        return !deciding;
    }

    static Outcome first_that_holds(const std::vector<Outcome>& parts) {
        for (std::size_t i = 0; i < parts.size(); i += 2) {
            if (i + 1 == parts.size()) return parts[i];
            if (parts[i] == Outcome{true}) return parts[i + 1];
            if (parts[i] != Outcome{false}) return parts[i];
        }
        return Nothing{};
    }

    static Outcome compared(Op op, const std::vector<Outcome>& parts) {
        const bool equal = parts[0] == parts[1], less = parts[0] < parts[1];
        switch (op) {
        case Op::equal: return equal;
        case Op::unequal: return !equal;
        case Op::less: return less;
        case Op::at_most: return less || equal;
        case Op::greater: return !less && !equal;
        default: return !less;
        }
    }

    static Outcome date_of_parts(const Exact& y, const Exact& m, const Exact& d) {
        for (const auto& part : {y, m, d})
            if (below(part) != 1 || part < 1 || part > 9999) return Nothing{};
        const Ymd date{above(y).convert_to<long>(), above(m).convert_to<long>(),
                       above(d).convert_to<long>()};
        if (date.month > 12 || date.day > length_of_month(date.year, date.month)) return Nothing{};
        return serial_of(date);
    }

    static Outcome months_later(const Ymd& from, const Exact& count) {
        if (below(count) != 1 || abs(count) > 12 * 9999) return Nothing{};
        long year = from.year, month = from.month;
        for (long i = above(count).convert_to<long>(); i > 0; --i)
            if (++month > 12) month = 1, ++year;
        for (long i = above(count).convert_to<long>(); i < 0; ++i)
            if (--month < 1) month = 12, --year;
        if (year < 1 || year > 9999) return Nothing{};
        return serial_of({year, month, std::min(from.day, length_of_month(year, month))});
    }

    static Outcome dated(Op op, const std::vector<Outcome>& parts) {
        const auto number = [&](std::size_t i) { return std::get<Exact>(parts[i]); };
        if (op == Op::date) return date_of_parts(number(0), number(1), number(2));
        const auto day = std::get<Serial>(parts[0]);
        if (parts.size() > 1)
            if (const auto* other = std::get_if<Serial>(&parts[1]))
                return Exact(day.days - other->days);
        const auto date = date_of(day);
        switch (op) {
        case Op::add:
        case Op::subtract:
            if (below(number(1)) != 1) return Nothing{};
            return day_or_nothing(op == Op::add ? Whole(day.days + above(number(1)))
                                                : Whole(day.days - above(number(1))));
        case Op::edate: return months_later(date, number(1));
        case Op::year: return Exact(date.year);
        case Op::month: return Exact(date.month);
        default: return Exact(date.day);
        }
    }

    static Outcome counted(Op op, const std::vector<Outcome>& parts,
                           const std::function<Outcome(const Exact&)>& fitted) {
        if (op == Op::logical_not) return !std::get<bool>(parts[0]);
        if (op == Op::contains)
            return std::get<std::string>(parts[0]).find(std::get<std::string>(parts[1])) !=
                   std::string::npos;
        if (op == Op::len) {
            const auto& text = std::get<std::string>(parts[0]);
            return Exact(
                std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
        }
        const auto& left = std::get<Exact>(parts[0]);
        const auto right = parts.size() > 1 ? std::get<Exact>(parts[1]) : Exact(0);
        switch (op) {
        case Op::negate: return fitted(-left);
        case Op::add: return fitted(left + right);
        case Op::subtract: return fitted(left - right);
        case Op::multiply: return fitted(left * right);
        case Op::divide: return right == 0 ? Outcome{} : fitted(left / right);
        case Op::mod: {
            if (right == 0) return Nothing{};
            const Exact times = floor_of(left / right);
            return fitted(left - right * times);
        }
        case Op::floor: return fitted(floor_of(left));
        case Op::abs: return fitted(abs(left));
        default: return fitted(rounded(op, left, above(right).convert_to<long>()));
        }
    }
};

std::string padded(long number, std::size_t width) {
    auto text = std::to_string(number);
    return std::string(width - std::min(width, text.size()), '0') + text;
}

} // namespace

std::string reference_outcome(const Node& tree, const Values& values) {
    const auto outcome = Reference(values).outcome_of(tree);
    if (const auto* refused = std::get_if<Refused>(&outcome))
        return "!formula.overflow@" + std::to_string(refused->at);
    if (const auto* number = std::get_if<Exact>(&outcome))
        return "n:" + above(*number).str() +
               (below(*number) == 1 ? "" : "/" + below(*number).str());
    if (const auto* text = std::get_if<std::string>(&outcome)) return "t:" + *text;
    if (const auto* yes = std::get_if<bool>(&outcome)) return *yes ? "b:是" : "b:否";
    if (const auto* day = std::get_if<Serial>(&outcome)) {
        const auto date = date_of(*day);
        return "d:" + padded(date.year, 4) + "-" + padded(date.month, 2) + "-" +
               padded(date.day, 2);
    }
    return "-";
}

} // namespace weicheng::formula
