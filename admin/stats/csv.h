#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace harmony::admin::stats {

/// Reads the lines of a CSV text (RFC 4180; LF or CRLF; a byte order mark at the start is skipped).
/// Borrows the text, which must outlive it and every cell that it gave.
class Csv {
public:
    explicit Csv(std::string_view text);

    /// Nothing but a byte order mark.
    [[nodiscard]] bool empty() const { return text_.empty(); }

    /// Goes to the next line; false at the end. Errors: unreadable ("line 3: ...").
    [[nodiscard]] base::Result<bool> next();

    /// Of the line that `next()` went to, without quotation marks.
    [[nodiscard]] const std::vector<std::string_view>& cells() const { return cells_; }

    /// Its number; the first one is 1. Lines inside quotation marks count.
    [[nodiscard]] std::size_t line() const { return line_; }

private:
    [[nodiscard]] bool quoted_cell();
    void plain_cell();
    void end_line();
    [[nodiscard]] bool at_line_end() const;

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 0;
    std::size_t next_line_ = 1;
    std::vector<std::string_view> cells_;
    std::deque<std::string> unquoted_;  ///< cells of this line that held a doubled mark
};

}  // namespace harmony::admin::stats
