#include <catch2/catch.hpp>

#include "db/journal_fixture.h"
#include "db/office_fixture.h"
#include "db/store_place.h"

namespace harmony::tests {
namespace {

using base::Bytes;
using db::Inserted;
using db::OfficeStore;

struct Shelf {
    StorePlace place;
    std::unique_ptr<OfficeStore> store;

    Shelf() { reopen(); }

    void reopen() {
        store.reset();
        store = place.open();
    }
};

Bytes bytes(int value) {
    return Bytes(5, static_cast<std::byte>(value));
}

TEST_CASE("A version number is never given twice", "[db][office][shelf]") {
    Shelf shelf;
    CHECK(*shelf.store->issue_version("ack:1") == 1);
    CHECK(*shelf.store->issue_version("ack:1") == 2);
    CHECK(*shelf.store->issue_version("ack:2") == 1);
    shelf.reopen();
    CHECK(*shelf.store->issue_version("ack:1") == 3);
}

TEST_CASE("What was published keeps its bytes", "[db][office][shelf]") {
    Shelf shelf;
    const db::Published one{"pack:main", 1, cheap_digest(bytes(1)), bytes(1)};
    const db::Published two{"pack:main", 2, cheap_digest(bytes(2)), bytes(2)};
    REQUIRE(shelf.store->keep_published(two).ok());
    REQUIRE(shelf.store->keep_published(one).ok());
    CHECK(shelf.store->keep_published(one).ok());
    db::Published changed = one;
    changed.digest = cheap_digest(bytes(3));
    CHECK_FALSE(shelf.store->keep_published(changed).ok());
    shelf.reopen();
    CHECK(shelf.store->newest_published("pack:main")->bytes == bytes(2));
    CHECK_FALSE(shelf.store->newest_published("pack:other"));
}

TEST_CASE("A form is kept for ever", "[db][office][shelf]") {
    Shelf shelf;
    const base::FormName name;
    REQUIRE(shelf.store->keep_form(name, bytes(1)).ok());
    CHECK(shelf.store->keep_form(name, bytes(1)).ok());
    CHECK_FALSE(shelf.store->keep_form(name, bytes(2)).ok());
    shelf.reopen();
    CHECK(shelf.store->form(name) == bytes(1));
    CHECK(shelf.store->forms() == std::vector<base::FormName>{name});
}

TEST_CASE("A file that was set aside keeps its bytes and takes the newest reason",
          "[db][office][shelf]") {
    Shelf shelf;
    db::Quarantined file;
    file.digest = cheap_digest(bytes(1));
    file.name = "up/aa/survey/000000000001-bb.hkb";
    file.reason = "gap";
    file.day = day(20'500);
    file.stream = db::StreamKey{kiosk_id(4), instance_one, 1};
    file.seq = 1;
    file.bytes = bytes(1);
    CHECK(*shelf.store->quarantine(file) == Inserted::fresh);
    file.reason = "revoked";
    CHECK(*shelf.store->quarantine(file) == Inserted::was_there);
    shelf.reopen();

    const auto files = shelf.store->quarantined();

    REQUIRE(files.size() == 1);
    CHECK(files[0].reason == "revoked");
    CHECK(files[0].stream == file.stream);
    CHECK(files[0].bytes.empty());
    CHECK(shelf.store->quarantined_bytes(file.digest) == bytes(1));
    REQUIRE(shelf.store->dismiss(file.digest).ok());
    CHECK(shelf.store->quarantined().empty());
}

TEST_CASE("Named values can be set and taken away", "[db][office][shelf]") {
    Shelf shelf;
    CHECK_FALSE(shelf.store->value("registry"));
    REQUIRE(shelf.store->set_value("registry", bytes(1)).ok());
    REQUIRE(shelf.store->set_value("registry", bytes(2)).ok());
    CHECK(shelf.store->value("registry") == bytes(2));
    REQUIRE(shelf.store->set_value("registry", {}).ok());
    CHECK_FALSE(shelf.store->value("registry"));
}

}  // namespace
}  // namespace harmony::tests
