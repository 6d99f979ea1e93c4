#include "modules/cases/store/tallying.h"

#include "modules/cases/store/near_store.h"

#include <algorithm>

namespace weicheng::cases {

Tallying::Tallying(db::Tx& tx, const Case& before) : tx_(tx), before_(before) {
    if (before.recurs_of) relapse_before_ = relapse_of(tx, before.county, before.id);
}

/// The marks these steps left count for the case as it stands now; older ones go where it goes.
void Tallying::add_marks(Sheet& sheet, const Case& after, const std::vector<Entry>& entries) {
    std::vector<Mark> fresh;
    for (const auto& [change, who, at] : entries)
        if (const auto mark = mark_of(*change.edge, change.before, at)) fresh.push_back(*mark);
    for (const auto& mark : fresh)
        sheet.add(after, mark, 1);
    if (!before_.id || !moves_marks(before_, after)) return;
    auto old = marks_of(tx_, after.county, after.id);
    for (const auto& mark : fresh)
        if (const auto found = std::find(old.begin(), old.end(), mark); found != old.end())
            old.erase(found);
    for (const auto& mark : old) {
        sheet.add(before_, mark, -1);
        sheet.add(after, mark, 1);
    }
}

void Tallying::add_relapse(Sheet& sheet, const Case& after) {
    if (relapse_before_) sheet.add(before_, *relapse_before_, -1);
    if (!after.recurs_of) return;
    if (const auto against = relapse_of(tx_, after.county, after.id)) sheet.add(after, *against, 1);
}

void Tallying::finish(const Case& after, const std::vector<Entry>& entries) {
    Sheet sheet;
    if (before_.id) sheet.add(before_, -1);
    sheet.add(after, 1);
    add_marks(sheet, after, entries);
    add_relapse(sheet, after);
    add_to_tallies(tx_, after.county, sheet);
}

} // namespace weicheng::cases
