#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace harmony::survey {

/// One `${name}` in a cell.
struct Mention {
    std::string name;
    std::size_t at = 0;      ///< byte offset of the `$`
    std::size_t length = 0;  ///< up to and with the `}`; 0 when it is not closed
};

[[nodiscard]] std::vector<Mention> mentions_in(std::string_view text);

/// An expression with each `${name}` replaced by its path, a space on either side.
struct Expanded {
    std::string text;
    std::vector<std::size_t> origin;  ///< for each byte of `text`, its byte offset in the cell

    /// The character of the cell, from 1, that byte `at` of `text` comes from.
    [[nodiscard]] std::size_t character(std::string_view cell, std::size_t at) const;
};

/// REQUIRES: every mention is closed. `path_of` gives the path of a name.
[[nodiscard]] Expanded expand_mentions(std::string_view cell,
                                       const std::function<std::string(std::string_view)>& path_of);

/// Runs of white space outside quotes become one space; none at either end.
[[nodiscard]] std::string collapse_space(std::string_view expression);

}  // namespace harmony::survey
