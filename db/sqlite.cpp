#include "db/sqlite.h"

#include <sqlite3.h>

#include <utility>
#include <vector>

#include "db/failure.h"

namespace harmony::db {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::int64_t log_header_bytes = 32;
constexpr std::int64_t frame_header_bytes = 24;
/// Room for some 15 commits before the zeros are topped up, and how much is written then.
constexpr std::int64_t log_margin = 64 << 10;
constexpr std::int64_t log_stretch = 512 << 10;
/// The system's VFS takes less than 128 KiB a write, and silently does nothing with more.
constexpr int log_piece = 64 << 10;
constexpr int most_value_bytes = 16 << 20;
constexpr int most_sql_bytes = 100'000;
constexpr int most_expression_depth = 20;
// VACUUM attaches a file of its own: with 0 it fails.
constexpr int most_attached = 1;

int tell_statement(unsigned, void* context, void* statement, void* text) {
    const auto* tell = static_cast<const std::function<void(const std::string&)>*>(context);
    const char* sql = sqlite3_sql(static_cast<sqlite3_stmt*>(statement));
    (*tell)(sql != nullptr ? sql : static_cast<const char*>(text));
    return 0;
}

}  // namespace

void Database::Close::operator()(sqlite3* handle) const noexcept {
    sqlite3_close_v2(handle);
}

void Database::Finalize::operator()(sqlite3_stmt* statement) const noexcept {
    sqlite3_finalize(statement);
}

Database::Database(sqlite3* handle, std::string path) : handle_(handle), path_(std::move(path)) {}

Database::~Database() {
    if (!failed_) {
        return;
    }
    // Rule 2: left as it is, on purpose. The process is about to end.
    for (auto& [sql, statement] : statements_) {
        static_cast<void>(statement.release());
    }
    static_cast<void>(handle_.release());
}

Result<std::unique_ptr<Database>> Database::open(const DatabaseSpec& spec) {
    sqlite3* raw = nullptr;
    const int mode =
        spec.read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const int code = sqlite3_open_v2(spec.path.c_str(),
                                     &raw,
                                     mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                                     spec.vfs.empty() ? nullptr : spec.vfs.c_str());
    std::unique_ptr<Database> database(new Database(raw, spec.path));
    if (code != SQLITE_OK) {
        return database->judge(code);
    }
    return database;
}

Error Database::judge(int code) {
    const std::string said =
        path_ + ": " + sqlite3_errstr(code) + " (" + std::to_string(code) + ")";
    switch (code & 0xFF) {
        case SQLITE_FULL: return {ErrorKind::full, "there is no space left for " + path_};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {ErrorKind::unreachable, path_ + " is in use by another program"};
        case SQLITE_READONLY:
        case SQLITE_PERM:
            return {ErrorKind::refused, path_ + " cannot be written: it is read-only"};
        case SQLITE_CANTOPEN: return {ErrorKind::unreachable, path_ + " cannot be opened"};
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            if (opening_) {
                damaged_ = true;
                return {ErrorKind::unreadable, said};
            }
            [[fallthrough]];
        case SQLITE_IOERR: failed_ = true; throw StoreFailed(said);
        default: throw base::BrokenPromise(said);
    }
}

void Database::must_be_usable() const {
    if (failed_) {
        throw StoreFailed(path_ + " failed before and is not used again");
    }
}

Result<sqlite3_stmt*> Database::prepare(const char* sql) {
    must_be_usable();
    const auto found = statements_.find(sql);
    if (found != statements_.end()) {
        return found->second.get();
    }
    sqlite3_stmt* statement = nullptr;
    const int code =
        sqlite3_prepare_v3(handle_.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) {
        return judge(code);
    }
    statements_.emplace(sql, statement);
    return statement;
}

Query Database::query(const char* sql) {
    const Result<sqlite3_stmt*> statement = prepare(sql);
    if (!statement) {
        throw base::BrokenPromise("preparing a statement: " + statement.error().message);
    }
    return {*this, *statement};
}

Result<void> Database::execute(const char* sql) {
    must_be_usable();
    const int code = sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        return judge(code);
    }
    return {};
}

Result<std::int64_t> Database::ask_number(const char* sql) {
    const Result<std::optional<std::string>> answer = ask(sql);
    if (!answer) {
        return answer.error();
    }
    return static_cast<std::int64_t>(std::stoll(answer->value_or("0")));
}

Result<std::optional<std::string>> Database::ask(const char* sql) {
    const Result<sqlite3_stmt*> statement = prepare(sql);
    if (!statement) {
        return statement.error();
    }
    Query query(*this, *statement);
    const Result<bool> row = query.step();
    if (!row) {
        return row.error();
    }
    if (!*row) {
        return std::optional<std::string>();
    }
    std::string first = query.text(0);
    // To the end: a pragma that writes (journal_mode) commits with its last step, and a reset
    // before it would keep an I/O error of that commit to itself.
    for (Result<bool> more = true; more && *more;) {
        more = query.step();
        if (!more) {
            return more.error();
        }
    }
    return std::optional(std::move(first));
}

Result<void> Database::begin() {
    return query("BEGIN IMMEDIATE").run();
}

Result<void> Database::commit() {
    return query("COMMIT").run();
}

void Database::roll_back() {
    // SQLite may have rolled back by itself (a full disk): then there is nothing left to undo.
    if (failed_ || sqlite3_get_autocommit(handle_.get()) != 0) {
        return;
    }
    static_cast<void>(query("ROLLBACK").run());
}

Result<void> Database::checkpoint(LogRoom room) {
    must_be_usable();
    const int mode =
        room == LogRoom::given_back ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_RESTART;
    const int code = sqlite3_wal_checkpoint_v2(handle_.get(), nullptr, mode, nullptr, nullptr);
    if (code != SQLITE_OK) {
        return judge(code);
    }
    log_end_ = 0;
    return {};
}

