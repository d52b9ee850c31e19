#include <fmt/format.h>

#include "kiosk/app.h"

namespace harmony::kiosk {

namespace {

AttractEvent attract_event(const events::Event& event, const Words& words) {
    const std::chrono::year_month_day civil(event.day);
    const std::chrono::weekday weekday(event.day);
    AttractEvent shown;
    shown.title = in_language(event.title, words.language());
    shown.day = std::to_string(static_cast<unsigned>(civil.day()));
    shown.month = words.month(static_cast<unsigned>(civil.month()));
    shown.line = fmt::format("{} \u2068{:02}:{:02}–{:02}:{:02}\u2069\n\u2068{}\u2069",
                             words(fmt::format("weekday.{}", weekday.iso_encoding())),
                             event.start.count() / 60,
                             event.start.count() % 60,
                             event.end.count() / 60,
                             event.end.count() % 60,
                             event.venue.name);
    return shown;
}

}  // namespace

AttractLoop App::attract_loop() const {
    return {library_->content(), library_->languages(), parts_.clock.today()};
}

AttractLoop::Moment App::attract_moment() const {
    return attract_.at(attract_held_.value_or(now_ - page_since_));
}

NewsItem App::news_item(std::size_t index, const Words& page_words) const {
    const events::YouSaid& item = library_->content().town.you_said.at(index);
    const std::string& language = page_words.language();
    NewsItem shown;
    shown.id = item.id;
    shown.theme = in_language(item.theme, language);
    shown.said = in_language(item.said, language);
    shown.did = in_language(item.did, language);
    shown.next = in_language(item.next, language);
    shown.when = page_words.date(item.day);
    if (!item.area.empty()) {
        shown.when += fmt::format(" · \u2068{}\u2069", item.area);
    }
    shown.picture = shown_in(library_->content().pictures, item.picture, language);
    return shown;
}

YouSaidView App::you_said_view() const {
    YouSaidView view;
    view.page = page_;
    const Words page_words = words();
    for (std::size_t i = 0; i < library_->content().town.you_said.size(); ++i) {
        view.items.push_back(news_item(i, page_words));
    }
    return view;
}

HelpView App::help_view() const {
    HelpView view;
    view.page = page_;
    for (const events::HelpLine& line : library_->content().town.help) {
        view.lines.push_back({line.id,
                              in_language(line.name, look_.language),
                              in_language(line.hours, look_.language),
                              line.number});
    }
    return view;
}

AttractView App::attract_view() const {
    AttractView view;
    const AttractLoop::Moment moment = attract_moment();
    const Words page_words = words();
    view.slide = moment.slide;
    view.paused = attract_held_.has_value();
    view.shift = burn_in_shift(now_ - page_since_);
    view.campaign = in_language(library_->content().town.brand.campaign, page_language());
    if (moment.slide.kind == AttractSlide::Kind::you_said) {
        view.news = news_item(moment.slide.index, page_words);
    } else if (moment.slide.kind == AttractSlide::Kind::event) {
        view.event = attract_event(library_->content().events[moment.slide.index], page_words);
    } else if (moment.slide.kind == AttractSlide::Kind::campaign) {
        view.picture = shown_in(library_->content().pictures,
                                library_->content().town.brand.picture,
                                page_words.language());
    }
    view.organisation = library_->content().organisation;
    view.preview = options_.preview;
    view.cool_down = fair_use_.cools_down(now_);
    constexpr std::chrono::minutes soon{5};
    if (const auto closes =
            closing_within(library_->content().hours, parts_.clock.now(), soon, parts_.clock)) {
        view.closing =
            words()("attract.closing", {{"time", local_time_text(*closes, parts_.clock)}});
    }
    if (const EngagementContent* here = engagement()) {
        view.today = in_language(here->title, page_language());
    }
    return view;
}

HomeView App::home_view() const {
    const std::vector<std::string> asked = surveys();
    HomeOffer offer;
    offer.surveys = !asked.empty();
    offer.events = offers_events();
    offer.check_in = self_check_in() != nullptr;
    offer.you_said =
        !library_->content().town.you_said.empty() || !library_->content().receipts.all.empty();
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
    MachineView view;
    view.page = page_;
    view.lines = machine_facts(staff_.counts().value_or(OutboxCounts{}),
                               library_->content().organisation,
                               options_.version,
                               words());
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
    view.web = library_->content().notice_web;
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
    view.more = offers_events();
    const WatchState watch = watched();
    if (watch.watch == Watch::countdown) {
        view.seconds_left = static_cast<int>(watch.left.count());
    }
    return view;
}

}  // namespace harmony::kiosk
