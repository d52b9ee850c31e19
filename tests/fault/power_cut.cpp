// The power-cut sweeps as a program (reliability.md, section 3).
//
//     power_cut --workload W1 --mode 8 [--repeats 10] [--step 1] [--seed N] [--point K] [--jobs J]
//     power_cut --plan quick|long [--workload W1] [--jobs J]
//     power_cut --bite NAME [--workload W1 --mode 8 ...]
//
// Exit 0 when nothing was lost, doubled or damaged. A plan writes build/results/power_cut_<W>.json.
#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fault/sweep.h"
#include "fault/workload.h"

namespace harmony::tests {
namespace {

/// What one mode costs and gives: how often the day is repeated, and every how many points.
struct Part {
    std::string workload;
    int mode = 1;
    std::uint64_t repeats = 1;
    std::uint64_t step = 1;
};

struct Command {
    SweepOrder order;
    std::string plan;
    std::string bite;
    std::string only;  // workload of a plan; empty: all
    std::filesystem::path results = HARMONY_BINARY_DIR "/../results";
};

struct BiteRow {
    std::string_view name;
    std::string_view workload;
    int mode = 1;
    std::uint64_t repeats = 1;
    std::uint64_t step = 1;
    Bites bites;
};

// The smallest sweeps that show each (docs/testing/faults.md has the counts).
const std::array<BiteRow, 14> bite_rows = {{
    {"sync_normal", "W1", 1, 1, 4, {LibraryBite::sync_normal}},
    {"sync_off", "W1", 1, 1, 4, {LibraryBite::sync_off}},
    {"no_extra", "W1", 1, 1, 2, {LibraryBite::no_extra}},
    {"auto_checkpoint", "W1", 7, 1, 1, {LibraryBite::auto_checkpoint}},
    {"go_on", "W1", 8, 1, 1, {LibraryBite::go_on}},
    {"no_drop_no_checkpoint", "W1", 8, 1, 1, {LibraryBite::no_start_checkpoint, FileBite::no_drop}},
    {"close_no_checkpoint", "W1", 8, 6, 1, {LibraryBite::close_checkpoint, FileBite::no_drop}},
    {"no_drop_office", "W2", 8, 1, 1, {LibraryBite::no_start_checkpoint, FileBite::no_drop}},
    {"ack_before_commit", "W1", 1, 1, 4, {{}, {}, WrongOrder::ack_before_commit}},
    {"free_on_upload", "W1", 1, 1, 16, {{}, {}, WrongOrder::free_on_upload}},
    {"rename_before_sync", "W4", 1, 1, 1, {{}, FileBite::rename_before_sync}},
    {"no_folder_sync", "W4", 1, 1, 1, {{}, FileBite::no_folder_sync}},
    {"go_on_reading", "W2", 10, 1, 1, {LibraryBite::go_on}},
    {"migration_sync_off", "M1", 1, 4, 1, {LibraryBite::sync_off}},
}};

/// 20,000 cuts in all: more where a day is short.
std::uint64_t cuts_of(std::string_view workload) {
    constexpr std::uint64_t of_a_migration = 4;
    const std::map<std::string_view, std::uint64_t> repeats = {
        {"W1", 2}, {"W2", 4}, {"W3", 6}, {"W4", 80}};
    const auto found = repeats.find(workload);
    return found != repeats.end() ? found->second : of_a_migration;
}

/// "M": every store that is kept.
bool is_wanted(const std::string& only, const std::string& workload) {
    return only.empty() || only == workload || (only == "M" && workload.starts_with('M'));
}

std::vector<Part> quick_plan() {
    std::vector<Part> parts;
    for (const std::string& workload : workload_names()) {
        parts.push_back({workload, 1, cuts_of(workload), 1});
        for (int mode = 2; mode <= 6; ++mode) {
            parts.push_back({workload, mode, 1, 1});
        }
        parts.push_back({workload, 7, 2, 1});
        parts.push_back({workload, 8, workload == "W4" ? 40U : 4U, 1});
        parts.push_back({workload, 9, 1, workload == "W1" ? 7U : 3U});
        for (int mode = 10; mode <= 12; ++mode) {
            parts.push_back({workload, mode, 1, 1});
        }
    }
    return parts;
}

std::vector<Part> long_plan() {
    std::vector<Part> parts;
    for (const std::string& workload : workload_names()) {
        for (int mode = 1; mode <= 12; ++mode) {
            const bool by_chance = mode == 1 || (mode >= 7 && mode <= 9);
            parts.push_back({workload, mode, by_chance ? 240U : 4U, 1});
        }
    }
    return parts;
}

std::string build_name() {
#ifdef NDEBUG
    return "release";
#else
    return "debug";
#endif
}

void write_result(const Command& command,
                  std::string_view workload,
                  const SweepCounts& counts,
                  double seconds) {
    std::filesystem::create_directories(command.results);
    std::ofstream(command.results / fmt::format("power_cut_{}.json", workload)) << fmt::format(
        "{{\"name\": \"power_cut_{}\", \"build\": \"{}\", \"seed\": {}, \"points\": {}, \"bad\": "
        "{}, "
        "\"seconds\": {:.1f}, \"rate\": {:.0f}}}\n",
        workload,
        build_name(),
        command.order.seed,
        counts.points,
        counts.bad(),
        seconds,
        static_cast<double>(counts.points) / std::max(seconds, 0.001));
}

void print_row(const SweepOrder& order, const SweepCounts& counts, double seconds) {
    fmt::print("{:<4} {:>4} {:>9} {:>8} {:>6} {:>8} {:>7} {:>8.1f} {:>8.0f}\n",
               order.workload,
               order.mode,
               counts.points,
               counts.corrupt,
               counts.lost,
               counts.doubled,
               counts.broken,
               seconds,
               static_cast<double>(counts.points) / std::max(seconds, 0.001));
    std::fflush(stdout);
}

using Clock = std::chrono::steady_clock;

double since(Clock::time_point began) {
    return std::chrono::duration<double>(Clock::now() - began).count();
}

SweepCounts run_one(const SweepOrder& order) {
    const Clock::time_point began = Clock::now();
    const SweepCounts counts = sweep(order);
    print_row(order, counts, since(began));
    return counts;
}

int run_plan(const Command& command) {
    fmt::print("what mode    points  corrupt   lost  doubled  broken  seconds   rate/s\n");
    std::uint64_t bad = 0;
    std::map<std::string, std::pair<SweepCounts, double>> sums;
    for (const Part& part : command.plan == "long" ? long_plan() : quick_plan()) {
        if (!is_wanted(command.only, part.workload)) {
            continue;
        }
        SweepOrder order = command.order;
        order.workload = part.workload;
        order.mode = part.mode;
        order.repeats = part.repeats;
        order.step = part.step;
        const Clock::time_point began = Clock::now();
        const SweepCounts counts = run_one(order);
        sums[part.workload].first += counts;
        sums[part.workload].second += since(began);
        bad += counts.bad();
    }
    for (const auto& [workload, sum] : sums) {
        write_result(command, workload, sum.first, sum.second);
    }
    return bad == 0 ? 0 : 1;
}

int run_bite(const Command& command) {
    for (const BiteRow& row : bite_rows) {
        if (row.name == command.bite) {
            SweepOrder order = command.order;
            order.bites = row.bites;
            if (command.only.empty()) {  // else as the command line says
                order.workload = row.workload;
                order.mode = row.mode;
                order.repeats = row.repeats;
                order.step = row.step;
            }
            order.quiet = true;
            const SweepCounts counts = sweep(order);
            fmt::print("{}: caught {} in {} points ({} corrupt, {} lost, {} doubled, {} broken)\n",
                       row.name,
                       counts.bad(),
                       counts.points,
                       counts.corrupt,
                       counts.lost,
                       counts.doubled,
                       counts.broken);
            return counts.bad() > 0 ? 0 : 1;
        }
    }
    fmt::print(stderr, "there is no bite '{}'\n", command.bite);
    return 2;
}

std::uint64_t number(std::string_view text) {
    return std::strtoull(std::string(text).c_str(), nullptr, 10);
}

bool take(Command& command, std::string_view option, std::string_view value) {
    SweepOrder& order = command.order;
    const std::map<std::string_view, std::uint64_t*> numbers = {{"--seed", &order.seed},
                                                                {"--repeats", &order.repeats},
                                                                {"--step", &order.step},
                                                                {"--point", &order.point}};
    if (const auto found = numbers.find(option); found != numbers.end()) {
        *found->second = number(value);
    } else if (option == "--workload") {
        order.workload = value;
        command.only = value;
    } else if (option == "--mode") {
        order.mode = static_cast<int>(number(value));
    } else if (option == "--jobs") {
        order.jobs = static_cast<unsigned>(number(value));
    } else if (option == "--plan") {
        command.plan = value;
    } else if (option == "--bite") {
        command.bite = value;
    } else {
        return false;
    }
    return true;
}

std::optional<Command> read_command(int count, char** words) {
    Command command;
    command.order.failures = HARMONY_BINARY_DIR "/../failures";
    for (int at = 1; at + 1 < count; at += 2) {
        if (!take(command, words[at], words[at + 1])) {
            return std::nullopt;
        }
    }
    const bool known_plan =
        command.plan.empty() || command.plan == "quick" || command.plan == "long";
    const bool whole = count % 2 == 1 && known_plan && command.order.step > 0;
    SweepOrder asked = command.order;
    if (asked.workload == "M" && !command.plan.empty()) {
        asked.workload = "W1";  // a plan knows the kept stores by itself
    }
    return whole && is_possible(asked) ? std::optional(command) : std::nullopt;
}

int run(int count, char** words) {
    const std::optional<Command> command = read_command(count, words);
    if (!command) {
        fmt::print(
            stderr,
            "power_cut --workload W1..W4|M1.. --mode 1..12 [--repeats N] [--step N] [--seed N] "
            "[--point K] [--jobs J]\npower_cut --plan quick|long [--workload W]\n"
            "power_cut --bite NAME\n");
        return 2;
    }
    if (!command->bite.empty()) {
        return run_bite(*command);
    }
    if (!command->plan.empty()) {
        return run_plan(*command);
    }
    return run_one(command->order).bad() == 0 ? 0 : 1;
}

}  // namespace
}  // namespace harmony::tests

int main(int count, char** words) {
    try {
        return harmony::tests::run(count, words);
    } catch (const std::exception& trouble) {
        std::fprintf(stderr, "%s\n", trouble.what());
        return 1;
    }
}
