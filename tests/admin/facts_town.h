#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "admin/office_facts.h"
#include "events/fact.h"
#include "sync/record.h"
#include "admin/town.h"

namespace harmony::tests {

/// A town with a kiosk, whose facts come on a stick.
struct FactsTown : Town {
    FactsTown() : kiosk(setup(*this)), stick(courier()) {}

    static FakeKiosk setup(Town& town) {
        town.make_office();
        base::promise(town.publish() == 0, town.terminal.complaints.c_str());
        return town.enrol("A");
    }

    static events::SubjectId subject(std::uint8_t number) {
        return *events::SubjectId::from_bytes(
            base::Bytes(events::SubjectId::size, static_cast<std::byte>(number)));
    }

    /// A fact of the kiosk, in its next batch.
    void say(const events::SubjectId& about, const events::Payload& payload) {
        events::FactHead head;
        head.seq = said + facts.size() + 1;
        head.subject = about;
        head.occurrence = date;
        head.day = clock.today();
        facts.push_back(events::write_fact({head, payload}));
    }

    /// A sign-up for `date`, with a name when there is one.
    void sign_up(std::uint8_t number,
                 events::Outcome outcome,
                 int party,
                 std::string_view name,
                 std::string_view phone,
                 std::uint32_t code = 482'917'360) {
        events::SignedUp made;
        made.outcome = outcome;
        made.party = party;
        made.turn = outcome == events::Outcome::waiting ? number : 0;
        made.code = code;
        made.language = "en";
        say(subject(number), made);
        if (name.empty()) {
            return;
        }
        events::ContactGiven given;
        given.contact.name = base::SecretText(name);
        given.contact.phone = base::SecretText(phone);
        if (!phone.empty()) {
            given.contact.preferred = events::Preferred::phone_call;
        }
        events::Agreement agreed;
        agreed.yes = true;
        agreed.language = "en";
        given.agreements.push_back(agreed);
        say(subject(number), given);
    }

    /// Puts what was said onto the stick, as the kiosk's next batch of contacts.
    void send() {
        const auto open = office();
        const sync::RecipientSet& set = *open->trust().current().set_of(sync::RecordClass::contact);
        sync::BatchHead head = kiosk.next_head();
        head.cls = sync::RecordClass::contact;
        head.seq = ++batches;
        head.previous = last;
        head.day = clock.today();
        std::vector<base::Bytes> records;
        for (const base::SecretBytes& fact : facts) {
            records.push_back(*sync::seal_wrapped({head.origin, sync::RecordClass::contact},
                                                  {set.id, set.keys()},
                                                  base::RecordId::random(random),
                                                  sync::RecordKind::fact,
                                                  fact,
                                                  random));
        }
        said += records.size();
        facts.clear();
        head.total = said;
        const sync::BuiltBatch built = sync::build_contact_batch(head, records, kiosk.sign_key());
        last = built.digest;
        const auto name =
            sync::ObjectName::batch(kiosk.id(), sync::RecordClass::contact, head.seq, built.digest);
        base::promise(stick.deliver(name, built.file).ok(), "no batch of facts");
    }

    /// Sends and takes in.
    void bring() {
        send();
        base::promise(sync() == 0, terminal.complaints.c_str());
    }

    static base::SecretText passphrase() {
        return base::SecretText("lantern meadow copper thimble walnut");
    }

    /// Writes facts as an officer at the office in `of`.
    base::Result<std::vector<events::FactId>> write_as_office(
        admin::Office& of, const std::vector<admin::OfficeFact>& said_there) {
        const auto publisher = of.publisher(passphrase());
        base::promise(publisher.ok(), "no publisher's key");
        return admin::write_facts({of, *publisher, files, random, clock.today()}, said_there);
    }

    [[nodiscard]] static admin::OfficeFacts read(admin::Office& of) {
        const auto ring = of.ring_of(admin::key_names::contact, passphrase());
        base::promise(ring.ok(), "no contact keys");
        return admin::read_facts(of.store(), *ring);
    }

    FakeKiosk kiosk;
    sync::FolderCourier stick;
    events::OccurrenceId date = *events::OccurrenceId::from_hex("d1e08e2775d8bd5a");
    std::vector<base::SecretBytes> facts;  ///< said and not sent
    std::uint64_t said = 0;
    std::uint64_t batches = 0;
    base::Digest last;
};

}  // namespace harmony::tests
