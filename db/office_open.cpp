// Which database a store is in, and what its connection is told around every transaction.
#include <chrono>
#include <random>
#include <thread>
#include <utility>

#include "db/office_parts.h"
#include "db/postgres.h"
#include "db/postgres_address.h"
#include "db/sqlite_connection.h"

namespace harmony::db {

using base::Error;
using base::ErrorKind;
using base::Result;

Result<std::unique_ptr<OfficeStore>> OfficeStore::open(const std::string& where,
                                                       const OfficeOptions& options) {
    Result<std::unique_ptr<Connection>> connection =
        is_postgres_address(where) ? open_postgres(where, options) : open_sqlite(where, options);
    if (!connection) {
        return connection.error();
    }
    auto parts = std::make_unique<Parts>(std::move(*connection));
    return std::unique_ptr<OfficeStore>(new OfficeStore(std::move(parts)));
}

Result<void> OfficeStore::check_address(const std::string& where) {
    if (!is_postgres_address(where)) {
        return Error{ErrorKind::refused,
                     "a store on a server has an address like postgresql://NAME@HOST/DATABASE"};
    }
    const Result<PostgresAddress> address = read_postgres_address(where);
    if (!address) {
        return address.error();
    }
    if (address->words.contains("password")) {
        return Error{ErrorKind::refused,
                     "the address of the store must not hold a password: everybody on this "
                     "computer could read it. Leave it out and put it into ~/.pgpass (mode 600)"};
    }
    return {};
}

void OfficeStore::Parts::forget_if_others_wrote() {
    const std::int64_t now = connection->generation();
    if (now != generation) {
        forget();
        generation = now;
    }
}

void OfficeStore::Parts::step_aside(int attempt) {
    constexpr int least_ms = 5;
    constexpr int step_ms = 25;
    std::random_device random;
    std::uniform_int_distribution<int> moment(least_ms, step_ms * attempt);
    std::this_thread::sleep_for(std::chrono::milliseconds(moment(random)));
}

OfficeStore::OfficeStore(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

OfficeStore::~OfficeStore() = default;

}  // namespace harmony::db
