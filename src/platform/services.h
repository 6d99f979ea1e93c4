// What the app lends to modules that need more than a transaction. Actions and http rooms use it;
// it knows the lent things by name only.
#pragma once

namespace weicheng {

class Clock;
namespace db {
class Database;
}
namespace files {
class Store;
}
namespace auth {
class Secrets;
}

struct Services {
    Clock* clock = nullptr;
    db::Database* database = nullptr;
    files::Store* files = nullptr;
    auth::Secrets* secrets = nullptr;
    bool demo = false;
};

} // namespace weicheng
