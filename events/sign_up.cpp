#include "events/sign_up.h"

#include <algorithm>

#include "events/code.h"
#include "events/contact.h"

namespace harmony::events {

std::optional<Need> need_named(std::string_view name) {
    const auto at = std::find(need_names.begin(), need_names.end(), name);
    if (at == need_names.end()) {
        return std::nullopt;
    }
    return static_cast<Need>(at - need_names.begin() + 1);
}

std::optional<Agreement> SignUp::agreement(Box box) const {
    const auto at = std::find_if(agreements_.begin(), agreements_.end(), [&](const Agreement& one) {
        return one.box == box;
    });
    return at == agreements_.end() ? std::nullopt : std::optional<Agreement>(*at);
}

SignUpIds draw_sign_up(base::RandomSource& random) {
    return {SignUpId::random(random), draw_code(random)};
}

/// The one that may make a `SignUp`.
class SignUpFinish {
public:
    SignUpFinish(const SignUpEntry& entry, const Event& event) : entry_(entry), event_(event) {}

    [[nodiscard]] std::optional<SignUpTrouble> trouble(base::Day today) const {
        if (event_.state == EventState::cancelled) {
            return SignUpTrouble::cancelled;
        }
        if (event_.sign_up == SignUpMode::none || event_.day < today) {
            return SignUpTrouble::closed;
        }
        if (entry_.party < 1 || entry_.party > event_.party_max) {
            return SignUpTrouble::party;
        }
        if (entry_.under_16 < 0 || entry_.under_16 > entry_.party) {
            return SignUpTrouble::under_16;
        }
        if (entry_.gives_contact && agrees(Box::this_event)) {
            if (const auto found = contact_trouble()) {
                return found;
            }
        }
        const bool noted =
            std::find(entry_.needs.begin(), entry_.needs.end(), Need::other) != entry_.needs.end();
        const bool unsaid = noted && agrees(Box::needs) && !stored_text(entry_.note, longest_note);
        return unsaid ? std::optional(SignUpTrouble::note) : std::nullopt;
    }

    [[nodiscard]] SignUp make(const SignUpIds& ids, std::string_view language) const {
        SignUp made;
        made.id_ = ids.id;
        made.code_ = ids.code;
        made.occurrence_ = event_.id;
        made.event_day_ = event_.day;
        made.delete_on_ = deletion_day(event_);
        made.party_ = entry_.party;
        made.under_16_ = entry_.under_16;
        made.language_ = language;
        made.agreements_ = entry_.agreements;
        if (entry_.gives_contact && agrees(Box::this_event)) {
            made.contact_ = contact();
        }
        if (agrees(Box::needs)) {
            made.needs_ = entry_.needs;
            std::sort(made.needs_.begin(), made.needs_.end());
            made.needs_.erase(std::unique(made.needs_.begin(), made.needs_.end()),
                              made.needs_.end());
            if (std::binary_search(made.needs_.begin(), made.needs_.end(), Need::other)) {
                made.note_ = stored_text(entry_.note, longest_note).value_or(base::SecretText());
            }
        }
        return made;
    }

private:
    static std::optional<base::SecretText> stored_text(const base::SecretText& typed,
                                                       std::size_t longest) {
        return events::stored_text(typed.view(), longest);
    }

    [[nodiscard]] bool agrees(Box box) const {
        return std::any_of(entry_.agreements.begin(),
                           entry_.agreements.end(),
                           [&](const Agreement& one) { return one.box == box && one.yes; });
    }

    [[nodiscard]] std::optional<SignUpTrouble> contact_trouble() const {
        const bool phone = !entry_.phone.empty();
        const bool email = !entry_.email.empty();
        if (!stored_text(entry_.name, longest_name)) {
            return SignUpTrouble::name;
        }
        if (phone && read_phone(entry_.phone.view()).trust == PhoneTrust::wrong) {
            return SignUpTrouble::phone;
        }
        if (email && !stored_email(entry_.email.view())) {
            return SignUpTrouble::email;
        }
        if (!phone && !email) {
            return SignUpTrouble::reachable;
        }
        const bool given = entry_.preferred == Preferred::email
                               ? email
                               : phone && entry_.preferred != Preferred::none;
        return given ? std::nullopt : std::optional(SignUpTrouble::preferred);
    }

    [[nodiscard]] Contact contact() const {
        Contact made;
        made.name = stored_text(entry_.name, longest_name).value_or(base::SecretText());
        made.phone = read_phone(entry_.phone.view()).stored;
        made.email = stored_email(entry_.email.view()).value_or(base::SecretText());
        made.preferred = entry_.preferred;
        return made;
    }

    const SignUpEntry& entry_;
    const Event& event_;
};

std::variant<SignUp, SignUpTrouble> finish(const SignUpEntry& entry,
                                           const Event& event,
                                           const SignUpIds& ids,
                                           std::string_view language,
                                           base::Day today) {
    const SignUpFinish made(entry, event);
    if (const std::optional<SignUpTrouble> trouble = made.trouble(today)) {
        return *trouble;
    }
    return made.make(ids, language);
}

}  // namespace harmony::events
