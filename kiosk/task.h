#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "base/ids.h"
#include "base/random.h"
#include "base/secret.h"
#include "kiosk/quick_pace.h"
#include "kiosk/ranking.h"
#include "kiosk/screens/screens.h"
#include "kiosk/words.h"
#include "survey/draft.h"

namespace harmony::kiosk {

/// Where a task stands after Continue, Back or Send.
enum class TaskStep {
    stays,     ///< on the question it was at, perhaps with something to mend
    question,  ///< at another question, or at the next part of one
    check,     ///< at check answers
    equality,  ///< before the equality questions
    end,       ///< nothing is left to ask
    first,     ///< Back from the first question: the caller asks whether to leave
};

/// One survey being answered by one resident: the draft, which question of its page is shown, what
/// is being entered. Everything a resident entered is in zeroing memory and goes with this object.
class Task {
public:
    struct Begin {
        survey::Start start;
        base::RecordId record;            ///< taken from the outbox before anything is answered
        base::SecretText receipt;         ///< 12 digits, or empty
        const MapContent* map = nullptr;  ///< must outlive the task; without one, map questions are
                                          ///< stepped over
        /// The pictures that the survey names; empty: it has none.
        std::function<ui::SharedPicture(std::string_view file)> pictures = {};
    };

    /// `form` and `random` must outlive this.
    Task(const survey::Form& form, Begin begin, base::RandomSource& random);
    Task(const Task&) = delete;
    Task& operator=(const Task&) = delete;
    ~Task();

    [[nodiscard]] const base::RecordId& record() const { return record_; }
    [[nodiscard]] const base::SecretText& receipt() const { return receipt_; }
    [[nodiscard]] const survey::Form& form() const { return draft_.form(); }
    [[nodiscard]] bool has_answers() const;
    [[nodiscard]] bool at_questions() const;
    /// kiosk.md 5.5: moves on after a choice, and has no page to change answers on.
    [[nodiscard]] bool is_quick() const { return quick_; }
    /// How long after a choice the page of a quick survey moves on; nothing while nothing is
    /// chosen, or more than touching choices is asked for.
    [[nodiscard]] std::optional<QuickPace::Time> moves_on_after() const;
    /// How long the resident has been at it.
    [[nodiscard]] std::chrono::milliseconds taken(base::Moment now) const {
        return now - begun_at_;
    }
    [[nodiscard]] bool in_equality() const { return draft_.page().equality; }

    /// Whether the question is asked on the map.
    [[nodiscard]] bool on_map() const { return at_questions() && kind() == AnswerKind::map; }

    /// Whether the page shows what was typed, for the timers.
    [[nodiscard]] bool typing() const;

    // task_view.cpp: what the pages show
    [[nodiscard]] QuestionView question(const Words& words, base::Moment now) const;
    [[nodiscard]] CheckView check(const Words& words) const;

    void speak(const std::string& language);
    void show_page(int page) { page_ = page; }

    // task_entry.cpp: what a resident touches and types
    void choose(const std::string& choice, const Words& words);
    /// task_lists.cpp: the same in a row of a grid.
    void choose_in_row(int row, const std::string& choice, const Words& words);
    /// All of a long list again, not what its letters found.
    void show_all();
    void move_up(const std::string& choice);
    void move_down(const std::string& choice);
    void undo_rank();
    void start_rank_again();
    void type(const ui::KeyPress& press);
    void to_field(DayEntry::Field field);
    void take_day(base::Moment now, int days_ago);
    void show_months(bool open);
    void take_month(unsigned month);
    void map_move(ui::Point metres) { pin_.move({metres.x, metres.y}); }
    void map_zoom(bool in) { in ? pin_.go_in() : pin_.go_out(); }
    void map_hold(ui::Point at_px) { pin_.hold(at_px); }
    void map_release(ui::Point at_px) { pin_.release(at_px); }
    void map_let_go() { pin_.let_go(); }
    void map_step(ui::Point cells) {
        pin_.step(static_cast<int>(cells.x), static_cast<int>(cells.y));
    }
    void map_take_keys(bool take) { pin_.take_keys(take); }
    void map_set();
    void map_clear();
    void map_list(bool open);
    void map_place(std::string_view landmark);
    void touch_hour(int hour);
    void touch_minutes(int minutes);
    void show_keys(const ui::KeyboardState& keys) { keys_ = keys; }
    void open_keyboard() { keyboard_open_ = true; }
    void close_keyboard();
    void remove_personal();
    void keep_personal();

    /// Continue. `now` is for duration and today().
    TaskStep go_on(const Words& words, base::Moment now);
    TaskStep go_back();
    /// The same from a grid, which shows all statements of its page.
    TaskStep go_on_page(const Words& words, base::Moment now);
    TaskStep go_back_page();

    /// From check answers to the question of a row.
    TaskStep change(int row);

