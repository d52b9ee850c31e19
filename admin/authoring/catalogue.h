#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/files.h"
#include "base/time.h"

namespace harmony::admin {

/// The texts of one language for the kiosk's screens, as they will travel and as they read.
struct Catalogue {
    std::string code;
    base::Bytes bytes;
    std::map<std::string, std::string, std::less<>> texts;
    std::set<std::string, std::less<>> unchecked = {};  ///< translations that nobody checked
};

/// Reads `<folder>/<code>.toml`. Errors: absent (says which language has no phrases), unreadable
/// (no TOML, with the line; an entry without a text).
[[nodiscard]] base::Result<Catalogue> read_catalogue(base::Files& files,
                                                     const std::filesystem::path& folder,
                                                     const std::string& code);

/// The same from bytes; `file` is what messages call it.
[[nodiscard]] base::Result<Catalogue> parse_catalogue(const std::string& code,
                                                      const std::string& file,
                                                      base::Bytes bytes);

/// Keys of `master` that `other` lacks.
[[nodiscard]] std::vector<std::string> missing_keys(const Catalogue& master,
                                                    const Catalogue& other);

/// A date in the words of the language: "30 March 2026".
[[nodiscard]] std::string long_date(const Catalogue& catalogue, base::Day day);

/// Puts the values into the `{name}`s of a text. Unknown names stay.
[[nodiscard]] std::string fill(const std::string& text,
                               const std::map<std::string, std::string>& values);

/// A `{name}` left in a text, or empty.
[[nodiscard]] std::string unfilled(std::string_view text);

}  // namespace harmony::admin
