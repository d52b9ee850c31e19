#include "admin/gui/models/surveys.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <optional>

#include "admin/authoring/first_content.h"
#include "admin/gui/kiosk_preview.h"
#include "admin/gui/views/all.h"
#include "admin/scratch_folder.h"
#include "ui/widgets.h"

namespace harmony::admin::gui {

namespace {

using ui::Frame;
using ui::Rect;
using ui::desk::Cell;
using ui::desk::Column;
using ui::desk::Tone;

constexpr double gap = 8;
constexpr double control = 15;
constexpr std::array columns{Column{"title", "Survey", 2.2, 0, false, false},
                             Column{"state", "State", 1.1, 0, false, false}};
constexpr std::array<ui::desk::Option, 3> parts{ui::desk::Option{"preview", "Preview"},
                                                ui::desk::Option{"checks", "Checks"},
                                                ui::desk::Option{"languages", "Languages"}};
struct Size {
    const char* name;
    KioskPreview::Panel panel;
};
constexpr std::array sizes{Size{"10 inch kiosk", {1280, 800, 5.884}},
                           Size{"15 inch kiosk", {1920, 1080, 5.560}},
                           Size{"21 inch kiosk", {1920, 1080, 4.034}}};
constexpr std::chrono::milliseconds preview_step{250};

Cell state_of(const SurveyOnDisk& survey) {
    if (survey.errors > 0) {
        return {fmt::format("{} to mend", survey.errors), Tone::bad};
    }
    if (!survey.publishable) {
        return {"held back", Tone::bad};
    }
    return survey.published ? Cell{"published", Tone::good} : Cell{"ready", Tone::notice};
}

class SurveysView final : public View {
public:
    [[nodiscard]] About about() const override { return {"surveys", "Surveys", ui::Icon::chat}; }

    void refresh(Host& host) override {
        host.read<SurveysModel>(
            "surveys",
            [settings = host.settings()](Reader& reader) { return read_surveys(reader, settings); },
            [this](SurveysModel model) {
                model_ = std::move(model);
                if (table_.chosen.empty() && !model_->surveys.empty()) {
                    table_.chosen = model_->surveys.front().path;
                }
            });
    }

    void wait_until_settled() override {
        if (preview_ != nullptr) {
            preview_->wait_until_idle();
        }
    }

    void draw(Frame& frame, const Rect& where, Host& host) override {
        if (!model_) {
            frame.wake_after(std::chrono::milliseconds{100});
            return;
        }
        draw_actions(frame, {where.x, where.y - 21, where.w, control}, host);
        if (model_->surveys.empty()) {
            if (ui::desk::empty(frame,
                                where,
                                {"surveys.empty",
                                 ui::Icon::chat,
                                 "Choose your first survey",
                                 "Six surveys come with Harmony, each as a spreadsheet that you "
                                 "can change: its questions, its answers, its eight languages.",
                                 "surveys.first",
                                 "Choose a survey"})) {
                add(host);
            }
            return;
        }
        Rect rest = where;
        const bool narrow = where.w < 330;
        Rect list =
            narrow ? rest.take_top(60, gap) : rest.take_left(std::min(200.0, where.w * 0.36), 10);
        draw_list(frame, list);
        if (const SurveyOnDisk* chosen = chosen_survey()) {
            draw_survey(frame, rest, *chosen, host);
        }
    }

private:
    [[nodiscard]] const SurveyOnDisk* chosen_survey() const {
        for (const SurveyOnDisk& survey : model_->surveys) {
            if (survey.path == table_.chosen) {
                return &survey;
            }
        }
        return nullptr;
    }

    // --- what is done ---------------------------------------------------------------------------

    void draw_actions(Frame& frame, Rect where, Host& host) {
        const bool some = !model_->surveys.empty();
        const ui::Button publish{.id = "surveys.publish",
                                 .label = "Publish",
                                 .kind = some ? ui::ButtonKind::primary : ui::ButtonKind::plain,
                                 .icon = ui::Icon::megaphone,
                                 .enabled = some && !host.busy()};
        if (ui::button(frame, where.take_right(ui::button_size(frame, publish).w, gap), publish)) {
            begin_publishing(host);
        }
        const ui::Button more{.id = "surveys.add", .label = "Add a survey", .icon = ui::Icon::plus};
        if (ui::button(frame, where.take_right(ui::button_size(frame, more).w, gap), more)) {
            add(host);
        }
        const ui::Button who{.id = "surveys.content", .label = "Who asks, and where"};
        const double width = ui::button_size(frame, who).w;
        if (where.w > width + 60 && ui::button(frame, where.take_right(width, gap), who)) {
            say_who(host, {});
        }
    }

