#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "admin/office.h"
#include "base/error.h"
#include "base/random.h"
#include "base/secret.h"
#include "events/fact_kinds.h"

// What an officer keys in for somebody who rang, wrote or stood at the desk.
namespace harmony::admin {

/// A receipt number for it, and the subject that is made of it: the digits are said once and stand
/// nowhere (design of events, 12.3).
struct NewReceipt {
    base::SecretText digits;  ///< grouped in fours
    events::SubjectId subject;
};

/// Errors: those of the store.
[[nodiscard]] base::Result<NewReceipt> new_receipt(db::OfficeStore& store,
                                                   base::RandomSource& random);

/// How to reach somebody, as typed on the command line.
struct TypedContact {
    std::string name;
    std::string phone;
    std::string email;

    [[nodiscard]] bool any() const { return !name.empty() || !phone.empty() || !email.empty(); }
};

/// In stored form; told by phone when there is one, else by email. Errors: refused (which of them
/// is no name, number or address).
[[nodiscard]] base::Result<events::Contact> read_contact(const TypedContact& typed);

/// The sentence that the officer says or shows before keying somebody's contact details in.
inline constexpr std::string_view office_consent =
    "You may keep my name and how to reach me, to answer me about this. They are deleted when your "
    "rules say so.\n";

/// The fact of a contact that was agreed to at the office; its sentence is kept among the consent
/// texts, so that it can be shown later. Errors: those of `read_contact` and of the store.
[[nodiscard]] base::Result<events::ContactGiven> keyed_contact(db::OfficeStore& store,
                                                               const TypedContact& typed);

}  // namespace harmony::admin
