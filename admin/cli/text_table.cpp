#include "admin/cli/text_table.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"

namespace harmony::admin {

void TextTable::add(std::vector<std::string> cells) {
    base::promise(cells.size() == columns_.size(), "a row with another number of cells");
    rows_.push_back(std::move(cells));
}

std::string TextTable::text() const {
    std::vector<std::size_t> widths;
    for (std::size_t at = 0; at < columns_.size(); ++at) {
        std::size_t widest = base::code_points(columns_[at].heading);
        for (const auto& row : rows_) {
            widest = std::max(widest, base::code_points(row[at]));
        }
        widths.push_back(widest);
    }
    std::string out;
    const auto line = [&](const auto& cell_at) {
        std::string text;
        for (std::size_t at = 0; at < columns_.size(); ++at) {
            const std::string& cell = cell_at(at);
            const std::string pad(widths[at] - base::code_points(cell), ' ');
            text += at == 0 ? "" : "  ";
            text += columns_[at].align == Align::right ? pad + cell : cell + pad;
        }
        text.erase(text.find_last_not_of(' ') + 1);
        out += text + '\n';
    };
    line([&](std::size_t at) -> const std::string& { return columns_[at].heading; });
    for (const auto& row : rows_) {
        line([&](std::size_t at) -> const std::string& { return row[at]; });
    }
    return out;
}

}  // namespace harmony::admin
