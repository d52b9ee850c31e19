#include "admin/gui/work.h"

#include <catch2/catch.hpp>

#include "admin/gui/window_town.h"

using namespace harmony;
using namespace harmony::admin::gui;
using harmony::tests::WindowTown;

namespace {

/// Every look at it is two seconds later: all progress is shown.
class HastyClock final : public base::Clock {
public:
    explicit HastyClock(const base::Clock& real) : real_(real) {}

    [[nodiscard]] base::Moment now() const override { return real_.now(); }
    [[nodiscard]] std::chrono::milliseconds monotonic() const override {
        return std::chrono::seconds{2 * ++looks_};
    }
    [[nodiscard]] std::chrono::minutes local_offset(base::Moment moment) const override {
        return real_.local_offset(moment);
    }

private:
    const base::Clock& real_;
    mutable std::atomic<int> looks_{0};
};

Work::Tools tools_of(
    WindowTown& town, std::function<void()> wake = [] {}) {
    return {town.resources, town.path("office"), town.path("passphrase"), {}, std::move(wake)};
}

/// Runs an order to its end and hands over how it ended.
Outcome outcome_of(Work& work, std::vector<std::string> words) {
    std::optional<Outcome> outcome;
    work.run({"Doing it", std::move(words)}, [&](const Outcome& ended) { outcome = ended; });
    work.wait_until_idle();
    REQUIRE_FALSE(work.deliver().has_value());
    REQUIRE(outcome.has_value());
    return *outcome;
}

}  // namespace

TEST_CASE("an order does what the command line does and hands over what it printed",
          "[admin][gui][work]") {
    WindowTown town;
    Work work(tools_of(town));
    const Outcome outcome = outcome_of(work, {"kiosk", "list", "--json"});
    CHECK(outcome.ok);
    REQUIRE(town.run({"kiosk", "list", "--json"}) == 0);
    CHECK(nlohmann::json::parse(outcome.printed).at("kiosks").size() == 1);
    CHECK(outcome.printed + "\n" == town.terminal.printed);
}

TEST_CASE("an order that is refused says why in a sentence and changes nothing",
          "[admin][gui][work]") {
    WindowTown town;
    Work work(tools_of(town));
    const auto before = tests::snapshot(town.path("stick"));
    const Outcome outcome = outcome_of(work,
                                       {"kiosk",
                                        "revoke",
                                        "Nowhere",
                                        "--reason",
                                        "lost",
                                        "--to",
                                        "folder:" + town.text_path("stick")});
    CHECK_FALSE(outcome.ok);
    CHECK_FALSE(outcome.trouble.starts_with("harmony-admin"));
    CHECK_FALSE(outcome.trouble.empty());
    CHECK(tests::snapshot(town.path("stick")) == before);
}

TEST_CASE("an order that is stopped leaves the office as it was", "[admin][gui][work]") {
    WindowTown town;
    const HastyClock clock(town.clock);
    admin::Resources hasty{clock, town.random, town.files, town.terminal, town.quiet};
    Work* running = nullptr;
    Work::Tools tools{hasty, town.path("fresh"), town.path("passphrase"), {}, [&] {
                          if (running != nullptr) {
                              running->stop_order();  // at the first progress
                          }
                      }};
    Work work(tools);
    running = &work;
    const Outcome outcome = outcome_of(work, {"init", "--org", "Example Borough", "--demo"});
    CHECK(outcome.stopped);
    CHECK_FALSE(outcome.ok);
    CHECK_FALSE(std::filesystem::exists(town.path("fresh") / "office.json"));
}

TEST_CASE("what is read twice under one name is answered once, by the last", "[admin][gui][work]") {
    WindowTown town;
    Work work(tools_of(town));
    std::vector<int> answers;
    const auto ask = [&](int number) {
        work.read("same", [&answers, number](Reader&) -> Work::ReadEnd {
            return [&answers, number]() -> base::Result<void> {
                answers.push_back(number);
                return {};
            };
        });
    };
    ask(1);
    ask(2);
    bool opened = false;
    work.unlock(std::nullopt, [&](const base::Result<void>& how) { opened = how.ok(); });
    work.wait_until_idle();
    REQUIRE_FALSE(work.deliver().has_value());
    CHECK(opened);
    CHECK(answers == std::vector<int>{2});
}

TEST_CASE("what an order changed is seen by the next reading", "[admin][gui][work]") {
    WindowTown town;
    Work work(tools_of(town));
    work.unlock(std::nullopt, [](const base::Result<void>&) {});
    work.wait_until_idle();
    REQUIRE_FALSE(work.deliver().has_value());
    const auto kiosk_state = [&] {
        sync::KioskState state{};
        work.read("state", [&](Reader& reader) -> Work::ReadEnd {
            state = reader.office().registry().kiosks.front().state;
            return [] { return base::Result<void>(); };
        });
        work.wait_until_idle();
        REQUIRE_FALSE(work.deliver().has_value());
        return state;
    };
    CHECK(kiosk_state() == sync::KioskState::active);
    const Outcome outcome =
        outcome_of(work, {"kiosk", "retire", "A", "--to", "folder:" + town.text_path("stick")});
    INFO(outcome.trouble);
    CHECK(outcome.ok);
    CHECK(kiosk_state() == sync::KioskState::retired);
}

TEST_CASE("an exception on a thread comes out where the window can end by it",
          "[admin][gui][work]") {
    WindowTown town;
    Work work(tools_of(town));
    work.unlock(std::nullopt, [](const base::Result<void>&) {});
    work.read("bad",
              [](Reader&) -> Work::ReadEnd { throw std::runtime_error("a broken promise"); });
    work.wait_until_idle();
    CHECK_THROWS_WITH(work.deliver(), "a broken promise");
}
