#include "admin/gui/models/results.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "admin/gui/frame_painter.h"
#include "admin/gui/views/all.h"
#include "admin/gui/views/audiences.h"
#include "admin/report/words.h"
#include "ui/widgets.h"

namespace harmony::admin::gui {

namespace {

using ui::Frame;
using ui::Rect;
using ui::desk::Cell;
using ui::desk::Column;

constexpr double gap = 8;
constexpr double list_share = 0.32;
constexpr double widest_list = 190;
constexpr double control = 15;
constexpr double narrow = 300;
constexpr std::array question_columns{Column{"question", "Questions", 1, 0, false, false}};
constexpr std::array<ui::desk::Option, 2> shapes{ui::desk::Option{"chart", "Chart"},
                                                 ui::desk::Option{"table", "Table"}};

/// A table of words; the first column is wider.
class WordsTable {
public:
    void set(NumbersTable table) {
        table_ = std::move(table);
        columns_.clear();
        for (std::size_t i = 0; i < table_.heads.size(); ++i) {
            columns_.push_back(
                {table_.heads[i], table_.heads[i], i == 0 ? 2.2 : 1.0, 0, i > 0, false});
        }
        state_ = {};
    }

    [[nodiscard]] const NumbersTable& words() const { return table_; }
    [[nodiscard]] double height() const {
        return static_cast<double>(table_.rows.size() + 1) * ui::desk::row_height + 4;
    }

    void draw(Frame& frame, const Rect& where, std::string_view id, std::string_view name) {
        const ui::desk::Table table{id,
                                    name,
                                    columns_,
                                    table_.rows.size(),
                                    [](std::size_t row) { return fmt::format("{}", row); },
                                    [this](std::size_t row, std::size_t column) {
                                        const std::string& text = table_.rows[row][column];
                                        const bool hidden = text == "hidden";
                                        return Cell{text, {}, hidden, column == 0};
                                    }};
        ui::desk::table(frame, where, table, state_);
    }

private:
    NumbersTable table_;
    std::vector<Column> columns_;  ///< their words are the table's
    ui::desk::TableState state_;
};

class ResultsView final : public View {
public:
    [[nodiscard]] About about() const override { return {"results", "Results", ui::Icon::chart}; }

    void refresh(Host& host) override { read_list(host); }

    void show(std::string_view item, Host& host) override {
        query_.survey = item;
        query_.question.clear();
        read_list(host);
    }

    void draw(Frame& frame, const Rect& where, Host& host) override {
        if (!list_) {
            frame.wake_after(std::chrono::milliseconds{100});
            return;
        }
        if (list_->surveys.empty()) {
            if (ui::desk::empty(frame,
                                where,
                                {"results.empty",
                                 ui::Icon::chart,
                                 "No answers have come yet",
                                 "Take a kiosk out, then collect what it holds: by its stick, or "
                                 "over the network.",
                                 "results.collect",
                                 "Go to Today"})) {
                host.open("today");
            }
            return;
        }
        Rect rest = where;
        draw_actions(frame, {where.x, where.y - 21, where.w, control}, host);
        if (where.w < narrow) {
            Rect line = rest.take_top(control, 5);
            draw_surveys(frame, line.take_left(where.w * 0.4, 5), host);
            draw_question_choice(frame, line, host);
        } else {
            Rect list = rest.take_left(std::min(widest_list, where.w * list_share), 10);
            draw_surveys(frame, list.take_top(control, gap), host);
            draw_list(frame, list, host);
        }
        draw_filters(frame, rest.take_top(control, gap), host);
        if (!trouble_.empty()) {
            ui::notice(frame, rest, "results.trouble", trouble_);
            return;
        }
        if (answer_) {
            ui::desk::scrolled(frame, rest, "results.scroll", scroll_, [&](const Rect& inside) {
                return draw_answer(frame, inside);
            });
        }
    }

private:
    void read_list(Host& host) {
        host.read<ResultsList>(
            "results.list",
            [survey = query_.survey](Reader& reader) { return read_results_list(reader, survey); },
            [this, &host](ResultsList list) {
                list_ = std::move(list);
                query_.survey = list_->survey;
                only_ = only_options();
                const bool there = std::any_of(
                    list_->questions.begin(), list_->questions.end(), [&](const auto& one) {
                        return one.name == query_.question;
                    });
                if (!there) {
                    query_.question = list_->questions.empty() ? "" : list_->questions.front().name;
                    query_.by.clear();
                    query_.only.clear();
                }
                questions_.chosen = query_.question;
                ask(host);
            });
    }

