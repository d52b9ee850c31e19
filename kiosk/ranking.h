#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/secret.h"

namespace harmony::kiosk {

/// The order in which a resident puts choices: touched one after the other, moved, taken out
/// again. Choices are their places in the survey's list. Leaves no copy behind.
class Ranking {
public:
    using Choice = std::uint32_t;
    using Order = std::vector<Choice, base::ZeroingAllocator<Choice>>;

    /// First to last; those that are in no place yet are left out.
    [[nodiscard]] std::span<const Choice> order() const { return order_; }

    /// 1 for the first; 0 when it has no place.
    [[nodiscard]] std::size_t place(Choice choice) const;

    [[nodiscard]] bool empty() const { return order_.empty(); }
    [[nodiscard]] bool can_undo() const { return !before_.empty(); }

    /// What the survey holds already; nothing can be undone then.
    void begin(std::span<const Choice> order);

    /// Drops what is not offered any more.
    void keep_only(std::span<const Choice> offered);

    /// Gives the next place; touched again, takes it out, and the others move up.
    void touch(Choice choice);

    /// One place nearer to the first, to the last. Nothing at the end, or without a place.
    void move_up(Choice choice);
    void move_down(Choice choice);

    /// As before the last touch, move or fresh start.
    void undo();

    /// Nothing is in a place.
    void start_again();

private:
    void remember();

    Order order_;
    std::vector<Order> before_;  ///< the latest last
};

}  // namespace harmony::kiosk
