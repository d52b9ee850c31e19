#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>

#include "admin/export/codebook.h"
#include "admin/export/csv.h"
#include "admin/export/export_files.h"
#include "admin/export/response_json.h"
#include "base/bytes.h"

// The formats that are plain text, and the words that go with every format.

namespace harmony::admin {

using base::Result;

namespace {

Result<void> write_text(base::Files& files,
                        const std::filesystem::path& file,
                        const std::string& text) {
    const auto written =
        files.write(file, base::as_bytes(text), base::IfPresent::replace, base::private_mode);
    return written ? Result<void>() : written.error();
}

/// `answers.csv` and "questions.csv" give `answers-questions.csv`, in the same folder.
std::filesystem::path beside(const std::filesystem::path& file, const std::string& ending) {
    return file.parent_path() / (file.stem().string() + '-' + ending);
}

std::string lines_of(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) {
        text += line + '\n';
    }
    return text;
}

Result<void> write_companions(const ExportOrder& order,
                              const std::filesystem::path& file,
                              base::Files& files) {
    const Codebook codebook = make_codebook(order.responses.versions());
    for (const auto& [ending, text] : {std::pair{"questions.csv", csv_text(codebook.questions)},
                                       std::pair{"choices.csv", csv_text(codebook.choices)},
                                       std::pair{"read-me.txt", lines_of(read_me(order))}}) {
        if (auto written = write_text(files, beside(file, ending), text); !written) {
            return written;
        }
    }
    return {};
}

std::string versions_words(const StoredResponses& responses) {
    std::string words;
    for (const survey::Form& form : responses.versions()) {
        words +=
            (words.empty() ? "" : ", ") + version_text(form) + " (form " + form.name().hex() + ')';
    }
    return words;
}

}  // namespace

std::string left_out_columns(const StoredResponses& responses, LeftOut why) {
    std::vector<std::string> columns;
    std::set<std::string> seen;
    for (const auto& plan : export_plans(responses.versions())) {
        for (const ExportedQuestion& question : plan) {
            if (question.left_out == why && seen.insert(question.column).second) {
                columns.push_back(question.column);
            }
        }
    }
    return fmt::format("{}", fmt::join(columns, ", "));
}

std::vector<std::string> read_me(const ExportOrder& order) {
    const StoredResponses& responses = order.responses;
    const survey::Form& form = responses.versions().front();
    std::vector<std::string> lines = {
        "INTERNAL: not to leave the office. Every row is what one person said.",
        fmt::format("{} ({})", form.title(form.default_language()), form.id()),
        fmt::format("{}. Made on {} with Harmony " HARMONY_VERSION ".",
                    order.organisation,
                    base::to_iso(order.made)),
        fmt::format("Responses: {}. Versions: {}.", responses.size(), versions_words(responses))};
    if (!order.reason.empty()) {
        lines.push_back("Why it was made: " + order.reason);
    }
    const std::string words = left_out_columns(responses, LeftOut::own_words);
    lines.push_back(
        words.empty() ? "No question of this survey is answered in people's own words."
                      : "Left out, because people's own words must be released by a person first, "
                        "and Harmony cannot do that yet: " +
                            words + ".");
    if (const std::string never = left_out_columns(responses, LeftOut::never_reported);
        !never.empty()) {
        lines.push_back("Left out, because the survey keeps them out of everything: " + never +
                        ".");
    }
    for (const char* line :
         {"Rows are in a random order. The response column counts the rows of this export; another "
          "export counts anew.",
          "A question that was not asked is n/a in CSV, a grey cell in a workbook and absent in "
          "JSON. A question that was asked and left is empty (null in JSON).",
          "In CSV an apostrophe stands before a text that a spreadsheet would take for a formula.",
          "day is the local day on which the survey was begun; no finer time is kept. duration is "
          "how long it took. mode says who touched the screen: self, assisted, paper.",
          "flags: partial (ended before Send), clock_doubted, draft_translation (a translation "
          "nobody has checked), fast, burst (many in a row), straight_line (the same answer down a "
          "grid). Responses with flags are in.",
          "What columns and names mean stands under questions and choices."}) {
        lines.emplace_back(line);
    }
    return lines;
}

Result<void> export_csv(const ExportOrder& order,
                        const std::filesystem::path& file,
                        base::Files& files) {
    const ExportTable table(order.responses.versions(), order.options);
    std::string text = csv_start();
    append_csv_names(text, table.header());
    for (std::size_t at = 0; at < order.responses.size(); ++at) {
        append_csv_row(text,
                       table.row(order.responses.read(at),
                                 order.responses.version(at),
                                 {at + 1, order.responses.kiosk(at)}));
    }
    if (auto written = write_text(files, file, text); !written) {
        return written;
    }
    return write_companions(order, file, files);
}

Result<void> export_json(const ExportOrder& order,
                         const std::filesystem::path& file,
                         base::Files& files) {
    const auto plans = export_plans(order.responses.versions());
    std::string text;
    for (std::size_t at = 0; at < order.responses.size(); ++at) {
        const std::size_t version = order.responses.version(at);
        text += response_json(order.responses.read(at),
                              order.responses.versions()[version],
                              plans[version],
                              {at + 1, order.responses.kiosk(at)})
                    .dump() +
                '\n';
    }
    if (auto written = write_text(files, file, text); !written) {
        return written;
    }
    return write_companions(order, file, files);
}

}  // namespace harmony::admin
