#include "modules/cases/store/stamp.h"

#include "platform/facts/facts.h"

namespace weicheng::cases {

std::optional<std::int64_t> stamp_of(db::Tx& tx, CountyId county) {
    if (tx.dialect() != db::Dialect::sqlite) return std::nullopt;
    // The fact's id, not its number: a transaction that was undone gives its numbers back.
    const auto newest = facts::since(tx, county, facts::head(tx, county) - 1, 1);
    if (newest.empty()) return std::nullopt;
    return newest.front().id;
}

} // namespace weicheng::cases
