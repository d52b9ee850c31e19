#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <span>
#include <utility>

#include "admin/report/document_maker.h"
#include "admin/report/document_parts.h"
#include "admin/report/map_chart.h"
#include "admin/report/words.h"

// A plan and the numbers of its survey as a document.

namespace harmony::admin {

namespace {

using Kind = ReportPart::Kind;
using Look = TableCell::Look;

constexpr std::size_t most_named = 3;

ParagraphBlock said(std::string words) {
    return {std::move(words)};
}

/// Writes the parts of one plan, in order.
class PlanWriter {
public:
    PlanWriter(const ReportPlan& plan, const ReportInput& input, const PlanExtras& extras)
        : plan_(plan), input_(input), extras_(extras), questions_(question_views(input)) {}

    std::vector<Section> write() {
        for (std::size_t at = 0; at < plan_.parts.size();) {
            std::size_t end = at;
            while (end < plan_.parts.size() && plan_.parts[end].kind == Kind::brief) {
                ++end;
            }
            if (end - at > 1) {
                briefs({plan_.parts.data() + at, end - at});
                at = end;
            } else {
                part(at++);
            }
        }
        rest_of_questions();
        add_method(input_, drawn_, sections_);
        return std::move(sections_);
    }

private:
    void part(std::size_t at) {
        const ReportPart& part = plan_.parts[at];
        const auto found = extras_.books.find(at);
        const bool of_books =
            part.kind == Kind::cases || part.kind == Kind::attendance || part.kind == Kind::actions;
        // What was not handed over has no heading: nothing is said of what was not looked at.
        if ((of_books && found == extras_.books.end()) ||
            (part.kind == Kind::grid && extras_.grids.empty())) {
            return;
        }
        Section section{2, fmt::format("part-{}", sections_.size() + 1), "", part.title, {}};
        for (const std::string& words : part.words) {
            section.blocks.emplace_back(said(words));
        }
        switch (part.kind) {
            case Kind::questions: questions(part, std::move(section)); return;
            case Kind::who: who(std::move(section)); return;
            case Kind::rest: rest_wanted_ = true; return;
            case Kind::ends: ends(part, section); break;
            case Kind::brief: brief(part, section); break;
            case Kind::changes: changes(part, section); break;
            case Kind::words: words(part, section); break;
            case Kind::map: maps(section); break;
            case Kind::grid: grids(section); break;
            case Kind::cases:
            case Kind::attendance:
            case Kind::actions: books(found->second, section); break;
            case Kind::shown: shown(section); break;
            case Kind::statement: statement(section); break;
            case Kind::text: break;
        }
        sections_.push_back(std::move(section));
    }

    [[nodiscard]] const QuestionView* find(const std::string& name) const {
        const auto found = std::find_if(questions_.begin(),
                                        questions_.end(),
                                        [&](const auto& view) { return view.name == name; });
        return found == questions_.end() ? nullptr : &*found;
    }

    /// A question that a plan names and the report does not show is named with the reason.
    void missing(const std::string& name, Section& section) const {
        for (const summary::AskedQuestion& asked : input_.numbers.provenance().fieldwork.asked) {
            if (asked.name == name) {
                section.blocks.emplace_back(
                    ParagraphBlock{fmt::format("{} {}.",
                                               question_label(input_.texts, name),
                                               treatment_text(asked.treatment)),
                                   ParagraphBlock::Look::hidden});
            }
        }
    }

    void questions(const ReportPart& part, Section section) {
        std::vector<Section> below;
        for (const std::string& name : part.questions) {
            const QuestionView* const found = find(name);
            if (found == nullptr) {
                missing(name, section);
            } else if (taken_.insert(name).second) {
                below.push_back(question(*found, part));
            }
        }
        if (below.empty() && section.blocks.size() == part.words.size()) {
            section.blocks.emplace_back(said("This survey did not ask about it."));
        }
        sections_.push_back(std::move(section));
        std::move(below.begin(), below.end(), std::back_inserter(sections_));
    }

    Section question(const QuestionView& view, const ReportPart& part) {
        QuestionView kept = view;
        const std::vector<std::string>& by = part.by.empty() ? plan_.by : part.by;
        std::erase_if(kept.breakdowns, [&](const BreakdownView& breakdown) {
            return std::find(by.begin(), by.end(), breakdown.grouping) == by.end();
        });
        Section section = question_section(kept, input_);
        drawn_.push_back(std::move(kept));
        return section;
    }

