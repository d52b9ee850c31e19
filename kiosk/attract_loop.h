#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "kiosk/pack_content.h"
#include "kiosk/phrases.h"

namespace harmony::kiosk {

/// One picture of the waiting screen.
struct AttractSlide {
    enum class Kind { invite, you_said, event, campaign, promise };

    Kind kind = Kind::invite;
    std::string language = "en";
    std::size_t index = 0;  ///< of the news, or of the event, in the content

    bool operator==(const AttractSlide&) const = default;
};

/// What the waiting screen shows, and when it changes (kiosk.md 4.1): the invitation in every
/// language, then news, events, the campaign's picture and the promise in one language, round after
/// round in the next.
/// What has no text in the language of its round has no slide: none is ever empty.
class AttractLoop {
public:
    static constexpr std::chrono::seconds invite_turn{4};
    static constexpr std::chrono::seconds slide_turn{8};
    static constexpr std::size_t most_news = 6;
    static constexpr std::size_t most_events = 4;
    static constexpr int event_days = 28;

    AttractLoop(const PackContent& content,
                const std::vector<Language>& languages,
                base::Day today);

    struct Moment {
        AttractSlide slide;
        std::chrono::milliseconds shown{0};  ///< since the slide began
        std::chrono::milliseconds left{0};   ///< until the next
    };
    [[nodiscard]] Moment at(std::chrono::milliseconds since) const;

    [[nodiscard]] const std::vector<AttractSlide>& slides() const { return slides_; }

    /// The day that it was made for: tomorrow's events are others.
    [[nodiscard]] base::Day day() const { return day_; }

private:
    base::Day day_;
    std::vector<AttractSlide> slides_;
};

/// How far the waiting picture is moved, so that it burns no edge into the glass: at most 2 mm,
/// another place every minute.
struct BurnInShift {
    double x = 0;
    double y = 0;
};
[[nodiscard]] BurnInShift burn_in_shift(std::chrono::milliseconds since);

}  // namespace harmony::kiosk
