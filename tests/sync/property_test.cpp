#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>

#include "small_office.h"
#include "sync/ack.h"
#include "sync/enrolment.h"
#include "sync/escrow.h"
#include "sync/pack.h"
#include "sync/token.h"
#include "sync/trust_draft.h"

using namespace harmony;
using namespace harmony::tests;

namespace {

constexpr int many = 10000;

/// Draws fields of any allowed value.
class Draw {
public:
    explicit Draw(base::RandomSource& random) : random_(random) {}

    template <typename Id>
    Id id() {
        return Id::random(random_);
    }

    std::uint64_t below(std::uint64_t bound) { return random_.below(bound); }
    std::uint8_t u8() { return static_cast<std::uint8_t>(below(256)); }
    std::uint16_t u16() { return static_cast<std::uint16_t>(below(65536)); }
    std::uint32_t u32() { return static_cast<std::uint32_t>(random_.next_u64()); }
    std::uint64_t u64() { return random_.next_u64(); }
    base::Day date() { return day(static_cast<int>(below(60000))); }

    /// Plain, accented, Arabic and empty texts, in NFC.
    std::string text(std::size_t cap) {
        static constexpr std::array<std::string_view, 7> pieces = {
            "a", "Z", " ", "\xC5\xBC", "\xD8\xB4", "\xE0\xA8\x95", "-"};
        std::string made;
        while (below(8) != 0) {
            const std::string_view piece = pieces[below(pieces.size())];
            if (made.size() + piece.size() > cap) {
                break;
            }
            made += piece;
        }
        return made;
    }

private:
    base::RandomSource& random_;
};

sync::Ack random_ack(Draw& draw, const SmallOffice& office) {
    sync::Ack ack{office.trust.org, office.kiosk.kiosk, draw.u64(), draw.date(), {}};
    for (std::uint64_t left = draw.below(5); left > 0; --left) {
        ack.entries.push_back(
            {draw.id<base::InstanceId>(),
             draw.below(2) == 0 ? sync::RecordClass::survey : sync::RecordClass::contact,
             draw.u64(),
             draw.id<base::Digest>(),
             static_cast<sync::AckLevel>(1 + draw.below(3))});
    }
    return ack;
}

sync::OwnPart random_own(Draw& draw, const SmallOffice& office) {
    sync::OwnPart part = office.own_part();
    part.version = draw.u64();
    part.day = draw.date();
    part.trust_version = draw.u32();
    part.trust_hash = draw.id<base::Digest>();
    part.state = static_cast<sync::OwnState>(1 + draw.below(4));
    part.renew = draw.u32();
    part.instance = draw.id<base::InstanceId>();
    part.label = draw.text(64);
    part.site = draw.text(64);
    part.needs_pack = draw.u64();
    part.retention_days = draw.u16();
    part.small_after = draw.u16();
    part.ack_level = static_cast<sync::AckLevel>(1 + draw.below(3));
    part.k = static_cast<std::uint8_t>(10 + draw.below(41));
    part.rights = static_cast<std::uint8_t>(draw.below(16));
    for (std::uint64_t left = draw.below(4); left > 0; --left) {
        part.grants.push_back({draw.id<sync::OccurrenceId>(), draw.u32()});
    }
    return part;
}

sync::PackManifest random_pack(Draw& draw, const SmallOffice& office) {
    sync::PackManifest pack;
    pack.org = office.trust.org;
    pack.stream = "stream-" + std::to_string(draw.below(1000));
    pack.version = draw.u64();
    pack.trust_version = draw.u32();
    pack.trust_hash = draw.id<base::Digest>();
    pack.created = draw.date();
    pack.warn_after = draw.date();
    pack.min_app = draw.u32();
    for (std::uint64_t number = draw.below(6); number > 0; --number) {
        pack.files.push_back({"forms/f" + std::to_string(number) + ".hkf",
                              draw.below(1U << 20U),
                              draw.id<sync::FileHash>()});
    }
    return pack;
}

sync::Registry random_registry(Draw& draw, const SmallOffice& office) {
    sync::Registry registry;
    registry.org = office.trust.org;
    registry.version = draw.u32();
    registry.trust_version = draw.u32();
    registry.trust_hash = draw.id<base::Digest>();
    registry.created = draw.date();
    for (std::uint64_t left = draw.below(3); left > 0; --left) {
        sync::RegisteredKiosk kiosk;
        kiosk.kiosk = draw.id<base::KioskId>();
        kiosk.sign = draw.id<sync::SignPublicKey>();
        kiosk.receive = draw.id<sync::BoxPublicKey>();
        kiosk.ticket = draw.id<sync::SignPublicKey>();
        kiosk.first_instance = draw.id<base::InstanceId>();
        kiosk.label = draw.text(64);
        kiosk.site = draw.text(64);
        kiosk.state = static_cast<sync::KioskState>(1 + draw.below(3));
        for (std::uint64_t marks = draw.below(3); marks > 0; --marks) {
            kiosk.marks.push_back({draw.id<base::InstanceId>(),
                                   sync::RecordClass::survey,
                                   draw.u64(),
                                   draw.id<base::Digest>()});
        }
        registry.kiosks.push_back(std::move(kiosk));
    }
    return registry;
}

sync::TrustDocument random_trust(Draw& draw, const SmallOffice& office) {
    sync::TrustDocument trust = office.trust;
    trust.org_name = draw.text(200);
    trust.created = draw.date();
    trust.warn_after = draw.date();
    trust.min_app = draw.u32();
    for (sync::RecipientSet& set : trust.sets) {
        set.id = draw.id<base::SetId>();
        for (std::uint64_t more = draw.below(3); more > 0; --more) {
            set.members.push_back(
                {draw.below(2) == 0 ? sync::RecipientRole::online : sync::RecipientRole::escrow,
                 draw.id<sync::BoxPublicKey>()});
        }
    }
    for (std::uint64_t more = draw.below(4); more > 0; --more) {
        trust.publishers.push_back(draw.id<sync::SignPublicKey>());
    }
    return trust;
}

/// How many of `many` objects are the same bytes after being read and written again.
int round_trips(const std::function<bool(Draw&)>& one, std::uint64_t seed) {
    base::SeededRandom random(seed);
    Draw draw(random);
    int same = 0;
    for (int i = 0; i < many; ++i) {
        same += one(draw) ? 1 : 0;
    }
    return same;
}

/// An office whose publisher signs what the tests draw.
struct Workshop {
    Workshop() { base::promise(sync::start().ok(), "libsodium"); }

