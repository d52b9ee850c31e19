#include "ui/driver.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace harmony::ui {

using base::Error;
using base::ErrorKind;
using std::chrono::milliseconds;

Driver::Driver(Toolkit& toolkit, base::ManualClock& clock, DrawApp draw)
    : toolkit_(toolkit), clock_(clock), draw_(std::move(draw)) {}

void Driver::step() {
    if (onlooker_ != nullptr) {
        onlooker_->before_step();
    }
    toolkit_.update(draw_);
    if (onlooker_ != nullptr) {
        onlooker_->after_step();
    }
}

void Driver::let_rules_run_out() {
    if (onlooker_ != nullptr) {
        onlooker_->before_input();
    }
    clock_.advance(
        std::max({PressRules::debounce, PressRules::dead_time, toolkit_.access().double_strike}));
}

void Driver::press(Point mm) {
    const double scale = toolkit_.panel().px_per_mm;
    toolkit_.input().push(
        {PointerEvent::Kind::down, {mm.x * scale, mm.y * scale}, clock_.monotonic(), 1});
}

void Driver::release(Point mm) {
    const double scale = toolkit_.panel().px_per_mm;
    toolkit_.input().push(
        {PointerEvent::Kind::up, {mm.x * scale, mm.y * scale}, clock_.monotonic(), 1});
}

base::Result<Point> Driver::middle_of(std::string_view id) const {
    const sem::Node* node = get(id);
    if (node == nullptr) {
        std::string near;
        for (const std::string& other : tree().near(id)) {
            near += near.empty() ? "; there is " : ", ";
            near += other;
        }
        return Error{ErrorKind::absent, fmt::format("no {} on {}{}", id, screen(), near)};
    }
    if (!node->enabled()) {
        return Error{
            ErrorKind::refused,
            fmt::format(
                "{} cannot be pressed{}", id, node->is(sem::disabled) ? ": it is disabled" : "")};
    }
    return node->rect.centre();
}

void Driver::tap_at(Point mm) {
    let_rules_run_out();
    press(mm);
    if (const milliseconds steady = toolkit_.access().steady; steady.count() > 0) {
        wait(steady);
    }
    release(mm);
    step();
}

base::Result<void> Driver::tap(std::string_view id) {
    step();
    const sem::Node* node = get(id);
    if (node != nullptr && node->enabled() && node->is(sem::offscreen)) {
        toolkit_.focus_on(id, draw_);
    }
    const auto middle = middle_of(id);
    if (!middle) {
        return middle.error();
    }
    tap_at(*middle);
    return {};
}

base::Result<void> Driver::hold(std::string_view id, milliseconds how_long) {
    step();
    const auto middle = middle_of(id);
    if (!middle) {
        return middle.error();
    }
    let_rules_run_out();
    press(*middle);
    step();
    wait(how_long);
    release(*middle);
    step();
    return {};
}

base::Result<void> Driver::drag(std::string_view id, double dx_mm, double dy_mm) {
    step();
    const auto middle = middle_of(id);
    if (!middle) {
        return middle.error();
    }
    let_rules_run_out();
    press(*middle);
    step();
    const Point end{middle->x + dx_mm, middle->y + dy_mm};
    const double scale = toolkit_.panel().px_per_mm;
    toolkit_.input().push(
        {PointerEvent::Kind::move, {end.x * scale, end.y * scale}, clock_.monotonic(), 1});
    step();
    release(end);
    step();
    return {};
}

namespace {

// The key of the page that types this letter, or leads to another layer.
struct KeyId {
    std::string layout;
    std::string name;
};

std::optional<KeyId> shown_keyboard(const sem::Tree& tree) {
    for (const sem::Node& node : tree.nodes()) {
        if (node.role == sem::Role::key && node.id.starts_with("key.")) {
            const auto dot = node.id.find('.', 4);
            return KeyId{node.id.substr(4, dot - 4), node.id.substr(dot + 1)};
        }
    }
    return std::nullopt;
}

// Where a letter is: the layer and the key's name; the layer shown now is preferred.
struct Found {
    const KeyLayer* layer = nullptr;
    const KeyFace* face = nullptr;
    bool in_strip = false;  // among the other letters of the key
};

Found find_letter(const KeyboardLayout& layout, std::string_view letter) {
    for (const KeyLayer& layer : layout.layers) {
        for (const auto& row : layer.rows) {
            for (const KeyFace& face : row) {
                if (face.text == letter) {
                    return {&layer, &face};
                }
            }
        }
    }
    for (const KeyLayer& layer : layout.layers) {
        for (const auto& row : layer.rows) {
            for (const KeyFace& face : row) {
                if (std::find(face.others.begin(), face.others.end(), letter) !=
                    face.others.end()) {
                    return {&layer, &face, true};
                }
            }
        }
    }
    return {};
}

// The pad has signs that no layout file names.
std::string pad_key(std::string_view letter) {
    return fmt::format("key.num.{}", letter == "." ? "point" : letter == "-" ? "minus" : letter);
}

// A key on the page that leads towards `layer`.
std::string way_to(const std::string& layout, const KeyLayer& layer) {
    if (layer.name == "base") {
        return fmt::format("key.{}.abc", layout);
    }
    return fmt::format("key.{}.{}", layout, layer.name);
}

}  // namespace

