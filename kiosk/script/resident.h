#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/error.h"
#include "base/random.h"
#include "kiosk/stage.h"

namespace harmony::kiosk {

enum class Mood { worried, mixed, content };
enum class EqualityAnswers { yes, no, some };

/// Who walks up to the kiosk.
struct ResidentPlan {
    std::string language = "en";
    std::string survey;  ///< form id; empty: the first one offered
    std::uint64_t seed = 1;
    Mood mood = Mood::mixed;
    EqualityAnswers equality = EqualityAnswers::some;
};

/// A person in front of the kiosk: looks at the page (the semantic tree), touches what a finger
/// could touch, and knows nothing else of the program. The same plan walks the same way.
class Resident {
public:
    /// `thanked` is called once, when the thanks page is on the glass; `sees` for every page that
    /// the resident looks at. The stage must outlive this.
    Resident(Stage& stage,
             const ResidentPlan& plan,
             std::function<void()> thanked,
             std::function<void(std::string_view screen)> sees = {});

    /// From attract to attract. Errors: absent or refused, with the page it came to.
    [[nodiscard]] base::Result<void> walk();

private:
    base::Result<void> turn();
    base::Result<void> pick(const std::string& id);
    base::Result<void> answer();
    base::Result<void> choose(bool many);
    base::Result<void> show_place();
    base::Result<void> put_in_order(const std::string& options);
    base::Result<void> give_date(const std::string& screen);
    base::Result<void> give_time(const std::string& screen);
    base::Result<void> rub_out(const std::vector<std::string>& fields);
    base::Result<void> write(const std::string& field, bool number);
    base::Result<void> look_over();
    base::Result<void> thank();
    base::Result<void> go_on();

    [[nodiscard]] std::vector<std::string> shown(std::string_view prefix) const;
    [[nodiscard]] bool shows(std::string_view id) const;
    [[nodiscard]] bool now_and_then(unsigned percent);
    [[nodiscard]] std::size_t choice_of(const std::vector<std::string>& ids);

    Stage& stage_;
    ui::Driver& driver_;
    ResidentPlan plan_;
    std::function<void()> thanked_;
    std::function<void(std::string_view)> sees_;
    base::SeededRandom random_;
    std::string troubled_;  ///< the question that wants something mended
    int turns_ = 0;
    int changes_ = 0;
    int backs_ = 0;
    bool finished_ = false;
};

}  // namespace harmony::kiosk
