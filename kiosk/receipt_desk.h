#pragma once

#include <chrono>
#include <optional>

#include "base/ids.h"
#include "base/secret.h"
#include "events/fact.h"
#include "events/receipt_states.h"
#include "kiosk/screens/code_screens.h"
#include "kiosk/words.h"
#include "ui/edit.h"

namespace harmony::kiosk {

/// "I have a number" (kiosk.md 4.5) as one resident goes through it: the digits, what the pack says
/// of them, and what may be done. Digits stay in zeroing memory and go with the session.
class ReceiptDesk {
public:
    static constexpr int most_wrong = 5;                   ///< unknown numbers in a session
    static constexpr std::chrono::seconds wrong_wait{30};  ///< before the next try on this machine

    /// A number is being typed anew.
    void open();
    /// Forgets the number and what came of it; how many were wrong stays with the session.
    void close();
    /// The session is over.
    void end_session();

    void type(const ui::KeyPress& press);
    /// A scanned receipt. False when it is none.
    [[nodiscard]] bool take_scan(std::string_view scanned);

    /// Whether the digits are a receipt number; says what is wrong with them otherwise.
    [[nodiscard]] bool is_whole(const Words& words);
    [[nodiscard]] const base::SecretText& digits() const { return digits_.secret(); }

    /// What the pack says of this key. Five unknown ones in a session end the tries for a while.
    void take(const base::ReceiptKey& key,
              const events::ReceiptStates& states,
              std::chrono::milliseconds now);
    [[nodiscard]] bool is_barred(std::chrono::milliseconds now) const;
    [[nodiscard]] bool has_result() const { return key_.has_value(); }

    /// What is told to the office when something is taken back, or did not help. Nothing when there
    /// is no such thing to tell.
    [[nodiscard]] std::optional<events::Fact> taken_back() const;
    [[nodiscard]] std::optional<events::Fact> opened_again() const;

    [[nodiscard]] CodeLookupView lookup(const Words& words, std::chrono::milliseconds now) const;
    /// REQUIRES: a result.
    [[nodiscard]] CodeResultView result(const Words& words) const;

private:
    ui::EditBuffer digits_{12};
    std::string trouble_;
    std::optional<base::ReceiptKey> key_;
    std::optional<events::ReceiptState> found_;  ///< nothing: the pack knows nothing of it yet
    base::Day as_of_{};
    int wrong_ = 0;
    std::optional<std::chrono::milliseconds> barred_until_;  ///< outlives the session
};

/// How things stand, in one sentence of the page's language.
[[nodiscard]] std::string state_in_words(const events::ReceiptState& state, const Words& words);

}  // namespace harmony::kiosk
