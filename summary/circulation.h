#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

// A table with totals as a closed flow of people: a number is an arc, a sum is a node where what
// comes in goes out. Two-way tables with all their totals are such flows exactly, so what somebody
// can work out about a hidden number is how far its arc can move while every shown arc stands
// still, and a way to protect it is a circle of arcs through it (Cox, "Network models for
// complementary cell suppression", JASA 90 (1995) 1453-1462). Flows of whole numbers have whole
// bounds: no linear programming is needed for these tables. Linked tables need it; that audit takes
// the same seam.

namespace harmony::summary {

/// One number of a table.
struct Arc {
    static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
    static constexpr std::int64_t unbounded = std::numeric_limits<std::int64_t>::max() / 4;

    std::size_t from = 0;
    std::size_t to = 0;
    std::int64_t value = 0;
    std::int64_t minimum = 1;  ///< what a reader knows of a hidden number: zeros are shown
    std::int64_t maximum = unbounded;
    std::int64_t cost = 0;  ///< of hiding it
    bool may_hide = false;  ///< may be hidden to protect others
    bool hidden = false;
    bool primary = false;     ///< hidden because it is small
    std::size_t twin = none;  ///< hidden with it: yes and no of one choice
};

enum class Direction : std::uint8_t { up, down };

/// May a search hide more numbers on its way?
enum class Hiding : std::uint8_t { as_it_is, more };

/// A closed flow. Sums are nodes 0 to nodes - 1.
class Circulation {
public:
    explicit Circulation(std::size_t nodes) : arcs_of_(nodes) {}

    /// Returns the arc's index.
    std::size_t add(const Arc& arc);

    [[nodiscard]] std::size_t size() const { return arcs_.size(); }
    [[nodiscard]] const Arc& arc(std::size_t index) const { return arcs_[index]; }

    /// With its twin.
    void hide(std::size_t index);
    void show(std::size_t index);
    void tie(std::size_t first, std::size_t second);

    /// That every node takes in what it gives out: false is a table whose totals are not its sums.
    [[nodiscard]] bool balances() const;

    /// How far hidden arc `index` can move while shown arcs stand still, up to `wanted`. A `known`
    /// arc stands still too: somebody knows that number. With `Hiding::more` it hides the cheapest
    /// arcs it needs on the way, and none when it cannot come as far as `wanted`.
    std::int64_t move(std::size_t index,
                      Direction direction,
                      std::int64_t wanted,
                      std::size_t known,
                      Hiding hiding);

private:
    struct Step {
        std::size_t arc = Arc::none;
        bool forward = true;
    };

    [[nodiscard]] std::int64_t room(const Step& step, const std::vector<std::int64_t>& flow) const;
    [[nodiscard]] std::vector<Step> cheapest_way(std::size_t start,
                                                 std::size_t end,
                                                 const std::vector<std::int64_t>& flow,
                                                 const std::vector<bool>& usable) const;
    [[nodiscard]] std::vector<bool> usable_arcs(std::size_t index,
                                                std::size_t known,
                                                Hiding hiding) const;

    std::vector<std::vector<std::size_t>> arcs_of_;  ///< by node: those that begin or end there
    std::vector<Arc> arcs_;
};

}  // namespace harmony::summary
