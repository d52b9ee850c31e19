#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "admin/gui/shell.h"
#include "base/error.h"
#include "base/time.h"
#include "ui/driver.h"
#include "ui/toolkit.h"

namespace harmony::admin::gui {

/// The window without a display, with hands: what tests, scripts and pictures work with. After each
/// step it waits until nothing is read or done any more.
class WindowDriver {
public:
    /// Errors: those of the fonts.
    [[nodiscard]] static base::Result<std::unique_ptr<WindowDriver>> open(Shell::Options options,
                                                                          int width_px,
                                                                          int height_px);
    WindowDriver(const WindowDriver&) = delete;
    WindowDriver& operator=(const WindowDriver&) = delete;
    ~WindowDriver() = default;

    /// Presses a widget; brings it into sight first. Errors: absent, refused.
    [[nodiscard]] base::Result<void> tap(std::string_view id);
    /// Puts the text into a field, in place of what stands there.
    [[nodiscard]] base::Result<void> type(std::string_view id, std::string_view text);
    /// Opens a chooser (also of a form) and takes the option of that name.
    [[nodiscard]] base::Result<void> choose(std::string_view id, std::string_view option);
    void key(ui::Key key);
    void command(std::string_view letter);
    void wheel(double notches);
    void resize(int width_px, int height_px);
    /// Draws until everything stands still.
    void settle();

    [[nodiscard]] const ui::sem::Tree& tree() const { return toolkit_->tree(); }
    [[nodiscard]] const ui::sem::Node* get(std::string_view id) const { return tree().find(id); }
    /// Name of a node; empty when it is not there.
    [[nodiscard]] std::string said(std::string_view id) const;
    [[nodiscard]] Shell& shell() { return *shell_; }
    [[nodiscard]] ui::Driver& driver() { return *driver_; }
    [[nodiscard]] const std::string& clipboard() const { return clipboard_; }
    [[nodiscard]] base::Result<void> picture(const std::filesystem::path& file);

private:
    WindowDriver() = default;

    std::string clipboard_;
    base::ManualClock clock_{base::Moment{}};
    std::unique_ptr<Shell> shell_;
    std::unique_ptr<ui::Toolkit> toolkit_;
    std::unique_ptr<ui::Driver> driver_;
};

/// Plays a script, a line a step; `#` begins a remark:
///
///     tap ID | type ID TEXT | choose ID OPTION | key NAME | command LETTER | wheel NOTCHES
///     size WxH | picture NAME | tree | expect ID WORDS
///
/// Pictures go into `out` as NAME.png; `tree` prints what is on the page. Errors: with the line's
/// number.
[[nodiscard]] base::Result<void> play_script(WindowDriver& window,
                                             std::string_view script,
                                             const std::filesystem::path& out,
                                             const std::function<void(std::string_view)>& print);

}  // namespace harmony::admin::gui
