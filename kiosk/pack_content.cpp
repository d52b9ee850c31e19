#include "kiosk/pack_content.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "events/event_json.h"

namespace harmony::kiosk {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

constexpr std::size_t file_cap = 8u << 20;
constexpr std::string_view format_name = "kiosk/1";

/// Reads members of a JSON object and keeps the first thing that was wrong with them, so that the
/// readers below say what they want and not how it may fail.
class Members {
public:
    Members(const json& object, std::string place) : object_(object), place_(std::move(place)) {}

    std::string text(const char* key) {
        const json* value = find(key);
        if (value == nullptr || !value->is_string()) {
            blame(key, "must be a text");
            return {};
        }
        return value->get<std::string>();
    }

    std::string text_or(const char* key, std::string otherwise) {
        return find(key) == nullptr ? otherwise : text(key);
    }

    std::optional<base::Day> day_or_none(const char* key) {
        const std::string written = text_or(key, "");
        if (written.empty()) {
            return std::nullopt;
        }
        const auto day = base::day_from_iso(written);
        if (!day) {
            blame(key, "must be a date such as 2026-03-30");
        }
        return day;
    }

    std::vector<std::string> texts(const char* key) {
        std::vector<std::string> all;
        const json* value = find(key);
        if (value == nullptr || !value->is_array()) {
            blame(key, "must be a list of texts");
            return all;
        }
        for (const json& item : *value) {
            if (!item.is_string()) {
                blame(key, "must be a list of texts");
                return all;
            }
            all.push_back(item.get<std::string>());
        }
        return all;
    }

    /// `{"en": "...", "ur": "..."}`, or a plain text, which counts as English.
    LocalText local_text(const char* key) {
        LocalText all;
        const json* value = find(key);
        if (value == nullptr) {
            return all;
        }
        if (value->is_string()) {
            all.emplace("en", value->get<std::string>());
            return all;
        }
        for (const auto& [code, item] : value->items()) {
            if (!item.is_string()) {
                blame(key, "must hold one text a language");
                return all;
            }
            all.emplace(code, item.get<std::string>());
        }
        return all;
    }

    template <typename Name>
    Name id(const char* key) {
        const auto found = Name::from_hex(text(key));
        if (!found) {
            blame(key, "must be hexadecimal of the right length");
        }
        return found.value_or(Name{});
    }

    const json* find(const char* key) const {
        const auto at = object_.find(key);
        return at == object_.end() ? nullptr : &*at;
    }

    void blame(const char* key, const char* what) {
        if (!fault_) {
            fault_ = Error{ErrorKind::unreadable, fmt::format("{}{} {}", place_, key, what)};
        }
    }

