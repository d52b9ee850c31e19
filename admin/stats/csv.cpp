#include "admin/stats/csv.h"

#include <fmt/format.h>

#include <algorithm>

namespace harmony::admin::stats {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool ends_cell(char c) {
    return c == ',' || c == '\n' || c == '\r';
}

}  // namespace

Csv::Csv(std::string_view text) : text_(text) {
    if (text_.substr(0, byte_order_mark.size()) == byte_order_mark) {
        text_.remove_prefix(byte_order_mark.size());
    }
}

base::Result<bool> Csv::next() {
    cells_.clear();
    unquoted_.clear();
    line_ = next_line_;
    if (at_ >= text_.size()) {
        return false;
    }
    while (true) {
        if (at_ < text_.size() && text_[at_] == '"') {
            if (!quoted_cell()) {
                return base::Error{
                    base::ErrorKind::unreadable,
                    fmt::format("line {} has a quotation mark that is not closed where a cell ends",
                                line_)};
            }
        } else {
            plain_cell();
        }
        if (at_ < text_.size() && text_[at_] == ',') {
            ++at_;
            continue;
        }
        end_line();
        return true;
    }
}

bool Csv::at_line_end() const {
    return at_ >= text_.size() || text_[at_] == '\n' ||
           (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n');
}

void Csv::plain_cell() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && !ends_cell(text_[at_])) {
        ++at_;
    }
    // A carriage return alone is a letter of the cell.
    while (at_ < text_.size() && text_[at_] == '\r' && !at_line_end()) {
        ++at_;
        while (at_ < text_.size() && !ends_cell(text_[at_])) {
            ++at_;
        }
    }
    cells_.push_back(text_.substr(begin, at_ - begin));
}

bool Csv::quoted_cell() {
    const std::size_t begin = ++at_;
    bool doubled = false;
    while (true) {
        const std::size_t mark = text_.find('"', at_);
        if (mark == std::string_view::npos) {
            return false;
        }
        at_ = mark + 1;
        if (at_ >= text_.size() || text_[at_] != '"') {
            break;
        }
        doubled = true;
        ++at_;
    }
    const std::string_view inner = text_.substr(begin, at_ - 1 - begin);
    next_line_ += static_cast<std::size_t>(std::count(inner.begin(), inner.end(), '\n'));
    if (doubled) {
        std::string& cell = unquoted_.emplace_back();
        for (std::size_t i = 0; i < inner.size(); ++i) {
            cell += inner[i];
            i += inner[i] == '"' ? 1 : 0;
        }
        cells_.push_back(cell);
    } else {
        cells_.push_back(inner);
    }
    return at_line_end() || text_[at_] == ',';
}

void Csv::end_line() {
    if (at_ < text_.size() && text_[at_] == '\r') {
        ++at_;
    }
    if (at_ < text_.size() && text_[at_] == '\n') {
        ++at_;
    }
    ++next_line_;
}

}  // namespace harmony::admin::stats
