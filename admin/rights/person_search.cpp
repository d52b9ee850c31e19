#include "admin/rights/person_search.h"

#include <algorithm>
#include <map>
#include <optional>

#include "events/code.h"
#include "events/contact.h"
#include "events/name_search.h"

namespace harmony::admin {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using base::SecretText;

/// A query in stored form.
struct Wanted {
    SecretText name;
    SecretText phone;
    SecretText email;
    SecretText postcode;
    std::optional<std::uint32_t> code;
};

Error no_such(const char* option) {
    return Error{ErrorKind::refused, std::string(option) + " is none. Look at how it is written"};
}

Result<std::uint32_t> read_code(std::string_view typed) {
    std::string digits;
    std::copy_if(typed.begin(), typed.end(), std::back_inserter(digits), [](char letter) {
        return letter >= '0' && letter <= '9';
    });
    constexpr std::size_t code_digits = 9;
    const auto code =
        digits.size() == code_digits ? static_cast<std::uint32_t>(std::stoul(digits)) : 0U;
    return events::is_code(code) ? Result<std::uint32_t>(code) : no_such("--code");
}

Result<Wanted> read_query(const PersonQuery& query) {
    Wanted wanted;
    if (query.empty()) {
        return Error{ErrorKind::refused,
                     "say whom you look for: --name, --phone, --email, --postcode or --code"};
    }
    wanted.name = events::searched(query.name);
    if (!query.phone.empty()) {
        wanted.phone = events::read_phone(query.phone).stored;
        if (wanted.phone.empty()) {
            return no_such("--phone");
        }
    }
    if (!query.email.empty()) {
        auto email = events::stored_email(query.email);
        if (!email) {
            return no_such("--email");
        }
        wanted.email = std::move(*email);
    }
    if (!query.postcode.empty()) {
        auto postcode = events::stored_postcode(query.postcode);
        if (!postcode) {
            return no_such("--postcode");
        }
        wanted.postcode = std::move(*postcode);
    }
    if (!query.code.empty()) {
        const auto code = read_code(query.code);
        if (!code) {
            return code.error();
        }
        wanted.code = *code;
    }
    return wanted;
}

/// Postcodes of requests, which the folded state leaves out.
using Postcodes = std::map<events::SubjectId, SecretText>;

Postcodes postcodes_of(const OfficeFacts& facts) {
    Postcodes all;
    for (const events::KnownFact& fact : facts.facts) {
        const auto* asked =
            fact.standing == events::Standing::good ? fact.as<events::Requested>() : nullptr;
        if (asked != nullptr) {
            all[fact.head().subject] = asked->postcode;
        }
    }
    return all;
}

bool fits(const Wanted& wanted, const events::PersonRecord& person) {
    const bool asks = !wanted.name.empty() || !wanted.phone.empty() || !wanted.email.empty();
    if (!asks) {
        return true;
    }
    if (!person.contact) {
        return false;
    }
    const events::Contact& contact = *person.contact;
    return (wanted.name.empty() ||
            events::is_like(wanted.name.view(), events::searched(contact.name.view()).view())) &&
           (wanted.phone.empty() || wanted.phone == contact.phone) &&
           (wanted.email.empty() || wanted.email == contact.email);
}

}  // namespace

Result<std::vector<FoundPerson>> find_people(const events::State& state,
                                             const OfficeFacts& facts,
                                             const PersonQuery& query) {
    const Result<Wanted> wanted = read_query(query);
    if (!wanted) {
        return wanted.error();
    }
    const Postcodes postcodes = wanted->postcode.empty() ? Postcodes() : postcodes_of(facts);
    std::vector<FoundPerson> found;
    const auto take = [&](const events::SubjectId& subject,
                          PersonIn in,
                          base::Day day,
                          const events::PersonRecord& person,
                          std::uint32_t code) {
        const auto postcode = postcodes.find(subject);
        const bool right_place = wanted->postcode.empty() || (postcode != postcodes.end() &&
                                                              postcode->second == wanted->postcode);
        if (right_place && (!wanted->code || *wanted->code == code) && fits(*wanted, person)) {
            found.push_back({subject, in, day, &person});
        }
    };
    for (const auto& one : state.sign_ups) {
        take(one.id, PersonIn::sign_up, one.day, one.person, one.code);
    }
    for (const auto& one : state.requests) {
        take(one.id, PersonIn::request, one.asked_on, one.person, 0);
    }
    for (const auto& one : state.cases) {
        take(one.id, PersonIn::case_report, one.opened_on, one.person, 0);
    }
    for (const auto& one : state.complaints) {
        take(one.id, PersonIn::complaint, one.made_on, one.person, 0);
    }
    return found;
}

}  // namespace harmony::admin
