// kill -9 of a store under load (reliability.md, section 4.2), again and again on one folder.
//
//     kill_driver KILLS SHIM [--seed N] [--bite ack_before_commit] [--results DIR]
//
// A child process (this program with `--child`) keeps records, cuts, and frees what the office has,
// and says through a pipe what it acknowledged. Half of the children are killed at a moment drawn
// at random, the others kill themselves at a system call drawn at random (shim.c). At the end every
// record that was acknowledged must be there once. Self-check: a child that acknowledges before it
// keeps.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "db/kiosk_journal.h"
#include "fault/chain_maker.h"
#include "support/temporary_folder.h"

namespace harmony::tests {
namespace {

using db::KioskJournal;
using db::RecordClass;

constexpr int acknowledgements_pipe = 3;
#ifdef NDEBUG
constexpr std::string_view build_name = "release";
#else
constexpr std::string_view build_name = "debug";
#endif
constexpr std::uint64_t calls_of_a_child = 400;
constexpr std::uint64_t records_of_a_child = 60;
constexpr std::uint64_t longest_life_us = 25'000;

struct Order {
    std::uint64_t kills = 0;
    std::string shim;
    std::uint64_t seed = 1;
    bool early = false;   // the self-check: acknowledged before it is kept
    std::string results;  // folder of the JSON; empty: none
};

db::JournalOptions options() {
    db::JournalOptions options;
    options.reserve_bytes = 0;
    return options;
}

// --- the child ----------------------------------------------------------------------------------

/// One line, in one write: a kill leaves it whole or away.
void tell(const std::string& line) {
    const ssize_t told = ::write(acknowledgements_pipe, line.data(), line.size());
    base::promise(told == static_cast<ssize_t>(line.size()), "nobody listens");
}

class Child {
public:
    Child(KioskJournal& journal, std::uint64_t seed, bool early)
        : journal_(journal), random_(seed), early_(early) {}

    void live(std::uint64_t records) {
        for (std::uint64_t n = 0; n < records; ++n) {
            submit();
            if (n % 16 == 7) {
                static_cast<void>(journal_.tidy());
            }
            if (n % 16 == 15) {
                cut();
            }
        }
    }

private:
    void submit() {
        db::SealedRow row = sealed_row(random_);
        for (row.rev = 0; row.rev < (random_.below(6) == 0 ? 2 : 1); ++row.rev) {
            const std::string line = fmt::format("saved {} {}\n", row.rid.hex(), row.rev);
            if (early_) {
                tell(line);
            }
            if (journal_.append(row).ok() && !early_) {
                tell(line);
            }
        }
    }

