#include "kiosk/app.h"

namespace harmony::kiosk {

AttractView App::attract_view() const {
    AttractView view;
    view.languages = library_->languages();
    view.organisation = library_->content().organisation;
    view.preview = options_.preview;
    if (const EngagementContent* here = engagement()) {
        view.today = in_language(here->title, page_language());
    }
    return view;
}

HomeView App::home_view() const {
    const std::vector<std::string> asked = surveys();
    HomeOffer offer;
    offer.surveys = !asked.empty();
    offer.reports = !forms_of({survey::Purpose::case_report}).empty();
    if (const EngagementContent* here = engagement()) {
        offer.asked = here->home_tiles;
        offer.warm_welcome = here->kind == "warm_welcome";
    }
    HomeView view;
    view.tiles = home_tiles(offer);
    view.page = page_;
    if (asked.size() == 1) {
        view.length =
            length_of(*library_->form(asked.front()), library_->content().map() != nullptr);
    }
    return view;
}

MachineView App::machine_view() const {
    const Words page_words = words();
    const OutboxCounts counts = counts_.value_or(OutboxCounts{});
    const auto date = [&](const std::optional<base::Day>& day) {
        return day ? page_words.date(*day) : std::string();
    };
    MachineView view;
    view.page = page_;
    view.lines = {{"waiting", std::to_string(counts.unsent)},
                  {"kept", std::to_string(counts.records)},
                  {"oldest", date(counts.oldest_unsent)},
                  {"last_sent", date(counts.last_sent)},
                  {"keys", library_->content().organisation},
                  {"version", options_.version}};
    return view;
}

StatementView App::statement_view() const {
    StatementView view;
    view.page = page_;
    view.version = options_.version;
    for (const Language& language : library_->languages()) {
        view.draft = view.draft || (language.code == look_.language && language.draft);
    }
    return view;
}

SurveyPickView App::survey_pick_view() const {
    SurveyPickView view;
    view.page = page_;
    for (const std::string& id : surveys()) {
        const survey::Form& form = *library_->form(id);
        const SurveyLength length = length_of(form, library_->content().map() != nullptr);
        view.surveys.push_back(
            {id, std::string(form.title(look_.language)), length.questions, length.minutes});
    }
    return view;
}

PrivacyView App::privacy_view() const {
    PrivacyView view;
    view.page = page_;
    view.notice = library_->notice(look_.language);
    const std::vector<Language> languages = library_->languages();
    for (const Language& language : languages) {
        if (language.code == look_.language && language.draft && language.code != "en") {
            view.draft_of = library_->notice("en");
        }
    }
    return view;
}

ThanksView App::thanks_view() const {
    ThanksView view;
    view.page = page_;
    view.what_next = in_language(library_->content().what_next, look_.language);
    view.look_again = library_->content().look_again;
    view.receipt = receipt_;
    const WatchState watch = watched();
    if (watch.watch == Watch::countdown) {
        view.seconds_left = static_cast<int>(watch.left.count());
    }
    return view;
}

}  // namespace harmony::kiosk
