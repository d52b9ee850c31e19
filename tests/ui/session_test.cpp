#include <catch2/catch.hpp>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>

#include "ui/sample_page.h"

using namespace harmony;
using namespace harmony::ui;

// Sanitizers keep freed memory in quarantine and shadow it: their build proves other things.
#if !defined(__SANITIZE_ADDRESS__)
namespace {

// Two things that nothing in this program says, only a resident. They lie in read-only memory, so
// that the scan of what can be written to does not find the test itself.
constexpr char canary_latin[] = "zebra quartz vomit";
constexpr char canary_urdu[] = "پٹڑی چھت ڈگر";

struct Region {
    std::uintptr_t from;
    std::uintptr_t to;
};

std::vector<Region> writable_memory() {
    std::vector<Region> regions;
    std::ifstream maps("/proc/self/maps");
    std::string line;
    while (std::getline(maps, line)) {
        std::istringstream words(line);
        std::string range;
        std::string rights;
        words >> range >> rights;
        const bool special = line.find("[v") != std::string::npos;
        if (rights.substr(0, 2) == "rw" && !special) {
            const auto dash = range.find('-');
            regions.push_back({std::stoull(range.substr(0, dash), nullptr, 16),
                               std::stoull(range.substr(dash + 1), nullptr, 16)});
        }
    }
    return regions;
}

int copies_in_memory(const char* text) {
    const std::size_t size = std::strlen(text);
    int copies = 0;
    for (const Region& region : writable_memory()) {
        const auto* at = reinterpret_cast<const char*>(region.from);
        const auto* end = reinterpret_cast<const char*>(region.to);
        while (at < end) {
            const void* found = memmem(at, static_cast<std::size_t>(end - at), text, size);
            if (found == nullptr) {
                break;
            }
            ++copies;
            at = static_cast<const char*>(found) + size;
        }
    }
    return copies;
}

}  // namespace

TEST_CASE("the end of a session leaves nothing that was typed", "[ui][session][K3]") {
    for (const auto& [code, canary] :
         {std::pair{"en", canary_latin}, std::pair{"ur", canary_urdu}}) {
        tests::SampleKiosk kiosk(code);
        kiosk.app.page = "words";
        INFO(code);
        REQUIRE(kiosk.driver->type(canary));
        REQUIRE(kiosk.app.typed.text() == canary);
        kiosk.driver->frame();
        kiosk.app.page = "check";  // shown again as an answer
        kiosk.driver->frame();
        REQUIRE(copies_in_memory(canary) > 0);  // the scan can find it
        kiosk.app.typed.wipe();
        kiosk.app.page = "q";
        kiosk.toolkit->reset_session();
        CHECK(copies_in_memory(canary) == 0);
        kiosk.driver->frame();
        CHECK(copies_in_memory(canary) == 0);
    }
}
#endif

TEST_CASE("the end of a session zeroes the picture and forgets the page", "[ui][session][K3]") {
    tests::SampleKiosk kiosk("en");
    const std::string before = kiosk.driver->hash();
    kiosk.toolkit->reset_session();
    CHECK(kiosk.toolkit->tree().empty());
    CHECK(kiosk.driver->hash() == before);  // and the next page is drawn anew, whole
}

TEST_CASE("a session may be ended from within a page", "[ui][session][K3]") {
    tests::SampleKiosk kiosk("en");
    kiosk.app.page = "words";
    REQUIRE(kiosk.driver->type("hello"));
    bool ended = false;
    kiosk.toolkit->update([&](Frame& frame) {
        if (!ended) {
            ended = true;
            kiosk.app.typed.wipe();
            kiosk.toolkit->reset_session();
        }
        kiosk.app.draw(frame, kiosk.toolkit->keyboards());
    });
    CHECK(kiosk.driver->get("q.field")->value.empty());
    CHECK_FALSE(kiosk.toolkit->tree().shows("hello"));
}
