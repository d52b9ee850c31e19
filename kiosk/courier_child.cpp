#include "kiosk/courier_child.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace harmony::kiosk {

using base::Error;
using base::ErrorKind;
using base::Result;

Result<void> run_courier_child(const std::filesystem::path& program,
                               const StateFolder& folder,
                               const std::string& address) {
    std::string name = program.string();
    std::string data = "--data=" + folder.root.string();
    std::string courier = "--courier=" + address;
    const std::array<char*, 4> arguments = {name.data(), data.data(), courier.data(), nullptr};
    // Its output is for a person at a shell; this program reads the news in the spool.
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const int spawned =
        posix_spawn(&child, name.c_str(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (spawned != 0) {
        return Error{ErrorKind::absent, "the courier program is missing: " + name};
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) > 1) {
        return Error{ErrorKind::unreachable, "the courier program stopped before it was done"};
    }
    return {};
}

}  // namespace harmony::kiosk
