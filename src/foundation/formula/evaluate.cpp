#include "foundation/formula/formula.h"

#include "foundation/formula/characters.h"
#include "foundation/formula/operations.h"
#include "foundation/formula/tokens.h"

#include <algorithm>

namespace weicheng::formula {

using namespace std::chrono;

template <class T>
static const T& as(const Value& value) {
    const auto* const held = std::get_if<T>(&value);
    check(held != nullptr, "a value is of the type its name has");
    return *held;
}

static bool has_no_data(const Value& value) {
    return std::holds_alternative<NoData>(value);
}

// ---- dates: a day that does not exist is no data ----

static constexpr int last_year = 9999;

static Value day_or_nothing(const Date& day) {
    if (!day.ok() || int(day.year()) < 1 || int(day.year()) > last_year) return NoData{};
    return day;
}

/// A whole number between the bounds, else nothing.
static std::optional<int> whole_within(const Fraction& number, int least, int most) {
    if (!number.is_whole() || number.numerator() < least || number.numerator() > most)
        return std::nullopt;
    return static_cast<int>(number.numerator());
}

static Value date_of_parts(const Fraction& y, const Fraction& m, const Fraction& d) {
    const auto in_year = whole_within(y, 1, last_year), in_month = whole_within(m, 1, 12),
               on_day = whole_within(d, 1, 31);
    if (!in_year || !in_month || !on_day) return NoData{};
    return day_or_nothing(Date{std::chrono::year{*in_year}, std::chrono::month(unsigned(*in_month)),
                               std::chrono::day(unsigned(*on_day))});
}

static constexpr int most_days = 366 * last_year;

static Value days_later(const Date& from, const Fraction& count) {
    const auto shift = whole_within(count, -most_days, most_days);
    if (!shift) return NoData{};
    return day_or_nothing(Date{sys_days{from} + std::chrono::days{*shift}});
}

/// As Excel: the last day of the month where that month is shorter.
static Value months_later(const Date& from, const Fraction& count) {
    const auto shift = whole_within(count, -12 * last_year, 12 * last_year);
    if (!shift) return NoData{};
    const auto there = from + months{*shift};
    return day_or_nothing(there.ok() ? there : Date{there.year() / there.month() / last});
}

static Fraction days_between(const Date& from, const Date& to) {
    return *Fraction::of((sys_days{to} - sys_days{from}).count());
}

namespace {

class Evaluation {
  public:
    Evaluation(const Formula& formula, const Values& values, std::vector<Step>* steps)
        : values_(values), steps_(steps) {
        if (steps_) characters_ = characters_of(formula.text);
    }

    Result<Value> value_of(const Node& node) {
        if (++taken_ > most_steps) return refuse_long(node);
        switch (node.op) {
        case Op::number:
        case Op::text:
        case Op::yes_no: return node.literal;
        default: break;
        }
        auto value = node.op == Op::name ? named(node) : computed(node);
        if (value && steps_) {
            const auto [from, to] = node.at;
            steps_->push_back({utf8_of(characters_.substr(from, to - from)), *value});
        }
        return value;
    }

  private:
    const Values& values_;
    std::vector<Step>* steps_;
    std::u32string characters_ = {};
    int taken_ = 0;

    static Refusal refuse_long(const Node& node) {
        return refuse_from(node.at, "formula.too_many_steps",
                           {{"max", std::to_string(most_steps)}});
    }

    /// A number that did not fit is a refusal.
    static Result<Value> fitting(const Node& node, const std::optional<Fraction>& number) {
        if (!number) return refuse_from(node.at, "formula.overflow");
        return Value{*number};
    }

    Result<Value> named(const Node& node) {
        const auto found = values_.find(node.name);
        if (found == values_.end()) return Value{};
        if (const auto* list = std::get_if<Numbers>(&found->second)) {
            taken_ += static_cast<int>(std::min<std::size_t>(list->size(), most_steps));
            if (taken_ > most_steps) return refuse_long(node);
        }
        return found->second;
    }

