#include <fmt/format.h>

#include "admin/cli/passphrase.h"
#include "admin/gui/views/all.h"
#include "ui/widgets.h"

namespace harmony::admin::gui {

namespace {

using ui::Frame;
using ui::Rect;

/// Where there is no office yet: its name and the passphrase of its keys make one.
class BeginningView final : public View {
public:
    [[nodiscard]] About about() const override { return {"beginning", "Welcome", ui::Icon::chat}; }

    void refresh(Host& /*host*/) override {}

    void draw(Frame& frame, const Rect& where, Host& host) override {
        const double width = std::min(300.0, where.w - 30);
        const Rect place{where.centre().x - width / 2, where.y, width, where.h};
        ui::desk::scrolled(frame, place, "beginning.scroll", scroll_, [&](const Rect& inside) {
            return draw_card(frame, inside, host);
        });
    }

private:
    static ui::desk::Field name_field() {
        return {.id = "beginning.name",
                .label = "What is your organisation called?",
                .placeholder = "Example Borough Council",
                .hint = "Residents see this name on every kiosk."};
    }

    [[nodiscard]] ui::desk::Field first_field() const {
        return {.id = "beginning.passphrase",
                .label = "A passphrase for the office's keys",
                .hint = "At least 12 letters, or five words.",
                .wrong = weak_,
                .secret = true};
    }

    [[nodiscard]] ui::desk::Field again_field() const {
        return {.id = "beginning.again",
                .label = "The same passphrase again",
                .wrong = differs_,
                .secret = true};
    }

    double draw_card(Frame& frame, const Rect& where, Host& host) {
        double y = where.y + 24;
        const ui::Theme theme = frame.theme();
        const Rect mark{where.x, y, 28, 28};
        frame.fill(mark, theme[ui::Role::primary], 6);
        frame.icon(ui::Icon::chat, mark.grown(-6), theme[ui::Role::on_primary]);
        y += 36;
        y +=
            ui::heading(frame, {where.x, y, where.w, 0}, "beginning.title", "Make your office") + 4;
        const std::string words = fmt::format(
            "An office holds the keys that open what residents say, and everything "
            "that kiosks collect. It will be made in {}. Nothing leaves this computer.",
            host.office_folder().string());
        const ui::Paragraph text{"beginning.text", words, {.colour = ui::Role::second_text}};
        y += ui::paragraph(frame, {where.x, y, where.w, 0}, text) + 12;
        const auto line = [&](const ui::desk::Field& field, ui::EditBuffer& buffer) {
            const auto event = ui::desk::field(frame, {where.x, y, where.w, 0}, field, buffer);
            y += ui::desk::field_height(frame, field) + 8;
            return event;
        };
        line(name_field(), name_);
        if (line(first_field(), first_).changed) {
            weak_.clear();
        }
        const auto again = line(again_field(), again_);
        if (again.changed) {
            differs_.clear();
        }
        const ui::Paragraph warning{
            "beginning.warning",
            "Keep the passphrase where two people can find it. Without it nobody can read what "
            "kiosks collect: not you, not IT, not us.",
            {.scale = ui::Scale::small, .colour = ui::Role::second_text}};
        y += ui::paragraph(frame, {where.x, y, where.w, 0}, warning) + 10;
        const ui::Button make{.id = "beginning.make",
                              .label = "Make the office",
                              .kind = ui::ButtonKind::primary,
                              .enabled = !host.busy() && !name_.empty() && !first_.empty()};
        if (ui::button(frame, {where.x, y, where.w, 18}, make) || again.entered) {
            begin(host);
        }
        return y + 30 - where.y;
    }

    void begin(Host& host) {
        const base::SecretText passphrase(first_.text());
        const auto strong = strong_enough(passphrase);
        weak_ = strong ? std::string() : strong.error().message;
        differs_ = first_.text() == again_.text() ? "" : "The two are not the same.";
        if (!weak_.empty() || !differs_.empty() || name_.empty()) {
            return;
        }
        host.make_office(std::string(name_.text()), passphrase);
        first_.wipe();
        again_.wipe();
    }

    ui::EditBuffer name_;
    ui::EditBuffer first_;
    ui::EditBuffer again_;
    std::string weak_;
    std::string differs_;
    ui::desk::Scroll scroll_;
};

}  // namespace

std::unique_ptr<View> make_beginning() {
    return std::make_unique<BeginningView>();
}

}  // namespace harmony::admin::gui
