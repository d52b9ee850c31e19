#include "kiosk/sign_up_form.h"

#include <algorithm>
#include <array>

#include "events/contact.h"
#include "sync/crypto.h"
#include "ui/language.h"

namespace harmony::kiosk {
namespace {

using events::Box;
using events::Need;
using events::PhoneTrust;
using events::Preferred;

constexpr std::array<std::string_view, 17> page_names = {"who",
                                                         "who.age",
                                                         "adult",
                                                         "who.under16",
                                                         "details",
                                                         "details.name",
                                                         "details.phone",
                                                         "details.phone_again",
                                                         "details.email",
                                                         "details.preferred",
                                                         "needs",
                                                         "needs.note",
                                                         "needs.food",
                                                         "consent",
                                                         "consent.later",
                                                         "consent.needs",
                                                         "check"};
static_assert(static_cast<std::size_t>(SignUpPage::check) + 1 == page_names.size());

SignUpPage after(SignUpPage page) {
    return static_cast<SignUpPage>(static_cast<int>(page) + 1);
}

SignUpPage before(SignUpPage page) {
    return static_cast<SignUpPage>(static_cast<int>(page) - 1);
}

/// The pages that are asked after a report too.
bool of_hearing_back(SignUpPage page) {
    return (page >= SignUpPage::details && page <= SignUpPage::preferred) ||
           page == SignUpPage::this_event || page == SignUpPage::check;
}

bool is_food(Need need) {
    return static_cast<std::size_t>(need) > events::access_needs;
}

}  // namespace

std::string_view name_of(SignUpPage page) {
    return page_names.at(static_cast<std::size_t>(page));
}

SignUpForm::SignUpForm(const events::Event& event,
                       Reading reading,
                       base::RandomSource& random,
                       Asking asking)
    : event_(event),
      asking_(asking),
      reading_(std::move(reading)),
      ids_(events::draw_sign_up(random)),
      at_(SignUpPage::who),
      party_(event.party_max == 1 ? 1 : 0),
      name_(events::longest_name),
      phone_(events::longest_phone),
      email_(events::longest_email),
      note_(events::longest_note) {
    for (base::RecordId& record : records_) {
        record = base::RecordId::random(random);
    }
    SignUpPage first = SignUpPage::who;
    while (!is_asked(first)) {
        first = after(first);
    }
    enter(first);
}

SignUpForm::~SignUpForm() {
    for (ui::EditBuffer* typed : {&name_, &phone_, &email_, &note_}) {
        typed->wipe();
    }
}

bool SignUpForm::has_answers() const {
    return (event_.party_max > 1 && party_ > 0) || sixteen_ != Answer::unsaid;
}

bool SignUpForm::typing() const {
    return buffer() != nullptr;
}

bool SignUpForm::at_consent() const {
    return at_ == SignUpPage::this_event || at_ == SignUpPage::later_events ||
           at_ == SignUpPage::needs_consent;
}

void SignUpForm::speak(Reading reading) {
    reading_ = std::move(reading);
    enter(at_);
}

bool SignUpForm::offers_contact_ways() const {
    return !phone_.empty();
}

bool SignUpForm::is_asked(SignUpPage page) const {
    const bool contact = gives_contact_ == Answer::yes;
    const auto needs = [&](Need need) {
        return std::find(needs_.begin(), needs_.end(), need) != needs_.end();
    };
    if (is_hear_back() && !of_hearing_back(page)) {
        return false;
    }
    switch (page) {
        case SignUpPage::who: return event_.party_max > 1;
        case SignUpPage::adult: return sixteen_ == Answer::no;
        case SignUpPage::under_16: return party_ > 1;
        case SignUpPage::name:
        case SignUpPage::phone:
        case SignUpPage::email:
        case SignUpPage::this_event:
        case SignUpPage::later_events: return contact;
        case SignUpPage::phone_again:
            return contact && events::read_phone(phone_.text()).trust == PhoneTrust::possible;
        case SignUpPage::preferred: return contact && offers_contact_ways();
        case SignUpPage::note: return needs(Need::other);
        case SignUpPage::food: return event_.food;
        case SignUpPage::needs_consent: return !needs_.empty();
        case SignUpPage::age:
        case SignUpPage::details:
        case SignUpPage::needs:
        case SignUpPage::check: break;
    }
    return true;
}

void SignUpForm::enter(SignUpPage page) {
    at_ = page;
    seen_.insert(page);
    page_ = 0;
    trouble_.clear();
    warned_ = false;
    keyboard_open_ = false;
    const std::string_view own = ui::language_of(reading_.language).keyboard;
    keys_ = {};
    keys_.layout = page == SignUpPage::email ? "email" : std::string(own);
}

SignUpStep SignUpForm::next_page() {
    SignUpPage next = after(at_);
    while (!is_asked(next)) {
        next = after(next);
    }
    enter(next);
    return SignUpStep::page;
}

void SignUpForm::choose(const std::string& choice) {
    trouble_.clear();
    const auto as_number = [&] { return choice.size() == 1 ? choice[0] - '0' : 10; };
    switch (at_) {
        case SignUpPage::who:
            party_ = as_number();
            under_16_.reset();
            return;
        case SignUpPage::age: sixteen_ = choice == "yes" ? Answer::yes : Answer::no; return;
        case SignUpPage::under_16: under_16_ = as_number(); return;
        case SignUpPage::details:
            gives_contact_ = choice == "yes" ? Answer::yes : Answer::no;
            return;
        case SignUpPage::preferred:
            preferred_ = choice == "phone_call" ? Preferred::phone_call
                         : choice == "text"     ? Preferred::text
                                                : Preferred::email;
            return;
        case SignUpPage::needs:
        case SignUpPage::food: break;
        case SignUpPage::this_event:
        case SignUpPage::later_events:
        case SignUpPage::needs_consent: tick(box()).yes = !tick(box()).yes; return;
        default: return;
    }
    const std::optional<Need> need = events::need_named(choice);
    if (!need) {
        return;
    }
    const auto known = std::find(needs_.begin(), needs_.end(), *need);
    if (known == needs_.end()) {
        needs_.push_back(*need);
    } else {
        needs_.erase(known);
    }
}

ui::EditBuffer* SignUpForm::buffer() {
    switch (at_) {
        case SignUpPage::name: return &name_;
        case SignUpPage::phone: return &phone_;
        case SignUpPage::email: return &email_;
        case SignUpPage::note: return &note_;
        default: return nullptr;
    }
}

const ui::EditBuffer* SignUpForm::buffer() const {
    return const_cast<SignUpForm*>(this)->buffer();  // NOLINT(*-const-cast): the same choice
}

void SignUpForm::type(const ui::KeyPress& press) {
    if (ui::EditBuffer* typed = buffer(); typed != nullptr && typed->apply(press)) {
        trouble_.clear();
        if (at_ == SignUpPage::phone) {
            seen_.erase(SignUpPage::phone_again);  // another number is asked about anew
        }
    }
}

const char* SignUpForm::trouble_key() const {
    switch (at_) {
        case SignUpPage::who: return party_ == 0 ? "err.party" : nullptr;
        case SignUpPage::age: return sixteen_ == Answer::unsaid ? "err.required_choice" : nullptr;
        case SignUpPage::under_16: return under_16_ ? nullptr : "err.required_choice";
        case SignUpPage::details:
            return gives_contact_ == Answer::unsaid ? "err.required_choice" : nullptr;
        case SignUpPage::name:
            return events::stored_text(name_.text(), events::longest_name) ? nullptr : "err.name";
        case SignUpPage::phone:
            return phone_.empty() || events::read_phone(phone_.text()).trust != PhoneTrust::wrong
                       ? nullptr
                       : "err.phone";
        case SignUpPage::email:
            if (phone_.empty() && email_.empty()) {
                return "err.reachable";
            }
            return email_.empty() || events::stored_email(email_.text()) ? nullptr : "err.email";
        case SignUpPage::preferred:
            return preferred() == Preferred::none ? "err.preferred" : nullptr;
        case SignUpPage::note:
            return events::stored_text(note_.text(), events::longest_note) ? nullptr
                                                                           : "err.required_text";
        default: return nullptr;
    }
}

std::string SignUpForm::trouble_of(const Words& words) const {
    const char* key = trouble_key();
    return key == nullptr ? std::string() : words(key);
}

/// An empty box is no fault, but what it means is said once.
bool SignUpForm::passes_consent(const Words& words) {
    Tick& passed = tick(box());
    if (!passed.yes && box() != Box::later_events && !warned_) {
        warned_ = true;
        page_ = 0;
        trouble_ = words("signup.not_ticked");
        return false;
    }
    passed.read = reading_;
    return true;
}

SignUpStep SignUpForm::go_on(const Words& words) {
    keyboard_open_ = false;
    trouble_ = trouble_of(words);
    if (!trouble_.empty()) {
        page_ = 0;
        return SignUpStep::stays;
    }
    if (at_consent() && !passes_consent(words)) {
        return SignUpStep::stays;
    }
    if (!changing_) {
        return next_page();
    }
    // Back to the check, or through what is newly asked and unanswered.
    const std::set<SignUpPage> known = seen_;
    do {
        next_page();
    } while (at_ != SignUpPage::check && trouble_key() == nullptr && known.contains(at_));
    changing_ = at_ != SignUpPage::check;
    return SignUpStep::page;
}

SignUpStep SignUpForm::go_back() {
    if (changing_) {
        changing_ = false;
        enter(SignUpPage::check);
        return SignUpStep::page;
    }
    SignUpPage earlier = at_;
    do {
        if (earlier == SignUpPage::who) {
            return SignUpStep::left;
        }
        earlier = before(earlier);
    } while (!is_asked(earlier));
    enter(earlier);
    return SignUpStep::page;
}

SignUpStep SignUpForm::change(int line) {
    const std::vector<SignUpPage> all = lines();
    if (line < 0 || static_cast<std::size_t>(line) >= all.size()) {
        return SignUpStep::stays;
    }
    enter(all[static_cast<std::size_t>(line)]);
    changing_ = true;
    return SignUpStep::page;
}

Box SignUpForm::box() const {
    return at_ == SignUpPage::this_event     ? Box::this_event
           : at_ == SignUpPage::later_events ? Box::later_events
                                             : Box::needs;
}

SignUpForm::Tick& SignUpForm::tick(Box box) {
    return ticks_.at(static_cast<std::size_t>(box) - 1);
}

const SignUpForm::Tick& SignUpForm::tick(Box box) const {
    return ticks_.at(static_cast<std::size_t>(box) - 1);
}

std::string_view SignUpForm::text_of_box(Box box, std::string_view language) const {
    if (!event_.consent) {
        return {};
    }
    const events::ConsentTexts& texts = *event_.consent;
    const events::LocalText& text = box == Box::this_event     ? texts.this_event
                                    : box == Box::later_events ? texts.later_events
                                                               : texts.needs;
    return events::in_language(text, language);
}

/// Of those who come; a single person is under 16 or not.
int SignUpForm::under_16() const {
    return party_ > 1 ? under_16_.value_or(0) : sixteen_ == Answer::no ? 1 : 0;
}

/// With one way to be reached there is nothing to choose.
Preferred SignUpForm::preferred() const {
    if (!offers_contact_ways()) {
        return email_.empty() ? Preferred::none : Preferred::email;
    }
    return preferred_ == Preferred::email && email_.empty() ? Preferred::none : preferred_;
}

std::vector<events::Agreement> SignUpForm::agreements() const {
    std::vector<events::Agreement> shown;
    const auto hash = [](std::string_view text) {
        const std::string canonical = events::canonical_text(text);
        return sync::text_hash(base::as_bytes(canonical));
    };
    const std::array<std::pair<SignUpPage, Box>, 3> boxes = {
        {{SignUpPage::this_event, Box::this_event},
         {SignUpPage::later_events, Box::later_events},
         {SignUpPage::needs_consent, Box::needs}}};
    for (const auto& [page, asked] : boxes) {
        const Reading& read = tick(asked).read;
        if (!is_asked(page) || read.language.empty()) {
            continue;  // never asked, or never passed
        }
        events::Agreement agreement;
        agreement.box = asked;
        agreement.yes = tick(asked).yes;
        agreement.language = read.language;
        agreement.text = hash(text_of_box(asked, read.language));
        if (read.language != "en") {
            agreement.translation =
                read.draft ? events::Translation::draft : events::Translation::checked;
        }
        if (agreement.translation == events::Translation::draft) {
            agreement.english = hash(text_of_box(asked, "en"));
        }
        shown.push_back(std::move(agreement));
    }
    return shown;
}

events::SignUpEntry SignUpForm::entry() const {
    events::SignUpEntry entry;
    entry.party = party_;
    entry.under_16 = under_16();
    entry.gives_contact = gives_contact_ == Answer::yes;
    entry.name = name_.secret();
    entry.phone = phone_.secret();
    entry.email = email_.secret();
    entry.preferred = preferred();
    std::copy_if(needs_.begin(), needs_.end(), std::back_inserter(entry.needs), [&](Need need) {
        return event_.food || !is_food(need);
    });
    entry.note = note_.secret();
    entry.agreements = agreements();
    return entry;
}

std::variant<SignUpSubmission, events::SignUpTrouble> SignUpForm::finish(base::Day today) {
    using events::SignUpTrouble;
    auto made = events::finish(entry(), event_, ids_, reading_.language, today);
    if (auto* sign_up = std::get_if<events::SignUp>(&made)) {
        return SignUpSubmission{std::move(*sign_up), records_};
    }
    const SignUpTrouble trouble = std::get<SignUpTrouble>(made);
    switch (trouble) {
        case SignUpTrouble::cancelled:
        case SignUpTrouble::closed: return trouble;
        case SignUpTrouble::party: enter(SignUpPage::who); break;
        case SignUpTrouble::under_16: enter(SignUpPage::under_16); break;
        case SignUpTrouble::name: enter(SignUpPage::name); break;
        case SignUpTrouble::phone: enter(SignUpPage::phone); break;
        case SignUpTrouble::email:
        case SignUpTrouble::reachable: enter(SignUpPage::email); break;
        case SignUpTrouble::preferred: enter(SignUpPage::preferred); break;
        case SignUpTrouble::note: enter(SignUpPage::note); break;
    }
    changing_ = true;
    return trouble;
}

}  // namespace harmony::kiosk
