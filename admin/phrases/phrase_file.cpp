// How a catalogue is changed without losing anything:
// 1. the TOML library says on which lines each field stands;
// 2. a changed field is written on its line, in front of the comment that may stand there;
// 3. the outcome is parsed and compared with what was asked for, value by value, so that a way of
//    writing TOML that rule 2 does not know is refused and never spoilt.

#include "admin/phrases/phrase_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <sstream>

#include "base/text.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

using Written = std::array<std::pair<std::string_view, const std::string*>, 5>;

/// The fields of a translation in the order in which they are written.
Written written(const PhraseEntry& entry) {
    return {{{"text", &entry.text},
             {"from", &entry.from},
             {"status", &entry.status},
             {"by", &entry.by},
             {"on", &entry.on}}};
}

std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char letter : text) {
        switch (letter) {
            case '\\': out += "\\\\"; break;
            case '"': out += "\\\""; break;
            case '\n': out += "\\n"; break;
            case '\t': out += "\\t"; break;
            default: out += letter;
        }
    }
    return out + '"';
}

/// What follows the value that begins at `at`: a comment, or nothing.
std::string after_value(std::string_view line, std::size_t at) {
    const char quote = at < line.size() ? line[at] : ' ';
    if (quote != '"' && quote != '\'') {
        return {};
    }
    for (++at; at < line.size() && line[at] != quote; ++at) {
        at += line[at] == '\\' && quote == '"' ? 1U : 0U;
    }
    return std::string(line.substr(std::min(at + 1, line.size())));
}

std::string block_of(const std::string& key, const PhraseEntry& entry) {
    std::string block = fmt::format("[{}]\n", in_quotes(key));
    for (const auto& [name, value] : written(entry)) {
        block += fmt::format("{} = {}\n", name, in_quotes(*value));
    }
    return block;
}

Result<toml::table> parsed(const std::string& name, std::string_view text) {
    try {
        return toml::parse(text, name);
    } catch (const toml::parse_error& fault) {  // the library's way of saying "no"
        return Error{
            ErrorKind::unreadable,
            fmt::format("{}, line {}: {}", name, fault.source().begin.line, fault.description())};
    }
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) {
        text += line;
        text += '\n';
    }
    if (!text.empty()) {
        text.pop_back();
    }
    return text;
}

}  // namespace

Result<PhraseFile> PhraseFile::read(std::string name, base::ByteView bytes) {
    Result<toml::table> table = parsed(name, base::as_text(bytes));
    if (!table) {
        return table.error();
    }
    PhraseFile file;
    file.name_ = std::move(name);
    file.table_ = std::move(*table);
    file.lines_ = base::split(base::as_text(bytes), '\n');
    for (const auto& [key, node] : file.table_) {
        const toml::table* entry = node.as_table();
        if (entry == nullptr || (*entry)["text"].value_or(std::string()).empty()) {
            return Error{ErrorKind::unreadable,
                         fmt::format("{}, line {}: the phrase \"{}\" has no text",
                                     file.name_,
                                     node.source().begin.line,
                                     key.str())};
        }
    }
    file.find_places();
    return file;
}

void PhraseFile::find_places() {
    for (const auto& [key, node] : table_) {
        Place place;
        place.header = node.source().begin.line - 1;
        place.last_line = place.header;
        for (const auto& [name, value] : *node.as_table()) {
            const Field field{name.source().begin.line - 1, value.source().end.line - 1};
            place.last_line = std::max(place.last_line, field.last_line);
            place.fields.emplace(std::string(name.str()), field);
        }
        keys_.emplace_back(key.str());
        places_.emplace(std::string(key.str()), std::move(place));
    }
    std::sort(keys_.begin(), keys_.end(), [&](const std::string& a, const std::string& b) {
        return places_.at(a).header < places_.at(b).header;
    });
}

bool PhraseFile::has(std::string_view key) const {
    return places_.find(key) != places_.end();
}

PhraseEntry PhraseFile::entry(std::string_view key) const {
    const auto at = table_.find(key);
    base::promise(at != table_.end(), "a phrase that the catalogue has");
    const toml::table& table = *at->second.as_table();
    const auto field = [&](std::string_view name) { return table[name].value_or(std::string()); };
    return {field("text"), field("note"), field("from"), field("status"), field("by"), field("on")};
}

void PhraseFile::change(std::vector<std::string>& lines,
                        const std::string& key,
                        const PhraseEntry& entry) const {
    const Place& place = places_.at(key);
    const PhraseEntry before = this->entry(key);
    const Written old = written(before);
    const Written now = written(entry);
    std::string added;
    for (std::size_t index = 0; index < old.size(); ++index) {
        const auto& [name, value] = now[index];
        const auto field = place.fields.find(name);
        if (field == place.fields.end()) {
            added += fmt::format("\n{} = {}", name, in_quotes(*value));
        } else if (*value != *old[index].second &&
                   field->second.first_line == field->second.last_line) {
            std::string& line = lines[field->second.first_line];
            const std::size_t start =
                std::min(line.find_first_not_of(" \t", line.find('=') + 1), line.size());
            line = line.substr(0, start) + in_quotes(*value) + after_value(line, start);
        }
    }
    lines[place.last_line] += added;
}

void PhraseFile::add_missing(std::vector<std::string>& lines,
                             const std::map<std::string, PhraseEntry>& changes,
                             const std::vector<std::string>& order) const {
    std::map<std::size_t, std::string> blocks;  // after which line
    std::size_t after = lines.empty() ? 0 : lines.size() - 1;
    bool is_after_entry = false;
    for (const std::string& key : order) {
        if (const auto place = places_.find(key); place != places_.end()) {
            after = place->second.last_line;
            is_after_entry = true;
        } else if (const auto change = changes.find(key); change != changes.end()) {
            blocks[after] += "\n" + block_of(key, change->second);
        }
    }
    for (auto& [line, block] : blocks) {
        // A blank line follows each entry already, but at the end of a file that has none.
        block.pop_back();
        lines[line] += (is_after_entry ? "\n" : "") + block;
    }
}

Result<std::string> PhraseFile::with(const std::map<std::string, PhraseEntry>& changes,
                                     const std::vector<std::string>& order) const {
    std::vector<std::string> lines = lines_;
    toml::table wanted = table_;
    for (const auto& [key, entry] : changes) {
        if (has(key)) {
            change(lines, key, entry);
        } else {
            wanted.insert(key, toml::table{});
        }
        for (const auto& [name, value] : written(entry)) {
            wanted[key].as_table()->insert_or_assign(name, *value);
        }
    }
    add_missing(lines, changes, order);
    std::string text = joined(lines);
    const Result<toml::table> outcome = parsed(name_, text);
    if (!outcome || *outcome != wanted) {
        return Error{ErrorKind::refused,
                     name_ +
                         " is written in a way that this program cannot change safely. Nothing "
                         "was changed; write each phrase as docs/formats/phrases.md shows"};
    }
    return text;
}

}  // namespace harmony::admin
