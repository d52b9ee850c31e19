#include "admin/gui/views/you_said.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "admin/gui/models/you_said.h"
#include "admin/gui/views/page_parts.h"
#include "admin/gui/views/parts.h"
#include "admin/report/words.h"

namespace harmony::admin::gui {

namespace {

using ui::Rect;
namespace desk = ui::desk;

/// What the list shows.
enum class Which { items, untold };

constexpr std::array<desk::Column, 4> item_columns = {{{"theme", "Theme", 1.35},
                                                       {"did", "We did", 1.8},
                                                       {"state", "State", 0, 66},
                                                       {"day", "Done on", 0, 64}}};
constexpr std::array<desk::Column, 4> untold_columns = {{{"what", "What", 1.2},
                                                         {"where", "Where", 1},
                                                         {"text", "What came of it", 1.8},
                                                         {"day", "On", 0, 64}}};

struct StateLook {
    std::string_view state;
    std::string_view said;
    desk::Tone tone;
};
constexpr std::array<StateLook, 5> state_looks = {{{"draft", "Draft", desk::Tone::notice},
                                                   {"checked", "Checked", desk::Tone::notice},
                                                   {"published", "Shown", desk::Tone::good},
                                                   {"over", "Over", desk::Tone::quiet},
                                                   {"retired", "Taken off", desk::Tone::quiet}}};

const StateLook& look_of(std::string_view state) {
    const auto* const at = std::find_if(state_looks.begin(),
                                        state_looks.end(),
                                        [&](const auto& look) { return look.state == state; });
    return at == state_looks.end() ? state_looks.front() : *at;
}

std::string_view label_of(std::string_view step) {
    return step == "check"     ? "I read it: it is right"
           : step == "publish" ? "Publish"
           : step == "retire"  ? "Take it off"
                               : "Change";
}

class YouSaidView final : public View {
public:
    [[nodiscard]] About about() const override {
        return {"you_said", "You said, we did", ui::Icon::megaphone};
    }

    void refresh(Host& host) override {
        host.read<YouSaidModel>("you_said", read_you_said, [this](YouSaidModel model) {
            model_ = std::move(model);
            loaded_ = true;
            choose_rows();
        });
    }

    void show(std::string_view item, Host& /*host*/) override {
        const bool untold = std::any_of(model_.untold.begin(),
                                        model_.untold.end(),
                                        [&](const auto& one) { return one.id == item; });
        which_ = untold ? Which::untold : Which::items;
        table().chosen = std::string(item);
        choose_rows();
    }

    [[nodiscard]] std::size_t waiting() const override { return waiting_in(model_); }

    void draw(ui::Frame& frame, const Rect& where, Host& host) override {
        Rect page = where;
        draw_add(frame, actions_row(where), host);
        draw_head(frame, page.take_top(control_height, 2 * part_gap));
        if (!loaded_) {
            desk::words(frame, page, {.id = "you_said.reading", .text = "Reading ..."});
            return;
        }
        if (draw_nothing(frame, page, host)) {
            return;
        }
        const bool chosen = is_chosen();
        const ListAndDetail places = chosen ? beside(page, 0.42) : ListAndDetail{page, page, true};
        if (places.both || !chosen) {
            draw_list(frame, places.list, host);
        }
        if (chosen) {
            draw_chosen(frame, places.detail, places.both, host);
        }
    }

private:
    [[nodiscard]] desk::TableState& table() { return tables_.at(static_cast<std::size_t>(which_)); }

    [[nodiscard]] const UntoldCase* untold(std::string_view id) const {
        const auto at = std::find_if(model_.untold.begin(),
                                     model_.untold.end(),
                                     [&](const auto& one) { return one.id == id; });
        return at == model_.untold.end() ? nullptr : &*at;
    }

    [[nodiscard]] bool is_chosen() {
        const std::string& id = table().chosen;
        return which_ == Which::items ? model_.find(id) != nullptr : untold(id) != nullptr;
    }

    void draw_add(ui::Frame& frame, Rect row, Host& host) {
        if (button_at_end(
                frame,
                row,
                {.id = "you_said.add",
                 .label = "Add",
                 .kind = table().chosen.empty() ? ui::ButtonKind::primary : ui::ButtonKind::plain,
                 .icon = ui::Icon::plus,
                 .enabled = loaded_ && !host.busy()})) {
            write_item(nullptr, host);
        }
    }

