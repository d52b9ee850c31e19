#pragma once

#include <filesystem>
#include <string_view>

namespace harmony::tests {

/// Every screen in every language, size and colours, small and side by side: one PNG a screen and
/// index.html in `folder`. Only screens whose name begins with `beginning`. 0 when all is written.
int make_sheets(const std::filesystem::path& folder, std::string_view beginning);

/// Prints the table of kiosk.md K2: every screen in every language and size on the three reference
/// panels, what was looked at, and each fault. 1 when there is one.
int report_layout();

}  // namespace harmony::tests
