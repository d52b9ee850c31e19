#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>

#include "admin/gui/models/kiosk_orders.h"
#include "admin/gui/views/all.h"
#include "admin/gui/views/kiosk_enrol.h"
#include "admin/gui/views/kiosk_panel.h"
#include "admin/gui/views/page_parts.h"
#include "events/local_time.h"

namespace harmony::admin::gui {

namespace {

using ui::Frame;
using ui::Rect;
using ui::desk::Cell;
using ui::desk::Tone;

constexpr double panel_width = 190;  ///< of one kiosk, beside the table
constexpr double table_least = 240;

constexpr std::array columns{
    ui::desk::Column{.id = "label", .heading = "Kiosk", .share = 1.4},
    ui::desk::Column{.id = "site", .heading = "Where", .share = 1.6},
    ui::desk::Column{.id = "heard", .heading = "Last heard", .share = 1.3},
    ui::desk::Column{.id = "waiting", .heading = "Waiting", .share = 0.8, .number = true},
    ui::desk::Column{.id = "batches", .heading = "Came", .share = 0.7, .number = true},
    ui::desk::Column{.id = "state", .heading = "State", .share = 1.1},
};

constexpr std::array aside_columns{
    ui::desk::Column{.id = "kiosk", .heading = "Kiosk", .share = 1.2},
    ui::desk::Column{.id = "package", .heading = "Package", .share = 0.7, .number = true},
    ui::desk::Column{.id = "since", .heading = "Since", .share = 1},
    ui::desk::Column{.id = "why", .heading = "Why", .share = 3},
};

struct StateWords {
    std::string text;
    Tone tone;
};

StateWords state_of(const KioskCard& kiosk) {
    if (kiosk.state != "active") {
        return {kiosk.state == "revoked" ? "lost" : "out of service", Tone::quiet};
    }
    if (!kiosk.gaps.empty()) {
        return {"something is missing", Tone::bad};
    }
    if (!kiosk.faults.empty()) {
        return {"look at it", Tone::notice};
    }
    return kiosk.heard ? StateWords{"well", Tone::good} : StateWords{"new", Tone::quiet};
}

parts::SortKey key_of(const KioskCard& kiosk, std::string_view column) {
    if (column == "heard") {
        return {kiosk.heard ? kiosk.heard->time_since_epoch().count() : -1};
    }
    if (column == "waiting") {
        return {kiosk.waiting ? static_cast<long long>(*kiosk.waiting) : -1};
    }
    if (column == "batches") {
        return {static_cast<long long>(kiosk.batches)};
    }
    if (column == "state") {
        return {-static_cast<long long>(state_of(kiosk).tone), state_of(kiosk).text};
    }
    return {0, parts::lowered(column == "label" ? kiosk.label : kiosk.site)};
}

class KiosksView final : public View {
public:
    [[nodiscard]] About about() const override { return {"kiosks", "Kiosks", ui::Icon::touch}; }

    void refresh(Host& host) override {
        host.read<KiosksModel>("kiosks", read_kiosks, [this](KiosksModel model) {
            model_ = std::move(model);
            choose_rows();
        });
    }

    void show(std::string_view item, Host& host) override {
        enrolling_ = item == "enrol";
        if (enrolling_) {
            enrol_.begin(host.settings().store);
        }
        part_ = item == "aside" ? Part::aside : Part::kiosks;
        state_.chosen = item;
    }

    [[nodiscard]] std::size_t waiting() const override {
        return !model_ ? 0
                       : static_cast<std::size_t>(std::count_if(
                             model_->kiosks.begin(), model_->kiosks.end(), [](const auto& kiosk) {
                                 return kiosk.state == "active" &&
                                        (!kiosk.gaps.empty() || !kiosk.faults.empty());
                             }));
    }

    void draw(Frame& frame, const Rect& where, Host& host) override {
        if (!model_) {
            parts::reading(frame, where, "kiosks.reading");
        } else if (enrolling_) {
            if (enrol_.draw(frame, where, host)) {
                enrolling_ = false;
            }
        } else if (model_->kiosks.empty()) {
            draw_nothing(frame, where, host);
        } else {
            draw_parts(frame, where, host);
        }
    }

private:
    enum class Part { kiosks, aside };

