#include "events/fact.h"

#include <algorithm>

#include "base/bytes.h"
#include "base/cbor.h"
#include "events/code.h"
#include "events/contact.h"

namespace harmony::events {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using base::SecretBytes;
using base::cbor::Kind;
using base::cbor::Reader;
using base::cbor::Writer;

constexpr std::uint64_t schema = 1;
constexpr std::uint64_t version = 1;
constexpr std::size_t head_items = 10;
constexpr std::uint64_t source_kiosk = 1;
constexpr std::size_t most_payload = 4096;
constexpr int most_party = 10;
constexpr std::size_t longest_language = 12;

/// Items one by one, each zeroed where it was made.
class Items {
public:
    explicit Items(SecretBytes& out) : out_(out) {}

    void number(std::uint64_t value) {
        put([&](Writer& writer) { writer.unsigned_integer(value); });
    }

    void bytes(base::ByteView value) {
        put([&](Writer& writer) { writer.bytes(value); });
    }

    void text(std::string_view value) {
        put([&](Writer& writer) { writer.text(value); });
    }

    void array(std::size_t items) {
        put([&](Writer& writer) { writer.array(items); });
    }

    void null() {
        put([](Writer& writer) { writer.null(); });
    }

private:
    template <typename Write>
    void put(const Write& write) {
        Writer writer;
        write(writer);
        base::Bytes piece = writer.take();
        out_.insert(out_.end(), piece.begin(), piece.end());
        explicit_bzero(piece.data(), piece.size());
    }

    SecretBytes& out_;
};

void write_head(Items& items, const FactHead& head) {
    items.array(head_items);
    items.number(schema);
    items.number(static_cast<std::uint64_t>(head.kind));
    items.number(version);
    items.number(head.seq);
    items.bytes(head.subject.view());
    items.bytes(head.occurrence.view());
    items.number(static_cast<std::uint64_t>(base::day_number(head.day)));
    items.null();  // the minute: only check-in has one
    items.number(static_cast<std::uint64_t>(head.by));
}

void write_agreements(Items& items, const std::vector<Agreement>& agreements) {
    items.array(agreements.size());
    for (const Agreement& agreement : agreements) {
        items.array(6);
        items.number(static_cast<std::uint64_t>(agreement.box));
        items.number(agreement.yes ? 1 : 0);
        items.bytes(agreement.text.view());
        items.text(agreement.language);
        items.number(static_cast<std::uint64_t>(agreement.translation));
        if (agreement.english) {
            items.bytes(agreement.english->view());
        } else {
            items.null();
        }
    }
}

void write_signed_up(Items& items, const ReadFact& fact) {
    items.array(8);
    items.number(static_cast<std::uint64_t>(Outcome::requested));
    items.number(static_cast<std::uint64_t>(fact.party));
    items.number(static_cast<std::uint64_t>(fact.under_16));
    items.number(0);  // turn: of the waiting list
    items.number(fact.code);
    items.null();  // no ticket was made
    items.text(fact.language);
    items.number(source_kiosk);
}

void write_contact(Items& items, const ReadFact& fact) {
    items.array(5);
    items.text(fact.contact->name.view());
    items.text(fact.contact->phone.view());
    items.text(fact.contact->email.view());
    items.number(static_cast<std::uint64_t>(fact.contact->preferred));
    write_agreements(items, fact.agreements);
}

void write_needs(Items& items, const ReadFact& fact) {
    items.array(3);
    items.array(fact.needs.size());
    for (const Need need : fact.needs) {
        items.number(static_cast<std::uint64_t>(need));
    }
    items.text(fact.note.view());
    write_agreements(items, fact.agreements);
}

SecretBytes encode(const ReadFact& fact) {
    SecretBytes out;
    Items items(out);
    write_head(items, fact.head);
    switch (fact.head.kind) {
        case FactKind::signed_up: write_signed_up(items, fact); break;
        case FactKind::contact_given: write_contact(items, fact); break;
        case FactKind::need_given: write_needs(items, fact); break;
    }
    return out;
}

/// Reads items in order and remembers the first that was not what it had to be.
class Taken {
public:
    explicit Taken(base::ByteView body) : reader_(body) {}

    std::uint64_t number(std::uint64_t most) {
        const Result<std::uint64_t> value = reader_.unsigned_integer();
        need(value && *value <= most);
        return value ? *value : 0;
    }

