#include "platform/facts/stamp.h"

#include "platform/facts/facts.h"

namespace weicheng::facts {

std::optional<std::int64_t> stamp_of(db::Tx& tx, CountyId county) {
    if (tx.dialect() != db::Dialect::sqlite) return std::nullopt;
    // The fact's id, not its number: a transaction that was undone gives its numbers back.
    const auto newest = since(tx, county, head(tx, county) - 1, 1);
    if (newest.empty()) return std::nullopt;
    return newest.front().id;
}

} // namespace weicheng::facts
