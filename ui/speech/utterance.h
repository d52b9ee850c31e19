#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/secret.h"

namespace harmony::ui {

/// Who hears what is said.
enum class Listening {
    loudspeaker,  ///< everybody near the machine
    headphones,   ///< one person alone
};

/// Something to be said, in one language. Its words may be a resident's, so they leave no copy
/// behind.
struct Utterance {
    std::string language;
    /// Sentences or less, in order, each as it stands in a catalogue: a clip belongs to one.
    std::vector<base::SecretText> parts;
    bool personal = false;  ///< holds what a resident typed or answered

    void add(std::string_view part) {
        if (!part.empty()) {
            parts.emplace_back(part);
        }
    }

    [[nodiscard]] bool empty() const { return parts.empty(); }

    /// All parts as one text, each ended with a stop of its language.
    [[nodiscard]] base::SecretText text() const;

    bool operator==(const Utterance&) const = default;
};

/// `part` as it is put between others: with the language's full stop unless it has a stop.
[[nodiscard]] base::SecretText with_stop(std::string_view language, std::string_view part);

}  // namespace harmony::ui
