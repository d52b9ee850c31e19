#include "admin/gui/shell.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "admin/gui/views/all.h"
#include "admin/office_folder.h"
#include "ui/widgets.h"

namespace harmony::admin::gui {

using namespace std::chrono_literals;
using base::Error;
using base::Result;
using ui::Frame;
using ui::Rect;

namespace {

constexpr double list_width = 94;
constexpr double narrow_list = 26;
constexpr double narrow_page = 420;  ///< below, the list shows icons alone
constexpr double narrow_view = 330;
constexpr double margin = 9;
constexpr double foot_height = 24;
constexpr auto said_for = 8s;

ui::Look look_of(const WindowSettings& settings) {
    ui::Look look;
    look.colours = colours_of(settings);
    look.access.desk = true;
    return look;
}

/// The first lines of what a verb printed: a window's foot has room for a sentence.
std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

}  // namespace

Shell::Shell(Options options)
    : options_(std::move(options)),
      work_(std::make_unique<Work>(options_.tools)),
      views_(all_views()),
      fresh_(views_.size(), false),
      settings_(read_window_settings(options_.tools.resources.files, options_.tools.office)),
      beginning_(make_beginning()) {
    std::error_code none;
    has_office_ = std::filesystem::exists(OfficeFolder(options_.tools.office).settings(), none);
    if (stage() == Stage::locked && options_.keys_in_file) {
        unlock(std::nullopt);
    }
}

Shell::~Shell() = default;

base::Day Shell::today() const {
    return options_.tools.resources.clock.today();
}

Shell::Stage Shell::stage() const {
    if (work_->unlocked()) {
        return Stage::open;
    }
    return has_office_ ? Stage::locked : Stage::no_office;
}

void Shell::wait_until_settled() {
    work_->wait_until_idle();
    shown().wait_until_settled();
}

// --- what views ask for
// ---------------------------------------------------------------------------

void Shell::read_any(std::string what, std::function<ReadEnd(Reader&)> how) {
    work_->read(std::move(what), std::move(how));
}

bool Shell::busy() const {
    return work_->running().has_value();
}

void Shell::run(Order order, std::function<void(const Outcome&)> then) {
    const Order doing = order;
    work_->run(std::move(order), [this, doing, then = std::move(then)](const Outcome& outcome) {
        if (outcome.stopped) {
            notice_ = Notice{"Stopped. Everything is as it was before.", false, {}, {}};
        } else if (!outcome.ok && doing.quiet && !outcome.printed.empty()) {
            // What it printed is the answer, and its view shows it: "STOP: ..." at the door.
        } else if (!outcome.ok) {
            notice_ = Notice{outcome.trouble.empty() ? "That did not work, and nothing was changed."
                                                     : outcome.trouble,
                             true,
                             {},
                             {}};
        } else if (!doing.quiet) {
            const std::string said = doing.done.empty() ? first_line(outcome.printed) : doing.done;
            notice_ = Notice{said, false, doing.undo, {}};
        }
        if (then) {
            then(outcome);
        }
        refresh_all();
    });
}

void Shell::refresh_all() {
    fresh_.assign(views_.size(), false);
    refresh_shown();
}

void Shell::refresh_shown() {
    if (stage() == Stage::open && !fresh_[shown_]) {
        fresh_[shown_] = true;
        shown().refresh(*this);
    }
}

void Shell::open(std::string_view view, std::string_view item) {
    for (std::size_t i = 0; i < views_.size(); ++i) {
        if (views_[i]->about().id == view) {
            shown_ = i;
        }
    }
    refresh_shown();
    if (!item.empty()) {
        shown().show(item, *this);
    }
}

void Shell::choose(std::string id,
                   const Rect& anchor,
                   std::vector<std::string> options,
                   std::optional<std::size_t> chosen,
                   std::function<void(std::size_t)> then) {
    overlay_.show(
        Overlay::Menu{std::move(id), anchor, std::move(options), chosen, std::move(then)});
}

void Shell::ask(Question question, std::function<void()> then) {
    overlay_.show(std::move(question), std::move(then));
}

void Shell::fill_in(Form form, std::function<void(std::vector<std::string>)> then) {
    overlay_.show(std::move(form), std::move(then));
}

void Shell::make_office(std::string organisation, base::SecretText passphrase) {
    work_->know(passphrase);
    run({"Making the office", {"init", "--org", std::move(organisation)}, "Your office is made."},
        [this, passphrase](const Outcome& outcome) {
            if (outcome.ok) {
                has_office_ = true;
                unlock(passphrase);
                keep(settings_);
                ask({"Your office is made", outcome.printed, "I have read this", false, true},
                    [] {});
            }
        });
}

void Shell::say(std::string sentence) {
    notice_ = Notice{std::move(sentence), false, {}, {}};
}

void Shell::copy(std::string text) {
    options_.to_clipboard(std::move(text));
    say("Copied.");
}

void Shell::open_file(const std::filesystem::path& file) {
    if (options_.open_file) {
        options_.open_file(file);
    }
    say("Opening " + file.string());
}

void Shell::keep(WindowSettings settings) {
    if (settings == settings_) {
        return;
    }
    settings_ = std::move(settings);
    if (stage() == Stage::no_office) {
        return;  // there is no folder to keep them in yet
    }
    const auto kept =
        write_window_settings(options_.tools.resources.files, options_.tools.office, settings_);
    if (!kept) {
        notice_ =
            Notice{kept.error().while_doing("keeping how the window looks").message, true, {}, {}};
    }
}

// --- the page
// -------------------------------------------------------------------------------------

void Shell::draw(Frame& frame) {
    if (const std::optional<Error> trouble = work_->deliver()) {
        notice_ = Notice{trouble->message, true, {}, {}};
    }
    frame.begin_screen("window", "Harmony", look_of(settings_));
    frame.set_depth(overlay_.depth());
    if (overlay_.depth() == 0) {
        return draw_page(frame);
    }
    {
        const Frame::Scope behind = frame.behind_dialog();
        draw_page(frame);
    }
    overlay_.draw(frame);
}

void Shell::draw_page(Frame& frame) {
    switch (stage()) {
        case Stage::no_office: draw_beginning(frame); break;
        case Stage::locked: draw_unlock(frame); break;
        case Stage::open: {
            Rect page = frame.page();
            const double width = page.w < narrow_page ? narrow_list : list_width;
            draw_list(frame, page.take_left(width));
            draw_view(frame, page);
            break;
        }
    }
    take_shortcuts(frame);
}

void Shell::take_shortcuts(Frame& frame) {
    if (frame.take_command("q")) {
        closed_ = true;
    }
    WindowSettings settings = settings_;
    if ((frame.take_command("+") || frame.take_command("=")) &&
        settings.text + 1 < text_sizes.size()) {
        ++settings.text;
    }
    if (frame.take_command("-") && settings.text > 0) {
        --settings.text;
    }
    if (frame.take_command("d")) {
        settings.dark = !settings.dark;
    }
    keep(settings);
    if (frame.take_command("r")) {
        refresh_all();
    }
    for (std::size_t i = 0; i < views_.size() && i < 9; ++i) {
        if (stage() == Stage::open && frame.take_command(fmt::format("{}", i + 1))) {
            open(views_[i]->about().id, {});
        }
    }
}

void Shell::draw_list(Frame& frame, Rect where) {
    const Frame::Scope group = frame.in_group(ui::sem::Group::bar);
    const ui::Theme theme = frame.theme();
    const bool narrow = where.w < list_width;
    frame.fill(where, theme[ui::Role::surface]);
    frame.fill({where.right() - 0.5, where.y, 0.5, where.h}, ui::desk::hairline(frame));
    where = {where.x + 5, where.y + 8, where.w - 10, where.h - 12};
    Rect head = where.take_top(16, 8);
    const Rect mark = head.take_left(16, 5);
    frame.fill(mark, theme[ui::Role::primary], 4);
    frame.icon(ui::Icon::chat, mark.grown(-3), theme[ui::Role::on_primary]);
    if (!narrow) {
        const ui::TextLook bold{.weight = ui::Weight::bold};
        ui::desk::words(frame, head, {"window.office", organisation_, bold});
    }
    draw_list_foot(frame, where.take_bottom(narrow ? 32 : 17, 6));
    ui::sem::Node list;
    list.id = "window.list";
    list.role = ui::sem::Role::list;
    list.name.assign("Views");
    list.rect = where;
    frame.record(std::move(list));
    const Frame::Scope inside = frame.inside_last();
    ui::desk::scrolled(frame, where, "window.list.scroll", list_scroll_, [&](const Rect& place) {
        Rect rest{place.x, place.y, place.w, 0};
        for (std::size_t i = 0; i < views_.size(); ++i) {
            draw_item(frame, {rest.x, rest.y, rest.w, ui::desk::item_height}, i);
            rest.y += ui::desk::item_height + 1.5;
        }
        return rest.y - place.y;
    });
}

void Shell::draw_item(Frame& frame, const Rect& row, std::size_t view) {
    const View::About about = views_[view]->about();
    const std::string id = fmt::format("view.{}", about.id);
    const std::size_t waiting = views_[view]->waiting();
    if (ui::desk::item(frame, row, {id, about.name, about.icon, view == shown_, waiting})) {
        open(about.id, {});
    }
}

void Shell::draw_list_foot(Frame& frame, Rect where) {
    const ui::Button colours{.id = "window.colours",
                             .label = settings_.dark ? "Light colours" : "Dark colours",
                             .icon = ui::Icon::sun,
                             .icon_only = true};
    const bool narrow = where.w < 40;
    const Rect first = narrow ? where.take_top(15, 2) : where.take_left(16, 4);
    WindowSettings settings = settings_;
    if (ui::button(frame, first, colours)) {
        settings.dark = !settings.dark;
        keep(settings);
    }
    std::vector<std::string> names;
    for (const WindowTextSize& size : text_sizes) {
        names.emplace_back(size.name);
    }
    const Rect box{where.x, where.y, where.w, 15};
    const ui::Button text{.id = "window.text",
                          .label = "Size of text",
                          .icon = ui::Icon::text_size,
                          .icon_only = true};
    const bool pressed =
        narrow ? ui::button(frame, box, text)
               : ui::desk::chooser(frame, box, {"window.text", {}, names[settings_.text]});
    if (pressed) {
        choose("window.text", where, names, settings_.text, [this](std::size_t chosen) {
            WindowSettings changed = settings_;
            changed.text = chosen;
            keep(changed);
        });
    }
}

void Shell::draw_view(Frame& frame, Rect where) {
    const View::About about = shown().about();
    where = {where.x + margin + 3, where.y + margin, where.w - 2 * margin - 3, where.h - margin};
    const bool says = notice_.has_value() || busy();
    const Rect foot = where.take_bottom(says ? foot_height : 6, says ? 4 : 0);
    const ui::TextLook title{.scale = ui::Scale::title, .weight = ui::Weight::bold, .share = 1.1};
    const ui::TextBox box = frame.lay_out(about.name, title);
    // Where there is little room the actions of a view get a line of their own below its name.
    const bool narrow = where.w < narrow_view;
    const Rect head = where.take_top(16, narrow ? 27 : 6);
    frame.text(box, {head.x, head.y + (head.h - box.height) / 2}, frame.theme()[ui::Role::text]);
    ui::sem::Node node;
    node.id = fmt::format("{}.title", about.id);
    node.role = ui::sem::Role::heading;
    node.name.assign(about.name);
    node.rect = head;
    frame.record(std::move(node));
    shown().draw(frame, where, *this);
    draw_foot(frame, foot);
}

// --- the line at the foot
// -------------------------------------------------------------------------

void Shell::draw_foot(Frame& frame, const Rect& where) {
    const Frame::Scope group = frame.in_group(ui::sem::Group::foot);
    if (const auto running = work_->running()) {
        draw_running(frame, where, *running);
    } else if (notice_.has_value()) {
        draw_notice(frame, where);
    }
}

void Shell::draw_running(Frame& frame, Rect where, const Work::Running& running) {
    frame.wake_after(200ms);
    where = where.take_top(18);
    const ui::Button stop{.id = "window.stop", .label = "Stop", .enabled = !running.stopping};
    const ui::Size size = ui::button_size(frame, stop);
    if (ui::button(frame, where.take_right(size.w, 8), stop)) {
        work_->stop_order();
    }
    const std::string far =
        running.done.total == 0
            ? running.order.doing + "…"
            : fmt::format(
                  "{}: {} of {}", running.order.doing, running.done.done, running.done.total);
    const Rect words = where.take_left(where.w * 0.55, 8);
    ui::desk::words(frame, words, {"window.doing", running.stopping ? "Stopping…" : far, {}});
    if (running.done.total > 0) {
        ui::progress(frame,
                     {where.x, where.centre().y - 2, where.w, 4},
                     "window.progress",
                     running.order.doing,
                     static_cast<int>(running.done.done),
                     static_cast<int>(running.done.total));
    }
}

void Shell::draw_notice(Frame& frame, Rect where) {
    const ui::Theme theme = frame.theme();
    Notice& notice = *notice_;
    if (!notice.trouble && !notice.until) {
        notice.until = frame.now() + said_for;
    }
    if (notice.until && frame.now() >= *notice.until) {
        notice_.reset();
        return frame.again();
    }
    if (notice.until) {
        frame.wake_after(*notice.until - frame.now());
    }
    const ui::Role tone = notice.trouble ? ui::Role::danger : ui::Role::done;
    where = where.take_top(20);
    frame.framed(where,
                 ui::mixed(theme[ui::Role::surface], theme[tone], 22),
                 ui::mixed(theme[ui::Role::surface], theme[tone], 120),
                 0.5,
                 4);
    Rect inside{where.x + 6, where.y + 2.5, where.w - 9, where.h - 5};
    const Rect cross = inside.take_right(15, 4);
    frame.icon(ui::Icon::cross, cross.grown(-4.5), theme[ui::Role::second_text]);
    const bool dismissed =
        ui::hot_area(frame, cross, "window.dismiss", "Close this message").activated;
    if (!notice.undo.empty()) {
        const ui::Button undo{.id = "window.undo", .label = "Undo", .icon = ui::Icon::undo};
        const ui::Size size = ui::button_size(frame, undo);
        if (ui::button(frame, inside.take_right(size.w, 6), undo)) {
            const std::vector<std::string> words = notice.undo;
            notice_.reset();
            return run({"Undoing", words, "Undone."}, {});
        }
    }
    frame.icon(notice.trouble ? ui::Icon::warning : ui::Icon::tick,
               Rect{inside.take_left(9, 5)}.grown(-0.5),
               theme[tone]);
    const ui::TextLook look{.colour = ui::Role::text};
    ui::desk::words(frame, inside, {"window.notice", notice.text, look});
    const bool more = frame.lay_out(notice.text, look).width > inside.w;
    if (more && ui::hot_area(frame, inside, "window.more", "Read all of it").activated) {
        ask({"What happened", notice.text, "Close", false, true}, [] {});
    }
    if (dismissed) {
        notice_.reset();
    }
}

// --- before the office is open
// --------------------------------------------------------------------

void Shell::unlock(std::optional<base::SecretText> passphrase) {
    unlocking_ = true;
    work_->unlock(std::move(passphrase), [this](const Result<void>& opened) {
        unlocking_ = false;
        wrong_ = opened.ok() ? std::string() : opened.error().message;
        if (!opened.ok()) {
            return;
        }
        passphrase_.wipe();
        read<std::string>(
            "organisation",
            [](Reader& reader) -> Result<std::string> {
                return reader.office().settings().organisation;
            },
            [this](const std::string& name) { organisation_ = name; });
        refresh_all();
    });
}

void Shell::draw_unlock(Frame& frame) {
    const Rect page = frame.page();
    const double width = std::min(210.0, page.w - 40);
    Rect card{page.centre().x - width / 2, page.h * 0.2, width, 168};
    ui::desk::panel(frame, card);
    Rect inside = card.grown(-14);
    const ui::Theme theme = frame.theme();
    const Rect mark = Rect(inside.take_top(26, 8)).take_left(26);
    frame.fill(mark, theme[ui::Role::primary], 6);
    frame.icon(ui::Icon::lock, mark.grown(-6), theme[ui::Role::on_primary]);
    inside.take_top(ui::heading(frame, inside, "unlock.title", "Open the office"), 3);
    const ui::TextLook quiet{.scale = ui::Scale::small, .colour = ui::Role::second_text};
    ui::desk::words(
        frame, inside.take_top(9, 6), {"unlock.folder", options_.tools.office.string(), quiet});
    ui::desk::Field field{.id = "unlock.passphrase",
                          .label = "Passphrase of the office's keys",
                          .wrong = wrong_,
                          .secret = true};
    const Rect place = inside.take_top(ui::desk::field_height(frame, field), 8);
    const ui::desk::FieldEvent event = ui::desk::field(frame, place, field, passphrase_);
    if (event.changed) {
        wrong_.clear();
    }
    if (frame.keys_in_use() == false && !frame.has_focus("unlock.passphrase") &&
        passphrase_.empty()) {
        frame.focus_next("unlock.passphrase");
    }
    const ui::Button open{.id = "unlock.open",
                          .label = unlocking_ ? "Opening…" : "Open",
                          .kind = ui::ButtonKind::primary,
                          .enabled = !unlocking_ && !passphrase_.empty()};
    const bool pressed = ui::button(frame, {inside.x, inside.y, inside.w, 17}, open);
    if ((pressed || event.entered) && open.enabled) {
        unlock(base::SecretText(passphrase_.text()));
    }
    if (unlocking_) {
        frame.wake_after(200ms);
    }
}

void Shell::draw_beginning(Frame& frame) {
    Rect page = frame.page().grown(-margin);
    const bool says = notice_.has_value() || busy();
    const Rect foot = page.take_bottom(says ? foot_height : 6, says ? 4 : 0);
    beginning_->draw(frame, page, *this);
    draw_foot(frame, foot);
}

}  // namespace harmony::admin::gui
