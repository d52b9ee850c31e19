// The sync simulator. Without --seed it runs the seeds of a file that once found something, then
// those of a range.
//
//     sync_simulator [--known FILE] [--seeds FIRST COUNT] [--steps N] [--results FOLDER]
//     sync_simulator --seed N [--trace] [--steps N] [--only STEP,STEP,...]
//     sync_simulator --seed N --shrink [--bite NAME]
//     sync_simulator --bite NAME [--seeds FIRST COUNT] [--shrink]
#include <sys/stat.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "dice.h"
#include "run.h"
#include "support/temporary_folder.h"
#include "sync/crypto.h"

// No power is cut in here (tests/fault/power_cut_vfs does that), so syncs would only cost time.
extern "C" int fsync(int) {
    return 0;
}
extern "C" int fdatasync(int) {
    return 0;
}

namespace {

using namespace harmony::tests;

struct Orders {
    std::string known;
    std::string results;  ///< a folder for the figures of this run; empty: none
    std::uint64_t first = 1;
    std::uint64_t count = 1000;
    bool trace = false;
    bool shrink = false;
    sim::BiteName bite{"none", sim::Bite::none, ""};
    std::size_t steps = sim::RunOptions().steps;
    std::optional<std::set<std::size_t>> only;
};

std::set<std::size_t> read_steps(const std::string& list) {
    std::set<std::size_t> steps;
    std::istringstream in(list);
    for (std::string step; std::getline(in, step, ',');) {
        steps.insert(std::strtoull(step.c_str(), nullptr, 10));
    }
    return steps;
}

std::string write_steps(const std::set<std::size_t>& steps) {
    std::string list;
    for (const std::size_t step : steps) {
        list += (list.empty() ? "" : ",") + std::to_string(step);
    }
    return list;
}

bool read(const std::vector<std::string>& words, Orders& orders) {
    for (std::size_t at = 0; at < words.size(); ++at) {
        const auto next = [&] { return ++at < words.size() ? words[at] : std::string(); };
        const std::string& word = words[at];
        if (word == "--known") {
            orders.known = next();
        } else if (word == "--results") {
            orders.results = next();
        } else if (word == "--seeds") {
            orders.first = std::strtoull(next().c_str(), nullptr, 10);
            orders.count = std::strtoull(next().c_str(), nullptr, 10);
        } else if (word == "--seed") {
            orders.first = std::strtoull(next().c_str(), nullptr, 10);
            orders.count = 1;
        } else if (word == "--steps") {
            orders.steps = std::strtoull(next().c_str(), nullptr, 10);
        } else if (word == "--only") {
            orders.only = read_steps(next());
        } else if (word == "--trace") {
            orders.trace = true;
        } else if (word == "--shrink") {
            orders.shrink = true;
        } else if (word == "--bite") {
            const std::string name = next();
            for (const sim::BiteName& each : sim::bite_names) {
                orders.bite = each.name == name ? each : orders.bite;
            }
        } else {
            return false;
        }
    }
    return true;
}

/// A seed that once found something, and how steps were drawn then.
struct KnownSeed {
    std::uint64_t seed = 0;
    sim::Drawing drawing = sim::Drawing::by_steps;
};

std::vector<KnownSeed> known_seeds(const std::string& file) {
    constexpr std::string_view first = "first ";
    std::vector<KnownSeed> seeds;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line[0] == '#') {
            continue;
        }
        const bool old = line.starts_with(first);
        seeds.push_back({std::strtoull(line.c_str() + (old ? first.size() : 0), nullptr, 10),
                         old ? sim::Drawing::first : sim::Drawing::by_steps});
    }
    return seeds;
}

class Simulator {
public:
    explicit Simulator(const Orders& orders) : orders_(orders), base_(folder_.path() / "base", 3) {
        options_.bite = orders.bite.bite;
        options_.steps = orders.steps;
        options_.only = orders.only;
        if (orders.bite.bite == sim::Bite::drop_waiting) {
            options_.any_order_every = 1;
        }
        if (orders.trace) {
            trace();
        }
    }

