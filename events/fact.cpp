#include "events/fact.h"

#include "base/bytes.h"
#include "events/fact_fields.h"

namespace harmony::events {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using base::SecretBytes;

constexpr std::uint64_t schema = 1;
constexpr std::uint64_t version = 1;
constexpr std::size_t head_items = 10;
constexpr int minutes_a_day = 1'440;
constexpr int click_minutes = 5;

constexpr auto none = Part::none;
constexpr auto may = Part::may;
constexpr auto must = Part::must;

// Name; kiosk, office; subject, occurrence, minute. From 5.2 of the design of events.
constexpr std::array<KindRule, fact_kinds> rules = {
    KindRule{"signed_up", true, true, must, must, none},
    KindRule{"contact_given", true, true, must, may, none},
    KindRule{"need_given", true, true, must, may, none},
    KindRule{"cancelled", true, true, must, may, none},
    KindRule{"cancel_asked", true, false, none, must, none},
    KindRule{"reinstated", false, true, must, may, none},
    KindRule{"promoted", false, true, must, must, none},
    KindRule{"offer_closed", false, true, must, must, none},
    KindRule{"checked_in", true, true, must, must, must},
    KindRule{"check_in_undone", true, true, must, must, none},
    KindRule{"walked_in", true, true, none, must, must},
    KindRule{"counted", true, false, none, must, must},
    KindRule{"engagement_added", true, false, none, must, none},
    KindRule{"allocation_applied", true, false, none, must, none},
    KindRule{"contact_corrected", false, true, must, may, none},
    KindRule{"consent_withdrawn", true, true, must, may, none},
    KindRule{"erased", false, true, must, may, none},
    KindRule{"expired_unsent", true, false, none, may, none},
    KindRule{"occurrence_changed", false, true, none, must, none},
    KindRule{"grant", false, true, none, must, none},
    KindRule{"write_off", false, true, none, may, none},
    KindRule{"requested", true, true, must, may, none},
    KindRule{"request_step", false, true, must, none, none},
    KindRule{"case_opened", true, true, must, may, none},
    KindRule{"case_step", true, true, must, none, none},
    KindRule{"withdraw_asked", true, false, none, none, none},
    KindRule{"complaint_made", true, true, must, may, none},
    KindRule{"complaint_step", false, true, must, none, none},
    KindRule{"conflict_closed", false, true, none, may, none},
    KindRule{"conflict_reopened", false, true, none, may, none}};

bool fits(Part part, bool there) {
    return part == Part::may || (part == Part::must) == there;
}

bool fits(const FactHead& head, FactKind kind) {
    const KindRule& rule = rule_of(kind);
    const bool clicked =
        kind != FactKind::counted || (head.minute && *head.minute % click_minutes == 0);
    return head.seq > 0 && fits(rule.subject, !head.subject.is_zero()) &&
           fits(rule.occurrence, !head.occurrence.is_zero()) &&
           fits(rule.minute, head.minute.has_value()) && clicked;
}

void read_head(FactReader& reader, FactHead& head) {
    reader.number(head.seq, 1, UINT64_MAX);
    reader.id(head.subject);
    reader.id(head.occurrence);
    reader.day(head.day);
    reader.maybe_number(head.minute, minutes_a_day - 1);
    reader.choice(head.by, FactBy::resident, FactBy::office);
}

/// An empty payload of a kind.
template <std::size_t... Index>
Payload empty_of(std::size_t wanted, std::index_sequence<Index...>) {
    Payload made;
    const auto take = [&]<std::size_t At>() {
        if (At == wanted) {
            made.emplace<At>();
        }
    };
    (take.template operator()<Index>(), ...);
    return made;
}

/// Whether it was one that can be read back.
bool encode(const Fact& fact, SecretBytes& out) {
    FactWriter writer(out);
    writer.items(head_items);
    writer.number(schema, schema, schema);
    writer.number(static_cast<std::uint64_t>(fact.kind()), 1, fact_kinds);
    writer.number(version, version, version);
    writer.number(fact.head.seq, 1, UINT64_MAX);
    writer.id(fact.head.subject);
    writer.id(fact.head.occurrence);
    writer.number(base::day_number(fact.head.day), 0, most_days);
    writer.maybe_number(fact.head.minute, minutes_a_day - 1);
    writer.choice(fact.head.by, FactBy::resident, FactBy::office);
    std::visit([&](const auto& payload) { fields(writer, payload); }, fact.payload);
    return fits(fact.head, fact.kind()) && !writer.wrong();
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

void cell(FactWriter& coder, const std::optional<CaseCell>& value) {
    if (!value) {
        coder.null();
        return;
    }
    coder.items(2);
    coder.number(value->east, 0, 69'999);
    coder.number(value->north, 0, 129'999);
}

void cell(FactReader& coder, std::optional<CaseCell>& value) {
    if (!coder.null()) {
        value.emplace();
        coder.items(2);
        coder.number(value->east, 0, 69'999);
        coder.number(value->north, 0, 129'999);
    }
}

const KindRule& rule_of(FactKind kind) {
    return rules.at(static_cast<std::size_t>(kind) - 1);
}

SecretBytes write_fact(const Fact& fact) {
    SecretBytes out;
    base::promise(encode(fact, out), "a fact that can be read back");
    return out;
}

std::optional<SecretBytes> encode_fact(const Fact& fact) {
    SecretBytes out;
    return encode(fact, out) ? std::optional<SecretBytes>(std::move(out)) : std::nullopt;
}

Result<Fact> read_fact(base::ByteView body) {
    const auto bad = [] { return Error{ErrorKind::unreadable, "this is not a fact"}; };
    FactReader reader(body);
    std::uint64_t its_schema = 0;
    std::uint64_t kind = 0;
    std::uint64_t its_version = 0;
    const std::size_t items = reader.list(head_items * 2);
    reader.number(its_schema, 0, UINT64_MAX);
    reader.number(kind, 0, UINT64_MAX);
    reader.number(its_version, 0, UINT64_MAX);
    if (reader.wrong() || body.size() > most_payload) {
        return bad();
    }
    if (its_schema != schema || its_version != version || kind < 1 || kind > fact_kinds) {
        return Error{ErrorKind::absent, "this fact needs a newer Harmony"};
    }
    Fact fact;
    fact.payload = empty_of(kind - 1, std::make_index_sequence<fact_kinds>());
    reader.need(items == head_items);
    read_head(reader, fact.head);
    std::visit([&](auto& payload) { fields(reader, payload); }, fact.payload);
    SecretBytes again;
    if (!reader.finished() || !encode(fact, again) || !base::equal(again, body)) {
        return bad();
    }
    return fact;
}

bool is_allowed(const Fact& fact, Author author) {
    const KindRule& rule = rule_of(fact.kind());
    const bool office = author == Author::office;
    if ((office ? !rule.office : !rule.kiosk) || office != (fact.head.by == FactBy::office)) {
        return false;
    }
    if (const auto* step = std::get_if<CaseStep>(&fact.payload)) {
        return office || step->to == CaseState::reopened;
    }
    const auto* withdrawn = std::get_if<ConsentWithdrawn>(&fact.payload);
    return office || withdrawn == nullptr || withdrawn->box == Box::later_events;
}

std::vector<SecretBytes> facts_of(const SignUp& sign_up,
                                  std::uint64_t first_seq,
                                  base::Day day,
                                  const SignedAs& as) {
    Fact fact;
    fact.head = {
        first_seq, sign_up.id(), sign_up.occurrence(), day, std::nullopt, FactBy::resident};
    SignedUp signed_up;
    signed_up.outcome = as.outcome;
    signed_up.turn = as.turn;
    signed_up.ticket_key = as.ticket_key;
    signed_up.party = sign_up.party();
    signed_up.under_16 = sign_up.under_16();
    signed_up.code = sign_up.code();
    signed_up.language = sign_up.language();
    fact.payload = signed_up;
    std::vector<SecretBytes> facts = {write_fact(fact)};
    if (sign_up.contact()) {
        ++fact.head.seq;
        fact.payload =
            ContactGiven{*sign_up.contact(), shown(sign_up, {Box::this_event, Box::later_events})};
        facts.push_back(write_fact(fact));
    }
    if (!sign_up.needs().empty()) {
        ++fact.head.seq;
        fact.payload = NeedGiven{sign_up.needs(), sign_up.note(), shown(sign_up, {Box::needs})};
        facts.push_back(write_fact(fact));
    }
    return facts;
}

SecretBytes hear_back_fact(const SignUp& contact,
                           const base::ReceiptKey& receipt,
                           std::uint64_t seq,
                           base::Day day) {
    base::promise(contact.contact().has_value(), "somebody who can be told");
    const std::optional<SubjectId> subject = SubjectId::from_bytes(receipt.view());
    base::promise(subject.has_value(), "a receipt key is as long as a subject");
    Fact fact;
    fact.head = {seq, *subject, OccurrenceId{}, day, std::nullopt, FactBy::resident};
    fact.payload = ContactGiven{*contact.contact(), shown(contact, {Box::this_event})};
    return write_fact(fact);
}

}  // namespace harmony::events
