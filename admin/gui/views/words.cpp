#include "admin/gui/views/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>

#include "admin/gui/models/words.h"
#include "admin/gui/views/parts.h"
#include "admin/gui/views/words_text.h"

namespace harmony::admin::gui {

namespace {

using ui::Rect;
namespace desk = ui::desk;

constexpr std::array<WordState, 4> states = {
    WordState::held, WordState::released, WordState::redacted, WordState::refused};
constexpr std::array<std::string_view, 4> state_labels = {
    "Waiting", "Released", "Without some words", "Refused"};

constexpr std::array<desk::Column, 2> columns = {
    {{"text", "What they wrote", 1, 0, false, false}, {"marks", "Marked", 0, 38, false, false}}};

/// What may be done with the text that is read, and the key that does it.
struct Deed {
    WordState to;
    std::string_view id;
    std::string_view label;
    std::string_view key;
};
constexpr Deed release_deed{WordState::released, "words.release", "Release (R)", "r"};
constexpr Deed redact_deed{WordState::redacted, "words.redact", "Release without these (E)", "e"};
constexpr Deed refuse_deed{WordState::refused, "words.refuse", "Refuse (F)", "f"};
constexpr Deed hold_deed{WordState::held, "words.hold", "Let it wait again (H)", "h"};

class WordsView final : public View {
public:
    [[nodiscard]] About about() const override { return {"words", "Words", ui::Icon::pencil}; }

    /// Before somebody said why they read, only how many there are is asked for.
    void refresh(Host& host) override {
        if (reason_.empty()) {
            host.read<WordCounts>("words", count_words, [this](WordCounts counts) {
                counts_ = counts;
                loaded_ = true;
            });
        } else {
            read(reason_, NoteLook::before, host);
        }
    }

    void show(std::string_view item, Host& /*host*/) override { current_ = std::string(item); }

    [[nodiscard]] std::size_t waiting() const override { return counts_.held; }

    void draw(ui::Frame& frame, const Rect& where, Host& host) override {
        send_next(host);
        Rect page = where;
        if (!loaded_) {
            desk::words(frame, page, {.id = "words.reading", .text = "Reading ..."});
            return;
        }
        if (reason_.empty() || counts_.all() == 0) {
            draw_begin(frame, page, host);
            return;
        }
        draw_head(frame, page.take_top(control_height, part_gap + 2));
        draw_care(frame, page.take_bottom(14));
        if (shown_.empty()) {
            draw_nothing(frame, page);
            return;
        }
        const ListAndDetail places = beside(page, 0.62);
        if (places.both) {
            draw_list(frame, places.list);
        }
        draw_text(frame, places.detail, host);
    }

private:
    // --- reading --------------------------------------------------------------------------------

    void read(const std::string& reason, NoteLook note, Host& host) {
        host.read<WordsModel>(
            "words",
            [reason, note](Reader& reader) { return read_words(reader, reason, note); },
            [this, reason](WordsModel model) {
                reason_ = reason;
                model_ = std::move(model);
                for (const auto& decided : queue_) {  // what is not kept yet stays as it was said
                    set_state(decided.words.id, decided.to);
                }
                recount();
                loaded_ = true;
            });
    }

    void ask_reason(Host& host) {
        const Form form{.title = "Why do you read what people wrote?",
                        .text = "It is kept in the office's books, with each decision.",
                        .entries = {{.id = "reason",
                                     .label = "Reason",
                                     .hint = "For example: quotes for the spring report"}},
                        .submit = "Read them"};
        host.fill_in(form, [this, &host](const std::vector<std::string>& answers) {
            read(answers.front(), NoteLook::now, host);
        });
    }

    void set_state(const std::string& id, WordState state) {
        const std::size_t at = model_.find(id);
        if (at < model_.texts.size()) {
            model_.texts[at].words.state = state;
        }
    }

