#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "admin/report/chart.h"
#include "admin/report/plan_input.h"
#include "admin/report/report_input.h"
#include "base/time.h"

// A report as its readers meet it, before anybody decides on paper or screen: words, tables and
// drawings in their order. HTML and PDF draw the same document, so neither says more than the
// other.

namespace harmony::admin {

/// One cell of a table, in words.
struct TableCell {
    enum class Look : std::uint8_t { words, number, share, hidden };

    std::string text;
    Look look = Look::words;
    std::string small = {};  ///< a second line: the range and the count behind a share
    double shade = 0;        ///< 0 to 1: deeper for larger shares; the number says it too
    std::string link = {};   ///< an anchor of the document that the text leads to; empty: none
    bool answer = false;     ///< words of an answer, also where they are digits: no count of people

    bool operator==(const TableCell&) const = default;
};

struct TableColumn {
    std::string head;
    bool numbers = false;

    bool operator==(const TableColumn&) const = default;
};

struct TableRow {
    std::vector<TableCell> cells;
    bool rest = false;     ///< below the line: people who gave no answer
    std::size_t head = 0;  ///< which cell names the row

    bool operator==(const TableRow&) const = default;
};

/// A table with its caption. Columns without heads: a list of names and values.
struct TableBlock {
    std::string name;  ///< what a screen reader calls it when it scrolls; empty: it never does
    std::string caption;
    std::vector<TableColumn> columns;
    std::vector<TableRow> rows;
    bool matrix = false;     ///< many columns of shares
    std::string sheet = {};  ///< its sheet in a workbook; empty: the workbook has these numbers

    bool operator==(const TableBlock&) const = default;
};

/// A drawing. Shared, as every renderer draws the same one and none may change it.
struct ChartBlock {
    std::shared_ptr<const Chart> chart;
    std::string id;
    std::string title;
    std::string caption;
};

/// A drawing beside the table of its numbers.
struct PairBlock {
    ChartBlock chart;
    TableBlock table;
};

struct ParagraphBlock {
    enum class Look : std::uint8_t { plain, hint, base, hidden, quote };

    std::string words;
    Look look = Look::plain;
};

/// Short remarks that stand together.
struct NotesBlock {
    std::vector<std::string> notes;
};

/// A table that a reader of the screen opens; on paper it is open. Without a table `words` say why.
struct FoldBlock {
    std::string title;
    std::string words;
    TableBlock table;
};

using Block =
    std::variant<ParagraphBlock, NotesBlock, PairBlock, ChartBlock, TableBlock, FoldBlock>;

/// A heading with what belongs to it.
struct Section {
    enum class Frame : std::uint8_t { none, card, half_card };

    int level = 2;  ///< of its heading; 1 is the title of the document
    std::string anchor;
    std::string eyebrow;
    std::string title;
    std::vector<Block> blocks;
    Frame frame = Frame::none;
};

/// A number that is large on the first page, and what it counts.
struct KeyFigure {
    std::string number;
    std::string what;
};

/// The first page.
struct DocumentHead {
    std::string title;
    std::string organisation;
    std::string about;          ///< under the title: what it is and of when
    std::string internal_mark;  ///< empty: it may leave the office
    std::string caveat;         ///< never empty where numbers of residents stand
    std::string hidden_note;
    std::vector<KeyFigure> figures;
    std::string foot;  ///< the caveat in one line, at the end and on each page of paper
    base::Day made{};
};

/// Made from a `Publishable` alone (`document_of`), or of the office's own books and then marked
/// INTERNAL (`internal_document`): whoever draws one can rely on it.
class Document {
public:
    [[nodiscard]] const DocumentHead& head() const { return head_; }
    [[nodiscard]] const std::vector<Section>& sections() const { return sections_; }

private:
    friend class DocumentMaker;
    Document(DocumentHead head, std::vector<Section> sections)
        : head_(std::move(head)), sections_(std::move(sections)) {}

    DocumentHead head_;
    std::vector<Section> sections_;
};

/// Everything that may be said of one survey: who answered, every question, method.
[[nodiscard]] Document document_of(const ReportInput& input);

/// The report of a plan. Whatever the plan says, the caveat stands first, and what is hidden, the
/// method and all questions that were asked stand at the end: nothing is picked unseen.
[[nodiscard]] Document document_of(const ReportPlan& plan,
                                   const ReportInput& input,
                                   const PlanExtras& extras);

/// Tables of the office's own books. Always marked INTERNAL.
[[nodiscard]] Document internal_document(const ReportPlan& plan,
                                         const ReportTexts& texts,
                                         const std::vector<BookTable>& tables);

}  // namespace harmony::admin