    void add(Host& host) {
        std::vector<std::string> names;
        for (const SurveyTemplate& shipped : model_->templates) {
            names.push_back(fmt::format("{}: {}", shipped.id, shipped.purpose));
        }
        names.emplace_back("A survey of our own");
        host.fill_in(
            {"Add a survey",
             "A survey that comes with Harmony is written as a spreadsheet into the office's "
             "folder, yours to change.",
             {{"which", "Survey", {}, names.front(), names}},
             "Add"},
            [this, &host, names](const std::vector<std::string>& filled) {
                const auto at = static_cast<std::size_t>(
                    std::find(names.begin(), names.end(), filled[0]) - names.begin());
                if (at < model_->templates.size()) {
                    const auto file = host.office_folder() / (model_->templates[at].id + ".xlsx");
                    return take_survey(host, at, file.string());
                }
                add_own(host);
            });
    }

    void add_own(Host& host) {
        host.fill_in({"Add a survey of our own",
                      {},
                      {{"file", "Spreadsheet", "A workbook (.xlsx), or a folder of CSV sheets."}},
                      "Add"},
                     [this, &host](const std::vector<std::string>& filled) {
                         take_survey(host, model_->templates.size(), filled[0]);
                     });
    }

    void take_survey(Host& host, std::size_t which, const std::string& file) {
        const auto keep = [this, &host, file] {
            WindowSettings settings = host.settings();
            settings.surveys.push_back(file);
            settings.surveys.erase(std::unique(settings.surveys.begin(), settings.surveys.end()),
                                   settings.surveys.end());
            host.keep(settings);
            table_.chosen = file;
            close_preview();
            refresh(host);
        };
        if (which >= model_->templates.size()) {
            return keep();
        }
        host.run({"Writing the survey",
                  {"survey", "template", model_->templates[which].id, "--out", file},
                  "Written to " + file + ". Change it in any spreadsheet program."},
                 [keep](const Outcome& outcome) {
                     if (outcome.ok) {
                         keep();
                     }
                 });
    }

    /// What a privacy notice needs, before the first publishing.
    void say_who(Host& host, std::function<void()> then) {
        if (model_->has_content) {
            host.ask(
                {"Who asks, and where",
                 fmt::format("These words stand in {}. Open it in a text editor; what is wrong "
                             "in it is said here.",
                             host.settings().content),
                 "Close"},
                [] {});
            return;
        }
        host.fill_in(
            {"Who asks, and where",
             "These words fill the privacy notice that residents read, so they have to be true.",
             {{"area", "Area", "Where people live whom you ask.", {}},
              {"partners", "Partners", "Who else works on it: \"Example Police\"."},
              {"readers", "Who reads the answers?", "\"Example Borough engagement team\""},
              {"keep",
               "Single answers are kept until",
               "As 2027-03-31; then numbers alone stay.",
               base::to_iso(host.today() + std::chrono::days{365})},
              {"next",
               "What happens next?",
               "Said to everybody who has answered.",
               {},
               {},
               true,
               false,
               3},
              {"title", "First event or stall", "\"Drop-in at the library\""},
              {"venue", "Its venue"},
              {"day", "Its day", "As 2026-03-30.", base::to_iso(host.today())}},
             "Keep"},
            [this, &host, then](const std::vector<std::string>& filled) {
                keep_content(host, filled, then);
            });
    }

    void keep_content(Host& host,
                      const std::vector<std::string>& filled,
                      const std::function<void()>& then) {
        const auto keep_until = base::day_from_iso(filled[3]);
        const auto day = base::day_from_iso(filled[7]);
        if (!keep_until || !day) {
            return host.say("A day is written as 2026-03-30. Nothing was kept: try again.");
        }
        const FirstContent content{
            filled[1], filled[0], filled[2], *keep_until, filled[4], filled[5], filled[6], *day};
        const auto file = host.office_folder() / "content.json";
        host.read<bool>(
            "surveys.content",
            [content, file](Reader& reader) -> base::Result<bool> {
                const auto written = write_first_content(
                    reader.desk.resources.files, file, content, reader.desk.resources.random);
                return written ? base::Result<bool>(true) : written.error();
            },
            [this, &host, file, then](bool) {
                WindowSettings settings = host.settings();
                settings.content = file.string();
                host.keep(settings);
                refresh(host);
                if (then) {
                    then();
                }
            });
    }