    /// Which texts are listed, and how many are in each state.
    void recount() {
        counts_ = {};
        shown_.clear();
        for (std::size_t at = 0; at < model_.texts.size(); ++at) {
            const WordState state = model_.texts[at].words.state;
            std::size_t& count = state == WordState::held       ? counts_.held
                                 : state == WordState::released ? counts_.released
                                 : state == WordState::redacted ? counts_.redacted
                                                                : counts_.refused;
            ++count;
            if (state == states.at(listed_)) {
                shown_.push_back(at);
            }
        }
        const bool here = std::any_of(shown_.begin(), shown_.end(), [&](std::size_t at) {
            return model_.texts[at].words.id == current_;
        });
        if (!here) {
            go_to(0);
        } else {
            look_at_current();
        }
    }

    /// The text at this place of the list, or the last one.
    void go_to(std::size_t place) {
        current_ = shown_.empty()
                       ? std::string()
                       : model_.texts[shown_[std::min(place, shown_.size() - 1)]].words.id;
        taken_.clear();
        table_.chosen = current_;
        scroll_ = {};
        look_at_current();
    }

    void look_at_current() {
        const std::size_t at = model_.find(current_);
        table_.chosen = current_;
        pieces_ =
            at < model_.texts.size() ? pieces_of(model_.texts[at].words) : std::vector<WordPiece>();
        refresh_preview();
    }

    /// What a report would print after taking out what is marked and pressed.
    void refresh_preview() {
        preview_.clear();
        const std::size_t at = model_.find(current_);
        if (at < model_.texts.size()) {
            const FreeWords& words = model_.texts[at].words;
            phrases_ = phrases_of(words, pieces_, taken_);
            const auto shown = take_out(words, phrases_);
            preview_ = shown ? *shown : std::string();
        }
    }

    [[nodiscard]] std::size_t place_of_current() const {
        const auto at = std::find_if(shown_.begin(), shown_.end(), [&](std::size_t row) {
            return model_.texts[row].words.id == current_;
        });
        return static_cast<std::size_t>(at - shown_.begin());
    }

    // --- before and beside ----------------------------------------------------------------------

    void draw_begin(ui::Frame& frame, const Rect& where, Host& host) {
        const bool none = counts_.all() == 0;
        const std::string title =
            none ? std::string("Nobody wrote anything yet")
                 : fmt::format("{} to be read",
                               counts_.held == 1 ? "1 text waits"
                                                 : fmt::format("{} texts wait", counts_.held));
        const bool pressed = desk::empty(
            frame,
            where,
            {.id = "words.begin",
             .icon = none ? ui::Icon::chat : ui::Icon::lock,
             .title = title,
             .text = none ? "When a survey asks people for their own words, what they write waits "
                            "here until somebody has read it."
                          : "Nobody else sees what people wrote in their own words before somebody "
                            "here has read it. Names, numbers and addresses in it are marked.",
             .button_id = none ? std::string_view{} : "words.read",
             .button = none ? std::string_view{} : "Read them"});
        if (pressed) {
            ask_reason(host);
        }
    }

    void draw_head(ui::Frame& frame, Rect row) {
        std::array<std::string, states.size()> labels;
        std::array<desk::Option, states.size()> options;
        for (std::size_t at = 0; at < states.size(); ++at) {
            labels.at(at) = fmt::format("{} ({})", state_labels.at(at), counts_.of(states.at(at)));
            options.at(at) = {state_word(states.at(at)), labels.at(at)};
        }
        const auto pressed = desk::segments(frame, {row.x, row.y}, "words.list", options, listed_);
        if (pressed) {
            listed_ = *pressed;
            table_.top = 0;
            current_.clear();
            recount();
        }
    }

    static void draw_care(ui::Frame& frame, Rect row) {
        row.y += 3;
        desk::words(frame,
                    row,
                    {.id = "words.care",
                     .text = "Not to leave the office. If somebody tells of danger or a crime, use "
                             "the local safeguarding card: nothing is passed on by itself.",
                     .look = {.scale = ui::Scale::small, .colour = ui::Role::second_text}});
    }

