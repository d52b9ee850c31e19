// The office changes its keys (docs/formats/hk1.md, 4 and 15.1; security.md, O5 and O6).
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "admin/key_shelf.h"
#include "admin/trust_changes.h"
#include "sync/ack.h"
#include "sync/own_part.h"
#include "sync/pack.h"
#include "town.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;

namespace {

struct TrustTown : Town {
    TrustTown() {
        make_office();
        base::promise(publish() == 0, terminal.complaints.c_str());
    }

    [[nodiscard]] std::string stick_words() const { return "folder:" + text_path("stick"); }
    [[nodiscard]] std::string draft(int version = 2) const {
        return text_path("office/trust-" + std::to_string(version) + ".draft");
    }

    int sign(const std::string& draft, const std::string& root = "office/roots/root-1.hkk") {
        return run({"trust", "sign", draft, "--root", text_path(root), "--yes"});
    }

    int finish(const std::string& draft) {
        return run({"trust", "finish", draft, "--to", stick_words()});
    }

    /// A change from its first word to its being in force.
    void change(std::vector<std::string> words, int version = 2) {
        words.insert(words.begin(), "trust");
        const int drafted = run(words);
        INFO(terminal.complaints);
        REQUIRE(drafted == 0);
        REQUIRE(sign(draft(version)) == 0);
        const int finished = finish(draft(version));
        INFO(terminal.complaints);
        REQUIRE(finished == 0);
    }

    json synced() {
        const int exit = run({"sync", "--from", stick_words(), "--json"});
        INFO(terminal.complaints);
        REQUIRE(exit == 0);
        return json::parse(terminal.printed);
    }

    /// The newest object of a kind that lies where kiosks fetch.
    std::optional<base::Bytes> newest(const std::string& folder, sync::ObjectKind kind) {
        sync::FolderCourier there = courier();
        std::optional<sync::ObjectName> best;
        const sync::Listing listing = *there.list(folder, "");
        for (const sync::ObjectName& name : listing.names) {
            if (name.kind() == kind && (!best || best->number() < name.number())) {
                best = name;
            }
        }
        return best ? std::optional(*there.fetch(*best, best->cap())) : std::nullopt;
    }

    [[nodiscard]] sync::TrustDocument trust() { return office()->trust().current(); }

    [[nodiscard]] sync::OpenedKey key(const std::string& file) {
        return *admin::open_key(
            files, path(file), base::SecretText("lantern meadow copper thimble walnut"));
    }
};

}  // namespace

TEST_CASE("a draft changes nothing until root holders signed it and the office finished it",
          "[admin][trust]") {
    TrustTown town;
    const sync::TrustDocument before = town.trust();
    REQUIRE(town.run({"trust", "rotate", "survey", "contact"}) == 0);
    CHECK(town.terminal.printed.find("answers are sealed to new keys") != std::string::npos);
    CHECK(town.terminal.printed.find("1 of 1 root holders sign it") != std::string::npos);
    CHECK(town.trust() == before);
    CHECK(town.finish(town.draft()) == 1);
    CHECK(town.terminal.complaints.find("not enough root holders have signed") !=
          std::string::npos);
    CHECK(town.trust() == before);
    REQUIRE(town.run({"trust", "show"}) == 0);
    CHECK(town.terminal.printed.find("A draft of document 2") != std::string::npos);
    REQUIRE(town.sign(town.draft()) == 0);
    CHECK(town.sign(town.draft()) == 1);  // twice
    REQUIRE(town.finish(town.draft()) == 0);
    const sync::TrustDocument after = town.trust();
    CHECK(after.version == 2);
    CHECK(after.set_of(sync::RecordClass::survey)->id !=
          before.set_of(sync::RecordClass::survey)->id);
    CHECK(after.set_of(sync::RecordClass::health)->id ==
          before.set_of(sync::RecordClass::health)->id);
    CHECK(town.office()->registry().trust_version == 2);
}

TEST_CASE("a signer sees what changes and may say no", "[admin][trust]") {
    TrustTown town;
    REQUIRE(town.run({"trust", "new-publisher"}) == 0);
    const std::vector<std::string> words{
        "trust", "sign", town.draft(), "--root", town.text_path("office/roots/root-1.hkk")};
    town.terminal.answers = {"no"};
    CHECK(town.run(words) == 1);
    CHECK(town.terminal.printed.find("publisher key ") != std::string::npos);
    CHECK(town.run(words) == 1);  // and nobody there to ask
    CHECK(town.terminal.complaints.find("--yes") != std::string::npos);
    town.terminal.answers = {"yes"};
    CHECK(town.run(words) == 0);
    CHECK(town.run({"trust",
                    "sign",
                    town.draft(),
                    "--root",
                    town.text_path("office/keys/survey.hkk"),
                    "--yes"}) == 1);
    CHECK(town.terminal.complaints.find("is no root key") != std::string::npos);
}

