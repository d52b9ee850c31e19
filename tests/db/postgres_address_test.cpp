// What an address of PostgreSQL may be: the rules of storage.md (PostgreSQL) and of libpq 15.
#include "db/postgres_address.h"

#include <catch2/catch.hpp>

namespace harmony::tests {
namespace {

std::string mode_of(const std::string& where) {
    const auto address = db::read_postgres_address(where);
    INFO((address.ok() ? "" : address.error().message));
    REQUIRE(address.ok());
    const auto mode = address->words.find("sslmode");
    return mode == address->words.end() ? "" : mode->second;
}

TEST_CASE("A database on another computer must prove whose it is", "[db][postgres]") {
    CHECK(mode_of("postgresql://officer@db.example.org/harmony") == "verify-full");
    CHECK(mode_of("postgresql://db.example.org/harmony?sslmode=verify-full") == "verify-full");
    for (const char* weak : {"disable", "allow", "prefer", "require", "verify-ca"}) {
        const auto address = db::read_postgres_address(
            std::string("postgresql://officer@db.example.org/harmony?sslmode=") + weak);
        REQUIRE_FALSE(address.ok());
        CHECK(address.error().kind == base::ErrorKind::refused);
        CHECK_THAT(address.error().message, Catch::Contains("sslmode=verify-full"));
    }
}

TEST_CASE("A database on this computer may go without a certificate", "[db][postgres]") {
    for (const char* host : {"localhost", "127.0.0.1", "[::1]", "%2Fvar%2Frun%2Fpostgresql", ""}) {
        CAPTURE(host);
        CHECK(mode_of("postgresql://" + std::string(host) + "/harmony").empty());
    }
    CHECK(mode_of("postgresql://localhost/harmony?sslmode=disable") == "disable");
}

TEST_CASE("A local name that leads elsewhere is no local database", "[db][postgres]") {
    CHECK(mode_of("postgresql://localhost/harmony?hostaddr=192.0.2.7") == "verify-full");
    CHECK(mode_of("postgresql://localhost,db.example.org/harmony") == "verify-full");
    CHECK(mode_of("postgresql:///harmony?host=db.example.org") == "verify-full");
}

TEST_CASE("An address that names no host means the socket of this computer", "[db][postgres]") {
    const auto address = db::read_postgres_address("postgresql:///harmony");
    REQUIRE(address.ok());
    CHECK(address->words.at("host") == "/var/run/postgresql");
    CHECK(address->words.at("dbname") == "harmony");
}

TEST_CASE("What is no address is refused without repeating what was written", "[db][postgres]") {
    const auto address = db::read_postgres_address("postgresql://officer:hunter2@[half/x");
    REQUIRE_FALSE(address.ok());
    CHECK_THAT(address.error().message, !Catch::Contains("hunter2"));
    CHECK(db::is_postgres_address("postgres://db.example.org/x"));
    CHECK_FALSE(db::is_postgres_address("/srv/postgresql/office.db"));
}

}  // namespace
}  // namespace harmony::tests
