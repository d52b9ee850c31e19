#pragma once

#include <string>
#include <string_view>

#include "kiosk/words.h"
#include "ui/widgets.h"

namespace harmony::kiosk {

/// What a voice says of the key that types this: of a sign its name ("dot"), since a voice passes
/// over signs; of a capital letter that it is one. Empty for any other letter, which says itself.
[[nodiscard]] std::string key_name(const Words& words, std::string_view typed);

/// The words of a keyboard; owns them for a pass.
class KeyWords {
public:
    /// `words` must outlive this.
    explicit KeyWords(const Words& words);

    /// Points into this.
    [[nodiscard]] ui::KeyboardWords table() const;

private:
    const Words& words_;
    std::string space_;
    std::string done_;
    std::string back_;
    std::string shift_;
    std::string numbers_;
    std::string letters_;
};

}  // namespace harmony::kiosk
