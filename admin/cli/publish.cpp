#include "admin/publish.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "admin/authoring/catalogue.h"
#include "admin/authoring/event_shelf.h"
#include "admin/authoring/survey_files.h"
#include "admin/cases/told_residents.h"
#include "admin/cases/you_said_book.h"
#include "admin/cli/desk.h"
#include "admin/cli/fact_desk.h"
#include "admin/cli/progress.h"
#include "admin/enrolment.h"
#include "admin/map/map_files.h"
#include "admin/receipt_search.h"
#include "events/local_time.h"
#include "events/published.h"
#include "sync/receipt.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::size_t content_cap = std::size_t{4} << 20U;

/// `publish`: surveys, phrases and content become the next pack of a stream.
class PublishVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& publish = *app.add_subcommand(
            "publish", "Signs surveys and content, and puts them where kiosks fetch");
        publish
            .add_option("--survey",
                        surveys_,
                        "A workbook (.xlsx) or a folder of CSV sheets; may be repeated")
            ->required();
        publish
            .add_option("--content", content_, "The content file: who asks, where, at which events")
            ->required();
        publish.add_option("--phrases", phrases_, "The folder of phrases, one file a language")
            ->required();
        auto* to = publish.add_option("--to", to_, "Where kiosks fetch: folder:/path or usb:/path");
        publish
            .add_option("--preview",
                        preview_,
                        "Signs nothing: writes the content into this folder, for harmony-kiosk "
                        "--pack")
            ->excludes(to);
        publish.add_option("--stream", stream_, "Whose content it is")->capture_default_str();
        publish.add_option(
            "--waive", waivers_, "Lets a block through: CODE or CODE:WHERE; needs --by");
        publish.add_option("--by", by_, "Who lets blocks through; becomes part of the survey");
        publish.add_flag("--json", json_, "Prints the result as JSON");
        publish.footer(
            "Example:\n  harmony-admin publish --survey surveys/neighbourhood --content "
            "content.json \\\n"
            "      --phrases assets/phrases --to usb:/media/stick");
        return publish;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        Result<Content> content = load_content(desk.resources);
        if (!content) {
            return content.error();
        }
        if (Result<void> added = add_kept_events(desk, *content); !added) {
            return added.error();
        }
        if (Result<void> added = add_kept_news(desk, **office, *content); !added) {
            return added.error();
        }
        Result<PackContents> pack = put_together(desk.resources, **office, *content);
        if (!pack) {
            return pack.error();
        }
        if (!preview_.empty()) {
            return write_preview(desk.resources, *pack);
        }
        if (to_.empty()) {
            desk.resources.terminal.complain("Say where kiosks fetch, with --to\n");
            return Exit::usage;
        }
        tell_receipts(desk, *pack);
        auto courier = open_courier(to_, **office, desk);
        if (!courier) {
            return courier.error();
        }
        const auto publisher = open_publisher(**office, desk);
        if (!publisher) {
            return publisher.error();
        }
        Progress progress(
            desk.resources.terminal, desk.resources.clock, "Writing", pack->entries.size() + 2);
        const PublishOrder order{stream_, *pack, *content, desk.resources.clock.today()};
        const Result<PublishedPack> published = publish(
            **office, order, *publisher, **courier, [&](std::size_t done) { progress.show(done); });
        if (!published) {
            return published.error();
        }
        say(*published, *pack, desk.resources.terminal);
        return Exit::done;
    }

