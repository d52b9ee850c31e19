#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace harmony::admin::stats {

/// The code of a cell that holds nothing.
inline constexpr std::uint32_t missing_code = std::numeric_limits<std::uint32_t>::max();

/// A column as codes of a list of texts.
struct TextColumn {
    std::vector<std::string> names;    ///< in byte order, each once
    std::vector<std::uint32_t> codes;  ///< a row: index into `names`, or `missing_code`

    /// The code of `name`; `missing_code` when no row holds it.
    [[nodiscard]] std::uint32_t code_of(std::string_view name) const;
};

/// A column of numbers, a row each; not a number where the cell holds nothing.
using NumberColumn = std::vector<double>;

/// The rows that analyses work on: the columns that the spec names, those it derives, and those
/// that analyses add.
class Frame {
public:
    [[nodiscard]] std::size_t rows() const { return rows_; }
    void set_rows(std::size_t rows) { rows_ = rows; }

    void put(const std::string& name, TextColumn column);
    void put(const std::string& name, NumberColumn column);

    /// REQUIRES: the reader of the spec asked for it as text.
    [[nodiscard]] const TextColumn& text(const std::string& name) const;
    /// REQUIRES: the reader of the spec asked for it as a number.
    [[nodiscard]] const NumberColumn& number(const std::string& name) const;

    /// Only the rows in which `keep` is not 0 stay.
    void keep_rows(std::span<const std::uint8_t> keep);

private:
    std::size_t rows_ = 0;
    std::map<std::string, TextColumn, std::less<>> texts_;
    std::map<std::string, NumberColumn, std::less<>> numbers_;
};

/// Puts texts into a `TextColumn`, row after row.
class TextColumnBuilder {
public:
    TextColumnBuilder();

    /// A row that holds `text`.
    void add(std::string_view text);
    void add_missing() { column_.codes.push_back(missing_code); }

    /// With the names in byte order. Once.
    [[nodiscard]] TextColumn finish() &&;

private:
    [[nodiscard]] std::size_t place_of(std::string_view text) const;
    void grow();

    TextColumn column_;
    std::vector<std::uint32_t> table_;  ///< open addressing: code + 1, or 0
};

}  // namespace harmony::admin::stats
