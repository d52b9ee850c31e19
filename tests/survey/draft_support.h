#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "survey_support.h"

namespace harmony::survey::test {

/// REQUIRES: the name occurs once.
inline NodeIndex question(const Form& form, std::string_view name) {
    return *form.find(name);
}

/// The text form of an answer.
inline std::string value(const Draft& draft, std::string_view name) {
    return std::string(draft.state(question(draft.form(), name)).value.view());
}

inline void answer(Draft& draft, std::string_view name, std::string_view words) {
    const auto done = draft.set(question(draft.form(), name), text(words));
    INFO(name << " = " << words);
    REQUIRE(done.ok());
}

/// The names of the choices offered, in their order.
inline std::string offered(const Draft& draft, std::string_view name) {
    std::string names;
    for (const Offered& choice : draft.state(question(draft.form(), name)).offered) {
        names += (names.empty() ? "" : " ") + std::string(choice.name);
    }
    return names;
}

inline bool can_set(Draft& draft, std::string_view name, const Answer& given) {
    return draft.set(question(draft.form(), name), given).ok();
}

}  // namespace harmony::survey::test
