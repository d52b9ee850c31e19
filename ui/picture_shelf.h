#pragma once

// Not a public header: the pictures that a page shows, at the size it shows them.

#include <cstdint>
#include <list>

#include "ui/picture.h"

namespace harmony::ui {

/// Gives each picture on the page a number for the draw list, and keeps it until the renderer has
/// drawn it. A picture that is shown at another size than its own is scaled once; scaled copies
/// stay for a while, since people turn pages back.
class PictureShelf {
public:
    using Number = std::uint32_t;

    /// Numbers from here on are pictures; those below are texts.
    static constexpr Number first = 0x80000000U;

    /// Bytes of scaled copies that are kept though no page shows them.
    static constexpr std::size_t spare_bytes = 8u << 20;

    [[nodiscard]] static bool is_picture(Number number) { return number >= first; }

    /// The number of `picture` at this size; never one that another picture had before.
    [[nodiscard]] Number put(const SharedPicture& picture, int width_px, int height_px);

    /// REQUIRES: `number` was given in this pass or the one before.
    [[nodiscard]] const Picture& at(Number number) const;

    /// A new pass begins: what it does not show may go.
    void begin_pass() { ++pass_; }

    /// Lets go of what the last pass did not show.
    void forget_unused();
    void clear() { shelf_.clear(); }

    [[nodiscard]] std::size_t size() const { return shelf_.size(); }

private:
    struct Entry {
        std::uint64_t fingerprint = 0;  ///< of the picture before it was scaled
        SharedPicture picture;
        bool copy = false;
        Number number = 0;
        std::uint64_t pass = 0;
    };

    std::list<Entry> shelf_;  ///< shown last first
    Number next_ = first;
    std::uint64_t pass_ = 0;
};

}  // namespace harmony::ui
