#include "support/postgres_server.h"

#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): kill
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <thread>
#include <vector>

#include "support/web_store.h"

namespace harmony::tests {
namespace {

namespace fs = std::filesystem;

constexpr const char* programs = "/usr/lib/postgresql/15/bin/";
constexpr const char* folder_of_all = HARMONY_BINARY_DIR "/postgres-15-empty";

struct Free {
    void operator()(PGconn* server) const noexcept { PQfinish(server); }
    void operator()(PGresult* answer) const noexcept { PQclear(answer); }
};

/// PostgreSQL refuses to run as root.
const passwd* other_user() {
    return ::geteuid() == 0 ? ::getpwnam("postgres") : nullptr;
}

/// Starts a program, as the user postgres when this is root; it ends when this program does.
pid_t start_program(const std::vector<std::string>& command, const fs::path& log) {
    const passwd* user = other_user();
    const pid_t child = ::fork();
    if (child != 0) {
        return child;
    }
    ::setsid();
    const bool dropped =
        user == nullptr || (::setgid(user->pw_gid) == 0 && ::setuid(user->pw_uid) == 0);
    ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
    if (!dropped || ::chdir("/") != 0 || std::freopen(log.c_str(), "a", stderr) == nullptr ||
        std::freopen("/dev/null", "w", stdout) == nullptr) {
        ::_exit(126);
    }
    std::vector<char*> words;
    for (const std::string& word : command) {
        words.push_back(const_cast<char*>(word.c_str()));
    }
    words.push_back(nullptr);
    ::execv(words[0], words.data());
    ::_exit(127);
}

void run_program(const std::vector<std::string>& command, const fs::path& log) {
    const pid_t child = start_program(command, log);
    int status = 0;
    ::waitpid(child, &status, 0);
    base::promise(status == 0, (command[0] + " failed").c_str());
}

void give_away(const fs::path& folder) {
    if (const passwd* user = other_user(); user != nullptr) {
        base::promise(::chown(folder.c_str(), user->pw_uid, user->pw_gid) == 0, "chown");
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            base::promise(::lchown(entry.path().c_str(), user->pw_uid, user->pw_gid) == 0, "chown");
        }
    }
}

/// `initdb` takes longer than many tests: its folder is made once for each build and then copied.
void make_empty_server(const fs::path& scratch) {
    if (fs::exists(folder_of_all)) {
        return;
    }
    const fs::path made = scratch / "made";
    give_away(scratch);
    run_program({std::string(programs) + "initdb",
                 "-D",
                 made.string(),
                 "-U",
                 "harmony",
                 "--auth=trust",
                 "--encoding=UTF8",
                 "--locale=C.UTF-8",
                 "--no-sync",
                 "--wal-segsize=4"},
                scratch / "initdb.log");
    const fs::path beside = std::string(folder_of_all) + "." + std::to_string(::getpid());
    fs::copy(made, beside, fs::copy_options::recursive);
    std::error_code another_was_faster;
    fs::rename(beside, folder_of_all, another_was_faster);
    fs::remove_all(beside, another_was_faster);
    fs::remove_all(made);
}

std::unique_ptr<PostgresServer> of_this_program;

}  // namespace

PostgresServer::PostgresServer() : port_(free_port()) {
    base::promise(fs::exists(std::string(programs) + "postgres"),
                  "these tests need a PostgreSQL server: apt-get install postgresql-15");
    make_empty_server(home_.path());
    fs::copy(folder_of_all, home_.path() / "data", fs::copy_options::recursive);
    fs::permissions(home_.path() / "data", fs::perms::owner_all);
    give_away(home_.path());
    start();
}

PostgresServer::~PostgresServer() {
    crash();
}

void PostgresServer::start() {
    pid_ = start_program({std::string(programs) + "postgres",
                          "-D",
                          (home_.path() / "data").string(),
                          "-p",
                          std::to_string(port_),
                          "-k",
                          home_.path().string(),
                          "-c",
                          "listen_addresses=127.0.0.1",
                          "-c",
                          "fsync=off",
                          "-c",
                          "max_connections=24",
                          "-c",
                          "shared_buffers=32MB",
                          "-c",
                          "autovacuum=off"},
                         home_.path() / "server.log");
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{60};
    while (PQping(address().c_str()) != PQPING_OK) {
        base::promise(std::chrono::steady_clock::now() < end, "PostgreSQL does not start");
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
}

void PostgresServer::crash() {
    if (pid_ > 0) {
        ::kill(pid_, SIGQUIT);
        ::waitpid(pid_, nullptr, 0);
        pid_ = -1;
    }
}

std::string PostgresServer::address(const std::string& schema) const {
    return "postgresql://harmony@127.0.0.1:" + std::to_string(port_) +
           "/postgres?options=-csearch_path%3D" + schema;
}

std::string PostgresServer::fresh_address() {
    const std::string schema = "s" + std::to_string(++schemas_);
    const std::string said = say(address(), "CREATE SCHEMA " + schema);
    base::promise(said.empty(), said.c_str());
    return address(schema);
}

std::string PostgresServer::say(const std::string& address, const std::string& sql) {
    const std::unique_ptr<PGconn, Free> server(PQconnectdb(address.c_str()));
    PQsetNoticeProcessor(
        server.get(), [](void*, const char*) {}, nullptr);
    const std::unique_ptr<PGresult, Free> answer(PQexec(server.get(), sql.c_str()));
    return PQerrorMessage(server.get());
}

std::string PostgresServer::ask(const std::string& address, const std::string& sql) {
    const std::unique_ptr<PGconn, Free> server(PQconnectdb(address.c_str()));
    const std::unique_ptr<PGresult, Free> answer(PQexec(server.get(), sql.c_str()));
    return PQntuples(answer.get()) > 0 ? PQgetvalue(answer.get(), 0, 0) : "";
}

PostgresServer& postgres_server() {
    if (!of_this_program) {
        of_this_program = std::make_unique<PostgresServer>();
    }
    return *of_this_program;
}

}  // namespace harmony::tests
