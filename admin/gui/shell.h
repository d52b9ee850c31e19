#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "admin/gui/host.h"
#include "admin/gui/overlay.h"
#include "admin/gui/view.h"
#include "admin/gui/work.h"
#include "ui/frame.h"

namespace harmony::admin::gui {

/// The window without a window: the list on the left, one view, what lies over it, and the line at
/// its foot. Drawn by a toolkit, shown by a platform or looked at by a driver.
class Shell final : public Host {
public:
    struct Options {
        Work::Tools tools;
        std::filesystem::path assets;
        bool keys_in_file = false;  ///< a passphrase file was named
        std::function<void(std::string)> to_clipboard;
        std::function<void(const std::filesystem::path&)> open_file = {};  ///< empty: nothing does
    };

    explicit Shell(Options options);
    ~Shell() override;

    /// Draws one pass.
    void draw(ui::Frame& frame);

    /// Whether somebody asked to close the window (Ctrl+Q).
    [[nodiscard]] bool closed() const { return closed_; }
    /// How many times as large as usual everything is.
    [[nodiscard]] double zoom() const { return text_sizes.at(settings_.text).zoom; }
    /// Waits until nothing is read or done any more, for tests; draw again then.
    void wait_until_settled();

    using Host::open;
    using Host::run;
    void run(Order order, std::function<void(const Outcome&)> then) override;
    [[nodiscard]] bool busy() const override;
    void open(std::string_view view, std::string_view item) override;
    void choose(std::string id,
                const ui::Rect& anchor,
                std::vector<std::string> options,
                std::optional<std::size_t> chosen,
                std::function<void(std::size_t)> then) override;
    void ask(Question question, std::function<void()> then) override;
    void fill_in(Form form, std::function<void(std::vector<std::string>)> then) override;
    void make_office(std::string organisation, base::SecretText passphrase) override;
    void say(std::string sentence) override;
    void copy(std::string text) override;
    void open_file(const std::filesystem::path& file) override;
    [[nodiscard]] const WindowSettings& settings() const override { return settings_; }
    void keep(WindowSettings settings) override;
    [[nodiscard]] const std::filesystem::path& office_folder() const override {
        return options_.tools.office;
    }
    [[nodiscard]] const std::filesystem::path& assets() const override { return options_.assets; }
    [[nodiscard]] base::Day today() const override;

protected:
    void read_any(std::string what, std::function<ReadEnd(Reader&)> how) override;

private:
    /// What stands at the foot of the window.
    struct Notice {
        std::string text;
        bool trouble = false;
        std::vector<std::string> undo;
        std::optional<std::chrono::milliseconds> until;
    };
    enum class Stage { no_office, locked, open };

    void draw_page(ui::Frame& frame);
    void draw_list(ui::Frame& frame, ui::Rect where);
    void draw_item(ui::Frame& frame, const ui::Rect& row, std::size_t view);
    void draw_list_foot(ui::Frame& frame, ui::Rect where);
    void draw_view(ui::Frame& frame, ui::Rect where);
    void draw_foot(ui::Frame& frame, const ui::Rect& where);
    void draw_running(ui::Frame& frame, ui::Rect where, const Work::Running& running);
    void draw_notice(ui::Frame& frame, ui::Rect where);
    void draw_unlock(ui::Frame& frame);
    void draw_beginning(ui::Frame& frame);
    void take_shortcuts(ui::Frame& frame);
    void unlock(std::optional<base::SecretText> passphrase);
    void refresh_all();
    void refresh_shown();
    [[nodiscard]] Stage stage() const;
    [[nodiscard]] View& shown() { return *views_[shown_]; }

    Options options_;
    std::unique_ptr<Work> work_;
    std::vector<std::unique_ptr<View>> views_;
    std::vector<bool> fresh_;  ///< by view: it shows the office as it is
    std::size_t shown_ = 0;
    ui::desk::Scroll list_scroll_;
    Overlay overlay_;
    std::optional<Notice> notice_;
    WindowSettings settings_;
    bool closed_ = false;
    bool has_office_ = false;
    // the page that asks for the passphrase
    ui::EditBuffer passphrase_;
    bool unlocking_ = false;
    std::string wrong_;
    std::string organisation_;
    std::unique_ptr<View> beginning_;
};

}  // namespace harmony::admin::gui