TEST_CASE("answers sealed before the keys changed are opened after and own parts name the new keys",
          "[admin][trust][S11]") {
    TrustTown town;
    FakeKiosk kiosk = town.enrol("Library 1");
    sync::FolderCourier stick = town.courier();
    const base::SetId old_set = kiosk.survey_set().id;
    kiosk.send(stick, town.answers(10, 1), town.clock.today());
    town.change({"rotate", "survey"});
    // Written before the kiosk heard of it, and one after: both under the old set.
    kiosk.send(stick, town.answers(11, 1), town.clock.today());
    CHECK(town.synced()["responses"] == 21);
    const auto own = town.newest(sync::down_folder(kiosk.id()), sync::ObjectKind::own_part);
    REQUIRE(own.has_value());
    const auto part = sync::check_own_part(*own, kiosk.id(), town.trust(), std::nullopt);
    REQUIRE(part);
    CHECK(part->part.set_of(sync::RecordClass::survey) ==
          town.trust().set_of(sync::RecordClass::survey)->id);
    CHECK(part->part.set_of(sync::RecordClass::survey) != old_set);
    // What a kiosk sends that was enrolled after is opened with the new key.
    FakeKiosk late = town.enrol("Library 2");
    CHECK(late.survey_set().id != old_set);
    late.send(stick, town.answers(12, 1), town.clock.today());
    CHECK(town.synced()["responses"] == 33);
}

TEST_CASE("O6: a stolen key opens nothing of the other class and nothing after it was changed",
          "[admin][trust][O6]") {
    TrustTown town;
    const sync::OpenedKey stolen = town.key("office/keys/survey.hkk");
    sync::KeyRing thief;
    thief.add(sync::BoxKeyPair(stolen.box_seed()));
    FakeKiosk before = town.enrol("Library 1");
    const auto opened = [&](const sync::BuiltBatch& built) {
        int count = 0;
        sync::open_records(
            *sync::read_batch(built.file), thief, [&](const sync::OpenedRecord& record) {
                count += record.opening == sync::Opening::opened ? 1 : 0;
            });
        return count;
    };
    CHECK(opened(before.cut(town.answers(10, 1), town.clock.today())) == 10);
    // Contact records of the same office: none of 10.
    const sync::TrustDocument trust = town.trust();
    const sync::RecipientSet* contact = trust.set_of(sync::RecordClass::contact);
    const sync::WrappedContext context{{trust.org, before.id(), {}}, sync::RecordClass::contact};
    int contacts = 0;
    for (int i = 0; i < 10; ++i) {
        const base::Bytes record = *sync::seal_wrapped(context,
                                                       {contact->id, contact->keys()},
                                                       base::RecordId::random(town.random),
                                                       sync::RecordKind::fact,
                                                       base::as_bytes("a fact"),
                                                       town.random);
        const auto read = sync::read_wrapped(sync::RecordClass::contact, record);
        contacts += sync::open_wrapped(context, *read, thief).opening == sync::Opening::opened;
    }
    CHECK(contacts == 0);
    town.change({"rotate", "survey"});
    FakeKiosk after = town.enrol("Library 2");
    CHECK(opened(after.cut(town.answers(10, 1), town.clock.today())) == 0);
}

TEST_CASE("O5: after the publisher's key changed everything there is signed by the new one",
          "[admin][trust][O5]") {
    TrustTown town;
    FakeKiosk kiosk = town.enrol("Library 1");
    sync::FolderCourier stick = town.courier();
    kiosk.send(stick, town.answers(10, 1), town.clock.today());
    CHECK(town.synced()["responses"] == 10);
    const sync::TrustDocument before = town.trust();
    const sync::SignKeyPair thief(town.key("office/keys/publisher.hkk").sign_seed());
    const sync::SignKeyPair* const by_thief[] = {&thief};
    sync::PackManifest forged;
    forged.org = before.org;
    forged.stream = "main";
    forged.version = 900'000'000'000;
    forged.created = town.clock.today();
    forged.warn_after = town.clock.today();
    const base::Bytes pack = *sync::sign_manifest(forged, by_thief);
    REQUIRE(
        stick
            .deliver(sync::ObjectName::pack(
                         "main", forged.version, sync::frame_digest(sync::FrameKind::pack, pack)),
                     pack)
            .ok());

    town.change({"new-publisher"});
    const sync::TrustDocument after = town.trust();
    CHECK(after.publishers != before.publishers);
    CHECK_FALSE(sync::read_manifest(pack, after).ok());
    const auto ours = town.office()->store().newest_published("pack:main");
    REQUIRE(ours.has_value());
    CHECK(sync::read_manifest(ours->bytes, after).ok());
    CHECK(sync::check_own_part(
              *town.newest(sync::down_folder(kiosk.id()), sync::ObjectKind::own_part),
              kiosk.id(),
              after,
              std::nullopt)
              .ok());
    const auto ack = town.newest(sync::down_folder(kiosk.id()), sync::ObjectKind::ack);
    REQUIRE(ack.has_value());
    const auto checked = sync::check_ack(*ack, kiosk.id(), after, std::nullopt);
    REQUIRE(checked);
    CHECK(checked->ack.entries.at(0).seq == 1);
    // The office goes on with the new key, and everything is there once.
    kiosk.send(stick, town.answers(11, 1), town.clock.today());
    CHECK(town.synced()["responses"] == 21);
    REQUIRE(town.publish() == 0);
    CHECK(sync::read_manifest(town.office()->store().newest_published("pack:main")->bytes, after)
              .ok());
}

