#include "db/row_order.h"

#include <algorithm>
#include <cstring>
#include <numeric>

namespace harmony::db {
namespace {

/// One pass of a radix sort: stable, and linear in the rows and the highest code.
void sort_by(std::span<const std::uint32_t> codes, std::vector<std::uint32_t>& order) {
    const auto [lowest, highest] = std::minmax_element(codes.begin(), codes.end());
    if (codes.empty() || *lowest == *highest) {
        return;
    }
    std::vector<std::uint32_t> at(std::size_t{*highest} + 2);
    for (const std::uint32_t code : codes) {
        ++at[code + 1];
    }
    std::partial_sum(at.begin(), at.end(), at.begin());
    std::vector<std::uint32_t> sorted(order.size());
    for (const std::uint32_t row : order) {
        sorted[at[codes[row]]++] = row;
    }
    order = std::move(sorted);
}

}  // namespace

std::vector<std::uint32_t> order_by(std::span<const OpenColumn> heads) {
    std::vector<std::uint32_t> order(heads.front().codes.size());
    std::iota(order.begin(), order.end(), 0U);
    for (auto head = heads.rbegin(); head != heads.rend(); ++head) {
        sort_by(head->codes, order);
    }
    return order;
}

OpenColumn reordered(const OpenColumn& column, std::span<const std::uint32_t> order) {
    OpenColumn out;
    out.stride = column.stride;
    if (column.stride == 0) {
        out.codes.resize(order.size());
        std::transform(order.begin(), order.end(), out.codes.begin(), [&](std::uint32_t row) {
            return column.codes[row];
        });
        return out;
    }
    out.flags.resize(order.size() * column.stride);
    for (std::size_t row = 0; row < order.size(); ++row) {
        std::memcpy(out.flags.data() + row * column.stride,
                    column.flags.data() + order[row] * column.stride,
                    column.stride * sizeof(std::uint64_t));
    }
    return out;
}

OpenText reordered(const OpenText& text, std::span<const std::uint32_t> order) {
    if (text.rows.empty()) {
        return {};
    }
    std::vector<std::uint32_t> index_of(order.size(), 0);  // 1 + its number; 0: no text
    for (std::size_t at = 0; at < text.rows.size(); ++at) {
        index_of[text.rows[at]] = static_cast<std::uint32_t>(at + 1);
    }
    OpenText out;
    for (std::size_t row = 0; row < order.size(); ++row) {
        if (const std::uint32_t index = index_of[order[row]]; index != 0) {
            out.add(static_cast<std::uint32_t>(row), text.text(index - 1));
        }
    }
    return out;
}

}  // namespace harmony::db
