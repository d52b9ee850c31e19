#include "conformance/apart.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <vector>

namespace harmony::conformance {
namespace {

/// Three cases, of which the one in the middle does something bad.
std::vector<Verdict> around(const std::function<Verdict()>& bad, const Limits& limits = {}) {
    const auto run = [&](std::size_t i) {
        return i == 1 ? bad() : i == 0 ? std::nullopt : Verdict("wrong as ever");
    };
    return run_apart(3, run, limits);
}

/// The verdict in the middle; the cases around it must have theirs.
std::string why(const std::vector<Verdict>& verdicts) {
    REQUIRE(verdicts.size() == 3);
    CHECK(verdicts[0] == std::nullopt);
    CHECK(verdicts[2] == Verdict("wrong as ever"));
    return verdicts[1].value_or("passed");
}

}  // namespace

TEST_CASE("a case that crashes fails alone", "[conformance]") {
    const auto verdicts = around([]() -> Verdict {
        std::signal(SIGSEGV, SIG_DFL);  // Catch2 would print a report of its own
        raise(SIGSEGV);
        return std::nullopt;
    });
    CHECK(why(verdicts) == "it crashed: Segmentation fault");
}

TEST_CASE("a case that never ends fails alone", "[conformance]") {
    Limits limits;
    limits.seconds = 1;
    const auto verdicts = around(
        []() -> Verdict {
            for (;;) {
                pause();
            }
        },
        limits);
    CHECK(why(verdicts) == "it took more than 1 s");
}

TEST_CASE("a case that takes too much memory fails alone", "[conformance]") {
    if (!limits_memory) {
        return;  // a sanitized build has no such limit
    }
    const auto verdicts = around([]() -> Verdict {
        const std::vector<char> much(std::size_t{1} << 30U, 'x');
        return std::string(much.begin(), much.begin() + 1);
    });
    CHECK(why(verdicts) == "it took more than 512 MB");
}

TEST_CASE("a case that breaks a promise fails alone and says which", "[conformance]") {
    const auto verdicts = around([]() -> Verdict { throw std::logic_error("a broken promise"); });
    CHECK(why(verdicts) == "it broke: a broken promise");
}

TEST_CASE("a case that ends the program fails alone", "[conformance]") {
    CHECK(why(around([]() -> Verdict { _exit(0); })) == "it ended the program with 0");
}

TEST_CASE("the reason of a failure may hold line ends and bytes that are no text",
          "[conformance]") {
    CHECK(why(around([]() -> Verdict { return "one\ntwo"; })) == "one\ntwo");
    CHECK(why(around([]() -> Verdict { return "\xFF"; })) == "\xEF\xBF\xBD");
}

TEST_CASE("no cases need no child process", "[conformance]") {
    CHECK(run_apart(0, [](std::size_t) { return Verdict(); }, {}).empty());
}

}  // namespace harmony::conformance
