#include "kiosk/sample_pack.h"

#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "base/files.h"
#include "events/event_json.h"
#include "events/receipt_states.h"
#include "kiosk/phrases.h"
#include "kiosk/words.h"
#include "survey/import.h"
#include "sync/crypto.h"
#include "sync/own_part.h"
#include "sync/receipt.h"

namespace harmony::tests {
namespace {

using nlohmann::json;
namespace files = std::filesystem;

const files::path assets = HARMONY_SOURCE_DIR "/assets";

void put(const files::path& file, std::string_view text) {
    files::create_directories(file.parent_path());
    std::ofstream out(file, std::ios::binary);
    out << text;
    base::promise(out.good(), "a sample file was written");
}

std::string get(const files::path& file) {
    std::ifstream in(file, std::ios::binary);
    base::promise(in.good(), "a shipped file is there");
    return {std::istreambuf_iterator<char>(in), {}};
}

/// A survey of the tests, else one that is shipped.
files::path survey_folder(const std::string& name) {
    const files::path ours = files::path(HARMONY_SOURCE_DIR "/tests/data/kiosk") / name;
    return files::exists(ours) ? ours : assets / "surveys" / name;
}

/// The compiled survey and its data files; returns its entry in kiosk.json.
json write_survey(const files::path& folder, const std::string& name) {
    survey::FolderSource source{name, {}};
    for (const auto& entry : files::directory_iterator(survey_folder(name))) {
        const std::string bytes = get(entry.path());
        source.files.emplace(entry.path().filename().string(),
                             base::copy_bytes(base::as_bytes(bytes)));
    }
    const survey::Imported imported = survey::import_folder(source);
    base::promise(imported.compiled.has_value(), "a shipped survey has no errors");
    const std::string id = imported.summary->id;
    const std::string form = fmt::format("forms/{}.json", id);
    put(folder / form, *imported.compiled);
    json data = json::object();
    for (const std::string& file : imported.summary->files) {
        if (source.files.contains(file)) {
            const std::string to = fmt::format("data/{}-{}", id, file);
            put(folder / to, base::as_text(source.files.at(file)));
            data[file] = to;
        }
    }
    return {{"id", id},
            {"form", form},
            {"name", sync::form_name(base::as_bytes(*imported.compiled)).hex()},
            {"files", data}};
}

kiosk::Phrases shipped() {
    base::SystemRandom random;
    base::RealFiles real(random);
    return kiosk::Phrases(*kiosk::shipped_catalogues(real, assets));
}

/// Events as the office publishes them, with the texts that people agree to.
json published_events(const json& written, const json& languages) {
    auto read = *events::read_events(written.dump(), "content.json", events::Unknown::refused);
    const kiosk::Phrases phrases = shipped();
    for (events::Event& event : read) {
        if (event.sign_up == events::SignUpMode::none) {
            continue;
        }
        events::ConsentTexts& texts = event.consent.emplace();
        for (const json& code : languages) {
            const kiosk::Words words(phrases, code.get<std::string>());
            const std::string date = words.date(events::deletion_day(event));
            const auto filled = [&](const char* key) {
                return words(key, {{"organiser", event.organiser}, {"date", date}});
            };
            texts.this_event[words.language()] = filled("consent.this_event");
            texts.later_events[words.language()] =
                words("consent.later_events", {{"organiser", event.organiser}});
            texts.needs[words.language()] = filled("consent.needs");
        }
    }
    return json::parse(events::write_events(read));
}

/// One report that was mended, under the number 482917365191 of a machine without an office.
std::string sample_receipts() {
    events::ReceiptState state;
    state.key = *sync::receipt_key("482917365191", base::Bytes(16));
    state.state = "told";
    state.on = *base::day_from_iso("2026-03-20");
    state.text = "Lamp 14 by the canal is new.";
    state.result = "done";
    state.done = *base::day_from_iso("2026-03-18");
    state.step = *events::FactId::from_hex("0102030405060708090a0b0c0d0e0f10");
    return events::write_receipts({*base::day_from_iso("2026-03-29"), {state}});
}

void write_texts(const files::path& folder) {
    const kiosk::Phrases phrases = shipped();
    for (const std::string code : {"en", "pl", "ro", "ur", "ar", "fa", "ckb", "pa"}) {
        put(folder / "phrases" / (code + ".toml"), get(assets / "phrases" / (code + ".toml")));
        put(folder / "notices" / (code + ".txt"),
            phrases.text(code,
                         "notice.survey",
                         {{"organisation", "Tarnbeck Council"},
                          {"partners", "Tarnbeck Neighbourhood Police"},
                          {"area", "Tarnbeck"},
                          {"readers", "Tarnbeck Council engagement team"},
                          {"date", "31.03.2027"}}));
    }
}

}  // namespace

void write_sample_pack(const files::path& folder, const std::vector<std::string>& surveys) {
    json pack = json::parse(get(assets / "demo/content.json"));
    pack["harmony"] = "kiosk/1";
    pack["surveys"] = json::array();
    std::vector<std::string> ids;
    for (const std::string& name : surveys) {
        pack["surveys"].push_back(write_survey(folder, name));
        ids.push_back(pack["surveys"].back()["id"]);
    }
    pack["engagements"] = json::array({{{"id", "00000000000000aa"},
                                        {"title", {{"en", "Drop-in at Northgate Library"}}},
                                        {"venue", "Northgate Library"},
                                        {"place", "northgate"},
                                        {"kind", "drop_in"},
                                        {"day", "2026-03-30"},
                                        {"surveys", ids}}});
    pack["events"] = published_events(pack["events"], pack["languages"]);
    put(folder / "kiosk.json", pack.dump(2));
    put(folder / std::string(events::receipts_file), sample_receipts());
    for (const auto& picture : files::directory_iterator(assets / "demo/pictures")) {
        put(folder / "pictures" / picture.path().filename(), get(picture.path()));
    }
    write_texts(folder);
}

void write_sample_state(const files::path& folder) {
    const auto hashed = sync::hash_pin("206417", sync::PassphraseCost{1, 8192});
    put(folder / "kiosk.toml", fmt::format("staff_pin = '{}'\n", *hashed));
}

}  // namespace harmony::tests
