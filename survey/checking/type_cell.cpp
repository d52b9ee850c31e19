#include "survey/checking/type_cell.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"
#include "survey/checking/report.h"

namespace harmony::survey {
namespace {

struct PlainType {
    std::string_view written;
    NodeType type;
};

constexpr auto plain_types = std::to_array<PlainType>({
    {"text", NodeType::text},
    {"string", NodeType::text},
    {"q string", NodeType::text},
    {"add text prompt", NodeType::text},
    {"integer", NodeType::integer},
    {"int", NodeType::integer},
    {"q int", NodeType::integer},
    {"add integer prompt", NodeType::integer},
    {"decimal", NodeType::decimal},
    {"q decimal", NodeType::decimal},
    {"add decimal prompt", NodeType::decimal},
    {"note", NodeType::note},
    {"q note", NodeType::note},
    {"add note prompt", NodeType::note},
    {"acknowledge", NodeType::acknowledge},
    {"trigger", NodeType::acknowledge},
    {"q acknowledge", NodeType::acknowledge},
    {"add acknowledge prompt", NodeType::acknowledge},
    {"calculate", NodeType::calculate},
    {"q calculate", NodeType::calculate},
    {"add calculate prompt", NodeType::calculate},
    {"hidden", NodeType::hidden},
    {"range", NodeType::range},
    {"date", NodeType::date},
    {"q date", NodeType::date},
    {"add date prompt", NodeType::date},
    {"time", NodeType::time},
    {"dateTime", NodeType::date_time},
    {"datetime", NodeType::date_time},
    {"date time", NodeType::date_time},
    {"q date time", NodeType::date_time},
    {"q dateTime", NodeType::date_time},
    {"add date time prompt", NodeType::date_time},
    {"add dateTime prompt", NodeType::date_time},
    {"today", NodeType::today},
    {"get today", NodeType::today},
    {"start", NodeType::start},
    {"get start time", NodeType::start},
    {"start time", NodeType::start},
    {"end", NodeType::end},
    {"get end time", NodeType::end},
    {"end time", NodeType::end},
    {"deviceid", NodeType::device_id},
    {"device id", NodeType::device_id},
    {"get device id", NodeType::device_id},
    {"imei", NodeType::device_id},
});

struct SelectType {
    std::string_view written;
    NodeType type;
    bool from_file;
};

/// Longer ones first: `select_one` is the beginning of others.
constexpr auto select_types = std::to_array<SelectType>({
    {"add select multiple prompt using", NodeType::select_multiple, false},
    {"add select one prompt using", NodeType::select_one, false},
    {"select all that apply from", NodeType::select_multiple, false},
    {"select_multiple_from_file", NodeType::select_multiple, true},
    {"select multiple from file", NodeType::select_multiple, true},
    {"select one from file", NodeType::select_one, true},
    {"select_one_from_file", NodeType::select_one, true},
    {"select all that apply", NodeType::select_multiple, false},
    {"select_multiple", NodeType::select_multiple, false},
    {"select one from", NodeType::select_one, false},
    {"select_one", NodeType::select_one, false},
    {"select one", NodeType::select_one, false},
    {"select1", NodeType::select_one, false},
    {"rank", NodeType::rank, false},
});

struct Refusal {
    std::string_view written;
    std::string_view reason;
    std::string_view mend;
};

constexpr std::string_view no_repeat = "a kiosk asks one person once";
constexpr std::string_view mend_repeat = "write the questions out, or make a second survey";
constexpr std::string_view no_position = "a kiosk does not record positions";
constexpr std::string_view mend_position =
    "use a place list, or a text question with kiosk:widget place-map";
constexpr std::string_view no_media = "photos, sound and files are not taken at a kiosk";
constexpr std::string_view mend_media = "ask for it in words";
constexpr std::string_view no_identity = "who is answering is never collected";
constexpr std::string_view mend_row = "take the row out";
constexpr std::string_view no_server = "it needs a server of another system";
constexpr std::string_view mend_file = "use select_one_from_file with a .csv file";

constexpr auto refusals = std::to_array<Refusal>({
    {"geopoint", no_position, mend_position},
    {"geotrace", no_position, mend_position},
    {"geoshape", no_position, mend_position},
    {"start-geopoint", no_position, mend_row},
    {"background-geopoint", no_position, mend_row},
    {"gps", no_position, mend_position},
    {"location", no_position, mend_position},
    {"image", no_media, mend_media},
    {"photo", no_media, mend_media},
    {"audio", no_media, mend_media},
    {"video", no_media, mend_media},
    {"file", no_media, mend_media},
    {"background-audio", no_media, mend_row},
    {"barcode", no_media, "use a text question"},
    {"osm", no_server, mend_position},
    {"audit", "how somebody answers is never recorded", mend_row},
    {"select_one_external", no_server, mend_file},
    {"xml-external", no_server, mend_file},
    {"username", no_identity, mend_row},
    {"phonenumber", no_identity, mend_row},
    {"email", no_identity, mend_row},
    {"simserial", no_identity, mend_row},
    {"subscriberid", no_identity, mend_row},
    {"property", no_identity, mend_row},
    {"percentage", "it is an old type", "use integer with a constraint"},
    {"phone number", no_identity, mend_row},
});

bool begins_with_word(std::string_view text, std::string_view word) {
    return text.starts_with(word) && (text.size() == word.size() || text[word.size()] == ' ');
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return text == w; });
}

