// One kind of rule data as its module hands it in: name, words, type, what it must hold, and what
// is shipped. Made with rulebook::schema<T>(…); used by the rulebook, gathered by the app.
#pragma once

#include "foundation/ids.h"
#include "foundation/result.h"
#include "foundation/time.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <typeindex>
#include <vector>

namespace weicheng {

namespace db {
class Tx;
}

/// Where a document would come into force: for judges that look at other rules, bodies, ….
struct RuleSetting {
    db::Tx& tx;
    CountyId county;
    Instant valid_from;
};

struct RuleSchema {
    using Document = std::shared_ptr<const void>; // of `type`

    std::string name;    // "lights": of the path, of the versions in the store
    std::string zh, en;  // what the county calls it
    std::string data;    // the file it ships in, "modules/<noun>/data/<name>.json"
    std::string shipped; // JSON text of that file
    std::type_index type = typeid(void);
    std::function<Result<Document>(std::string_view)> read; // refusals of http::from_json
    std::function<std::string(const Document&)> print;
    std::function<std::vector<FieldError>(const Document&, const RuleSetting&)> judge;
};

} // namespace weicheng
