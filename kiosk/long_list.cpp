#include "kiosk/long_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "kiosk/answer_kind.h"
#include "ui/letters.h"

namespace harmony::kiosk {
namespace {

/// Kinds of places that have a name in the catalogues, in the order in which they are looked for.
constexpr std::array<std::string_view, 5> kinds{"ward", "street", "park", "shop", "bus_stop"};

std::size_t place_of_kind(std::string_view kind) {
    return static_cast<std::size_t>(std::find(kinds.begin(), kinds.end(), kind) - kinds.begin());
}

std::string column(const survey::Choice& choice, const std::string& name) {
    const auto at = choice.extra.find(name);
    return at == choice.extra.end() ? std::string() : at->second;
}

/// "castle_hill" as a heading; a name that has letters of its own stays as it is.
std::string area_name(std::string area) {
    std::replace(area.begin(), area.end(), '_', ' ');
    if (!area.empty()) {
        area.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(area.front())));
    }
    return area;
}

std::string group_name(const ListEntry& entry, bool several_kinds, const Words& words) {
    const std::string area = area_name(entry.area);
    const bool known = place_of_kind(entry.kind) < kinds.size();
    if (!several_kinds || !known) {
        return area;
    }
    return fmt::format("{} · {}", area, words(fmt::format("place.kind.{}", entry.kind)));
}

}  // namespace

std::vector<ListEntry> entries_of(const survey::ChoiceList& list,
                                  std::vector<survey::Offered> offered,
                                  bool places) {
    std::vector<ListEntry> entries;
    for (survey::Offered& one : offered) {
        ListEntry entry;
        entry.choice.name = std::string(one.name);
        entry.choice.label = std::move(one.label);
        entry.choice.chosen = one.chosen;
        entry.area = column(list.choices[one.choice], "area");
        entry.kind = column(list.choices[one.choice], "kind");
        entry.choice.aside = is_aside(one.role) || (places && entry.area.empty());
        entries.push_back(std::move(entry));
    }
    std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
        return !a.choice.aside && b.choice.aside;
    });
    return entries;
}

void group_places(std::vector<ListEntry>& entries, const Words& words) {
    std::vector<std::string> areas;
    std::vector<std::string> seen_kinds;
    const auto note = [](std::vector<std::string>& seen, const std::string& name) {
        if (std::find(seen.begin(), seen.end(), name) == seen.end()) {
            seen.push_back(name);
        }
    };
    for (const ListEntry& entry : entries) {
        if (!entry.choice.aside) {
            note(areas, entry.area);
            note(seen_kinds, entry.kind);
        }
    }
    const auto rank = [&](const ListEntry& entry) {
        const auto area = std::find(areas.begin(), areas.end(), entry.area) - areas.begin();
        return std::pair(entry.choice.aside ? areas.size() : static_cast<std::size_t>(area),
                         entry.choice.aside ? 0 : place_of_kind(entry.kind));
    };
    std::stable_sort(entries.begin(), entries.end(), [&](const auto& a, const auto& b) {
        return rank(a) < rank(b);
    });
    if (entries.size() <= most_without_letters) {
        return;  // seen at once: names would only take room
    }
    for (ListEntry& entry : entries) {
        if (!entry.choice.aside) {
            entry.choice.group = group_name(entry, seen_kinds.size() > 1, words);
        }
    }
}

std::size_t keep_found(std::vector<ListEntry>& entries, std::string_view typed) {
    std::erase_if(entries, [&](const ListEntry& entry) {
        return !entry.choice.aside && !ui::word_begins_with(entry.choice.label.view(), typed);
    });
    return static_cast<std::size_t>(std::count_if(
        entries.begin(), entries.end(), [](const auto& entry) { return !entry.choice.aside; }));
}

void list_on(QuestionView& view, std::vector<ListEntry> entries, std::string_view typed) {
    view.list.offers_find = entries.size() > most_without_letters;
    if (view.list.offers_find && ui::letters_in(typed) >= least_letters) {
        view.list.found = static_cast<int>(keep_found(entries, typed));
    }
    for (ListEntry& entry : entries) {
        view.choices.push_back(std::move(entry.choice));
    }
}

}  // namespace harmony::kiosk