TEST_CASE("files there that nobody of ours signed are counted for the officer", "[admin][trust]") {
    TrustTown town;
    sync::FolderCourier stick = town.courier();
    for (std::uint64_t i = 0; i < 3; ++i) {
        const auto name =
            sync::ObjectName::pack("main", 7000 + i, base::Digest::random(town.random));
        REQUIRE(stick.deliver(name, base::as_bytes("no pack")).ok());
    }
    town.change({"new-publisher"});
    CHECK(town.terminal.complaints.find("3 files there are not from this office") !=
          std::string::npos);
}

TEST_CASE("finishing again brings another stick up to date and changes nothing else",
          "[admin][trust]") {
    TrustTown town;
    const FakeKiosk kiosk = town.enrol("Library 1");
    town.change({"new-publisher"});
    const auto published = town.office()->store().newest_published("own:" + kiosk.id().hex());
    std::filesystem::create_directories(town.path("other"));
    REQUIRE(
        town.run({"trust", "finish", town.draft(), "--to", "folder:" + town.text_path("other")}) ==
        0);
    CHECK(town.trust().version == 2);
    CHECK(town.office()->store().newest_published("own:" + kiosk.id().hex())->digest ==
          published->digest);
    CHECK(town.terminal.complaints.find("Not all content of main lies there") != std::string::npos);
    // A draft of before follows nothing any more.
    town.change({"rotate", "health"}, 3);
    CHECK(town.finish(town.draft(2)) == 1);
    CHECK(town.terminal.complaints.find("Nothing was changed; begin a new draft") !=
          std::string::npos);
}

TEST_CASE("without the stick nothing is put in force", "[admin][trust]") {
    TrustTown town;
    REQUIRE(town.run({"trust", "new-publisher"}) == 0);
    REQUIRE(town.sign(town.draft()) == 0);
    std::filesystem::rename(town.path("stick"), town.path("pulled"));
    CHECK(town.finish(town.draft()) == 1);
    CHECK(town.terminal.complaints.find("nothing was changed") != std::string::npos);
    CHECK(town.trust().version == 1);
    std::filesystem::rename(town.path("pulled"), town.path("stick"));
    CHECK(town.finish(town.draft()) == 0);
}

TEST_CASE("a document whose keys are not in the office is not put in force", "[admin][trust]") {
    TrustTown town;
    REQUIRE(town.run({"trust", "rotate", "survey"}) == 0);
    REQUIRE(town.sign(town.draft()) == 0);
    const auto keys = admin::keys_in(town.files, town.path("office/keys"));
    std::filesystem::path made;
    for (const auto& key : *keys) {
        const std::string name = key.file.filename().string();
        made = name.starts_with("survey-") ? key.file : made;
    }
    REQUIRE_FALSE(made.empty());
    std::filesystem::rename(made, town.path("away.hkk"));
    CHECK(town.finish(town.draft()) == 1);
    CHECK(town.terminal.complaints.find("opens answers under this document") != std::string::npos);
    CHECK(town.trust().version == 1);
    std::filesystem::rename(town.path("away.hkk"), made);
    CHECK(town.finish(town.draft()) == 0);
}

