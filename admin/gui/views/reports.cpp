#include "admin/gui/views/reports.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "admin/gui/models/reports.h"
#include "admin/gui/views/page_parts.h"
#include "admin/gui/views/parts.h"
#include "admin/report/words.h"

namespace harmony::admin::gui {

namespace {

using ui::Rect;
namespace desk = ui::desk;

/// What the list shows.
enum class Which { reports, releases };

constexpr std::array<desk::Column, 3> report_columns = {
    {{"title", "Report", 2}, {"responses", "Answers", 0, 44, true}, {"widest", "At most for", 1}}};
constexpr std::array<desk::Column, 6> release_columns = {{{"number", "No.", 0, 22, true},
                                                          {"made", "Made on", 0, 64},
                                                          {"survey", "Survey", 1.4},
                                                          {"audience", "For", 0, 40},
                                                          {"responses", "Answers", 0, 44, true},
                                                          {"state", "State", 0, 62}}};

std::string for_whom(const ReleaseRow& row) {
    return row.audience == "public" ? "anybody" : "a partner";
}

std::uint64_t number_of(std::string_view key) {
    std::uint64_t number = 0;
    std::from_chars(key.data(), key.data() + key.size(), number);
    return number;
}

class ReportsView final : public View {
public:
    [[nodiscard]] About about() const override { return {"reports", "Reports", ui::Icon::page}; }

    void refresh(Host& host) override {
        host.read<ReportsModel>("reports", read_reports, [this](ReportsModel model) {
            model_ = std::move(model);
            loaded_ = true;
            choose_rows();
        });
    }

    void show(std::string_view item, Host& /*host*/) override {
        which_ = Which::reports;
        table().chosen = std::string(item);
        choose_rows();
    }

    void draw(ui::Frame& frame, const Rect& where, Host& host) override {
        Rect page = where;
        draw_actions(frame, actions_row(where), host);
        draw_head(frame, page.take_top(control_height, 2 * part_gap));
        if (!loaded_) {
            desk::words(frame, page, {.id = "reports.reading", .text = "Reading ..."});
            return;
        }
        if (which_ == Which::releases && model_.releases.empty()) {
            draw_no_release(frame, page, host);
            return;
        }
        const bool chosen = report() != nullptr || release() != nullptr;
        const ListAndDetail places = chosen ? beside(page, 0.46) : ListAndDetail{page, page, true};
        if (places.both || !chosen) {
            draw_list(frame, places.list, host);
        }
        if (chosen) {
            draw_chosen(frame, places.detail, places.both, host);
        }
    }

private:
    [[nodiscard]] desk::TableState& table() { return tables_.at(static_cast<std::size_t>(which_)); }
    [[nodiscard]] const ReportRow* report() {
        return which_ == Which::reports ? model_.report(table().chosen) : nullptr;
    }
    [[nodiscard]] const ReleaseRow* release() {
        return which_ == Which::releases ? model_.release(number_of(table().chosen)) : nullptr;
    }

    void draw_actions(ui::Frame& frame, Rect row, Host& host) {
        if (which_ != Which::releases || model_.surveys.empty() || model_.releases.empty()) {
            return;
        }
        if (button_at_end(frame,
                          row,
                          {.id = "reports.release",
                           .label = "Make a release",
                           .kind = ui::ButtonKind::primary,
                           .icon = ui::Icon::shield,
                           .enabled = !host.busy()})) {
            make_release(false, host);
        }
        if (button_at_end(frame,
                          row,
                          {.id = "reports.try",
                           .label = "Could one be made?",
                           .kind = ui::ButtonKind::quiet,
                           .enabled = !host.busy()})) {
            make_release(true, host);
        }
    }

    void draw_head(ui::Frame& frame, Rect row) {
        const std::string releases = fmt::format("Releases ({})", model_.releases.size());
        const std::array<desk::Option, 2> options = {
            {{"reports", "Reports"}, {"releases", releases}}};
        const auto pressed = desk::segments(
            frame, {row.x, row.y}, "reports.list", options, static_cast<std::size_t>(which_));
        if (pressed) {
            which_ = static_cast<Which>(*pressed);
            forget_detail();
            choose_rows();
        }
    }

