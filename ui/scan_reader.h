#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/secret.h"
#include "ui/keys.h"

namespace harmony::ui {

// A scanner types like a keyboard (kiosk.md 7.6):
//  1. Letters that may begin `HT1:` or `HR1:` wait until they do, or cannot any more.
//  2. From there on all that is typed belongs to the code, until Enter, 60 ms of silence, or 2 s.
//  3. A code is swallowed whole: no letter of it is typed, its Enter presses nothing.
//  4. What was no code after all is given back in its order, as if it had been typed then.
class ScanReader {
public:
    static constexpr std::chrono::milliseconds silence{60};
    static constexpr std::chrono::milliseconds longest{2000};
    static constexpr std::size_t most_letters = 512;

    /// Looks at a key. What is to be applied as keys, in order: often this one, or none yet.
    [[nodiscard]] std::vector<KeyEvent> take(const KeyEvent& event);
    /// Looks whether it has been silent for long enough. Letters that were no code.
    [[nodiscard]] std::vector<KeyEvent> look(std::chrono::milliseconds now);
    [[nodiscard]] std::optional<std::chrono::milliseconds> wake_at() const;

    /// A code that was read since the last call, with its `HT1:` or `HR1:`.
    [[nodiscard]] std::optional<base::SecretText> take_code();

    void reset();

private:
    [[nodiscard]] bool begun() const { return !held_.empty(); }
    [[nodiscard]] bool in_code() const;
    [[nodiscard]] bool goes_on(std::string_view letters) const;
    void finish();
    [[nodiscard]] std::vector<KeyEvent> give_back();

    std::vector<KeyEvent> held_;  ///< the letters so far
    base::SecretText letters_;
    std::optional<base::SecretText> code_;
    std::chrono::milliseconds began_{0};
    std::chrono::milliseconds last_{0};
};

}  // namespace harmony::ui
