#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "base/ids.h"
#include "base/random.h"
#include "base/secret.h"
#include "kiosk/screens/screens.h"
#include "kiosk/words.h"
#include "survey/draft.h"

namespace harmony::kiosk {

/// Where a task stands after Continue, Back or Send.
enum class TaskStep {
    stays,     ///< on the question it was at, perhaps with something to mend
    question,  ///< at another question
    check,     ///< at check answers
    equality,  ///< before the equality questions
    end,       ///< nothing is left to ask
    first,     ///< Back from the first question: the caller asks whether to leave
};

/// One survey being answered by one resident: the draft, which question of its page is shown, what
/// is being typed. Everything a resident entered is in zeroing memory and goes with this object.
class Task {
public:
    struct Begin {
        survey::Start start;
        base::RecordId record;     ///< taken from the outbox before anything is answered
        base::SecretText receipt;  ///< 12 digits, or empty
    };

    /// `form` and `random` must outlive this.
    Task(const survey::Form& form, Begin begin, base::RandomSource& random);
    Task(const Task&) = delete;
    Task& operator=(const Task&) = delete;
    ~Task();

    [[nodiscard]] const base::RecordId& record() const { return record_; }
    [[nodiscard]] const base::SecretText& receipt() const { return receipt_; }
    [[nodiscard]] const survey::Form& form() const { return draft_.form(); }
    [[nodiscard]] bool has_answers() const { return draft_.has_answers() || !typed_.empty(); }
    [[nodiscard]] bool at_questions() const;
    [[nodiscard]] bool in_equality() const { return draft_.page().equality; }

    /// Whether the page shows what was typed, for the timers.
    [[nodiscard]] bool typing() const;

    [[nodiscard]] QuestionView question(const Words& words) const;
    [[nodiscard]] CheckView check(const Words& words) const;

    void speak(const std::string& language);
    void show_page(int page) { page_ = page; }

    void choose(const std::string& choice, const Words& words);
    void type(const ui::KeyPress& press);
    void show_keys(const ui::KeyboardState& keys) { keys_ = keys; }
    void open_keyboard() { keyboard_open_ = true; }
    void close_keyboard() { keyboard_open_ = false; }
    void remove_personal();
    void keep_personal();

    /// Continue. `now` is for duration and today().
    TaskStep go_on(const Words& words, base::Moment now);
    TaskStep go_back();

    /// From check answers to the question of a row.
    TaskStep change(int row);

    /// Freezes the answers. Refused when something must be mended first: the task is then at it.
    [[nodiscard]] base::Result<survey::Response> finish(survey::Part part);

    /// After the core was saved: to the equality questions, or to the end.
    TaskStep after_saving();

    /// The first equality question: `question`, or `end` when none is relevant.
    TaskStep to_equality();

private:
    using NodeIndex = survey::NodeIndex;

    [[nodiscard]] bool skipped(NodeIndex node) const;
    [[nodiscard]] std::vector<NodeIndex> steps() const;
    [[nodiscard]] base::SecretText group_label() const;
    [[nodiscard]] std::string position(const Words& words) const;
    [[nodiscard]] bool takes_typing(NodeIndex node) const;
    void enter(NodeIndex node);
    void enter_page(bool from_behind);
    void store_typed();
    bool mend_typed(const Words& words);
    bool mend(const std::optional<survey::Problem>& problem, const Words& words);
    TaskStep arrived(survey::Moved moved, bool forward);
    TaskStep next_page(const Words& words);

    survey::Draft draft_;
    base::RecordId record_;
    base::SecretText receipt_;
    std::optional<NodeIndex> at_;
    int page_ = 0;
    ui::EditBuffer typed_;
    ui::KeyboardState keys_;
    bool keyboard_open_ = false;
    base::SecretText trouble_;
    bool personal_ = false;  ///< asks about what looks like personal data
    bool personal_kept_ = false;
};

}  // namespace harmony::kiosk