    void draw_no_release(ui::Frame& frame, const Rect& where, Host& host) {
        const bool answers = !model_.surveys.empty();
        const bool pressed = desk::empty(
            frame,
            where,
            {.id = "reports.empty",
             .icon = ui::Icon::shield,
             .title = "Nothing was released yet",
             .text = answers
                         ? "A release is what leaves the office for good: it is kept, signed "
                           "and compared with what was given out before."
                         : "Releases are made from answers. Collect some from the kiosks first.",
             .button_id = answers ? "reports.empty.release" : "reports.empty.today",
             .button = answers ? "Make the first release" : "Go to Today"});
        if (pressed && answers) {
            make_release(false, host);
        } else if (pressed) {
            host.open("today");
        }
    }

    // --- the lists ------------------------------------------------------------------------------

    void draw_list(ui::Frame& frame, Rect where, Host& host) {
        const bool reports = which_ == Which::reports;
        const desk::Table shown{
            .id = reports ? "reports.row" : "reports.release_row",
            .name = reports ? "Reports" : "Releases",
            .columns = reports ? std::span<const desk::Column>(report_columns)
                               : std::span<const desk::Column>(release_columns),
            .rows = shown_.size(),
            .key =
                [&](std::size_t row) {
                    return reports ? model_.reports[shown_[row]].id
                                   : fmt::to_string(model_.releases[shown_[row]].number);
                },
            .cell =
                [&](std::size_t row, std::size_t column) {
                    return reports ? report_cell(model_.reports[shown_[row]], column)
                                   : release_cell(model_.releases[shown_[row]], column);
                }};
        Rect foot = where.take_bottom(control_height, part_gap);
        desk::TableState& state = table();
        const desk::TableEvent event = desk::table(frame, where, shown, state);
        if (event.pressed) {
            state.chosen = shown.key(*event.pressed);
            forget_detail();
        }
        if (button_at_end(frame,
                          foot,
                          {.id = "reports.copy", .label = "Copy", .kind = ui::ButtonKind::quiet})) {
            host.copy(parts::tab_separated(shown));
            host.say(fmt::format("{} copied.", counted(shown.rows, "line")));
        }
        if (event.sorted) {
            choose_rows();
        }
    }

    static desk::Cell report_cell(const ReportRow& row, std::size_t column) {
        switch (column) {
            case 0: return {.text = row.title, .quiet = !row.ready(), .strong = row.ready()};
            case 1:
                return {.text = row.survey.empty() ? std::string() : grouped_digits(row.responses),
                        .quiet = !row.ready()};
            default: return {.text = audience_read(row.widest), .quiet = true};
        }
    }

    static desk::Cell release_cell(const ReleaseRow& row, std::size_t column) {
        switch (column) {
            case 0: return {.text = fmt::to_string(row.number)};
            case 1: return {.text = long_date(row.made)};
            case 2:
                return {.text = row.wave.empty() ? row.survey : row.survey + ", " + row.wave,
                        .strong = true};
            case 3: return {.text = for_whom(row)};
            case 4: return {.text = grouped_digits(row.responses)};
            default:
                return row.withdrawn
                           ? desk::Cell{.text = "Withdrawn", .tone = desk::Tone::bad}
                           : desk::Cell{.text = row.exact ? "Exact" : "Rounded",
                                        .tone = row.exact ? desk::Tone::good : desk::Tone::quiet};
        }
    }

    void choose_rows() {
        const bool reports = which_ == Which::reports;
        shown_.resize(reports ? model_.reports.size() : model_.releases.size());
        for (std::size_t at = 0; at < shown_.size(); ++at) {
            shown_[at] = at;
        }
        const std::string& by = table().sorted_by;
        if (by.empty()) {
            return;
        }
        sort_by(shown_, table(), [&](std::size_t a, std::size_t b) {
            return reports ? report_before(model_.reports[a], model_.reports[b], by)
                           : release_before(model_.releases[a], model_.releases[b], by);
        });
    }

    static bool report_before(const ReportRow& a, const ReportRow& b, std::string_view column) {
        return column == "responses" ? a.responses < b.responses
               : column == "widest"  ? a.widest < b.widest
                                     : a.title < b.title;
    }

    static bool release_before(const ReleaseRow& a, const ReleaseRow& b, std::string_view column) {
        return column == "survey"      ? a.survey < b.survey
               : column == "audience"  ? a.audience < b.audience
               : column == "responses" ? a.responses < b.responses
               : column == "state"     ? a.withdrawn.has_value() < b.withdrawn.has_value()
               : column == "made"      ? a.made < b.made
                                       : a.number < b.number;
    }