    [[nodiscard]] const std::optional<Error>& fault() const { return fault_; }

private:
    const json& object_;
    std::string place_;
    std::optional<Error> fault_;
};

Result<SurveyContent> read_survey(const json& object, std::string place, const PackFile& file) {
    Members members(object, std::move(place));
    SurveyContent survey;
    survey.id = members.text("id");
    survey.name = members.id<base::FormName>("name");
    const std::string form = members.text("form");
    if (members.fault()) {
        return *members.fault();
    }
    Result<base::Bytes> compiled = file(form);
    if (!compiled) {
        return compiled.error();
    }
    survey.compiled = std::move(compiled).value();
    const json* data = members.find("files");
    if (data == nullptr || !data->is_object()) {
        return survey;
    }
    for (const auto& [name, where] : data->items()) {
        Result<base::Bytes> bytes = file(where.is_string() ? where.get<std::string>() : "");
        if (!bytes) {
            return bytes.error();
        }
        survey.files.emplace(name, std::move(bytes).value());
    }
    return survey;
}

Result<EngagementContent> read_engagement(const json& object, std::string place) {
    Members members(object, std::move(place));
    EngagementContent engagement;
    engagement.id = members.id<base::EngagementId>("id");
    engagement.title = members.local_text("title");
    engagement.venue = members.text_or("venue", "");
    engagement.place = members.text_or("place", "");
    engagement.kind = members.text_or("kind", "");
    const auto day = members.day_or_none("day");
    engagement.surveys = members.texts("surveys");
    if (members.find("home_tiles") != nullptr) {
        engagement.home_tiles = members.texts("home_tiles");
    }
    if (members.fault()) {
        return *members.fault();
    }
    engagement.day = day.value_or(base::Day{});
    return engagement;
}

Result<PackContent> read_head(const json& object) {
    Members members(object, "kiosk.json: ");
    PackContent pack;
    if (members.text("harmony") != format_name) {
        members.blame("harmony", "must be \"kiosk/1\"");
    }
    pack.organisation = members.text("organisation");
    pack.partners = members.text_or("partners", "");
    pack.area = members.text_or("area", "");
    pack.readers = members.text_or("readers", "");
    pack.support_line = members.text_or("support_line", "");
    pack.notice_web = members.text_or("notice_web", "");
    if (!pack.notice_web.empty() && !events::is_web_address(pack.notice_web)) {
        members.blame("notice_web", "must be an address that begins with https://");
    }
    pack.keep_until = members.day_or_none("keep_until");
    pack.look_again = members.day_or_none("look_again");
    pack.what_next = members.local_text("what_next");
    pack.languages = members.texts("languages");
    if (pack.languages.empty()) {
        members.blame("languages", "must name at least one language");
    }
    return members.fault() ? Result<PackContent>(*members.fault()) : Result<PackContent>(pack);
}

/// A whole number of a member object; `otherwise` when it is not there, nothing when it is none.
std::optional<int> number_in(
    const json& object, const char* key, int least, int most, int otherwise) {
    const auto at = object.find(key);
    if (at == object.end()) {
        return otherwise;
    }
    const bool fits = at->is_number_integer() && *at >= least && *at <= most;
    return fits ? std::optional(at->get<int>()) : std::nullopt;
}

/// One number for each hour of the day.
bool read_brightness(const json& hours, BrightnessPlan& plan) {
    if (!hours.is_array() || hours.size() != plan.by_hour.size()) {
        return false;
    }
    for (std::size_t hour = 0; hour < plan.by_hour.size(); ++hour) {
        const bool fits = hours[hour].is_number_integer() && hours[hour] >= BrightnessPlan::least &&
                          hours[hour] <= BrightnessPlan::most;
        if (!fits) {
            return false;
        }
        plan.by_hour.at(hour) = hours[hour].get<int>();
    }
    return true;
}

Result<void> read_machine_settings(const json& object, PackContent& pack) {
    if (const auto hours = object.find("hours"); hours != object.end()) {
        Result<OpeningHours> read = read_opening_hours(hours->dump());
        if (!read) {
            return read.error().while_doing("kiosk.json");
        }
        pack.hours = std::move(*read);
    }
    if (const auto hours = object.find("brightness"); hours != object.end()) {
        if (!read_brightness(*hours, pack.brightness)) {
            return Error{ErrorKind::unreadable,
                         "kiosk.json: brightness holds 24 numbers from 10 to 100"};
        }
    }
    const json storage = object.value("storage", json::object());
    const auto warn = number_in(storage, "warn_pct", 50, 90, pack.storage_warn_pct);
    const auto stop = number_in(storage, "stop_pct", 80, 98, pack.storage_stop_pct);
    if (!warn || !stop || *warn >= *stop) {
        return Error{ErrorKind::unreadable,
                     "kiosk.json: storage holds warn_pct (50 to 90) below stop_pct (80 to 98)"};
    }
    pack.storage_warn_pct = *warn;
    pack.storage_stop_pct = *stop;
    return {};
}

Result<void> read_lists(const json& object, const PackFile& file, PackContent& pack) {
    const json none = json::array();
    const json& surveys = object.contains("surveys") ? object["surveys"] : none;
    for (std::size_t i = 0; i < surveys.size(); ++i) {
        auto survey = read_survey(surveys[i], fmt::format("kiosk.json: surveys[{}].", i), file);
        if (!survey) {
            return survey.error();
        }
        pack.surveys.push_back(std::move(survey).value());
    }
    const json& engagements = object.contains("engagements") ? object["engagements"] : none;
    for (std::size_t i = 0; i < engagements.size(); ++i) {
        auto engagement =
            read_engagement(engagements[i], fmt::format("kiosk.json: engagements[{}].", i));
        if (!engagement) {
            return engagement.error();
        }
        for (const std::string& id : engagement->surveys) {
            if (pack.survey(id) == nullptr) {
                return Error{ErrorKind::unreadable,
                             fmt::format("kiosk.json: engagements[{}] asks for the survey '{}', "
                                         "which the pack does not have",
                                         i,
                                         id)};
            }
        }
        pack.engagements.push_back(std::move(engagement).value());
    }
    return {};
}

/// Whose tickets are believed at a door.
Result<void> read_ticket_keys(const json& object, PackContent& pack) {
    const auto list = object.find("ticket_keys");
    if (list == object.end()) {
        return {};
    }
    for (const json& key : *list) {
        const auto read = key.is_string()
                              ? sync::SignPublicKey::from_hex(key.get_ref<const std::string&>())
                              : std::nullopt;
        if (!read) {
            return Error{ErrorKind::unreadable,
                         "kiosk.json: \"ticket_keys\" must be a list of keys of 64 letters of 0-9 "
                         "and a-f"};
        }
        pack.ticket_keys.push_back(*read);
    }
    return {};
}

/// A pack without them is one of an office that has no reports yet.
Result<void> read_receipts(const PackFile& file, PackContent& pack) {
    const Result<base::Bytes> bytes = file(events::receipts_file);
    if (!bytes) {
        return bytes.error().kind == ErrorKind::absent ? Result<void>() : bytes.error();
    }
    auto receipts = events::read_receipts(base::as_text(*bytes));
    if (!receipts) {
        return receipts.error().while_doing(events::receipts_file);
    }
    pack.receipts = std::move(*receipts);
    return {};
}

Result<void> read_town(const json& object, const PackFile& file, PackContent& pack) {
    auto town = events::read_town(object.dump(), "kiosk.json", events::Unknown::passed_over);
    if (!town) {
        return town.error();
    }
    pack.town = std::move(town).value();
    Result<PackPictures> pictures = read_pack_pictures(pack.town, pack.languages, file);
    if (!pictures) {
        return pictures.error();
    }
    pack.pictures = std::move(*pictures);
    return {};
}

Result<void> read_events(const json& object, PackContent& pack) {
    if (!object.contains("events")) {
        return {};
    }
    auto events =
        events::read_events(object["events"].dump(), "kiosk.json", events::Unknown::passed_over);
    if (!events) {
        return events.error();
    }
    pack.events = std::move(events).value();
    return {};
}

Result<void> read_maps(const json& object, const PackFile& file, PackContent& pack) {
    if (!object.contains("maps")) {
        return {};
    }
    Members members(object, "kiosk.json: ");
    const std::vector<std::string> ids = members.texts("maps");
    if (members.fault()) {
        return *members.fault();
    }
    for (const std::string& id : ids) {
        Result<MapContent> map = read_map_content(id, file);
        if (!map) {
            return map.error();
        }
        pack.maps.push_back(std::move(map).value());
    }
    return {};
}

/// Named here, read when they are said.
Result<void> read_clips(const json& object, const PackFile& file, PackContent& pack) {
    if (!object.contains("clips")) {
        return {};
    }
    Members members(object, "kiosk.json: ");
    const std::vector<std::string> names = members.texts("clips");
    if (members.fault()) {
        return *members.fault();
    }
    for (const std::string& name : names) {
        if (!is_clip_file(name)) {
            return Error{ErrorKind::unreadable,
                         fmt::format("kiosk.json: clips: {} is not the name of a clip", name)};
        }
    }
    pack.clips = std::make_shared<PackClips>(PackClips{{names.begin(), names.end()}, file});
    return {};
}

/// A language without a catalogue or notice is the session's business: it is not offered.
Result<void> read_texts(const PackFile& file, PackContent& pack) {
    for (const std::string& code : pack.languages) {
        Result<base::Bytes> phrases = file(fmt::format("phrases/{}.toml", code));
        if (phrases) {
            pack.phrases.emplace(code, std::move(phrases).value());
        } else if (phrases.error().kind != ErrorKind::absent) {
            return phrases.error();
        }
        const Result<base::Bytes> notice = file(fmt::format("notices/{}.txt", code));
        if (notice) {
            pack.notices.emplace(code, std::string(base::as_text(*notice)));
        } else if (notice.error().kind != ErrorKind::absent) {
            return notice.error();
        }
    }
    return {};
}

}  // namespace