TypeCell refuse(const char* code, std::string what, std::string mend) {
    TypeCell result;
    result.code = code;
    result.what = std::move(what);
    result.mend = std::move(mend);
    return result;
}

std::optional<TypeCell> structure(std::string_view cell) {
    TypeCell result;
    if (begins_with_word(cell, "begin_group") || begins_with_word(cell, "begin group")) {
        result.kind = TypeCell::Kind::begin_group;
        return result;
    }
    if (is_one_of(cell, {"end_group", "end group"})) {
        result.kind = TypeCell::Kind::end_group;
        return result;
    }
    if (is_one_of(cell,
                  {"end_repeat",
                   "end repeat",
                   "end_loop",
                   "end loop",
                   "end_lgroup",
                   "end lgroup",
                   "end_looped group",
                   "end looped group"})) {
        result.kind = TypeCell::Kind::end_refused;
        return result;
    }
    for (const std::string_view word : {"begin_repeat",
                                        "begin repeat",
                                        "begin_loop",
                                        "begin loop",
                                        "begin_lgroup",
                                        "begin lgroup",
                                        "begin_looped group",
                                        "begin looped group"}) {
        if (begins_with_word(cell, word)) {
            result = refuse("P201",
                            fmt::format("{} is not part of the kiosk profile: {}", word, no_repeat),
                            std::string(mend_repeat));
            result.kind = TypeCell::Kind::begin_refused;
            return result;
        }
    }
    return std::nullopt;
}

TypeCell file_select(TypeCell result) {
    const std::string lower = base::lower_ascii(result.list);
    if (lower.ends_with(".xml") || lower.ends_with(".geojson")) {
        return refuse("P204",
                      fmt::format("lists in .xml and .geojson files are not part of the kiosk "
                                  "profile: {}",
                                  in_quotes(result.list)),
                      "save the list as a .csv file with the columns name and label");
    }
    if (!lower.ends_with(".csv")) {
        return refuse(
            "Q206",
            fmt::format("the name of a data file must end in .csv: {}", in_quotes(result.list)),
            "write select_one_from_file places.csv");
    }
    return result;
}

std::optional<TypeCell> select(std::string_view cell) {
    for (const SelectType& type : select_types) {
        if (!begins_with_word(cell, type.written)) {
            continue;
        }
        TypeCell result;
        result.kind = TypeCell::Kind::question;
        result.type = type.type;
        result.from_file = type.from_file;
        result.list = std::string(base::trim(cell.substr(type.written.size())));
        for (const std::string_view other : {" or_other", " or other", " or specify other"}) {
            if (result.list.ends_with(other)) {
                result.list = std::string(
                    base::trim(result.list.substr(0, result.list.size() - other.size())));
                result.or_other = true;
                break;
            }
        }
        if (result.list.empty()) {
            return refuse("Q201",
                          fmt::format("{} does not say which list", type.written),
                          "write the name of a list after it");
        }
        if (result.list.starts_with("${")) {
            return refuse("P202",
                          "choices that are the answers of another question are not part of the "
                          "kiosk profile",
                          "make a list on the choices sheet, with a choice filter");
        }
        return type.from_file ? file_select(std::move(result)) : result;
    }
    return std::nullopt;
}

TypeCell unknown(std::string_view cell) {
    std::vector<std::string> known = {"begin_group", "end_group", "select_one", "select_multiple"};
    for (const PlainType& type : plain_types) {
        known.emplace_back(type.written);
    }
    const std::string first(cell.substr(0, cell.find(' ')));
    const auto near = base::nearest(first, known);
    return refuse("Q201",
                  fmt::format("there is no type called {}", in_quotes(cell)),
                  near ? fmt::format("write {}", *near)
                       : "use text, integer, decimal, select_one, select_multiple or note");
}

}  // namespace

TypeCell read_type_cell(std::string_view cell) {
    for (const PlainType& type : plain_types) {
        if (type.written == cell) {
            TypeCell result;
            result.kind = TypeCell::Kind::question;
            result.type = type.type;
            return result;
        }
    }
    if (auto found = structure(cell)) {
        return *found;
    }
    if (cell == "csv-external") {
        TypeCell result;
        result.kind = TypeCell::Kind::data_file;
        return result;
    }
    for (const Refusal& refusal : refusals) {
        if (begins_with_word(cell, refusal.written)) {
            return refuse(
                "P201",
                fmt::format(
                    "{} is not part of the kiosk profile: {}", in_quotes(cell), refusal.reason),
                std::string(refusal.mend));
        }
    }
    if (cell.starts_with("uri:") || cell.starts_with("number of days in")) {
        return refuse("P201",
                      fmt::format("{} is not part of the kiosk profile", in_quotes(cell)),
                      std::string(mend_row));
    }
    if (auto found = select(cell)) {
        return *found;
    }
    return unknown(cell);
}

}  // namespace harmony::survey