    void begin_enrolling(const Host& host) {
        enrolling_ = true;
        enrol_.begin(host.settings().store);
    }

    void draw_nothing(Frame& frame, const Rect& where, Host& host) {
        const bool pressed = ui::desk::empty(
            frame,
            where,
            {.id = "kiosks.first",
             .icon = ui::Icon::touch,
             .title = "No kiosk is enrolled yet",
             .text = "Start a machine with Harmony on it: it shows twelve digits and writes its "
                     "request onto a stick. Then enrol it here.",
             .button_id = "kiosks.enrol",
             .button = "Enrol a kiosk"});
        if (pressed) {
            begin_enrolling(host);
        }
    }

    void draw_parts(Frame& frame, Rect where, Host& host) {
        const std::string aside = model_->aside.empty()
                                      ? std::string("Kept aside")
                                      : fmt::format("Kept aside ({})", model_->aside.size());
        const std::array options{ui::desk::Option{"kiosks", "Kiosks"},
                                 ui::desk::Option{"aside", aside}};
        const std::array buttons{
            ui::Button{.id = "kiosks.copy", .label = "Copy", .kind = ui::ButtonKind::quiet},
            ui::Button{.id = "kiosks.enrol",
                       .label = "Enrol a kiosk",
                       .kind = ui::ButtonKind::primary,
                       .enabled = !host.busy()}};
        const parts::Head head = parts::head(
            frame, where, "kiosks.show", options, static_cast<std::size_t>(part_), buttons);
        if (head.part) {
            part_ = static_cast<Part>(*head.part);
        }
        if (head.button == std::size_t{1}) {
            begin_enrolling(host);
        }
        if (head.button == std::size_t{0}) {
            host.copy(parts::tab_separated(part_ == Part::kiosks ? table() : aside_table()));
            host.say("The table is on the clipboard.");
        }
        if (part_ == Part::aside) {
            draw_aside(frame, where, host);
        } else {
            draw_kiosks(frame, where, host);
        }
    }

    /// The table, and the one that is chosen beside it; where both do not fit, in its place.
    void draw_kiosks(Frame& frame, Rect where, Host& host) {
        const auto chosen = std::find_if(
            model_->kiosks.begin(), model_->kiosks.end(), [this](const KioskCard& kiosk) {
                return kiosk.id == state_.chosen;
            });
        const bool beside = where.w >= table_least + panel_width;
        if (chosen != model_->kiosks.end()) {
            const Rect place = beside ? where.take_right(panel_width, 8) : where;
            if (!beside) {
                const ui::Button back{.id = "kiosks.back",
                                      .label = "All kiosks",
                                      .kind = ui::ButtonKind::quiet,
                                      .icon = ui::Icon::back};
                Rect row = where.take_top(ui::sizes::control, 3);
                if (ui::button(frame, row.take_left(ui::button_size(frame, back).w), back)) {
                    state_.chosen.clear();
                }
            }
            const std::string opened =
                panel_.draw(frame, beside ? place : where, *chosen, model_->today, host);
            if (!opened.empty()) {
                host.open("events", opened);
            }
            if (!beside) {
                return;
            }
        }
        if (ui::desk::table(frame, where, table(), state_).sorted) {
            choose_rows();
        }
    }

    void choose_rows() {
        rows_.resize(model_->kiosks.size());
        std::iota(rows_.begin(), rows_.end(), std::size_t{0});
        parts::sort_rows(rows_, state_, [this](std::size_t row, std::string_view column) {
            return key_of(model_->kiosks[row], column);
        });
    }

    [[nodiscard]] Cell cell(const KioskCard& kiosk, std::size_t column) const {
        switch (column) {
            case 0: return {.text = kiosk.label, .strong = true};
            case 1: return {.text = kiosk.site, .quiet = true};
            case 2: return {.text = kiosk.heard ? events::said(*kiosk.heard) : "never"};
            case 3: return {.text = kiosk.waiting ? fmt::to_string(*kiosk.waiting) : ""};
            case 4: return {.text = fmt::to_string(kiosk.batches)};
            default: {
                StateWords words = state_of(kiosk);
                return {.text = std::move(words.text), .tone = words.tone};
            }
        }
    }

