// An officer's week over a store on the network: real nginx with a password, a bucket that checks
// signatures.
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "support/web_store.h"
#include "sync/open_courier.h"
#include "town.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;
using Kind = WebStore::Kind;

namespace {

/// A town that keeps its store's password.
struct NetworkTown : Town {
    explicit NetworkTown(Kind kind) : store(kind) {
        clock.set(now.now());
        make_office();
        write("secret", WebStore::secrets(kind));
        REQUIRE(run({"courier", "secret", store.address(), "--secret-file", text_path("secret")}) ==
                0);
    }

    /// What a kiosk would use.
    std::unique_ptr<sync::Courier> courier_of(Kind kind) {
        sync::NetworkOptions options;
        options.proxy = "none";
        return *sync::open_courier(*sync::parse_store_address(store.address()),
                                   office()->settings().org,
                                   {files, random, now},
                                   *sync::read_credentials(base::as_bytes(WebStore::secrets(kind))),
                                   options);
    }

    int publish_there() {
        return run({"publish",
                    "--survey",
                    text_path("shops"),
                    "--content",
                    text_path("content.json"),
                    "--phrases",
                    text_path("phrases"),
                    "--to",
                    store.address()});
    }

    WebStore store;
    base::SystemClock now;  ///< S3 refuses requests that are signed on another day
};

}  // namespace

TEST_CASE("an office publishes to a store on the network, and takes in what kiosks left there",
          "[admin][network][servers]") {
    const Kind kind = GENERATE(Kind::nginx, Kind::strict_s3);
    NetworkTown town(kind);
    REQUIRE(town.publish() == 0);
    REQUIRE(town.publish_there() == 0);
    FakeKiosk kiosk = town.enrol("Library 1");
    const auto way = town.courier_of(kind);
    kiosk.send(*way, town.answers(12, 1), town.clock.today());
    const int exit = town.run({"sync", "--from", town.store.address(), "--json"});
    INFO(town.terminal.complaints);
    REQUIRE(exit == 0);
    CHECK(json::parse(town.terminal.printed)["responses"] == 12);
    // The kiosk is told, where it fetches.
    const auto down = way->list(sync::down_folder(kiosk.id()), "");
    REQUIRE(down.ok());
    CHECK(std::any_of(down->names.begin(), down->names.end(), [](const sync::ObjectName& name) {
        return name.kind() == sync::ObjectKind::ack;
    }));
}

TEST_CASE("a place is tried step by step, and its password is nowhere to be read",
          "[admin][network][servers]") {
    NetworkTown town(Kind::nginx);
    town.terminal.printed.clear();
    CHECK(town.run({"courier", "probe", town.store.address()}) == 0);
    CHECK(town.terminal.printed.find("written") != std::string::npos);
    CHECK(town.terminal.printed.find("does not") == std::string::npos);
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(town.office()->folder().root())) {
        if (entry.is_regular_file()) {
            std::ifstream in(entry.path(), std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(in), {}};
            CHECK(bytes.find("a password") == std::string::npos);
        }
    }
    // With a wrong one each step says why.
    town.write("secret", "kiosk\nguess\n");
    REQUIRE(town.run({"courier",
                      "secret",
                      town.store.address(),
                      "--secret-file",
                      town.text_path("secret")}) == 0);
    town.terminal.printed.clear();
    CHECK(town.run({"courier", "probe", town.store.address()}) == 1);
    CHECK(town.terminal.printed.find("does not know this name and password") != std::string::npos);
}
