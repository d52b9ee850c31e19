#pragma once

#include <functional>
#include <string_view>

#include "base/error.h"
#include "base/random.h"
#include "kiosk/script/ears.h"
#include "kiosk/script/resident.h"

namespace harmony::kiosk {

/// A person who sees nothing: plugs in headphones, strikes three of the five keys and goes by what
/// is said. Knows the words of a language and no id, and never looks at the page. The same plan
/// walks the same way.
class Listener {
public:
    /// `thanked` is called once, before the thanks page is left. The stage must outlive this.
    Listener(Stage& stage, const ResidentPlan& plan, std::function<void()> thanked);

    /// From attract to attract. Errors: refused, with what was heard last.
    [[nodiscard]] base::Result<void> walk();

private:
    [[nodiscard]] bool is_way_on(std::string_view thing) const;
    [[nodiscard]] bool is_choice_to_take(std::string_view thing);
    void take_choice();
    void go_on(std::string_view thing);
    void begin_page();

    Ears ears_;
    ResidentPlan plan_;
    std::function<void()> thanked_;
    base::SeededRandom random_;
    int passed_ = 0;  ///< choices heard on this page
    int wanted_ = 0;  ///< the choice to take; 0: not decided
    bool took_ = false;
    bool must_ = false;  ///< a problem was heard: the first choice is taken
    bool finished_ = false;
};

}  // namespace harmony::kiosk