std::string in_language(const LocalText& text, std::string_view language) {
    for (const std::string_view code : {language, std::string_view("en")}) {
        const auto at = text.find(code);
        if (at != text.end()) {
            return at->second;
        }
    }
    return text.empty() ? std::string() : text.begin()->second;
}

const SurveyContent* PackContent::survey(std::string_view id) const {
    for (const SurveyContent& survey : surveys) {
        if (survey.id == id) {
            return &survey;
        }
    }
    return nullptr;
}

const EngagementContent* PackContent::engagement(const base::EngagementId& id) const {
    for (const EngagementContent& engagement : engagements) {
        if (engagement.id == id) {
            return &engagement;
        }
    }
    return nullptr;
}

const events::Event* PackContent::event(const events::OccurrenceId& id) const {
    for (const events::Event& event : events) {
        if (event.id == id) {
            return &event;
        }
    }
    return nullptr;
}

PackFile files_of_folder(base::Files& files, std::filesystem::path folder) {
    return [&files, folder = std::move(folder)](std::string_view name) -> Result<base::Bytes> {
        const std::filesystem::path relative(name);
        if (name.empty() || relative.is_absolute() || name.find("..") != std::string_view::npos) {
            return Error{ErrorKind::refused, fmt::format("'{}' is no file of a pack", name)};
        }
        return files.read(folder / relative, file_cap).while_doing(name);
    };
}

Result<PackContent> read_pack_content(const PackFile& file) {
    const Result<base::Bytes> bytes = file("kiosk.json");
    if (!bytes) {
        return bytes.error();
    }
    const json object = json::parse(base::as_text(*bytes), nullptr, false);
    if (!object.is_object()) {
        return Error{ErrorKind::unreadable, "kiosk.json is not a JSON object"};
    }
    Result<PackContent> pack = read_head(object);
    if (!pack) {
        return pack;
    }
    for (const Result<void>& done : {read_lists(object, file, *pack),
                                     read_events(object, *pack),
                                     read_town(object, file, *pack),
                                     read_machine_settings(object, *pack),
                                     read_maps(object, file, *pack),
                                     read_clips(object, file, *pack),
                                     read_ticket_keys(object, *pack),
                                     read_receipts(file, *pack),
                                     read_texts(file, *pack)}) {
        if (!done) {
            return done.error();
        }
    }
    return pack;
}

const EngagementContent* engagement_of_day(const PackContent& pack, base::Day today) {
    for (const EngagementContent& engagement : pack.engagements) {
        if (engagement.day == today) {
            return &engagement;
        }
    }
    return nullptr;
}

}  // namespace harmony::kiosk