private:
    Result<Content> load_content(Resources& resources) const {
        const Result<base::Bytes> bytes = resources.files.read(content_, content_cap);
        if (!bytes) {
            return bytes.error().while_doing("reading " + content_);
        }
        return read_content(*bytes, content_, resources.random);
    }

    /// What `event add` keeps stands beside what the content file has.
    static Result<void> add_kept_events(Desk& desk, Content& content) {
        const auto shelf = EventShelf::open(desk.resources.files, desk.office);
        if (!shelf) {
            return shelf.error();
        }
        auto kept = events::published_events(
            shelf->all(), shelf->venues(), desk.resources.clock.today(), events_hash());
        if (!kept) {
            return kept.error();
        }
        for (events::Event& event : *kept) {
            const bool twice = std::any_of(content.events.begin(),
                                           content.events.end(),
                                           [&](const auto& other) { return other.id == event.id; });
            if (twice) {
                return Error{ErrorKind::refused,
                             fmt::format("the date {} is both in the content file and among the "
                                         "office's events. Take it out of the content file",
                                         event.id.hex())};
            }
            content.events.push_back(std::move(event));
        }
        return {};
    }

    /// What `you-said` keeps stands beside what the content file has.
    static Result<void> add_kept_news(Desk& desk, Office& office, Content& content) {
        const auto book = YouSaidBook::open(office.store());
        if (!book) {
            return book.error();
        }
        Result<void> added = add_you_said(content, book->shown(desk.resources.clock.today()));
        for (const std::string& missing : missing_languages(content)) {
            desk.resources.terminal.complain("Note: " + missing + ".\n");
        }
        return added;
    }

    /// Kiosks show how things stand with what was given under a receipt. A computer that cannot
    /// open contacts publishes without, and says so.
    static void tell_receipts(Desk& desk, PackContents& pack) {
        Result<FactDesk> facts = FactDesk::open(desk);
        const Result<events::State> state =
            facts ? facts->state(desk) : Result<events::State>(facts.error());
        if (!state) {
            desk.resources.terminal.complain(fmt::format(
                "Note: kiosks will show nothing of receipts: {}.\n", state.error().message));
            return;
        }
        const base::Day today = desk.resources.clock.today();
        events::ReceiptStates told = events::receipt_states(*state, today);
        if (const auto added = add_ticket_states(desk, *facts, *state, told); !added) {
            desk.resources.terminal.complain(fmt::format(
                "Note: kiosks will show nothing of some tickets: {}.\n", added.error().message));
        }
        add_receipts(pack, told);
    }

    /// Who gave no way to be told looks on a kiosk.
    static Result<void> add_ticket_states(Desk& desk,
                                          const FactDesk& facts,
                                          const events::State& state,
                                          events::ReceiptStates& told) {
        const auto salt = deployment_salt(facts.office->store(), desk.resources.random);
        if (!salt) {
            return salt.error();
        }
        const auto day = [&](const events::OccurrenceId& date) -> std::optional<base::Day> {
            const OfficeDate* known = facts.dates.find(date);
            return known == nullptr ? std::nullopt
                                    : std::optional(events::day_of(known->occurrence.start_local));
        };
        const auto key = [&](std::uint32_t code) {
            return sync::receipt_key(fmt::format("000{:09}", code), *salt);
        };
        return events::add_tickets(state, day, desk.resources.clock.today(), key, told);
    }

    Result<PackContents> put_together(Resources& resources,
                                      const Office& office,
                                      const Content& content) const {
        Result<std::vector<CompiledSurvey>> surveys = compile_all(resources.files);
        if (!surveys) {
            return surveys.error();
        }
        std::vector<Catalogue> catalogues;
        for (const std::string& code : content.languages) {
            Result<Catalogue> catalogue = read_catalogue(resources.files, phrases_, code);
            if (!catalogue) {
                return catalogue.error();
            }
            catalogues.push_back(std::move(*catalogue));
        }
        Result<PackExtras> extras = read_extras(resources.files, content);
        if (!extras) {
            return extras.error();
        }
        for (const sync::RegisteredKiosk& kiosk : office.registry().kiosks) {
            // A ticket of a kiosk that was returned since is still good; of a stolen one it is not.
            if (kiosk.state != sync::KioskState::revoked) {
                extras->ticket_keys.push_back(kiosk.ticket);
            }
        }
        return build_pack(
            std::move(*surveys), content, catalogues, organisation(office, content), *extras);
    }

    /// The map, the pictures and the clips, from the folders that the content names beside its own
    /// file.
    Result<PackExtras> read_extras(base::Files& files, const Content& content) const {
        const auto beside = std::filesystem::path(content_).parent_path();
        PackExtras extras;
        if (!content.map.empty()) {
            Result<std::vector<MapFile>> map = read_map_folder(files, beside / content.map);
            if (!map) {
                return map.error();
            }
            extras.map = std::move(*map);
        }
        auto pictures = read_picture_folder(files, beside / content.pictures, content.town);
        if (!pictures) {
            return pictures.error();
        }
        extras.pictures = std::move(*pictures);
        auto clips = read_clip_folder(files, beside / content.clips, content.languages);
        if (!clips) {
            return clips.error();
        }
        extras.clips = std::move(*clips);
        return extras;
    }

    static std::string organisation(const Office& office, const Content& content) {
        return content.organisation.empty() ? office.settings().organisation : content.organisation;
    }

    Result<std::vector<CompiledSurvey>> compile_all(base::Files& files) const {
        survey::ImportOptions options;
        for (const std::string& text : waivers_) {
            if (by_.empty()) {
                return Error{ErrorKind::refused, "--waive needs --by NAME: who lets it through"};
            }
            const auto waiver = read_waiver(text, by_);
            if (!waiver) {
                return waiver.error();
            }
            options.waivers.push_back(*waiver);
        }
        std::vector<CompiledSurvey> compiled;
        for (const std::string& path : surveys_) {
            const Result<SurveyFile> survey = read_survey(files, path, options);
            if (!survey) {
                return survey.error();
            }
            Result<CompiledSurvey> one = take_compiled(*survey);
            if (!one) {
                return one.error();
            }
            compiled.push_back(std::move(*one));
        }
        return compiled;
    }

    void say(const PublishedPack& published, const PackContents& pack, Terminal& terminal) const {
        for (const std::string& remark : pack.remarks) {
            terminal.complain("Note: " + remark + '\n');
        }
        if (json_) {
            nlohmann::json forms = nlohmann::json::array();
            for (const CompiledSurvey& survey : pack.surveys) {
                forms.push_back({{"id", survey.id}, {"name", survey.name.hex()}});
            }
            terminal.print(nlohmann::json{{"stream", published.stream},
                                          {"version", published.version},
                                          {"files", published.files},
                                          {"fresh", published.fresh},
                                          {"surveys", forms}}
                               .dump() +
                           '\n');
            return;
        }
        terminal.print(fmt::format("Published version {} of \"{}\": {} files, {} of them new.\n",
                                   published.version,
                                   published.stream,
                                   published.files,
                                   published.fresh));
        for (const CompiledSurvey& survey : pack.surveys) {
            terminal.print(fmt::format("  {} (form {})\n", survey.id, survey.name.hex()));
        }
    }

    /// The files of the pack as they are, in a folder of their own.
    Result<Exit> write_preview(Resources& resources, const PackContents& pack) const {
        for (const PackEntry& entry : pack.entries) {
            const auto written = resources.files.write(std::filesystem::path(preview_) / entry.name,
                                                       entry.bytes,
                                                       base::IfPresent::replace,
                                                       base::public_mode);
            if (!written) {
                return written.error().while_doing("writing the preview");
            }
        }
        resources.terminal.print(fmt::format("Wrote {} files to {}: harmony-kiosk --pack {}\n",
                                             pack.entries.size(),
                                             preview_,
                                             preview_));
        return Exit::done;
    }

    std::vector<std::string> surveys_;
    std::vector<std::string> waivers_;
    std::string content_;
    std::string phrases_;
    std::string to_;
    std::string preview_;
    std::string stream_ = std::string(default_stream);
    std::string by_;
    bool json_ = false;
};

}  // namespace

std::unique_ptr<Verb> make_publish_verb() {
    return std::make_unique<PublishVerb>();
}

}  // namespace harmony::admin
