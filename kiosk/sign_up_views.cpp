#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "events/contact.h"
#include "kiosk/sign_up_form.h"

// What the pages of a sign-up show.
namespace harmony::kiosk {
namespace {

using events::Need;
using events::Preferred;

struct PageWords {
    SignUpPage page;
    AnswerKind kind;
    const char* label;
    const char* hint;  ///< null: none
};
constexpr std::array page_words = {
    PageWords{SignUpPage::who, AnswerKind::one, "signup.who", nullptr},
    PageWords{SignUpPage::age, AnswerKind::one, "signup.age", nullptr},
    PageWords{SignUpPage::adult, AnswerKind::note, "signup.adult", nullptr},
    PageWords{SignUpPage::under_16, AnswerKind::one, "signup.under16", nullptr},
    PageWords{SignUpPage::details, AnswerKind::one, "signup.details", "signup.details_hint"},
    PageWords{SignUpPage::name, AnswerKind::text, "signup.name", nullptr},
    PageWords{SignUpPage::phone, AnswerKind::number, "signup.phone", "signup.phone_hint"},
    PageWords{
        SignUpPage::phone_again, AnswerKind::note, "signup.phone_again", "signup.phone_right"},
    PageWords{SignUpPage::email, AnswerKind::text, "signup.email", "signup.email_hint"},
    PageWords{SignUpPage::preferred, AnswerKind::one, "signup.preferred", nullptr},
    PageWords{SignUpPage::needs, AnswerKind::many, "signup.needs", "signup.needs_hint"},
    PageWords{SignUpPage::note, AnswerKind::text, "signup.note", nullptr},
    PageWords{SignUpPage::food, AnswerKind::many, "signup.food", "signup.needs_hint"},
};

/// The number as it will be called.
base::SecretText number_of(const ui::EditBuffer& phone) {
    return events::read_phone(phone.text()).stored;
}

/// With places where a long word may be broken: an address has no spaces, and must not leave its
/// row. Latin letters alone, since the mark would part letters that join.
base::SecretText breakable(std::string_view typed) {
    constexpr std::size_t longest_run = 8;
    constexpr std::string_view may_break = "\u200B";
    base::SecretText shown;
    std::size_t run = 0;
    for (std::size_t at = 0; at < typed.size(); ++at) {
        const bool latin = static_cast<unsigned char>(typed[at]) < 0x80;
        run = latin && typed[at] != ' ' ? run + 1 : 0;
        shown.append(typed.substr(at, 1));
        const bool more = at + 1 < typed.size() && static_cast<unsigned char>(typed[at + 1]) < 0x80;
        if (more && (run >= longest_run || typed[at] == '@')) {
            shown.append(may_break);
            run = 0;
        }
    }
    return shown;
}

std::string_view key_of(Preferred preferred) {
    switch (preferred) {
        case Preferred::phone_call: return "preferred.phone_call";
        case Preferred::text: return "preferred.text";
        case Preferred::email: return "preferred.email";
        case Preferred::none: break;
    }
    return "check.none";
}

}  // namespace

void SignUpForm::add_choice(QuestionView& view,
                            std::string name,
                            std::string label,
                            bool chosen) const {
    view.choices.push_back({std::move(name), base::SecretText(label), chosen});
}

void SignUpForm::view_needs(QuestionView& view, const Words& words) const {
    const bool food = at_ == SignUpPage::food;
    for (std::size_t i = 0; i < events::need_names.size(); ++i) {
        const auto need = static_cast<Need>(i + 1);
        if (food == (i >= events::access_needs)) {
            const bool chosen = std::find(needs_.begin(), needs_.end(), need) != needs_.end();
            const std::string name(events::name_of(need));
            add_choice(view, name, words("need." + name), chosen);
        }
    }
}

void SignUpForm::view_choices(QuestionView& view, const Words& words) const {
    const auto yes_no = [&](Answer answer, const char* yes, const char* no) {
        add_choice(view, "yes", words(yes), answer == Answer::yes);
        add_choice(view, "no", words(no), answer == Answer::no);
    };
    switch (at_) {
        case SignUpPage::who:
            for (int n = 1; n <= event_.party_max; ++n) {
                const std::string number = std::to_string(n);
                add_choice(view, number, n == 1 ? words("signup.only_me") : number, party_ == n);
            }
            return;
        case SignUpPage::age: return yes_no(sixteen_, "age.yes", "age.no");
        case SignUpPage::under_16:
            for (int n = 0; n <= party_ - (sixteen_ == Answer::yes ? 1 : 0); ++n) {
                const std::string number = std::to_string(n);
                add_choice(view, number, n == 0 ? words("signup.nobody") : number, under_16_ == n);
            }
            return;
        case SignUpPage::details:
            add_choice(view, "yes", words(details_key(true)), gives_contact_ == Answer::yes);
            add_choice(view, "no_contact", words(details_key(false)), gives_contact_ == Answer::no);
            return;
        case SignUpPage::preferred:
            for (const Preferred way : {Preferred::phone_call, Preferred::text, Preferred::email}) {
                if (way != Preferred::email || !email_.empty()) {
                    const std::string key(key_of(way));
                    add_choice(view, key.substr(key.find('.') + 1), words(key), preferred_ == way);
                }
            }
            return;
        default: return view_needs(view, words);
    }
}

std::string SignUpForm::screen_of(SignUpPage page) const {
    return fmt::format("{}.{}", is_hear_back() ? "contact" : "signup", name_of(page));
}

std::string_view SignUpForm::details_key(bool gives) const {
    if (is_hear_back()) {
        return gives ? "contact.yes" : "contact.no";
    }
    return gives ? "signup.give_details" : "signup.no_contact";
}

QuestionView SignUpForm::question(const Words& words) const {
    const auto at = std::find_if(page_words.begin(), page_words.end(), [&](const PageWords& page) {
        return page.page == at_;
    });
    base::promise(at != page_words.end(), "a page of questions");
    QuestionView view;
    view.name = name_of(at_);
    view.screen = screen_of(at_);
    view.kind = at->kind;
    view.position = words(is_hear_back() ? "contact.title" : "signup.title");
    view.label = at_ == SignUpPage::phone_again
                     ? words.entered(at->label, {{"number", number_of(phone_).view()}})
                     : base::SecretText(words(at->label));
    if (at->hint != nullptr) {
        view.hint.assign(words(at->hint));
    }
    if (at_ == SignUpPage::details && is_hear_back()) {
        view.label.assign(words("contact.hear_back"));
        view.hint.assign(words("contact.hear_back_hint"));
    } else if (at_ == SignUpPage::details && gives_contact_ == Answer::no) {
        view.hint.assign(words("signup.no_contact_note"));
    }
    if (at->kind == AnswerKind::one || at->kind == AnswerKind::many) {
        view_choices(view, words);
    }
    view.trouble.assign(trouble_);
    view.typed = buffer();
    view.keys = keys_;
    view.keyboard_open = keyboard_open_;
    view.page = page_;
    return view;
}

ConsentView SignUpForm::consent(const Words& words) const {
    ConsentView view;
    view.screen = screen_of(at_);
    view.text = text_of_box(box(), reading_.language);
    if (reading_.draft && reading_.language != "en") {
        view.draft_of = text_of_box(box(), "en");
    }
    const std::string date = words.date(events::deletion_day(event_));
    view.delete_line =
        is_hear_back() ? words("contact.delete") : words("signup.delete", {{"date", date}});
    view.ticked = tick(box()).yes;
    view.trouble = trouble_;
    view.page = page_;
    return view;
}

/// The pages that the check has a line for, in their order.
std::vector<SignUpPage> SignUpForm::lines() const {
    std::vector<SignUpPage> all;
    for (int i = 0; i < static_cast<int>(SignUpPage::check); ++i) {
        const auto page = static_cast<SignUpPage>(i);
        const bool is_line =
            page != SignUpPage::age && page != SignUpPage::adult && page != SignUpPage::phone_again;
        if (is_line && is_asked(page)) {
            all.push_back(page);
        }
    }
    return all;
}

std::string SignUpForm::needs_in_words(bool food, const Words& words) const {
    std::string all;
    for (std::size_t i = 0; i < events::need_names.size(); ++i) {
        const auto need = static_cast<Need>(i + 1);
        const bool chosen = std::find(needs_.begin(), needs_.end(), need) != needs_.end();
        if (chosen && food == (i >= events::access_needs)) {
            all += all.empty() ? "" : "\n";
            all += words(fmt::format("need.{}", events::name_of(need)));
        }
    }
    return all;
}

base::SecretText SignUpForm::value_of(SignUpPage line, const Words& words) const {
    const auto said = [&](bool yes) {
        return base::SecretText(words(yes ? "age.yes" : "signup.not_kept"));
    };
    switch (line) {
        case SignUpPage::who:
            return base::SecretText(party_ == 1 ? words("signup.only_me") : std::to_string(party_));
        case SignUpPage::under_16:
            return base::SecretText(under_16() == 0 ? words("signup.nobody")
                                                    : std::to_string(under_16()));
        case SignUpPage::details:
            return base::SecretText(words(details_key(gives_contact_ == Answer::yes)));
        case SignUpPage::name: return breakable(name_.text());
        case SignUpPage::phone: return number_of(phone_);
        case SignUpPage::email: return breakable(email_.text());
        case SignUpPage::preferred: return base::SecretText(words(key_of(preferred())));
        case SignUpPage::needs: return base::SecretText(needs_in_words(false, words));
        case SignUpPage::food: return base::SecretText(needs_in_words(true, words));
        case SignUpPage::note: return breakable(note_.text());
        case SignUpPage::this_event: return said(tick(events::Box::this_event).yes);
        case SignUpPage::needs_consent: return said(tick(events::Box::needs).yes);
        case SignUpPage::later_events:
            return base::SecretText(
                words(tick(events::Box::later_events).yes ? "age.yes" : "age.no"));
        default: return {};
    }
}

CheckView SignUpForm::check(const Words& words) const {
    CheckView view;
    view.kind =
        event_.sign_up == events::SignUpMode::direct ? CheckKind::sign_up : CheckKind::request;
    for (const SignUpPage line : lines()) {
        std::string name(name_of(line));
        std::replace(name.begin(), name.end(), '.', '_');
        const bool asks = is_hear_back() && line == SignUpPage::details;
        const std::string label = asks ? "contact.hear_back" : "signup.line." + name;
        view.lines.push_back({name, base::SecretText(words(label)), value_of(line, words)});
    }
    view.page = page_;
    return view;
}

}  // namespace harmony::kiosk