TEST_CASE("a kill between the two halves of a new trust document leaves the new one whole",
          "[admin][trust]") {
    TrustTown town;
    const FakeKiosk kiosk = town.enrol("Library 1");
    const auto old_chain = town.office()->store().value("trust_chain");
    const auto old_registry = town.office()->store().value("registry");
    town.change({"new-publisher"});
    const auto chain = town.office()->store().value("trust_chain");
    const auto registry = town.office()->store().value("registry");
    // As it lies on the disk after each of its writes: registry first, each with its length.
    base::Bytes next;
    const auto size = static_cast<std::uint32_t>(registry->size());
    for (unsigned shift = 0; shift < 32; shift += 8) {
        next.push_back(static_cast<std::byte>((size >> shift) & 0xFFU));
    }
    base::append(next, *registry);
    base::append(next, *chain);
    for (const auto& [there, list] : {std::pair{old_chain, old_registry},
                                      std::pair{chain, old_registry},
                                      std::pair{chain, registry}}) {
        {
            const auto office = town.office();
            REQUIRE(office->store().set_value("trust_chain", *there).ok());
            REQUIRE(office->store().set_value("registry", *list).ok());
            REQUIRE(office->store().set_value("books_next", next).ok());
        }
        const auto office = town.office();
        CHECK(office->trust().current().version == 2);
        CHECK(office->registry().trust_version == 2);
        CHECK(office->registry().find(kiosk.id()) != nullptr);
        CHECK_FALSE(office->store().value("books_next").has_value());
    }
}

TEST_CASE("words that name no class, or a root that there is not, are refused", "[admin][trust]") {
    TrustTown town;
    const auto before = snapshot(town.path("office/keys"));
    CHECK(town.run({"trust", "rotate", "backup"}) == 1);
    CHECK(town.terminal.complaints.find("none of survey, contact and health") != std::string::npos);
    town.write("root.pub", admin::public_line(sync::KeyKind::root, base::Bytes(32)));
    CHECK(town.run({"trust",
                    "new-root",
                    "--replace",
                    "0000000000000000",
                    "--with",
                    town.text_path("root.pub")}) == 1);
    CHECK(town.terminal.complaints.find("no root key has the id") != std::string::npos);
    CHECK(snapshot(town.path("office/keys")) == before);
}

TEST_CASE("an escrow holder's own key takes its place in a set", "[admin][trust]") {
    TrustTown town;
    REQUIRE(town.run({"key", "new", "survey", "--out", town.text_path("mine.hkk")}) == 0);
    town.change({"rotate", "survey", "--escrow", town.text_path("mine.pub")});
    const auto half = admin::read_public_half(town.files, town.path("mine.pub"));
    REQUIRE(half);
    const sync::TrustDocument trust = town.trust();
    int held = 0;
    for (const sync::Recipient& member : trust.set_of(sync::RecordClass::survey)->members) {
        held += member.role == sync::RecipientRole::escrow &&
                        base::equal(member.key.view(), half->public_key)
                    ? 1
                    : 0;
    }
    CHECK(held == 1);
    CHECK(town.run({"trust", "rotate", "contact", "--escrow", town.text_path("mine.pub")}) == 1);
}

TEST_CASE("a lost root key is replaced by the two that are left", "[admin][trust][lost-root]") {
    // Real key files: nothing here is a demonstration.
    Town town;
    REQUIRE(town.run({"init", "--org", "Example Borough"}) == 0);
    REQUIRE(town.run({"key", "new", "root", "--out", town.text_path("fresh.hkk")}) == 0);
    const auto lost = admin::read_shelved_key(town.files, town.path("office/roots/root-3.hkk"));
    REQUIRE(lost);
    std::filesystem::remove(town.path("office/roots/root-3.hkk"));
    REQUIRE(town.run({"trust",
                      "new-root",
                      "--replace",
                      lost->id.hex(),
                      "--with",
                      town.text_path("fresh.pub")}) == 0);
    const std::string draft = town.text_path("office/trust-2.draft");
    const auto sign = [&](const std::string& root) {
        return town.run({"trust", "sign", draft, "--root", town.text_path(root), "--yes"});
    };
    const auto finish = [&] {
        return town.run({"trust", "finish", draft, "--to", "folder:" + town.text_path("stick")});
    };
    REQUIRE(sign("office/roots/root-1.hkk") == 0);
    CHECK(town.terminal.printed.find("Pass ") != std::string::npos);
    CHECK(finish() == 1);
    REQUIRE(sign("office/roots/root-2.hkk") == 0);
    CHECK(town.terminal.printed.find("That is enough") != std::string::npos);
    REQUIRE(finish() == 0);
    const auto fresh = admin::read_public_half(town.files, town.path("fresh.pub"));
    int held = 0;
    const auto office = town.office();
    for (const sync::SignPublicKey& root : office->trust().current().roots) {
        held += base::equal(root.view(), fresh->public_key) ? 1 : 0;
    }
    CHECK(held == 1);
}
