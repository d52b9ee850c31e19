// A store may delay and withhold. It must not make a kiosk believe that something lies there which
// does not, nor fill its memory, nor lead it out of its folder.
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "base/random.h"
#include "support/web_store.h"
#include "sync/names.h"
#include "sync/open_courier.h"

using namespace harmony;
using namespace harmony::tests;
using base::ErrorKind;
using sync::ObjectName;

namespace fs = std::filesystem;

namespace {

const base::OrgId org = *base::OrgId::from_hex("a0a1a2a3a4a5a6a7a8a9aaabacadaeaf");
const base::KioskId kiosk = *base::KioskId::from_hex("b0b1b2b3b4b5b6b7b8b9babbbcbdbebf");

ObjectName batch() {
    base::SeededRandom random(4);
    return ObjectName::batch(kiosk, sync::RecordClass::survey, 1, base::Digest::random(random));
}

/// 300 kB that no server could guess.
base::Bytes sealed() {
    base::SeededRandom random(5);
    base::Bytes bytes(300'000);
    random.fill(bytes);
    return bytes;
}

base::Bytes on_disk(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    return base::copy_bytes(base::as_bytes(text));
}

/// The files of one behaviour of the store.
fs::path files_of(const WebStore& store, const std::string& behaviour) {
    return store.folder() / behaviour / "office" / sync::organisation_folder(org);
}

struct Way {
    base::SystemRandom random;
    base::RealFiles files{random};
    base::SystemClock clock;

    std::unique_ptr<sync::Courier> to(const WebStore& store, const std::string& behaviour) {
        sync::NetworkOptions options;
        options.proxy = "none";
        options.connect = std::chrono::seconds{2};
        options.whole = std::chrono::seconds{2};
        options.slow_for = std::chrono::seconds{1};
        const std::string address =
            "http://127.0.0.1:" + std::to_string(store.port()) + "/" + behaviour + "/office";
        return *open_courier(
            *sync::parse_store_address(address), org, {files, random, clock}, {}, options);
    }
};

/// What the harness holds against a courier: it says delivered, and the bytes are not there.
bool deceived(sync::Courier& courier, const WebStore& store, const std::string& behaviour) {
    const base::Bytes bytes = sealed();
    const auto done = courier.deliver(batch(), bytes);
    return done.ok() && !base::equal(on_disk(files_of(store, behaviour) / batch().text()), bytes);
}

/// Believes every answer: what the harness must find.
class Credulous final : public sync::Courier {
public:
    Credulous(std::string base, const sync::NetworkOptions& options)
        : base_(std::move(base)), client_(sync::make_http_client(options, {})) {}

    base::Result<sync::Listing> list(std::string_view, std::string_view) override {
        return sync::Listing{};
    }
    base::Result<base::Bytes> fetch(const ObjectName&, std::size_t) override {
        return base::Error{ErrorKind::absent, "not asked"};
    }
    base::Result<base::Delivery> deliver(const ObjectName& name, base::ByteView bytes) override {
        const auto answer =
            client_->send({.method = "PUT",
                           .url = base_ + "/" + sync::organisation_folder(org) + "/" + name.text(),
                           .body = bytes});
        return answer && answer->done() ? base::Result<base::Delivery>(base::Delivery::fresh)
                                        : base::Error{ErrorKind::unreachable, "no"};
    }
    std::string_view noun() const override { return "the store"; }

private:
    std::string base_;
    std::unique_ptr<sync::HttpClient> client_;
};

const std::vector<std::string> lies_about_writing{
    "stores_nothing", "stores_empty", "stores_half",     "stores_other", "stores_more",
    "put_is_portal",  "move_says_so", "move_says_there", "move_half",    "get_is_portal",
    "get_breaks",     "get_endless",  "get_garbled",     "breaks_at_10", "breaks_at_20",
    "breaks_at_30",   "breaks_at_40", "breaks_at_50",    "breaks_at_60", "breaks_at_70",
    "breaks_at_80",   "breaks_at_90"};

const std::vector<std::string> fails_always{
    "status_400",      "status_401",      "status_403", "status_404", "status_409", "status_413",
    "status_429",      "status_500",      "status_502", "status_507", "status_511", "busy",
    "moved_away",      "moved_here",      "hangs_up",   "no_http",    "trickles",   "silent",
    "endless_headers", "negative_length", "huge_length"};

const std::vector<std::string> lies_about_listing{
    "list_no_xml", "list_portal", "list_entities", "list_deep", "list_many", "list_endless"};

}  // namespace

TEST_CASE("no store can make a courier believe that something was delivered",
          "[sync][S12][servers]") {
    const WebStore store(WebStore::Kind::hostile);
    Way way;
    std::vector<std::string> behaviours = lies_about_writing;
    behaviours.insert(behaviours.end(), fails_always.begin(), fails_always.end());
    for (const std::string& behaviour : behaviours) {
        INFO(behaviour);
        const auto courier = way.to(store, behaviour);
        const base::Bytes bytes = sealed();
        const auto done = courier->deliver(batch(), bytes);
        REQUIRE_FALSE(done.ok());
        CHECK(done.error().message.ends_with("."));
        CHECK(done.error().kind != ErrorKind::absent);
    }
    // A store that cannot MOVE is served in another way, and one that sends what was not asked for
    // is believed only where its bytes are right.
    for (const std::string behaviour : {"honest", "move_refused"}) {
        INFO(behaviour);
        const auto courier = way.to(store, behaviour);
        CHECK(courier->deliver(batch(), sealed()).ok());
        CHECK(on_disk(files_of(store, behaviour) / batch().text()) == sealed());
    }
}

TEST_CASE("a courier that believed a store would be found out by this harness",
          "[sync][S12][servers]") {
    const WebStore store(WebStore::Kind::hostile);
    sync::NetworkOptions options;
    options.proxy = "none";
    std::size_t found = 0;
    for (const std::string behaviour :
         {"stores_nothing", "stores_half", "stores_other", "honest"}) {
        Credulous courier(
            "http://127.0.0.1:" + std::to_string(store.port()) + "/" + behaviour + "/office",
            options);
        found += deceived(courier, store, behaviour) ? 1 : 0;
    }
    CHECK(found == 3);
    Way way;
    for (const std::string behaviour :
         {"stores_nothing", "stores_half", "stores_other", "honest"}) {
        const auto courier = way.to(store, behaviour);
        CHECK_FALSE(deceived(*courier, store, behaviour));
    }
}

TEST_CASE("no listing leads a courier out of its folder or fills its memory",
          "[sync][S12][servers]") {
    const WebStore store(WebStore::Kind::hostile);
    Way way;
    for (const std::string& behaviour : lies_about_listing) {
        INFO(behaviour);
        const auto listing = way.to(store, behaviour)->list(sync::up_folder(), "");
        REQUIRE_FALSE(listing.ok());
    }
    for (const std::string behaviour : {"list_climbs", "list_loops"}) {
        INFO(behaviour);
        const auto listing = way.to(store, behaviour)->list(sync::up_folder(), "");
        REQUIRE(listing.ok());
        CHECK(listing->names.empty());
    }
}

TEST_CASE("a store that is busy says how long, and its word reaches the courier",
          "[sync][S12][servers]") {
    const WebStore store(WebStore::Kind::hostile);
    Way way;
    const auto courier = way.to(store, "busy");
    CHECK(courier->list(sync::up_folder(), "").error().kind == ErrorKind::unreachable);
    CHECK(courier->remarks().retry_after == std::chrono::seconds{600});
}

TEST_CASE("what was delivered before is asked for, not carried again", "[sync][S12][servers]") {
    const WebStore store(WebStore::Kind::hostile);
    Way way;
    const auto courier = way.to(store, "honest");
    CHECK(*courier->holds(batch(), 300'000) == false);
    REQUIRE(courier->deliver(batch(), sealed()).ok());
    CHECK(*courier->holds(batch(), 300'000) == true);
    CHECK(*courier->holds(batch(), 299'999) == false);
    CHECK(way.to(store, "status_500")->holds(batch(), 1).error().kind == ErrorKind::unreachable);
}

TEST_CASE("a line that breaks every 40 kB brings the whole object", "[sync][S12][servers]") {
    const WebStore store(WebStore::Kind::hostile);
    Way way;
    for (const char* behaviour :
         {"cuts_often", "cuts_ignores_range", "cuts_wrong_part", "cuts_dead"}) {
        const fs::path there = files_of(store, behaviour) / batch().text();
        fs::create_directories(there.parent_path());
        const base::Bytes bytes = sealed();
        std::ofstream(there, std::ios::binary) << std::string(base::as_text(bytes));
    }
    const auto whole = way.to(store, "cuts_often")->fetch(batch(), batch().cap());
    REQUIRE(whole.ok());
    CHECK(base::equal(*whole, sealed()));
    CHECK(way.to(store, "cuts_often")->fetch(batch(), 299'999).error().kind == ErrorKind::refused);
    for (const char* behaviour : {"cuts_ignores_range", "cuts_dead"}) {
        INFO(behaviour);  // ends, with a sentence
        CHECK(way.to(store, behaviour)->fetch(batch(), batch().cap()).error().kind ==
              ErrorKind::unreachable);
    }
    CHECK(way.to(store, "cuts_wrong_part")->fetch(batch(), batch().cap()).error().kind ==
          ErrorKind::unreadable);
}
