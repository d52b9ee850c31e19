#include "admin/stats/data.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

#include "base/text.h"

namespace harmony::admin::stats {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

Error data_error(const std::string& sentence) {
    return {ErrorKind::unreadable, "data: " + sentence};
}

Error cannot_read(const std::string& name, std::string_view why) {
    return data_error(fmt::format("cannot read {}: {}", name, why));
}

/// One needed column while the rows are read.
struct Filling {
    std::size_t index = 0;
    std::string name;
    bool weight = false;
    std::optional<TextColumnBuilder> text;
    std::optional<NumberColumn> numbers;
};

class Loader {
public:
    explicit Loader(const std::vector<std::string>& missing) : missing_(missing) {}

    Result<void> open(const std::vector<std::string>& header,
                      const std::map<std::string, Need>& needs) {
        for (const auto& [name, need] : needs) {
            const auto found = std::find(header.begin(), header.end(), name);
            if (found == header.end()) {
                continue;
            }
            if (std::find(found + 1, header.end(), name) != header.end()) {
                return data_error(fmt::format("line 1 names column '{}' twice", name));
            }
            Filling filling;
            filling.index = static_cast<std::size_t>(found - header.begin());
            filling.name = name;
            filling.weight = need.weight;
            if (need.text) {
                filling.text.emplace();
            }
            if (need.number) {
                filling.numbers.emplace();
            }
            fillings_.push_back(std::move(filling));
        }
        return {};
    }

    Result<void> add(const std::vector<std::string_view>& cells, std::size_t line) {
        for (Filling& filling : fillings_) {
            const std::string_view cell = cells[filling.index];
            const bool missing = is_missing(cell);
            if (filling.text) {
                missing ? filling.text->add_missing() : filling.text->add(cell);
            }
            if (!filling.numbers) {
                continue;
            }
            const auto number = missing ? Result(std::numeric_limits<double>::quiet_NaN())
                                        : read_number(cell, {line, filling.name, filling.weight});
            if (!number) {
                return number.error();
            }
            filling.numbers->push_back(*number);
        }
        lines_.push_back(static_cast<std::uint32_t>(line));
        return {};
    }

    LoadedRows finish() && {
        LoadedRows loaded;
        loaded.frame.set_rows(lines_.size());
        for (Filling& filling : fillings_) {
            if (filling.text) {
                loaded.frame.put(filling.name, std::move(*filling.text).finish());
            }
            if (filling.numbers) {
                loaded.frame.put(filling.name, std::move(*filling.numbers));
            }
        }
        loaded.lines = std::move(lines_);
        return loaded;
    }

private:
    [[nodiscard]] bool is_missing(std::string_view cell) const {
        return std::find(missing_.begin(), missing_.end(), cell) != missing_.end();
    }

    const std::vector<std::string>& missing_;
    std::vector<Filling> fillings_;
    std::vector<std::uint32_t> lines_;
};

}  // namespace

Result<double> read_number(std::string_view cell, const CellPlace& place) {
    double value = 0;
    const auto [end, fault] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (fault != std::errc() || end != cell.data() + cell.size() || !std::isfinite(value)) {
        return data_error(fmt::format(
            "line {}, column '{}': '{}' is not a number", place.line, place.column, cell));
    }
    if (place.weight && value < 0) {
        return data_error(fmt::format(
            "line {}, column '{}': weight {} is negative", place.line, place.column, cell));
    }
    return value;
}

Result<DataFile> open_data(std::string_view text, const std::string& name) {
    if (const auto bad = base::first_bad_utf8(text)) {
        const auto line =
            1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(*bad), '\n');
        return cannot_read(name, fmt::format("line {} is not UTF-8", line));
    }
    DataFile file{Csv(text), {}};
    if (file.csv.empty()) {
        return data_error(name + " is empty");
    }
    const Result<bool> read = file.csv.next();
    if (!read) {
        return cannot_read(name, read.error().message);
    }
    file.header.assign(file.csv.cells().begin(), file.csv.cells().end());
    if (file.header.size() > most_columns) {
        return cannot_read(name, fmt::format("it has more than {} columns", most_columns));
    }
    return file;
}

Result<LoadedRows> load_rows(DataFile file,
                             const std::string& name,
                             const std::map<std::string, Need>& needs,
                             const std::vector<std::string>& missing) {
    Loader loader(missing);
    if (const auto opened = loader.open(file.header, needs); !opened) {
        return opened.error();
    }
    for (std::size_t rows = 0;; ++rows) {
        const Result<bool> more = file.csv.next();
        if (!more) {
            return cannot_read(name, more.error().message);
        }
        if (!*more) {
            return std::move(loader).finish();
        }
        if (rows + 1 >= most_lines) {
            return cannot_read(name, fmt::format("it has more than {} lines", most_lines));
        }
        const std::size_t line = file.csv.line();
        if (file.csv.cells().size() != file.header.size()) {
            return data_error(fmt::format("line {} has {} cells, the header has {}",
                                          line,
                                          file.csv.cells().size(),
                                          file.header.size()));
        }
        if (const auto added = loader.add(file.csv.cells(), line); !added) {
            return added.error();
        }
    }
}

}  // namespace harmony::admin::stats