    // --- beside them ----------------------------------------------------------------------------

    void forget_detail() {
        detail_ = {};
        said_.clear();
    }

    void draw_chosen(ui::Frame& frame, Rect where, bool both, Host& host) {
        const ReportRow* const chosen = report();
        const ReleaseRow* const released = release();
        const Rect head = where.take_top(control_height, part_gap);
        const std::string title =
            chosen != nullptr ? chosen->title : fmt::format("Release {}", released->number);
        if (detail_head(frame,
                        head,
                        {.id = "reports.title",
                         .title = title,
                         .close_id = "reports.close_detail",
                         .beside = both})) {
            table().chosen.clear();
        }
        desk::scrolled(frame, where, "reports.detail", detail_, [&](const Rect& inside) {
            Column column(frame, inside);
            if (chosen != nullptr) {
                draw_report(column, *chosen, host);
            } else {
                draw_release(column, *released, host);
            }
            if (!said_.empty()) {
                column.line();
                column.text("reports.said", said_);
            }
            return column.used();
        });
    }

    void draw_report(Column& column, const ReportRow& row, Host& host) {
        column.text("reports.about", row.about);
        column.space(2);
        if (!row.survey.empty()) {
            column.fact(
                "reports.survey",
                "Survey",
                row.ready()
                    ? fmt::format("{}, {} answers", row.survey, grouped_digits(row.responses))
                    : row.survey + ", no answers yet");
        }
        column.fact("reports.widest", "At most for", audience_read(row.widest));
        const bool whole = row.id.find(':') != std::string::npos;
        if (!whole) {
            column.fact("reports.own",
                        "What is in it",
                        row.own ? "as your office changed it" : "as it came with Harmony");
        }
        for (std::size_t at = 0; at < row.parts.size(); ++at) {
            column.fact(
                fmt::format("reports.part.{}", at + 1), at == 0 ? "Parts" : "", row.parts[at]);
        }
        column.space(part_gap);
        draw_report_buttons(column, row, host);
        draw_made(column, row, host);
    }

    void draw_report_buttons(Column& column, const ReportRow& row, Host& host) {
        const bool whole = row.id.find(':') != std::string::npos;
        std::vector<ui::Button> buttons{{.id = "reports.make",
                                         .label = "Make it",
                                         .kind = ui::ButtonKind::primary,
                                         .icon = ui::Icon::page,
                                         .enabled = row.ready() && !host.busy()}};
        if (!row.own && !whole) {
            buttons.push_back(
                {.id = "reports.define", .label = "Change what is in it", .enabled = !host.busy()});
        }
        const auto pressed = column.buttons(buttons);
        if (pressed == 0U) {
            const Form form = make_form(row, model_);
            host.fill_in(form, [this, form, row, &host](const std::vector<std::string>& answers) {
                host.run(make_order(row, form, answers),
                         [this](const Outcome& outcome) { tell_first(outcome); });
            });
        } else if (pressed == 1U) {
            host.run({.doing = "Copying the report's plan",
                      .words = {"report", "define", row.id},
                      .done = "Change the file in any editor: it is made in place of the shipped "
                              "one from now on."},
                     [this, &host](const Outcome& outcome) {
                         tell(outcome);
                         if (outcome.ok) {
                             host.open_file(outcome.printed.substr(0, outcome.printed.find('\n')));
                         }
                     });
        }
        if (!row.ready()) {
            column.quiet("reports.not_ready",
                         "It can be made once answers to its survey were collected.");
        }
    }

    void draw_made(Column& column, const ReportRow& row, Host& host) const {
        const auto made = model_.made_of(row.id);
        if (made.empty()) {
            return;
        }
        column.line();
        column.text("reports.made", "Made before", {.weight = ui::Weight::bold});
        for (const MadeFiles* const one : made) {
            draw_files(column, *one, host);
        }
    }

    static void draw_files(Column& column, const MadeFiles& made, Host& host) {
        column.quiet({}, made.folder);
        std::vector<std::string> ids;
        ids.reserve(made.files.size() + 1);
        std::vector<ui::Button> buttons;
        for (const std::string& file : made.files) {
            ids.push_back(fmt::format("reports.open.{}.{}", made.name, file));
            buttons.push_back({.id = ids.back(), .label = file});
        }
        ids.push_back(fmt::format("reports.folder.{}", made.name));
        buttons.push_back({.id = ids.back(), .label = "Folder", .kind = ui::ButtonKind::quiet});
        if (const auto pressed = column.buttons(buttons)) {
            const std::filesystem::path folder(made.folder);
            host.open_file(*pressed < made.files.size() ? folder / made.files[*pressed] : folder);
        }
    }

