#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "db/office_store.h"
#include "events/town.h"

// "You said, we did" (design of events, 15): what residents said, what came of it, and what of it
// kiosks and the public page show. Kept in the office's store as the value "you_said".
namespace harmony::admin {

enum class YouSaidState : std::uint8_t { draft, checked, published, retired };
inline constexpr std::array<std::string_view, 4> you_said_state_names = {
    "draft", "checked", "published", "retired"};
static_assert(static_cast<std::size_t>(YouSaidState::retired) + 1 == you_said_state_names.size());

/// "We could not" is told as well.
enum class YouSaidResult : std::uint8_t { did, could_not };

struct YouSaidItem {
    events::YouSaid shown;  ///< what kiosks show; its day is when it was done
    YouSaidResult result = YouSaidResult::did;
    YouSaidState state = YouSaidState::draft;
    std::string organisation;            ///< who did it; may be empty
    std::vector<std::string> cases;      ///< ids of cases behind it, in hex
    std::vector<std::string> questions;  ///< `survey:question` of the theme behind it
    int people = 0;                      ///< who said so, of a release; 0: not said
    std::string release;                 ///< the release that `people` stands in
    std::string author;
    std::string checker;
    std::string publisher;
    bool english_only = false;  ///< its other languages are missing, and that was accepted
    std::optional<base::Day> published_on;

    bool operator==(const YouSaidItem&) const = default;
};

/// A number of people stands under an item only from here on.
inline constexpr int fewest_people_said = 10;

/// Days after publishing for which an item is shown.
inline constexpr int you_said_days = 180;

/// What is wrong with an item as such, as a sentence; empty when nothing is: texts and their
/// lengths, nothing personal in any of them, a case or question behind it, a number that may be
/// said.
[[nodiscard]] std::string fault_in(const YouSaidItem& item);

/// Whether it is shown: published, and not older than `you_said_days`.
[[nodiscard]] bool is_shown(const YouSaidItem& item, base::Day today);

/// All items of an office.
class YouSaidBook {
public:
    /// `store` must outlive this. Errors: unreadable (what is kept is no such book).
    [[nodiscard]] static base::Result<YouSaidBook> open(db::OfficeStore& store);

    [[nodiscard]] const std::vector<YouSaidItem>& all() const { return all_; }

    /// The item with this id. Errors: absent (says which there are).
    [[nodiscard]] base::Result<YouSaidItem> find(std::string_view id) const;

    /// Keeps a new or changed item. Errors: refused (`fault_in`), full.
    [[nodiscard]] base::Result<void> keep(YouSaidItem item);

    /// Whether whoever checks or publishes must be another than its author (off unless set).
    [[nodiscard]] bool needs_second_person() const { return second_person_; }
    [[nodiscard]] base::Result<void> need_second_person(bool needed);

    /// What kiosks show today, newest first, at most `events::most_you_said`.
    [[nodiscard]] std::vector<events::YouSaid> shown(base::Day today) const;

private:
    explicit YouSaidBook(db::OfficeStore& store) : store_(store) {}

    [[nodiscard]] base::Result<void> save();

    db::OfficeStore& store_;
    std::vector<YouSaidItem> all_;  ///< in the order in which they were made
    bool second_person_ = false;
};

}  // namespace harmony::admin
