#pragma once

#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/files.h"
#include "base/secret.h"

namespace harmony::kiosk {

/// A language that the kiosk can speak to people in.
struct Language {
    std::string code;      ///< BCP 47: "ur"
    std::string own_name;  ///< "اردو"
    bool right_to_left = false;
    bool draft = false;  ///< some text was not checked by a speaker yet
};

/// The texts of one language, as read from `assets/phrases/<code>.toml` (docs/formats/phrases.md).
struct Catalogue {
    std::string code;
    std::map<std::string, std::string, std::less<>> texts;
    bool draft = false;
};

/// Errors: unreadable (no TOML, with line and column; an entry without `text`; a text that is empty
/// or holds bidirectional controls).
[[nodiscard]] base::Result<Catalogue> read_catalogue(std::string_view code, base::ByteView toml);

/// A value for a `{name}` in a text.
using Filling = std::pair<std::string_view, std::string_view>;

/// `text` with its placeholders filled. A value that could turn the line's direction is wrapped in
/// first-strong isolates (U+2068, U+2069), unless `fill` made it.
[[nodiscard]] std::string fill(std::string_view text, std::initializer_list<Filling> values);

/// The same for values that a resident entered: leaves no copy behind.
[[nodiscard]] base::SecretText fill_secretly(std::string_view text,
                                             std::initializer_list<Filling> values);

/// All texts of the kiosk. English is the master: a text that a language lacks is shown in English
/// and listed, a key that English lacks is shown as itself and listed.
class Phrases {
public:
    /// The first catalogue whose code is "en" is the master.
    explicit Phrases(std::vector<Catalogue> catalogues);

    [[nodiscard]] std::string text(std::string_view language, std::string_view key) const;
    [[nodiscard]] std::string text(std::string_view language,
                                   std::string_view key,
                                   std::initializer_list<Filling> values) const {
        return fill(text(language, key), values);
    }

    [[nodiscard]] bool has(std::string_view language, std::string_view key) const;

    /// What each language has as its own name and direction; in the order given, those without a
    /// catalogue left out.
    [[nodiscard]] std::vector<Language> languages(const std::vector<std::string>& codes) const;

    /// "language/key" of every text that English has and this language does not.
    [[nodiscard]] std::vector<std::string> missing(std::string_view language) const;

private:
    [[nodiscard]] const Catalogue* find(std::string_view code) const;

    std::vector<Catalogue> catalogues_;
};

/// Whether text in this language runs from right to left.
[[nodiscard]] bool is_right_to_left(std::string_view language);

/// The language's name in itself; the code when it is none of ours.
[[nodiscard]] std::string own_name(std::string_view language);

/// The catalogues of `assets/phrases`, English first. Errors: absent (no English), unreadable.
[[nodiscard]] base::Result<std::vector<Catalogue>> shipped_catalogues(
    base::Files& files, const std::filesystem::path& assets);

}  // namespace harmony::kiosk