    void ask(Host& host) {
        if (query_.question.empty()) {
            return;
        }
        using Answer = base::Result<ResultsAnswer>;
        host.read<std::shared_ptr<Answer>>(
            "results.answer",
            [query = query_](Reader& reader) -> base::Result<std::shared_ptr<Answer>> {
                return std::make_shared<Answer>(read_results(reader, query));
            },
            [this](const std::shared_ptr<Answer>& answer) { take(std::move(*answer)); });
    }

    /// What cannot be shown is said where it would have stood, not at the foot.
    void take(base::Result<ResultsAnswer> answer) {
        trouble_ = answer ? std::string() : answer.error().message;
        if (!answer) {
            answer_.reset();
            return;
        }
        if (!answer_ || answer_->query.question != answer->query.question) {
            scroll_ = {};
        }
        answer_ = std::move(*answer);
        numbers_.set(numbers_table(answer_->view));
        breakdown_.set(answer_->view.breakdowns.empty()
                           ? NumbersTable{}
                           : breakdown_table(answer_->view.breakdowns.front()));
    }

    void draw_actions(Frame& frame, Rect where, Host& host) {
        const ui::Button report{.id = "results.report",
                                .label = "Make a report",
                                .kind = ui::ButtonKind::primary,
                                .icon = ui::Icon::page};
        if (ui::button(frame, where.take_right(ui::button_size(frame, report).w, gap), report)) {
            host.open("reports", query_.survey);
        }
        const ui::Button take{
            .id = "results.export", .label = "Export answers", .enabled = !host.busy()};
        if (ui::button(frame, where.take_right(ui::button_size(frame, take).w, gap), take)) {
            export_answers(host);
        }
        const ui::Button copy{
            .id = "results.copy", .label = "Copy", .enabled = answer_.has_value()};
        if (ui::button(frame, where.take_right(ui::button_size(frame, copy).w, gap), copy)) {
            const bool both = !breakdown_.words().heads.empty();
            host.copy(as_tabs(numbers_.words()) + (both ? "\n" + as_tabs(breakdown_.words()) : ""));
        }
    }

    void export_answers(Host& host) {
        const std::string survey = query_.survey;
        host.fill_in({"Export single answers",
                      "For use inside the office: one row an answer, without anything that names "
                      "anybody. The reason is kept in the office's books.",
                      {{"file", "Workbook to write", "It must not be there yet.", survey + ".xlsx"},
                       {"reason", "Why are single answers needed?"}},
                      "Export"},
                     [&host, survey](const std::vector<std::string>& filled) {
                         host.run({"Exporting",
                                   {"survey",
                                    "export",
                                    survey,
                                    "--xlsx",
                                    filled[0],
                                    "--labels",
                                    "en",
                                    "--reason",
                                    filled[1]},
                                   "Exported to " + filled[0] + "."});
                     });
    }

    void draw_surveys(Frame& frame, const Rect& box, Host& host) {
        const auto chosen = std::find_if(list_->surveys.begin(),
                                         list_->surveys.end(),
                                         [&](const auto& one) { return one.id == list_->survey; });
        const auto index = static_cast<std::size_t>(chosen - list_->surveys.begin());
        if (ui::desk::chooser(frame, box, {"results.survey", {}, chosen->title})) {
            std::vector<std::string> titles;
            for (const SurveyLine& survey : list_->surveys) {
                titles.push_back(
                    fmt::format("{} ({})", survey.title, grouped_digits(survey.responses)));
            }
            host.choose("results.survey", box, titles, index, [this, &host](std::size_t at) {
                query_ = {};
                query_.survey = list_->surveys[at].id;
                read_list(host);
            });
        }
    }

    /// Where there is no room for the list.
    void draw_question_choice(Frame& frame, const Rect& box, Host& host) {
        std::vector<std::string> labels;
        std::size_t chosen = 0;
        for (std::size_t i = 0; i < list_->questions.size(); ++i) {
            labels.push_back(list_->questions[i].label);
            chosen = list_->questions[i].name == query_.question ? i : chosen;
        }
        const std::string value = labels.empty() ? std::string() : labels[chosen];
        if (ui::desk::chooser(frame, box, {"results.questions", {}, value})) {
            host.choose("results.questions", box, labels, chosen, [this, &host](std::size_t at) {
                query_.question = list_->questions[at].name;
                ask(host);
            });
        }
    }

