#include "admin/gui/models/today.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "admin/gui/views/all.h"
#include "admin/report/words.h"
#include "ui/widgets.h"

namespace harmony::admin::gui {

namespace {

using ui::Frame;
using ui::Rect;
using ui::desk::Cell;
using ui::desk::Column;
using ui::desk::Tone;

constexpr double gap = 8;
constexpr double section_gap = 12;

double section(Frame& frame, const Rect& where, std::string_view id, std::string_view title) {
    const ui::TextLook look{.weight = ui::Weight::bold};
    ui::desk::words(frame, {where.x, where.y, where.w, 11}, {id, title, look});
    return 14;
}

constexpr std::array kiosk_columns{Column{"label", "Kiosk", 1.4},
                                   Column{"site", "Site", 1.2},
                                   Column{"heard", "Last heard", 1.1},
                                   Column{"waiting", "Still there", 0.8, 0, true},
                                   Column{"content", "Content", 0.9},
                                   Column{"state", "State", 1.1}};

class TodayView final : public View {
public:
    [[nodiscard]] About about() const override { return {"today", "Today", ui::Icon::clock}; }

    void refresh(Host& host) override {
        host.read<TodayModel>("today", read_today, [this](TodayModel model) {
            model_ = std::move(model);
            order_.resize(model_->kiosks.size());
            for (std::size_t i = 0; i < order_.size(); ++i) {
                order_[i] = i;
            }
            sort_kiosks();
        });
        host.read<std::size_t>(
            "today.words", read_unread_words, [this](std::size_t unread) { unread_ = unread; });
    }

    [[nodiscard]] std::size_t waiting() const override {
        return model_ ? model_->attention.size() + (unread_ > 0 ? 1 : 0) : 0;
    }

    void draw(Frame& frame, const Rect& where, Host& host) override {
        draw_actions(frame, {where.x, where.y - 21, where.w, 15}, host);
        if (!model_) {
            frame.wake_after(std::chrono::milliseconds{100});
            return;
        }
        if (model_->kiosks.empty() && model_->answers == 0) {
            if (ui::desk::empty(frame,
                                where,
                                {"today.empty",
                                 ui::Icon::touch,
                                 "Your office is ready",
                                 "Choose a survey, publish it to a stick, and enrol your first "
                                 "kiosk with the same stick. Answers appear here after you collect "
                                 "them.",
                                 "today.begin",
                                 "Choose a survey"})) {
                host.open("surveys");
            }
            return;
        }
        ui::desk::scrolled(frame, where, "today.scroll", scroll_, [&](const Rect& inside) {
            return draw_all(frame, inside, host);
        });
    }

private:
    void sort_kiosks() {
        const auto key = [this](std::size_t row) {
            const KioskLine& line = model_->kiosks[row];
            if (table_.sorted_by == "site") {
                return line.site;
            }
            if (table_.sorted_by == "heard") {
                return line.heard ? base::to_iso(*line.heard) : std::string();
            }
            if (table_.sorted_by == "state") {
                return line.state;
            }
            if (table_.sorted_by == "waiting") {
                return fmt::format("{:020}", line.waiting.value_or(0));
            }
            return line.label;
        };
        std::stable_sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
            return table_.downwards ? key(b) < key(a) : key(a) < key(b);
        });
    }

    /// Beside the heading: collecting is the day's first work.
    void draw_actions(Frame& frame, Rect where, Host& host) {
        const ui::Button collect{.id = "today.collect",
                                 .label = "Collect from kiosks",
                                 .kind = ui::ButtonKind::primary,
                                 .icon = ui::Icon::download,
                                 .enabled = !host.busy()};
        const double width = ui::button_size(frame, collect).w;
        if (ui::button(frame, where.take_right(width, gap), collect)) {
            begin_collecting(host);
        }
        const std::string& store = host.settings().store;
        if (store.empty()) {
            return;
        }
        const ui::desk::Chooser place{"today.store", "From", store};
        const double wanted = std::min(ui::desk::chooser_width(frame, place), where.w - 60);
        if (wanted > 40 && ui::desk::chooser(frame, where.take_right(wanted), place)) {
            ask_where(host);
        }
    }

    static void collect(Host& host) {
        host.run({"Collecting", {"sync", "--from", host.settings().store}, "Collected."});
    }

    static void begin_collecting(Host& host) {
        if (host.settings().store.empty()) {
            ask_where(host);
        } else {
            collect(host);
        }
    }

