#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/error.h"
#include "base/ids.h"
#include "base/random.h"
#include "base/secret.h"
#include "base/time.h"
#include "survey/form.h"
#include "survey/response.h"

namespace harmony::survey {

/// The whole survey, or only the questions marked `kiosk:quick`.
enum class Cut { whole, quick };

/// core leaves the equality questions out; whole has everything.
enum class Part { core, whole };

struct Start {
    LanguageTag language;
    Mode mode = Mode::self;
    base::Moment now;
    std::chrono::minutes offset{0};  ///< local minus UTC, fixed for the task
    std::string kiosk_name;
    base::NoticeHash notice;
    Cut cut = Cut::whole;
};

enum class PageKind {
    questions,      ///< one question, or everything of a one-page group
    check_answers,  ///< `Draft::check_answers()`; Send is here
    end,            ///< nothing is left to ask
};

struct Page {
    PageKind kind = PageKind::questions;
    std::vector<NodeIndex> nodes;     ///< relevant visible notes and questions, in order
    std::optional<NodeIndex> group;   ///< the one-page group whose page it is
    std::vector<NodeIndex> headings;  ///< groups above, outermost first
    bool equality = false;            ///< comes after Send
    bool changing = false;            ///< reached from check answers by `change`
    std::size_t number = 0;           ///< 1 for the first page of its part as it stands now
    std::size_t of = 0;
};

enum class Moved {
    page,           ///< to a page of questions
    check_answers,  ///< to check answers
    finish_due,  ///< still on check answers: `finish(Part::core)` and saving are due, then `next`
    end,         ///< to the end
    at_first,    ///< stayed: there is no page before this one
};

/// One of the text form of a value (text, number, name of a choice, `OK`), or names of choices.
/// An empty one clears the question.
using Answer = std::variant<base::SecretText, std::vector<std::string>>;

struct Offered {
    std::size_t choice = 0;  ///< index into the list
    std::string_view name;   ///< lives as long as the form
    base::SecretText label;
    std::string_view image;  ///< file of the pack; empty: none
    ChoiceRole role = ChoiceRole::none;
    bool chosen = false;
};

enum class Invalid { none, required, constraint };

/// Texts with the values of other questions filled in; they may hold what a resident entered.
struct NodeState {
    bool relevant = false;
    bool required = false;
    bool read_only = false;
    base::SecretText value;  ///< text form; names of a select_multiple parted by spaces
    std::vector<Offered> offered;
    base::SecretText label;
    base::SecretText hint;
    base::SecretText guidance;
    std::string_view image;
    Invalid invalid = Invalid::none;
    base::SecretText message;      ///< the form's own; empty: the caller uses its phrase
    bool needs_attention = false;  ///< an answer is no longer offered
};

struct Problem {
    NodeIndex question;
    Invalid kind = Invalid::none;
    base::SecretText message;  ///< the form's own; empty: the caller uses its phrase
};

/// A line of check answers.
struct CheckRow {
    NodeIndex question;
    base::SecretText label;
    std::vector<base::SecretText> answers;  ///< labels of choices, or the text; none: not answered
};

/// A survey being answered. Holds what a resident entered, in memory that is zeroed when freed.
/// Not copyable; no thread of its own.
class Draft {
public:
    /// `form` and `random` must outlive the draft.
    Draft(const Form& form, const Start& start, base::RandomSource& random);
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;
    ~Draft();

    [[nodiscard]] const Form& form() const;
    [[nodiscard]] const LanguageTag& language() const;

    /// What to show now. Renewed by every call that is not const: copy it before a loop that sets
    /// answers.
    [[nodiscard]] const Page& page() const;

    /// Refused while the page has problems: `problems()` says which.
    [[nodiscard]] base::Result<Moved> next();
    Moved back();

    /// Stores exactly what is given when the type allows it; else refused and nothing changes.
    /// An exclusive choice drops the others, and the reverse; more than `kiosk:max` are refused.
    [[nodiscard]] base::Result<void> set(NodeIndex question, const Answer& answer);

    /// As from a keyboard or pad: cleaned, then set.
    [[nodiscard]] base::Result<void> type(NodeIndex question, std::string_view typed);

    /// Touches a choice: select_one takes it (touched again, clears it unless required),
    /// select_multiple adds or drops it.
    [[nodiscard]] base::Result<void> touch(NodeIndex select, std::string_view choice);

    void clear(NodeIndex question);

    [[nodiscard]] NodeState state(NodeIndex node) const;
    [[nodiscard]] bool relevant(NodeIndex node) const;

    /// Whether anything was entered at all.
    [[nodiscard]] bool has_answers() const;

    [[nodiscard]] std::optional<Problem> why_invalid(NodeIndex question) const;
    [[nodiscard]] std::vector<Problem> problems() const;        ///< of this page, in its order
    [[nodiscard]] std::vector<CheckRow> check_answers() const;  ///< every relevant core question

    /// Goes to the page of a question from check answers; Continue comes straight back.
    [[nodiscard]] base::Result<void> change(NodeIndex question);

    /// Shows everything in another language from here on; no answer changes.
    [[nodiscard]] base::Result<void> speak(const LanguageTag& language);

    /// The time for today() and now() from here on, and for the duration band.
    void refresh(base::Moment now);

    /// Validates everything of the part again. Refused with a problem: `page()` is then its page.
    /// May be called again, core and then whole, until `wipe`.
    [[nodiscard]] base::Result<Response> finish(Part part);

    /// What was confirmed with Continue, when the survey keeps partial answers.
    [[nodiscard]] std::optional<Response> partial() const;

    /// Zeroes and frees every answer and text; every later call but the destructor is a broken
    /// promise.
    void wipe();

private:
    class Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace harmony::survey
