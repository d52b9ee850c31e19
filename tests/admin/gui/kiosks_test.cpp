// Kiosks in the window: how each is, and how a machine becomes one.
#include <catch2/catch.hpp>

#include "admin/gui/models/kiosk_orders.h"
#include "sync/fingerprint.h"
#include "event_town.h"

using namespace harmony;
using namespace harmony::tests;
using namespace harmony::admin::gui;
using nlohmann::json;

namespace {

KiosksModel read(Town& town) {
    TownReader reader(town);
    auto model = read_kiosks(*reader);
    REQUIRE(model.ok());
    return std::move(*model);
}

std::string digits_of(const FakeKiosk& kiosk) {
    return *sync::fingerprint(sync::read_enrolment_request(kiosk.request())->digest);
}

/// A machine whose request lies on the town's stick.
FakeKiosk asking(Town& town) {
    FakeKiosk kiosk(town.random);
    sync::FolderCourier stick = town.courier();
    const base::Bytes request = kiosk.request();
    const auto name = sync::ObjectName::enrolment_request(
        kiosk.id(), sync::read_enrolment_request(request)->digest);
    REQUIRE(stick.deliver(name, request).ok());
    return kiosk;
}

std::string stick_of(const Town& town) {
    return "folder:" + town.text_path("stick");
}

}  // namespace

TEST_CASE("the window shows of each kiosk what the command line lists", "[admin][gui][kiosks]") {
    CaseTown town;
    town.sign_up(1, events::Outcome::confirmed, 1, "Ayesha Example", "");
    town.bring();
    const KiosksModel model = read(town);
    const json listed = town.read_json({"kiosk", "list", "--json"})["kiosks"];
    REQUIRE(model.kiosks.size() == listed.size());
    REQUIRE(model.kiosks.size() == 1);
    const KioskCard& kiosk = model.kiosks[0];
    CHECK(kiosk.id == listed[0]["kiosk"].get<std::string>());
    CHECK(kiosk.label == listed[0]["label"].get<std::string>());
    CHECK(kiosk.state == listed[0]["state"].get<std::string>());
    CHECK(kiosk.batches == listed[0]["batches"].get<std::uint64_t>());
    CHECK(kiosk.batches == 1);
    CHECK(kiosk.heard == town.clock.today());
    CHECK(kiosk.faults.empty());
    CHECK(kiosk.gaps.empty());
    CHECK(model.aside.empty());
    // Three days of silence are worth a sentence, in plain words and without the label.
    town.passes(3);
    const KiosksModel later = read(town);
    REQUIRE(later.kiosks[0].faults.size() == 1);
    CHECK(later.kiosks[0].faults[0] == "Nothing heard for 3 days.");
}

TEST_CASE("a package that has not come is named until an officer waits no longer",
          "[admin][gui][kiosks]") {
    CaseTown town;
    town.sign_up(1, events::Outcome::confirmed, 1, "Ayesha Example", "");
    town.send();
    std::filesystem::remove_all(town.objects() / "up");
    town.sign_up(2, events::Outcome::confirmed, 1, "Jan Example", "", 100'000'006);
    town.bring();
    const KiosksModel model = read(town);
    REQUIRE(model.kiosks[0].gaps.size() == 1);
    CHECK(model.kiosks[0].gaps[0] ==
          "Package 1 of sign-ups and reports has not come. 1 later one waits for it.");
    REQUIRE(model.aside.size() == 1);
    CHECK(model.aside[0].kiosk == "A");
    CHECK(model.aside[0].why != "gap");
    CHECK(model.kiosks[0].aside == 1);
    CHECK(town.run(gap_order(model.kiosks[0], {"its disk broke"}).words) == 0);
    REQUIRE(town.sync() == 0);
    CHECK(read(town).kiosks[0].gaps.empty());
}

TEST_CASE("a machine that asks shows its digits, and is enrolled by them alone",
          "[admin][gui][kiosks][enrol]") {
    Town town;
    town.make_office();
    FakeKiosk kiosk = asking(town);
    std::vector<AskingMachine> machines;
    {
        TownReader reader(town);
        auto found = read_asking(*reader, stick_of(town));
        REQUIRE(found.ok());
        machines = *found;
        CHECK_FALSE(read_asking(*reader, "folder:" + town.text_path("nowhere")).ok());
    }
    REQUIRE(machines.size() == 1);
    CHECK(machines[0].digits == digits_of(kiosk));
    AskingMachine other = machines[0];
    other.digits = "1111 2222 3333";
    const std::vector<std::string> answers{
        "Library 1", "Central Library", stick_of(town), "When its answers lie in a backup"};
    CHECK(town.run(enrol_order(other, "", answers).words) == 1);
    CHECK(town.office()->registry().kiosks.empty());
    REQUIRE(town.run(enrol_order(machines[0], "", answers).words) == 0);
    CHECK(town.terminal.printed.find("Staff PIN ") != std::string::npos);
    sync::FolderCourier stick = town.courier();
    CHECK_NOTHROW(kiosk.take_welcome(stick));
    TownReader reader(town);
    CHECK(read_asking(*reader, stick_of(town))->empty());
}

TEST_CASE("a scanned code names its machine, once", "[admin][gui][kiosks][enrol]") {
    Town town;
    town.make_office();
    const FakeKiosk kiosk(town.random);
    const std::string code = sync::enrolment_code(kiosk.request());
    AskingMachine machine;
    {
        TownReader reader(town);
        const auto read_once = read_scanned(*reader, code);
        REQUIRE(read_once.ok());
        machine = *read_once;
        CHECK_FALSE(read_scanned(*reader, "HE1:NONSENSE").ok());
    }
    CHECK(machine.digits == digits_of(kiosk));
    const Order order = enrol_order(
        machine, code, {"Van", "The van", stick_of(town), "When the office has read its answers"});
    REQUIRE(town.run(order.words) == 0);
    TownReader reader(town);
    CHECK_FALSE(read_scanned(*reader, code).ok());
}

TEST_CASE("a lost kiosk is reported from the window", "[admin][gui][kiosks]") {
    CaseTown town;
    const KiosksModel model = read(town);
    CHECK(town.run(end_order(model.kiosks[0], KioskEnd::lost, {stick_of(town)}).words) == 0);
    CHECK(read(town).kiosks[0].state == "revoked");
}

TEST_CASE("an officer enrols a kiosk in the window and sees its PINs until they are written down",
          "[admin][gui][kiosks][enrol]") {
    Town town;
    town.make_office();
    const FakeKiosk kiosk = asking(town);
    TownWindow window(town);
    window.tap("view.kiosks");
    window.tap("kiosks.enrol");
    window.type("kiosks.enrol.to", stick_of(town));
    window.tap("kiosks.enrol.look");
    const std::string id = "kiosks.enrol." + kiosk.id().hex().substr(0, 8);
    CHECK(window.said(id + ".digits") == digits_of(kiosk));
    window.tap(id + ".same");
    window.type("form.label", "Library 1");
    window.type("form.site", "Central Library");
    window.tap("form.submit");
    CHECK(window.shows("Staff PIN "));
    window.tap("kiosks.enrol.written");
    CHECK_FALSE(window.shows("Staff PIN "));
    REQUIRE(town.run({"kiosk", "list", "--json"}) == 0);
    const json listed = json::parse(town.terminal.printed)["kiosks"];
    REQUIRE(listed.size() == 1);
    window.tap("kiosks.row." + listed[0]["kiosk"].get<std::string>());
    CHECK(window.said("kiosks.name") == "Library 1");
}
