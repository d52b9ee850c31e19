#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <vector>

#include "base/bytes.h"
#include "base/ids.h"

namespace harmony::tests {

/// The bytes of a file; none when it is not there.
[[nodiscard]] base::Bytes raw_bytes(const std::filesystem::path& file);

/// Where in `bytes` each of these ids stands; several places when it stands there more than once.
[[nodiscard]] std::map<base::RecordId, std::vector<std::size_t>> places_of(
    base::ByteView bytes, const std::vector<base::RecordId>& ids);

/// Spearman's rank correlation of two rows of the same length without ties: 1 the same order, -1
/// the reverse, about 0 none. (C. Spearman 1904; the sum-of-squares form.)
[[nodiscard]] double spearman(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b);

/// What a file gives away about who came first.
struct Order {
    double rho = 0;            ///< of arrival and first place
    std::size_t pairs = 0;     ///< of records on the same page
    std::size_t reversed = 0;  ///< of these, in reverse order of arrival
    std::size_t found = 0;     ///< ids that stand in the file at all
    bool twice = false;        ///< an id stands there more than once
};

/// `arrivals` in the order in which they came; pages of `page` bytes.
[[nodiscard]] Order order_in(base::ByteView bytes,
                             const std::vector<base::RecordId>& arrivals,
                             std::size_t page);

}  // namespace harmony::tests
