// Makes prints on a thread of its own, for a job that asks and comes back for them. Inside
// platform/files only.
#pragma once

#include "platform/files/prints.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace weicheng::files {

/// Prints by digest; nothing for a picture whose small copy cannot be read.
using Prints = std::map<std::string, std::optional<Print>>;

class PrintMaker {
  public:
    using Make = std::function<std::vector<std::optional<Print>>(const std::vector<std::string>&)>;
    explicit PrintMaker(Make make) : make_(std::move(make)) {}
    ~PrintMaker();
    PrintMaker(const PrintMaker&) = delete;
    PrintMaker& operator=(const PrintMaker&) = delete;

    /// Those that are asked for or ready already are left out. Starts the thread when first asked.
    void ask(const std::vector<std::string>& digests);
    /// What is ready; stays so until dropped, since a job may be run again.
    Prints finished() const;
    void drop(const Prints& kept);
    /// Waits until everything asked for is ready (tests).
    void wait() const;

  private:
    void work();

    Make make_;
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    std::deque<std::string> asked_; // the thread takes from the front when it is done with it
    Prints finished_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace weicheng::files
