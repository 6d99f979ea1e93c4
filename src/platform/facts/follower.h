// Keeps an image of a county in memory in step with its facts: built from the tables while the
// server already answers, then fed by seq. A module gives the image; locks and thread are here.
#pragma once

#include "platform/companion.h"
#include "platform/facts/facts.h"

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace weicheng::facts {

/// What a module keeps in memory of one county. The follower sees to it that nobody looks at it
/// while it changes.
class Image {
  public:
    virtual ~Image() = default;
    /// Takes over what happened since, in order. The transaction may see more than these facts.
    virtual void take(db::Tx& tx, const std::vector<RecordedFact>& news) = 0;
};

class Follower : public Companion {
  public:
    /// Builds the image from the tables as the transaction sees them.
    using Build = std::function<std::unique_ptr<Image>(db::Tx& tx, CountyId county)>;
    using Counties = std::function<std::vector<CountyId>(db::Tx& tx)>;

    Follower(Build build, Counties counties,
             std::chrono::milliseconds poll = std::chrono::milliseconds{2000});
    ~Follower() override;

    /// Builds what is missing and follows in the background, so that whoever looks has little to
    /// wait for.
    void start(db::Database& database) override;
    void stop() override;
    /// One round of that, on the calling thread.
    void follow(db::Database& database);

    /// Shows the image as it stands after at least everything numbered that the transaction sees,
    /// with the seq up to which it goes. False when it is not built yet.
    bool look(db::Tx& tx, CountyId county,
              const std::function<void(const Image& image, std::int64_t seq)>& use);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace weicheng::facts
