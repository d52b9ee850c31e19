#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "base/error.h"
#include "base/random.h"
#include "survey/compiled.h"
#include "survey/draft.h"
#include "survey/import.h"

namespace harmony::survey::test {

inline base::Bytes bytes_of(std::string_view text) {
    return base::copy_bytes(base::as_bytes(text));
}

inline base::Bytes file_bytes(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    return bytes_of(text);
}

/// A survey as CSV sheets in memory.
inline FolderSource sheets(std::string_view survey,
                           std::string_view choices = {},
                           std::string_view settings = {}) {
    FolderSource source{"ward", {}};
    source.files["survey.csv"] = bytes_of(survey);
    if (!choices.empty()) {
        source.files["choices.csv"] = bytes_of(choices);
    }
    if (!settings.empty()) {
        source.files["settings.csv"] = bytes_of(settings);
    }
    return source;
}

/// One of the survey templates under tests/data/survey.
inline FolderSource template_survey(const std::string& name) {
    FolderSource source{name, {}};
    const std::filesystem::path folder =
        std::filesystem::path(HARMONY_SOURCE_DIR) / "tests/data/survey" / name;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        source.files[entry.path().filename().string()] = file_bytes(entry.path());
    }
    return source;
}

/// All messages as the officer reads them.
inline std::string messages_of(const FolderSource& source, const ImportOptions& options = {}) {
    const Imported imported = import_folder(source, options);
    return text_form(std::span<const Message>(imported.messages));
}

inline ImportOptions waive(Waiver waiver) {
    ImportOptions options;
    options.waivers.push_back(std::move(waiver));
    return options;
}

inline base::FormName some_form_name() {
    return *base::FormName::from_hex("0102030405060708");
}

/// REQUIRES: the survey has no error.
inline Form form_of(const FolderSource& source) {
    const Imported imported = import_folder(source);
    base::promise(imported.compiled.has_value(), "the survey of a test has an error");
    return *load_form(base::as_bytes(*imported.compiled), some_form_name(), source.files);
}

inline base::Moment moment(std::string_view iso) {
    return base::moment_from_iso(iso)->moment;
}

inline Start start_for(const Form& form) {
    Start start;
    start.language = form.default_language();
    start.now = moment("2026-03-30T22:30:00Z");
    start.offset = std::chrono::minutes(60);
    start.notice = *base::NoticeHash::from_hex("1112131415161718");
    return start;
}

inline Answer text(std::string_view words) {
    return base::SecretText(words);
}

}  // namespace harmony::survey::test
