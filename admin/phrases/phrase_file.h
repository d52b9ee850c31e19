#pragma once

#include <toml++/toml.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"

namespace harmony::admin {

/// One phrase of a catalogue, as far as translating goes. Fields that the file lacks are empty.
struct PhraseEntry {
    std::string text;
    std::string note;  ///< of the master
    std::string from;
    std::string status;
    std::string by;
    std::string on;

    bool operator==(const PhraseEntry&) const = default;
};

/// A catalogue of phrases that can be changed without losing what else stands in it: order,
/// comments, and fields that nobody changes.
class PhraseFile {
public:
    /// `name` is what messages call it. Errors: unreadable (no TOML, with the line; an entry
    /// without a text).
    [[nodiscard]] static base::Result<PhraseFile> read(std::string name, base::ByteView bytes);

    /// Keys in the order of the file.
    [[nodiscard]] const std::vector<std::string>& keys() const { return keys_; }

    [[nodiscard]] bool has(std::string_view key) const;

    /// REQUIRES: has(key).
    [[nodiscard]] PhraseEntry entry(std::string_view key) const;

    /// The whole file with these entries changed in their place. Entries that it lacks are put
    /// after the one before them in `order` (keys of the master, in its order). Errors: refused
    /// when the file is written in a way that cannot be changed without losing something; nothing
    /// is lost silently, since the outcome is read back and compared.
    [[nodiscard]] base::Result<std::string> with(const std::map<std::string, PhraseEntry>& changes,
                                                 const std::vector<std::string>& order) const;

private:
    struct Field {
        std::size_t first_line = 0;  ///< from 0
        std::size_t last_line = 0;
    };

    struct Place {
        std::size_t header = 0;
        std::size_t last_line = 0;
        std::map<std::string, Field, std::less<>> fields;
    };

    void find_places();
    void change(std::vector<std::string>& lines,
                const std::string& key,
                const PhraseEntry& entry) const;
    void add_missing(std::vector<std::string>& lines,
                     const std::map<std::string, PhraseEntry>& changes,
                     const std::vector<std::string>& order) const;

    std::string name_;
    toml::table table_;
    std::vector<std::string> lines_;
    std::vector<std::string> keys_;
    std::map<std::string, Place, std::less<>> places_;
};

}  // namespace harmony::admin
