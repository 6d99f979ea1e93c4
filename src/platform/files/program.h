// Runs another program with a time limit and takes its output. Inside platform/files only.
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace weicheng::files {

struct ProgramEnd {
    int exit_code = -1;    // -1 when a signal ended it
    int signal = 0;        // the signal that ended it
    bool too_slow = false; // we killed it
    std::string output;
};

/// `input` is a file given as standard input. No shell, an environment of our own, no other open
/// file of ours. Throws db::Fault when the program cannot be started.
ProgramEnd run_program(const std::string& program, const std::vector<std::string>& words,
                       const std::string& input, std::chrono::milliseconds time_limit);

} // namespace weicheng::files
