#include "admin/gui/window_settings.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"

namespace harmony::admin::gui {

using nlohmann::json;

namespace {

constexpr std::size_t cap = std::size_t{64} << 10U;

std::filesystem::path file_of(const std::filesystem::path& office) {
    return office / "window.json";
}

}  // namespace

WindowSettings read_window_settings(base::Files& files, const std::filesystem::path& office) {
    WindowSettings settings;
    const auto bytes = files.read(file_of(office), cap);
    const json kept = bytes ? json::parse(base::as_text(*bytes), nullptr, false) : json();
    if (!kept.is_object()) {
        return settings;
    }
    try {
        settings.dark = kept.value("dark", false);
        settings.text = std::min(kept.value("text", settings.text), text_sizes.size() - 1);
        settings.surveys = kept.value("surveys", settings.surveys);
        settings.content = kept.value("content", std::string());
        settings.phrases = kept.value("phrases", std::string());
        settings.store = kept.value("store", std::string());
    } catch (const json::exception&) {  // somebody edited it: what is wrong in it is not kept
        return {};
    }
    return settings;
}

base::Result<void> write_window_settings(base::Files& files,
                                         const std::filesystem::path& office,
                                         const WindowSettings& settings) {
    const json kept{{"dark", settings.dark},
                    {"text", settings.text},
                    {"surveys", settings.surveys},
                    {"content", settings.content},
                    {"phrases", settings.phrases},
                    {"store", settings.store}};
    const std::string text = kept.dump(2) + '\n';
    const auto written = files.write(
        file_of(office), base::as_bytes(text), base::IfPresent::replace, base::private_mode);
    return written ? base::Result<void>() : base::Result<void>(written.error());
}

}  // namespace harmony::admin::gui
