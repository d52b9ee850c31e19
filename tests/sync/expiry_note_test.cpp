#include "sync/expiry_note.h"

#include <catch2/catch.hpp>

#include "small_office.h"

using namespace harmony;
using namespace harmony::tests;

namespace {

sync::SignKeyPair kiosk_sign(const SmallOffice& office) {
    return sync::SignKeyPair(office.kiosk.sign);
}

}  // namespace

TEST_CASE("a note on a dropped batch is the kiosk's own word", "[sync][expiry]") {
    REQUIRE(sync::start());
    SmallOffice office;
    const sync::ExpiryNote made{office.origin(),
                                sync::RecordClass::contact,
                                7,
                                *base::Digest::from_bytes(base::Bytes(32, std::byte{5})),
                                4,
                                day(20600)};
    const base::Bytes file = sync::sign_expiry_note(made, kiosk_sign(office));
    CHECK(sync::claimed_origin(file)->kiosk == office.kiosk.kiosk);
    const auto read = sync::read_expiry_note(file, kiosk_sign(office).public_key());
    REQUIRE(read);
    CHECK(*read == made);
    CHECK(sync::read_expiry_note(file, office.publisher.public_key()).error().kind ==
          base::ErrorKind::refused);
    base::Bytes changed = file;
    for (std::size_t at = 0; at < changed.size(); ++at) {
        INFO("byte " << at);
        changed[at] ^= std::byte{1};
        CHECK_FALSE(sync::read_expiry_note(changed, kiosk_sign(office).public_key()));
        changed[at] ^= std::byte{1};
    }
}

TEST_CASE("answers never expire unsent", "[sync][expiry]") {
    REQUIRE(sync::start());
    SmallOffice office;
    const sync::ExpiryNote survey{office.origin(), sync::RecordClass::survey, 1, {}, 1, day(20600)};
    CHECK_FALSE(sync::read_expiry_note(sync::sign_expiry_note(survey, kiosk_sign(office)),
                                       kiosk_sign(office).public_key()));
}
