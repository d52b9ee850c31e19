#include "admin/cases/told_residents.h"

#include <fmt/format.h>

#include <algorithm>

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;

Result<void> add_you_said(Content& content, const std::vector<events::YouSaid>& shown) {
    std::vector<events::YouSaid>& all = content.town.you_said;
    for (const events::YouSaid& item : shown) {
        const bool twice = std::any_of(
            all.begin(), all.end(), [&](const auto& other) { return other.id == item.id; });
        if (twice) {
            return Error{ErrorKind::refused,
                         fmt::format("the item \"{}\" is both in the content file and among the "
                                     "office's own (`you-said list`). Take it out of the content "
                                     "file",
                                     item.id)};
        }
        all.push_back(item);
    }
    std::stable_sort(
        all.begin(), all.end(), [](const auto& a, const auto& b) { return a.day > b.day; });
    all.resize(std::min(all.size(), events::most_you_said));
    return {};
}

std::vector<std::string> missing_languages(const Content& content) {
    std::vector<std::string> sentences;
    for (const events::YouSaid& item : content.town.you_said) {
        std::vector<std::string> missing;
        std::copy_if(content.languages.begin(),
                     content.languages.end(),
                     std::back_inserter(missing),
                     [&](const std::string& code) {
                         return !item.said.contains(code) || !item.did.contains(code);
                     });
        if (!missing.empty()) {
            sentences.push_back(fmt::format("\"{}\" has no {}; it is shown in English there",
                                            item.id,
                                            fmt::join(missing, ", ")));
        }
    }
    return sentences;
}

void add_receipts(PackContents& pack, const events::ReceiptStates& states) {
    const std::string text = events::write_receipts(states);
    PackEntry entry{std::string(events::receipts_file), base::copy_bytes(base::as_bytes(text))};
    const auto at = std::lower_bound(
        pack.entries.begin(), pack.entries.end(), entry, [](const auto& a, const auto& b) {
            return a.name < b.name;
        });
    pack.entries.insert(at, std::move(entry));
}

}  // namespace harmony::admin
