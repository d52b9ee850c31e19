#include "admin/shipped_assets.h"

namespace harmony::admin {

std::filesystem::path shipped_assets() {
    std::error_code nothing;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", nothing).parent_path();
    const std::filesystem::path installed = program / "../share/harmony/assets";
    return std::filesystem::exists(installed, nothing) ? installed : HARMONY_ASSETS;
}

}  // namespace harmony::admin
