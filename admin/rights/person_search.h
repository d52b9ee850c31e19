#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "admin/fact_book.h"
#include "events/fold.h"

namespace harmony::admin {

/// What somebody is looked for by; what is empty does not count, and all that is there must fit.
struct PersonQuery {
    std::string name;  ///< the beginnings of its words, without accents and case
    std::string phone;
    std::string email;
    std::string postcode;  ///< of a request
    std::string code;      ///< nine digits of a ticket

    [[nodiscard]] bool empty() const {
        return name.empty() && phone.empty() && email.empty() && postcode.empty() && code.empty();
    }
};

enum class PersonIn : std::uint8_t { sign_up, request, case_report, complaint };
inline constexpr std::array<std::string_view, 4> person_in_names = {
    "sign-up", "request", "case", "complaint"};

/// Something that the office holds of somebody. The record is the state's, which must outlive this.
struct FoundPerson {
    events::SubjectId subject;
    PersonIn in = PersonIn::sign_up;
    base::Day day{};
    const events::PersonRecord* person = nullptr;
};

/// Errors: refused (nothing to look for; a phone number, address or code that is none).
[[nodiscard]] base::Result<std::vector<FoundPerson>> find_people(const events::State& state,
                                                                 const OfficeFacts& facts,
                                                                 const PersonQuery& query);

}  // namespace harmony::admin
