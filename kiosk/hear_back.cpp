#include "kiosk/hear_back.h"

namespace harmony::kiosk {

events::Event hear_back_consent(const Library& library, base::Day today) {
    events::Event made;
    made.day = today;
    made.sign_up = events::SignUpMode::request;
    made.party_max = 1;
    made.organiser = library.content().organisation;
    events::ConsentTexts& texts = made.consent.emplace();
    for (const Language& language : library.languages()) {
        texts.this_event[language.code] = library.phrases().text(
            language.code, "consent.case", {{"organisation", made.organiser}});
    }
    return made;
}

}  // namespace harmony::kiosk
