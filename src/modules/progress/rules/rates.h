// What a case counts as in the figures of a day, and the rates made of them. Pure: a roll-up is the
// sum over all cases of what is said here, so a change of a case is the difference of two sums.
#pragma once

#include "modules/cases/cases.h"

#include <array>
#include <map>
#include <tuple>
#include <vector>

namespace weicheng::progress {

/// The figures of a day. Voided and merged cases count as nothing: a mistake, or another's case.
enum class Figure {
    reported, // 上报, on the day of the report
    filed,    // 立案, on the day of the filing; without what was not accepted
    closed, // 销号, on the day of the strike-off; an objection or a failed re-check takes it back
    in_time,   // 按期: struck off and confirmed by the unit before its clock ran out
    late,      // 超期: the unit's clock ran out first; stays with that unit
    exempt,    // of those: exempted by two levels, the fact stays
    pending,   // the unit's clock runs until that day; late once the day is over
    reworked,  // 返工, each time a check failed
    returned,  // 退回派遣台, each time
    recurred,  // 回潮: a later case came back at what was struck off here
    extended,  // 延期 granted
    suspended, // 暂缓 granted
};
inline constexpr std::size_t figure_count = 12;
using Figures = std::array<std::int64_t, figure_count>;
inline std::int64_t& figure(Figures& figures, Figure which) {
    return figures[static_cast<std::size_t>(which)];
}
inline std::int64_t figure(const Figures& figures, Figure which) {
    return figures[static_cast<std::size_t>(which)];
}

/// Days since 1970-01-01 by the county's clock.
using Day = std::int64_t;
Day day_of(Instant at);
Day day_of(Date date);

struct PlaceDay {
    Day day = 0;
    places::GridId grid;
    BodyId block_body;
    BodyId handling_body;
    auto operator<=>(const PlaceDay&) const = default;
};
/// Shards spread a kind's day over rows, by the case.
struct KindDay {
    Day day = 0;
    std::string kind;
    int shard = 0;
    auto operator<=>(const KindDay&) const = default;
};
inline constexpr int kind_shards = 4;

/// Something that happened to a case on a day and counts for the unit that had it then.
struct Mark {
    Figure what = Figure::reworked;
    Day day = 0;
    BodyId body;
    bool operator==(const Mark&) const = default;
};
/// The mark a move leaves, if any.
std::optional<Mark> mark_of(const cases::SavedStep& step);

/// Sums of what changes; zero sums fall away when it is written.
struct FigureChanges {
    std::map<PlaceDay, Figures> places;
    std::map<KindDay, Figures> kinds;

    /// `sign` 1 adds the case, -1 takes it back.
    void add(const cases::Case& one, int sign);
    void add(const cases::Case& one, const Mark& mark, int sign);
    void add(const cases::Case& one, const cases::CountsAgainst& against, int sign);

  private:
    void count(const cases::Case& one, Figure what, Day day, BodyId body, int sign);
};

/// Whether marks of the case have to be moved to another grid, body or kind, or out of the figures.
bool moves_marks(const cases::Case& before, const cases::Case& after);

/// One line of the table of rates. `due` (应结案): what was struck off before its limit passed
/// counts on the day of its strike-off, everything else on the day its limit passed.
struct Rates {
    Figures sums{};
    std::int64_t due = 0;
    std::int64_t late = 0; // also what is not confirmed yet although its day is over
    std::optional<std::int64_t> in_time_permille; // 按期结案率, of what is due and not exempt
    std::optional<std::int64_t> rework_permille;  // 返工率, of what was filed
};
/// `pending_over` is the pending of days that are over.
Rates rates_of(const Figures& sums, std::int64_t pending_over);

} // namespace weicheng::progress