    Result<Value> computed(const Node& node) {
        switch (node.op) {
        case Op::logical_and: return logical(node, false);
        case Op::logical_or: return logical(node, true);
        case Op::if_:
        case Op::ifs: return chosen(node);
        case Op::ifblank: {
            auto first = value_of(node.of[0]);
            return first && has_no_data(*first) ? value_of(node.of[1]) : first;
        }
        default: break;
        }
        std::vector<Value> parts;
        for (const auto& part : node.of) {
            auto value = value_of(part);
            if (!value) return value;
            parts.push_back(std::move(*value));
        }
        if (node.op == Op::isblank) return Value{items_of(parts).empty()};
        if (node.op == Op::count)
            return Value{*Fraction::of(static_cast<std::int64_t>(items_of(parts).size()))};
        if (node.op >= Op::min && node.op <= Op::average) return gathered(node, items_of(parts));
        if (std::any_of(parts.begin(), parts.end(), has_no_data)) return Value{};
        if (node.op >= Op::equal && node.op <= Op::at_least) return Value{compared(node, parts)};
        return is_about_dates(node, parts) ? dated(node, parts) : counted(node, parts);
    }

    /// 且 (or 或): one side that decides is enough, even beside a side without data.
    Result<Value> logical(const Node& node, bool deciding) {
        auto left = value_of(node.of[0]);
        if (!left || *left == Value{deciding}) return left;
        auto right = value_of(node.of[1]);
        return right && has_no_data(*left) && *right != Value{deciding} ? left : right;
    }

    /// 如果 and 多条件: the value after the first condition that holds; a condition without data
    /// leaves everything after it without data.
    Result<Value> chosen(const Node& node) {
        const auto count = node.of.size();
        for (std::size_t i = 0; i + 1 < count; i += 2) {
            auto condition = value_of(node.of[i]);
            if (!condition || has_no_data(*condition)) return condition;
            if (as<bool>(*condition)) return value_of(node.of[i + 1]);
        }
        return count % 2 == 1 ? value_of(node.of[count - 1]) : Result<Value>{Value{}};
    }

    /// What has data, the items of lists one by one.
    static std::vector<Value> items_of(const std::vector<Value>& parts) {
        std::vector<Value> items;
        for (const auto& part : parts) {
            if (const auto* list = std::get_if<Numbers>(&part)) {
                for (const auto& item : *list)
                    if (item) items.emplace_back(*item);
            } else if (!has_no_data(part)) {
                items.push_back(part);
            }
        }
        return items;
    }

    static Result<Value> gathered(const Node& node, const std::vector<Value>& items) {
        if (items.empty()) return Value{};
        if (node.op == Op::min) return *std::min_element(items.begin(), items.end(), is_less);
        if (node.op == Op::max) return *std::max_element(items.begin(), items.end(), is_less);
        std::optional<Fraction> sum = Fraction{};
        for (std::size_t i = 0; i < items.size() && sum; ++i)
            sum = sum->plus(as<Fraction>(items[i]));
        if (sum && node.op == Op::average)
            sum = sum->over(*Fraction::of(static_cast<std::int64_t>(items.size())));
        return fitting(node, sum);
    }

    static bool is_less(const Value& left, const Value& right) {
        if (const auto* date = std::get_if<Date>(&left)) return *date < as<Date>(right);
        return as<Fraction>(left) < as<Fraction>(right);
    }

    static bool compared(const Node& node, const std::vector<Value>& parts) {
        const auto &left = parts[0], &right = parts[1];
        switch (node.op) {
        case Op::equal: return left == right;
        case Op::unequal: return left != right;
        case Op::less: return is_less(left, right);
        case Op::at_most: return !is_less(right, left);
        case Op::greater: return is_less(right, left);
        default: return !is_less(left, right);
        }
    }

