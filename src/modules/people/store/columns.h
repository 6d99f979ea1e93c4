// How stored dates and names become values. Used inside store/ only.
#pragma once

#include "modules/people/people.h"

namespace weicheng::people::store {

inline Date day_at(const db::Row& row, int column) {
    const auto day = date_from_text(row.text(column));
    check(day.has_value(), "a stored date can be read");
    return *day;
}

inline std::optional<Date> day_or_none_at(const db::Row& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return day_at(row, column);
}

template <class E>
E name_at(const db::Row& row, int column) {
    const auto value = from_name<E>(row.text(column));
    check(value.has_value(), "a stored name is known");
    return *value;
}

} // namespace weicheng::people::store
