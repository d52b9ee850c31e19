#pragma once

#include <optional>
#include <string>

#include "base/secret.h"
#include "kiosk/screens/page.h"

// "I have a number" (kiosk.md 4.5): whoever holds a receipt number reads how things stand with what
// was given under it, on any kiosk, and learns nothing about who gave it.
namespace harmony::kiosk {

struct CodeLookupView {
    base::SecretText digits;  ///< as typed so far, in groups of four
    std::string trouble;      ///< what is wrong with them, in words; empty: nothing
    bool may_try = true;      ///< else too many were tried: no pad is shown
};
void draw_code_lookup(ui::Frame&, const PageContext&, const CodeLookupView&, Intents&);

struct CodeResultView {
    std::string state;      ///< in one sentence
    std::string text;       ///< what an officer wrote for residents; may be empty
    std::string reference;  ///< the number that another organisation gave it; may be empty
    std::string as_of;      ///< when the office looked; may be empty
    bool asks_if_helped = false;
    bool may_take_back = false;
    int page = 0;
};
void draw_code_result(ui::Frame&, const PageContext&, const CodeResultView&, Intents&);

/// The one question before something is taken back.
void draw_code_stop(ui::Frame&, const PageContext&, int page, Intents&);

struct CodeDoneView {
    std::string text;  ///< what happens now
    int page = 0;
};
void draw_code_done(ui::Frame&, const PageContext&, const CodeDoneView&, Intents&);

}  // namespace harmony::kiosk
