#include "db/postgres_address.h"

#include <libpq-fe.h>

#include <array>
#include <filesystem>
#include <memory>

namespace harmony::db {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::array schemes{"postgresql://", "postgres://"};
constexpr const char* socket_folder = "/var/run/postgresql";  // Debian's
constexpr const char* strict_mode = "verify-full";
constexpr const char* debian_certificates = "/etc/ssl/certs/ca-certificates.crt";
constexpr const char* connect_timeout_s = "10";

struct FreeOptions {
    void operator()(PQconninfoOption* options) const noexcept { PQconninfoFree(options); }
};

std::string word(const PostgresAddress& address, const char* name) {
    const auto found = address.words.find(name);
    return found == address.words.end() ? std::string() : found->second;
}

bool is_this_computer(std::string_view host) {
    return host.starts_with('/') || host == "localhost" || host.starts_with("127.") ||
           host == "::1";
}

bool stays_here(const PostgresAddress& address) {
    const std::string numeric = word(address, "hostaddr");
    return is_this_computer(word(address, "host")) &&
           (numeric.empty() || is_this_computer(numeric));
}

/// The own file of certificates of whoever runs the program, where libpq looks by itself.
bool has_own_certificates() {
    const char* home = std::getenv("HOME");
    std::error_code ignored;
    return home != nullptr &&
           std::filesystem::exists(std::filesystem::path(home) / ".postgresql/root.crt", ignored);
}

Result<void> guard(PostgresAddress& address) {
    if (stays_here(address)) {
        return {};
    }
    std::string& mode = address.words["sslmode"];
    if (mode.empty()) {
        mode = strict_mode;
    }
    if (mode != strict_mode) {
        return Error{ErrorKind::refused,
                     "the database at " + address.place +
                         " is on another computer and would be reached with sslmode=" + mode +
                         ", which does not prove whose it is. Write sslmode=verify-full in its "
                         "address, and sslrootcert=FILE when your own authority signed its "
                         "certificate"};
    }
    if (word(address, "sslrootcert").empty() && !has_own_certificates()) {
        address.words["sslrootcert"] = debian_certificates;
    }
    return {};
}

}  // namespace

bool is_postgres_address(std::string_view where) {
    for (const std::string_view scheme : schemes) {
        if (where.starts_with(scheme)) {
            return true;
        }
    }
    return false;
}

Result<PostgresAddress> read_postgres_address(const std::string& where) {
    char* fault = nullptr;
    const std::unique_ptr<PQconninfoOption, FreeOptions> options(
        PQconninfoParse(where.c_str(), &fault));
    PQfreemem(fault);  // it may quote the address, and so a password
    if (!options) {
        return Error{ErrorKind::refused,
                     "this is no address of a PostgreSQL database. Write "
                     "postgresql://NAME@HOST/DATABASE"};
    }
    PostgresAddress address;
    for (const PQconninfoOption* at = options.get(); at->keyword != nullptr; ++at) {
        if (at->val != nullptr) {
            address.words[at->keyword] = at->val;
        }
    }
    // Said outright, so that PGHOST in somebody's environment cannot lead elsewhere.
    std::string& host = address.words["host"];
    host = host.empty() ? socket_folder : host;
    const std::string port = word(address, "port");
    address.place = port.empty() ? host : host + ":" + port;
    address.words.try_emplace("connect_timeout", connect_timeout_s);
    address.words.try_emplace("application_name", "harmony");
    address.words["client_encoding"] = "UTF8";
    const Result<void> guarded = guard(address);
    return guarded ? Result<PostgresAddress>(std::move(address)) : guarded.error();
}

}  // namespace harmony::db