    void who(Section section) {
        sections_.push_back(std::move(section));
        for (const ResponsesView& view : responses_views(input_)) {
            sections_.push_back(responses_section(view));
        }
    }

    /// Both ends of each question; the heads name the answers where all questions have the same.
    void ends(const ReportPart& part, Section& section) const {
        std::vector<const QuestionView*> views;
        for (const std::string& name : part.questions) {
            const QuestionView* const found = find(name);
            if (found != nullptr && found->ends) {
                views.push_back(found);
            } else {
                missing_ends(name, section);
            }
        }
        if (views.empty()) {
            section.blocks.emplace_back(
                said("See each question: there is nothing to set side by "
                     "side."));
            return;
        }
        const bool same = std::all_of(views.begin(), views.end(), [&](const QuestionView* view) {
            return view->ends->top_words == views.front()->ends->top_words &&
                   view->ends->bottom_words == views.front()->ends->bottom_words;
        });
        TableBlock table{part.title,
                         "Shares of those who answered, with range and number of people. The net "
                         "figure is the first share less the second, in points. People who did not "
                         "know are outside the shares.",
                         {{"Question"},
                          {same ? views.front()->ends->top_words : "First answers", true},
                          {same ? views.front()->ends->bottom_words : "Last answers", true},
                          {"Net", true},
                          {"Don’t know", true},
                          {"Answers", true}},
                         {},
                         true};
        for (const QuestionView* const view : views) {
            table.rows.push_back(ends_row(*view));
        }
        section.blocks.emplace_back(std::move(table));
        section.frame = Section::Frame::card;
    }

    void missing_ends(const std::string& name, Section& section) const {
        if (find(name) == nullptr) {
            missing(name, section);
        }
    }

    static TableRow ends_row(const QuestionView& view) {
        const EndsView& ends = *view.ends;
        TableRow row{{words_cell(view.label), end_cell(ends.top), end_cell(ends.bottom)}};
        row.cells[0].link = anchor_of(view);
        TableCell net;
        if (ends.net) {
            net.text = fmt::format("{}{}", ends.net->points > 0 ? "+" : "", ends.net->points);
            net.small = fmt::format("{} to {}", ends.net->low, ends.net->high);
            net.look = Look::share;
        }
        row.cells.push_back(std::move(net));
        row.cells.push_back(view.no_answer.empty() ? TableCell{}
                                                   : count_cell(view.no_answer.front().cell));
        row.cells.push_back(count_cell(view.base));
        return row;
    }

    static TableCell end_cell(const CellView& cell) {
        if (!cell.count || !cell.share) {
            return count_cell(cell);
        }
        TableCell drawn = share_cell(cell, percent_text(cell));
        drawn.small = fmt::format("{}; {}", range_text(cell), count_text(cell));
        drawn.shade = cell.share->percent / 100.0;
        return drawn;
    }

    /// "Alley or path 44 % (36 to 50); The park 38 % (...)": what most people named.
    static std::string named_most(const QuestionView& view) {
        std::vector<LineView> lines = view.answers;
        std::erase_if(lines, [](const LineView& line) { return !line.cell.count; });
        std::stable_sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) {
            return *a.cell.count > *b.cell.count;
        });
        std::string words;
        for (std::size_t i = 0; i < std::min(lines.size(), most_named); ++i) {
            words += (i > 0 ? "; " : "") + lines[i].label + " " +
                     (lines[i].cell.share
                          ? fmt::format(
                                "{} ({})", percent_text(lines[i].cell), range_text(lines[i].cell))
                          : count_text(lines[i].cell));
        }
        return words.empty() ? "hidden" : words;
    }

    void brief(const ReportPart& part, Section& section) const {
        TableBlock table{part.title,
                         "The answers named most, of those that may be shown: share and range in "
                         "percent.",
                         {{"Question"}, {"Named most"}, {"Answers", true}},
                         {}};
        for (const std::string& name : part.questions) {
            if (find(name) == nullptr) {
                missing(name, section);
            } else {
                table.rows.push_back(brief_row(*find(name)));
            }
        }
        if (!table.rows.empty()) {
            section.blocks.emplace_back(std::move(table));
        }
    }