    void draw_head(ui::Frame& frame, Rect row) {
        const std::string items = fmt::format("Items ({})", model_.items.size());
        const std::string untold = fmt::format("Done, not told yet ({})", model_.untold.size());
        const std::array<desk::Option, 2> options = {{{"items", items}, {"untold", untold}}};
        const auto pressed = desk::segments(
            frame, {row.x, row.y}, "you_said.list", options, static_cast<std::size_t>(which_));
        if (pressed) {
            which_ = static_cast<Which>(*pressed);
            detail_ = {};
            choose_rows();
        }
    }

    /// Whether there is nothing to list; then it says what to do first.
    bool draw_nothing(ui::Frame& frame, const Rect& where, Host& host) {
        if (which_ == Which::items && model_.items.empty()) {
            if (desk::empty(frame,
                            where,
                            {.id = "you_said.empty",
                             .icon = ui::Icon::megaphone,
                             .title = "Nothing was told yet",
                             .text = "Tell residents what came of what they said. Begin with "
                                     "something that was done, or with a question of a survey.",
                             .button_id = "you_said.empty.add",
                             .button = "Write the first one"})) {
                write_item(nullptr, host);
            }
            return true;
        }
        if (which_ == Which::untold && model_.untold.empty()) {
            const bool pressed =
                desk::empty(frame,
                            where,
                            {.id = "you_said.told",
                             .icon = ui::Icon::tick,
                             .title = "Everything that was done is told",
                             .text = "When a case is done, or cannot be done, it stands here until "
                                     "you tell residents of it.",
                             .button_id = "you_said.to_cases",
                             .button = "Go to the cases"});
            if (pressed) {
                host.open("cases");
            }
            return true;
        }
        return false;
    }

    // --- the lists ------------------------------------------------------------------------------

    void draw_list(ui::Frame& frame, Rect where, Host& host) {
        const bool items = which_ == Which::items;
        const desk::Table shown{
            .id = items ? "you_said.row" : "you_said.untold",
            .name = items ? "What residents are told" : "Done and not told yet",
            .columns = items ? std::span<const desk::Column>(item_columns)
                             : std::span<const desk::Column>(untold_columns),
            .rows = shown_.size(),
            .key =
                [&](std::size_t row) {
                    return items ? model_.items[shown_[row]].id : model_.untold[shown_[row]].id;
                },
            .cell =
                [&](std::size_t row, std::size_t column) {
                    return items ? item_cell(model_.items[shown_[row]], column)
                                 : untold_cell(model_.untold[shown_[row]], column);
                }};
        const Rect foot = where.take_bottom(control_height, part_gap);
        desk::TableState& state = table();
        const desk::TableEvent event = desk::table(frame, where, shown, state);
        if (event.pressed) {
            state.chosen = shown.key(*event.pressed);
            detail_ = {};
        }
        draw_foot(frame, foot, shown, host);
        if (event.sorted) {
            choose_rows();
        }
    }

    static desk::Cell item_cell(const YouSaidRow& row, std::size_t column) {
        switch (column) {
            case 0: return {.text = row.theme, .strong = true};
            case 1: return {.text = row.could_not ? "We could not: " + row.did : row.did};
            case 2: {
                const StateLook& look = look_of(row.state);
                return {.text = std::string(look.said), .tone = look.tone};
            }
            default: return {.text = long_date(row.done_on)};
        }
    }

    static desk::Cell untold_cell(const UntoldCase& one, std::size_t column) {
        switch (column) {
            case 0: return {.text = one.what, .strong = true};
            case 1: return {.text = one.where, .quiet = one.where == "-"};
            case 2: return {.text = one.could_not ? "Could not: " + one.text : one.text};
            default: return {.text = long_date(one.day)};
        }
    }

    void draw_foot(ui::Frame& frame, Rect row, const desk::Table& shown, Host& host) {
        if (button_at_end(frame,
                          row,
                          {.id = "you_said.page",
                           .label = "Public page",
                           .kind = ui::ButtonKind::quiet,
                           .enabled = !host.busy()})) {
            write_page(host);
        }
        if (button_at_end(
                frame,
                row,
                {.id = "you_said.copy", .label = "Copy", .kind = ui::ButtonKind::quiet})) {
            host.copy(parts::tab_separated(shown));
            host.say(fmt::format("{} copied.", counted(shown.rows, "line")));
        }
    }

