#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "admin/fact_book.h"
#include "base/error.h"
#include "events/ids.h"

namespace harmony::admin {

/// Looks for people by what they gave: words of a name (each as it begins, accents and case do not
/// matter), a phone number, an email address as it begins, a postcode, or the nine digits of a
/// ticket. At most `most` subjects, each once; none below two letters.
///
/// What is searched stands sealed on pages of a thousand facts, so that nothing of it, and no order
/// or frequency of names, is seen in the store; opening all pages of 100,000 sign-ups takes some
/// milliseconds. Facts that came since the last search get pages first. A name that was corrected
/// is found by what it was as well. Errors: those of the store.
[[nodiscard]] base::Result<std::vector<events::SubjectId>> search_people(const FactBook& book,
                                                                         std::string_view typed,
                                                                         std::size_t most);

}  // namespace harmony::admin
