#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/screens/screens.h"
#include "kiosk/words.h"
#include "survey/draft.h"

/// A place list, or another list that is too long to see at once: its order, its groups, and what
/// letters leave of it (kiosk.md 5).
namespace harmony::kiosk {

/// An entry on its way to the page.
struct ListEntry {
    ChoiceView choice;
    std::string area;
    std::string kind;  ///< street, park, shop, bus_stop, or another word of the place list
};

/// The offered choices of a list as entries. A place without an area ("Somewhere else") belongs
/// nowhere: it stands last, like a choice that says nothing about the question.
[[nodiscard]] std::vector<ListEntry> entries_of(const survey::ChoiceList& list,
                                                std::vector<survey::Offered> offered,
                                                bool places);

/// Places by area in the order of the list, in an area by kind; what is aside last. `name` of a
/// group is its area and its kind, in words; only where the list is long enough to need names.
void group_places(std::vector<ListEntry>& entries, const Words& words);

/// The fewest letters that leave anything out.
inline constexpr std::size_t least_letters = 2;

/// Leaves the entries of which a word begins with what was typed, and what is aside: it must be
/// within reach whatever was typed. Returns how many were found.
std::size_t keep_found(std::vector<ListEntry>& entries, std::string_view typed);

/// Puts entries onto a page, with letters to find one by where there are many: `typed` leaves those
/// that it finds.
void list_on(QuestionView& view, std::vector<ListEntry> entries, std::string_view typed);

}  // namespace harmony::kiosk