    static TableRow brief_row(const QuestionView& view) {
        TableRow row{{words_cell(view.label),
                      words_cell(view.base.count ? named_most(view) : "Too few answers to show."),
                      count_cell(view.base)}};
        row.cells[1].answer = true;
        return row;
    }

    /// Several in a row are one table, so that they stand on one page.
    void briefs(std::span<const ReportPart> parts) {
        Section section{2, fmt::format("part-{}", sections_.size() + 1), "", "In brief", {}};
        TableBlock table{"In brief",
                         "The answers named most, of those that may be shown: share and range in "
                         "percent.",
                         {{"Step"}, {"Question"}, {"Named most"}, {"Answers", true}},
                         {}};
        for (const ReportPart& part : parts) {
            std::string step = part.title;
            for (const std::string& name : part.questions) {
                if (find(name) == nullptr) {
                    missing(name, section);
                    continue;
                }
                TableRow row = brief_row(*find(name));
                row.cells.insert(row.cells.begin(), words_cell(std::exchange(step, "")));
                row.cells[0].answer = true;
                row.head = 1;
                table.rows.push_back(std::move(row));
            }
        }
        section.blocks.insert(section.blocks.begin(), std::move(table));
        sections_.push_back(std::move(section));
    }

    void changes(const ReportPart& part, Section& section) const {
        bool any = false;
        for (const QuestionView& view : questions_) {
            const bool wanted =
                part.questions.empty() ||
                std::find(part.questions.begin(), part.questions.end(), view.name) !=
                    part.questions.end();
            for (const BreakdownView& breakdown : view.breakdowns) {
                if (wanted && !breakdown.changes.empty()) {
                    any = true;
                    section.blocks.emplace_back(
                        ParagraphBlock{view.label, ParagraphBlock::Look::base});
                    section.blocks.emplace_back(NotesBlock{breakdown.changes});
                }
            }
        }
        if (!any) {
            section.blocks.emplace_back(
                said("There is nothing to compare with yet: all answers are of one wave."));
        }
    }

    void words(const ReportPart& part, Section& section) const {
        bool any = false;
        for (const std::string& name : part.questions) {
            const auto found = input_.texts.words.find(name);
            if (found == input_.texts.words.end() || found->second.empty()) {
                continue;
            }
            any = true;
            section.blocks.emplace_back(
                ParagraphBlock{question_label(input_.texts, name), ParagraphBlock::Look::base});
            for (const std::string& text : found->second) {
                section.blocks.emplace_back(ParagraphBlock{text, ParagraphBlock::Look::quote});
            }
        }
        if (!any) {
            section.blocks.emplace_back(
                said("No words of residents have been released for this report. People read them "
                     "first, and release or refuse them."));
        }
    }

    void maps(Section& section) const {
        for (const MapView& map : extras_.maps) {
            section.blocks.emplace_back(ParagraphBlock{map.title, ParagraphBlock::Look::base});
            if (!map.refusal.empty()) {
                section.blocks.emplace_back(
                    ParagraphBlock{map.refusal, ParagraphBlock::Look::hidden});
                continue;
            }
            section.blocks.emplace_back(map_pair(map, section.anchor, section.blocks.size()));
            if (!map.elsewhere.empty()) {
                section.blocks.emplace_back(said(map.elsewhere));
            }
        }
        if (extras_.maps.empty()) {
            section.blocks.emplace_back(said(
                "There is no map: places on the map are kept inside the office by this survey."));
        }
        section.frame = Section::Frame::card;
    }

    void grids(Section& section) const {
        for (const GridView& grid : extras_.grids) {
            section.blocks.emplace_back(grid_chart(grid, section.anchor, section.blocks.size()));
            section.blocks.emplace_back(grid_table(grid));
        }
        section.blocks.emplace_back(
            said("A person who chose two places and two problems counts in all four squares."));
        section.frame = Section::Frame::card;
    }

    static void books(const std::vector<BookTable>& tables, Section& section) {
        for (const BookTable& table : tables) {
            if (table.heads.empty()) {
                section.blocks.emplace_back(said(table.caption));
            } else {
                section.blocks.emplace_back(book_block(table));
            }
        }
        section.frame = Section::Frame::card;
    }