    base::ByteView bytes() {
        const Result<base::ByteView> value = reader_.bytes();
        need(value.ok());
        return value ? *value : base::ByteView();
    }

    std::string_view text(std::size_t longest) {
        const Result<std::string_view> value = reader_.text();
        need(value && value->size() <= longest);
        return value ? *value : std::string_view();
    }

    std::size_t array(std::size_t most) {
        const Result<std::size_t> value = reader_.array();
        need(value && *value <= most);
        return value && wrong_ == false ? *value : 0;
    }

    /// Whether a null came; it is passed over.
    bool null() {
        const Result<Kind> kind = reader_.peek();
        return kind && *kind == Kind::null && reader_.null().ok();
    }

    void need(bool right) { wrong_ = wrong_ || !right; }

    [[nodiscard]] bool wrong() const { return wrong_; }
    [[nodiscard]] bool finished() const { return !wrong_ && reader_.finish().ok(); }

private:
    Reader reader_;
    bool wrong_ = false;
};

void read_head(Taken& taken, FactHead& head) {
    constexpr std::uint64_t most_days = 200'000;
    head.seq = taken.number(UINT64_MAX);
    taken.need(head.seq > 0);
    const auto subject = SignUpId::from_bytes(taken.bytes());
    const auto occurrence = OccurrenceId::from_bytes(taken.bytes());
    taken.need(subject.has_value() && occurrence.has_value());
    head.subject = subject.value_or(SignUpId{});
    head.occurrence = occurrence.value_or(OccurrenceId{});
    head.day = base::day_from_number(static_cast<std::int32_t>(taken.number(most_days)));
    taken.need(taken.null());
    const std::uint64_t by = taken.number(3);
    taken.need(by > 0);
    head.by = static_cast<FactBy>(by);
}

void read_agreements(Taken& taken, std::vector<Agreement>& agreements) {
    const std::size_t count = taken.array(3);
    for (std::size_t i = 0; i < count && !taken.wrong(); ++i) {
        taken.need(taken.array(6) == 6);
        Agreement agreement;
        const std::uint64_t box = taken.number(3);
        taken.need(box > 0);
        agreement.box = static_cast<Box>(box);
        agreement.yes = taken.number(1) == 1;
        const auto text = base::Digest::from_bytes(taken.bytes());
        taken.need(text.has_value());
        agreement.text = text.value_or(base::Digest{});
        agreement.language = taken.text(longest_language);
        agreement.translation = static_cast<Translation>(taken.number(2));
        if (!taken.null()) {
            agreement.english = base::Digest::from_bytes(taken.bytes());
            taken.need(agreement.english.has_value());
        }
        agreements.push_back(std::move(agreement));
    }
}

void read_signed_up(Taken& taken, ReadFact& fact) {
    taken.need(taken.array(8) == 8);
    taken.need(taken.number(3) == static_cast<std::uint64_t>(Outcome::requested));
    fact.party = static_cast<int>(taken.number(most_party));
    fact.under_16 = static_cast<int>(taken.number(most_party));
    taken.need(fact.party > 0 && fact.under_16 <= fact.party);
    taken.need(taken.number(0) == 0);
    fact.code = static_cast<std::uint32_t>(taken.number(UINT32_MAX));
    taken.need(is_code(fact.code));
    taken.need(taken.null());
    fact.language = taken.text(longest_language);
    taken.need(taken.number(source_kiosk) == source_kiosk);
}

/// Whether a text has the form in which it must be stored.
template <typename Stored>
bool is_stored(std::string_view text, const Stored& stored) {
    return stored.has_value() && stored->view() == text;
}

void read_contact(Taken& taken, ReadFact& fact) {
    taken.need(taken.array(5) == 5);
    Contact& contact = fact.contact.emplace();
    const std::string_view name = taken.text(most_payload);
    const std::string_view phone = taken.text(most_payload);
    const std::string_view email = taken.text(most_payload);
    contact.preferred = static_cast<Preferred>(taken.number(3));
    taken.need(is_stored(name, stored_text(name, longest_name)));
    taken.need(phone.empty() || read_phone(phone).stored.view() == phone);
    taken.need(email.empty() || is_stored(email, stored_email(email)));
    contact.name.assign(name);
    contact.phone.assign(phone);
    contact.email.assign(email);
    read_agreements(taken, fact.agreements);
}

void read_needs(Taken& taken, ReadFact& fact) {
    taken.need(taken.array(3) == 3);
    const std::size_t count = taken.array(need_names.size());
    for (std::size_t i = 0; i < count; ++i) {
        const auto need = static_cast<Need>(taken.number(need_names.size()));
        taken.need(static_cast<std::uint8_t>(need) > 0);
        taken.need(fact.needs.empty() || fact.needs.back() < need);
        fact.needs.push_back(need);
    }
    const std::string_view note = taken.text(most_payload);
    taken.need(note.empty() || is_stored(note, stored_text(note, longest_note)));
    fact.note.assign(note);
    read_agreements(taken, fact.agreements);
}

/// The agreements that belong to a fact, of those boxes that were shown.
std::vector<Agreement> shown(const SignUp& sign_up, std::initializer_list<Box> boxes) {
    std::vector<Agreement> agreements;
    for (const Box box : boxes) {
        if (const std::optional<Agreement> agreement = sign_up.agreement(box)) {
            agreements.push_back(*agreement);
        }
    }
    return agreements;
}

}  // namespace

