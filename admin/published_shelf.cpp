#include "admin/published_shelf.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "survey/compiled.h"

namespace harmony::admin {

using base::Bytes;
using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

namespace {

constexpr std::string_view engagements_name = "engagements";
constexpr std::string_view area_name = "area";
constexpr std::string_view dates_name = "dates";
constexpr std::chrono::days dates_kept{730};
constexpr std::string_view surveys_name = "surveys";

std::string notice_name(const base::NoticeHash& hash) {
    return "notice:" + hash.hex();
}

std::string consent_name(const base::Digest& hash) {
    return "consent:" + hash.hex();
}

/// The data files of a form: a list of their names, and each under its own name.
std::string data_list_name(const base::FormName& form) {
    return "data:" + form.hex();
}

std::string data_name(const base::FormName& form, const std::string& file) {
    return fmt::format("data:{}/{}", form.hex(), file);
}

json engagement_json(const Engagement& engagement) {
    return {{"id", engagement.id.hex()},
            {"title", engagement.title},
            {"venue", engagement.venue},
            {"place", engagement.place},
            {"kind", engagement.kind},
            {"day", base::to_iso(engagement.day)}};
}

std::optional<Engagement> engagement_from(const json& object) {
    const auto id = base::EngagementId::from_hex(object.value("id", ""));
    const auto day = base::day_from_iso(object.value("day", ""));
    if (!id || !day) {
        return std::nullopt;
    }
    Engagement engagement;
    engagement.id = *id;
    engagement.title = object.value("title", LocalText{});
    engagement.venue = object.value("venue", "");
    engagement.place = object.value("place", "");
    engagement.kind = object.value("kind", "");
    engagement.day = *day;
    return engagement;
}

Result<void> keep_dates(db::OfficeStore& store, const std::vector<events::Event>& events) {
    std::map<events::OccurrenceId, PublishedDate> all = dates_on_shelf(store);
    base::Day newest{};
    for (const events::Event& event : events) {
        all[event.id] = {
            std::string(events::in_language(event.title, "en")), event.day, event.start};
    }
    for (const auto& [id, date] : all) {
        newest = std::max(newest, date.day);
    }
    json list = json::object();
    for (const auto& [id, date] : all) {
        if (date.day + dates_kept >= newest) {
            list[id.hex()] = {{"title", date.title},
                              {"day", base::to_iso(date.day)},
                              {"start", date.start.count()}};
        }
    }
    return store.set_value(dates_name, base::as_bytes(list.dump()));
}

Result<void> keep_survey(db::OfficeStore& store, const CompiledSurvey& survey) {
    json names = json::array();
    for (const auto& [file, bytes] : survey.data) {
        names.push_back(file);
        if (auto kept = store.set_value(data_name(survey.name, file), bytes); !kept) {
            return kept;
        }
    }
    if (auto kept = store.set_value(data_list_name(survey.name), base::as_bytes(names.dump()));
        !kept) {
        return kept;
    }
    // The form comes after them: a form that is here has its data here.
    if (auto kept = store.keep_form(survey.name, survey.compiled); !kept) {
        return kept;
    }
    std::vector<ShelvedSurvey> all = surveys_on_shelf(store);
    if (std::find(all.begin(), all.end(), ShelvedSurvey{survey.id, survey.name}) != all.end()) {
        return {};
    }
    all.push_back({survey.id, survey.name});
    json list = json::array();
    for (const ShelvedSurvey& one : all) {
        list.push_back({{"id", one.id}, {"name", one.name.hex()}});
    }
    return store.set_value(surveys_name, base::as_bytes(list.dump()));
}

Result<void> keep_engagements(db::OfficeStore& store, const std::vector<Engagement>& engagements) {
    std::vector<Engagement> all = engagements_on_shelf(store);
    for (const Engagement& engagement : engagements) {
        const auto known = std::find_if(all.begin(), all.end(), [&](const Engagement& other) {
            return other.id == engagement.id;
        });
        if (known == all.end()) {
            all.push_back(engagement);
        } else {
            *known = engagement;
        }
    }
    json list = json::array();
    for (const Engagement& engagement : all) {
        list.push_back(engagement_json(engagement));
    }
    return store.set_value(engagements_name, base::as_bytes(list.dump()));
}

}  // namespace

Result<void> refuse_clashes(db::OfficeStore& store, const PackContents& pack) {
    for (const CompiledSurvey& survey : pack.surveys) {
        const auto kept = store.form(survey.name);
        if (kept && !base::equal(*kept, survey.compiled)) {
            return Error{
                ErrorKind::refused,
                fmt::format(
                    "{}: its short name {} belongs to another published form. Nothing was written; "
                    "change any word of the survey, such as its version, and publish again",
                    survey.id,
                    survey.name.hex())};
        }
    }
    for (const Notice& notice : pack.notices) {
        const auto kept = store.value(notice_name(notice.hash));
        if (kept && !base::equal(*kept, base::as_bytes(notice.text))) {
            return Error{
                ErrorKind::refused,
                fmt::format(
                    "the privacy notice of '{}' has the short name of another published notice. "
                    "Nothing was written; change any word of the content file and publish again",
                    notice.language)};
        }
    }
    return {};
}

Result<void> keep_on_shelf(db::OfficeStore& store,
                           const PackContents& pack,
                           const Content& content) {
    if (Result<void> unique = refuse_clashes(store, pack); !unique) {
        return unique;
    }
    for (const CompiledSurvey& survey : pack.surveys) {
        if (Result<void> kept = keep_survey(store, survey); !kept) {
            return kept;
        }
    }
    for (const Notice& notice : pack.notices) {
        if (auto kept = store.set_value(notice_name(notice.hash), base::as_bytes(notice.text));
            !kept) {
            return kept;
        }
    }
    for (const ConsentText& consent : pack.consents) {
        if (auto kept = store.set_value(consent_name(consent.hash), base::as_bytes(consent.text));
            !kept) {
            return kept;
        }
    }
    if (auto kept = store.set_value(area_name, base::as_bytes(content.area)); !kept) {
        return kept;
    }
    if (auto kept = keep_dates(store, content.events); !kept) {
        return kept;
    }
    return keep_engagements(store, content.engagements);
}

std::map<events::OccurrenceId, PublishedDate> dates_on_shelf(db::OfficeStore& store) {
    std::map<events::OccurrenceId, PublishedDate> all;
    const auto bytes = store.value(dates_name);
    const json list = bytes ? json::parse(base::as_text(*bytes), nullptr, false) : json::object();
    for (const auto& [hex, object] : list.items()) {
        const auto id = events::OccurrenceId::from_hex(hex);
        const auto day = base::day_from_iso(object.value("day", ""));
        if (id && day) {
            all[*id] = {
                object.value("title", ""), *day, std::chrono::minutes{object.value("start", 0)}};
        }
    }
    return all;
}

std::optional<std::string> consent_on_shelf(db::OfficeStore& store, const base::Digest& hash) {
    const auto bytes = store.value(consent_name(hash));
    return bytes ? std::optional<std::string>(base::as_text(*bytes)) : std::nullopt;
}

std::string area_on_shelf(db::OfficeStore& store) {
    const auto bytes = store.value(area_name);
    return bytes ? std::string(base::as_text(*bytes)) : std::string();
}

std::vector<ShelvedSurvey> surveys_on_shelf(db::OfficeStore& store) {
    std::vector<ShelvedSurvey> all;
    const auto bytes = store.value(surveys_name);
    const json list = bytes ? json::parse(base::as_text(*bytes), nullptr, false) : json::array();
    for (const json& object : list) {
        const auto name = base::FormName::from_hex(object.value("name", ""));
        if (name) {
            all.push_back({object.value("id", ""), *name});
        }
    }
    return all;
}

Result<survey::Form> form_on_shelf(db::OfficeStore& store, const base::FormName& name) {
    const auto compiled = store.form(name);
    if (!compiled) {
        return Error{ErrorKind::absent,
                     fmt::format("the form {} was never published here", name.hex())};
    }
    survey::FileSet files;
    const auto list = store.value(data_list_name(name));
    const json names = list ? json::parse(base::as_text(*list), nullptr, false) : json::array();
    for (const json& file : names) {
        const std::string text = file.is_string() ? file.get<std::string>() : std::string();
        files.emplace(text, store.value(data_name(name, text)).value_or(Bytes{}));
    }
    return survey::load_form(*compiled, name, files).while_doing("reading the form " + name.hex());
}

std::vector<Engagement> engagements_on_shelf(db::OfficeStore& store) {
    std::vector<Engagement> all;
    const auto bytes = store.value(engagements_name);
    const json list = bytes ? json::parse(base::as_text(*bytes), nullptr, false) : json::array();
    for (const json& object : list) {
        if (auto engagement = engagement_from(object)) {
            all.push_back(std::move(*engagement));
        }
    }
    return all;
}

}  // namespace harmony::admin
