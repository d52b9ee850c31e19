#include "kiosk/profile.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "kiosk/faults/faulty_outbox.h"
#include "kiosk/profile_parts.h"
#include "support/memory_kiosk.h"
#include "sync/heartbeat.h"

using namespace harmony;
using nlohmann::json;

namespace {

/// Somebody answers in Polish, and then nobody is there; the file is what `--profile` writes.
json measured() {
    tests::MemoryKiosk kiosk;
    kiosk::Profile profile("measured.json");
    kiosk::ScriptProfile watched(profile);
    watched.watch(kiosk.stage());
    kiosk.go_to_questions("pl");
    kiosk.driver().wait(std::chrono::minutes{10});
    profile.saved(std::chrono::milliseconds{4});
    profile.saved(std::chrono::milliseconds{6});
    return json::parse(profile.json());
}

}  // namespace

TEST_CASE("a profile has every field with a plausible value", "[kiosk][profile][P]") {
    const json file = measured();
    // kiosk.md 14.2, in its words.
    CHECK(file.at("schema") == "harmony.profile.1");
    CHECK_FALSE(file.at("build").get<std::string>().empty());
    CHECK(file.at("panel") == "1920x1080@5.560");
    const json& frames = file.at("frames");
    CHECK(frames.at("n").get<int>() > 10);
    CHECK(frames.at("drawn").get<int>() > 3);
    CHECK(frames.at("drawn").get<int>() < frames.at("n").get<int>());
    CHECK(frames.at("cpu_ms_p50").get<double>() > 0);
    CHECK(frames.at("cpu_ms_p95") >= frames.at("cpu_ms_p50"));
    CHECK(frames.at("cpu_ms_p99") >= frames.at("cpu_ms_p95"));
    CHECK(frames.at("cpu_ms_max") >= frames.at("cpu_ms_p99"));
    const json& input = file.at("input_to_present_ms");
    CHECK(input.at("p50").get<double>() > 0);
    CHECK(input.at("p95") >= input.at("p50"));
    CHECK(input.at("max") >= input.at("p95"));
    const json& start = file.at("startup_ms");
    CHECK(start.at("process_to_first_frame").get<double>() > 0);
    CHECK(start.at("to_attract") >= start.at("process_to_first_frame"));
    CHECK(file.at("language_switch_ms").at("pl").get<double>() > 0);
    CHECK(file.at("submit_ms").at("p50") == 4.0);
    CHECK(file.at("submit_ms").at("p99") == 4.0);  // of two, the 99th of a hundred is the first
    const json& memory = file.at("rss_mb");
    CHECK(memory.at("start").get<double>() > 1);
    CHECK(memory.at("max") >= memory.at("start"));
    CHECK(memory.at("end").get<double>() > 1);
    const json& texts = file.at("text_cache");
    CHECK(texts.at("hits").get<int>() > 0);
    CHECK(texts.at("misses").get<int>() > 0);
    CHECK(texts.at("mb").get<double>() > 0);
    CHECK(file.at("idle_cpu_pct").get<double>() > 0);
    CHECK(file.at("idle_cpu_pct").get<double>() < 100);
    const json& screens = file.at("per_screen");
    for (const char* screen : {"attract", "language", "home", "idle"}) {
        CAPTURE(screen);
        CHECK(screens.at(screen).at("cpu_ms_p95").get<double>() > 0);
        CHECK(screens.at(screen).at("nodes").get<int>() > 1);
    }
    CHECK(file.size() == 12);
}

TEST_CASE("without a file nothing is measured", "[kiosk][profile]") {
    tests::MemoryKiosk kiosk;
    kiosk::Profile profile("");
    kiosk::ScriptProfile watched(profile);
    watched.watch(kiosk.stage());
    kiosk.go_to_questions("pl");
    CHECK_FALSE(profile.on());
    CHECK(json::parse(profile.json()).at("frames").at("n") == 0);
}

TEST_CASE("an outbox that stands before another hands on what the office is told",
          "[kiosk][outbox]") {
    struct Behind final : kiosk::Outbox {
        base::Result<base::RecordId> begin_task() override { return base::RecordId{}; }
        base::Result<void> submit(kiosk::Submission, const survey::Form&) override { return {}; }
        base::Result<kiosk::KeptSignUp> keep(kiosk::SignUpSubmission) override {
            return kiosk::KeptSignUp{};
        }
        void end_task(const base::RecordId&) override {}
        base::Result<kiosk::OutboxCounts> counts() override { return kiosk::OutboxCounts{}; }
        base::Result<kiosk::SyncReport> sync(kiosk::SmallGroups) override {
            return kiosk::SyncReport{};
        }
        base::Result<void> tell_office(const sync::Heartbeat&) override {
            ++told;
            return {};
        }
        void tend() override {}
        int told = 0;
    };
    Behind behind;
    const kiosk::OutboxFaults faults;
    kiosk::FaultyOutbox faulty(behind, faults);
    CHECK(faulty.tell_office({}).ok());
    CHECK(behind.told == 1);
}
