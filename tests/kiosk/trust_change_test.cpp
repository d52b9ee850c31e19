// A whole kiosk while its office changes its keys (security.md, O5 and O6).
#include <catch2/catch.hpp>
#include <set>

#include "kiosk/backend.h"
#include "support/small_survey.h"
#include "sync/batch.h"

using namespace harmony;
using tests::Backend;

namespace {

constexpr std::uint64_t very_new = 900'000'000'000;

std::map<std::string, std::string> content(const std::string& organisation) {
    const std::string form = tests::small_survey();
    const std::string name = sync::form_name(base::as_bytes(form)).hex();
    return {{"kiosk.json",
             R"({"harmony":"kiosk/1","organisation":")" + organisation +
                 R"(","partners":"p","area":"a","readers":"r","keep_until":"2027-03-30",)"
                 R"("languages":["en"],"what_next":{"en":"n"},"look_again":"2026-05-01",)"
                 R"("surveys":[{"id":"small","form":"forms/small.json","name":")" +
                 name + R"(","files":{}}],"engagements":[]})"},
            {"forms/small.json", form},
            {"phrases/en.toml", "[\"thanks.finish\"]\ntext = \"Finish\"\n"},
            {"notices/en.txt", "We ask because we care."}};
}

/// A kiosk that is set up and shows the office's first content.
struct Running : Backend {
    Running() : form(tests::small_form()), stick(place()) {
        enrol();
        open_outbox();
        office.publish(stick, 1, content("Office"));
        base::promise(outbox->sync_now().ok(), "the first sync");
    }

    void answer(const std::string& words) {
        const base::RecordId task = *outbox->begin_task();
        REQUIRE(outbox
                    ->submit({task,
                              kiosk::Revision::core,
                              tests::small_response(words),
                              base::SecretText("482917365191")},
                             form)
                    .ok());
        outbox->end_task(task);
    }

    void answers(int count, const std::string& words) {
        for (int i = 0; i < count; ++i) {
            answer(words + std::to_string(i));
        }
    }

    [[nodiscard]] std::string shown() {
        return kiosk::read_pack_content(packs->content())->organisation;
    }

    struct Uploaded {
        std::vector<sync::BatchHead> heads;
        std::vector<base::Digest> digests;
        std::multiset<std::string> words;
        std::set<base::SetId> sets;
        int unopened = 0;
    };

    /// Every batch that lies in the store, opened with the keys of `ring`.
    [[nodiscard]] Uploaded uploaded(const sync::KeyRing& ring) {
        Uploaded all;
        const sync::Listing up = *stick.list(sync::up_folder(), "");
        for (const sync::ObjectName& name : up.names) {
            if (name.kind() != sync::ObjectKind::survey_batch) {
                continue;
            }
            const sync::Batch batch = *sync::read_batch(*stick.fetch(name, name.cap()));
            all.heads.push_back(batch.head());
            all.digests.push_back(batch.digest());
            for (const base::SetId& set : batch.sets()) {
                all.sets.insert(set);
            }
            sync::open_records(batch, ring, [&](const sync::OpenedRecord& record) {
                if (record.opening == sync::Opening::opened) {
                    const survey::Response response = *survey::decode(record.body, form);
                    all.words.emplace(std::get<survey::Text>(response.items[1]).text.view());
                }
                all.unopened += record.opening == sync::Opening::no_key_here ||
                                        record.opening == sync::Opening::cannot_open
                                    ? 1
                                    : 0;
            });
        }
        return all;
    }

    survey::Form form;
    sync::FolderCourier stick;
};

}  // namespace

TEST_CASE("answers sealed before the survey keys change still arrive and later ones use the new",
          "[kiosk][trust][S11]") {
    Running kiosk;
    const base::SetId old_set = kiosk.office.trust().set_of(sync::RecordClass::survey)->id;
    kiosk.answers(6, "before");
    kiosk.office.replace_survey_keys(kiosk.stick);
    kiosk.office.tell(kiosk.stick, *kiosk.checked, sync::OwnState::active);
    const base::SetId new_set = kiosk.office.trust().set_of(sync::RecordClass::survey)->id;
    REQUIRE(kiosk.outbox->sync_now()->trouble.empty());
    CHECK(kiosk.machine->trust().current().version == 2);
    CHECK(kiosk.machine->own_part().set_of(sync::RecordClass::survey) == new_set);
    kiosk.answers(6, "after");
    REQUIRE(kiosk.outbox->sync_now()->batches_out == 1);
    const auto all = kiosk.uploaded(kiosk.office.ring());
    CHECK(all.words.size() == 12);
    CHECK(all.unopened == 0);
    CHECK(all.heads.back().trust_version == 2);
    // One batch carries both: what was said before, under the set that was in force then.
    CHECK(all.sets == std::set<base::SetId>{old_set, new_set});
}