    SmallOffice office{10};
    std::array<const sync::SignKeyPair*, 1> publishers = office.publishers();
    const sync::TrustDocument& trust = office.trust;
    base::KioskId kiosk = office.kiosk.kiosk;
};

}  // namespace

TEST_CASE("S1: 10,000 HKA1 objects read and written again are the same bytes",
          "[sync][property][S1]") {
    const Workshop at;
    CHECK(round_trips(
              [&](Draw& draw) {
                  const base::Bytes file =
                      sync::sign_ack(random_ack(draw, at.office), at.publishers);
                  const auto read = sync::check_ack(file, at.kiosk, at.trust, std::nullopt);
                  return read && sync::sign_ack(read->ack, at.publishers) == file;
              },
              1) == many);
}

TEST_CASE("S1: 10,000 HKO1 objects read and written again are the same bytes",
          "[sync][property][S1]") {
    const Workshop at;
    CHECK(round_trips(
              [&](Draw& draw) {
                  const auto file = sync::sign_own_part(random_own(draw, at.office), at.publishers);
                  const auto read = sync::check_own_part(*file, at.kiosk, at.trust, std::nullopt);
                  return read && *sync::sign_own_part(read->part, at.publishers) == *file;
              },
              2) == many);
}

TEST_CASE("S1: 10,000 HKP1 objects read and written again are the same bytes",
          "[sync][property][S1]") {
    const Workshop at;
    CHECK(round_trips(
              [&](Draw& draw) {
                  const auto file =
                      sync::sign_manifest(random_pack(draw, at.office), at.publishers);
                  const auto read = sync::read_manifest(*file, at.trust);
                  return read && *sync::sign_manifest(*read, at.publishers) == *file;
              },
              3) == many);
}

