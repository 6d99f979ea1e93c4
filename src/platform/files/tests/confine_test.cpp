// The program that meets strangers' pictures must be unable to open anything. The doors are closed
// in a child of the test, so this file brings the program's own source along.
#include "platform/files/photo_program/confine.cpp" // NOLINT

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>

namespace weicheng::photo {
namespace {

/// What a child saw, as its exit code: a bit for each thing that it could do.
int seen_by_confined_child() {
    const pid_t child = fork();
    if (child == 0) {
        close_the_doors();
        int could = 0;
        if (open("/etc/hostname", O_RDONLY) >= 0) could |= 1;
        if (openat(AT_FDCWD, "new-file", O_CREAT | O_WRONLY, 0600) >= 0) could |= 2;
        if (socket(AF_INET, SOCK_STREAM, 0) >= 0) could |= 4;
        if (rename("a", "b") == 0 || errno != EACCES) could |= 8;
        if (execl("/bin/true", "true", nullptr) == 0 || errno != EACCES) could |= 16;
        if (unlink("new-file") == 0 || errno != EACCES) could |= 32;
        _exit(could);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(PhotoProgram, CanOpenNothingBehindClosedDoors) {
    EXPECT_EQ(seen_by_confined_child(), 0);
}

} // namespace
} // namespace weicheng::photo
