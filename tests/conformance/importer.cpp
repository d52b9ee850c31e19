#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "conformance/imported_form.h"
#include "conformance/run_case.h"
#include "survey/kiosk_words.h"

namespace harmony::conformance {
namespace {

using nlohmann::json;
using survey::Imported;
using survey::Message;

constexpr const char* missing_column = "R509";

base::Bytes file_bytes(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    return base::copy_bytes(base::as_bytes(text));
}

Imported import_once(const CaseFile& file, const json& test, const survey::FileSet& files) {
    if (test.contains("md")) {
        return import_table(test.at("md").get<std::string>(), files);
    }
    const std::string name = test.at("workbook");
    const auto path = file.path.parent_path() / "workbooks" / name;
    return survey::import_workbook({name, file_bytes(path), files});
}

/// The texts in quotes of a message.
std::vector<std::string> quoted(const std::string& what) {
    std::vector<std::string> result;
    for (std::size_t open = what.find('"'); open != std::string::npos;) {
        const std::size_t close = what.find('"', open + 1);
        if (close == std::string::npos) {
            break;
        }
        result.push_back(what.substr(open + 1, close - open - 1));
        open = what.find('"', close + 1);
    }
    return result;
}

/// The columns that a data file is said to lack.
std::vector<std::string> lacking(const Imported& imported) {
    std::vector<std::string> result;
    for (const Message& message : imported.messages) {
        if (message.code == missing_column) {
            const auto names = quoted(message.what);
            result.insert(result.end(), names.begin(), names.end());
        }
    }
    return result;
}

struct Import {
    Imported imported;
    survey::FileSet files;
};

/// Data files of a case have a name and no content, and nobody asks for their columns: whatever
/// column is said to be missing is put in, and the survey is read again.
Import import_case(const CaseFile& file, const json& test) {
    std::string header = "name,label";
    Import result;
    for (std::size_t round = 0; round < 10; ++round) {
        for (const std::string name : test.value("files", json::array())) {
            result.files[name] = base::copy_bytes(base::as_bytes(header + "\n"));
        }
        result.imported = import_once(file, test, result.files);
        const auto columns = lacking(result.imported);
        if (columns.empty() || result.files.empty()) {
            break;
        }
        for (const std::string& column : columns) {
            header += ",\"" + column + "\"";
        }
    }
    return result;
}

bool is_at(const Message& message, const json& place) {
    return message.level == survey::Level::error && message.sheet == place.at("sheet") &&
           (!place.contains("row") || message.row == place.at("row").get<std::size_t>());
}

Verdict refusal_verdict(const Imported& imported, const json& test) {
    const auto& messages = imported.messages;
    const std::string told = imported.messages.empty() ? "nothing" : told_of(imported);
    for (const json& place : test.value("errors", json::array())) {
        const bool found = std::any_of(
            messages.begin(), messages.end(), [&](const Message& m) { return is_at(m, place); });
        if (!found) {
            return fmt::format("no error at {}; told: {}", place.dump(), told);
        }
    }
    const std::string code = test.value("code", "");
    const bool coded =
        code.empty() || std::any_of(messages.begin(), messages.end(), [&](const Message& m) {
            return m.code == code;
        });
    return coded ? std::nullopt : Verdict(fmt::format("no {}; told: {}", code, told));
}

Verdict outline_verdict(const survey::Form& form, const json& test) {
    if (!test.contains("outline")) {
        return std::nullopt;
    }
    json got = json::array();
    for (const survey::Node& node : form.nodes()) {
        got.push_back({path_below_root(form, node), survey::type_name(node.type)});
    }
    const json& due = test.at("outline");
    for (std::size_t i = 0; i < std::max(got.size(), due.size()); ++i) {
        const std::string has = i < got.size() ? got[i].dump() : "nothing";
        const std::string needs = i < due.size() ? due[i].dump() : "nothing";
        if (has != needs) {
            return fmt::format("node {} is {}, due is {}", i + 1, has, needs);
        }
    }
    return std::nullopt;
}

Verdict choices_verdict(const survey::Form& form, const json& test) {
    const json choices = test.value("choices", json::object());
    for (const auto& due : choices.items()) {
        const auto node = node_at(form, due.key());
        if (!node || !form.node(*node).list) {
            return due.key() + " has no list";
        }
        json got = json::array();
        for (const survey::Choice& choice : form.lists().at(*form.node(*node).list).choices) {
            got.push_back(choice.name);
        }
        if (got != due.value()) {
            return fmt::format("the choices of {} are {}", due.key(), got.dump());
        }
    }
    return std::nullopt;
}

}  // namespace

Verdict run_importer(const CaseFile& file, const json& test) {
    const Import import = import_case(file, test);
    const bool refused = survey::count(import.imported.messages).errors > 0;
    if (refused != (test.at("expect") == "reject")) {
        return refused ? "it is refused: " + told_of(import.imported) : "it is not refused";
    }
    if (refused || test.contains("code")) {
        return refusal_verdict(import.imported, test);
    }
    const auto form = load(import.imported, import.files);
    if (!form) {
        return "it does not load: " + form.error().message;
    }
    const Verdict outline = outline_verdict(*form, test);
    return outline ? outline : choices_verdict(*form, test);
}

}  // namespace harmony::conformance