    int go() {
        for (const KnownSeed& known : known_seeds(orders_.known)) {
            sim::RunOptions options = options_;
            options.drawing = known.drawing;
            options.steps = known.drawing == sim::Drawing::first ? steps_at_first : options.steps;
            run(known.seed, options);
        }
        for (std::uint64_t at = 0; at < orders_.count; ++at) {
            run(orders_.first + at, options_);
            if (orders_.bite.bite != sim::Bite::none && caught_ > 0) {
                break;
            }
        }
        const double seconds = static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
        std::printf("%llu seeds, %llu records, %llu rounds of healing at most, %.1f s of CPU: ",
                    static_cast<unsigned long long>(runs_),
                    static_cast<unsigned long long>(words_),
                    static_cast<unsigned long long>(rounds_),
                    seconds);
        write_results(seconds);
        if (orders_.bite.bite == sim::Bite::none) {
            std::printf("%llu failed\n", static_cast<unsigned long long>(failed_));
            return failed_ == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
        }
        std::printf("caught %llu\n", static_cast<unsigned long long>(caught_));
        return caught_ > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
    }

private:
    /// So many had a run when steps were drawn as `Drawing::first` does.
    static constexpr std::size_t steps_at_first = 18;

    void trace() {
        options_.tell = [](const std::string& what) { std::printf("    %s\n", what.c_str()); };
    }

    /// As tests/fault/long.sh gathers them.
    void write_results(double seconds) const {
        if (orders_.results.empty()) {
            return;
        }
        std::ofstream out(orders_.results + "/simulator.json");
        out << R"({"name": "simulator", "build": "release", "seed": )" << orders_.first
            << R"(, "points": )" << runs_ << R"(, "bad": )" << failed_ << R"(, "seconds": )"
            << seconds << R"(, "rate": )"
            << (seconds > 0 ? static_cast<double>(runs_) / seconds : 0) << "}\n";
    }

    void run(std::uint64_t seed, const sim::RunOptions& options) {
        sim::SeededSodium::start_again(seed);
        const sim::Outcome outcome = sim::run_seed(base_, run_folder_, seed, options);
        ++runs_;
        words_ += outcome.words;
        rounds_ = std::max<std::uint64_t>(rounds_, outcome.rounds);
        if (outcome.invariant.empty()) {
            return;
        }
        ++failed_;
        caught_ += outcome.invariant == orders_.bite.invariant ? 1 : 0;
        std::printf("seed %llu, step %zu, %s\n",
                    static_cast<unsigned long long>(seed),
                    outcome.step,
                    outcome.what.c_str());
        std::string again = "--seed " + std::to_string(seed);
        if (options.drawing == sim::Drawing::by_steps && orders_.shrink) {
            again += shrink(seed);
        }
        again +=
            orders_.bite.bite == sim::Bite::none ? "" : " --bite " + std::string(orders_.bite.name);
        std::printf("    again: sync_simulator %s --trace\n", again.c_str());
    }

    /// The fewest steps that fail like this, told as text; what repeats them.
    std::string shrink(std::uint64_t seed) {
        sim::RunOptions options = options_;
        const auto steps = sim::fewest_steps(base_, run_folder_, seed, options);
        if (!steps) {
            return " (it does not fail again)";
        }
        std::printf("shrunk to %zu of %zu steps:\n", steps->size(), options.steps);
        options.only = steps;
        options.tell = [](const std::string& what) { std::printf("    %s\n", what.c_str()); };
        static_cast<void>(sim::run_seed(base_, run_folder_, seed, options));
        return " --only " + write_steps(*steps);
    }

    const Orders& orders_;
    TemporaryFolder folder_;
    const std::filesystem::path run_folder_ = folder_.path() / "run";
    sim::SeededSodium sodium_;
    sim::BaseWorld base_;
    sim::RunOptions options_;
    std::uint64_t runs_ = 0;
    std::uint64_t words_ = 0;
    std::uint64_t rounds_ = 0;
    std::uint64_t failed_ = 0;
    std::uint64_t caught_ = 0;
};

}  // namespace

int main(int count, char** words) {
    Orders orders;
    if (!read({words + 1, words + count}, orders)) {
        std::fputs(
            "sync_simulator [--known FILE] [--seeds FIRST COUNT] [--seed N] [--trace] [--shrink] "
            "[--only STEPS] [--bite NAME] [--steps N]\n",
            stderr);
        return 2;
    }
    // In memory where there is some: nothing here is meant to last.
    struct stat shared {};
    if (::stat("/dev/shm", &shared) == 0) {
        ::setenv("TMPDIR", "/dev/shm", 0);
    }
    if (!harmony::sync::start()) {
        return EXIT_FAILURE;
    }
    return Simulator(orders).go();
}
