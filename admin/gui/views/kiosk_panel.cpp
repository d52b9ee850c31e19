#include "admin/gui/views/kiosk_panel.h"

#include <fmt/format.h>

#include <array>

#include "admin/gui/models/kiosk_orders.h"
#include "admin/gui/views/page_parts.h"
#include "events/local_time.h"

namespace harmony::admin::gui {

using ui::Frame;
using ui::Rect;

namespace {

constexpr std::array grant_columns{
    ui::desk::Column{.id = "event", .heading = "Date", .share = 3, .sorts = false},
    ui::desk::Column{
        .id = "spaces", .heading = "Spaces", .share = 1, .number = true, .sorts = false},
};

/// Several sentences, each with its sign; takes their height off.
void notices(Frame& frame,
             Rect& where,
             const std::string& id,
             const std::vector<std::string>& sentences,
             ui::Role colour) {
    for (std::size_t at = 0; at < sentences.size(); ++at) {
        const std::string one = id + "." + std::to_string(at + 1);
        where.take_top(ui::notice(frame, where, one, sentences[at], colour), 3);
    }
}

}  // namespace

std::string KioskPanel::draw(
    Frame& frame, const Rect& where, const KioskCard& kiosk, base::Day today, Host& host) {
    std::string opened;
    ui::desk::scrolled(frame, where, "kiosks.panel", scroll_, [&](const Rect& whole) {
        Rect inside{whole.x, whole.y, whole.w, 10'000};
        const ui::TextLook large{.scale = ui::Scale::large, .weight = ui::Weight::bold};
        parts::line(frame, inside, {"kiosks.name", kiosk.label, large});
        parts::line(
            frame, inside, {"kiosks.site", kiosk.site, {.colour = ui::Role::second_text}}, 4);
        draw_words(frame, inside, kiosk);
        if (!kiosk.grants.empty()) {
            parts::part_heading(
                frame, inside, "kiosks.grants", "Spaces it may give away by itself");
            const ui::desk::Table table{
                .id = "kiosks.grant",
                .name = "Spaces it may give away by itself",
                .columns = grant_columns,
                .rows = kiosk.grants.size(),
                .key = [&kiosk](std::size_t row) { return kiosk.grants[row].date; },
                .cell = [&kiosk](std::size_t row, std::size_t column) -> ui::desk::Cell {
                    return column == 0
                               ? ui::desk::Cell{.text = kiosk.grants[row].event}
                               : ui::desk::Cell{.text = fmt::to_string(kiosk.grants[row].spaces)};
                }};
            const double height =
                ui::desk::row_height * static_cast<double>(kiosk.grants.size() + 1) + 2;
            const auto pressed =
                ui::desk::table(frame, inside.take_top(height, 5), table, grants_).pressed;
            if (pressed) {
                opened = kiosk.grants[*pressed].date;
            }
        }
        draw_actions(frame, inside, kiosk, today, host);
        return inside.y - whole.y;
    });
    return opened;
}

void KioskPanel::draw_words(Frame& frame, Rect& where, const KioskCard& kiosk) const {
    notices(frame, where, "kiosks.fault", kiosk.faults, ui::Role::danger);
    notices(frame, where, "kiosks.gap", kiosk.gaps, ui::Role::danger);
    if (kiosk.faults.empty() && kiosk.gaps.empty() && kiosk.state == "active") {
        where.take_top(ui::notice(frame,
                                  where,
                                  "kiosks.well",
                                  kiosk.heard ? "Nothing is wrong that it knows of."
                                              : "Nothing has come from it yet.",
                                  ui::Role::done),
                       4);
    }
    parts::labelled(frame,
                    where,
                    "kiosks.heard",
                    "Last heard of",
                    kiosk.heard ? events::said(*kiosk.heard) : std::string("Never"));
    parts::labelled(
        frame,
        where,
        "kiosks.waiting",
        "Still waiting there then",
        kiosk.waiting ? fmt::format("{} answers and sign-ups", *kiosk.waiting) : std::string());
    parts::labelled(frame,
                    where,
                    "kiosks.pack",
                    "Content that it shows",
                    kiosk.pack ? fmt::format("Version {}", *kiosk.pack) : std::string());
    parts::labelled(
        frame,
        where,
        "kiosks.aside",
        "Kept aside of it",
        kiosk.aside > 0 ? fmt::format("{} files: see \"Kept aside\"", kiosk.aside) : std::string());
}

void KioskPanel::draw_actions(
    Frame& frame, Rect& where, const KioskCard& kiosk, base::Day today, Host& host) {
    const bool may = kiosk.state == "active" && !host.busy();
    const std::array buttons{
        ui::Button{.id = "kiosks.close_gap",
                   .label = "Wait no longer",
                   .enabled = !kiosk.gaps.empty() && !host.busy()},
        ui::Button{.id = "kiosks.allow", .label = "Allow something once", .enabled = may},
        ui::Button{.id = "kiosks.retire", .label = "Out of service", .enabled = may},
        ui::Button{.id = "kiosks.revoke",
                   .label = "Report it lost",
                   .kind = ui::ButtonKind::danger,
                   .enabled = may}};
    const auto pressed = parts::button_row(frame, where, buttons);
    where.take_top(parts::button_row_size(frame, where.w, buttons).h);
    if (!pressed) {
        return;
    }
    switch (*pressed) {
        case 0:
            host.fill_in(gap_form(kiosk), [kiosk, &host](const std::vector<std::string>& answers) {
                host.run(gap_order(kiosk, answers));
            });
            break;
        case 1:
            parts::fill_and_run(host,
                                allow_form(kiosk, today, host.settings().store),
                                [kiosk, &host](const std::vector<std::string>& answers) {
                                    parts::remember_store(host, answers.at(2));
                                    return allow_order(kiosk, answers);
                                });
            break;
        default: {
            const KioskEnd end = *pressed == 2 ? KioskEnd::out_of_service : KioskEnd::lost;
            host.fill_in(end_form(kiosk, end, host.settings().store),
                         [kiosk, end, &host](const std::vector<std::string>& answers) {
                             parts::remember_store(host, answers.at(0));
                             host.run(end_order(kiosk, end, answers));
                         });
        }
    }
}

}  // namespace harmony::admin::gui