    static void ask_where(Host& host) {
        host.fill_in({"Where do the kiosks leave what they collected?",
                      "A stick or a folder, or a store on the network that IT gave you.",
                      {{"store",
                        "Address",
                        "usb:/media/stick, folder:/path, https://host/folder or "
                        "s3:https://host/bucket",
                        host.settings().store.empty() ? "usb:" : host.settings().store}},
                      "Collect"},
                     [&host](const std::vector<std::string>& filled) {
                         WindowSettings settings = host.settings();
                         settings.store = filled.front();
                         host.keep(settings);
                         collect(host);
                     });
    }

    double draw_all(Frame& frame, const Rect& where, Host& host) {
        double y = where.y + 1;
        y += draw_figures(frame, {where.x, y, where.w, 0}, host) + section_gap;
        y += draw_attention(frame, {where.x, y, where.w, 0}, host) + section_gap;
        y += draw_kiosks(frame, {where.x, y, where.w, 0}, host) + section_gap;
        y += draw_dates(frame, {where.x, y, where.w, 0}, host);
        return y + 8 - where.y;
    }

    double draw_figures(Frame& frame, const Rect& where, Host& host) {
        struct One {
            const char* view;
            std::string number;
            std::string name;
        };
        const std::array figures{
            One{"results", grouped_digits(model_->answers), "answers collected"},
            One{"events",
                grouped_digits(static_cast<std::uint64_t>(model_->coming)),
                "people signed up to come"},
            One{"cases",
                grouped_digits(static_cast<std::uint64_t>(model_->open_cases)),
                "little things open"},
            One{"words", grouped_digits(unread_), "comments to read"}};
        const std::size_t columns = where.w < 330 ? 2 : 4;
        const double width =
            (where.w - gap * static_cast<double>(columns - 1)) / static_cast<double>(columns);
        for (std::size_t i = 0; i < figures.size(); ++i) {
            const Rect place{
                where.x + static_cast<double>(i % columns) * (width + gap),
                where.y + static_cast<double>(i / columns) * (ui::desk::figure_height + gap),
                width,
                ui::desk::figure_height};
            const std::string id = fmt::format("today.figure.{}", figures[i].view);
            if (ui::desk::figure(
                    frame, place, {id, figures[i].number, figures[i].name, Tone::quiet, true})) {
                host.open(figures[i].view);
            }
        }
        const double rows = columns == 2 ? 2 : 1;
        return rows * ui::desk::figure_height + (rows - 1) * gap;
    }

    double draw_attention(Frame& frame, const Rect& where, Host& host) {
        double y = where.y + section(frame, where, "today.attention", "Needs a person");
        std::vector<Attention> all = model_->attention;
        if (unread_ > 0) {
            all.push_back({"words",
                           fmt::format("{} to be read before {} can be shown.",
                                       unread_ == 1 ? "A comment waits"
                                                    : fmt::format("{} comments wait", unread_),
                                       unread_ == 1 ? "it" : "they"),
                           "words"});
        }
        const double row = 18;
        const double height = std::max<double>(1, static_cast<double>(all.size())) * row + 4;
        const Rect card{where.x, y, where.w, height};
        ui::desk::panel(frame, card);
        y += 2;
        if (all.empty()) {
            Rect line{where.x + 7, y, where.w - 14, row};
            frame.icon(ui::Icon::tick,
                       Rect{line.take_left(10, 5)}.grown(-0.5),
                       frame.theme()[ui::Role::done]);
            ui::desk::words(
                frame, line, {"today.nothing", "Nothing waits. All that came is dealt with.", {}});
            return card.bottom() - where.y;
        }
        for (std::size_t i = 0; i < all.size(); ++i) {
            draw_line(frame, {where.x + 3, y, where.w - 6, row}, all[i], host);
            y += row;
        }
        return card.bottom() - where.y;
    }

    static void draw_line(Frame& frame, Rect where, const Attention& one, Host& host) {
        const ui::Theme theme = frame.theme();
        const std::string id = "today." + one.id;
        const ui::Touch touch = ui::desk::line_button(frame, where, id, one.sentence);
        Rect inside{where.x + 4, where.y, where.w - 8, where.h};
        const ui::Role tone = one.urgent ? ui::Role::danger : ui::Role::primary;
        const Rect mark = inside.take_left(10, 5);
        frame.icon(one.urgent ? ui::Icon::warning : ui::Icon::info,
                   {mark.x, mark.centre().y - 4.5, 9, 9},
                   theme[tone]);
        const Rect end = inside.take_right(8, 4);
        frame.icon(
            ui::Icon::forward, {end.x, end.centre().y - 3.5, 7, 7}, theme[ui::Role::second_text]);
        ui::desk::words(frame, inside, {{}, one.sentence, {}});
        if (touch.activated) {
            host.open(one.view, one.item);
        }
    }

