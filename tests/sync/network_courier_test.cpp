// The same contract for every store on the network, on the real servers.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>

#include "base/random.h"
#include "support/web_store.h"
#include "sync/names.h"
#include "sync/open_courier.h"

using namespace harmony;
using namespace harmony::tests;
using base::Delivery;
using base::ErrorKind;
using sync::ObjectName;
using Kind = WebStore::Kind;

namespace fs = std::filesystem;

namespace {

const base::OrgId org = *base::OrgId::from_hex("a0a1a2a3a4a5a6a7a8a9aaabacadaeaf");
const base::KioskId kiosk = *base::KioskId::from_hex("b0b1b2b3b4b5b6b7b8b9babbbcbdbebf");

ObjectName batch(std::uint64_t seq) {
    base::SeededRandom random(seq);
    return ObjectName::batch(kiosk, sync::RecordClass::survey, seq, base::Digest::random(random));
}

/// A courier on a real server.
struct Way {
    explicit Way(Kind kind) : Way(kind, WebStore::secrets(kind)) {}

    Way(Kind kind, const std::string& secrets)
        : store(kind),
          courier(*open_courier(*sync::parse_store_address(store.address()),
                                org,
                                {files, random, clock},
                                *sync::read_credentials(base::as_bytes(secrets)),
                                network())) {}

    static sync::NetworkOptions network() {
        sync::NetworkOptions options;
        options.proxy = "none";
        return options;
    }

    [[nodiscard]] fs::path file(const ObjectName& name) const {
        return store.folder() / "office" / sync::organisation_folder(org) / name.text();
    }

    WebStore store;
    base::SystemRandom random;
    base::RealFiles files{random};
    base::SystemClock clock;
    std::unique_ptr<sync::Courier> courier;
};

const char* name_of(Kind kind) {
    switch (kind) {
        case Kind::nginx: return "nginx";
        case Kind::apache: return "apache";
        case Kind::rclone: return "rclone";
        case Kind::chezdav: return "chezdav";
        case Kind::strict_s3: return "S3";
        case Kind::s3rver: return "s3rver";
        case Kind::radosgw: return "radosgw";
        case Kind::nginx_tls:
        case Kind::hostile: break;
    }
    return "";
}

/// Those that are on this machine.
std::vector<Kind> installed(std::vector<Kind> kinds) {
    std::erase_if(kinds, [](Kind kind) { return !WebStore::installed(kind); });
    return kinds;
}

const std::vector<Kind> every_store = installed({Kind::nginx,
                                                 Kind::apache,
                                                 Kind::rclone,
                                                 Kind::chezdav,
                                                 Kind::strict_s3,
                                                 Kind::s3rver,
                                                 Kind::radosgw});

/// Those that keep an object as the file of its name, where a test can reach it.
const std::vector<Kind> plain_stores =
    installed({Kind::nginx, Kind::apache, Kind::rclone, Kind::chezdav, Kind::strict_s3});

/// Those that ask who it is. chezdav 3.0 with a file of digests takes a PUT from anybody, and any
/// password for the rest.
const std::vector<Kind> strict_stores = installed(
    {Kind::nginx, Kind::apache, Kind::rclone, Kind::strict_s3, Kind::s3rver, Kind::radosgw});

bool is_plain(Kind kind) {
    return kind != Kind::s3rver && kind != Kind::radosgw;
}

}  // namespace

TEST_CASE("stores that are not on this machine are left out by name", "[sync][S12][servers]") {
    for (const Kind kind : {Kind::chezdav, Kind::s3rver, Kind::radosgw}) {
        if (!WebStore::installed(kind)) {
            WARN("not on this machine: " << name_of(kind));
        }
    }
    CHECK(every_store.size() >= 4);
}

