#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "survey/form.h"

namespace harmony::survey {

/// One published wording that questions are locked to. Texts have single spaces.
struct BenchmarkWording {
    std::string id;  ///< `csew-good-job@2025`
    std::map<LanguageTag, std::string> question;
    std::map<LanguageTag, std::string> hint;
    std::vector<std::string> choice_names;  ///< in order
    std::map<LanguageTag, std::vector<std::string>> choice_labels;

    bool operator==(const BenchmarkWording&) const = default;
};

/// The wordings that a question may be locked to (`bind::kiosk:benchmark`).
class BenchmarkLibrary {
public:
    explicit BenchmarkLibrary(std::vector<BenchmarkWording> wordings);

    [[nodiscard]] const BenchmarkWording* find(std::string_view id) const;
    [[nodiscard]] std::vector<std::string> ids() const;

private:
    std::map<std::string, BenchmarkWording, std::less<>> wordings_;
};

/// Reads `wordings.csv`: `wording_id`, `question`, `hint`, `choice_names` and `choice_labels`
/// (parts parted by `|`), English; `question::Polish (pl)` and the like hold published
/// translations. Other columns are for people. Errors: unreadable.
[[nodiscard]] base::Result<BenchmarkLibrary> read_benchmarks(base::ByteView bytes);

}  // namespace harmony::survey
