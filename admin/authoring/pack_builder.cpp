#include "admin/authoring/pack_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "admin/authoring/event_texts.h"
#include "events/event_json.h"
#include "survey/compiled.h"
#include "sync/crypto.h"
#include "sync/pack.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

namespace {

constexpr std::size_t longest_notice = 1200;  // words; more than that nobody reads on a kiosk

std::string form_entry(const CompiledSurvey& survey) {
    return fmt::format("forms/{}.json", survey.id);
}

std::string data_entry(const CompiledSurvey& survey, const std::string& file) {
    return fmt::format("data/{}-{}", survey.id, file);
}

json survey_json(const CompiledSurvey& survey) {
    json files = json::object();
    for (const auto& [file, bytes] : survey.data) {
        files[file] = data_entry(survey, file);
    }
    return {{"id", survey.id},
            {"form", form_entry(survey)},
            {"name", survey.name.hex()},
            {"files", files}};
}

json engagement_json(const Engagement& engagement, const std::vector<CompiledSurvey>& surveys) {
    json offered = engagement.surveys;
    if (engagement.surveys.empty()) {
        offered = json::array();
        for (const CompiledSurvey& survey : surveys) {
            offered.push_back(survey.id);
        }
    }
    json object{{"id", engagement.id.hex()},
                {"title", engagement.title},
                {"venue", engagement.venue},
                {"place", engagement.place},
                {"kind", engagement.kind},
                {"day", base::to_iso(engagement.day)},
                {"surveys", offered}};
    if (!engagement.home_tiles.empty()) {
        object["home_tiles"] = engagement.home_tiles;
    }
    return object;
}

std::string kiosk_json(const std::vector<CompiledSurvey>& surveys,
                       const Content& content,
                       const std::vector<events::Event>& events,
                       const std::string& organisation,
                       const PackExtras& extras) {
    json object{{"harmony", "kiosk/1"},
                {"organisation", organisation},
                {"partners", content.partners},
                {"area", content.area},
                {"readers", content.readers},
                {"keep_until", base::to_iso(content.keep_until.value_or(base::Day{}))},
                {"languages", content.languages},
                {"what_next", content.what_next},
                {"surveys", json::array()},
                {"engagements", json::array()}};
    if (content.look_again) {
        object["look_again"] = base::to_iso(*content.look_again);
    }
    if (!content.notice_web.empty()) {
        object["notice_web"] = content.notice_web;
    }
    if (!content.support_line.empty()) {
        object["support_line"] = content.support_line;
    }
    if (!content.hours.empty()) {
        object["hours"] = json::parse(content.hours);
    }
    if (!content.storage.empty()) {
        object["storage"] = json::parse(content.storage);
    }
    for (const CompiledSurvey& survey : surveys) {
        object["surveys"].push_back(survey_json(survey));
    }
    for (const Engagement& engagement : content.engagements) {
        object["engagements"].push_back(engagement_json(engagement, surveys));
    }
    object.update(json::parse(events::write_town(content.town)));
    if (!events.empty()) {
        object["events"] = json::parse(events::write_events(events));
    }
    if (const std::string map = id_of(extras.map); !map.empty()) {
        object["maps"] = {map};
    }
    for (const sync::SignPublicKey& key : extras.ticket_keys) {
        object["ticket_keys"].push_back(key.hex());
    }
    for (const ClipFile& clip : extras.clips) {
        object["clips"].push_back(clip.name);
    }
    return object.dump(1) + '\n';
}

Result<void> check_ids(const std::vector<CompiledSurvey>& surveys, const Content& content) {
    for (std::size_t at = 0; at < surveys.size(); ++at) {
        for (std::size_t before = 0; before < at; ++before) {
            if (surveys[before].id == surveys[at].id) {
                return Error{
                    ErrorKind::refused,
                    fmt::format(
                        "two surveys have the form_id {}. Give each its own on the settings sheet",
                        surveys[at].id)};
            }
        }
    }
    const auto is_there = [&](const std::string& id) {
        return std::any_of(
            surveys.begin(), surveys.end(), [&](const auto& survey) { return survey.id == id; });
    };
    for (const Engagement& engagement : content.engagements) {
        for (const std::string& id : engagement.surveys) {
            if (!is_there(id)) {
                return Error{
                    ErrorKind::refused,
                    fmt::format(
                        "the engagement {} asks for the survey {}, which is not published with it. "
                        "Add --survey, or take it out of the content file",
                        engagement.id.hex(),
                        id)};
            }
        }
    }
    return {};
}

Result<void> check_pictures(const Content& content, const std::vector<PictureFile>& files) {
    for (const events::NamedPicture& one : events::pictures_of(content.town)) {
        const bool is_there = std::any_of(files.begin(), files.end(), [&](const auto& file) {
            return file.name == one.picture->file;
        });
        if (!is_there) {
            return Error{ErrorKind::refused,
                         fmt::format("{}: the file {} is missing", one.what, one.picture->file)};
        }
    }
    return events::check_pictures(content.town, content.languages, "the content");
}

Result<void> check_entries(const std::vector<PackEntry>& entries) {
    for (const PackEntry& entry : entries) {
        if (!sync::is_pack_file_name(entry.name)) {
            return Error{
                ErrorKind::refused,
                fmt::format(
                    "{} cannot be the name of a file in a pack: use a-z, 0-9, '.', '-' and '_' in "
                    "form ids and file names, at most 64 letters together",
                    entry.name)};
        }
    }
    return {};
}

/// A survey that keeps the answers of people who walked away needs a notice that says so
/// (kiosk.md 4.4).
Result<void> check_partial(const CompiledSurvey& survey,
                           const std::vector<Catalogue>& catalogues,
                           const std::vector<Notice>& notices) {
    const Result<survey::Form> form = survey::load_form(survey.compiled, survey.name, survey.data);
    if (!form || form->settings().partial != survey::PartialPolicy::keep) {
        return {};
    }
    for (std::size_t i = 0; i < catalogues.size(); ++i) {
        const auto block = catalogues[i].texts.find("notice.partial");
        const bool says = block != catalogues[i].texts.end() &&
                          notices[i].text.find(block->second) != std::string::npos;
        if (!says) {
            return Error{ErrorKind::refused,
                         fmt::format("{} keeps the answers of people who walk away "
                                     "(kiosk:partial), and the privacy notice of '{}' does not "
                                     "say so. Put the text of notice.partial into notice.survey, "
                                     "or take kiosk:partial out",
                                     survey.id,
                                     catalogues[i].code)};
        }
    }
    return {};
}

/// Reports are answered, so those who make them may agree to be told.
bool takes_reports(const CompiledSurvey& survey) {
    const Result<survey::Form> form = survey::load_form(survey.compiled, survey.name, survey.data);
    return form && form->settings().purpose == survey::Purpose::case_report;
}

/// What a kiosk will do that the officer may not expect.
void remark(const CompiledSurvey& survey,
            const Content& content,
            bool has_map,
            std::vector<std::string>& remarks) {
    const Result<survey::Form> form = survey::load_form(survey.compiled, survey.name, survey.data);
    if (!form) {
        return;  // `take_compiled` has loaded it before
    }
    for (const std::string& language : content.languages) {
        if (!form->has_language(language)) {
            remarks.push_back(fmt::format("{} has no '{}': its questions are shown in {}.",
                                          survey.id,
                                          language,
                                          form->default_language()));
        }
    }
    if (!has_map) {
        const std::vector<std::string> over = stepped_over(*form);
        remarks.insert(remarks.end(), over.begin(), over.end());
    }
}

/// Pages of staff are in English.
bool read_by_staff(std::string_view key) {
    return key.starts_with("staff.") || key.starts_with("fault.");
}

void remark(const std::vector<Catalogue>& catalogues, std::vector<std::string>& remarks) {
    const auto english = std::find_if(catalogues.begin(),
                                      catalogues.end(),
                                      [](const auto& catalogue) { return catalogue.code == "en"; });
    for (const Catalogue& catalogue : catalogues) {
        auto missing = english == catalogues.end() ? std::vector<std::string>()
                                                   : missing_keys(*english, catalogue);
        std::erase_if(missing, read_by_staff);
        if (!missing.empty()) {
            remarks.push_back(
                fmt::format("{} phrases are missing in '{}' and are shown in English, such as {}.",
                            missing.size(),
                            catalogue.code,
                            missing.front()));
        }
    }
}

}  // namespace

