// Something of a module that works beside the requests as long as the server runs. The app starts
// and stops it.
#pragma once

namespace weicheng {

namespace db {
class Database;
}

class Companion {
  public:
    virtual ~Companion() = default;
    virtual void start(db::Database& database) = 0;
    /// Waits until it has ended; safe to call twice, and without start().
    virtual void stop() = 0;
};

} // namespace weicheng