    void shown(Section& section) const {
        if (extras_.consultation) {
            section.blocks.emplace_back(said(fmt::format("The consultation was open from {} to {}.",
                                                         long_date(extras_.consultation->opens),
                                                         long_date(extras_.consultation->closes))));
        }
        books(extras_.shown, section);
    }

    void statement(Section& section) const {
        if (!extras_.consultation || extras_.consultation->statement.empty()) {
            section.blocks.emplace_back(ParagraphBlock{
                "Not written yet. This pack cannot be released before it says how what people "
                "told us was taken into account.",
                ParagraphBlock::Look::hidden});
            return;
        }
        section.blocks.emplace_back(said(extras_.consultation->statement));
    }

    /// Questions that no part has. Where the plan does not ask for them they are left to the list
    /// of all questions, which says that they are in other reports.
    void rest_of_questions() {
        if (!rest_wanted_) {
            return;
        }
        sections_.push_back({2, "rest", "", "All other questions", {}});
        for (const QuestionView& view : questions_) {
            if (taken_.insert(view.name).second) {
                sections_.push_back(question(view, {}));
            }
        }
    }

    const ReportPlan& plan_;
    const ReportInput& input_;
    const PlanExtras& extras_;
    std::vector<QuestionView> questions_;
    std::vector<QuestionView> drawn_;
    std::set<std::string> taken_;
    std::vector<Section> sections_;
    bool rest_wanted_ = false;
};

}  // namespace

TableBlock book_block(const BookTable& book) {
    TableBlock table{book.title, book.title, {}, {}};
    table.caption += book.caption.empty() ? "" : ". " + book.caption;
    table.sheet = book.title;
    for (const std::string& head : book.heads) {
        table.columns.push_back({head, book.counts && !table.columns.empty()});
    }
    for (const std::vector<std::string>& line : book.rows) {
        TableRow row;
        for (const std::string& cell : line) {
            row.cells.push_back(words_cell(cell));
            TableCell& drawn = row.cells.back();
            drawn.answer = !book.counts || row.cells.size() == 1;
            if (!drawn.answer) {
                drawn.look = cell == "hidden" ? Look::hidden : Look::number;
            }
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

Document document_of(const ReportPlan& plan, const ReportInput& input, const PlanExtras& extras) {
    DocumentHead head = head_of(input);
    const bool one_page = std::all_of(plan.parts.begin(), plan.parts.end(), [](const auto& part) {
        return part.kind == Kind::brief || part.kind == Kind::text || part.kind == Kind::actions;
    });
    if (one_page) {
        head.figures.clear();  // the page is full, and its table says how many answered
    }
    head.title = plan.title + (input.texts.area.empty() ? "" : ", " + input.texts.area);
    if (extras.consultation && extras.consultation->interim) {
        head.title += " (interim: the consultation is still open)";
    }
    std::vector<Section> sections = PlanWriter(plan, input, extras).write();
    return DocumentMaker::make(std::move(head), std::move(sections));
}

Document internal_document(const ReportPlan& plan,
                           const ReportTexts& texts,
                           const std::vector<BookTable>& tables) {
    DocumentHead head;
    head.title = plan.title;
    head.organisation = texts.organisation;
    head.about = texts.made == base::Day{} ? plan.about : long_date(texts.made);
    head.internal_mark = "INTERNAL: not to leave the office. Small numbers are not hidden.";
    head.foot = "For the office alone.";
    head.made = texts.made;
    std::vector<Section> sections;
    for (const BookTable& table : tables) {
        if (table.title.empty() && !sections.empty()) {  // a sentence goes with what stands before
            sections.back().blocks.emplace_back(said(table.caption));
            continue;
        }
        sections.push_back({2,
                            fmt::format("part-{}", sections.size() + 1),
                            "",
                            table.title,
                            {},
                            Section::Frame::card});
        if (table.rows.empty()) {
            sections.back().blocks.emplace_back(said(table.caption));
        } else {
            sections.back().blocks.emplace_back(book_block(table));
        }
    }
    return DocumentMaker::make(std::move(head), std::move(sections));
}

}  // namespace harmony::admin