    [[nodiscard]] ui::desk::Table table() const {
        return {.id = "kiosks.row",
                .name = "Kiosks of this office",
                .columns = columns,
                .rows = rows_.size(),
                .key = [this](std::size_t row) { return model_->kiosks[rows_[row]].id; },
                .cell =
                    [this](std::size_t row, std::size_t column) {
                        return cell(model_->kiosks[rows_[row]], column);
                    }};
    }

    [[nodiscard]] ui::desk::Table aside_table() const {
        return {.id = "kiosks.file",
                .name = "Files that were kept aside",
                .columns = aside_columns,
                .rows = model_->aside.size(),
                .key = [this](std::size_t row) { return model_->aside[row].file; },
                .cell = [this](std::size_t row, std::size_t column) -> Cell {
                    const AsideLine& file = model_->aside[row];
                    switch (column) {
                        case 0: return {.text = file.kiosk, .strong = true};
                        case 1: return {.text = fmt::to_string(file.package)};
                        case 2: return {.text = events::said(file.since), .quiet = true};
                        default: return {.text = file.why};
                    }
                }};
    }

    void draw_aside(Frame& frame, Rect where, Host& host) {
        if (model_->aside.empty()) {
            ui::desk::empty(frame,
                            where,
                            {.id = "kiosks.aside.none",
                             .icon = ui::Icon::tick,
                             .title = "Nothing is kept aside",
                             .text = "A package that is broken, unknown or out of its order waits "
                                     "here with the reason. It never stops the others."});
            return;
        }
        const auto chosen =
            std::find_if(model_->aside.begin(), model_->aside.end(), [this](const AsideLine& file) {
                return file.file == aside_state_.chosen;
            });
        const bool may = chosen != model_->aside.end() && !host.busy();
        const std::array buttons{
            ui::Button{.id = "kiosks.file.look", .label = "Look into it", .enabled = may},
            ui::Button{.id = "kiosks.file.adopt", .label = "Take it in after all", .enabled = may},
            ui::Button{.id = "kiosks.file.forget", .label = "Forget it", .enabled = may}};
        const double height = parts::button_row_size(frame, where.w, buttons).h;
        Rect below = where.take_bottom(height, 4);
        if (!seen_.empty() && seen_of_ == aside_state_.chosen) {
            const ui::Paragraph words{.id = "kiosks.file.holds", .text = seen_};
            ui::paragraph(
                frame, where.take_bottom(ui::paragraph_height(frame, where.w, words), 4), words);
        }
        ui::desk::table(frame, where, aside_table(), aside_state_);
        if (const auto pressed = parts::button_row(frame, below, buttons)) {
            act(*chosen, *pressed, host);
        }
    }

    void act(const AsideLine& file, std::size_t button, Host& host) {
        if (button == 0) {
            host.run(inspect_order(file), [this, file](const Outcome& outcome) {
                seen_of_ = file.file;
                seen_ = outcome.printed;
            });
            return;
        }
        const AsideEnd end = button == 1 ? AsideEnd::adopt : AsideEnd::dismiss;
        host.fill_in(aside_form(file, end),
                     [file, end, &host](const std::vector<std::string>& answers) {
                         host.run(aside_order(file, end, answers));
                     });
    }

    std::optional<KiosksModel> model_;
    Part part_ = Part::kiosks;
    std::vector<std::size_t> rows_;
    ui::desk::TableState state_;
    ui::desk::TableState aside_state_;
    std::string seen_;     ///< what a file that was kept aside holds
    std::string seen_of_;  ///< which
    KioskPanel panel_;
    KioskEnrol enrol_;
    bool enrolling_ = false;
};

}  // namespace

std::unique_ptr<View> make_kiosks_view() {
    return std::make_unique<KiosksView>();
}

}  // namespace harmony::admin::gui
