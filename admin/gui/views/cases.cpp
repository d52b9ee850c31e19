#include "admin/gui/views/cases.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "admin/cases/case_words.h"
#include "admin/gui/models/casework.h"
#include "admin/gui/models/casework_orders.h"
#include "admin/gui/views/cases_detail.h"
#include "admin/gui/views/cases_table.h"
#include "admin/gui/views/page_parts.h"
#include "admin/gui/views/parts.h"
#include "admin/report/words.h"

namespace harmony::admin::gui {

namespace {

using ui::Rect;
namespace desk = ui::desk;

/// Which rows of a list are shown.
enum class Which { open, late, all };

constexpr std::array<desk::Option, 3> which_options = {
    {{"open", "Open"}, {"late", "Late"}, {"all", "All"}}};

/// The view. What it draws is in the order of the page.
class CasesView final : public View {
public:
    [[nodiscard]] About about() const override { return {"cases", "Cases", ui::Icon::tick}; }

    void refresh(Host& host) override {
        host.read<CaseworkModel>("cases", read_casework, [this](CaseworkModel model) {
            model_ = std::move(model);
            loaded_ = true;
            go_to_wanted();
            choose_rows();
        });
    }

    void show(std::string_view item, Host& /*host*/) override {
        wanted_ = std::string(item);
        go_to_wanted();
        choose_rows();
    }

    [[nodiscard]] std::size_t waiting() const override { return waiting_in(model_); }

    void draw(ui::Frame& frame, const Rect& where, Host& host) override {
        Rect page = where;
        draw_key_in(frame, actions_row(where), host);
        draw_lists(frame, page.take_top(control_height, 2 * part_gap));
        if (!loaded_) {
            desk::words(frame, page, {.id = "cases.reading", .text = "Reading ..."});
            return;
        }
        if (model_.of(kind_).empty()) {
            draw_nothing(frame, page, host);
            return;
        }
        const ListAndDetail places = beside(page, 0.36);
        const CaseworkRow* chosen = model_.find(kind_, table().chosen);
        if (places.both || chosen == nullptr) {
            draw_list(frame, places.list, host);
        }
        if (chosen != nullptr) {
            if (detail_.draw(frame, places.detail, model_, *chosen, places.both, host)) {
                table().chosen.clear();
                detail_.forget();
            }
        } else if (places.both) {
            draw_glance(frame, places.detail);
        }
    }

private:
    /// What another view asked for is shown once it was read.
    void go_to_wanted() {
        for (const auto kind :
             {CaseworkKind::little_thing, CaseworkKind::request, CaseworkKind::complaint}) {
            const CaseworkRow* row = wanted_.empty() ? nullptr : model_.find(kind, wanted_);
            if (row != nullptr) {
                kind_ = kind;
                which_ = row->ended ? Which::all : Which::open;
                search_.set("");
                owner_.clear();
                table().chosen = wanted_;
                detail_.forget();
                wanted_.clear();
            }
        }
    }

    [[nodiscard]] desk::TableState& table() { return tables_.at(static_cast<std::size_t>(kind_)); }

    void draw_key_in(ui::Frame& frame, Rect row, Host& host) {
        if (kind_ != CaseworkKind::request &&
            button_at_end(
                frame,
                row,
                {.id = "cases.key_in",
                 .label =
                     kind_ == CaseworkKind::complaint ? "Key in a complaint" : "Key in a report",
                 .kind = table().chosen.empty() ? ui::ButtonKind::primary : ui::ButtonKind::plain,
                 .icon = ui::Icon::plus,
                 .enabled = !host.busy()})) {
            key_in(host);
        }
    }

    void draw_lists(ui::Frame& frame, Rect row) {
        const auto open = [&](CaseworkKind kind) {
            const auto& rows = model_.of(kind);
            return std::count_if(
                rows.begin(), rows.end(), [](const auto& each) { return !each.ended; });
        };
        const std::string things =
            fmt::format("Little things ({})", open(CaseworkKind::little_thing));
        const std::string requests = fmt::format("Requests ({})", open(CaseworkKind::request));
        const std::string complaints =
            fmt::format("Complaints ({})", open(CaseworkKind::complaint));
        const std::array<desk::Option, 3> options = {
            {{"things", things}, {"requests", requests}, {"complaints", complaints}}};
        const auto pressed = desk::segments(
            frame, {row.x, row.y}, "cases.list", options, static_cast<std::size_t>(kind_));
        if (pressed) {
            kind_ = static_cast<CaseworkKind>(*pressed);
            detail_.forget();
            choose_rows();
        }
    }