    void draw_list(Frame& frame, const Rect& where, Host& host) {
        const ui::desk::Table table{
            "results.questions",
            "Questions of this survey",
            question_columns,
            list_->questions.size(),
            [this](std::size_t row) { return list_->questions[row].name; },
            [this](std::size_t row, std::size_t) { return Cell{list_->questions[row].label}; }};
        if (const auto event = ui::desk::table(frame, where, table, questions_); event.pressed) {
            query_.question = list_->questions[*event.pressed].name;
            ask(host);
        }
    }

    // --- how it is counted ----------------------------------------------------------------------

    [[nodiscard]] std::string by_words() const {
        for (const Grouping& grouping : list_->groupings) {
            if (grouping.name == query_.by) {
                return grouping.label;
            }
        }
        return "nothing";
    }

    struct Only {
        std::string condition;
        std::string words;
    };

    [[nodiscard]] std::vector<Only> only_options() const {
        std::vector<Only> options{{"", "everybody"}};
        for (const Grouping& grouping : list_->groupings) {
            const bool selects = grouping.name != "wave" && grouping.name != "engagement";
            for (const auto& [key, words] : grouping.values) {
                if (selects) {
                    options.push_back({fmt::format("{}={}", grouping.name, key),
                                       fmt::format("{}: {}", grouping.label, words)});
                }
            }
        }
        return options;
    }

    void draw_filters(Frame& frame, Rect where, Host& host) {
        const auto audience = place_of(query_.audience);
        const ui::Size shape = ui::desk::segments_size(frame, shapes);
        const Rect right = where.take_right(shape.w, gap);
        if (const auto pressed = ui::desk::segments(
                frame, {right.x, right.y}, "results.shape", shapes, as_table_ ? 1 : 0)) {
            as_table_ = *pressed == 1;
        }
        const auto put = [&](const ui::desk::Chooser& chooser) {
            const double width =
                std::min(ui::desk::chooser_width(frame, chooser), (where.w - gap) * 0.6);
            const Rect place = where.take_left(width, 5);
            return ui::desk::chooser(frame, place, chooser) ? std::optional(place) : std::nullopt;
        };
        const std::string by = by_words();
        if (const auto at = put({"results.by", "By", by})) {
            choose_by(*at, host);
        }
        if (const auto at = put({"results.audience", "For", audience_names.at(audience)})) {
            host.choose("results.audience",
                        *at,
                        {audience_names.begin(), audience_names.end()},
                        audience,
                        [this, &host](std::size_t chosen) {
                            query_.audience = audiences.at(chosen);
                            if (query_.audience != summary::Audience::internal) {
                                query_.only.clear();  // a selection is for the office alone
                            }
                            ask(host);
                        });
        }
        if (query_.audience == summary::Audience::internal) {
            draw_only(frame, where, host);
        }
    }

    void choose_by(const Rect& at, Host& host) {
        std::vector<std::string> names{"nothing"};
        std::size_t chosen = 0;
        for (std::size_t i = 0; i < list_->groupings.size(); ++i) {
            names.push_back(list_->groupings[i].label);
            chosen = list_->groupings[i].name == query_.by ? i + 1 : chosen;
        }
        host.choose("results.by", at, names, chosen, [this, &host](std::size_t index) {
            query_.by = index == 0 ? std::string() : list_->groupings[index - 1].name;
            ask(host);
        });
    }

    void draw_only(Frame& frame, Rect where, Host& host) {
        const std::vector<Only>& options = only_;
        const auto chosen = std::find_if(options.begin(), options.end(), [this](const Only& one) {
            return one.condition == query_.only;
        });
        const std::size_t index =
            chosen == options.end() ? 0 : static_cast<std::size_t>(chosen - options.begin());
        const ui::desk::Chooser chooser{"results.only", "Of", options[index].words};
        const Rect place =
            where.take_left(std::min(where.w, ui::desk::chooser_width(frame, chooser)));
        if (place.w < 30 || !ui::desk::chooser(frame, place, chooser)) {
            return;
        }
        std::vector<std::string> words;
        words.reserve(options.size());
        for (const Only& one : options) {
            words.push_back(one.words);
        }
        host.choose("results.only", place, words, index, [this, &host](std::size_t at) {
            query_.only = only_.at(at).condition;
            ask(host);
        });
    }