TEST_CASE("a kiosk that was cut off between a new trust document and its own part goes on",
          "[kiosk][trust]") {
    Running kiosk;
    kiosk.office.replace_publisher(kiosk.stick);
    REQUIRE(kiosk.outbox->sync_now().ok());  // the document came, the own part not yet
    CHECK(kiosk.machine->trust().current().version == 2);
    kiosk.open();  // power cut
    REQUIRE(kiosk.machine->enrolled());
    kiosk.open_outbox();
    CHECK(kiosk.shown() == "Office");
    kiosk.answers(10, "w");
    CHECK(kiosk.outbox->sync_now()->batches_out == 1);
    kiosk.office.tell(kiosk.stick, *kiosk.checked, sync::OwnState::active);
    REQUIRE(kiosk.outbox->sync_now()->trouble.empty());
    CHECK(kiosk.machine->own_part().trust_version == 2);
}

TEST_CASE(
    "O5: a thief of the publisher's key shows content and acknowledges until the office "
    "changes it and nothing is lost",
    "[kiosk][trust][O5]") {
    Running kiosk;
    kiosk.answers(10, "w");
    REQUIRE(kiosk.outbox->sync_now()->batches_out == 1);
    const auto before = kiosk.uploaded(kiosk.office.ring());
    REQUIRE(before.words.size() == 10);

    // The same seed gives the thief the same keys. Everything of theirs claims to be far newer.
    tests::SmallOffice thief;
    thief.publish(kiosk.stick, very_new, content("Thief"));
    const sync::AckEntry forged{kiosk.machine->keys().instance,
                                sync::RecordClass::survey,
                                1,
                                before.digests[0],
                                sync::AckLevel::backed_up};
    thief.acknowledge(kiosk.stick, kiosk.machine->keys().kiosk, very_new, forged);
    REQUIRE(kiosk.outbox->sync_now().ok());
    CHECK(kiosk.shown() == "Thief");
    CHECK(kiosk.outbox->counts()->unsent == 0);
    const sync::Listing up = *kiosk.stick.list(sync::up_folder(), "");
    for (const sync::ObjectName& name : up.names) {
        std::filesystem::remove(kiosk.store() / sync::organisation_folder(kiosk.office.org()) /
                                name.text());
    }
    CHECK(kiosk.uploaded(kiosk.office.ring()).words.empty());

    kiosk.office.replace_publisher(kiosk.stick);
    kiosk.office.tell(kiosk.stick, *kiosk.checked, sync::OwnState::active);
    kiosk.office.publish(kiosk.stick, 2, content("Office"));
    const auto report = kiosk.outbox->sync_now();
    REQUIRE(report.ok());
    CHECK(report->trouble.empty());
    CHECK(kiosk.shown() == "Office");
    CHECK(kiosk.outbox->counts()->unsent == 10);  // the forged word does not count any more

    REQUIRE(kiosk.outbox->sync_now().ok());
    const auto after = kiosk.uploaded(kiosk.office.ring());
    CHECK(after.words == before.words);  // all of them, once
    kiosk.office.acknowledge(kiosk.stick,
                             kiosk.machine->keys().kiosk,
                             1,
                             {kiosk.machine->keys().instance,
                              sync::RecordClass::survey,
                              1,
                              before.digests[0],
                              sync::AckLevel::opened});
    REQUIRE(kiosk.outbox->sync_now().ok());
    CHECK(kiosk.outbox->counts()->unsent == 0);

    // Whatever the thief signs from now on changes nothing, however new it claims to be.
    thief.publish(kiosk.stick, very_new + 1, content("Thief"));
    for (int i = 0; i < 4; ++i) {  // the last has a higher version than any of the office's
        thief.tell(kiosk.stick, *kiosk.checked, sync::OwnState::revoked);
    }
    REQUIRE(kiosk.outbox->sync_now().ok());
    CHECK(kiosk.shown() == "Office");
    CHECK_FALSE(kiosk.machine->standing());
}

TEST_CASE("names that strangers made up do not stand in the way of the office's",
          "[kiosk][trust]") {
    Running kiosk;
    base::SeededRandom random(5);
    for (std::uint64_t i = 0; i < 10; ++i) {
        const auto name =
            sync::ObjectName::pack("main", very_new + i, base::Digest::random(random));
        REQUIRE(kiosk.stick.deliver(name, base::as_bytes("no pack at all")).ok());
    }
    kiosk.office.publish(kiosk.stick, 2, content("Second"));
    REQUIRE(kiosk.outbox->sync_now().ok());
    CHECK(kiosk.shown() == "Second");
}

TEST_CASE("a document that too few roots signed changes nothing on a kiosk", "[kiosk][trust]") {
    Running kiosk;
    sync::TrustDocument forged = kiosk.office.trust();
    base::SeededRandom random(6);
    const sync::SignKeyPair thief(sync::SignSeed::random(random));
    forged.version = 2;
    forged.previous = kiosk.office.trust_digest();
    forged.roots = {thief.public_key()};
    const sync::SignKeyPair* const signers[] = {&thief};
    const base::Bytes file = *sync::sign_trust(forged, signers);
    const auto name = sync::ObjectName::trust(2, sync::frame_digest(sync::FrameKind::trust, file));
    REQUIRE(kiosk.stick.deliver(name, file).ok());
    const auto report = kiosk.outbox->sync_now();
    REQUIRE(report.ok());
    CHECK(report->trouble ==
          "this trust document is not signed by enough root keys of the one before");
    CHECK(kiosk.machine->trust().current().version == 1);
}