    void draw_nothing(ui::Frame& frame, const Rect& where, Host& host) {
        const bool things = kind_ == CaseworkKind::little_thing;
        const bool requests = kind_ == CaseworkKind::request;
        const bool pressed = desk::empty(
            frame,
            where,
            {.id = "cases.empty",
             .icon = things ? ui::Icon::pin : ui::Icon::chat,
             .title = things     ? "Nothing was reported yet"
                      : requests ? "Nobody asked for anything yet"
                                 : "Nobody complained",
             .text = things     ? "Little things that residents report on kiosks come with the "
                                  "next sync. What somebody tells you can be keyed in here."
                     : requests ? "When residents ask on a kiosk for a lock, a call back or a "
                                  "support service, it comes with the next sync."
                                : "Complaints about what is kept of people come from kiosks with "
                                  "the next sync, or are keyed in here.",
             .button_id = requests ? std::string_view{} : "cases.empty.key_in",
             .button = requests ? std::string_view{}
                       : things ? "Key in a report"
                                : "Key in a complaint"});
        if (pressed) {
            key_in(host);
        }
    }

    // --- the list -------------------------------------------------------------------------------

    void draw_list(ui::Frame& frame, Rect where, Host& host) {
        draw_filters(frame, where.take_top(control_height, part_gap), host);
        const auto columns = columns_of(kind_, where.w);
        const auto& rows = model_.of(kind_);
        const desk::Table shown{.id = "cases.row",
                                .name = "Cases",
                                .columns = columns,
                                .rows = shown_.size(),
                                .key = [&](std::size_t row) { return rows[shown_[row]].id; },
                                .cell =
                                    [&](std::size_t row, std::size_t column) {
                                        return cell_of(
                                            rows[shown_[row]], columns[column].id, model_.today);
                                    }};
        Rect foot = where.take_bottom(control_height, part_gap);
        desk::TableState& state = table();
        const desk::TableEvent event = desk::table(frame, where, shown, state);
        if (event.sorted) {
            choose_rows();
        }
        if (event.pressed) {
            state.chosen = rows[shown_[*event.pressed]].id;
            detail_.forget();
        }
        draw_foot(frame, foot, shown, host);
    }

    void draw_filters(ui::Frame& frame, Rect row, Host& host) {
        const double width = desk::segments_size(frame, which_options).w;
        const auto pressed = desk::segments(
            frame, {row.x, row.y}, "cases.which", which_options, static_cast<std::size_t>(which_));
        row.take_left(width, part_gap);
        if (pressed) {
            which_ = static_cast<Which>(*pressed);
            choose_rows();
        }
        if (kind_ == CaseworkKind::little_thing && row.w > 150) {
            draw_owner(frame, row, host);
        }
        const desk::Field find{
            .id = "cases.find", .label = {}, .name = "Find", .placeholder = "Find"};
        if (row.w > 40 && desk::field(frame, row, find, search_).changed) {
            choose_rows();
        }
    }

    void draw_owner(ui::Frame& frame, Rect& row, Host& host) {
        const std::string whose = owner_.empty() ? "anybody" : owner_;
        const desk::Chooser chooser{.id = "cases.owner",
                                    .label = "With",
                                    .value = whose,
                                    .enabled = !model_.owners.empty()};
        const Rect place =
            row.take_left(std::min(row.w / 2, desk::chooser_width(frame, chooser)), part_gap);
        if (!desk::chooser(frame, place, chooser)) {
            return;
        }
        std::vector<std::string> options{"anybody"};
        options.insert(options.end(), model_.owners.begin(), model_.owners.end());
        const auto at = std::find(options.begin(), options.end(), owner_);
        host.choose("cases.owner.list",
                    place,
                    options,
                    at == options.end() ? 0 : static_cast<std::size_t>(at - options.begin()),
                    [this, options](std::size_t chosen) {
                        owner_ = chosen == 0 ? "" : options.at(chosen);
                        choose_rows();
                    });
    }

    void draw_foot(ui::Frame& frame, Rect row, const desk::Table& shown, Host& host) {
        if (kind_ == CaseworkKind::little_thing && button_at_end(frame,
                                                                 row,
                                                                 {.id = "cases.export",
                                                                  .label = "Export",
                                                                  .kind = ui::ButtonKind::quiet,
                                                                  .enabled = !host.busy()})) {
            const Form form = export_form(model_);
            host.fill_in(form, [form, &host](const std::vector<std::string>& answers) {
                host.run(export_order(form, answers));
            });
        }
        if (button_at_end(
                frame, row, {.id = "cases.copy", .label = "Copy", .kind = ui::ButtonKind::quiet})) {
            host.copy(parts::tab_separated(shown));
            host.say(fmt::format("{} copied.", counted(shown.rows, "line")));
        }
        const std::string count =
            fmt::format("{} of {}", shown.rows, counted(model_.of(kind_).size(), "line"));
        desk::words(frame,
                    row,
                    {.id = "cases.count",
                     .text = count,
                     .look = {.scale = ui::Scale::small, .colour = ui::Role::second_text}});
    }

