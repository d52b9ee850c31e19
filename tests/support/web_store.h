#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "support/temporary_folder.h"

namespace harmony::tests {

/// A real server on this machine that keeps what it is given in a folder. Ended with this object.
class WebStore {
public:
    enum class Kind {
        nginx,
        nginx_tls,
        apache,
        rclone,
        chezdav,    ///< Debian's, where it is installed
        strict_s3,  ///< of this house: believes nobody
        s3rver,     ///< npm's, where ./harmony peers was run
        radosgw,    ///< Ceph's, where tests/support/servers/ceph_up.sh started it
        hostile
    };

    /// Whether the server is on this machine. Those that are no part of the house's packages may be
    /// missing; tests leave them out by name.
    [[nodiscard]] static bool installed(Kind kind);

    explicit WebStore(Kind kind);
    WebStore(const WebStore&) = delete;
    WebStore& operator=(const WebStore&) = delete;
    ~WebStore();

    /// As an officer would write it, with a folder of the store at the end.
    [[nodiscard]] std::string address() const;
    /// The certificate of `nginx_tls`, which nobody signed but itself.
    [[nodiscard]] std::filesystem::path certificate() const { return home_.path() / "tls.pem"; }
    /// Where its objects lie on the disk.
    [[nodiscard]] std::filesystem::path folder() const { return home_.path() / "store"; }
    [[nodiscard]] int port() const { return port_; }

    /// Name and secret that it knows; a line each, as in a secret file.
    [[nodiscard]] static std::string secrets(Kind kind);

private:
    void start(const std::vector<std::string>& command);

    TemporaryFolder home_;
    Kind kind_;
    int port_ = 0;
    pid_t pid_ = -1;
};

/// A port that nobody listens on just now.
[[nodiscard]] int free_port();

/// Waits until somebody listens on it; false after 10 s.
[[nodiscard]] bool answers_on(int port);

}  // namespace harmony::tests
