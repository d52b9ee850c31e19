#include "admin/gui/window_script.h"

#include <fmt/format.h>

#include <charconv>

#include "base/text.h"

namespace harmony::admin::gui {

using base::Error;
using base::ErrorKind;
using base::Result;

Result<std::unique_ptr<WindowDriver>> WindowDriver::open(Shell::Options options,
                                                         int width_px,
                                                         int height_px) {
    std::unique_ptr<WindowDriver> made(new WindowDriver());
    const ui::Panel panel{width_px, height_px, desk_px_per_mm};
    auto toolkit = ui::Toolkit::open({panel, options.assets}, made->clock_);
    if (!toolkit) {
        return toolkit.error();
    }
    made->toolkit_ = std::move(*toolkit);
    options.tools.wake = [] {};
    options.to_clipboard = [window = made.get()](std::string text) {
        window->clipboard_ = std::move(text);
    };
    made->shell_ = std::make_unique<Shell>(std::move(options));
    made->driver_ = std::make_unique<ui::Driver>(
        *made->toolkit_, made->clock_, [window = made.get()](ui::Frame& frame) {
            window->shell_->draw(frame);
        });
    made->settle();
    return made;
}

void WindowDriver::settle() {
    // What comes back may ask for more, a list for its first row's details: a few rounds.
    constexpr int rounds = 6;
    for (int i = 0; i < rounds; ++i) {
        ui::Panel panel = toolkit_->panel();
        panel.px_per_mm = desk_px_per_mm * shell_->zoom();
        toolkit_->set_panel(panel);
        driver_->step();
        shell_->wait_until_settled();
    }
    driver_->step();
}

Result<void> WindowDriver::tap(std::string_view id) {
    settle();
    Result<void> tapped = driver_->tap(id);
    settle();
    return tapped;
}

Result<void> WindowDriver::type(std::string_view id, std::string_view text) {
    if (Result<void> tapped = tap(id); !tapped) {
        return tapped;
    }
    toolkit_->focus_on(id, [this](ui::Frame& frame) { shell_->draw(frame); });
    const ui::sem::Node* node = get(id);
    constexpr std::size_t longest_secret = 100;  // nobody knows how long it is
    const std::size_t before = node == nullptr || node->value.empty()
                                   ? longest_secret
                                   : base::code_points(node->value.view());
    key(ui::Key::end);
    for (std::size_t i = 0; i < before; ++i) {
        driver_->key(ui::Key::rub_out);
    }
    driver_->keys(text);
    settle();
    return {};
}

Result<void> WindowDriver::choose(std::string_view id, std::string_view option) {
    if (Result<void> tapped = tap(id); !tapped) {
        return tapped;
    }
    const std::string menu = fmt::format("{}.menu.", id);
    for (const ui::sem::Node& node : tree().nodes()) {
        if (node.id.starts_with(menu) && node.name.view() == option) {
            return tap(std::string(node.id));
        }
    }
    return Error{ErrorKind::absent, fmt::format("the list of {} has no \"{}\"", id, option)};
}

void WindowDriver::key(ui::Key key) {
    driver_->key(key);
    settle();
}

void WindowDriver::command(std::string_view letter) {
    clock_.advance(std::chrono::milliseconds{300});
    toolkit_->input().push(ui::KeyEvent::commanded(letter, clock_.monotonic()));
    settle();
}

void WindowDriver::wheel(double notches) {
    ui::PointerEvent event{ui::PointerEvent::Kind::wheel, {}, clock_.monotonic(), -1};
    event.notches = notches;
    toolkit_->input().push(event);
    settle();
}

void WindowDriver::resize(int width_px, int height_px) {
    ui::Panel panel = toolkit_->panel();
    panel.width_px = width_px;
    panel.height_px = height_px;
    toolkit_->set_panel(panel);
    settle();
}

std::string WindowDriver::said(std::string_view id) const {
    const ui::sem::Node* node = get(id);
    return node == nullptr ? std::string() : std::string(node->name.view());
}

Result<void> WindowDriver::picture(const std::filesystem::path& file) {
    settle();
    return driver_->screenshot(file);
}

// --- scripts
// --------------------------------------------------------------------------------------

namespace {

std::string_view next_word(std::string_view& line) {
    const std::size_t end = std::min(line.find(' '), line.size());
    const std::string_view word = line.substr(0, end);
    line = base::trim(line.substr(end));
    return word;
}

std::optional<int> number_of(std::string_view text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number)
                                                                    : std::nullopt;
}

Result<void> wrong(std::string_view what) {
    return Error{ErrorKind::refused, std::string(what)};
}

Result<void> expect(const WindowDriver& window, std::string_view id, std::string_view words) {
    const std::string said = window.said(id);
    if (said.find(words) != std::string::npos) {
        return {};
    }
    return Error{ErrorKind::refused, fmt::format("{} says \"{}\", not \"{}\"", id, said, words)};
}

struct Player {
    WindowDriver& window;
    const std::filesystem::path& out;
    const std::function<void(std::string_view)>& print;

    Result<void> step(std::string_view line) {
        const std::string_view what = next_word(line);
        if (what == "tap") {
            return window.tap(line);
        }
        if (what == "tree") {
            print(window.tree().dump());
            return {};
        }
        if (what == "picture") {
            return window.picture(out / (std::string(line) + ".png"));
        }
        const std::string_view first = next_word(line);
        if (what == "type") {
            return window.type(first, line);
        }
        if (what == "choose") {
            return window.choose(first, line);
        }
        if (what == "expect") {
            return expect(window, first, line);
        }
        if (what == "command") {
            window.command(first);
            return {};
        }
        return others(what, first);
    }

    Result<void> others(std::string_view what, std::string_view first) {
        if (what == "key") {
            const std::optional<ui::Key> key = ui::key_named(first);
            if (!key) {
                return wrong("no such key");
            }
            window.key(*key);
            return {};
        }
        if (what == "wheel" && number_of(first)) {
            window.wheel(*number_of(first));
            return {};
        }
        const std::size_t cross = first.find('x');
        if (what == "size" && cross != std::string_view::npos) {
            const auto width = number_of(first.substr(0, cross));
            const auto height = number_of(first.substr(cross + 1));
            if (width && height) {
                window.resize(*width, *height);
                return {};
            }
        }
        return wrong("no such step");
    }
};

}  // namespace

Result<void> play_script(WindowDriver& window,
                         std::string_view script,
                         const std::filesystem::path& out,
                         const std::function<void(std::string_view)>& print) {
    Player player{window, out, print};
    int number = 0;
    while (!script.empty()) {
        const std::size_t end = std::min(script.find('\n'), script.size());
        const std::string_view line = base::trim(script.substr(0, end));
        script = script.substr(std::min(end + 1, script.size()));
        ++number;
        if (line.empty() || line.front() == '#') {
            continue;
        }
        if (Result<void> done = player.step(line); !done) {
            return done.error().while_doing(fmt::format("line {}, \"{}\"", number, line));
        }
    }
    return {};
}

}  // namespace harmony::admin::gui