TEST_CASE("S1: 10,000 HKG1 objects read and written again are the same bytes",
          "[sync][property][S1]") {
    const Workshop at;
    CHECK(round_trips(
              [&](Draw& draw) {
                  const auto file =
                      sync::sign_registry(random_registry(draw, at.office), at.publishers);
                  const auto read = sync::read_registry(file, at.trust);
                  return read && sync::sign_registry(*read, at.publishers) == file;
              },
              4) == many);
}

TEST_CASE("S1: 10,000 HKT1 objects read and written again are the same bytes",
          "[sync][property][S1]") {
    const Workshop at;
    CHECK(round_trips(
              [&](Draw& draw) {
                  const auto file =
                      sync::sign_trust(random_trust(draw, at.office), at.office.roots());
                  const auto read = sync::TrustChain::start(*file);
                  return read && *sync::sign_trust(read->current(), at.office.roots()) == *file;
              },
              5) == many);
}

TEST_CASE("S1: 10,000 HKU1 objects read and written again are the same bytes",
          "[sync][property][S1]") {
    const Workshop at;
    CHECK(round_trips(
              [&](Draw& draw) {
                  const sync::AdminToken token{at.trust.org,
                                               at.kiosk,
                                               1 + draw.below(1U << 30U),
                                               draw.date(),
                                               static_cast<std::uint8_t>(draw.below(16))};
                  const base::Bytes file = sync::sign_token(token, at.publishers);
                  const auto read = sync::check_token(file, at.trust, {at.kiosk, 0, day(0)});
                  return read && sync::sign_token(*read, at.publishers) == file;
              },
              6) == many);
}

TEST_CASE("S1: 10,000 HKE1 objects read and written again are the same bytes",
          "[sync][property][S1]") {
    const Workshop at;
    base::SeededRandom keys(7);
    CHECK(round_trips(
              [&](Draw& draw) {
                  const sync::KioskKeys machine = sync::make_kiosk_keys(keys);
                  const auto nonce = draw.id<sync::EnrolmentNonce>();
                  const std::uint32_t app = draw.u32();
                  const base::Bytes file = sync::make_enrolment_request(machine, nonce, app);
                  const auto read = sync::read_enrolment_request(file);
                  return read && sync::make_enrolment_request(
                                     machine, read->request.nonce, read->request.app) == file;
              },
              7) == many);
}

TEST_CASE("S1: 10,000 HKN1 objects read and written again are the same bytes",
          "[sync][property][S1]") {
    const Workshop at;
    const sync::TrustedDocument before = at.office.chain().newest();
    CHECK(round_trips(
              [&](Draw& draw) {
                  const auto draft = sync::make_trust_draft(before, random_trust(draw, at.office));
                  const base::Bytes file = sync::write_trust_draft(*draft);
                  const auto read = sync::read_trust_draft(file);
                  return read && sync::write_trust_draft(*read) == file;
              },
              8) == many);
}

TEST_CASE("S1: 10,000 batches are read as they were cut", "[sync][property][S1]") {
    REQUIRE(sync::start());
    SmallOffice office(11);
    base::SeededRandom random(12);
    Draw draw(random);
    // Sealing an epoch to two keys costs 130 us, and the records of one can be cut many ways.
    int same = 0;
    const sync::RecipientSet* set = office.trust.set_of(sync::RecordClass::survey);
    const sync::FreshEpoch epoch =
        sync::make_epoch(office.origin(), set->id, set->keys(), office.random, 64);
    std::vector<sync::SealedRecord> rows;
    for (sync::Slot& slot : slots_of(epoch)) {
        rows.push_back(*sync::seal_response(std::move(*slot.next()), slot.record().view()));
    }
    const sync::SignKeyPair sign(office.kiosk.sign);
    for (int i = 0; i < many; ++i) {
        sync::BatchHead head = office.head();
        head.flags = static_cast<std::uint8_t>(draw.below(16));
        head.seq = 1 + draw.below(1U << 20U);
        head.previous = draw.id<base::Digest>();
        head.pack_version = draw.u64();
        head.total = draw.u64();
        head.day = draw.date();
        const auto first = static_cast<std::ptrdiff_t>(draw.below(60));
        const auto count = static_cast<std::ptrdiff_t>(1 + draw.below(4));
        const std::vector<sync::SealedRecord> some(rows.begin() + first,
                                                   rows.begin() + first + count);
        const std::vector<sync::EpochBlock> blocks{epoch.block};
        const sync::BuiltBatch built = sync::build_survey_batch(head, blocks, some, sign);
        const auto read = sync::read_signed_batch(built.file, sign.public_key());
        same += read && read->head() == head && read->digest() == built.digest &&
                        read->records().size() == some.size()
                    ? 1
                    : 0;
    }
    CHECK(same == many);
}

