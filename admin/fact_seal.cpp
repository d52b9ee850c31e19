#include "admin/fact_seal.h"

#include <algorithm>

#include "admin/authoring/event_shelf.h"

namespace harmony::admin {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::string_view page_label = "hk1.words.1";

/// A wrapped key in the store: of each recipient its id and what was wrapped to it.
base::Bytes write_wraps(const std::vector<sync::Wrap>& wraps) {
    base::Bytes out;
    for (const sync::Wrap& wrap : wraps) {
        base::append(out, wrap.recipient.view());
        base::append(out, wrap.sealed);
    }
    return out;
}

std::vector<sync::Wrap> read_wraps(base::ByteView bytes) {
    constexpr std::size_t size = base::KeyId::size + sizeof(sync::Wrap::sealed);
    std::vector<sync::Wrap> wraps;
    for (; bytes.size() >= size; bytes = bytes.subspan(size)) {
        sync::Wrap& wrap = wraps.emplace_back();
        wrap.recipient = *base::KeyId::from_bytes(bytes.first(base::KeyId::size));
        const base::ByteView sealed = bytes.subspan(base::KeyId::size, wrap.sealed.size());
        std::copy(sealed.begin(), sealed.end(), wrap.sealed.begin());
    }
    return wraps;
}

std::vector<base::KeyId> recipients_of(const std::vector<sync::Wrap>& wraps) {
    std::vector<base::KeyId> all;
    std::transform(wraps.begin(), wraps.end(), std::back_inserter(all), [](const auto& wrap) {
        return wrap.recipient;
    });
    std::sort(all.begin(), all.end());
    return all;
}

base::Bytes bound_to(const base::RecordId& record,
                     const base::KioskId& kiosk,
                     const base::InstanceId& instance) {
    base::Bytes out = base::copy_bytes(record.view());
    base::append(out, kiosk.view());
    base::append(out, instance.view());
    return out;
}

/// Kinds that hold what people are searched by: the code of a sign-up, names and ways to reach
/// somebody, the postcode of a request.
bool has_words(events::FactKind kind) {
    return kind == events::FactKind::signed_up || kind == events::FactKind::contact_given ||
           kind == events::FactKind::contact_corrected || kind == events::FactKind::requested;
}

}  // namespace

FactSeal::FactSeal(sync::StoreKey key) : key_(std::move(key)), hash_(events_hash()) {}

Result<FactSeal> FactSeal::open(Office& office,
                                const sync::KeyRing& ring,
                                base::RandomSource& random) {
    const sync::RecipientSet* set = office.trust().current().set_of(sync::RecordClass::contact);
    base::promise(set != nullptr, "an office without contact keys");
    sync::StoreKey fresh = sync::StoreKey::random(random);
    const std::vector<sync::Wrap> wraps = sync::wrap_key(fresh.reveal(), set->keys());
    const base::Bytes written = write_wraps(wraps);
    const Result<base::Bytes> kept = office.store().fact_key(written);
    if (!kept) {
        return kept.error();
    }
    if (base::equal(*kept, written)) {
        return FactSeal(std::move(fresh));
    }
    const std::vector<sync::Wrap> stored = read_wraps(*kept);
    const sync::Unwrapped opened = sync::unwrap_key(stored, ring);
    auto key = opened.opening == sync::Opening::opened ? sync::StoreKey::from_bytes(opened.key)
                                                       : std::nullopt;
    if (key && recipients_of(stored) == recipients_of(wraps)) {
        return FactSeal(std::move(*key));
    }
    const Result<void> anew = office.store().begin_facts_anew(written);
    return anew ? Result<FactSeal>(FactSeal(std::move(fresh))) : anew.error();
}

db::FactRow FactSeal::seal(const events::FactOrigin& origin, base::ByteView body) const {
    const events::KnownFact fact = events::know_fact(origin, body, hash_);
    db::FactRow row;
    row.rid = origin.id;
    row.kiosk = origin.kiosk;
    row.instance = origin.instance;
    row.trouble = static_cast<std::uint8_t>(fact.standing);
    if (fact.standing == events::Standing::good || fact.standing == events::Standing::not_allowed) {
        row.number = fact.head().seq;
        row.kind = static_cast<std::uint8_t>(fact.kind());
        row.subject = *db::FactSubject::from_bytes(fact.head().subject.view());
        row.occurrence = *db::FactDate::from_bytes(fact.head().occurrence.view());
        row.has_words = fact.standing == events::Standing::good && has_words(fact.kind());
    }
    row.sealed = key_.seal(body, bound_to(origin.id, origin.kiosk, origin.instance));
    return row;
}

std::optional<events::KnownFact> FactSeal::open(const db::FactRow& row) const {
    const auto body = key_.open(row.sealed, bound_to(row.rid, row.kiosk, row.instance));
    return body ? std::optional(events::know_fact(
                      fact_origin(row.rid, row.kiosk, row.instance), *body, hash_))
                : std::nullopt;
}

base::Bytes FactSeal::seal_page(base::ByteView words) const {
    return key_.seal(words, base::as_bytes(page_label));
}

std::optional<base::SecretBytes> FactSeal::open_page(base::ByteView sealed) const {
    return key_.open(sealed, base::as_bytes(page_label));
}

events::FactOrigin fact_origin(const base::RecordId& record,
                               const base::KioskId& kiosk,
                               const base::InstanceId& instance) {
    return {
        record, kiosk, instance, kiosk.is_zero() ? events::Author::office : events::Author::kiosk};
}

}  // namespace harmony::admin
