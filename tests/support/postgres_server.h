#pragma once

#include <sys/types.h>

#include <string>

#include "support/temporary_folder.h"

namespace harmony::tests {

/// A real PostgreSQL 15 on this machine, with a folder of its own. Ended with this object, and with
/// this program.
class PostgresServer {
public:
    /// Throws BrokenPromise with the name of the package when the server is not installed.
    PostgresServer();
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;
    ~PostgresServer();

    /// The address of a database with nothing in it: a schema of its own in one database.
    [[nodiscard]] std::string fresh_address();

    /// The address of the server as its superuser.
    [[nodiscard]] std::string address(const std::string& schema = "public") const;

    /// The server dies, as in a power cut, and `start` brings it back at the same address.
    void crash();
    void start();

    /// Runs statements; what the server says when it refuses, else nothing.
    [[nodiscard]] static std::string say(const std::string& address, const std::string& sql);
    /// The first value of the first row as text; empty when there is none.
    [[nodiscard]] static std::string ask(const std::string& address, const std::string& sql);

private:
    TemporaryFolder home_;
    int port_ = 0;
    pid_t pid_ = -1;
    int schemas_ = 0;
};

/// The server of this test program, started when it is first asked for.
[[nodiscard]] PostgresServer& postgres_server();

}  // namespace harmony::tests
