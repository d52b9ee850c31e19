#include "base/log.h"

#include <cstdio>
#include <string>

namespace harmony::base {

void StderrLog::note(LogLevel level, std::string_view event, std::string_view detail) {
    constexpr std::string_view names[] = {"info", "warning", "error"};
    std::string line(names[static_cast<std::size_t>(level)]);
    line.append(" ").append(event);
    if (!detail.empty()) {
        line.append(" ").append(detail);
    }
    line += '\n';
    static_cast<void>(std::fwrite(line.data(), 1, line.size(), stderr));
}

}  // namespace harmony::base
