#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "admin/authoring/catalogue.h"
#include "admin/cli/event.h"
#include "admin/poster/poster.h"
#include "admin/shipped_assets.h"
#include "events/calendar.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

struct AccessWords {
    events::Access fact;
    const char* words;
};
constexpr AccessWords access_words[] = {
    {events::Access::step_free_entrance, "step-free entrance"},
    {events::Access::step_free_inside, "step-free inside"},
    {events::Access::accessible_toilet, "accessible toilet"},
    {events::Access::changing_places, "Changing Places toilet"},
    {events::Access::hearing_loop, "hearing loop"},
    {events::Access::blue_badge_parking, "blue badge parking"},
};

/// "Access: step-free entrance, hearing loop." In English; other languages have no line.
std::string access_line(const events::Venue& venue) {
    std::vector<std::string> known;
    for (const AccessWords& one : access_words) {
        if (venue[one.fact] == events::AccessAnswer::yes) {
            known.emplace_back(one.words);
        }
    }
    return known.empty() ? std::string() : fmt::format("Access: {}.", fmt::join(known, ", "));
}

/// As the catalogue has it: 1 is Monday.
std::string weekday(const Catalogue& catalogue, base::Day day) {
    const auto words =
        catalogue.texts.find(fmt::format("weekday.{}", std::chrono::weekday{day}.iso_encoding()));
    return words == catalogue.texts.end() ? std::string() : words->second;
}

/// `event poster ID` and `event share-image ID`.
class EventPosterVerb final : public Verb {
public:
    enum class What { paper, picture };

    explicit EventPosterVerb(What what) : what_(what) {}

    CLI::App& declare(CLI::App& app) override {
        const bool paper = what_ == What::paper;
        CLI::App& verb = *event_group(app).add_subcommand(
            paper ? "poster" : "share-image",
            paper ? "Draws a poster or leaflet of one date, with a code for calendars"
                  : "Draws a picture of one date for websites, 1200 x 630 pixels");
        verb.add_option("ID", id_, "The date, as `event list` shows it")->required();
        auto* png = verb.add_option("--png", png_, "The picture to write");
        if (paper) {
            verb.add_option("--pdf", pdf_, "The PDF to write")->excludes(png);
            verb.add_flag("--a5", leaflet_, "A leaflet of half the size");
        }
        verb.add_option("--language", language_, "In which language")->capture_default_str();
        verb.add_option("--phrases", phrases_, "The folder of phrases, for the words of dates")
            ->capture_default_str();
        verb.add_option("--web", web_, "The host of the organisation's pages, for calendar ids")
            ->capture_default_str();
        verb.footer(fmt::format("Example:\n  harmony-admin event {} d1e08e27 {}",
                                paper ? "poster" : "share-image",
                                paper ? "--pdf poster.pdf" : "--png share.png"));
        return verb;
    }

    Result<Exit> run(Desk& desk) override {
        const std::string& file = pdf_.empty() ? png_ : pdf_;
        if (file.empty()) {
            return Error{ErrorKind::refused,
                         what_ == What::paper ? "say what to write: --pdf FILE or --png FILE"
                                              : "say what to write: --png FILE"};
        }
        const auto shelf = EventShelf::open(desk.resources.files, desk.office);
        if (!shelf) {
            return shelf.error();
        }
        const auto date = shelf->date(id_);
        if (!date) {
            return date.error();
        }
        const auto catalogue = read_catalogue(desk.resources.files, phrases_, language_);
        if (!catalogue) {
            return catalogue.error();
        }
        auto text = ui::TextEngine::open(shipped_assets());
        if (!text) {
            return text.error();
        }
        const auto drawn = draw_poster(words_of(*date, *shelf, *catalogue, desk),
                                       sheet(),
                                       pdf_.empty() ? PosterFormat::png : PosterFormat::pdf,
                                       **text);
        if (!drawn) {
            return drawn.error();
        }
        const auto written =
            desk.resources.files.write(file, *drawn, base::IfPresent::replace, base::public_mode);
        if (!written) {
            return written.error().while_doing("writing " + file);
        }
        desk.resources.terminal.print(fmt::format("{} was written.\n", file));
        return Exit::done;
    }

private:
    [[nodiscard]] PosterSheet sheet() const {
        if (what_ == What::picture) {
            return PosterSheet::share_image;
        }
        return leaflet_ ? PosterSheet::leaflet_a5 : PosterSheet::poster_a4;
    }

    [[nodiscard]] PosterWords words_of(const FoundDate& date,
                                       const EventShelf& shelf,
                                       const Catalogue& catalogue,
                                       const Desk& desk) const {
        const events::Occurrence& one = date.occurrence;
        const auto listed = shelf.venues().find(one.venue);
        const auto* const venue = listed == shelf.venues().end() ? nullptr : &listed->second;
        const bool english = language_ == "en";
        PosterWords words;
        words.language = language_;
        words.organiser = date.series.organiser;
        words.title = events::in_language(one.title, language_);
        words.summary = events::in_language(date.series.summary, language_);
        words.notice = events::in_language(one.note, language_);
        words.contact = date.series.public_contact;
        words.when = fmt::format("{} {}, {} - {}",
                                 weekday(catalogue, events::day_of(one.start_local)),
                                 long_date(catalogue, events::day_of(one.start_local)),
                                 events::clock_said(one.start_local),
                                 events::clock_said(events::wall_time(one.end)));
        if (venue != nullptr) {
            words.where = {venue->venue.name};
            words.where.push_back(
                fmt::format("{} {}", fmt::join(venue->venue.address, ", "), venue->venue.postcode));
            words.where.emplace_back(events::in_language(venue->venue.bus, language_));
            words.access = english ? access_line(venue->venue) : std::string();
        }
        if (one.state == events::OccurrenceState::cancelled && english) {
            words.notice = "Cancelled. " + words.notice;
        }
        words.code =
            events::calendar_code(events::calendar_entry(date.series, one, venue, language_),
                                  {web_, desk.resources.clock.now()});
        words.code_caption = english ? "Point your phone at the code to keep the date." : "";
        return words;
    }

    What what_;
    std::string id_;
    std::string pdf_;
    std::string png_;
    std::string language_ = "en";
    std::string phrases_ = shipped_assets() / "phrases";
    std::string web_ = "harmony.invalid";
    bool leaflet_ = false;
};

}  // namespace

std::unique_ptr<Verb> make_event_poster_verb() {
    return std::make_unique<EventPosterVerb>(EventPosterVerb::What::paper);
}

std::unique_ptr<Verb> make_event_share_image_verb() {
    return std::make_unique<EventPosterVerb>(EventPosterVerb::What::picture);
}

}  // namespace harmony::admin