    /// The oldest batch that waits arrives at once and is freed; what it held is at the office.
    void cut() {
        ChainMaker maker;
        static_cast<void>(journal_.cut(cut_order(true), maker));
        const std::vector<db::WaitingBatch> waiting =
            journal_.batches_to_offer(RecordClass::survey);
        if (waiting.empty()) {
            return;
        }
        const auto bytes = journal_.batch_bytes(RecordClass::survey, waiting.front().seq);
        for (const Row& row : read_batch(*bytes).rows) {
            tell(fmt::format("office {} {}\n", row.rid.hex(), row.rev));
        }
        db::FreeRule rule;
        rule.today = day(20'002);
        rule.retention_days = 0;
        static_cast<void>(journal_.apply_ack(
            {instance_one, RecordClass::survey, waiting.front().seq, waiting.front().digest, 2},
            rule));
    }

    KioskJournal& journal_;
    base::SeededRandom random_;
    bool early_;
};

int be_child(const char* folder, std::uint64_t seed, bool early, std::uint64_t records) {
    auto journal = KioskJournal::open(folder, options());
    if (!journal || !(*journal)->state().faults().empty()) {
        fmt::print(stderr, "{}\n", journal ? "damaged" : journal.error().message);
        tell("damaged - 0\n");
        return 1;
    }
    Child(**journal, seed, early).live(records);
    return 0;
}

// --- the driver ---------------------------------------------------------------------------------

struct Told {
    std::map<std::string, int> saved;  // with the revision
    std::set<std::string> at_office;
    std::uint64_t damaged = 0;
    std::uint64_t killed = 0;
};

void become_child(const Order& order, const std::string& folder, std::uint64_t number, int ear) {
    base::SeededRandom random(order.seed * 1'000'003 + number);
    ::dup2(ear, acknowledgements_pipe);
    if (number % 2 == 1) {
        ::setenv("LD_PRELOAD", order.shim.c_str(), 1);
        ::setenv("FAULT_PATH", folder.c_str(), 1);
        ::setenv(
            "FAULT", fmt::format("any:KILL:{}", 1 + random.below(calls_of_a_child)).c_str(), 1);
    }
    const std::string seed = std::to_string(order.seed * 1'000'003 + number);
    ::execl("/proc/self/exe",
            "kill_driver",
            "--child",
            folder.c_str(),
            seed.c_str(),
            order.early ? "early" : "after",
            nullptr);
    ::_exit(98);
}

/// Waits without giving the processor away: a sleep would always wake up after a commit.
void spin(std::uint64_t microseconds) {
    using Clock = std::chrono::steady_clock;
    const Clock::time_point until = Clock::now() + std::chrono::microseconds(microseconds);
    while (Clock::now() < until) {
    }
}

std::string read_all(int descriptor) {
    std::string text;
    char piece[4096];
    for (ssize_t got = 0; (got = ::read(descriptor, piece, sizeof piece)) > 0;) {
        text.append(piece, static_cast<std::size_t>(got));
    }
    return text;
}

void take_down(const std::string& text, Told& told) {
    for (std::size_t at = 0, end = 0; (end = text.find('\n', at)) != std::string::npos;
         at = end + 1) {
        const std::string line = text.substr(at, end - at);
        const std::size_t one = line.find(' ');
        const std::size_t two = line.rfind(' ');
        const std::string rid = line.substr(one + 1, two - one - 1);
        if (line.starts_with("saved")) {
            told.saved[rid] = std::stoi(line.substr(two + 1));
        } else if (line.starts_with("office")) {
            told.at_office.insert(rid);
        } else {
            ++told.damaged;
        }
    }
}

void run_and_kill(const Order& order, const std::string& folder, std::uint64_t number, Told& told) {
    int ends[2] = {};
    base::promise(::pipe2(ends, O_CLOEXEC) == 0, "no pipe");
    base::SeededRandom random(order.seed * 7919 + number);
    const pid_t child = ::fork();
    base::promise(child >= 0, "no child process");
    if (child == 0) {
        become_child(order, folder, number, ends[1]);
    }
    ::close(ends[1]);
    if (number % 2 == 0) {
        spin(random.below(longest_life_us));
        ::kill(child, SIGKILL);
    }
    take_down(read_all(ends[0]), told);
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    told.killed += WIFSIGNALED(status) ? 1 : 0;
    told.damaged += WIFEXITED(status) && WEXITSTATUS(status) != 0 ? 1 : 0;
}

/// What is there at the end: record by record, how often and with which revision.
std::map<std::string, std::pair<int, int>> find_all(const std::string& folder) {
    auto journal = KioskJournal::open(folder, options());
    base::promise(journal.ok(), "the journal cannot be opened");
    ChainMaker maker;
    base::promise((*journal)->cut(cut_order(true), maker).ok(), "the journal cannot be cut");
    std::map<std::string, std::pair<int, int>> found;
    // What is not offered any more is at the office and freed.
    const auto waiting = (*journal)->batches_to_offer(RecordClass::survey);
    const std::uint64_t newest = waiting.empty() ? 0 : waiting.back().seq;
    for (std::uint64_t seq = 1; seq <= newest; ++seq) {
        const auto bytes = (*journal)->batch_bytes(RecordClass::survey, seq);
        for (const Row& row : bytes ? read_batch(*bytes).rows : std::vector<Row>()) {
            auto& [times, rev] = found[row.rid.hex()];
            ++times;
            rev = row.rev;
        }
    }
    return found;
}

void write_result(const Order& order, std::uint64_t bad, double seconds) {
    std::filesystem::create_directories(order.results);
    std::ofstream(std::filesystem::path(order.results) / "kill_driver.json") << fmt::format(
        "{{\"name\": \"kill_driver\", \"build\": \"{}\", \"seed\": {}, \"points\": {}, \"bad\": "
        "{}, "
        "\"seconds\": {:.1f}, \"rate\": {:.1f}}}\n",
        build_name,
        order.seed,
        order.kills,
        bad,
        seconds,
        static_cast<double>(order.kills) / seconds);
}

struct Faults {
    std::uint64_t lost = 0;
    std::uint64_t doubled = 0;

