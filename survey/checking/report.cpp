#include "survey/checking/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "base/text.h"

namespace harmony::survey {
namespace {

constexpr std::size_t longest_quote = 60;

std::size_t sheet_rank(const std::string& sheet) {
    constexpr std::array<std::string_view, 4> order = {"", "settings", "survey", "choices"};
    return static_cast<std::size_t>(std::find(order.begin(), order.end(), sheet) - order.begin());
}

}  // namespace

std::string in_quotes(std::string_view text) {
    std::string kept;
    std::size_t letters = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        static_cast<void>(base::next_code_point(text, at));
        if (++letters > longest_quote) {
            kept += "...";
            break;
        }
        kept += text[start] == '\n' ? " " : std::string(text.substr(start, at - start));
    }
    return "\"" + kept + "\"";
}

void Report::put(
    Level level, const Spot& spot, const char* code, std::string what, std::string mend) {
    Message message;
    message.level = level;
    message.code = code;
    message.file = file_;
    message.sheet = spot.sheet;
    message.column = spot.header;
    message.what = std::move(what);
    message.mend = std::move(mend);
    if (spot.row != nullptr) {
        message.row = spot.row->number;
        if (spot.row->line > 0) {
            message.line = spot.row->line;
        } else if (spot.column) {
            message.cell = cell_name(*spot.column, spot.row->number);
        }
    }
    // A column that is not there yet would stand to the right of the others.
    const std::size_t missing = spot.header.empty() ? 0 : static_cast<std::size_t>(-1);
    messages_.push_back({std::move(message), spot.column.value_or(missing)});
}

void Report::error(const Spot& spot, const char* code, std::string what, std::string mend) {
    put(Level::error, spot, code, std::move(what), std::move(mend));
}

void Report::warning(const Spot& spot, const char* code, std::string what, std::string mend) {
    put(Level::warning, spot, code, std::move(what), std::move(mend));
}

void Report::note(const Spot& spot, const char* code, std::string what, std::string mend) {
    put(Level::note, spot, code, std::move(what), std::move(mend));
}

void Report::block(const Spot& spot,
                   const char* code,
                   std::string what,
                   std::string mend,
                   const std::string& tag) {
    const std::string row = spot.row != nullptr ? std::to_string(spot.row->number) : std::string();
    for (std::size_t i = 0; i < waivers_.size(); ++i) {
        const Waiver& waiver = waivers_[i];
        const bool fits =
            waiver.where.empty() || waiver.where == row || (!tag.empty() && waiver.where == tag);
        if (waiver.code == code && fits) {
            used_[i] = true;
            const std::string by = waiver.by.empty() ? "" : " by " + waiver.by;
            put(Level::note, spot, code, what + " (waived" + by + ")", std::move(mend));
            return;
        }
    }
    put(Level::block, spot, code, std::move(what), std::move(mend));
}

void Report::add(const ReadingFault& fault) {
    Message message;
    message.level = fault.is_note ? Level::note : fault.is_warning ? Level::warning : Level::error;
    message.code = fault.code;
    message.file = file_;
    message.sheet = fault.sheet;
    message.row = fault.row;
    message.column = fault.column;
    message.cell = fault.cell;
    message.line = fault.line;
    message.what = fault.what;
    message.mend = fault.mend;
    messages_.push_back({std::move(message), 0});
}

bool Report::has_errors() const {
    return std::any_of(messages_.begin(), messages_.end(), [](const Placed& placed) {
        return placed.message.level == Level::error;
    });
}

std::vector<Waiver> Report::used_waivers() const {
    std::vector<Waiver> result;
    for (std::size_t i = 0; i < waivers_.size(); ++i) {
        if (used_[i]) {
            result.push_back(waivers_[i]);
        }
    }
    return result;
}

std::vector<Message> Report::take() {
    const auto key = [](const Placed& placed) {
        return std::tuple(sheet_rank(placed.message.sheet),
                          std::string_view(placed.message.sheet),
                          placed.message.row.value_or(0),
                          placed.column,
                          std::string_view(placed.message.code));
    };
    std::stable_sort(messages_.begin(), messages_.end(), [&](const Placed& a, const Placed& b) {
        return key(a) < key(b);
    });
    std::vector<Message> result;
    for (std::size_t i = 0; i < messages_.size(); ++i) {
        const bool again = i > 0 && messages_[i].message.row &&
                           key(messages_[i]) == key(messages_[i - 1]) &&
                           messages_[i].message.column == messages_[i - 1].message.column;
        if (!again) {
            result.push_back(messages_[i].message);
        }
    }
    return result;
}

}  // namespace harmony::survey
