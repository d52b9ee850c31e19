#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/ids.h"
#include "base/random.h"
#include "base/secret.h"
#include "events/event.h"
#include "events/ids.h"

namespace harmony::events {

/// What somebody needs to take part. The numbers stand in facts and are never given another
/// meaning.
enum class Need : std::uint8_t {
    step_free = 1,
    wheelchair_space = 2,
    assistance_dog = 3,
    carer_with_me = 4,
    bsl = 5,
    lipspeaker = 6,
    hearing_loop = 7,
    interpreter = 8,  ///< into the language of the sign-up
    large_print = 9,
    easy_read = 10,
    quiet_space = 11,
    childcare = 12,
    transport = 13,
    other = 14,  ///< said in a note
    vegetarian = 15,
    vegan = 16,
    halal = 17,
    kosher = 18,
    no_gluten = 19,
    no_nuts = 20,
};
inline constexpr std::array<std::string_view, 20> need_names = {"step_free",
                                                                "wheelchair_space",
                                                                "assistance_dog",
                                                                "carer_with_me",
                                                                "bsl",
                                                                "lipspeaker",
                                                                "hearing_loop",
                                                                "interpreter",
                                                                "large_print",
                                                                "easy_read",
                                                                "quiet_space",
                                                                "childcare",
                                                                "transport",
                                                                "other",
                                                                "vegetarian",
                                                                "vegan",
                                                                "halal",
                                                                "kosher",
                                                                "no_gluten",
                                                                "no_nuts"};
static_assert(static_cast<std::size_t>(Need::no_nuts) == need_names.size());
inline constexpr std::size_t access_needs = 14;  ///< those after them are about food

[[nodiscard]] constexpr std::string_view name_of(Need need) {
    return need_names[static_cast<std::size_t>(need) - 1];
}

/// Nothing when no need is called so.
[[nodiscard]] std::optional<Need> need_named(std::string_view name);

/// How somebody wants to be told. The numbers stand in facts.
enum class Preferred : std::uint8_t { none = 0, phone_call = 1, text = 2, email = 3 };

/// What a resident may agree to. The numbers stand in facts.
/// `share`: name, contact and reason go to a support service.
enum class Box : std::uint8_t { this_event = 1, later_events = 2, needs = 3, share = 4 };

/// Who made the text that was agreed to.
enum class Translation : std::uint8_t { original = 0, draft = 1, checked = 2 };

/// One text as it was shown, and what was said to it.
struct Agreement {
    Box box = Box::this_event;
    bool yes = false;
    base::Digest text;  ///< `text_hash` of its canonical bytes
    std::string language;
    Translation translation = Translation::original;
    std::optional<base::Digest> english;  ///< the original below a draft translation

    bool operator==(const Agreement&) const = default;
};

/// How to reach somebody, in stored form: E.164, domain in lower case.
struct Contact {
    base::SecretText name;
    base::SecretText phone;  ///< empty: none
    base::SecretText email;  ///< empty: none
    Preferred preferred = Preferred::none;

    bool operator==(const Contact&) const = default;
};

/// What a resident has entered so far, as typed. Nothing in it is checked.
struct SignUpEntry {
    int party = 0;     ///< people who come; 0: not said yet
    int under_16 = 0;  ///< of these
    bool gives_contact = false;
    base::SecretText name;
    base::SecretText phone;
    base::SecretText email;
    Preferred preferred = Preferred::none;
    std::vector<Need> needs;
    base::SecretText note;  ///< of `Need::other`
    std::vector<Agreement> agreements;
};

/// A sign-up that was checked and does not change any more. Made by `finish` alone; it goes to the
/// office sealed, and nothing of it stays on the kiosk. Holds no answer, id or time of a survey.
class SignUp {
public:
    [[nodiscard]] const SignUpId& id() const { return id_; }
    [[nodiscard]] const OccurrenceId& occurrence() const { return occurrence_; }
    [[nodiscard]] base::Day event_day() const { return event_day_; }
    [[nodiscard]] base::Day delete_on() const { return delete_on_; }
    [[nodiscard]] int party() const { return party_; }
    [[nodiscard]] int under_16() const { return under_16_; }
    [[nodiscard]] std::uint32_t code() const { return code_; }
    [[nodiscard]] const std::string& language() const { return language_; }

    /// Nothing when none was given, or its text was not agreed to.
    [[nodiscard]] const std::optional<Contact>& contact() const { return contact_; }
    /// Empty when none were said, or their text was not agreed to.
    [[nodiscard]] const std::vector<Need>& needs() const { return needs_; }
    [[nodiscard]] const base::SecretText& note() const { return note_; }
    /// What was shown of a box, when it was.
    [[nodiscard]] std::optional<Agreement> agreement(Box box) const;

private:
    friend class SignUpFinish;
    SignUp() = default;

    SignUpId id_;
    OccurrenceId occurrence_;
    base::Day event_day_{};
    base::Day delete_on_{};
    int party_ = 1;
    int under_16_ = 0;
    std::uint32_t code_ = 0;
    std::string language_;
    std::optional<Contact> contact_;
    std::vector<Need> needs_;
    base::SecretText note_;
    std::vector<Agreement> agreements_;
};

/// What must be mended before a sign-up can be made, the first that applies.
enum class SignUpTrouble {
    cancelled,  ///< the event is
    closed,     ///< it takes no sign-ups, or its day is over
    party,
    under_16,
    name,
    phone,
    email,
    reachable,  ///< neither phone nor email
    preferred,
    note,
};

struct SignUpIds {
    SignUpId id;
    std::uint32_t code = 0;
};

/// Draws what a sign-up is called, before anything is entered: a second press of Send then makes
/// the same one.
[[nodiscard]] SignUpIds draw_sign_up(base::RandomSource& random);

/// Checks and freezes. Contact details and needs without their box are left out, not refused: a
/// resident can sign up with no box ticked. `today` is the civil date of the organisation.
[[nodiscard]] std::variant<SignUp, SignUpTrouble> finish(const SignUpEntry& entry,
                                                         const Event& event,
                                                         const SignUpIds& ids,
                                                         std::string_view language,
                                                         base::Day today);

}  // namespace harmony::events