std::vector<SecretBytes> facts_of(const SignUp& sign_up, std::uint64_t first_seq, base::Day day) {
    ReadFact fact;
    fact.head = {
        FactKind::signed_up, first_seq, sign_up.id(), sign_up.occurrence(), day, FactBy::resident};
    fact.party = sign_up.party();
    fact.under_16 = sign_up.under_16();
    fact.code = sign_up.code();
    fact.language = sign_up.language();
    fact.contact = sign_up.contact();
    fact.needs = sign_up.needs();
    fact.note = sign_up.note();
    std::vector<SecretBytes> facts = {encode(fact)};
    if (fact.contact) {
        fact.head.kind = FactKind::contact_given;
        ++fact.head.seq;
        fact.agreements = shown(sign_up, {Box::this_event, Box::later_events});
        facts.push_back(encode(fact));
    }
    if (!fact.needs.empty()) {
        fact.head.kind = FactKind::need_given;
        ++fact.head.seq;
        fact.agreements = shown(sign_up, {Box::needs});
        facts.push_back(encode(fact));
    }
    return facts;
}

SecretBytes hear_back_fact(const SignUp& contact,
                           const base::ReceiptKey& receipt,
                           std::uint64_t seq,
                           base::Day day) {
    base::promise(contact.contact().has_value(), "somebody who can be told");
    const std::optional<SignUpId> subject = SignUpId::from_bytes(receipt.view());
    base::promise(subject.has_value(), "a receipt key is as long as a subject");
    ReadFact fact;
    fact.head = {FactKind::contact_given, seq, *subject, OccurrenceId{}, day, FactBy::resident};
    fact.contact = contact.contact();
    fact.agreements = shown(contact, {Box::this_event});
    return encode(fact);
}

Result<ReadFact> read_fact(base::ByteView body) {
    const auto bad = [] { return Error{ErrorKind::unreadable, "this is not a fact"}; };
    Taken taken(body);
    const std::size_t items = taken.array(head_items * 2);
    const std::uint64_t its_schema = taken.number(UINT64_MAX);
    const std::uint64_t kind = taken.number(UINT64_MAX);
    const std::uint64_t its_version = taken.number(UINT64_MAX);
    if (taken.wrong() || body.size() > most_payload) {
        return bad();
    }
    if (its_schema != schema || its_version != version || kind < 1 || kind > 3) {
        return Error{ErrorKind::absent, "this fact needs a newer Harmony"};
    }
    ReadFact fact;
    fact.head.kind = static_cast<FactKind>(kind);
    taken.need(items == head_items);
    read_head(taken, fact.head);
    switch (fact.head.kind) {
        case FactKind::signed_up: read_signed_up(taken, fact); break;
        case FactKind::contact_given: read_contact(taken, fact); break;
        case FactKind::need_given: read_needs(taken, fact); break;
    }
    if (!taken.finished()) {
        return bad();
    }
    const SecretBytes again = encode(fact);
    return base::equal(again, body) ? Result<ReadFact>(std::move(fact)) : Result<ReadFact>(bad());
}

}  // namespace harmony::events