    void choose_rows() {
        const std::size_t count =
            which_ == Which::items ? model_.items.size() : model_.untold.size();
        shown_.resize(count);
        for (std::size_t at = 0; at < count; ++at) {
            shown_[at] = at;
        }
        const desk::TableState& state = table();
        if (state.sorted_by.empty()) {
            return;
        }
        sort_by(shown_, state, [&](std::size_t a, std::size_t b) {
            return which_ == Which::items
                       ? item_before(model_.items[a], model_.items[b], state.sorted_by)
                       : untold_before(model_.untold[a], model_.untold[b], state.sorted_by);
        });
    }

    static bool item_before(const YouSaidRow& a, const YouSaidRow& b, std::string_view column) {
        return column == "theme"   ? a.theme < b.theme
               : column == "did"   ? a.did < b.did
               : column == "state" ? a.state < b.state
                                   : a.done_on < b.done_on;
    }

    static bool untold_before(const UntoldCase& a, const UntoldCase& b, std::string_view column) {
        return column == "what"    ? a.what < b.what
               : column == "where" ? a.where < b.where
               : column == "text"  ? a.text < b.text
                                   : a.day < b.day;
    }

    // --- beside them ----------------------------------------------------------------------------

    void draw_chosen(ui::Frame& frame, Rect where, bool both, Host& host) {
        const Rect head = where.take_top(control_height, part_gap);
        const std::string id = table().chosen;
        const bool items = which_ == Which::items;
        if (detail_head(frame,
                        head,
                        {.id = items ? "you_said.theme" : "you_said.untold.what",
                         .title = items ? model_.find(id)->theme : untold(id)->what,
                         .close_id = "you_said.close_detail",
                         .beside = both})) {
            table().chosen.clear();
        }
        desk::scrolled(frame, where, "you_said.detail", detail_, [&](const Rect& inside) {
            Column column(frame, inside);
            if (items) {
                draw_item(column, *model_.find(id), host);
            } else {
                draw_untold(column, *untold(id), host);
            }
            return column.used();
        });
    }

    void draw_item(Column& column, const YouSaidRow& row, Host& host) {
        const StateLook& look = look_of(row.state);
        column.badge("you_said.state", look.said, look.tone);
        column.space(2);
        column.quiet({}, "You said");
        column.text("you_said.said", row.said);
        column.quiet({}, row.could_not ? "We could not" : "We did");
        column.text("you_said.did", row.did, {.weight = ui::Weight::bold});
        if (!row.next.empty()) {
            column.quiet({}, "What comes next");
            column.text("you_said.next", row.next);
        }
        column.space(2);
        draw_item_facts(column, row);
        column.space(part_gap);
        draw_steps(column, row, host);
    }

    static void draw_item_facts(Column& column, const YouSaidRow& row) {
        column.fact("you_said.where", "Shown", row.shown_where);
        if (row.shown_until) {
            column.fact("you_said.until", "Until", long_date(*row.shown_until));
        }
        column.fact("you_said.day",
                    "Done on",
                    row.organisation.empty()
                        ? long_date(row.done_on)
                        : fmt::format("{}, by {}", long_date(row.done_on), row.organisation));
        for (std::size_t at = 0; at < row.behind.size(); ++at) {
            column.fact(fmt::format("you_said.behind.{}", at + 1),
                        at == 0 ? "Behind it" : "",
                        row.behind[at]);
        }
        if (row.people > 0) {
            column.fact("you_said.people", "Said by", fmt::format("{} people", row.people));
        }
        std::string who = "Written by " + row.author;
        who += row.checker.empty() ? "" : ", checked by " + row.checker;
        who += row.publisher.empty() ? "" : ", published by " + row.publisher;
        column.fact("you_said.who", "Who", who);
        if (row.english_alone) {
            column.fact("you_said.languages",
                        "Languages",
                        "English alone. Others come from a file: you-said add --texts");
        }
    }

