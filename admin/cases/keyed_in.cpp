#include "admin/cases/keyed_in.h"

#include <fmt/format.h>

#include <array>

#include "admin/receipt_search.h"
#include "events/code.h"
#include "events/contact.h"
#include "sync/crypto.h"
#include "sync/receipt.h"

namespace harmony::admin {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::size_t receipt_digits = 12;
constexpr std::size_t group = 4;

/// 11 random digits, the first not 0, and their check digit.
std::array<char, receipt_digits> draw_digits(base::RandomSource& random) {
    std::array<char, receipt_digits> digits{};
    digits[0] = static_cast<char>('1' + random.below(9));
    for (std::size_t at = 1; at + 1 < receipt_digits; ++at) {
        digits[at] = static_cast<char>('0' + random.below(10));
    }
    const std::string_view payload(digits.data(), receipt_digits - 1);
    digits.back() = static_cast<char>('0' + events::damm_digit(payload));
    return digits;
}

Error wrong(const char* option, const char* how) {
    return Error{ErrorKind::refused, fmt::format("{}: {}", option, how)};
}

}  // namespace

Result<NewReceipt> new_receipt(db::OfficeStore& store, base::RandomSource& random) {
    const Result<base::Bytes> salt = deployment_salt(store, random);
    if (!salt) {
        return salt.error();
    }
    const auto drawn = draw_digits(random);
    const std::string_view digits(drawn.data(), drawn.size());
    const Result<base::ReceiptKey> key = sync::receipt_key(digits, *salt);
    if (!key) {
        return key.error();
    }
    NewReceipt made;
    for (std::size_t at = 0; at < digits.size(); at += group) {
        made.digits.append(at == 0 ? "" : " ");
        made.digits.append(digits.substr(at, group));
    }
    made.subject = *events::SubjectId::from_bytes(key->view());
    return made;
}

Result<events::Contact> read_contact(const TypedContact& typed) {
    events::Contact contact;
    auto name = events::stored_text(typed.name, events::longest_name);
    if (!name) {
        return wrong("--name", "type the name we should use, at most 80 letters");
    }
    contact.name = std::move(*name);
    if (!typed.phone.empty()) {
        events::PhoneReading phone = events::read_phone(typed.phone);
        if (phone.trust == events::PhoneTrust::wrong) {
            return wrong("--phone", "type a phone number, like 01642 393939");
        }
        contact.phone = std::move(phone.stored);
        contact.preferred = events::Preferred::phone_call;
    }
    if (!typed.email.empty()) {
        auto email = events::stored_email(typed.email);
        if (!email) {
            return wrong("--email", "type an email address, like name@example.com");
        }
        contact.email = std::move(*email);
        if (typed.phone.empty()) {
            contact.preferred = events::Preferred::email;
        }
    }
    return contact;
}

Result<events::ContactGiven> keyed_contact(db::OfficeStore& store, const TypedContact& typed) {
    Result<events::Contact> contact = read_contact(typed);
    if (!contact) {
        return contact.error();
    }
    events::Agreement agreement;
    agreement.box = events::Box::this_event;
    agreement.yes = true;
    agreement.text = sync::text_hash(base::as_bytes(office_consent));
    agreement.language = "en";
    const Result<void> kept =
        store.set_value("consent:" + agreement.text.hex(), base::as_bytes(office_consent));
    if (!kept) {
        return kept.error();
    }
    return events::ContactGiven{std::move(*contact), {agreement}};
}

}  // namespace harmony::admin
