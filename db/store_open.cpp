// The order is the point; each step says what goes wrong without it (figures: reliability tests).
//  1. start cold: after a failed sync the cache holds what the disk never got, and a journal that
//     was deleted may come back (db/cold_start.h);
//  2. open;
//  3. EXCLUSIVE before anything reads: else a WAL file is opened with a -shm file beside it, which
//     cannot be made on a full disk;
//  4. EXTRA, then WAL, then FULL: the switch to WAL deletes a rollback journal, and only EXTRA
//  syncs
//     the folder after that;
//  5. no automatic checkpoint: it swallows its own I/O errors;
//  6. the limits of a file that somebody else may have touched;
//  7. checkpoint: replays what a killed run left, with errors seen;
//  8. quick_check: a damaged file is put aside, never deleted.
#include "db/store_open.h"

#include <array>
#include <string>
#include <system_error>
#include <utility>

#include "db/cold_start.h"

namespace harmony::db {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
namespace fs = std::filesystem;

constexpr std::int64_t schema_version = 1;

Result<void> set_order(Database& database) {
    for (const char* pragma : {"PRAGMA locking_mode=EXCLUSIVE", "PRAGMA synchronous=EXTRA"}) {
        if (Result<void> done = database.execute(pragma); !done) {
            return done;
        }
    }
    const Result<std::optional<std::string>> mode = database.ask("PRAGMA journal_mode=WAL");
    if (!mode) {
        return mode.error();
    }
    base::promise(*mode == "wal", "a store could not be switched to WAL");
    return database.execute("PRAGMA synchronous=FULL");
}

Result<void> set_limits(Database& database, const StoreSpec& spec) {
    constexpr std::array pragmas{"PRAGMA wal_autocheckpoint=0",
                                 "PRAGMA trusted_schema=OFF",
                                 "PRAGMA cell_size_check=ON",
                                 "PRAGMA mmap_size=0",
                                 "PRAGMA secure_delete=ON",
                                 "PRAGMA temp_store=MEMORY",
                                 "PRAGMA foreign_keys=ON"};
    for (const char* pragma : pragmas) {
        if (Result<void> done = database.execute(pragma); !done) {
            return done;
        }
    }
    if (spec.max_pages > 0) {
        const std::string limit = "PRAGMA max_page_count=" + std::to_string(spec.max_pages);
        return database.execute(limit.c_str());
    }
    return {};
}

Result<void> make_schema(Database& database, const StoreSpec& spec) {
    return in_transaction(database, [&]() -> Result<void> {
        const std::string sql = std::string(spec.schema) +
                                "PRAGMA application_id=" + std::to_string(spec.application_id) +
                                ";PRAGMA user_version=" + std::to_string(schema_version) + ";";
        return database.execute(sql.c_str());
    });
}

Result<void> check_schema(Database& database, const StoreSpec& spec) {
    const Result<std::int64_t> ours = database.ask_number("PRAGMA application_id");
    const Result<std::int64_t> version = database.ask_number("PRAGMA user_version");
    if (!ours || !version) {
        return ours ? version.error() : ours.error();
    }
    if (*ours == 0 && *version == 0) {
        return make_schema(database, spec);
    }
    if (*ours != spec.application_id) {
        return Error{ErrorKind::unreadable, spec.file.string() + " is not a file of this kind"};
    }
    if (*version > schema_version) {
        return Error{ErrorKind::unreadable,
                     spec.file.string() + " was made by a newer Harmony; update this machine"};
    }
    return {};
}

Result<void> check_pages(Database& database) {
    const Result<std::optional<std::string>> said = database.ask("PRAGMA quick_check(1)");
    if (!said) {
        return said.error();
    }
    if (*said != "ok") {
        database.call_damaged();
    }
    return {};
}

Result<void> replay(Database& database, const StoreSpec& spec) {
    if (spec.trace) {
        spec.trace("(checkpoint)");
    }
    Result<void> done = database.checkpoint();
    // A log on a full disk cannot be copied into a file that would have to grow: it stays, is read
    // with the file, and is copied when there is space again. A kiosk starts all the same.
    const bool full = !done && done.error().kind == ErrorKind::full;
    return full ? Result<void>() : done;
}

Result<void> prepare_store(Database& database, const StoreSpec& spec) {
    database.harden();
    if (spec.trace) {
        database.trace(spec.trace);
    }
    Result<void> done = set_order(database);
    if (done) {
        done = set_limits(database, spec);
    }
    if (done) {
        done = replay(database, spec);
    }
    if (done) {
        done = check_pages(database);
    }
    if (done && !database.damaged()) {
        done = check_schema(database, spec);
    }
    return done;
}

/// `x.db` becomes `x.db.bad-1` (or the first number that is free), with its log.
Result<void> put_aside(const fs::path& file) {
    std::error_code failure;
    for (int number = 1; number < 1000; ++number) {
        const fs::path bad = file.string() + ".bad-" + std::to_string(number);
        if (fs::exists(bad, failure)) {
            continue;
        }
        fs::rename(file.string() + "-wal", bad.string() + "-wal", failure);
        fs::rename(file, bad, failure);
        if (!failure) {
            return {};
        }
        break;
    }
    return Error{ErrorKind::unreachable, file.string() + " is damaged and cannot be put aside"};
}

/// Opens once; the connection says whether the file is damaged.
Result<std::unique_ptr<Database>> open_once(const StoreSpec& spec) {
    const auto tell = [&](const char* step) {
        if (spec.trace) {
            spec.trace(step);
        }
    };
    tell("(drop cached pages)");
    if (Result<void> cold = start_cold(spec.file); !cold) {
        return cold.error();
    }
    tell("(open)");
    Result<std::unique_ptr<Database>> database =
        Database::open({spec.file.string(), spec.vfs, false});
    if (!database) {
        return database;
    }
    const Result<void> prepared = prepare_store(**database, spec);
    if (!prepared && !(*database)->damaged()) {
        return prepared.error();
    }
    (*database)->trace({});
    return database;
}

}  // namespace

Result<OpenedStore> open_store(const StoreSpec& spec) {
    Result<std::unique_ptr<Database>> database = open_once(spec);
    if (!database) {
        return database.error();
    }
    if (!(*database)->damaged()) {
        (*database)->opened();
        return OpenedStore{std::move(*database), false};
    }
    database->reset();
    if (Result<void> aside = put_aside(spec.file); !aside) {
        return aside.error();
    }
    database = open_once(spec);
    if (!database) {
        return database.error();
    }
    base::promise(!(*database)->damaged(), "a store that was just made is damaged");
    (*database)->opened();
    return OpenedStore{std::move(*database), true};
}

Result<void> rewrite(Database& database) {
    if (Result<void> vacuumed = database.execute("VACUUM"); !vacuumed) {
        return vacuumed;
    }
    return database.checkpoint();
}

}  // namespace harmony::db
