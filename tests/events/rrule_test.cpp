// npm's rrule as a third opinion on repeating, where `./harmony peers` has put it.
#include <fmt/format.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "events/every_day.h"
#include "events/recurrence.h"

using namespace harmony;

namespace {

namespace fs = std::filesystem;

const fs::path peers = fs::path(HARMONY_SOURCE_DIR) / "build/peers";
constexpr const char* node_program = "/usr/bin/node";

bool installed() {
    return fs::exists(node_program) && fs::exists(peers / "node_modules/rrule");
}

/// FNV-1a, as rrule_dates.mjs takes it.
std::uint64_t fnv(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char letter : text) {
        hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3U;
    }
    return hash;
}

/// One line as the script prints it.
std::string summary_of(const std::vector<events::WallTime>& dates) {
    std::string text;
    for (const events::WallTime date : dates) {
        text += events::compact(date) + ' ';
    }
    return fmt::format("{} {:016x} {} {}",
                       dates.size(),
                       fnv(text),
                       dates.empty() ? "-" : events::compact(dates.front()),
                       dates.empty() ? "-" : events::compact(dates.back()));
}

/// What rrule makes of `lines`, a line each.
std::vector<std::string> asked_of_rrule(const std::string& lines) {
    const fs::path folder = fs::temp_directory_path() / fmt::format("harmony-rrule-{}", ::getpid());
    fs::create_directories(folder);
    std::ofstream(folder / "rules.txt") << lines;
    const std::string command =
        fmt::format("{} '{}/tests/events/rrule_dates.mjs' '{}' < '{}' > '{}'",
                    node_program,
                    HARMONY_SOURCE_DIR,
                    peers.string(),
                    (folder / "rules.txt").string(),
                    (folder / "dates.txt").string());
    REQUIRE(std::system(command.c_str()) == 0);
    std::vector<std::string> answers;
    std::ifstream file(folder / "dates.txt");
    for (std::string line; std::getline(file, line);) {
        answers.push_back(line);
    }
    fs::remove_all(folder);
    return answers;
}

}  // namespace

TEST_CASE("drawn rules give what npm's rrule gives in floating time", "[events][E1][rrule]") {
    if (!installed()) {
        WARN("skipped: npm rrule is not installed (./harmony peers)");
        return;
    }
    // HARMONY_LONG asks for the ten thousand of the design.
    const int rules = std::getenv("HARMONY_LONG") != nullptr ? 10'000 : 1'000;
    const events::WallTime last =
        events::at(base::Day{std::chrono::year{2034} / 12 / 31}, std::chrono::minutes{1439});
    base::SeededRandom random(281);
    std::string lines;
    std::vector<std::string> expected;
    for (int i = 0; i < rules; ++i) {
        tests::DrawnRule drawn = tests::draw_rule(random);
        if (drawn.rule.until) {  // the script knows no zone: the end as clocks show it
            drawn.rule.until =
                base::Moment{events::wall_time(*drawn.rule.until).time_since_epoch()};
        }
        lines += events::compact(drawn.start) + ' ' + events::write_rule(drawn.rule) + '\n';
        if (drawn.rule.until) {
            drawn.rule.until = events::utc_of(events::WallTime{
                std::chrono::floor<std::chrono::minutes>(drawn.rule.until->time_since_epoch())});
        }
        expected.push_back(summary_of(events::floating_dates(drawn.rule, drawn.start, 5000, last)));
    }
    const std::vector<std::string> answers = asked_of_rrule(lines);
    REQUIRE(answers.size() == expected.size());
    std::istringstream asked(lines);
    std::string line;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        std::getline(asked, line);
        INFO(line);
        CHECK(expected[i] == answers[i]);
    }
}