Result<Notice> make_notice(const Catalogue& catalogue,
                           const Content& content,
                           const std::string& organisation) {
    const auto pattern = catalogue.texts.find("notice.survey");
    if (pattern == catalogue.texts.end()) {
        return Error{
            ErrorKind::unreadable,
            fmt::format(
                "the phrases of '{}' have no privacy notice (notice.survey). A survey is never "
                "published without one: add it, or take the language out",
                catalogue.code)};
    }
    const std::string text =
        fill(pattern->second,
             {{"organisation", organisation},
              {"partners", content.partners},
              {"area", content.area},
              {"readers", content.readers},
              {"date", long_date(catalogue, content.keep_until.value_or(base::Day{}))}});
    if (const std::string left = unfilled(text); !left.empty()) {
        return Error{ErrorKind::unreadable,
                     fmt::format("the privacy notice of '{}' has a place {} that nothing fills",
                                 catalogue.code,
                                 left)};
    }
    if (static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) > longest_notice) {
        return Error{ErrorKind::refused,
                     fmt::format("the privacy notice of '{}' is longer than {} words",
                                 catalogue.code,
                                 longest_notice)};
    }
    return Notice{catalogue.code, sync::notice_hash(base::as_bytes(text)), text};
}

std::vector<std::string> stepped_over(const survey::Form& form) {
    std::vector<std::string> sentences;
    for (const survey::Node& node : form.nodes()) {
        if (node.kiosk.widget == survey::Widget::place_map) {
            sentences.push_back(
                fmt::format("{}: the question {} needs a map, and this content names none: kiosks "
                            "step over it. "
                            "Make one with harmony-admin map.",
                            form.id(),
                            node.name));
        }
    }
    return sentences;
}

