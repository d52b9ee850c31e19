#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "admin/export/answer_value.h"
#include "admin/export/export_plan.h"
#include "survey/form.h"
#include "survey/response.h"

namespace harmony::admin {

/// What a cell of an exported table holds.
struct ExportCell {
    enum class Kind { not_asked, empty, words, number, date, time, date_time };

    Kind kind = Kind::not_asked;
    std::string text;  ///< a number or moment as text; empty of the first two kinds

    bool operator==(const ExportCell&) const = default;
};

/// Which columns a table has besides the answers.
struct TableOptions {
    survey::LanguageTag labels;  ///< `{name}.label` beside each select_one; empty: none
    bool split = false;          ///< `{name}/{choice}` beside each select_multiple
};

/// Responses to all versions of a survey as one table: the columns of the head, then those of the
/// questions, newest version first, each name once. A question that a version does not have was not
/// asked in it.
class ExportTable {
public:
    /// `versions` must outlive this.
    ExportTable(std::span<const survey::Form> versions, TableOptions options);

    [[nodiscard]] std::vector<std::string> header() const;

    /// One cell a column. REQUIRES: the response is of that version.
    [[nodiscard]] std::vector<ExportCell> row(const survey::Response& response,
                                              std::size_t version,
                                              const ExportHead& head) const;

private:
    /// The columns of one name.
    struct Group {
        std::string name;
        bool is_ranking = false;
        bool has_labels = false;
        std::vector<std::string> ticks;  ///< choices of `{name}/{choice}`
        std::size_t places = 0;          ///< of a ranking
    };

    void add_question(const survey::Form& form, const ExportedQuestion& question);
    void put_value(const Group& group,
                   const AnswerValue& value,
                   const std::string& label,
                   std::vector<ExportCell>& cells) const;

    std::span<const survey::Form> versions_;
    TableOptions options_;
    std::vector<std::vector<ExportedQuestion>> plans_;
    std::vector<Group> groups_;
    std::map<std::string, std::size_t> group_of_;
    std::vector<std::vector<std::size_t>> group_of_line_;  ///< by version and line of its plan
};

}  // namespace harmony::admin
