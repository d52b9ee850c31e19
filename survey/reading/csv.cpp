#include "survey/reading/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace harmony::survey {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

char separator_of(std::string_view text) {
    std::size_t commas = 0;
    std::size_t semicolons = 0;
    std::size_t tabs = 0;
    bool quoted = false;
    for (const char letter : text) {
        quoted = letter == '"' ? !quoted : quoted;
        if (quoted) {
            continue;
        }
        if (letter == '\n' || letter == '\r') {
            break;
        }
        commas += letter == ',' ? 1U : 0U;
        semicolons += letter == ';' ? 1U : 0U;
        tabs += letter == '\t' ? 1U : 0U;
    }
    if (semicolons > commas && semicolons >= tabs) {
        return ';';
    }
    return tabs > commas ? '\t' : ',';
}

CsvFault too_many(const char* what, std::size_t limit, std::size_t line) {
    return {"F112",
            fmt::format("it has more than {} {}", limit, what),
            "take out what the survey does not need",
            line};
}

class Records {
public:
    Records(std::string_view text, const CsvLimits& limits)
        : text_(text), limits_(limits), separator_(separator_of(text)) {}

    std::variant<std::vector<CsvRecord>, CsvFault> read() {
        while (at_ < text_.size()) {
            if (const std::optional<CsvFault> fault = record()) {
                return *fault;
            }
        }
        return std::move(records_);
    }

private:
    std::optional<CsvFault> record() {
        CsvRecord record;
        record.line = line_;
        bool more = true;
        while (more) {
            std::string cell =
                at_ < text_.size() && text_[at_] == '"' ? quoted_cell() : plain_cell();
            if (base::code_points(cell) > limits_.cell) {
                return too_many("characters in a cell", limits_.cell, record.line);
            }
            record.cells.push_back(std::move(cell));
            if (record.cells.size() > limits_.columns) {
                return too_many("columns", limits_.columns, record.line);
            }
            more = at_ < text_.size() && text_[at_] == separator_;
            at_ += more ? 1 : 0;
        }
        end_line();
        records_.push_back(std::move(record));
        if (records_.size() > limits_.rows + 1) {
            return too_many("rows", limits_.rows, line_);
        }
        return {};
    }

    std::string plain_cell() {
        const std::size_t start = at_;
        while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n' &&
               text_[at_] != '\r') {
            ++at_;
        }
        return std::string(text_.substr(start, at_ - start));
    }

    /// What stands between a closing quote and the separator is kept, as spreadsheet programs do.
    std::string quoted_cell() {
        std::string cell;
        ++at_;
        while (at_ < text_.size()) {
            const char letter = text_[at_++];
            if (letter == '"') {
                if (at_ >= text_.size() || text_[at_] != '"') {
                    break;
                }
                ++at_;
            }
            line_ += letter == '\n' ? 1U : 0U;
            cell += letter;
        }
        return cell + plain_cell();
    }

    void end_line() {
        if (at_ < text_.size() && text_[at_] == '\r') {
            ++at_;
        }
        if (at_ < text_.size() && text_[at_] == '\n') {
            ++at_;
        }
        ++line_;
    }

    std::string_view text_;
    const CsvLimits& limits_;
    char separator_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::vector<CsvRecord> records_;
};

}  // namespace

std::variant<std::vector<CsvRecord>, CsvFault> read_csv(base::ByteView bytes,
                                                        const CsvLimits& limits) {
    if (bytes.size() > limits.bytes) {
        return CsvFault{"F112",
                        fmt::format("it is larger than {} MiB", limits.bytes >> 20U),
                        "take out what the survey does not need",
                        0};
    }
    std::string_view text = base::as_text(bytes);
    if (const auto bad = base::first_bad_utf8(text)) {
        return CsvFault{"F113",
                        fmt::format("it is not UTF-8 at byte {}", *bad + 1),
                        "save it again as \"CSV UTF-8\"",
                        0};
    }
    if (text.starts_with(byte_order_mark)) {
        text.remove_prefix(byte_order_mark.size());
    }
    return Records(text, limits).read();
}

}  // namespace harmony::survey
