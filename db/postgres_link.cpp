#include "db/postgres_link.h"

#include <libpq-fe.h>

#include <initializer_list>
#include <string_view>
#include <utility>

namespace harmony::db {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr int binary = 1;

/// `?` outside of quotes becomes $1, $2, ...
std::string numbered(std::string_view sql) {
    std::string out;
    int number = 0;
    bool quoted = false;
    for (const char letter : sql) {
        quoted = quoted != (letter == '\'');
        if (letter == '?' && !quoted) {
            out += "$" + std::to_string(++number);
        } else {
            out += letter;
        }
    }
    return out;
}

/// The first line of what libpq or the server says, without its full stop.
std::string first_line(const char* said) {
    std::string line = said == nullptr ? "" : said;
    line = line.substr(0, line.find('\n'));
    while (!line.empty() && (line.back() == '.' || line.back() == ' ')) {
        line.pop_back();
    }
    return line;
}

bool is_one_of(std::string_view state, std::initializer_list<std::string_view> states) {
    for (const std::string_view each : states) {
        if (state == each) {
            return true;
        }
    }
    return false;
}

}  // namespace

void ClearAnswer::operator()(pg_result* result) const noexcept {
    PQclear(result);
}

void PostgresLink::Finish::operator()(pg_conn* server) const noexcept {
    PQfinish(server);
}

bool PostgresLink::is_up() const {
    return PQstatus(server_.get()) == CONNECTION_OK;
}

bool PostgresLink::in_transaction() const {
    return is_up() && PQtransactionStatus(server_.get()) != PQTRANS_IDLE;
}

Result<void> PostgresLink::execute(const std::string& sql) {
    return end_of(ServerAnswer(PQexec(server_.get(), sql.c_str())));
}

Error PostgresLink::gone() const {
    return {
        ErrorKind::unreachable,
        "the database at " + address_.place +
            " stopped answering, and nothing was half-done. See whether its server runs, and try "
            "again"};
}

Error PostgresLink::cannot_connect(const std::string& said) const {
    const std::string user =
        server_ && PQuser(server_.get()) != nullptr ? PQuser(server_.get()) : "";
    if (server_ && PQconnectionNeedsPassword(server_.get()) != 0) {
        return {ErrorKind::unreachable,
                "the database at " + address_.place + " asks for the password of " + user +
                    ". Put it into ~/.pgpass (mode 600), never on the command line"};
    }
    if (server_ && PQconnectionUsedPassword(server_.get()) != 0) {
        return {ErrorKind::unreachable,
                "the database at " + address_.place + " does not let " + user +
                    " in with the password it was given (" + said + ")"};
    }
    return {ErrorKind::unreachable,
            "the database at " + address_.place +
                " does not answer. Is the server running, and may this computer reach it? (" +
                said + ")"};
}

Result<void> PostgresLink::connect() {
    std::vector<const char*> names;
    std::vector<const char*> values;
    for (const auto& [name, value] : address_.words) {
        names.push_back(name.c_str());
        values.push_back(value.c_str());
    }
    names.push_back(nullptr);
    values.push_back(nullptr);
    names_.clear();
    server_.reset(PQconnectdbParams(names.data(), values.data(), 0));
    if (!server_ || PQstatus(server_.get()) != CONNECTION_OK) {
        return cannot_connect(first_line(server_ ? PQerrorMessage(server_.get()) : "no memory"));
    }
    PQsetNoticeProcessor(
        server_.get(), [](void*, const char*) {}, nullptr);
    // A commit is on the disk when it is said to be: kiosks free what was acknowledged.
    return execute("SET synchronous_commit=on; SET lock_timeout='60s'" +
                   std::string(read_only_ ? "; SET default_transaction_read_only=on" : ""));
}

Error PostgresLink::judge(const std::string& state, const std::string& said) {
    if (PQstatus(server_.get()) != CONNECTION_OK || state.starts_with("08") ||
        state.starts_with("57P")) {
        return gone();
    }
    // 23505 and 42P07 while tables are made: another program makes them just now.
    if (is_one_of(state, {"40001", "40P01"}) ||
        (making_tables_ && is_one_of(state, {"23505", "42P07", "42710", "42723"}))) {
        lost_ = true;
        return {ErrorKind::unreachable,
                "the database at " + address_.place + " is too busy with other programs"};
    }
    if (is_one_of(state, {"55P03", "57014"})) {
        return {ErrorKind::unreachable,
                "the database at " + address_.place + " is in use by another program"};
    }
    if (state.starts_with("53")) {
        return {ErrorKind::full, "there is no space left for the database at " + address_.place};
    }
    if (is_one_of(state, {"42501", "25006"})) {
        return {ErrorKind::refused,
                "the database at " + address_.place + " does not let " + PQuser(server_.get()) +
                    " write (" + said + ")"};
    }
    throw base::BrokenPromise("the database at " + address_.place + ": " + said + " (" + state +
                              ")");
}

Result<void> PostgresLink::end_of(const ServerAnswer& answer) {
    const ExecStatusType status = PQresultStatus(answer.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
        const char* changed = PQcmdTuples(answer.get());
        changes_ = *changed == 0 ? 0 : std::stoll(changed);
        return {};
    }
    const char* state = PQresultErrorField(answer.get(), PG_DIAG_SQLSTATE);
    const char* said = PQresultErrorField(answer.get(), PG_DIAG_MESSAGE_PRIMARY);
    return judge(state == nullptr ? "08000" : state, first_line(said));
}

Result<std::string> PostgresLink::name_of(const std::string& sql, std::size_t parameters) {
    const auto known = names_.find(sql);
    if (known != names_.end()) {
        return known->second;
    }
    std::string name = "harmony_" + std::to_string(names_.size());
    const ServerAnswer prepared(PQprepare(
        server_.get(), name.c_str(), numbered(sql).c_str(), static_cast<int>(parameters), nullptr));
    if (Result<void> done = end_of(prepared); !done) {
        return done.error();
    }
    names_.emplace(sql, name);
    return name;
}

Result<ServerAnswer> PostgresLink::run(const std::string& sql,
                                       const std::vector<ServerValue>& values) {
    const Result<std::string> name = name_of(sql, values.size());
    if (!name) {
        return name.error();
    }
    std::vector<const char*> bytes;
    std::vector<int> lengths;
    for (const ServerValue& value : values) {
        bytes.push_back(value.bytes);
        lengths.push_back(value.length);
    }
    const std::vector<int> formats(values.size(), binary);
    ServerAnswer answer(PQexecPrepared(server_.get(),
                                       name->c_str(),
                                       static_cast<int>(values.size()),
                                       bytes.data(),
                                       lengths.data(),
                                       formats.data(),
                                       binary));
    const Result<void> ended = end_of(answer);
    return ended ? Result<ServerAnswer>(std::move(answer)) : ended.error();
}

}  // namespace harmony::db
