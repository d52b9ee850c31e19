#include "admin/erasure.h"

#include <catch2/catch.hpp>

#include "sync/receipt.h"
#include "town.h"

using namespace harmony;
using namespace harmony::tests;

namespace {

constexpr const char* receipt = "4829 1736 5191";

/// A town whose kiosk sent twelve answers, one of them under a receipt.
struct Withdrawing : Town {
    Withdrawing() : kiosk(setup(*this)), stick(courier()) {}

    static FakeKiosk setup(Town& town) {
        town.make_office();
        base::promise(town.publish() == 0, town.terminal.complaints.c_str());
        return town.enrol("Library 1");
    }

    base::Bytes under_receipt() {
        const auto salt = office()->store().value("deployment_salt");
        base::promise(salt.has_value(), "a salt");
        return answer(3, *sync::receipt_key("482917365191", *salt));
    }

    void send_twelve() {
        std::vector<base::Bytes> bodies = answers(11, 1);
        bodies.insert(bodies.begin() + 4, under_receipt());
        kiosk.send(stick, bodies, clock.today());
    }

    /// The ciphertext of the record with this id, wherever it stands in the batch of the store.
    base::Bytes sealed(const base::RecordId& record) {
        const auto found = admin::find_record(office()->store(), record);
        base::promise(found.size() == 1, "one record of that id");
        const auto stored = office()->store().batch(found[0].stream, found[0].seq);
        const sync::Batch batch = *sync::read_batch(stored->bytes);
        for (const sync::BatchRecord& each : batch.records()) {
            if (each.record == record) {
                return base::copy_bytes(each.sealed);
            }
        }
        return {};
    }

    /// Files of the office in which these bytes stand.
    std::vector<std::string> files_with(base::ByteView bytes) {
        std::vector<std::string> found;
        for (const auto& [name, content] : snapshot(path("office"))) {
            if (content.find(std::string(base::as_text(bytes))) != std::string::npos) {
                found.push_back(name);
            }
        }
        return found;
    }

    FakeKiosk kiosk;
    sync::FolderCourier stick;
};

base::RecordId record_in(const std::string& printed) {
    const std::size_t at = printed.find("record ");
    base::promise(at != std::string::npos, printed.c_str());
    return *base::RecordId::from_hex(printed.substr(at + 7, 32));
}

}  // namespace

TEST_CASE("an answer is withdrawn by its receipt and nothing of it is left", "[admin][erasure]") {
    Withdrawing town;
    town.send_twelve();
    REQUIRE(town.sync() == 0);
    REQUIRE(town.stored() == 12);
    town.terminal.answers = {"no"};
    CHECK(town.run({"erase", "--receipt", receipt}) == 1);
    const base::RecordId record = record_in(town.terminal.printed);
    CHECK(town.stored() == 12);  // nobody said yes
    const base::Bytes sealed = town.sealed(record);
    REQUIRE_FALSE(town.files_with(base::ByteView(sealed).first(32)).empty());  // it can be found

    REQUIRE(town.run({"erase", "--receipt", receipt, "--yes"}) == 0);
    CHECK(town.stored() == 11);
    for (std::size_t at = 0; at + 32 <= sealed.size(); at += 32) {
        CHECK(town.files_with(base::ByteView(sealed).subspan(at, 32)).empty());
    }
    CHECK(town.run({"audit"}) == 0);
    CHECK(town.run({"erase", "--list"}) == 0);
    CHECK(town.terminal.printed.find(record.hex()) != std::string::npos);
    CHECK(town.run({"erase", "--receipt", receipt, "--yes"}) == 1);  // there is nothing any more
}

TEST_CASE("an old stick cannot bring back what was erased", "[admin][erasure]") {
    Withdrawing town;
    town.send_twelve();
    REQUIRE(town.sync() == 0);
    REQUIRE(town.run({"erase", "--receipt", receipt, "--yes"}) == 0);
    REQUIRE(town.sync() == 0);  // the stick still holds the batch as the kiosk sent it
    CHECK(town.stored() == 11);
    town.kiosk.send(town.stick, town.answers(10, 2), town.clock.today());
    REQUIRE(town.sync() == 0);  // and the stream goes on
    CHECK(town.stored() == 21);
    REQUIRE(town.run({"rebuild"}) == 0);
    CHECK(town.stored() == 21);
    CHECK(town.run({"audit"}) == 0);
}

TEST_CASE("two answers of one batch are erased one after the other", "[admin][erasure]") {
    Withdrawing town;
    town.send_twelve();
    REQUIRE(town.sync() == 0);
    const auto batch = town.office()->store().batches().at(0);
    const auto stored = town.office()->store().batch(batch.stream, batch.seq);
    for (const std::size_t at : {std::size_t{1}, std::size_t{7}}) {
        const std::string id = stored->records[at].rid.hex();
        REQUIRE(town.run({"erase", "--record", id, "--yes"}) == 0);
    }
    CHECK(town.stored() == 10);
    CHECK(town.run({"audit"}) == 0);
    const auto office = town.office();
    const auto all = admin::erasures(*office);
    REQUIRE(all);
    REQUIRE(all->size() == 1);
    CHECK(all->front().records.size() == 2);
}

TEST_CASE("what no kiosk gave is not erased and says so", "[admin][erasure]") {
    Withdrawing town;
    CHECK(town.run({"erase", "--receipt", "1111 1111 1111", "--yes"}) == 1);
    CHECK(town.terminal.complaints.find("Nothing was changed") != std::string::npos);
    CHECK(town.run({"erase", "--receipt", "12", "--yes"}) == 1);
    CHECK(town.run({"erase", "--record", "xyz", "--yes"}) == 1);
    CHECK(town.run({"erase"}) == 2);
}

TEST_CASE("an audit names a blanked record that no note speaks of", "[admin][erasure][S14]") {
    Withdrawing town;
    town.send_twelve();
    REQUIRE(town.sync() == 0);
    REQUIRE(town.run({"erase", "--receipt", receipt, "--yes"}) == 0);
    town.spoil_store("DELETE FROM redaction");
    CHECK(town.run({"audit"}) == 1);
    CHECK(town.terminal.printed.find("its bytes were changed") != std::string::npos);
}

TEST_CASE("a restored office does not bring back what was erased before the backup",
          "[admin][erasure]") {
    Withdrawing town;
    town.send_twelve();
    REQUIRE(town.sync() == 0);
    REQUIRE(town.run({"erase", "--receipt", receipt, "--yes"}) == 0);
    std::filesystem::create_directories(town.path("backup"));
    const int drilled = town.run({"drill", "--to", town.text_path("backup")});
    INFO(town.terminal.printed + town.terminal.complaints);
    REQUIRE(drilled == 0);
    CHECK(town.stored() == 11);
}
