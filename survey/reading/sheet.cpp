#include "survey/reading/sheet.h"

#include <algorithm>

#include "base/text.h"
#include "survey/unicode.h"

namespace harmony::survey {
namespace {

const std::string no_text;  // what `SheetRow::at` refers to for an empty cell

}  // namespace

const std::string& SheetRow::at(std::size_t column) const {
    const auto found = std::find_if(
        cells.begin(), cells.end(), [&](const SheetCell& cell) { return cell.column == column; });
    return found == cells.end() ? no_text : found->text;
}

std::string clean_cell(std::string text) {
    std::string clean;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r') {
            clean += '\n';
            i += i + 1 < text.size() && text[i + 1] == '\n' ? 1 : 0;
        } else if (text.compare(i, 2, "\xC2\xA0") == 0) {
            clean += ' ';
            ++i;
        } else {
            clean += text[i];
        }
    }
    return nfc(base::trim(clean));
}

std::string cell_name(std::size_t column, std::size_t row) {
    std::string letters;
    for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
        letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    }
    return letters + std::to_string(row);
}

std::vector<std::string> sheet_names() {
    return {"survey", "choices", "settings", "entities", "external_choices", "osm"};
}

}  // namespace harmony::survey
