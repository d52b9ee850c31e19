#include "kiosk/partial_answers.h"

namespace harmony::kiosk {

bool says_partial(std::string_view notice, std::string_view block) {
    return !block.empty() && notice.find(block) != std::string_view::npos;
}

bool keeps_partial(const Library& library, std::string_view survey, std::string_view language) {
    const survey::Form* form = library.form(survey);
    if (form == nullptr || form->settings().partial != survey::PartialPolicy::keep) {
        return false;
    }
    const std::string notice = library.notice(language);
    // A language without a notice of its own was shown the English one.
    return says_partial(notice, library.phrases().text(language, "notice.partial")) ||
           says_partial(notice, library.phrases().text("en", "notice.partial"));
}

}  // namespace harmony::kiosk