/// The log's open file; null before there is one. `size` becomes its length.
sqlite3_file* Database::log_file(std::int64_t& size) {
    must_be_usable();
    sqlite3_file* log = nullptr;
    sqlite3_file_control(handle_.get(), "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
    if (log == nullptr || log->pMethods == nullptr) {
        return nullptr;
    }
    sqlite3_int64 found = 0;
    const int code = log->pMethods->xFileSize(log, &found);
    if (code != SQLITE_OK) {
        throw StoreFailed(judge(code).message);
    }
    size = found;
    return log;
}

std::int64_t Database::log_bytes() {
    std::int64_t size = 0;
    return log_file(size) != nullptr ? size : 0;
}

Result<void> Database::watch_log() {
    if (frame_bytes_ == 0) {
        const Result<std::int64_t> page = ask_number("PRAGMA page_size");
        if (!page) {
            return page.error();
        }
        frame_bytes_ = frame_header_bytes + *page;
    }
    // The hook is the one that automatic checkpoints would use; those are off.
    sqlite3_wal_hook(
        handle_.get(),
        [](void* self, sqlite3*, const char*, int frames) {
            auto& database = *static_cast<Database*>(self);
            database.log_end_ = log_header_bytes + frames * database.frame_bytes_;
            return SQLITE_OK;
        },
        this);
    return {};
}

void Database::write_log_ahead() {
    if (const Result<void> watched = watch_log(); !watched) {
        throw StoreFailed(watched.error().message);
    }
    std::int64_t size = 0;
    sqlite3_file* log = log_file(size);
    if (log == nullptr || log_end_ == 0 || size >= log_end_ + log_margin) {
        return;
    }
    const std::vector<char> zeros(log_piece);
    const std::int64_t wanted = size + log_stretch;
    int code = SQLITE_OK;
    for (; code == SQLITE_OK && size < wanted; size += log_piece) {
        code = log->pMethods->xWrite(log, zeros.data(), log_piece, size);
    }
    if (code != SQLITE_OK && code != SQLITE_FULL) {
        throw StoreFailed(judge(code).message);
    }
}

void Database::harden() {
    sqlite3_db_config(handle_.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    // A checkpoint while closing swallows its own errors; the next start does it with errors seen.
    sqlite3_db_config(handle_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_limit(handle_.get(), SQLITE_LIMIT_LENGTH, most_value_bytes);
    sqlite3_limit(handle_.get(), SQLITE_LIMIT_SQL_LENGTH, most_sql_bytes);
    sqlite3_limit(handle_.get(), SQLITE_LIMIT_EXPR_DEPTH, most_expression_depth);
    sqlite3_limit(handle_.get(), SQLITE_LIMIT_ATTACHED, most_attached);
}

void Database::trace(std::function<void(const std::string&)> tell) {
    tell_ = std::move(tell);
    sqlite3_trace_v2(
        handle_.get(), tell_ ? SQLITE_TRACE_STMT : 0U, tell_ ? tell_statement : nullptr, &tell_);
}

std::int64_t Database::changes() const {
    return sqlite3_changes64(handle_.get());
}

std::int64_t Database::last_row() const {
    return sqlite3_last_insert_rowid(handle_.get());
}

Query::Query(Database& database, sqlite3_stmt* statement)
    : database_(database), statement_(statement) {}

Query::~Query() {
    if (!database_.failed_) {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
    }
}

Query& Query::bind(std::int64_t value) {
    sqlite3_bind_int64(statement_, next_parameter_++, value);
    return *this;
}

Query& Query::bind(base::ByteView bytes) {
    if (bytes.empty()) {
        sqlite3_bind_zeroblob(statement_, next_parameter_++, 0);
    } else {
        sqlite3_bind_blob64(
            statement_, next_parameter_++, bytes.data(), bytes.size(), SQLITE_STATIC);
    }
    return *this;
}

Query& Query::bind(std::string_view text) {
    sqlite3_bind_text64(statement_,
                        next_parameter_++,
                        text.empty() ? "" : text.data(),
                        text.size(),
                        SQLITE_STATIC,
                        SQLITE_UTF8);
    return *this;
}

Query& Query::bind_null() {
    sqlite3_bind_null(statement_, next_parameter_++);
    return *this;
}

Result<bool> Query::step() {
    database_.must_be_usable();
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) {
        return true;
    }
    if (code == SQLITE_DONE) {
        return false;
    }
    return database_.judge(code);
}

Result<void> Query::run() {
    const Result<bool> stepped = step();
    if (!stepped) {
        return stepped.error();
    }
    return {};
}

bool Query::next() {
    const Result<bool> stepped = step();
    if (!stepped) {
        throw base::BrokenPromise("reading a store: " + stepped.error().message);
    }
    return *stepped;
}

std::int64_t Query::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}

base::ByteView Query::blob(int column) const {
    const void* data = sqlite3_column_blob(statement_, column);
    const int size = sqlite3_column_bytes(statement_, column);
    return {static_cast<const std::byte*>(data), static_cast<std::size_t>(size)};
}

std::string Query::text(int column) const {
    return std::string(base::as_text(blob(column)));
}

bool Query::is_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

Transaction::~Transaction() {
    if (open_) {
        database_.roll_back();
    }
}

Result<void> Transaction::begin() {
    Result<void> begun = database_.begin();
    open_ = begun.ok();
    return begun;
}

Result<void> Transaction::commit() {
    Result<void> committed = database_.commit();
    open_ = !committed.ok();
    return committed;
}

}  // namespace harmony::db