Result<CompiledSurvey> take_compiled(const SurveyFile& survey) {
    const survey::Imported& imported = survey.imported;
    if (!imported.publishable() || !imported.compiled || !imported.summary) {
        return Error{ErrorKind::refused,
                     fmt::format("{} cannot be published:\n{}{}\nNothing was written. Mend it, or "
                                 "let a block through "
                                 "with --waive CODE --by NAME",
                                 survey.name,
                                 survey::text_form(imported.messages),
                                 survey::summary_line(survey.name, imported))};
    }
    CompiledSurvey compiled;
    compiled.id = imported.summary->id;
    compiled.compiled = base::copy_bytes(base::as_bytes(*imported.compiled));
    compiled.name = sync::form_name(compiled.compiled);
    const Result<survey::Form> form =
        survey::load_form(compiled.compiled, compiled.name, survey.beside);
    if (!form) {
        return form.error().while_doing(survey.name + ": a kiosk would refuse the compiled form");
    }
    for (const survey::DataFile& file : form->content().files) {
        compiled.data.emplace(file.name, survey.beside.at(file.name));
    }
    for (const std::string& file : imported.summary->files) {  // the pictures, too
        if (const auto at = survey.beside.find(file); at != survey.beside.end()) {
            compiled.data.emplace(file, at->second);
        }
    }
    return compiled;
}

Result<PackContents> build_pack(std::vector<CompiledSurvey> surveys,
                                const Content& content,
                                const std::vector<Catalogue>& catalogues,
                                const std::string& organisation,
                                const PackExtras& extras) {
    const std::vector<MapFile>& map = extras.map;
    for (const Result<void>& fit :
         {check_ids(surveys, content), check_pictures(content, extras.pictures)}) {
        if (!fit) {
            return fit.error();
        }
    }
    PackContents pack;
    const auto add = [&](std::string name, base::ByteView bytes) {
        pack.entries.push_back({std::move(name), base::copy_bytes(bytes)});
    };
    for (const Catalogue& catalogue : catalogues) {
        Result<Notice> notice = make_notice(catalogue, content, organisation);
        if (!notice) {
            return notice.error();
        }
        add(fmt::format("phrases/{}.toml", catalogue.code), catalogue.bytes);
        add(fmt::format("notices/{}.txt", catalogue.code), base::as_bytes(notice->text));
        pack.notices.push_back(std::move(*notice));
    }
    for (const CompiledSurvey& survey : surveys) {
        add(form_entry(survey), survey.compiled);
        for (const auto& [file, bytes] : survey.data) {
            add(data_entry(survey, file), bytes);
        }
        if (Result<void> said = check_partial(survey, catalogues, pack.notices); !said) {
            return said.error();
        }
        remark(survey, content, !map.empty(), pack.remarks);
    }
    for (const MapFile& file : map) {
        add("map/" + file.name, file.bytes);
    }
    for (const PictureFile& picture : extras.pictures) {
        add("pictures/" + picture.name, picture.bytes);
    }
    for (const ClipFile& clip : extras.clips) {
        add("clips/" + clip.name, clip.bytes);
    }
    remark(catalogues, pack.remarks);
    Result<PublishedEvents> events = publish_events(content.events, catalogues);
    if (!events) {
        return events.error();
    }
    pack.consents = std::move(events->consents);
    if (std::any_of(surveys.begin(), surveys.end(), takes_reports)) {
        if (Result<void> kept = publish_hear_back(organisation, catalogues, pack.consents); !kept) {
            return kept.error();
        }
    }
    pack.remarks.insert(pack.remarks.end(), events->remarks.begin(), events->remarks.end());
    add("kiosk.json",
        base::as_bytes(kiosk_json(surveys, content, events->events, organisation, extras)));
    std::sort(pack.entries.begin(), pack.entries.end(), [](const auto& a, const auto& b) {
        return a.name < b.name;
    });
    if (Result<void> fit = check_entries(pack.entries); !fit) {
        return fit.error();
    }
    pack.surveys = std::move(surveys);
    return pack;
}

}  // namespace harmony::admin