    static bool is_about_dates(const Node& node, const std::vector<Value>& parts) {
        return node.op == Op::date || std::holds_alternative<Date>(parts[0]);
    }

    static Result<Value> dated(const Node& node, const std::vector<Value>& parts) {
        if (node.op == Op::date)
            return date_of_parts(as<Fraction>(parts[0]), as<Fraction>(parts[1]),
                                 as<Fraction>(parts[2]));
        const auto& day = as<Date>(parts[0]);
        const auto number = [](auto part) { return Value{*Fraction::of(int(part))}; };
        switch (node.op) {
        case Op::add: return days_later(day, as<Fraction>(parts[1]));
        case Op::subtract:
            if (const auto* other = std::get_if<Date>(&parts[1]))
                return Value{days_between(*other, day)};
            return days_later(day, as<Fraction>(parts[1]).negated());
        case Op::days: return Value{days_between(as<Date>(parts[1]), day)};
        case Op::edate: return months_later(day, as<Fraction>(parts[1]));
        case Op::year: return number(day.year());
        case Op::month: return number(unsigned(day.month()));
        case Op::day: return number(unsigned(day.day()));
        default: throw Bug("an operation on dates that is none");
        }
    }

    static Result<Value> counted(const Node& node, const std::vector<Value>& parts) {
        const auto figure = [&](std::size_t i) -> const Fraction& {
            return as<Fraction>(parts[i]);
        };
        switch (node.op) {
        case Op::logical_not: return Value{!as<bool>(parts[0])};
        case Op::len:
            return Value{*Fraction::of(
                static_cast<std::int64_t>(characters_of(as<std::string>(parts[0])).size()))};
        case Op::contains:
            return Value{as<std::string>(parts[0]).find(as<std::string>(parts[1])) !=
                         std::string::npos};
        case Op::negate: return Value{figure(0).negated()};
        case Op::add: return fitting(node, figure(0).plus(figure(1)));
        case Op::subtract: return fitting(node, figure(0).minus(figure(1)));
        case Op::multiply: return fitting(node, figure(0).times(figure(1)));
        case Op::divide:
            return figure(1).is_zero() ? Value{} : fitting(node, figure(0).over(figure(1)));
        case Op::mod:
            return figure(1).is_zero() ? Value{} : fitting(node, figure(0).modulo(figure(1)));
        case Op::floor: return Value{figure(0).floor()};
        case Op::abs: return Value{figure(0) < Fraction{} ? figure(0).negated() : figure(0)};
        default: return fitting(node, rounded(node.op, figure(0), parts));
        }
    }

    static std::optional<Fraction> rounded(Op op, const Fraction& number,
                                           const std::vector<Value>& parts) {
        const int digits =
            parts.size() < 2 ? 0 : static_cast<int>(as<Fraction>(parts[1]).numerator());
        switch (op) {
        case Op::round: return number.rounded(digits, Rounding::half_away_from_zero);
        case Op::round_up: return number.rounded(digits, Rounding::away_from_zero);
        case Op::round_down: return number.rounded(digits, Rounding::toward_zero);
        default: throw Bug("an operation on numbers that is none");
        }
    }
};

} // namespace

static bool is_of(Type type, const Value& value) {
    switch (type) {
    case Type::number: return std::holds_alternative<Fraction>(value);
    case Type::text: return std::holds_alternative<std::string>(value);
    case Type::date: return std::holds_alternative<Date>(value);
    case Type::yes_no: return std::holds_alternative<bool>(value);
    case Type::numbers: return std::holds_alternative<Numbers>(value);
    }
    throw Bug("a type without values");
}

Result<Value> evaluate(const Formula& formula, const Values& values, std::vector<Step>* steps) {
    for (const auto& [code, type] : formula.uses) {
        const auto given = values.find(code);
        check(given == values.end() || has_no_data(given->second) || is_of(type, given->second),
              "a value is of the type its name has");
    }
    return Evaluation(formula, values, steps).value_of(formula.tree);
}

} // namespace weicheng::formula
