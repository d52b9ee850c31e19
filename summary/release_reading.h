#pragma once

// Private to this room: a release as its readers see it.

#include <algorithm>
#include <map>
#include <span>
#include <string>

#include "summary/decide.h"

namespace harmony::summary {

/// The numbers that tables print, by name.
[[nodiscard]] std::map<std::string, std::uint64_t> printed_numbers(
    std::span<const PublishedTable> published);

/// Reads what tables print, number by number, and takes everything else for hidden. All that is
/// handed in outlives it.
class ReleaseReading {
public:
    /// `tables` are what `published` was made from, exact.
    ReleaseReading(std::span<const PublishedTable> published,
                   std::span<const Table> tables,
                   const UnitsByGrouping& units,
                   const Scope& scope);

    [[nodiscard]] const ReleaseCells& cells() const { return cells_; }
    [[nodiscard]] const HiddenCells& hidden() const { return hidden_; }
    [[nodiscard]] bool is_unknown(std::size_t cell) const {
        return summary::is_unknown(cells_.cells().table().cells[cell], hidden_[cell]);
    }

    /// Is anything of that table printed?
    [[nodiscard]] bool tells(const std::string& question, const std::string& grouping) const {
        return std::any_of(published_.begin(), published_.end(), [&](const PublishedTable& table) {
            return table.question.name == question && table.grouping == grouping && !table.withheld;
        });
    }

private:
    [[nodiscard]] const PublishedTable* published_of(const Table& table) const;
    [[nodiscard]] RowStates states_of(const Table& table) const;
    void collect();
    void collect(const Table& table, const PublishedTable& published);
    [[nodiscard]] const Table* any_by(const std::string& grouping) const;
    [[nodiscard]] HiddenCells what_is_hidden() const;
    [[nodiscard]] bool is_absent(std::size_t cell) const;

    std::span<const PublishedTable> published_;
    std::span<const Table> tables_;
    const UnitsByGrouping& units_;
    ReleaseCells cells_;
    std::map<std::string, std::uint64_t> printed_;
    HiddenCells hidden_;
};

}  // namespace harmony::summary
