#include "signed_samples.h"

#include "sync/ack.h"
#include "sync/enrolment.h"
#include "sync/escrow.h"
#include "sync/expiry_note.h"
#include "sync/heartbeat.h"
#include "sync/pack.h"
#include "sync/redaction.h"
#include "sync/roster.h"
#include "sync/token.h"

namespace harmony::tests {
namespace {

constexpr std::size_t longest_change = 299;

/// Readers look at the office as it was when the sample was made.
template <typename Read>
Sample sample(std::string name, base::Bytes file, Read read) {
    return {std::move(name), std::move(file), [read](base::ByteView bytes) {
                return read(bytes).ok();
            }};
}

base::Bytes contact_record(SmallOffice& office) {
    const sync::RecipientSet* set = office.trust.set_of(sync::RecordClass::contact);
    return *sync::seal_wrapped({office.origin(), sync::RecordClass::contact},
                               {set->id, set->keys()},
                               base::RecordId::random(office.random),
                               sync::RecordKind::fact,
                               base::as_bytes("\x82\x01\x67"
                                              "example"),
                               office.random);
}

/// What the office signs for itself and for kiosks.
void add_office(SmallOffice& office, std::vector<Sample>& all) {
    const sync::TrustDocument& trust = office.trust;
    const base::KioskId kiosk = office.kiosk.kiosk;
    all.push_back(sample("HKT1", office.trust_file(), [](base::ByteView bytes) {
        return sync::TrustChain::start(base::copy_bytes(bytes));
    }));
    all.push_back(
        sample("HKG1",
               sync::sign_registry(office.registry(), office.publishers()),
               [trust](base::ByteView bytes) { return sync::read_registry(bytes, trust); }));
    const sync::Ack ack{trust.org,
                        kiosk,
                        3,
                        day(20511),
                        {{office.kiosk.instance,
                          sync::RecordClass::survey,
                          7,
                          base::Digest::random(office.random),
                          sync::AckLevel::opened}}};
    all.push_back(sample(
        "HKA1", sync::sign_ack(ack, office.publishers()), [trust, kiosk](base::ByteView bytes) {
            return sync::check_ack(bytes, kiosk, trust, std::nullopt);
        }));
    sync::PackManifest pack;
    pack.org = trust.org;
    pack.stream = "main";
    pack.trust_hash = office.chain().newest().digest;
    pack.created = day(20511);
    pack.warn_after = day(20600);
    pack.files = {{"forms/a.hkf", 12, sync::file_hash(base::as_bytes("twelve bytes"))}};
    all.push_back(sample(
        "HKP1", *sync::sign_manifest(pack, office.publishers()), [trust](base::ByteView bytes) {
            return sync::read_manifest(bytes, trust);
        }));
    sync::OwnPart own = office.own_part();
    own.secrets = *sync::seal_own_secrets({"pin", "setup", 1, base::Bytes(16)},
                                          office.origin(),
                                          office.registered().receive,
                                          office.random);
    all.push_back(sample("HKO1", office.own_part_file(own), [trust, kiosk](base::ByteView bytes) {
        return sync::check_own_part(bytes, kiosk, trust, std::nullopt);
    }));
    const sync::Roster roster{
        trust.org,
        kiosk,
        5,
        day(20513),
        *sync::seal_roster(
            base::as_bytes("a list"), office.origin(), office.registered().receive, office.random)};
    all.push_back(sample("HKR1",
                         sync::sign_roster(roster, office.publishers()),
                         [trust, kiosk](base::ByteView bytes) {
                             return sync::check_roster(bytes, kiosk, trust, std::nullopt);
                         }));
    all.push_back(
        sample("HKU1",
               sync::sign_token({trust.org, kiosk, 4, day(20512), 1}, office.publishers()),
               [trust, kiosk](base::ByteView bytes) {
                   return sync::check_token(bytes, trust, {kiosk, 3, day(20511)});
               }));
}

/// Notes on batches that are not whole any more.
void add_notes(SmallOffice& office, std::vector<Sample>& all) {
    const sync::ExpiryNote expired{office.origin(),
                                   sync::RecordClass::contact,
                                   5,
                                   base::Digest::random(office.random),
                                   12,
                                   day(20512)};
    const sync::SignPublicKey signer = office.registered().sign;
    all.push_back(
        sample("HKX1",
               sync::sign_expiry_note(expired, sync::SignKeyPair(office.kiosk.sign)),
               [signer](base::ByteView bytes) { return sync::read_expiry_note(bytes, signer); }));
    const sync::Redaction redaction{
        office.origin(),
        sync::RecordClass::survey,
        6,
        base::Digest::random(office.random),
        base::Digest::random(office.random),
        {{base::RecordId::random(office.random), sync::ErasureReason::asked}}};
    const sync::TrustChain chain = office.chain();
    all.push_back(
        sample("HKD1",
               sync::sign_redaction(redaction, office.publishers()),
               [chain](base::ByteView bytes) { return sync::read_redaction(bytes, chain); }));
}

void add_enrolment(SmallOffice& office, std::vector<Sample>& all) {
    const auto nonce = sync::EnrolmentNonce::random(office.random);
    const base::Bytes request = sync::make_enrolment_request(office.kiosk, nonce, 1);
    all.push_back(sample(
        "HKE1", request, [](base::ByteView bytes) { return sync::read_enrolment_request(bytes); }));
    const sync::CheckedRequest pending = *sync::read_enrolment_request(request);
    const sync::Welcome welcome{office.trust.org,
                                office.kiosk.kiosk,
                                office.kiosk.instance,
                                nonce,
                                pending.digest,
                                {office.trust_file()},
                                office.own_part_file(office.own_part()),
                                "main"};
    all.push_back(sample("HKW1",
                         sync::make_welcome(welcome, office.publishers()),
                         [pending, &office](base::ByteView bytes) {
                             return sync::check_welcome(bytes, pending, office.kiosk);
                         }));
}

void add_kiosk(SmallOffice& office, std::vector<Sample>& all) {
    const sync::SignPublicKey signer = office.registered().sign;
    all.push_back(sample(
        "HKB1 survey", make_batch(office, office.head(), 2).file, [signer](base::ByteView bytes) {
            return sync::read_signed_batch(base::copy_bytes(bytes), signer);
        }));
    sync::BatchHead head = office.head();
    head.cls = sync::RecordClass::contact;
    head.total = 1;
    const std::vector<base::Bytes> records{contact_record(office)};
    const sync::SignKeyPair sign(office.kiosk.sign);
    all.push_back(sample("HKB1 contact",
                         sync::build_contact_batch(head, records, sign).file,
                         [signer](base::ByteView bytes) {
                             return sync::read_signed_batch(base::copy_bytes(bytes), signer);
                         }));
    const sync::RecipientSet* health = office.trust.set_of(sync::RecordClass::health);
    sync::Heartbeat beat;
    beat.day = day(20511);
    all.push_back(
        sample("HKH1",
               *sync::write_heartbeat(
                   beat, {office.origin(), {health->id, health->keys()}, 1}, sign, office.random),
               [signer, &office](base::ByteView bytes) {
                   sync::KeyRing ring;
                   ring.add(sync::BoxKeyPair(office.recipients[4]));
                   return sync::open_heartbeat(bytes, signer, ring);
               }));
    const base::SecretBytes keys = sync::write_kiosk_keys(office.kiosk);
    all.push_back(sample("HKL1", base::copy_bytes(keys), [](base::ByteView bytes) {
        return sync::read_kiosk_keys(bytes);
    }));
}

/// A record alone is no signed object: what protects it is its seal.
void add_sealed(SmallOffice& office, std::vector<Sample>& all) {
    all.push_back({"W record", contact_record(office), [&office](base::ByteView bytes) {
                       const auto record = sync::read_wrapped(sync::RecordClass::contact, bytes);
                       sync::KeyRing ring;
                       ring.add(sync::BoxKeyPair(office.recipients[2]));
                       return record &&
                              sync::open_wrapped(
                                  {office.origin(), sync::RecordClass::contact}, *record, ring)
                                      .opening == sync::Opening::opened;
                   }});
    const std::vector<sync::BoxPublicKey> holders{
        sync::BoxKeyPair(office.recipients[0]).public_key(),
        sync::BoxKeyPair(office.recipients[1]).public_key(),
        sync::BoxKeyPair(office.recipients[2]).public_key()};
    const base::ByteView seed = office.recipients[3].reveal();
    const sync::OpenedKey key{sync::KeyKind::contact,
                              sync::KeyAlgorithm::x25519,
                              base::SecretBytes(seed.begin(), seed.end())};
    all.push_back(sample("HKS1", *sync::split_key(key, holders, 2), [](base::ByteView bytes) {
        return sync::read_split_label(bytes);
    }));
}

}  // namespace

std::vector<Sample> all_samples(SmallOffice& office) {
    std::vector<Sample> all;
    add_office(office, all);
    add_notes(office, all);
    add_enrolment(office, all);
    add_kiosk(office, all);
    add_sealed(office, all);
    return all;
}

int flips_taken(const Sample& sample) {
    int taken = 0;
    base::Bytes changed = sample.file;
    for (std::size_t bit = 0; bit < changed.size() * 8; ++bit) {
        const auto mask = static_cast<std::byte>(1U << (bit % 8));
        changed[bit / 8] ^= mask;
        taken += sample.taken(changed) ? 1 : 0;
        changed[bit / 8] ^= mask;
    }
    return taken;
}

int lengths_taken(const Sample& sample, base::RandomSource& random) {
    int taken = 0;
    for (std::size_t by = 1; by <= longest_change; ++by) {
        if (by <= sample.file.size()) {
            const std::size_t left = sample.file.size() - by;
            taken += sample.taken(base::ByteView(sample.file).first(left)) ? 1 : 0;
        }
        base::Bytes longer = sample.file;
        longer.resize(longer.size() + by);
        taken += sample.taken(longer) ? 1 : 0;
        random.fill(std::span(longer).last(by));
        taken += sample.taken(longer) ? 1 : 0;
    }
    return taken;
}

}  // namespace harmony::tests
