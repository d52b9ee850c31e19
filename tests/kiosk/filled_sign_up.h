#pragma once

#include <string>
#include <vector>

#include "events/event.h"
#include "kiosk/sign_up_form.h"
#include "kiosk/words.h"

namespace harmony::tests {

/// The events of the demo's content file.
[[nodiscard]] const std::vector<events::Event>& demo_events();

/// One of them as the office publishes it in the language of `words`, with English beside it.
[[nodiscard]] events::Event demo_event(const std::string& id, const kiosk::Words& words);

/// Answers every page before `page`, as a grown-up who comes with two children, wants to be told
/// and needs something would; typed text is short and invented. Promises that it gets there.
void walk_to(kiosk::SignUpForm& form, kiosk::SignUpPage page, const kiosk::Words& words);

/// Types letter by letter.
void type_into(kiosk::SignUpForm& form, std::string_view text);

}  // namespace harmony::tests