    [[nodiscard]] std::uint64_t sum() const { return lost + doubled; }
};

Faults find_faults(const std::string& folder, const Told& told) {
    const auto found = find_all(folder);
    Faults faults;
    for (const auto& [rid, rev] : told.saved) {
        const auto there = found.find(rid);
        const bool kept = there != found.end() && there->second.second >= rev;
        faults.lost += !kept && !told.at_office.contains(rid) ? 1 : 0;
    }
    for (const auto& [rid, there] : found) {
        faults.doubled += there.first > 1 ? 1 : 0;
    }
    return faults;
}

int report(const Order& order, const Faults& faults, const Told& told) {
    const std::uint64_t bad = faults.sum() + told.damaged;
    fmt::print(
        "seed {}: {} of {} killed, {} acknowledged, caught {} ({} lost, {} doubled, {} damaged)\n",
        order.seed,
        told.killed,
        order.kills,
        told.saved.size(),
        bad,
        faults.lost,
        faults.doubled,
        told.damaged);
    const bool struck = order.kills == 0 || told.killed * 2 > order.kills;
    return bad == 0 && struck && !told.saved.empty() ? 0 : 1;
}

int drive(const Order& order) {
    const TemporaryFolder folder;
    Told told;
    const auto began = std::chrono::steady_clock::now();
    for (std::uint64_t number = 0; number < order.kills; ++number) {
        run_and_kill(order, folder.path().string(), number, told);
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    const Faults faults = find_faults(folder.path().string(), told);
    if (!order.results.empty()) {
        write_result(order, faults.sum() + told.damaged, took.count());
    }
    return report(order, faults, told);
}

/// What a child wrote into a file, for disk_full.py.
int judge_file(const std::string& folder, const std::string& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    base::promise(descriptor >= 0, "the file of what was acknowledged cannot be read");
    Told told;
    take_down(read_all(descriptor), told);
    ::close(descriptor);
    return report(Order{}, find_faults(folder, told), told);
}

int run(const std::vector<std::string>& words) {
    if (words.size() >= 4 && words[0] == "--child") {
        const std::uint64_t records = words.size() > 4 ? std::stoull(words[4]) : records_of_a_child;
        return be_child(words[1].c_str(), std::stoull(words[2]), words[3] == "early", records);
    }
    if (words.size() == 3 && words[0] == "--judge") {
        return judge_file(words[1], words[2]);
    }
    Order order;
    for (std::size_t at = 2; at + 1 < words.size(); at += 2) {
        order.seed = words[at] == "--seed" ? std::stoull(words[at + 1]) : order.seed;
        order.early = order.early || words[at] == "--bite";
        order.results = words[at] == "--results" ? words[at + 1] : order.results;
    }
    if (words.size() < 2) {
        fmt::print(stderr, "kill_driver KILLS SHIM [--seed N] [--bite ack_before_commit]\n");
        return 2;
    }
    order.kills = std::stoull(words[0]);
    order.shim = words[1];
    return drive(order);
}

}  // namespace
}  // namespace harmony::tests

int main(int count, char** words) {
    try {
        return harmony::tests::run({words + 1, words + count});
    } catch (const std::exception& trouble) {
        std::fprintf(stderr, "%s\n", trouble.what());
        return 1;
    }
}