    // --- one question ---------------------------------------------------------------------------

    double draw_answer(Frame& frame, const Rect& where) {
        const QuestionView& view = answer_->view;
        const double pad = 10;
        const Rect inside{where.x + pad, where.y + pad, where.w - 2 * pad, 0};
        ui::desk::panel(frame, {where.x, where.y, where.w, std::max(20.0, card_height_)});
        double y = inside.y;
        const auto line = [&](std::string_view id,
                              std::string_view text,
                              const ui::TextLook& look,
                              double after) {
            if (!text.empty()) {
                y += ui::paragraph(frame, {inside.x, y, inside.w, 0}, {id, text, look}) + after;
            }
        };
        const ui::TextLook strong{.scale = ui::Scale::large, .weight = ui::Weight::bold};
        const ui::TextLook quiet{.colour = ui::Role::second_text};
        const ui::TextLook small{.scale = ui::Scale::small, .colour = ui::Role::second_text};
        line("results.question", view.label.empty() ? view.name : view.label, strong, 3);
        line("results.hint", view.hint, quiet, 3);
        line("results.base", answer_->base, quiet, 8);
        if (view.withheld) {
            line("results.withheld",
                 "Nothing of this question may be shown to this audience.",
                 {},
                 6);
        } else if (as_table_) {
            const Rect place{inside.x, y, inside.w, numbers_.height()};
            numbers_.draw(frame, place, "results.numbers", view.label);
            y += place.h + 8;
        } else {
            const double width = std::min(inside.w, 270.0);
            y += chart(frame, {inside.x, y, width, 0}, "results.chart", BarChart(view.answers)) + 6;
        }
        line("results.mean", answer_->mean, {}, 5);
        for (std::size_t i = 0; i < answer_->notes.size(); ++i) {
            line(fmt::format("results.note.{}", i), answer_->notes[i], small, 2);
        }
        for (std::size_t i = 0; i < answer_->hidden.size(); ++i) {
            line(fmt::format("results.why.{}", i), answer_->hidden[i], small, 2);
        }
        line("results.method", answer_->method, small, 2);
        y += pad - 2;
        card_height_ = y - where.y;
        if (!view.breakdowns.empty()) {
            y += 10 + draw_breakdown(frame, {where.x, y + 10, where.w, 0});
        }
        return y + 4 - where.y;
    }

    double draw_breakdown(Frame& frame, const Rect& where) {
        const BreakdownView& view = answer_->view.breakdowns.front();
        double y = where.y;
        const ui::TextLook bold{.weight = ui::Weight::bold};
        y += ui::desk::words(
                 frame, {where.x, y, where.w, 0}, {"results.by.title", view.title, bold}) +
             4;
        if (view.withheld) {
            const ui::TextLook quiet{.colour = ui::Role::second_text};
            y += ui::paragraph(frame,
                               {where.x, y, where.w, 0},
                               {"results.by.withheld",
                                "This table may not be shown to this audience: its small numbers "
                                "could be worked out.",
                                quiet});
            return y - where.y;
        }
        const Rect place{where.x, y, where.w, breakdown_.height()};
        breakdown_.draw(frame, place, "results.groups", view.title);
        y += place.h + 5;
        for (std::size_t i = 0; i < view.changes.size(); ++i) {
            y += ui::paragraph(frame,
                               {where.x, y, where.w, 0},
                               {fmt::format("results.change.{}", i), view.changes[i], {}}) +
                 3;
        }
        return y - where.y;
    }

    ResultsQuery query_;
    std::optional<ResultsList> list_;
    std::vector<Only> only_;  ///< whose answers may be looked at alone
    std::optional<ResultsAnswer> answer_;
    std::string trouble_;
    WordsTable numbers_;
    WordsTable breakdown_;
    ui::desk::TableState questions_;
    ui::desk::Scroll scroll_;
    double card_height_ = 60;
    bool as_table_ = false;
};

}  // namespace

std::unique_ptr<View> make_results_view() {
    return std::make_unique<ResultsView>();
}

}  // namespace harmony::admin::gui
