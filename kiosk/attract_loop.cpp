#include "kiosk/attract_loop.h"

#include <algorithm>
#include <array>

namespace harmony::kiosk {
namespace {

using std::chrono::milliseconds;

milliseconds turn_of(const AttractSlide& slide) {
    return slide.kind == AttractSlide::Kind::invite ? AttractLoop::invite_turn
                                                    : AttractLoop::slide_turn;
}

bool is_in(const LocalText& text, const std::string& language) {
    const auto at = text.find(language);
    return at != text.end() && !at->second.empty();
}

void add_news(const PackContent& content,
              const std::string& language,
              std::vector<AttractSlide>& slides) {
    std::size_t added = 0;
    for (std::size_t i = 0; i < content.town.you_said.size(); ++i) {
        const events::YouSaid& item = content.town.you_said[i];
        if (added < AttractLoop::most_news && is_in(item.said, language) &&
            is_in(item.did, language)) {
            slides.push_back({AttractSlide::Kind::you_said, language, i});
            ++added;
        }
    }
}

/// The next of them, nearest first; those that are cancelled invite nobody.
std::vector<std::size_t> next_events(const PackContent& content, base::Day today) {
    std::vector<std::size_t> next;
    for (std::size_t i = 0; i < content.events.size(); ++i) {
        const events::Event& event = content.events[i];
        const bool soon =
            event.day >= today && event.day <= today + std::chrono::days{AttractLoop::event_days};
        if (soon && event.state != events::EventState::cancelled) {
            next.push_back(i);
        }
    }
    std::stable_sort(next.begin(), next.end(), [&](std::size_t a, std::size_t b) {
        const events::Event& one = content.events[a];
        const events::Event& other = content.events[b];
        return std::pair(one.day, one.start) < std::pair(other.day, other.start);
    });
    next.resize(std::min(next.size(), AttractLoop::most_events));
    return next;
}

}  // namespace

AttractLoop::AttractLoop(const PackContent& content,
                         const std::vector<Language>& languages,
                         base::Day today)
    : day_(today) {
    const std::vector<std::size_t> next = next_events(content, today);
    for (const Language& round : languages) {
        for (const Language& language : languages) {
            slides_.push_back({AttractSlide::Kind::invite, language.code, 0});
        }
        add_news(content, round.code, slides_);
        for (const std::size_t event : next) {
            if (is_in(content.events[event].title, round.code)) {
                slides_.push_back({AttractSlide::Kind::event, round.code, event});
            }
        }
        if (shown_in(content.pictures, content.town.brand.picture, round.code)) {
            slides_.push_back({AttractSlide::Kind::campaign, round.code, 0});
        }
        slides_.push_back({AttractSlide::Kind::promise, round.code, 0});
    }
    if (slides_.empty()) {
        slides_.push_back({});
    }
}

AttractLoop::Moment AttractLoop::at(milliseconds since) const {
    milliseconds whole{0};
    for (const AttractSlide& slide : slides_) {
        whole += turn_of(slide);
    }
    milliseconds left = since % whole;
    for (const AttractSlide& slide : slides_) {
        if (left < turn_of(slide)) {
            return {slide, left, turn_of(slide) - left};
        }
        left -= turn_of(slide);
    }
    return {slides_.front(), milliseconds{0}, turn_of(slides_.front())};
}

BurnInShift burn_in_shift(milliseconds since) {
    constexpr std::array<BurnInShift, 8> places{
        {{0, 0}, {1, 0.5}, {2, 0}, {1, 1.5}, {0, 2}, {-1, 1}, {-2, 0}, {-1, -1}}};
    const auto minutes = static_cast<std::size_t>(since / std::chrono::minutes{1});
    return places[minutes % places.size()];
}

}  // namespace harmony::kiosk
