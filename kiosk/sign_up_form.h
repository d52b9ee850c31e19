#pragma once

#include <array>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "base/random.h"
#include "base/time.h"
#include "events/sign_up.h"
#include "kiosk/outbox.h"
#include "kiosk/screens/event_screens.h"
#include "kiosk/screens/screens.h"
#include "kiosk/words.h"
#include "ui/edit.h"

namespace harmony::kiosk {

/// The pages of a sign-up, in their order (kiosk.md 4.7). Which are asked depends on the event and
/// on what was said.
enum class SignUpPage {
    who,
    age,
    adult,  ///< somebody under 16 fetches the grown-up
    under_16,
    details,  ///< contact details, or none
    name,
    phone,
    phone_again,  ///< the number is possible, and unusual
    email,
    preferred,
    needs,
    note,
    food,
    this_event,
    later_events,
    needs_consent,
    check,
};

/// What the pages are for: all of a sign-up, or only how to tell somebody what came of a report
/// (kiosk.md 4.6), with the pages from `details` to `this_event`.
enum class Asking { sign_up, hear_back };

/// Where a sign-up stands after Continue or Back.
enum class SignUpStep {
    stays,  ///< on its page, with something to mend
    page,   ///< on another page of questions, consent or the check
    left,   ///< Back from the first page: the caller asks whether to leave
};

/// One sign-up being filled in by one resident. Everything that was typed is in zeroing memory and
/// goes with this object.
class SignUpForm {
public:
    /// How the texts of consent are read: whether the page's language is a draft.
    struct Reading {
        std::string language;
        bool draft = false;
    };

    SignUpForm(const events::Event& event,
               Reading reading,
               base::RandomSource& random,
               Asking asking = Asking::sign_up);
    SignUpForm(const SignUpForm&) = delete;
    SignUpForm& operator=(const SignUpForm&) = delete;
    ~SignUpForm();

    [[nodiscard]] const events::SignUpId& id() const { return ids_.id; }
    [[nodiscard]] SignUpPage at() const { return at_; }
    [[nodiscard]] const events::Event& event() const { return event_; }
    [[nodiscard]] bool has_answers() const;
    [[nodiscard]] bool is_hear_back() const { return asking_ == Asking::hear_back; }

    /// Whether the page shows what was typed, for the timers.
    [[nodiscard]] bool typing() const;

    // sign_up_views.cpp: what the pages show
    /// REQUIRES: a page of questions.
    [[nodiscard]] QuestionView question(const Words& words) const;
    /// REQUIRES: a page of consent.
    [[nodiscard]] ConsentView consent(const Words& words) const;
    /// REQUIRES: the check.
    [[nodiscard]] CheckView check(const Words& words) const;
    [[nodiscard]] bool at_consent() const;

    void speak(Reading reading);
    void show_page(int page) { page_ = page; }

    // what a resident touches and types
    void choose(const std::string& choice);
    void type(const ui::KeyPress& press);
    void show_keys(const ui::KeyboardState& keys) { keys_ = keys; }
    void open_keyboard() { keyboard_open_ = true; }
    void close_keyboard() { keyboard_open_ = false; }

    SignUpStep go_on(const Words& words);
    SignUpStep go_back();

    /// From the check to the page of a line.
    SignUpStep change(int line);

    /// Freezes what was entered; the same ids every time. A trouble that a page can mend leads to
    /// that page.
    [[nodiscard]] std::variant<SignUpSubmission, events::SignUpTrouble> finish(base::Day today);

private:
    enum class Answer { unsaid, yes, no };

    /// A box of consent, and in which language its text stood when it was passed.
    struct Tick {
        bool yes = false;
        Reading read = {};
    };

    [[nodiscard]] bool is_asked(SignUpPage page) const;
    [[nodiscard]] std::string screen_of(SignUpPage page) const;
    [[nodiscard]] std::string_view details_key(bool gives) const;
    [[nodiscard]] bool offers_contact_ways() const;
    void enter(SignUpPage page);
    SignUpStep next_page();
    bool passes_consent(const Words& words);
    [[nodiscard]] std::string trouble_of(const Words& words) const;
    [[nodiscard]] const char* trouble_key() const;
    [[nodiscard]] events::Box box() const;
    [[nodiscard]] Tick& tick(events::Box box);
    [[nodiscard]] const Tick& tick(events::Box box) const;
    [[nodiscard]] ui::EditBuffer* buffer();
    [[nodiscard]] const ui::EditBuffer* buffer() const;
    [[nodiscard]] std::string_view text_of_box(events::Box box, std::string_view language) const;
    [[nodiscard]] int under_16() const;
    [[nodiscard]] events::Preferred preferred() const;
    [[nodiscard]] std::vector<events::Agreement> agreements() const;
    [[nodiscard]] events::SignUpEntry entry() const;

    // sign_up_views.cpp
    void add_choice(QuestionView& view, std::string name, std::string label, bool chosen) const;
    void view_choices(QuestionView& view, const Words& words) const;
    void view_needs(QuestionView& view, const Words& words) const;
    [[nodiscard]] std::vector<SignUpPage> lines() const;
    [[nodiscard]] base::SecretText value_of(SignUpPage line, const Words& words) const;
    [[nodiscard]] std::string needs_in_words(bool food, const Words& words) const;

    const events::Event event_;
    const Asking asking_;
    Reading reading_;
    events::SignUpIds ids_;
    std::array<base::RecordId, events::most_facts> records_;
    SignUpPage at_;
    bool changing_ = false;  ///< came from the check, and goes back there
    int page_ = 0;
    ui::KeyboardState keys_;
    bool keyboard_open_ = false;
    std::string trouble_;
    bool warned_ = false;  ///< heard what an empty box means
    std::set<SignUpPage> seen_;

    int party_ = 0;
    Answer sixteen_ = Answer::unsaid;
    std::optional<int> under_16_;
    Answer gives_contact_ = Answer::unsaid;
    ui::EditBuffer name_;
    ui::EditBuffer phone_;
    ui::EditBuffer email_;
    ui::EditBuffer note_;
    events::Preferred preferred_ = events::Preferred::none;
    std::vector<events::Need> needs_;
    std::array<Tick, 3> ticks_;
};

/// The name of a page: `signup.` and this.
[[nodiscard]] std::string_view name_of(SignUpPage page);

}  // namespace harmony::kiosk
