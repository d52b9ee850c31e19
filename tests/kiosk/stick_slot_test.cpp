#include <catch2/catch.hpp>

#include "kiosk/courier_watch.h"
#include "support/temporary_folder.h"

using namespace harmony;
namespace fs = std::filesystem;

TEST_CASE("a stick that is put in is noticed once, and again after it was out", "[kiosk][stick]") {
    const tests::TemporaryFolder folder;
    const fs::path mount = folder.path() / "stick";
    kiosk::StickSlot slot(mount);
    CHECK_FALSE(slot.came());
    fs::create_directory(mount);
    CHECK(slot.came());
    CHECK_FALSE(slot.came());
    fs::remove(mount);
    CHECK_FALSE(slot.came());
    fs::create_directory(mount);
    CHECK(slot.came());
}

TEST_CASE("a stick that was in from the beginning was served by the first run", "[kiosk][stick]") {
    const tests::TemporaryFolder folder;
    kiosk::StickSlot slot(folder.path());
    CHECK_FALSE(slot.came());
}
