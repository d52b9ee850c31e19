#pragma once

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <string>
#include <vector>

#include "tape.h"

namespace harmony::survey::test {

/// How often a property is tried: HARMONY_DRAFTS times in the long form, else `bounded` times.
inline int times_to_try(int bounded) {
    const char* wanted = std::getenv("HARMONY_DRAFTS");
    return wanted == nullptr ? bounded : std::atoi(wanted);
}

/// Numbers on a tape: some 20 questions, some 200 steps.
inline constexpr int most_of_a_form = 1200;
inline constexpr int most_of_answers = 600;

/// Tries `what_is_wrong(form, answers)` for many pairs of tapes; it says what is wrong, or nothing.
/// A pair that fails is made smaller before it is reported. The seed is fixed, so that a failure
/// can be repeated; HARMONY_SEED is another one.
template <typename Property>
void holds_for_any_tapes(int bounded, const Property& what_is_wrong) {
    rc::detail::TestParams params = rc::detail::configuration().testParams;
    const char* seed = std::getenv("HARMONY_SEED");
    params.seed = seed == nullptr ? 20260330 : std::strtoull(seed, nullptr, 10);
    params.maxSuccess = times_to_try(bounded);
    // Only the row gets long: at its own size a number would nearly always be the largest.
    const auto numbers = rc::gen::container<std::vector<std::uint32_t>>(
        rc::gen::resize(100, rc::gen::arbitrary<std::uint32_t>()));
    const auto result = rc::detail::checkTestable(
        [&] {
            Tape form_tape(*rc::gen::resize(most_of_a_form, numbers));
            Tape answer_tape(*rc::gen::resize(most_of_answers, numbers));
            const std::string wrong = what_is_wrong(form_tape, answer_tape);
            if (!wrong.empty()) {
                RC_FAIL(wrong);
            }
        },
        rc::detail::TestMetadata(),
        params);
    std::ostringstream told;
    rc::detail::printResultMessage(result, told);
    INFO(told.str());
    CHECK(result.template is<rc::detail::SuccessResult>());
}

}  // namespace harmony::survey::test