    [[nodiscard]] static std::string phrases_of(Host& host) {
        return host.settings().phrases.empty() ? (host.assets() / "phrases").string()
                                               : host.settings().phrases;
    }

    static std::vector<std::string> publish_words(Host& host) {
        std::vector<std::string> words{"publish"};
        for (const std::string& survey : host.settings().surveys) {
            words.insert(words.end(), {"--survey", survey});
        }
        words.insert(words.end(),
                     {"--content", host.settings().content, "--phrases", phrases_of(host)});
        return words;
    }

    void begin_publishing(Host& host) {
        if (!model_->has_content) {
            return say_who(host, [this, &host] { begin_publishing(host); });
        }
        host.fill_in({"Publish to kiosks",
                      "Signs the surveys and everything else that kiosks show, and puts it where "
                      "they fetch. A kiosk takes it at its next sync.",
                      {{"store",
                        "Where kiosks fetch",
                        "usb:/media/stick, folder:/path, https://host/folder or "
                        "s3:https://host/bucket",
                        host.settings().store.empty() ? "usb:" : host.settings().store}},
                      "Publish"},
                     [&host](const std::vector<std::string>& filled) {
                         WindowSettings settings = host.settings();
                         settings.store = filled[0];
                         host.keep(settings);
                         std::vector<std::string> words = publish_words(host);
                         words.insert(words.end(), {"--to", filled[0]});
                         host.run({"Publishing", words, {}});
                     });
    }

    // --- what is shown --------------------------------------------------------------------------

    void draw_list(Frame& frame, Rect where) {
        const ui::TextLook quiet{.scale = ui::Scale::small, .colour = ui::Role::second_text};
        const std::string newest = model_->version == 0
                                       ? "Nothing was published yet."
                                       : fmt::format("Kiosks fetch version {}.", model_->version);
        ui::desk::words(frame, where.take_bottom(10, 4), {"surveys.version", newest, quiet});
        const ui::desk::Table table{
            "surveys.list",
            "Surveys of this office",
            columns,
            model_->surveys.size(),
            [this](std::size_t row) { return model_->surveys[row].path; },
            [this](std::size_t row, std::size_t column) {
                const SurveyOnDisk& survey = model_->surveys[row];
                return column == 0 ? Cell{survey.title, {}, false, true} : state_of(survey);
            }};
        ui::desk::table(frame, where, table, table_);
    }

    void draw_survey(Frame& frame, Rect where, const SurveyOnDisk& survey, Host& host) {
        Rect line = where.take_top(control, gap);
        if (const auto pressed =
                ui::desk::segments(frame, {line.x, line.y}, "surveys.part", parts, part_)) {
            part_ = *pressed;
        }
        line.take_left(ui::desk::segments_size(frame, parts).w, gap);
        if (part_ == 0) {
            draw_preview_choices(frame, line, host);
            draw_preview(frame, where, host);
        } else if (part_ == 1) {
            draw_checks(frame, where, survey);
        } else {
            draw_languages(frame, where, survey);
        }
    }

    void draw_preview_choices(Frame& frame, Rect where, Host& host) {
        const ui::Button again{.id = "surveys.again",
                               .label = "From the start",
                               .icon = ui::Icon::again,
                               .icon_only = true};
        if (ui::button(frame, where.take_right(16, 5), again)) {
            close_preview();
        }
        const ui::desk::Chooser size{"surveys.size", {}, sizes.at(size_).name};
        const Rect first =
            where.take_left(std::min(ui::desk::chooser_width(frame, size), where.w * 0.5), 5);
        if (ui::desk::chooser(frame, first, size)) {
            host.choose("surveys.size",
                        first,
                        {sizes[0].name, sizes[1].name, sizes[2].name},
                        size_,
                        [this](std::size_t at) {
                            size_ = at;
                            close_preview();
                        });
        }
        if (model_->languages.empty()) {
            return;
        }
        language_ = std::min(language_, model_->languages.size() - 1);
        const ui::desk::Chooser language{"surveys.language", "In", model_->languages[language_]};
        const Rect second =
            where.take_left(std::min(ui::desk::chooser_width(frame, language), where.w), 5);
        if (ui::desk::chooser(frame, second, language)) {
            host.choose(
                "surveys.language", second, model_->languages, language_, [this](std::size_t at) {
                    language_ = at;
                    close_preview();
                });
        }
    }