    void draw_steps(Column& column, const YouSaidRow& row, Host& host) {
        const std::vector<std::string> steps = steps_of(row);
        std::vector<std::string> ids;
        ids.reserve(steps.size());
        std::vector<ui::Button> buttons;
        for (const std::string& step : steps) {
            ids.push_back("you_said." + step);
            const bool main = step == "check" || step == "publish";
            buttons.push_back({.id = ids.back(),
                               .label = label_of(step),
                               .kind = main ? ui::ButtonKind::primary : ui::ButtonKind::plain,
                               .enabled = !host.busy()});
        }
        if (const auto pressed = column.buttons(buttons)) {
            if (steps[*pressed] == "change") {
                change_item(row, host);
            } else {
                take_step(row, steps[*pressed], host);
            }
        }
    }

    void draw_untold(Column& column, const UntoldCase& one, Host& host) {
        column.fact("you_said.untold.where", "Where", one.where);
        column.fact("you_said.untold.day", "On", long_date(one.day));
        column.fact("you_said.untold.text", one.could_not ? "We could not" : "We did", one.text);
        if (!one.owner.empty()) {
            column.fact("you_said.untold.owner", "With", one.owner);
        }
        column.space(part_gap);
        const std::array<ui::Button, 2> buttons = {
            {{.id = "you_said.tell",
              .label = "Tell residents",
              .kind = ui::ButtonKind::primary,
              .enabled = !host.busy()},
             {.id = "you_said.see_case", .label = "See the case"}}};
        const auto pressed = column.buttons(buttons);
        if (pressed == 0U) {
            write_item(&one, host);
        } else if (pressed == 1U) {
            host.open("cases", one.id);
        }
    }

    // --- doing ----------------------------------------------------------------------------------

    void write_item(const UntoldCase* about, Host& host) {
        const Form form = item_form(model_, about, host.officer());
        host.fill_in(form,
                     [this, form, of = about == nullptr ? std::string() : about->id, &host](
                         const std::vector<std::string>& answers) {
                         host.remember_officer(answers.back());
                         const std::string id = new_id(model_, answers.front());
                         host.run(item_order(model_, {id, of}, form, answers),
                                  [this, id](const Outcome& outcome) {
                                      if (outcome.ok) {
                                          which_ = Which::items;
                                          table().chosen = id;
                                          choose_rows();
                                      }
                                  });
                     });
    }

    void change_item(const YouSaidRow& row, Host& host) {
        const Form form = change_form(row, host.officer());
        host.fill_in(form,
                     [this, form, id = row.id, &host](const std::vector<std::string>& answers) {
                         host.remember_officer(answers.back());
                         host.run(item_order(model_, {id, ""}, form, answers));
                     });
    }

    static void take_step(const YouSaidRow& row, const std::string& step, Host& host) {
        Form form;
        form.title = fmt::format("{}: {}", label_of(step), row.theme);
        if (step == "publish" && row.english_alone) {
            form.text = "It has English alone: it is shown in English to everybody.";
        }
        form.submit = std::string(label_of(step));
        form.entries = {{.id = "by",
                         .label = "Your name",
                         .hint = "Residents never read it",
                         .value = host.officer()}};
        host.fill_in(form, [row, step, &host](const std::vector<std::string>& answers) {
            host.remember_officer(answers.front());
            host.run(step_order(row, step, answers.front()));
        });
    }

    void write_page(Host& host) const {
        const Form form{
            .title = "The public page",
            .text = "One HTML file for your website, with everything that is shown now.",
            .entries = {{.id = "out", .label = "File", .value = model_.exports + "/you-said.html"}},
            .submit = "Write the page"};
        host.fill_in(form, [&host](const std::vector<std::string>& answers) {
            Order order;
            order.doing = "Writing the public page";
            order.words = {"you-said", "page", "--out=" + answers.front()};
            order.done = "Written: " + answers.front();
            host.run(std::move(order));
        });
    }

    YouSaidModel model_;
    bool loaded_ = false;
    Which which_ = Which::items;
    std::array<desk::TableState, 2> tables_;
    std::vector<std::size_t> shown_;
    desk::Scroll detail_;
};

}  // namespace

std::unique_ptr<View> make_you_said_view() {
    return std::make_unique<YouSaidView>();
}

}  // namespace harmony::admin::gui