    Cell kiosk_cell(std::size_t row, std::size_t column) const {
        const KioskLine& line = model_->kiosks[order_[row]];
        switch (column) {
            case 0: return {line.label, {}, false, true};
            case 1: return {line.site, {}, true};
            case 2: return {line.heard ? base::to_iso(*line.heard) : "never", {}, true};
            case 3: return {line.waiting ? grouped_digits(*line.waiting) : "-"};
            case 4: return content_cell(line);
            default: break;
        }
        if (line.state != "active") {
            return {line.state, Tone::quiet};
        }
        return line.faults.empty() ? Cell{"well", Tone::good} : Cell{"look", Tone::bad};
    }

    [[nodiscard]] Cell content_cell(const KioskLine& line) const {
        if (!line.content || !model_->newest_content) {
            return {"-", {}, true};
        }
        return *line.content >= *model_->newest_content ? Cell{"newest", {}, true}
                                                        : Cell{"older", Tone::notice};
    }

    double draw_kiosks(Frame& frame, const Rect& where, Host& host) {
        const double y = where.y + section(frame, where, "today.kiosks.title", "Kiosks");
        const double rows = static_cast<double>(std::max<std::size_t>(model_->kiosks.size(), 1));
        const double height = (std::min(rows, 12.0) + 1) * ui::desk::row_height + 3;
        const ui::desk::Table table{
            "today.kiosks",
            "Kiosks, and when they were heard of last",
            kiosk_columns,
            model_->kiosks.size(),
            [this](std::size_t row) { return model_->kiosks[order_[row]].id; },
            [this](std::size_t row, std::size_t column) { return kiosk_cell(row, column); }};
        const auto event = ui::desk::table(frame, {where.x, y, where.w, height}, table, table_);
        if (event.sorted) {
            sort_kiosks();
        }
        if (event.pressed) {
            host.open("kiosks", model_->kiosks[order_[*event.pressed]].id);
        }
        return y + height - where.y;
    }

    double draw_dates(Frame& frame, const Rect& where, Host& host) {
        double y = where.y + section(frame, where, "today.dates", "The next two weeks");
        if (model_->dates.empty()) {
            const ui::TextLook quiet{.colour = ui::Role::second_text};
            y += ui::desk::words(frame,
                                 {where.x, y, where.w, 12},
                                 {"today.dates.none", "No event is planned.", quiet});
            return y - where.y;
        }
        constexpr std::size_t most = 8;
        for (std::size_t i = 0; i < std::min(most, model_->dates.size()); ++i) {
            const DateLine& date = model_->dates[i];
            const std::string places = date.cancelled ? "cancelled"
                                       : date.spaces
                                           ? fmt::format("{} of {}", date.coming, *date.spaces)
                                           : fmt::format("{} signed up", date.coming);
            Rect row{where.x, y, where.w, ui::desk::row_height};
            const std::string id = "today.date." + date.id;
            const std::string said = fmt::format("{}, {}, {}", date.title, date.when, places);
            const ui::Touch touch = ui::desk::line_button(frame, row, id, said);
            if (touch.activated) {
                host.open("events", date.id);
            }
            row = {row.x + 4, row.y, row.w - 8, row.h};
            const ui::TextLook end{.align = ui::Align::end,
                                   .colour = date.cancelled ? ui::Role::danger : ui::Role::text};
            ui::desk::words(frame, row.take_right(70, 6), {{}, places, end});
            const ui::TextLook quiet{.colour = ui::Role::second_text};
            ui::desk::words(frame, row.take_right(row.w * 0.5, 6), {{}, date.when, quiet});
            ui::desk::words(frame, row, {{}, date.title, {.weight = ui::Weight::bold}});
            y += ui::desk::row_height;
        }
        return y - where.y;
    }

    std::optional<TodayModel> model_;
    std::size_t unread_ = 0;
    std::vector<std::size_t> order_;
    ui::desk::TableState table_;
    ui::desk::Scroll scroll_;
};

}  // namespace

std::unique_ptr<View> make_today_view() {
    return std::make_unique<TodayView>();
}

}  // namespace harmony::admin::gui
