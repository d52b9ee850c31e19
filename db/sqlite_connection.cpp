// How the office's file is opened. As the kiosk's (store_open.cpp), but for several programs at
// once: no exclusive locking, patience with the others, and checkpoints at moments of our own
// choosing.
#include "db/sqlite_connection.h"

#include <array>
#include <set>
#include <utility>

#include "db/cold_start.h"
#include "db/office_schema.h"
#include "db/sqlite.h"

namespace harmony::db {
namespace {

using base::ByteView;
using base::Error;
using base::ErrorKind;
using base::Result;

/// The log is copied into the file at a start when it is longer than this: what is not copied must
/// be replayed by everybody who opens the file.
constexpr std::int64_t long_log_at_start = std::int64_t{1} << 20U;
constexpr std::string_view row_lock = " FOR UPDATE";

class SqliteRun final : public StatementRun {
public:
    SqliteRun(Database& database, const char* sql) : query_(database.query(sql)) {}

    void bind_integer(std::int64_t value) override { query_.bind(value); }
    void bind_bytes(ByteView bytes) override { query_.bind(bytes); }
    void bind_text(std::string_view text) override { query_.bind(text); }
    void bind_null() override { query_.bind_null(); }
    Result<bool> step() override { return query_.step(); }
    [[nodiscard]] std::int64_t integer(int column) const override { return query_.integer(column); }
    [[nodiscard]] ByteView blob(int column) const override { return query_.blob(column); }
    [[nodiscard]] bool is_null(int column) const override { return query_.is_null(column); }

private:
    Query query_;
};

class SqliteConnection final : public Connection {
public:
    SqliteConnection(std::unique_ptr<Database> database, std::string file, bool read_only)
        : database_(std::move(database)), file_(std::move(file)), read_only_(read_only) {}

    Result<void> execute(const std::string& sql) override {
        return database_->execute(sql.c_str());
    }

    Result<void> bring_up_to_date() override;

    Result<void> begin() override { return database_->begin(); }
    Result<void> commit() override { return database_->commit(); }
    void roll_back() override { database_->roll_back(); }

    Result<void> begin_reading() override { return database_->execute("BEGIN"); }
    void end_reading() override { database_->roll_back(); }

    [[nodiscard]] bool lost_to_another() const override { return false; }

    std::int64_t generation() override {
        Query query = database_->query("PRAGMA data_version");
        base::promise(query.next(), "a store without a data version");
        return query.integer(0);
    }

    [[nodiscard]] std::int64_t generations_a_commit() const override { return 0; }

    [[nodiscard]] std::int64_t changes() const override { return database_->changes(); }

    Result<void> trim_log(std::int64_t allowed) override {
        if (read_only_ || database_->log_bytes() < allowed) {
            return {};
        }
        return unless_in_the_way(database_->checkpoint());
    }

    Result<void> rewind_log(std::int64_t allowed) override {
        return database_->log_used() < allowed
                   ? Result<void>()
                   : unless_in_the_way(database_->checkpoint(Database::LogRoom::kept));
    }

    Result<void> empty_log() override { return database_->checkpoint(); }

    Result<bool> copy_file(const std::string& file) override {
        const Result<void> done = database_->query("VACUUM INTO ?").bind(file).run();
        return done ? Result<bool>(true) : done.error();
    }

protected:
    std::unique_ptr<StatementRun> start(std::string_view sql) override {
        if (sql.ends_with(row_lock)) {
            sql.remove_suffix(row_lock.size());
        }
        // The database keeps a statement under the place of its text: each text has one here.
        const auto known = texts_.find(sql);
        const std::string& text = known != texts_.end() ? *known : *texts_.emplace(sql).first;
        return std::make_unique<SqliteRun>(*database_, text.c_str());
    }

private:
    static Result<void> unless_in_the_way(Result<void> done) {
        return !done && done.error().kind == ErrorKind::unreachable ? Result<void>() : done;
    }

    Result<void> migrate();

    std::set<std::string, std::less<>> texts_;
    std::unique_ptr<Database> database_;
    std::string file_;
    bool read_only_;
};

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
    return database.watch_log();
}

/// The steps that a store of this version lacks, and the number of the newest.
Result<void> run_steps(Database& database, std::int64_t version) {
    for (auto at = static_cast<std::size_t>(version); at < office_schema.size(); ++at) {
        for (const char* sql : {office_schema[at].tables, office_schema[at].sqlite_guards}) {
            if (Result<void> done = database.execute(sql); !done) {
                return done;
            }
        }
    }
    const std::string numbers = "PRAGMA application_id=" + std::to_string(office_application_id) +
                                ";PRAGMA user_version=" + std::to_string(office_schema_version);
    return database.execute(numbers.c_str());
}

Result<void> SqliteConnection::migrate() {
    return in_transaction(*database_, [&]() -> Result<void> {
        // Asked again: another program may have been faster.
        const Result<std::int64_t> version = database_->ask_number("PRAGMA user_version");
        return version ? run_steps(*database_, *version) : version.error();
    });
}

Result<void> SqliteConnection::bring_up_to_date() {
    const Result<std::int64_t> ours = database_->ask_number("PRAGMA application_id");
    const Result<std::int64_t> version = database_->ask_number("PRAGMA user_version");
    if (!ours || !version) {
        return ours ? version.error() : ours.error();
    }
    const bool fresh = *ours == 0 && *version == 0 && !read_only_;
    if (*ours != office_application_id && !fresh) {
        return Error{ErrorKind::unreadable, file_ + " is not an office store"};
    }
    if (*version > office_schema_version) {
        return Error{ErrorKind::unreadable,
                     file_ + " was made by a newer Harmony; update this computer"};
    }
    if (*version == office_schema_version) {
        return {};
    }
    if (read_only_) {
        return Error{ErrorKind::unreadable,
                     file_ +
                         " was made by an older Harmony and is brought up to date when it is "
                         "opened for writing"};
    }
    return migrate();
}

}  // namespace

Result<std::unique_ptr<Connection>> open_sqlite(const std::string& file,
                                                const OfficeOptions& options) {
    if (!options.read_only) {
        if (Result<void> cold = start_cold(file); !cold) {
            return cold.error();
        }
    }
    Result<std::unique_ptr<Database>> opened =
        Database::open({file, options.vfs, options.read_only});
    if (!opened) {
        return opened.error();
    }
    Database& database = **opened;
    Result<void> done = set_up(database, options.read_only);
    auto connection =
        std::make_unique<SqliteConnection>(std::move(*opened), file, options.read_only);
    if (done) {
        done = connection->bring_up_to_date();
    }
    if (!done) {
        return database.damaged() ? Error{ErrorKind::unreadable, file + " is not an office store"}
                                  : done.error();
    }
    database.opened();
    if (Result<void> trimmed = connection->trim_log(long_log_at_start); !trimmed) {
        return trimmed.error();
    }
    return std::unique_ptr<Connection>(std::move(connection));
}

}  // namespace harmony::db