TEST_CASE("an object is delivered once, lies there whole and is found again",
          "[sync][S12][servers]") {
    const Kind kind = GENERATE(from_range(every_store));
    INFO(name_of(kind));
    Way way(kind);
    const std::string letters(300'000, 'x');
    const base::ByteView bytes = base::as_bytes(letters);
    for (std::uint64_t seq = 1; seq <= 5; ++seq) {
        const auto done = way.courier->deliver(batch(seq), bytes.first(seq * 1000));
        REQUIRE(done.ok());
        CHECK(*done == Delivery::fresh);
    }
    CHECK(*way.courier->deliver(batch(3), bytes.first(3000)) == Delivery::was_there);
    CHECK(*way.courier->fetch(batch(3), 8u << 20) == base::copy_bytes(bytes.first(3000)));
    if (is_plain(kind)) {
        CHECK(fs::file_size(way.file(batch(3))) == 3000);
    }

    const auto all = way.courier->list(sync::up_folder(), "");
    REQUIRE(all.ok());
    REQUIRE(all->names.size() == 5);
    CHECK(all->ignored == 0);
    CHECK(all->names.front() == batch(1));
    const auto later =
        way.courier->list(sync::up_folder(kiosk, sync::RecordClass::survey), batch(2).text());
    REQUIRE(later.ok());
    CHECK(later->names.size() == 3);
    CHECK(later->names.front() == batch(3));
    const auto none = way.courier->list(sync::down_folder(), "");
    REQUIRE(none.ok());
    CHECK(none->names.empty());
}

TEST_CASE("a store that lacks an object says absent, and one too long is not taken",
          "[sync][S12][servers]") {
    const Kind kind = GENERATE(from_range(every_store));
    INFO(name_of(kind));
    Way way(kind);
    CHECK(way.courier->fetch(batch(9), 100).error().kind == ErrorKind::absent);
    REQUIRE(way.courier->deliver(batch(9), base::as_bytes(std::string(101, 'y'))).ok());
    CHECK(way.courier->fetch(batch(9), 100).error().kind == ErrorKind::refused);
    CHECK(way.courier->fetch(batch(9), 101)->size() == 101);
}

TEST_CASE("what a broken delivery left is replaced, and strangers' files are counted",
          "[sync][S12][servers]") {
    const Kind kind = GENERATE(from_range(plain_stores));
    INFO(name_of(kind));
    Way way(kind);
    REQUIRE(way.courier->deliver(batch(1), base::as_bytes("one")).ok());
    std::ofstream(way.file(batch(1)), std::ios::trunc) << "half of";
    const auto done = way.courier->deliver(batch(1), base::as_bytes("one"));
    REQUIRE(done.ok());
    CHECK(*done == Delivery::fresh);
    CHECK(*way.courier->fetch(batch(1), 100) == base::copy_bytes(base::as_bytes("one")));
    std::ofstream(way.file(batch(1)).parent_path() / "holiday photo.jpg") << "not ours";
    const auto listing = way.courier->list(sync::up_folder(), "");
    REQUIRE(listing.ok());
    CHECK(listing->names.size() == 1);
    CHECK(listing->ignored == 1);
}

TEST_CASE("a wrong secret is refused in words, and nothing is written", "[sync][S12][servers]") {
    const Kind kind = GENERATE(from_range(strict_stores));
    INFO(name_of(kind));
    const std::string known = WebStore::secrets(kind);
    const std::string secrets = known.substr(0, known.find('\n')) + "\nguess\n";
    Way way(kind, secrets);
    const auto done = way.courier->deliver(batch(1), base::as_bytes("one"));
    REQUIRE_FALSE(done.ok());
    CHECK(done.error().kind == ErrorKind::refused);
    CHECK(done.error().message.find("does not know") != std::string::npos);
    CHECK(done.error().message.find("guess") == std::string::npos);
    CHECK(way.courier->list(sync::up_folder(), "").error().kind == ErrorKind::refused);
    if (is_plain(kind)) {
        CHECK_FALSE(fs::exists(way.file(batch(1))));
    }
}

TEST_CASE("a folder that the store does not have is named", "[sync][S12][servers]") {
    const Kind kind = GENERATE(Kind::nginx, Kind::apache, Kind::rclone);
    INFO(name_of(kind));
    Way way(kind);
    fs::remove(way.store.folder() / "office");
    const auto listing = way.courier->list(sync::up_folder(), "");
    REQUIRE_FALSE(listing.ok());
    CHECK(listing.error().kind == ErrorKind::absent);
    CHECK(listing.error().message.find("/office") != std::string::npos);
}

TEST_CASE("a store that is not there is unreachable, in words", "[sync][S12]") {
    base::SystemRandom random;
    base::RealFiles files{random};
    const base::SystemClock clock;
    const std::string address = "http://127.0.0.1:" + std::to_string(free_port()) + "/office";
    const auto courier = *open_courier(
        *sync::parse_store_address(address), org, {files, random, clock}, {}, Way::network());
    const auto listing = courier->list(sync::up_folder(), "");
    REQUIRE_FALSE(listing.ok());
    CHECK(listing.error().kind == ErrorKind::unreachable);
    CHECK(listing.error().message == "The store 127.0.0.1 does not answer.");
}

TEST_CASE("a store that speaks no TLS is not spoken to in clear", "[sync][S12][servers]") {
    const WebStore plain(Kind::nginx);
    base::SystemRandom random;
    base::RealFiles files{random};
    const base::SystemClock clock;
    const std::string address = "https://127.0.0.1:" + std::to_string(plain.port()) + "/office";
    const auto courier = *open_courier(*sync::parse_store_address(address),
                                       org,
                                       {files, random, clock},
                                       *sync::read_credentials(base::as_bytes("kiosk\na password")),
                                       Way::network());
    CHECK(courier->list(sync::up_folder(), "").error().kind == ErrorKind::unreachable);
}

TEST_CASE("a store must prove who it is, and there is no way around it", "[sync][S12][servers]") {
    const WebStore store(Kind::nginx_tls);
    base::SystemRandom random;
    base::RealFiles files{random};
    const base::SystemClock clock;
    const auto listed = [&](const sync::NetworkOptions& options) {
        const auto courier =
            *open_courier(*sync::parse_store_address(store.address()),
                          org,
                          {files, random, clock},
                          *sync::read_credentials(base::as_bytes("kiosk\na password")),
                          options);
        const auto listing = courier->list(sync::up_folder(), "");
        return listing ? std::string("listed") : listing.error().message;
    };
    sync::NetworkOptions options = Way::network();
    CHECK(listed(options).find("cannot prove it") != std::string::npos);
    options.ca_file = store.certificate();
    CHECK(listed(options) == "listed");
    // A key that the settings pin: the right one by OpenSSL's own program, then another.
    const std::string command =
        "openssl x509 -in " + store.certificate().string() +
        " -pubkey -noout | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | "
        "openssl base64 -A > " +
        (store.folder() / "pin").string();
    REQUIRE(std::system(command.c_str()) == 0);
    std::ifstream(store.folder() / "pin") >> options.pin_sha256;
    CHECK(listed(options) == "listed");
    options.pin_sha256 = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    CHECK(listed(options).find("shows another key") != std::string::npos);
    options = Way::network();
    options.ca_file = store.folder() / "there is no such file";
    CHECK(listed(options).find("ca_file") != std::string::npos);
}

TEST_CASE("a proxy that wants a password says so", "[sync][S12][servers]") {
    const WebStore proxy(Kind::hostile);
    base::SystemRandom random;
    base::RealFiles files{random};
    const base::SystemClock clock;
    sync::NetworkOptions options;
    options.proxy = "http://127.0.0.1:" + std::to_string(proxy.port());
    const auto courier =
        *open_courier(*sync::parse_store_address("https://store.example.org/office"),
                      org,
                      {files, random, clock},
                      {},
                      options);
    const auto listing = courier->list(sync::up_folder(), "");
    REQUIRE_FALSE(listing.ok());
    CHECK(listing.error().kind == ErrorKind::unreachable);
    CHECK(listing.error().message == "The network's proxy wants a password.");
}
