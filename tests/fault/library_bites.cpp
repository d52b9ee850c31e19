#include "fault/library_bites.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstdarg>
#include <string_view>
#include <utility>
#include <vector>

namespace harmony::tests {
namespace {

struct Weakness {
    LibraryBite bite = LibraryBite::none;
    std::vector<sqlite3*> open;
    std::vector<sqlite3*> started;  // those whose first checkpoint was passed over
};

// The library's functions have no room for a parameter: this is the one choice of this program.
Weakness weak;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

bool is(LibraryBite bite) {
    return weak.bite == bite;
}

const char* weakened(const char* sql) {
    const std::string_view text(sql);
    const bool syncs = text.starts_with("PRAGMA synchronous=");
    if (syncs && is(LibraryBite::sync_off)) {
        return "PRAGMA synchronous=OFF";
    }
    if (text == "PRAGMA synchronous=FULL" && is(LibraryBite::sync_normal)) {
        return "PRAGMA synchronous=NORMAL";
    }
    if (text == "PRAGMA synchronous=EXTRA" && is(LibraryBite::no_extra)) {
        return "PRAGMA synchronous=FULL";
    }
    if (text == "PRAGMA wal_autocheckpoint=0" && is(LibraryBite::auto_checkpoint)) {
        return "PRAGMA wal_autocheckpoint=16";
    }
    return sql;
}

int taken_lightly(int code) {
    return is(LibraryBite::go_on) && (code & 0xFF) == SQLITE_IOERR ? SQLITE_FULL : code;
}

bool starts_without_replay() {
    return is(LibraryBite::no_start_checkpoint) || is(LibraryBite::close_checkpoint);
}

}  // namespace

void weaken_library(LibraryBite bite) {
    weak.bite = bite;
}

void close_all_connections() {
    for (sqlite3* connection : std::exchange(weak.open, {})) {
        while (sqlite3_stmt* statement = sqlite3_next_stmt(connection, nullptr)) {
            sqlite3_finalize(statement);
        }
        sqlite3_close(connection);
    }
}

}  // namespace harmony::tests

// NOLINTBEGIN(bugprone-reserved-identifier): the linker's names
extern "C" {

using namespace harmony::tests;
using Hook = int (*)(void*, sqlite3*, const char*, int);
using Row = int (*)(void*, int, char**, char**);

int __real_sqlite3_open_v2(const char* path, sqlite3** out, int flags, const char* vfs);
int __real_sqlite3_close_v2(sqlite3* connection);
int __real_sqlite3_exec(sqlite3* connection, const char* sql, Row row, void* context, char** error);
int __real_sqlite3_step(sqlite3_stmt* statement);
int __real_sqlite3_wal_checkpoint_v2(sqlite3* connection, const char*, int mode, int*, int*);
void* __real_sqlite3_wal_hook(sqlite3* connection, Hook hook, void* context);
int __real_sqlite3_db_config(sqlite3* connection, int what, ...);

int __wrap_sqlite3_open_v2(const char* path, sqlite3** out, int flags, const char* vfs) {
    const int code = __real_sqlite3_open_v2(path, out, flags, vfs);
    if (is(LibraryBite::close_checkpoint)) {
        weak.open.push_back(*out);
    }
    return code;
}

int __wrap_sqlite3_close_v2(sqlite3* connection) {
    std::erase(weak.open, connection);
    std::erase(weak.started, connection);
    return __real_sqlite3_close_v2(connection);
}

int __wrap_sqlite3_exec(
    sqlite3* connection, const char* sql, Row row, void* context, char** error) {
    return taken_lightly(__real_sqlite3_exec(connection, weakened(sql), row, context, error));
}

int __wrap_sqlite3_step(sqlite3_stmt* statement) {
    return taken_lightly(__real_sqlite3_step(statement));
}

int __wrap_sqlite3_wal_checkpoint_v2(
    sqlite3* connection, const char* name, int mode, int* log, int* done) {
    const bool first =
        std::find(weak.started.begin(), weak.started.end(), connection) == weak.started.end();
    if (first && starts_without_replay()) {
        weak.started.push_back(connection);
        return SQLITE_OK;
    }
    return taken_lightly(__real_sqlite3_wal_checkpoint_v2(connection, name, mode, log, done));
}

void* __wrap_sqlite3_wal_hook(sqlite3* connection, Hook hook, void* context) {
    // The library's own checkpoints use the same hook.
    return is(LibraryBite::auto_checkpoint) ? nullptr
                                            : __real_sqlite3_wal_hook(connection, hook, context);
}

int __wrap_sqlite3_db_config(sqlite3* connection, int what, ...) {
    va_list rest;
    va_start(rest, what);
    const int wanted = va_arg(rest, int);
    va_end(rest);
    if (what == SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE && is(LibraryBite::close_checkpoint)) {
        return SQLITE_OK;
    }
    return __real_sqlite3_db_config(connection, what, wanted, nullptr);
}

}  // extern "C"
// NOLINTEND(bugprone-reserved-identifier)