base::Result<void> Driver::type_letter(std::string_view letter) {
    const auto keyboard = shown_keyboard(tree());
    if (!keyboard.has_value()) {
        return Error{ErrorKind::absent, fmt::format("no keyboard on {}", screen())};
    }
    const auto layout = toolkit_.keyboards().find(keyboard->layout);
    if (layout == toolkit_.keyboards().end() || keyboard->layout == "num") {
        return tap(pad_key(letter));
    }
    const Found found = find_letter(layout->second, letter);
    if (found.face == nullptr) {
        return Error{ErrorKind::absent,
                     fmt::format("the keyboard {} has no key for '{}'", keyboard->layout, letter)};
    }
    const std::string id = fmt::format("key.{}.{}", keyboard->layout, found.face->name);
    for (int tries = 0; tries < 3 && get(id) == nullptr; ++tries) {
        std::string way = way_to(keyboard->layout, *found.layer);
        if (get(way) == nullptr) {
            way = fmt::format("key.{}.abc", keyboard->layout);  // by way of the letters
        }
        if (get(way) == nullptr) {
            way = fmt::format("key.{}.shift", keyboard->layout);  // shift is on: off again
        }
        if (auto switched = tap(way); !switched) {
            return switched;
        }
    }
    if (!found.in_strip) {
        return tap(id);
    }
    for (int touch = 0; touch < 2; ++touch) {
        if (auto tapped = tap(id); !tapped) {
            return tapped;
        }
    }
    return tap(fmt::format("key.{}.{}", keyboard->layout, text_face(letter).name));
}

base::Result<void> Driver::type(std::string_view text) {
    step();
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        static_cast<void>(base::next_code_point(text, at));
        if (auto typed = type_letter(text.substr(from, at - from)); !typed) {
            return typed;
        }
    }
    return {};
}

void Driver::hold_key(Key key, milliseconds how_long) {
    step();
    let_rules_run_out();
    toolkit_.input().push(KeyEvent{key, true, clock_.monotonic()});
    wait(how_long);
    toolkit_.input().push(KeyEvent{key, false, clock_.monotonic()});
    step();
}

void Driver::key(Key key) {
    hold_key(key, milliseconds{20});
}

void Driver::keys(std::string_view text) {
    step();
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        static_cast<void>(base::next_code_point(text, at));
        let_rules_run_out();
        toolkit_.input().push(KeyEvent::typed(text.substr(from, at - from), clock_.monotonic()));
        step();
    }
}

void Driver::scan(std::string_view code) {
    step();
    let_rules_run_out();
    for (const char letter : code) {
        clock_.advance(milliseconds{5});
        toolkit_.input().push(KeyEvent::typed({&letter, 1}, clock_.monotonic()));
        step();
    }
    toolkit_.input().push(KeyEvent{Key::select, true, clock_.monotonic()});
    toolkit_.input().push(KeyEvent{Key::select, false, clock_.monotonic()});
    step();
}

void Driver::fingers(int count) {
    step();
    let_rules_run_out();
    const Panel& panel = toolkit_.panel();
    const Point middle{panel.width_px / 2.0, panel.height_px / 2.0};
    for (const auto kind : {PointerEvent::Kind::down, PointerEvent::Kind::up}) {
        for (int finger = 1; finger <= count; ++finger) {
            clock_.advance(milliseconds{5});
            toolkit_.input().push(
                {kind, {middle.x + 40.0 * finger, middle.y}, clock_.monotonic(), finger});
        }
    }
    step();
}

void Driver::wait(milliseconds how_long) {
    step();
    const milliseconds end = clock_.monotonic() + how_long;
    while (clock_.monotonic() < end) {
        const milliseconds now = clock_.monotonic();
        const milliseconds next =
            std::clamp(toolkit_.wake_at().value_or(end), now + milliseconds{1}, end);
        clock_.advance(next - now);
        step();
        if (onlooker_ != nullptr) {
            onlooker_->time_passed(next - now);
        }
    }
}

base::Result<void> Driver::wait_for(std::string_view id, milliseconds within) {
    step();
    const milliseconds end = clock_.monotonic() + within;
    while (get(id) == nullptr) {
        if (clock_.monotonic() >= end) {
            return Error{
                ErrorKind::unreachable,
                fmt::format("{} did not appear on {} within {} ms", id, screen(), within.count())};
        }
        wait(std::min(milliseconds{50}, end - clock_.monotonic()));
    }
    return {};
}

const sem::Node* Driver::get(std::string_view id) const {
    return tree().find(id);
}

double Driver::px_per_mm() const {
    return toolkit_.panel().px_per_mm;
}

std::string_view Driver::screen() const {
    return tree().screen();
}

std::string_view Driver::focused() const {
    const sem::Node* node = tree().focused();
    return node == nullptr ? std::string_view{} : std::string_view{node->id};
}

const sem::Tree& Driver::tree() const {
    return toolkit_.tree();
}

std::vector<std::string> Driver::lint() const {
    const Panel& panel = toolkit_.panel();
    return sem::lint(tree(), {0, 0, panel.width_mm(), panel.height_mm()});
}

const Image& Driver::frame() {
    step();
    return toolkit_.render();
}

std::string Driver::hash() {
    return hash_of(frame());
}

base::Result<void> Driver::screenshot(const std::filesystem::path& file) {
    return write_png(frame(), file);
}

}  // namespace harmony::ui