    void close_preview() {
        preview_.reset();
        asked_ = false;
        preview_trouble_.clear();
    }

    /// Writes what would be published into a folder, and starts the kiosk's program on it.
    void open_preview(Host& host) {
        asked_ = true;
        auto folder = ScratchFolder::make(std::filesystem::temp_directory_path());
        if (!folder) {
            preview_trouble_ = folder.error().message;
            return;
        }
        folder_ = std::make_unique<ScratchFolder>(std::move(*folder));
        std::vector<std::string> words = publish_words(host);
        words.insert(words.end(), {"--preview", folder_->path().string()});
        Order order{"Making the preview", words};
        order.quiet = true;
        host.run(std::move(order), [this](const Outcome& outcome) {
            if (!outcome.ok) {
                preview_trouble_ = outcome.trouble;
                return;
            }
            auto started = KioskPreview::start(folder_->path(), sizes.at(size_).panel, [] {});
            if (!started) {
                preview_trouble_ = started.error().message;
                return;
            }
            preview_ = std::move(*started);
            if (language_ > 0 && language_ < model_->languages.size()) {  // else as it waits
                preview_->step("language " + model_->languages[language_]);
            }
        });
    }

    void draw_preview(Frame& frame, const Rect& where, Host& host) {
        if (!model_->has_content) {
            if (ui::desk::empty(frame,
                                where,
                                {"surveys.nobody",
                                 ui::Icon::info,
                                 "Say who asks, and where",
                                 "A kiosk shows a privacy notice and the place where it stands. "
                                 "Then it can be seen here, just as residents will see it.",
                                 "surveys.say",
                                 "Say who asks"})) {
                say_who(host, {});
            }
            return;
        }
        if (!asked_ && !host.busy()) {
            open_preview(host);
        }
        const std::string trouble = preview_ != nullptr ? preview_->trouble() : preview_trouble_;
        if (!trouble.empty()) {
            ui::notice(frame, {where.x, where.y, where.w, 0}, "surveys.trouble", trouble);
            return;
        }
        frame.wake_after(preview_step);
        const ui::SharedPicture picture = preview_ == nullptr ? nullptr : preview_->frame();
        if (picture == nullptr) {
            const ui::TextLook quiet{.colour = ui::Role::second_text};
            ui::desk::words(frame,
                            {where.x, where.y, where.w, 20},
                            {"surveys.starting", "The kiosk is being started…", quiet});
            return;
        }
        draw_glass(frame, where, picture);
    }

    /// The kiosk in its frame: what is pressed in it goes to the kiosk.
    void draw_glass(Frame& frame, const Rect& where, const ui::SharedPicture& picture) {
        if (frame.now() - stepped_ >= preview_step) {
            stepped_ = frame.now();
            preview_->step(fmt::format("wait {}", preview_step.count()));
        }
        constexpr double bezel = 5;
        Rect glass = ui::fitted(where.grown(-bezel), *picture);
        glass.y = where.y + bezel;
        frame.shadow(glass.grown(bezel), 6, 2);
        frame.fill(glass.grown(bezel), ui::rgb(0x23282E), 6);
        frame.picture(glass, picture);
        const ui::Touch touch = frame.touch({"surveys.glass", glass});
        ui::sem::Node node;
        node.id = "surveys.glass";
        node.role = ui::sem::Role::image;
        node.action = ui::sem::Action::press;
        node.name.assign("The kiosk, as residents will see it");
        node.rect = glass;
        frame.record(std::move(node));
        if (touch.focused) {
            frame.focus_ring(glass.grown(bezel), 6);
        }
        if (touch.activated) {
            const KioskPreview::Panel& panel = sizes.at(size_).panel;
            preview_->step(fmt::format("tap {:.0f} {:.0f}",
                                       (touch.at.x - glass.x) / glass.w * panel.width_px,
                                       (touch.at.y - glass.y) / glass.h * panel.height_px));
            stepped_ = frame.now();
        }
    }

