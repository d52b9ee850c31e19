// The real program, killed at any moment of `message run`, against servers that fail by chance.
// Afterwards every message is counted: what came in is sent, refused in sight, or waits, and each
// reference lies at the server as often as the books allow. The long form is `./harmony fault`.
#include <fcntl.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): kill
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <map>
#include <thread>

#include "db/message_queue.h"
#include "message_town.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;
using Kind = MessageServer::Kind;

namespace {

constexpr int people = 12;
constexpr std::chrono::milliseconds one_look{5};

int kills_wanted() {
    const char* const text = std::getenv("HARMONY_MESSAGE_KILLS");
    return text == nullptr ? 5 : std::atoi(text);
}

std::chrono::milliseconds since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                                 start);
}

/// An office whose messages are sent by the program itself, on one day after the other.
struct KilledTown : MessageTown {
    KilledTown() {
        for (int number = 1; number <= people; ++number) {
            resident(static_cast<std::uint8_t>(number),
                     "person" + std::to_string(number) + "@example.com");
        }
        bring();
    }

    pid_t begin(base::Day today) {
        const std::vector<std::string> words = {HARMONY_BINARY_DIR "/bin/harmony-admin",
                                                "--office",
                                                text_path("office"),
                                                "--passphrase-file",
                                                text_path("passphrase"),
                                                "--today",
                                                base::to_iso(today),
                                                "message",
                                                "run"};
        const pid_t child = ::fork();
        if (child == 0) {
            const int nowhere = ::open("/dev/null", O_WRONLY);
            ::dup2(nowhere, 1);
            ::dup2(nowhere, 2);
            std::vector<char*> pointers;
            for (const std::string& word : words) {
                pointers.push_back(const_cast<char*>(word.c_str()));
            }
            pointers.push_back(nullptr);
            ::execv(pointers[0], pointers.data());
            ::_exit(127);
        }
        return child;
    }

    /// Lets it run to its end; how long it took.
    std::chrono::milliseconds run_whole(base::Day today) {
        const auto start = std::chrono::steady_clock::now();
        int status = 0;
        ::waitpid(begin(today), &status, 0);
        base::promise(WIFEXITED(status) && WEXITSTATUS(status) <= 1, "the program does not run");
        return since(start);
    }

    /// Ends it after so long, unless it is done before.
    void run_and_kill(base::Day today, std::chrono::milliseconds after) {
        const auto start = std::chrono::steady_clock::now();
        const pid_t child = begin(today);
        int status = 0;
        while (::waitpid(child, &status, WNOHANG) == 0) {
            if (since(start) >= after) {
                ::kill(child, SIGKILL);
                ::waitpid(child, &status, 0);
                return;
            }
            std::this_thread::sleep_for(one_look);
        }
    }

    /// What somebody would do who forgets what is not known: the fault that must be found.
    void forget_unknown() {
        sqlite3* other = nullptr;
        base::promise(sqlite3_open(text_path("office/messages.db").c_str(), &other) == SQLITE_OK,
                      "no outbox");
        sqlite3_exec(other,
                     "UPDATE message SET state=1, unanswered=0 WHERE state IN (3, 8)",
                     nullptr,
                     nullptr,
                     nullptr);
        sqlite3_close(other);
    }

    /// Kills it so often, and lets it come to an end. Each run is on another day.
    void torment(int kills, std::uint64_t seed, bool forgets) {
        base::SeededRandom chance(seed);
        base::Day day = clock.today();
        // Measured on a day when nothing is due any more, so that the messages are still to come.
        std::chrono::milliseconds usual{700};
        for (int kill = 0; kill < kills; ++kill) {
            const auto most = static_cast<std::uint64_t>(usual.count());
            const auto start = std::chrono::steady_clock::now();
            run_and_kill(day, std::chrono::milliseconds{most / 3 + chance.below(most)});
            usual = std::max(usual, since(start));
            if (forgets) {
                forget_unknown();
            }
            day += std::chrono::days{kill % 2 == 1 && kill < 12 ? 1 : 0};
        }
        for (int rest = 0; rest < 9; ++rest) {
            day += std::chrono::days{1};
            run_whole(day);
            if (forgets) {
                forget_unknown();
            }
        }
    }