    void draw_nothing(ui::Frame& frame, const Rect& where) const {
        const bool waiting = listed_ == 0;
        desk::empty(frame,
                    where,
                    {.id = "words.empty",
                     .icon = ui::Icon::tick,
                     .title = waiting ? "Everything is read" : "None here",
                     .text = waiting ? "What was released stands in the next reports."
                                     : "No text was decided so."});
    }

    void draw_list(ui::Frame& frame, const Rect& where) {
        const desk::Table shown{
            .id = "words.row",
            .name = "Texts",
            .columns = columns,
            .rows = shown_.size(),
            .key = [&](std::size_t row) { return model_.texts[shown_[row]].words.id; },
            .cell =
                [&](std::size_t row, std::size_t column) {
                    const FreeWords& words = model_.texts[shown_[row]].words;
                    if (column == 0) {
                        return desk::Cell{.text = words.text};
                    }
                    return words.marks.empty()
                               ? desk::Cell{.text = {}}
                               : desk::Cell{.text = fmt::to_string(words.marks.size()),
                                            .tone = desk::Tone::bad};
                }};
        const desk::TableEvent event = desk::table(frame, where, shown, table_);
        if (event.pressed) {
            go_to(*event.pressed);
        }
    }

    // --- the text that is read ------------------------------------------------------------------

    void draw_text(ui::Frame& frame, Rect where, Host& host) {
        const std::size_t at = model_.find(current_);
        if (at >= model_.texts.size()) {
            return;
        }
        const WordsText& text = model_.texts[at];
        desk::panel(frame, where);
        where = where.grown(-8);
        constexpr double one_row = 300;
        const double rows = where.w < one_row ? 2 * control_height + 3 : control_height;
        const Rect foot = where.take_bottom(rows, part_gap);
        desk::scrolled(frame, where, "words.text", scroll_, [&](const Rect& inside) {
            Column column(frame, inside);
            draw_what(frame, column, inside, text);
            return column.used();
        });
        draw_deeds(frame, foot, text.words, host);
        take_keys(frame, text.words, host);
    }

    void draw_what(ui::Frame& frame, Column& column, const Rect& inside, const WordsText& text) {
        column.quiet(
            "words.asked",
            fmt::format("{} of {}: {}", place_of_current() + 1, shown_.size(), text.asked));
        column.space(2);
        const std::set<std::size_t> before = taken_;
        const Rect place{inside.x, column.y(), inside.w, inside.h};
        column.space(draw_words_text(frame, place, text.words, pieces_, taken_));
        if (before != taken_) {
            refresh_preview();
        }
        column.space(part_gap);
        if (!text.words.marks.empty()) {
            column.text("words.marked",
                        "Marked: " + marks_in_words(text.words),
                        {.colour = ui::Role::danger, .privacy = ui::Privacy::personal});
        }
        if (text.words.state != WordState::held) {
            draw_decided(column, text.words);
        } else if (takes_out(text.words)) {
            column.quiet({}, "A report would print");
            column.text("words.preview", preview_, {.privacy = ui::Privacy::personal});
        } else {
            column.quiet("words.hint", "Press a word to take it out.");
        }
    }

    static void draw_decided(Column& column, const FreeWords& words) {
        column.quiet({}, words.shown.empty() ? "No report prints it" : "Reports print");
        if (!words.shown.empty()) {
            column.text("words.shown", words.shown, {.privacy = ui::Privacy::personal});
        }
        column.quiet("words.reason", "Reason: " + words.reason);
    }

    /// Whether something is marked or pressed, so that it should not be released as it is.
    [[nodiscard]] bool takes_out(const FreeWords& words) const {
        return !words.marks.empty() || !taken_.empty();
    }

