#include "sync/object_name.h"

#include <catch2/catch.hpp>

#include "base/random.h"

using namespace harmony;
using sync::ObjectKind;
using sync::ObjectName;

namespace {

const std::string kiosk = "b0b1b2b3b4b5b6b7b8b9babbbcbdbebf";
const std::string number_hash = "000000000012-2ff828926a1c086f";
const std::string long_hash = "2ff828926a1c086f4379fcef7f76093304d14f9830c69d13b1aaacad2f7d7261";

}  // namespace

TEST_CASE("every kind of name is read and says what it names", "[sync][name]") {
    const auto kind = [](const std::string& text) {
        const auto name = ObjectName::parse(text);
        REQUIRE(name);
        CHECK(name->text() == text);
        return name->kind();
    };
    CHECK(kind("up/" + kiosk + "/survey/" + number_hash + ".hkb") == ObjectKind::survey_batch);
    CHECK(kind("up/" + kiosk + "/contact/" + number_hash + ".hkb") == ObjectKind::contact_batch);
    CHECK(kind("up/" + kiosk + "/contact/" + number_hash + ".hkx") == ObjectKind::expiry_note);
    CHECK(kind("up/" + kiosk + "/health/" + number_hash + ".hkh") == ObjectKind::heartbeat);
    CHECK(kind("up/" + kiosk + "/enrol-2ff828926a1c086f.hke") == ObjectKind::enrolment_request);
    CHECK(kind("down/all/trust-" + number_hash + ".hkt") == ObjectKind::trust);
    CHECK(kind("down/all/pack-town-centre-" + number_hash + ".hkp") == ObjectKind::pack);
    CHECK(kind("down/all/f/" + long_hash) == ObjectKind::pack_content);
    CHECK(kind("down/" + kiosk + "/own-" + number_hash + ".hko") == ObjectKind::own_part);
    CHECK(kind("down/" + kiosk + "/ack-" + number_hash + ".hka") == ObjectKind::ack);
    CHECK(kind("down/" + kiosk + "/roster-" + number_hash + ".hkr") == ObjectKind::roster);
    CHECK(kind("down/" + kiosk + "/token-" + number_hash + ".hku") == ObjectKind::token);
    CHECK(kind("down/" + kiosk + "/welcome-2ff828926a1c086f.hkw") == ObjectKind::welcome);
}

TEST_CASE("the parts of a name are given back", "[sync][name]") {
    const auto pack = ObjectName::parse("down/all/pack-town-centre-" + number_hash + ".hkp");
    REQUIRE(pack);
    CHECK(pack->stream() == "town-centre");
    CHECK(pack->number() == 12);
    CHECK(pack->hash() == "2ff828926a1c086f");
    CHECK_FALSE(pack->kiosk().has_value());
    const auto batch = ObjectName::parse("up/" + kiosk + "/survey/" + number_hash + ".hkb");
    REQUIRE(batch);
    CHECK(batch->kiosk()->hex() == kiosk);
    CHECK(batch->cap() == 8U << 20U);
    CHECK(ObjectName::parse("down/all/f/" + long_hash)->cap() == 64U << 20U);
}

TEST_CASE("whatever is not exactly one of the patterns is no name", "[sync][name]") {
    for (const std::string& bad : std::vector<std::string>{
             "",
             "/",
             "up",
             "up/" + kiosk,
             "up/" + kiosk + "/survey",
             "up/" + kiosk + "/survey/",
             "/up/" + kiosk + "/survey/" + number_hash + ".hkb",
             "up//survey/" + number_hash + ".hkb",
             "up/../survey/" + number_hash + ".hkb",
             "up/" + kiosk + "/survey/../" + number_hash + ".hkb",
             "up/" + kiosk + "/survey/" + number_hash + ".hkx",
             "up/" + kiosk + "/survey/" + number_hash + ".HKB",
             "up/" + kiosk + "/survey/" + number_hash + ".hkb.part",
             "up/" + kiosk + "/survey/.part-" + number_hash + ".hkb",
             "up/" + kiosk + "/survey/12-2ff828926a1c086f.hkb",
             "up/" + kiosk + "/survey/000000000012-2FF828926A1C086F.hkb",
             "up/" + kiosk + "/survey/00000000001a-2ff828926a1c086f.hkb",
             "up/" + kiosk + "/other/" + number_hash + ".hkb",
             "up/" + kiosk.substr(1) + "/survey/" + number_hash + ".hkb",
             "up/all/survey/" + number_hash + ".hkb",
             "down/all/own-" + number_hash + ".hko",
             "down/" + kiosk + "/trust-" + number_hash + ".hkt",
             "down/all/pack-" + number_hash + ".hkp",
             "down/all/pack-Main-" + number_hash + ".hkp",
             "down/all/pack-a/b-" + number_hash + ".hkp",
             "down/all/f/" + long_hash.substr(1),
             "down/all/f/x" + long_hash.substr(1),
             "down/all/pack-" + std::string(33, 'a') + "-" + number_hash + ".hkp",
             "down/all/pack-" + std::string(200, 'a') + "-" + number_hash + ".hkp"}) {
        CAPTURE(bad);
        CHECK_FALSE(ObjectName::parse(bad).has_value());
    }
    std::string with_zero = "up/" + kiosk + "/survey/" + number_hash + ".hkb";
    with_zero += '\0';
    CHECK_FALSE(ObjectName::parse(with_zero).has_value());
}

TEST_CASE("no changed letter of a name makes a name with other meaning pass unseen",
          "[sync][name]") {
    const std::string good = "up/" + kiosk + "/survey/" + number_hash + ".hkb";
    int surprising = 0;
    for (std::size_t at = 0; at < good.size(); ++at) {
        for (int letter = 0; letter < 256; ++letter) {
            std::string changed = good;
            changed[at] = static_cast<char>(letter);
            const auto name = ObjectName::parse(changed);
            const bool lawful =
                !name || (name->text() == changed && name->kind() == ObjectKind::survey_batch);
            surprising += lawful ? 0 : 1;
        }
    }
    CHECK(surprising == 0);
}

TEST_CASE("names sort by age", "[sync][name]") {
    base::SeededRandom random(1);
    const base::KioskId id = base::KioskId::random(random);
    const auto at = [&](std::uint64_t version) {
        return ObjectName::ack(id, version, base::Digest::random(random));
    };
    CHECK(at(9) < at(10));
    CHECK(at(99'999) < at(100'000));
    CHECK_THROWS_AS(at(1'000'000'000'000), base::BrokenPromise);
}
