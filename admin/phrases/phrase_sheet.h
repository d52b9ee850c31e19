#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "admin/phrases/phrase_file.h"
#include "admin/phrases/phrase_rules.h"
#include "base/bytes.h"
#include "base/error.h"

namespace harmony::admin {

/// One row of a translator's file.
struct PhraseRow {
    std::size_t row = 0;  ///< as a spreadsheet program counts; the header is row 1
    std::string key;
    std::string english;
    std::string text;
    std::string status;
};

/// The file for a translator: key, note, English, text and status, in the order of the master, as
/// CSV that spreadsheet programs open rightly. What only staff reads is left out. A translation
/// whose English has changed since has the status `stale`.
[[nodiscard]] std::string phrase_sheet(const PhraseRules& rules,
                                       const PhraseFile& master,
                                       const PhraseFile& translation);

/// Reads the file back as spreadsheet programs save it: with `,` `;` or TAB, columns in any order,
/// empty rows left out. Errors: unreadable (not UTF-8, a column that is missing), saying how to
/// mend.
[[nodiscard]] base::Result<std::vector<PhraseRow>> read_phrase_sheet(base::ByteView bytes);

}  // namespace harmony::admin
