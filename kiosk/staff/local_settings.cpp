#include "kiosk/staff/local_settings.h"

#include <algorithm>

#include "base/text.h"
#include "kiosk/settings.h"

namespace harmony::kiosk {
namespace {

using base::Result;

constexpr std::size_t file_cap = 1U << 20U;

/// The bare name before `=` of a line; empty when it sets nothing.
std::string_view name_of(std::string_view line) {
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) {
        return {};
    }
    std::string_view name = base::trim(line.substr(0, equals));
    if (name.size() > 1 && name.front() == '"' && name.back() == '"') {
        name = name.substr(1, name.size() - 2);
    }
    return name;
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

}  // namespace

std::string with_settings(std::string_view toml, const std::vector<LocalSetting>& settings) {
    std::vector<std::string> lines = lines_of(toml);
    const auto first_table = [&] {
        return std::find_if(lines.begin(), lines.end(), [](const std::string& line) {
            return base::trim(line).starts_with('[');
        });
    };
    for (const LocalSetting& setting : settings) {
        const std::string written = setting.name + " = " + setting.value;
        const auto end = first_table();
        const auto at = std::find_if(lines.begin(), end, [&](const std::string& line) {
            return name_of(line) == setting.name;
        });
        if (at != end) {
            *at = written;
        } else {
            lines.insert(end, written);
        }
    }
    std::string text;
    for (const std::string& line : lines) {
        text += line + "\n";
    }
    return text;
}

Result<void> save_settings(base::Files& files,
                           const std::filesystem::path& folder,
                           const std::vector<LocalSetting>& settings) {
    const std::filesystem::path file = folder / "kiosk.toml";
    const Result<base::Bytes> before = files.read(file, file_cap);
    if (!before && before.error().kind != base::ErrorKind::absent) {
        return before.error().while_doing("reading kiosk.toml");
    }
    const std::string text =
        with_settings(before ? base::as_text(*before) : std::string_view(), settings);
    if (const auto readable = read_settings(base::as_bytes(text)); !readable) {
        return base::Error{base::ErrorKind::refused, readable.error().message};
    }
    const auto written =
        files.write(file, base::as_bytes(text), base::IfPresent::replace, base::private_mode);
    return written ? Result<void>{}
                   : Result<void>(written.error().while_doing("writing kiosk.toml"));
}

}  // namespace harmony::kiosk