    void draw_checks(Frame& frame, const Rect& where, const SurveyOnDisk& survey) {
        ui::desk::scrolled(frame, where, "surveys.checks", scroll_, [&](const Rect& place) {
            double y = place.y + 2;
            const ui::TextLook quiet{.colour = ui::Role::second_text};
            const std::string head = fmt::format(
                "{} questions, about {} minutes. {} errors, {} that hold publishing "
                "back, {} warnings.",
                survey.questions,
                survey.minutes,
                survey.errors,
                survey.blocks,
                survey.warnings);
            y += ui::paragraph(frame, {place.x, y, place.w, 0}, {"surveys.summary", head, quiet}) +
                 8;
            if (survey.remarks.empty()) {
                frame.icon(ui::Icon::tick, {place.x, y, 9, 9}, frame.theme()[ui::Role::done]);
                y += ui::desk::words(frame,
                                     {place.x + 14, y, place.w - 14, 10},
                                     {"surveys.well", "Nothing is wrong with this survey.", {}});
            }
            for (std::size_t i = 0; i < survey.remarks.size(); ++i) {
                y += draw_remark(frame, {place.x, y, place.w, 0}, survey.remarks[i], i) + 8;
            }
            return y - place.y;
        });
    }

    static double draw_remark(Frame& frame,
                              const Rect& where,
                              const SurveyRemark& remark,
                              std::size_t i) {
        const Tone tone = remark.level == "error" || remark.level == "block" ? Tone::bad
                          : remark.level == "warning"                        ? Tone::notice
                                                                             : Tone::quiet;
        const std::string id = fmt::format("surveys.remark.{}", i);
        const double width = ui::desk::badge(frame, {where.x, where.y}, {{}, remark.level, tone});
        const ui::TextLook small{.scale = ui::Scale::small, .colour = ui::Role::second_text};
        ui::desk::words(frame,
                        {where.x + width + 5, where.y + 0.5, where.w - width - 5, 0},
                        {id + ".place", remark.place, small});
        double y = where.y + ui::desk::badge_size(frame, remark.level).h + 2;
        y += ui::paragraph(frame, {where.x, y, where.w, 0}, {id + ".what", remark.what + ".", {}});
        if (!remark.mend.empty()) {
            const ui::TextLook quiet{.colour = ui::Role::second_text};
            y += ui::paragraph(
                frame, {where.x, y, where.w, 0}, {id + ".mend", remark.mend + ".", quiet});
        }
        return y - where.y;
    }

    void draw_languages(Frame& frame, const Rect& where, const SurveyOnDisk& survey) {
        static constexpr std::array language_columns{
            Column{"name", "Language", 2, 0, false, false},
            Column{"percent", "Texts", 0.8, 0, true, false},
            Column{"state", "Translation", 1.4, 0, false, false}};
        const ui::desk::Table table{
            "surveys.languages",
            "Languages of the survey",
            language_columns,
            survey.languages.size(),
            [&](std::size_t row) { return survey.languages[row].tag; },
            [&](std::size_t row, std::size_t column) {
                const SurveyLanguage& language = survey.languages[row];
                return column == 0 ? Cell{fmt::format("{} ({})", language.name, language.tag),
                                          {},
                                          false,
                                          true}
                       : column == 1
                           ? Cell{fmt::format("{} %", language.percent)}
                           : (language.draft ? Cell{"draft, no speaker checked it", Tone::notice}
                                             : Cell{"checked", Tone::good});
            }};
        const double height = std::min(
            where.h, static_cast<double>(survey.languages.size() + 1) * ui::desk::row_height + 4);
        ui::desk::table(frame, {where.x, where.y, where.w, height}, table, languages_);
    }

    std::optional<SurveysModel> model_;
    ui::desk::TableState table_;
    ui::desk::TableState languages_;
    ui::desk::Scroll scroll_;
    std::size_t part_ = 0;
    std::size_t size_ = 0;
    std::size_t language_ = 0;
    std::unique_ptr<ScratchFolder> folder_;
    std::unique_ptr<KioskPreview> preview_;  ///< before its folder goes
    std::string preview_trouble_;
    bool asked_ = false;
    std::chrono::milliseconds stepped_{0};
};

}  // namespace

std::unique_ptr<View> make_surveys_view() {
    return std::make_unique<SurveysView>();
}

}  // namespace harmony::admin::gui