TEST_CASE("S1: 10,000 welcomes are read as they were written", "[sync][property][S1]") {
    REQUIRE(sync::start());
    SmallOffice office(11);
    base::SeededRandom random(12);
    Draw draw(random);
    int same = 0;
    const base::Bytes own = office.own_part_file(office.own_part());
    for (int i = 0; i < many; ++i) {
        const base::Bytes request =
            sync::make_enrolment_request(office.kiosk, draw.id<sync::EnrolmentNonce>(), draw.u32());
        const auto pending = sync::read_enrolment_request(request);
        const sync::Welcome welcome{office.trust.org,
                                    office.kiosk.kiosk,
                                    office.kiosk.instance,
                                    pending->request.nonce,
                                    pending->digest,
                                    {office.trust_file()},
                                    own,
                                    "main"};
        const auto read = sync::check_welcome(
            sync::make_welcome(welcome, office.publishers()), *pending, office.kiosk);
        same += read && read->own_part_file == own && read->stream == "main" ? 1 : 0;
    }
    CHECK(same == many);
}

TEST_CASE("S1: 10,000 W records of any size open as they were sealed", "[sync][property][S1]") {
    REQUIRE(sync::start());
    SmallOffice office(11);
    base::SeededRandom random(12);
    Draw draw(random);
    int same = 0;
    const sync::RecipientSet* set = office.trust.set_of(sync::RecordClass::contact);
    sync::KeyRing ring;
    ring.add(sync::BoxKeyPair(office.recipients[2]));
    const sync::WrappedContext context{office.origin(), sync::RecordClass::contact};
    for (int i = 0; i < many; ++i) {
        base::Bytes body(draw.below(600));
        random.fill(body);
        const auto sealed = sync::seal_wrapped(context,
                                               {set->id, {set->members[0].key}},
                                               draw.id<base::RecordId>(),
                                               sync::RecordKind::fact,
                                               body,
                                               random);
        const auto read = sync::read_wrapped(sync::RecordClass::contact, *sealed);
        const bool online = set->members[0].role == sync::RecipientRole::online;
        const auto opened = read ? sync::open_wrapped(context, *read, ring) : sync::OpenedBody{};
        same += read && (!online || base::equal(opened.body, body)) ? 1 : 0;
    }
    CHECK(same == many);
}

TEST_CASE("S1: 10,000 split keys come together again", "[sync][property][S1]") {
    REQUIRE(sync::start());
    SmallOffice office(11);
    base::SeededRandom random(12);
    Draw draw(random);
    int same = 0;
    std::vector<sync::BoxPublicKey> holders;
    std::vector<sync::BoxKeyPair> pairs;
    for (int i = 0; i < 2; ++i) {
        pairs.emplace_back(sync::BoxSeed::random(random));
    }
    std::sort(
        pairs.begin(), pairs.end(), [](const auto& a, const auto& b) { return a.id() < b.id(); });
    for (const auto& pair : pairs) {
        holders.push_back(pair.public_key());
    }
    for (int i = 0; i < many; ++i) {
        sync::OpenedKey key{
            sync::KeyKind::backup, sync::KeyAlgorithm::x25519, base::SecretBytes(32)};
        random.fill(key.secret);
        const auto file = sync::split_key(key, holders, 2);
        const auto step = sync::join_key(*file, pairs[0]);
        const auto last = step ? sync::join_key(step->pass_on, pairs[1])
                               : base::Result<sync::JoinStep>(base::Error{});
        same += last && last->key && last->key->secret == key.secret ? 1 : 0;
    }
    CHECK(same == many);
}
