#pragma once

#include <optional>
#include <string>
#include <vector>

#include "survey/form.h"
#include "survey/message.h"
#include "survey/reading/sheet.h"

namespace harmony::survey {

/// Where in a workbook something stands.
struct Spot {
    std::string sheet;
    const SheetRow* row = nullptr;      ///< absent: the sheet as a whole
    std::optional<std::size_t> column;  ///< from 0
    std::string header;                 ///< of the column, as written
};

/// Collects messages; decides which blocks somebody waived.
class Report {
public:
    Report(std::string file, std::vector<Waiver> waivers)
        : file_(std::move(file)), waivers_(std::move(waivers)) {}

    void error(const Spot& spot, const char* code, std::string what, std::string mend);

    /// `tag`: a language, when the block can be waived for it.
    void block(const Spot& spot,
               const char* code,
               std::string what,
               std::string mend,
               const std::string& tag = {});
    void warning(const Spot& spot, const char* code, std::string what, std::string mend);
    void note(const Spot& spot, const char* code, std::string what, std::string mend);
    void add(const ReadingFault& fault);

    [[nodiscard]] bool has_errors() const;

    /// The waivers that let something through, in the order they were given.
    [[nodiscard]] std::vector<Waiver> used_waivers() const;

    /// In the order of the report; the same code at the same cell once.
    [[nodiscard]] std::vector<Message> take();

private:
    struct Placed {
        Message message;
        std::size_t column;
    };

    void put(Level level, const Spot& spot, const char* code, std::string what, std::string mend);

    std::string file_;
    std::vector<Waiver> waivers_;
    std::vector<bool> used_ = std::vector<bool>(waivers_.size(), false);
    std::vector<Placed> messages_;
};

/// The text in quotes, cut to 60 characters.
[[nodiscard]] std::string in_quotes(std::string_view text);

}  // namespace harmony::survey