    void draw_deeds(ui::Frame& frame, const Rect& where, const FreeWords& words, Host& host) {
        Column column(frame, where);
        if (words.state != WordState::held) {
            if (column.button({.id = hold_deed.id, .label = hold_deed.label})) {
                decide(hold_deed, words, host);
            }
            return;
        }
        const bool out = takes_out(words);
        const Deed& first = out ? redact_deed : release_deed;
        const std::array<ui::Button, 4> buttons = {
            {{.id = first.id, .label = first.label, .kind = ui::ButtonKind::primary},
             {.id = refuse_deed.id, .label = refuse_deed.label},
             {.id = "words.next", .label = "Next (N)", .kind = ui::ButtonKind::quiet},
             {.id = out ? std::string_view("words.release_whole") : std::string_view("words.back"),
              .label = out ? "Release whole" : "Back (B)",
              .kind = ui::ButtonKind::quiet}}};
        const auto pressed = column.buttons(buttons);
        if (pressed == 0U) {
            decide(first, words, host);
        } else if (pressed == 1U) {
            decide(refuse_deed, words, host);
        } else if (pressed == 2U) {
            step(1);
        } else if (pressed == 3U && out) {
            release_whole(words, host);
        } else if (pressed == 3U) {
            step(-1);
        }
    }

    /// What is marked is let out only when somebody says so once more.
    void release_whole(const FreeWords& words, Host& host) {
        if (words.marks.empty()) {
            decide(release_deed, words, host);
            return;
        }
        host.ask(
            {.title = "Release it with everything in it?",
             .text = fmt::format("It says {}. Reports would print that.", marks_in_words(words)),
             .yes = "Release it whole",
             .danger = true},
            [this, words, &host] { decide(release_deed, words, host); });
    }

    void take_keys(ui::Frame& frame, const FreeWords& words, Host& host) {
        const ui::KeyEvent* const key = frame.open_key();
        if (key == nullptr || key->key != ui::Key::letters) {
            return;
        }
        const std::string letter(key->letters());
        const bool held = words.state == WordState::held;
        const Deed& first = takes_out(words) ? redact_deed : release_deed;
        if (letter == "n" || letter == "b") {
            step(letter == "n" ? 1 : -1);
        } else if (held && letter == first.key) {
            decide(first, words, host);
        } else if (held && letter == refuse_deed.key) {
            decide(refuse_deed, words, host);
        } else if (!held && letter == hold_deed.key) {
            decide(hold_deed, words, host);
        } else {
            return;
        }
        frame.again();
    }

    void step(int by) {
        const std::size_t place = place_of_current();
        const std::size_t count = shown_.size();
        if (count > 0) {
            go_to(by > 0 ? (place + 1) % count : (place + count - 1) % count);
        }
    }

    /// Goes on at once; what was decided is kept as soon as the window has hands free.
    void decide(const Deed& deed, const FreeWords& words, Host& host) {
        std::vector<std::string> out;
        if (deed.to == WordState::redacted) {
            out = phrases_;
        }
        const std::size_t place = place_of_current();
        queue_.push_back({words, deed.to, std::move(out)});
        set_state(std::string(words.id), deed.to);
        current_.clear();
        recount();
        go_to(place);
        send_next(host);
    }

    struct Decided {
        FreeWords words;
        WordState to;
        std::vector<std::string> out;
    };

    void send_next(Host& host) {
        if (queue_.empty() || host.busy()) {
            return;
        }
        const Decided next = std::move(queue_.front());
        queue_.pop_front();
        host.run(decide_order(next.words, next.to, reason_, next.out));
    }

    WordCounts counts_;
    WordsModel model_;
    bool loaded_ = false;
    std::string reason_;      ///< why they are read; empty: nobody said so yet
    std::size_t listed_ = 0;  ///< which state
    std::vector<std::size_t> shown_;
    std::string current_;  ///< id of the text that is read
    std::vector<WordPiece> pieces_;
    std::set<std::size_t> taken_;  ///< pieces that were pressed
    std::vector<std::string> phrases_;
    std::string preview_;
    std::deque<Decided> queue_;
    desk::TableState table_;
    desk::Scroll scroll_;
};

}  // namespace

std::unique_ptr<View> make_words_view() {
    return std::make_unique<WordsView>();
}

}  // namespace harmony::admin::gui
