#include "ui/fonts.h"

#include <fmt/format.h>
#include <glib.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>

namespace harmony::ui {
namespace {

struct FreeGlib {
    void operator()(char* text) const noexcept { g_free(text); }
};
using GlibText = std::unique_ptr<char, FreeGlib>;

bool read_whole(const std::filesystem::path& file, std::string& into) {
    std::ifstream stream(file, std::ios::binary);
    into.assign(std::istreambuf_iterator<char>(stream), {});
    return stream.is_open();
}

std::string sha256_of(const std::string& bytes) {
    const GlibText text(g_compute_checksum_for_string(
        G_CHECKSUM_SHA256, bytes.data(), static_cast<gssize>(bytes.size())));
    return text.get();
}

base::Result<std::string> checked_font(const std::filesystem::path& file,
                                       const std::string& wanted,
                                       const std::string& package) {
    std::string bytes;
    if (!read_whole(file, bytes)) {
        return base::Error{base::ErrorKind::absent,
                           fmt::format("the font {} is not installed; it comes with the package {}",
                                       file.string(),
                                       package)};
    }
    const std::string found = sha256_of(bytes);
    if (found != wanted) {
        return base::Error{
            base::ErrorKind::unreadable,
            fmt::format("the font {} is not the one assets/fonts.json names: its sha256 is {}, "
                        "and {} was expected",
                        file.string(),
                        found,
                        wanted)};
    }
    return file.string();
}

}  // namespace

base::Result<std::vector<std::string>> pinned_fonts(const std::filesystem::path& assets) {
    const std::filesystem::path list = assets / "fonts.json";
    std::string bytes;
    if (!read_whole(list, bytes)) {
        return base::Error{base::ErrorKind::absent,
                           fmt::format("the list of fonts {} is not there", list.string())};
    }
    const auto json = nlohmann::json::parse(bytes, nullptr, false);
    if (!json.is_object() || json.value("harmony", "") != "fonts/1" || !json.contains("files")) {
        return base::Error{base::ErrorKind::unreadable,
                           fmt::format("{} is no list of fonts", list.string())};
    }
    const std::filesystem::path folder = json.value("folder", "");
    std::vector<std::string> files;
    for (const auto& entry : json["files"]) {
        auto file = checked_font(
            folder / entry.value("file", ""), entry.value("sha256", ""), json.value("package", ""));
        if (!file) {
            return file.error();
        }
        files.push_back(std::move(*file));
    }
    return files;
}

}  // namespace harmony::ui
