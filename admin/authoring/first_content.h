#pragma once

#include <filesystem>
#include <string>

#include "base/error.h"
#include "base/files.h"
#include "base/random.h"
#include "base/time.h"

namespace harmony::admin {

/// What an office must say before it can publish anything: the words of its privacy notice, and one
/// place where a kiosk will stand. More is written into the file by hand (docs/formats/pack.md).
struct FirstContent {
    std::string partners;    ///< "Example Police"
    std::string area;        ///< "Tarnbeck"
    std::string readers;     ///< who reads the answers
    base::Day keep_until{};  ///< until when single answers are kept
    std::string what_next;   ///< what will be done with the answers
    std::string title;       ///< of the first engagement: "Drop-in at the library"
    std::string venue;
    base::Day day{};
};

/// Writes a content file. Errors: refused (there is one already; a word that is missing or is no
/// text of a content file), those of the disk.
[[nodiscard]] base::Result<void> write_first_content(base::Files& files,
                                                     const std::filesystem::path& file,
                                                     const FirstContent& content,
                                                     base::RandomSource& random);

}  // namespace harmony::admin
