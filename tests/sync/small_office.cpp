#include "small_office.h"

namespace harmony::tests {
namespace {

sync::RecipientSet set_of(sync::RecordClass cls,
                          base::RandomSource& random,
                          std::span<const sync::BoxSeed> seeds) {
    sync::RecipientSet set;
    set.cls = cls;
    set.id = base::SetId::random(random);
    for (std::size_t i = 0; i < seeds.size(); ++i) {
        set.members.push_back({i == 0 ? sync::RecipientRole::online : sync::RecipientRole::escrow,
                               sync::BoxKeyPair(seeds[i]).public_key()});
    }
    return set;
}

}  // namespace

SmallOffice::SmallOffice(std::uint64_t seed)
    : random(seed),
      root(sync::SignSeed::random(random)),
      publisher(sync::SignSeed::random(random)),
      kiosk(sync::make_kiosk_keys(random)) {
    for (int i = 0; i < 5; ++i) {
        recipients.push_back(sync::BoxSeed::random(random));
    }
    const std::span<const sync::BoxSeed> seeds(recipients);
    trust.org = base::OrgId::random(random);
    trust.org_name = "Northgate Council";
    trust.created = day(20500);
    trust.warn_after = day(20900);
    trust.roots = {root.public_key()};
    trust.publishers = {publisher.public_key()};
    trust.sets = {set_of(sync::RecordClass::survey, random, seeds.first(2)),
                  set_of(sync::RecordClass::contact, random, seeds.subspan(2, 2)),
                  set_of(sync::RecordClass::health, random, seeds.subspan(4, 1))};
}

sync::RegisteredKiosk SmallOffice::registered() const {
    sync::RegisteredKiosk entry;
    entry.kiosk = kiosk.kiosk;
    entry.sign = sync::SignKeyPair(kiosk.sign).public_key();
    entry.receive = sync::BoxKeyPair(kiosk.receive).public_key();
    entry.ticket = sync::SignKeyPair(kiosk.ticket).public_key();
    entry.first_instance = kiosk.instance;
    entry.label = "Library";
    entry.site = "Northgate";
    return entry;
}

sync::Registry SmallOffice::registry() const {
    sync::Registry registry;
    registry.org = trust.org;
    registry.trust_hash = chain().newest().digest;
    registry.created = day(20501);
    registry.kiosks = {registered()};
    return registry;
}

sync::OwnPart SmallOffice::own_part() const {
    sync::OwnPart part;
    part.org = trust.org;
    part.kiosk = kiosk.kiosk;
    part.instance = kiosk.instance;
    part.day = day(20502);
    part.trust_hash = chain().newest().digest;
    part.label = "Library";
    part.site = "Northgate";
    part.stream = "main";
    for (const sync::RecordClass cls :
         {sync::RecordClass::survey, sync::RecordClass::contact, sync::RecordClass::health}) {
        part.seal_to.push_back({cls, trust.set_of(cls)->id});
    }
    return part;
}

sync::KeyRing SmallOffice::survey_ring() const {
    sync::KeyRing ring;
    ring.add(sync::BoxKeyPair(recipients[0]));
    return ring;
}

sync::BatchHead SmallOffice::head() const {
    sync::BatchHead head;
    head.origin = origin();
    head.trust_hash = chain().newest().digest;
    head.day = day(20510);
    return head;
}

std::vector<sync::Slot> slots_of(const sync::FreshEpoch& epoch) {
    std::vector<sync::Slot> slots;
    for (std::size_t at = 0; at < epoch.slots.size(); at += 48) {
        const base::ByteView bytes = base::ByteView(epoch.slots).subspan(at, 48);
        slots.emplace_back(epoch.block,
                           epoch.context,
                           *base::RecordId::from_bytes(bytes.first(16)),
                           bytes.subspan(16));
    }
    return slots;
}

sync::BuiltBatch make_batch(SmallOffice& office, const sync::BatchHead& head, std::size_t records) {
    const sync::RecipientSet* set = office.trust.set_of(sync::RecordClass::survey);
    const std::vector<sync::EpochBlock> blocks{
        sync::make_epoch(head.origin, set->id, set->keys(), office.random, 0).block};
    const sync::FreshEpoch epoch =
        sync::make_epoch(head.origin, set->id, set->keys(), office.random, records);
    std::vector<sync::SealedRecord> rows;
    for (sync::Slot& slot : slots_of(epoch)) {
        rows.push_back(*sync::seal_response(std::move(*slot.next()), slot.record().view()));
    }
    // The first block is of an epoch without records: a builder leaves it out.
    const std::vector<sync::EpochBlock> given{blocks.front(), epoch.block};
    return sync::build_survey_batch(head, given, rows, sync::SignKeyPair(office.kiosk.sign));
}

}  // namespace harmony::tests
