#include "conformance/known.h"

#include <fmt/format.h>

#include <fstream>

#include "base/text.h"

namespace harmony::conformance {

using base::Error;
using base::ErrorKind;

base::Result<Known> read_known(const std::filesystem::path& path) {
    std::ifstream in(path);
    if (!in) {
        return Error{ErrorKind::absent, path.string() + " cannot be opened"};
    }
    Known known;
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        const std::string_view text = base::trim(line);
        if (text.empty() || text.starts_with('#')) {
            continue;
        }
        const std::size_t end = text.find_first_of(" \t");
        const std::string id(text.substr(0, end));
        if (end == std::string_view::npos) {
            return Error{ErrorKind::unreadable,
                         fmt::format("{} line {}: {} has no reason", path.string(), number, id)};
        }
        if (!known.emplace(id, base::trim(text.substr(end))).second) {
            return Error{ErrorKind::unreadable,
                         fmt::format("{} line {}: {} is there twice", path.string(), number, id)};
        }
    }
    return known;
}

}  // namespace harmony::conformance
