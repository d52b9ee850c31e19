#include "admin/stats/frame.h"

#include <algorithm>
#include <numeric>

#include "base/error.h"

namespace harmony::admin::stats {
namespace {

/// FNV-1a, 64 bits: cells are short.
std::size_t hash_of(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    }
    return static_cast<std::size_t>(hash ^ (hash >> 32U));
}

constexpr std::size_t first_size = 64;

template <typename Value>
void compact(std::vector<Value>& values, std::span<const std::uint8_t> keep) {
    std::size_t kept = 0;
    for (std::size_t row = 0; row < values.size(); ++row) {
        if (keep[row] != 0) {
            values[kept++] = values[row];
        }
    }
    values.resize(kept);
}

}  // namespace

std::uint32_t TextColumn::code_of(std::string_view name) const {
    const auto found = std::lower_bound(names.begin(), names.end(), name);
    return found != names.end() && *found == name
               ? static_cast<std::uint32_t>(found - names.begin())
               : missing_code;
}

void Frame::put(const std::string& name, TextColumn column) {
    base::promise(column.codes.size() == rows_, "a code a row");
    texts_.insert_or_assign(name, std::move(column));
}

void Frame::put(const std::string& name, NumberColumn column) {
    base::promise(column.size() == rows_, "a number a row");
    numbers_.insert_or_assign(name, std::move(column));
}

const TextColumn& Frame::text(const std::string& name) const {
    const auto found = texts_.find(name);
    base::promise(found != texts_.end(), "a column that was read as text");
    return found->second;
}

const NumberColumn& Frame::number(const std::string& name) const {
    const auto found = numbers_.find(name);
    base::promise(found != numbers_.end(), "a column that was read as numbers");
    return found->second;
}

void Frame::keep_rows(std::span<const std::uint8_t> keep) {
    base::promise(keep.size() == rows_, "a mark a row");
    for (auto& [name, column] : texts_) {
        compact(column.codes, keep);
    }
    for (auto& [name, column] : numbers_) {
        compact(column, keep);
    }
    rows_ = static_cast<std::size_t>(
        std::count_if(keep.begin(), keep.end(), [](std::uint8_t mark) { return mark != 0; }));
}

TextColumnBuilder::TextColumnBuilder() : table_(first_size, 0) {}

std::size_t TextColumnBuilder::place_of(std::string_view text) const {
    std::size_t place = hash_of(text) & (table_.size() - 1);
    while (table_[place] != 0 && column_.names[table_[place] - 1] != text) {
        place = (place + 1) & (table_.size() - 1);
    }
    return place;
}

void TextColumnBuilder::add(std::string_view text) {
    std::size_t place = place_of(text);
    if (table_[place] == 0) {
        if (2 * (column_.names.size() + 1) > table_.size()) {
            grow();
            place = place_of(text);
        }
        column_.names.emplace_back(text);
        table_[place] = static_cast<std::uint32_t>(column_.names.size());
    }
    column_.codes.push_back(table_[place] - 1);
}

void TextColumnBuilder::grow() {
    table_.assign(2 * table_.size(), 0);
    for (std::size_t code = 0; code < column_.names.size(); ++code) {
        table_[place_of(column_.names[code])] = static_cast<std::uint32_t>(code + 1);
    }
}

TextColumn TextColumnBuilder::finish() && {
    std::vector<std::uint32_t> order(column_.names.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return column_.names[a] < column_.names[b];
    });
    std::vector<std::uint32_t> rank(order.size());
    std::vector<std::string> sorted(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        rank[order[i]] = static_cast<std::uint32_t>(i);
        sorted[i] = std::move(column_.names[order[i]]);
    }
    column_.names = std::move(sorted);
    for (std::uint32_t& code : column_.codes) {
        code = code == missing_code ? code : rank[code];
    }
    return std::move(column_);
}

}  // namespace harmony::admin::stats