    /// Freezes the answers. Refused when something must be mended first: the task is then at it.
    [[nodiscard]] base::Result<survey::Response> finish(survey::Part part);
    /// What was left with Continue, for surveys that keep it (kiosk.md 4.4).
    [[nodiscard]] std::optional<survey::Response> partial() const { return draft_.partial(); }

    /// After the core was saved: to the equality questions, or to the end.
    TaskStep after_saving();

    /// The first equality question: `question`, or `end` when none is relevant.
    TaskStep to_equality();

private:
    using NodeIndex = survey::NodeIndex;

    /// What takes several touches to become an answer: a rank, a date, a time. It goes into the
    /// draft when it is whole; until then it waits here, also while the resident looks at another
    /// question.
    struct Begun {
        Ranking rank;
        DayEntry day;
        TimeEntry time;
        bool at_time = false;  ///< of a day with a time: the day is done
        bool stored = true;    ///< the draft has it as it is here
    };

    // task.cpp
    [[nodiscard]] const survey::Node& node() const { return draft_.form().node(*at_); }
    [[nodiscard]] bool skipped(NodeIndex node) const;
    [[nodiscard]] std::vector<NodeIndex> steps() const;
    [[nodiscard]] bool takes_typing(NodeIndex node) const;
    void enter(NodeIndex node, bool from_behind = false);
    void enter_page(bool from_behind);
    TaskStep arrived(survey::Moved moved, bool forward);
    TaskStep next_page(const Words& words, base::Moment now);
    bool go_on_to_time();

    // task_view.cpp
    [[nodiscard]] ui::SharedPicture picture(std::string_view file) const;
    [[nodiscard]] base::SecretText group_label() const;
    [[nodiscard]] std::string position(const Words& words) const;
    [[nodiscard]] std::string page_position(const Words& words) const;
    static void put_asides_last(std::vector<survey::Offered>& offered);
    void view_choices(QuestionView& view, const Words& words) const;
    void view_text(QuestionView& view, const Words& words) const;
    void view_scale(QuestionView& view) const;
    void view_number(QuestionView& view, const Words& words) const;
    void view_map(QuestionView& view, const Words& words) const;
    [[nodiscard]] base::SecretText place_in_words(std::string_view cell, const Words& words) const;
    void view_moment(QuestionView& view, const Words& words, base::Moment now) const;
    [[nodiscard]] base::SecretText tick_label(const survey::Node& range,
                                              std::string_view value) const;
    [[nodiscard]] base::SecretText in_words(const survey::CheckRow& row, const Words& words) const;

    // task_lists.cpp
    [[nodiscard]] bool is_grid() const;
    void view_grid(QuestionView& view, const Words& words) const;
    void view_list(QuestionView& view, const Words& words) const;

    // task_entry.cpp
    [[nodiscard]] AnswerKind kind() const;
    [[nodiscard]] bool is_begun(NodeIndex node) const;
    [[nodiscard]] Begun& begun();
    [[nodiscard]] const Begun& begun() const;
    [[nodiscard]] base::Day day_of(base::Moment now) const;
    [[nodiscard]] std::optional<Ranking::Choice> offered(std::string_view choice) const;
    [[nodiscard]] Ranking::Order ranked_in(std::string_view names) const;
    [[nodiscard]] std::optional<survey::Answer> begun_answer() const;
    void begin(NodeIndex node, bool from_behind);
    void touched();
    void put(std::string_view value);
    void store_entered();
    bool store_begun();
    bool mend_entered(const Words& words);
    bool mend_typed(const Words& words);
    bool mend_personal(const Words& words);
    bool mend_begun(const Words& words);
    [[nodiscard]] std::string begun_trouble(const Words& words) const;
    [[nodiscard]] std::string number_trouble(const Words& words) const;
    bool mend(const std::optional<survey::Problem>& problem, const Words& words, base::Moment now);
    [[nodiscard]] std::string problem_words(survey::Invalid problem,
                                            const Words& words,
                                            base::Moment now) const;

    survey::Draft draft_;
    base::Moment begun_at_;
    bool quick_ = false;
    std::chrono::minutes offset_;  ///< local minus UTC
    base::RecordId record_;
    base::SecretText receipt_;
    std::function<ui::SharedPicture(std::string_view file)> pictures_;
    std::optional<NodeIndex> at_;
    int page_ = 0;
    ui::EditBuffer typed_;
    ui::EditBuffer letters_;  ///< what a long list is searched for
    const MapContent* map_;
    MapPin pin_;
    bool map_list_open_ = false;
    std::map<NodeIndex, Begun> begun_;
    bool months_open_ = false;
    int page_below_ = 0;
    ui::KeyboardState keys_;
    bool keyboard_open_ = false;
    base::SecretText trouble_;
    bool personal_ = false;  ///< asks about what looks like personal data
    bool personal_kept_ = false;
};

}  // namespace harmony::kiosk
