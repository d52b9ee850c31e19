#include "town.h"

#include <sqlite3.h>

#include <fstream>
#include <iterator>

#include "admin/cli/run.h"
#include "admin/published_shelf.h"
#include "admin/tables.h"

namespace harmony::tests {

using base::Bytes;

namespace fs = std::filesystem;

namespace {

constexpr const char* survey_sheet =
    "type,name,label::English (en),bind::kiosk:report,bind::kiosk:sensitive\n"
    "select_one safe4,safe,How safe do you feel here?,public,\n"
    "select_multiple where,seen,What have you seen?,public,\n"
    "text,words,What should change?,,personal\n";

constexpr const char* choices_sheet =
    "list_name,name,label::English (en),kiosk_role,kiosk_score\n"
    "safe4,very,Very safe,,3\n"
    "safe4,fairly,Fairly safe,,2\n"
    "safe4,unsafe,Not safe,,1\n"
    "safe4,dk,Don't know,dont_know,\n"
    "where,litter,Litter,,\n"
    "where,noise,Noise,,\n"
    "where,nothing,None of these,exclusive,\n";

constexpr const char* phrases =
    "[\"notice.survey\"]\ntext = \"{organisation} and {partners} ask about {area}. Read by "
    "{readers} until {date}.\"\n"
    "[\"date.long\"]\ntext = \"{day} {month} {year}\"\n"
    "[\"month.3\"]\ntext = \"March\"\n";

constexpr const char* content =
    "{\"partners\": \"Example Police\", \"area\": \"Example Borough\", \"readers\": \"the team\",\n"
    " \"keep_until\": \"2027-03-31\", \"languages\": [\"en\"], \"what_next\": {\"en\": \"We meet "
    "in June.\"},\n"
    " \"engagements\": [{\"id\": \"ae76379f83b592a0\", \"title\": \"Stall at the shops\", "
    "\"venue\": \"The shops\",\n"
    "   \"place\": \"northgate\", \"kind\": \"stall\", \"day\": \"2026-03-30\"}]}\n";

}  // namespace

std::optional<std::string> FakeTerminal::ask(std::string_view question) {
    complaints += question;
    if (answers.empty()) {
        return std::nullopt;
    }
    std::string answer = answers.front();
    answers.pop_front();
    return answer;
}

std::optional<std::string> FakeTerminal::read_line(std::string_view prompt) {
    printed += prompt;
    if (lines.empty()) {
        return std::nullopt;
    }
    std::string line = lines.front();
    lines.pop_front();
    printed += line + '\n';
    return line;
}

std::optional<base::SecretText> FakeTerminal::ask_secret(std::string_view question) {
    const auto answer = ask(question);
    return answer ? std::optional(base::SecretText(*answer)) : std::nullopt;
}

base::Result<Bytes> FullFiles::read(const fs::path& file, std::size_t cap) {
    return real_.read(file, cap);
}

base::Result<Bytes> FullFiles::read_back(const fs::path& file, std::size_t cap) {
    return real_.read_back(file, cap);
}

base::Result<base::Delivery> FullFiles::write(const fs::path& file,
                                              base::ByteView bytes,
                                              base::IfPresent if_present,
                                              unsigned mode) {
    if (full_(file)) {
        return base::Error{kind_, file.string() + ": no space left"};
    }
    return real_.write(file, bytes, if_present, mode);
}

base::Result<std::vector<std::string>> FullFiles::list(const fs::path& folder) {
    return real_.list(folder);
}

base::Result<void> FullFiles::remove(const fs::path& file) {
    return real_.remove(file);
}

base::Result<void> FullFiles::make_folders(const fs::path& folder, unsigned mode) {
    return real_.make_folders(folder, mode);
}

Town::Town() : clock(*base::day_from_iso("2026-03-30") + std::chrono::hours{12}) {
    base::promise(sync::start().ok(), "libsodium does not start");
    fs::create_directories(path("stick"));
    fs::create_directories(path("shops"));
    fs::create_directories(path("phrases"));
    write("passphrase", "lantern meadow copper thimble walnut\n");
    write("pin", "206417\n");
    write("shops/survey.csv", survey_sheet);
    write("shops/choices.csv", choices_sheet);
    new_version("1");
    write("phrases/en.toml", phrases);
    write("content.json", content);
}

int Town::run(const std::vector<std::string>& words) {
    return run_on(files, words);
}

int Town::run_on(base::Files& disk, const std::vector<std::string>& words) {
    terminal.printed.clear();
    terminal.complaints.clear();
    std::vector<std::string> all{
        "--office", text_path("office"), "--passphrase-file", text_path("passphrase")};
    all.insert(all.end(), words.begin(), words.end());
    admin::Resources resources{clock, random, disk, terminal, log_};
    return admin::run(all, resources);
}

void Town::make_office() {
    base::promise(run({"init", "--demo", "--org", "Example Borough"}) == 0, "no office was made");
}

int Town::publish() {
    return run({"publish",
                "--survey",
                text_path("shops"),
                "--content",
                text_path("content.json"),
                "--phrases",
                text_path("phrases"),
                "--to",
                "folder:" + text_path("stick")});
}

void Town::new_version(const std::string& version) {
    write("shops/settings.csv",
          "form_title,form_id,version,default_language,namespaces,kiosk:purpose\n"
          "Safety at the shops,shops," +
              version + ",English (en),\"kiosk=\"\"urn:harmony:kiosk:1\"\"\",survey\n");
}

FakeKiosk Town::enrol(const std::string& label) {
    FakeKiosk kiosk(random);
    write("request.hke", std::string(base::as_text(kiosk.request())));
    terminal.answers = {"yes"};
    const int exit = run({"kiosk",
                          "enrol",
                          text_path("request.hke"),
                          "--label",
                          label,
                          "--site",
                          "Town",
                          "--pin-file",
                          text_path("pin"),
                          "--to",
                          "folder:" + text_path("stick")});
    base::promise(exit == 0, terminal.complaints.c_str());
    sync::FolderCourier stick = courier();
    kiosk.take_welcome(stick);
    return kiosk;
}

int Town::sync() {
    return run({"sync", "--from", "folder:" + text_path("stick")});
}

std::unique_ptr<admin::Office> Town::office() {
    auto opened = admin::Office::open(path("office"), files);
    base::promise(opened.ok(), "the office cannot be opened");
    return std::move(*opened);
}

sync::FolderCourier Town::courier() {
    return sync::FolderCourier(
        files, path("stick"), office()->settings().org, sync::Medium::folder);
}

fs::path Town::objects() {
    return path("stick") / sync::organisation_folder(office()->settings().org);
}

Bytes Town::answer(int safe, std::optional<base::ReceiptKey> receipt) {
    BodyOf body;
    body.receipt = receipt;
    body.form = admin::surveys_on_shelf(office()->store()).back().name;
    body.engagement = base::EngagementId::from_hex(engagement);
    body.day = clock.today();
    return body.with_choices({safe, -1, -1});
}

std::vector<Bytes> Town::answers(std::size_t count, int safe) {
    return std::vector<Bytes>(count, answer(safe));
}

std::uint64_t Town::stored() {
    std::uint64_t all = 0;
    for (const admin::SurveyCount& survey : admin::count_responses(office()->store())) {
        all += survey.responses;
    }
    return all;
}

void Town::write(const std::string& name, const std::string& text) {
    std::ofstream file(path(name), std::ios::binary);
    file << text;
}

void Town::keep_store(const std::string& name) {
    fs::create_directories(path(name));
    for (const char* file : {"office.db", "office.db-wal", "office.db-shm"}) {
        if (fs::exists(path("office") / file)) {
            fs::copy_file(path("office") / file, path(name) / file);
        }
    }
}

void Town::put_back_store(const std::string& name) {
    for (const char* file : {"office.db", "office.db-wal", "office.db-shm"}) {
        fs::remove(path("office") / file);
        if (fs::exists(path(name) / file)) {
            fs::copy_file(path(name) / file, path("office") / file);
        }
    }
}

std::map<std::string, std::string> snapshot(const fs::path& folder) {
    std::map<std::string, std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) {
            std::ifstream file(entry.path(), std::ios::binary);
            all[fs::relative(entry.path(), folder).string()] = {
                std::istreambuf_iterator<char>(file), {}};
        }
    }
    return all;
}

void Town::spoil_store(const std::string& sql) {
    sqlite3* database = nullptr;
    const std::string file = office()->folder().store().string();
    base::promise(sqlite3_open(file.c_str(), &database) == SQLITE_OK, "the store opens");
    // Whoever can write the file can take its guards away first.
    const char* unguard =
        "DROP TRIGGER batch_is_kept; DROP TRIGGER batch_is_fixed; DROP TRIGGER batch_bytes_stay;"
        "DROP TRIGGER redaction_is_kept";
    sqlite3_exec(database, unguard, nullptr, nullptr, nullptr);
    const int status = sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr);
    const int changed = sqlite3_changes(database);
    const std::string why = sqlite3_errmsg(database);
    sqlite3_close(database);
    base::promise(status == SQLITE_OK, why.c_str());
    base::promise(changed > 0, "the store was changed");
}

}  // namespace harmony::tests
