#include "sync/own_part.h"

#include <catch2/catch.hpp>

#include "small_office.h"
#include "sync/ack.h"

using namespace harmony;
using namespace harmony::tests;

namespace {

sync::OwnSecrets secrets() {
    return {"$argon2id$staff", "$argon2id$setup", 3, base::Bytes(16)};
}

sync::OwnPart part_with_secrets(SmallOffice& office) {
    sync::OwnPart part = office.own_part();
    part.secrets = *sync::seal_own_secrets(secrets(),
                                           office.origin(),
                                           sync::BoxKeyPair(office.kiosk.receive).public_key(),
                                           office.random);
    return part;
}

sync::Ack ack_of(const SmallOffice& office) {
    sync::Ack ack;
    ack.org = office.trust.org;
    ack.kiosk = office.kiosk.kiosk;
    ack.version = 3;
    ack.day = day(20511);
    ack.entries = {{office.kiosk.instance, sync::RecordClass::contact, 2, {}, {}},
                   {office.kiosk.instance, sync::RecordClass::survey, 9, {}, {}}};
    for (sync::AckEntry& entry : ack.entries) {
        entry.level = sync::AckLevel::opened;
    }
    return ack;
}

}  // namespace

TEST_CASE("a kiosk reads its own part and its own secrets", "[sync][own]") {
    REQUIRE(sync::start());
    SmallOffice office;
    const sync::OwnPart part = part_with_secrets(office);
    const auto checked = sync::check_own_part(
        office.own_part_file(part), office.kiosk.kiosk, office.trust, std::nullopt);
    REQUIRE(checked);
    CHECK(checked->answer == sync::FloorAnswer::newer);
    CHECK(checked->part.set_of(sync::RecordClass::survey) == office.trust.sets[0].id);
    CHECK(*sync::open_own_secrets(checked->part, office.kiosk.receive) == secrets());
}

TEST_CASE("nobody but the kiosk itself reads its secrets", "[sync][own]") {
    REQUIRE(sync::start());
    SmallOffice office;
    sync::OwnPart part = part_with_secrets(office);
    const sync::BoxSeed other = sync::BoxSeed::random(office.random);
    CHECK(sync::open_own_secrets(part, other).error().kind == base::ErrorKind::unreadable);
    part.kiosk = base::KioskId::random(office.random);
    CHECK_FALSE(sync::open_own_secrets(part, office.kiosk.receive).ok());
    part.secrets.clear();
    CHECK(sync::open_own_secrets(part, office.kiosk.receive).error().kind ==
          base::ErrorKind::absent);
}

TEST_CASE("another kiosk's part, a forged one or keys out of the trust document are refused",
          "[sync][own]") {
    REQUIRE(sync::start());
    SmallOffice office;
    const sync::OwnPart part = office.own_part();
    const auto ok = [&office](const base::Bytes& file) {
        return sync::check_own_part(file, office.kiosk.kiosk, office.trust, std::nullopt).ok();
    };
    CHECK(ok(office.own_part_file(part)));
    CHECK_FALSE(ok(*sync::sign_own_part(part, office.roots())));
    sync::OwnPart changed = part;
    changed.kiosk = base::KioskId::random(office.random);
    CHECK_FALSE(ok(office.own_part_file(changed)));
    changed = part;
    changed.seal_to[0].set = base::SetId::random(office.random);
    CHECK_FALSE(ok(office.own_part_file(changed)));
    changed = part;
    std::swap(changed.seal_to[0].set, changed.seal_to[1].set);  // the contact set for answers
    CHECK_FALSE(ok(office.own_part_file(changed)));
}

TEST_CASE("settings out of their range are never signed", "[sync][own]") {
    REQUIRE(sync::start());
    SmallOffice office;
    const auto refused = [&office](auto change) {
        sync::OwnPart part = office.own_part();
        change(part);
        return !sync::sign_own_part(part, office.publishers()).ok();
    };
    CHECK_FALSE(refused([](sync::OwnPart&) {}));
    CHECK(refused([](sync::OwnPart& part) { part.k = 9; }));
    CHECK(refused([](sync::OwnPart& part) { part.k = 51; }));
    CHECK(refused([](sync::OwnPart& part) { part.rights = 16; }));
    CHECK(refused([](sync::OwnPart& part) { part.label = std::string(65, 'a'); }));
    CHECK(refused([](sync::OwnPart& part) { part.stream = "Main"; }));
    CHECK(refused([](sync::OwnPart& part) { part.seal_to.pop_back(); }));
    CHECK(refused([](sync::OwnPart& part) { part.secrets = base::Bytes(100); }));
}

TEST_CASE("S8: an acknowledgement for this kiosk is taken, older and foreign ones are not",
          "[sync][ack]") {
    REQUIRE(sync::start());
    SmallOffice office;
    const sync::Ack ack = ack_of(office);
    const auto check = [&office](const base::Bytes& file, std::optional<sync::Floor> floor) {
        return sync::check_ack(file, office.kiosk.kiosk, office.trust, floor);
    };
    const base::Bytes file = sync::sign_ack(ack, office.publishers());
    const auto checked = check(file, std::nullopt);
    REQUIRE(checked);
    CHECK(checked->answer == sync::FloorAnswer::newer);
    CHECK(checked->ack.entries.front().cls == sync::RecordClass::survey);  // sorted by class
    CHECK(check(file, checked->floor)->answer == sync::FloorAnswer::same);
    sync::Ack older = ack;
    older.version = 2;
    CHECK(check(sync::sign_ack(older, office.publishers()), checked->floor)->answer ==
          sync::FloorAnswer::rollback);
    sync::Ack foreign = ack;
    foreign.kiosk = base::KioskId::random(office.random);
    CHECK_FALSE(check(sync::sign_ack(foreign, office.publishers()), std::nullopt).ok());
    foreign = ack;
    foreign.org = base::OrgId::random(office.random);
    CHECK_FALSE(check(sync::sign_ack(foreign, office.publishers()), std::nullopt).ok());
    CHECK_FALSE(check(sync::sign_ack(ack, office.roots()), std::nullopt).ok());
}

TEST_CASE("S1: random acknowledgements are read as they were signed", "[sync][ack]") {
    REQUIRE(sync::start());
    SmallOffice office;
    int different = 0;
    for (int round = 0; round < 300; ++round) {
        sync::Ack ack = ack_of(office);
        ack.version = office.random.next_u64();
        ack.entries.clear();
        const std::uint64_t count = office.random.below(6);
        for (std::uint64_t i = 0; i < count; ++i) {
            ack.entries.push_back({base::InstanceId::random(office.random),
                                   static_cast<sync::RecordClass>(1 + office.random.below(2)),
                                   office.random.next_u64(),
                                   base::Digest::random(office.random),
                                   static_cast<sync::AckLevel>(1 + office.random.below(3))});
        }
        const base::Bytes file = sync::sign_ack(ack, office.publishers());
        const auto read = sync::check_ack(file, ack.kiosk, office.trust, std::nullopt);
        const bool same = read && read->ack.entries.size() == count &&
                          sync::sign_ack(read->ack, office.publishers()) == file;
        different += same ? 0 : 1;
    }
    CHECK(different == 0);
}