    void draw_release(Column& column, const ReleaseRow& row, Host& host) {
        column.fact("reports.release_survey", "Survey", row.survey);
        column.fact("reports.release_wave", "Answers of", row.wave.empty() ? "all days" : row.wave);
        column.fact("reports.release_made", "Made on", long_date(row.made));
        column.fact("reports.release_for", "For", for_whom(row));
        column.fact("reports.release_responses", "Answers", grouped_digits(row.responses));
        column.fact("reports.release_counts", "Counts", row.exact ? "exact" : "rounded to 5");
        if (row.withdrawn) {
            column.fact("reports.release_withdrawn",
                        "Withdrawn",
                        *row.withdrawn,
                        {.colour = ui::Role::danger});
        }
        column.space(part_gap);
        const std::string compare =
            row.compare_to ? fmt::format("Compare with release {}", *row.compare_to) : "Compare";
        const std::array<ui::Button, 3> buttons = {
            {{.id = "reports.compare",
              .label = compare,
              .enabled = row.compare_to.has_value() && !host.busy()},
             {.id = "reports.verify", .label = "Check its files", .enabled = !host.busy()},
             {.id = "reports.withdraw",
              .label = "Withdraw",
              .kind = ui::ButtonKind::danger,
              .enabled = !row.withdrawn && !host.busy()}}};
        const auto pressed = column.buttons(buttons);
        if (!row.compare_to) {
            column.quiet("reports.first", "It is the first of its survey: there is none before.");
        }
        if (pressed == 0U) {
            host.run(compare_order(row), [this](const Outcome& outcome) { tell(outcome); });
        } else if (pressed == 1U) {
            verify(host);
        } else if (pressed == 2U) {
            withdraw(row, host);
        }
    }

    // --- doing ----------------------------------------------------------------------------------

    /// What a verb printed stays beside the list until something else is chosen.
    void tell(const Outcome& outcome) { said_ = outcome.ok ? outcome.printed : std::string(); }

    /// The same without the names of files, which have buttons of their own.
    void tell_first(const Outcome& outcome) {
        tell(outcome);
        said_ = said_.substr(0, said_.find('\n'));
    }

    void make_release(bool only_try, Host& host) {
        Form form = release_form(model_, {});
        if (only_try) {
            form.title = "Could it be released now?";
            form.text = "Nothing is kept and nothing is written.";
            form.submit = "Look";
        }
        host.fill_in(form, [this, form, only_try, &host](const std::vector<std::string>& answers) {
            host.run(release_order(form, answers, only_try),
                     [this](const Outcome& outcome) { tell(outcome); });
        });
    }

    void verify(Host& host) {
        const Form form{
            .title = "Are the files as they were released?",
            .text = "Each file is compared with what the office signed.",
            .entries = {{.id = "folder",
                         .label = "Folder of the release",
                         .value = model_.exports + "/release-" + base::to_iso(model_.today)}},
            .submit = "Check them"};
        host.fill_in(form, [this, &host](const std::vector<std::string>& answers) {
            host.run(verify_order(answers.front()),
                     [this](const Outcome& outcome) { tell(outcome); });
        });
    }

    static void withdraw(const ReleaseRow& row, Host& host) {
        const Form form{
            .title = fmt::format("Withdraw release {}", row.number),
            .text = "Whoever kept a copy can still compare it with the next release.",
            .entries = {{.id = "reason", .label = "Reason", .hint = "It is printed and kept"}},
            .submit = "Withdraw it"};
        host.fill_in(form, [row, &host](const std::vector<std::string>& answers) {
            host.run(withdraw_order(row, answers.front()));
        });
    }

    ReportsModel model_;
    bool loaded_ = false;
    Which which_ = Which::reports;
    std::array<desk::TableState, 2> tables_;
    std::vector<std::size_t> shown_;
    desk::Scroll detail_;
    std::string said_;  ///< what a verb printed last
};

}  // namespace

std::unique_ptr<View> make_reports_view() {
    return std::make_unique<ReportsView>();
}

}  // namespace harmony::admin::gui