    /// Which rows are shown, in which order. Called when something changed, never in a pass.
    void choose_rows() {
        const auto& rows = model_.of(kind_);
        shown_.clear();
        for (std::size_t at = 0; at < rows.size(); ++at) {
            const CaseworkRow& row = rows[at];
            const bool wanted =
                (which_ == Which::all || !row.ended) && (which_ != Which::late || row.late()) &&
                (owner_.empty() || kind_ != CaseworkKind::little_thing || row.owner == owner_);
            if (wanted && matches(search_.text(),
                                  {row.id,
                                   row.what,
                                   row.where,
                                   row.owner,
                                   row.reference,
                                   state_in_words(row.state)})) {
                shown_.push_back(at);
            }
        }
        const desk::TableState& state = table();
        if (!state.sorted_by.empty()) {
            sort_by(shown_, state, [&](std::size_t a, std::size_t b) {
                return comes_before(rows[a], rows[b], state.sorted_by);
            });
        }
    }

    // --- beside the list ------------------------------------------------------------------------

    void draw_glance(ui::Frame& frame, const Rect& where) {
        desk::scrolled(frame, where, "cases.glance", glance_, [&](const Rect& inside) {
            Column column(frame, inside);
            if (!receipt_.empty()) {
                column.text("cases.receipt", receipt_, {.weight = ui::Weight::bold});
                column.line();
            }
            if (kind_ == CaseworkKind::little_thing) {
                draw_figures(frame, column);
            }
            column.quiet("cases.hint", "Press a line to see all of it and what can be done.");
            return column.used();
        });
    }

    void draw_figures(ui::Frame& frame, Column& column) {
        const CaseFigures& figures = model_.figures;
        Rect row = column.take(desk::figure_height);
        const double width = (row.w - 2 * part_gap) / 3;
        const std::string open = fmt::to_string(figures.open);
        const std::string late = fmt::to_string(figures.late);
        const std::string quick =
            figures.done == 0 ? std::string("-")
                              : fmt::format("{} %", 100 * figures.done_in_14_days / figures.done);
        desk::figure(frame,
                     row.take_left(width, part_gap),
                     {.id = "cases.open", .number = open, .name = "open"});
        desk::figure(frame,
                     row.take_left(width, part_gap),
                     {.id = "cases.late",
                      .number = late,
                      .name = "late",
                      .tone = figures.late > 0 ? desk::Tone::bad : desk::Tone::quiet});
        desk::figure(frame, row, {.id = "cases.quick", .number = quick, .name = "done in 14 days"});
        column.space(2 * part_gap);
        if (figures.oldest_open) {
            column.fact("cases.oldest", "Oldest open", long_date(*figures.oldest_open));
        }
        if (!figures.places.empty()) {
            column.space(part_gap);
            column.text("cases.again", "Again and again", {.weight = ui::Weight::bold});
            for (std::size_t at = 0; at < figures.places.size(); ++at) {
                const CaseFigures::At& place = figures.places[at];
                const std::string said =
                    fmt::format("{}, {}",
                                words_of(place.kind),
                                counted(static_cast<std::size_t>(place.reports), "report"));
                column.fact(fmt::format("cases.again.{}", at + 1), place.where, said);
            }
        }
        column.space(part_gap);
    }

    void key_in(Host& host) {
        const Form form = keying_form(kind_, host.today());
        host.fill_in(form, [this, form, kind = kind_, &host](std::vector<std::string> answers) {
            host.run(keying_order(kind, form, answers), [this](const Outcome& outcome) {
                receipt_ = outcome.ok ? outcome.printed : "";
            });
        });
    }

    CaseworkModel model_;
    bool loaded_ = false;
    CaseworkKind kind_ = CaseworkKind::little_thing;
    Which which_ = Which::open;
    std::string owner_;  ///< of whom; empty: anybody
    ui::EditBuffer search_;
    std::array<desk::TableState, 3> tables_;
    std::vector<std::size_t> shown_;  ///< rows of the list
    std::string wanted_;              ///< id that another view asked for
    CaseDetail detail_;
    desk::Scroll glance_;
    std::string receipt_;  ///< of what was keyed in last: it stands nowhere else
};

}  // namespace

std::unique_ptr<View> make_cases_view() {
    return std::make_unique<CasesView>();
}

}  // namespace harmony::admin::gui