    struct Row {
        std::string ref;
        std::string state;
        int unanswered = 0;
    };

    std::vector<Row> rows() {
        sqlite3* other = nullptr;
        base::promise(sqlite3_open(text_path("office/messages.db").c_str(), &other) == SQLITE_OK,
                      "no outbox");
        sqlite3_stmt* query = nullptr;
        sqlite3_prepare_v2(
            other, "SELECT ref, state, unanswered FROM message", -1, &query, nullptr);
        std::vector<Row> all;
        while (sqlite3_step(query) == SQLITE_ROW) {
            all.push_back({reinterpret_cast<const char*>(sqlite3_column_text(query, 0)),
                           std::string(db::message_state_names.at(
                               static_cast<std::size_t>(sqlite3_column_int(query, 1)) - 1)),
                           sqlite3_column_int(query, 2)});
        }
        sqlite3_finalize(query);
        sqlite3_close(other);
        return all;
    }
};

using Copies = std::map<std::string, int>;

Copies at_mail_server(const MessageServer& server) {
    Copies copies;
    for (const std::string& mail : server.taken()) {
        ++copies[mail.substr(mail.find("Message-ID: <") + 13, 26)];
    }
    return copies;
}

Copies at_notify(const MessageServer& server) {
    Copies copies;
    for (const std::string& line : server.lines_of("accepted.jsonl")) {
        ++copies[json::parse(line)["reference"].get<std::string>()];
    }
    return copies;
}

/// Sentences about whatever the books and the server do not agree on.
std::vector<std::string> lies(const std::vector<KilledTown::Row>& rows,
                              Copies copies,
                              bool server_keeps_list) {
    std::vector<std::string> found;
    for (const KilledTown::Row& row : rows) {
        const int count = copies[row.ref];
        copies.erase(row.ref);
        // Without an answer a mail server may have one more copy, with the same Message-ID.
        const int most = server_keeps_list ? 1 : 1 + row.unanswered;
        const bool there = row.state == "sent" || row.state == "delivered";
        const bool open = row.state == "unknown";
        const bool good = there ? count >= 1 && count <= most : open ? count <= most : count == 0;
        if (!good) {
            found.push_back(row.ref + " is " + row.state + ", and the server has " +
                            std::to_string(count));
        }
    }
    for (const auto& [ref, count] : copies) {
        found.push_back(ref + " is at the server and not in the books");
    }
    return found;
}

}  // namespace

TEST_CASE("a mail server and the books agree, whenever the program is killed",
          "[admin][messages][servers][fault][E6]") {
    KilledTown town;
    const MessageServer server(Kind::starttls, {"8"});
    town.use_mail(server);
    town.torment(kills_wanted(), 1, false);
    const auto rows = town.rows();
    CHECK(rows.size() == people);
    const auto found = lies(rows, at_mail_server(server), false);
    for (const std::string& lie : found) {
        INFO(lie);
    }
    CHECK(found == std::vector<std::string>{});
    town.must({"message", "list"});
}

TEST_CASE("GOV.UK Notify has each reference once, whenever the program is killed",
          "[admin][messages][servers][fault][E8]") {
    KilledTown town;
    std::vector<std::string> words = town.town_clock("10000000");
    words.push_back("3");
    const MessageServer server(Kind::notify, words);
    town.use_notify(server, true);
    town.torment(kills_wanted(), 2, false);
    const auto rows = town.rows();
    CHECK(rows.size() == people);
    CHECK(lies(rows, at_notify(server), true) == std::vector<std::string>{});
    int sent = 0;
    for (const auto& row : rows) {
        sent += row.state == "sent" || row.state == "delivered" ? 1 : 0;
    }
    CHECK(sent > people / 2);
}

TEST_CASE("an outbox that forgets what it does not know is found out",
          "[admin][messages][servers][fault][bite]") {
    KilledTown town;
    const MessageServer server(Kind::starttls, {"8"});
    town.use_mail(server);
    town.torment(1, 1, true);
    CHECK_FALSE(lies(town.rows(), at_mail_server(server), false).empty());
}
