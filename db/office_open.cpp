// How the office's file is opened. As the kiosk's (store_open.cpp), but for several programs at
// once: no exclusive locking, patience with the others, and checkpoints at moments of our own
// choosing.
#include <array>
#include <string>
#include <utility>

#include "db/cold_start.h"
#include "db/office_parts.h"
#include "db/office_schema.h"

namespace harmony::db {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

/// The log is copied into the file when it has become this long; at the start already when this:
/// what is not copied must be replayed by everybody who opens the file.
constexpr std::int64_t long_log = std::int64_t{48} << 20U;
constexpr std::int64_t long_log_at_start = std::int64_t{1} << 20U;

Result<void> set_up(Database& database, bool read_only) {
    constexpr std::array pragmas{"PRAGMA busy_timeout=10000",
                                 "PRAGMA page_size=16384",
                                 "PRAGMA synchronous=EXTRA",
                                 "PRAGMA journal_mode=WAL",
                                 "PRAGMA synchronous=FULL",
                                 "PRAGMA wal_autocheckpoint=0",
                                 "PRAGMA trusted_schema=OFF",
                                 "PRAGMA cell_size_check=ON",
                                 "PRAGMA mmap_size=0",
                                 "PRAGMA secure_delete=ON",
                                 "PRAGMA temp_store=MEMORY",
                                 "PRAGMA cache_size=-16384",
                                 "PRAGMA foreign_keys=ON"};
    database.harden();
    for (const char* pragma : pragmas) {
        const bool writes = std::string_view(pragma) == "PRAGMA journal_mode=WAL";
        if (read_only && writes) {
            continue;
        }
        if (Result<void> done = database.execute(pragma); !done) {
            return done;
        }
    }
    return {};
}

/// The steps that a store of this version lacks, and the number of the newest.
Result<void> run_steps(Database& database, std::int64_t version) {
    for (auto at = static_cast<std::size_t>(version); at < office_schema.size(); ++at) {
        for (const char* sql : {office_schema[at].tables, office_schema[at].guards}) {
            if (Result<void> done = database.execute(sql); !done) {
                return done;
            }
        }
    }
    const std::string numbers = "PRAGMA application_id=" + std::to_string(office_application_id) +
                                ";PRAGMA user_version=" + std::to_string(office_schema_version);
    return database.execute(numbers.c_str());
}

/// Makes the tables, or brings those of an older Harmony up to date: wholly or not at all.
Result<void> migrate(Database& database) {
    return in_transaction(database, [&]() -> Result<void> {
        // Asked again: another program may have been faster.
        const Result<std::int64_t> version = database.ask_number("PRAGMA user_version");
        return version ? run_steps(database, *version) : version.error();
    });
}

Result<void> check_schema(Database& database, const std::string& file, bool read_only) {
    const Result<std::int64_t> ours = database.ask_number("PRAGMA application_id");
    const Result<std::int64_t> version = database.ask_number("PRAGMA user_version");
    if (!ours || !version) {
        return ours ? version.error() : ours.error();
    }
    const bool fresh = *ours == 0 && *version == 0 && !read_only;
    if (*ours != office_application_id && !fresh) {
        return Error{ErrorKind::unreadable, file + " is not an office store"};
    }
    if (*version > office_schema_version) {
        return Error{ErrorKind::unreadable,
                     file + " was made by a newer Harmony; update this computer"};
    }
    if (*version == office_schema_version) {
        return {};
    }
    if (read_only) {
        return Error{ErrorKind::unreadable,
                     file +
                         " was made by an older Harmony and is brought up to date when it is "
                         "opened for writing"};
    }
    return migrate(database);
}

}  // namespace

Result<std::unique_ptr<OfficeStore>> OfficeStore::open(const std::filesystem::path& file,
                                                       const OfficeOptions& options) {
    if (!options.read_only) {
        if (Result<void> cold = start_cold(file); !cold) {
            return cold.error();
        }
    }
    Result<std::unique_ptr<Database>> database =
        Database::open({file.string(), options.vfs, options.read_only});
    if (!database) {
        return database.error();
    }
    Result<void> done = set_up(**database, options.read_only);
    if (done) {
        done = check_schema(**database, file.string(), options.read_only);
    }
    if (!done) {
        const bool damaged = (*database)->damaged();
        return damaged ? Error{ErrorKind::unreadable, file.string() + " is not an office store"}
                       : done.error();
    }
    (*database)->opened();
    auto parts = std::make_unique<Parts>(std::move(*database));
    if (!options.read_only) {
        if (Result<void> trimmed = parts->trim_log(long_log_at_start); !trimmed) {
            return trimmed.error();
        }
    }
    return std::unique_ptr<OfficeStore>(new OfficeStore(std::move(parts)));
}

void OfficeStore::Parts::forget_if_others_wrote() {
    Query query = database->query("PRAGMA data_version");
    base::promise(query.next(), "a store without a data version");
    const std::int64_t now = query.integer(0);
    if (now != data_version) {
        forget();
        data_version = now;
    }
}

Result<void> OfficeStore::Parts::trim_log() {
    return trim_log(long_log);
}

Result<void> OfficeStore::Parts::trim_log(std::int64_t allowed) {
    if (database->log_bytes() < allowed) {
        return {};
    }
    const Result<void> done = database->checkpoint();
    // A reader is in the way, or the file cannot grow: the log stays, and nothing is lost.
    const bool later = !done && (done.error().kind == ErrorKind::unreachable ||
                                 done.error().kind == ErrorKind::full);
    return later ? Result<void>() : done;
}

OfficeStore::OfficeStore(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

OfficeStore::~OfficeStore() = default;

}  // namespace harmony::db
