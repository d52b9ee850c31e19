#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "base/files.h"
#include "ui/speech/player.h"

namespace harmony::kiosk {

/// Recorded phrases in a folder: `<language>/<name>.opus`, named by the text that they say
/// (docs/formats/clips.md).
class ClipFolder final : public ui::ClipShelf {
public:
    /// Looks once which clips there are; a folder that is not there has none. `files` must outlive
    /// this, and be called from any thread.
    ClipFolder(base::Files& files, std::filesystem::path folder);

    [[nodiscard]] bool has(std::string_view language, std::string_view text) const override;
    [[nodiscard]] std::optional<base::Bytes> read(std::string_view language,
                                                  std::string_view text) const override;

private:
    base::Files& files_;
    std::filesystem::path folder_;
    std::set<std::string> names_;  ///< "ckb/3f2a91c07d5e.opus"
};

/// The name of the clip that says `text`, without a folder: 12 hexadecimal digits and ".opus".
[[nodiscard]] std::string clip_name(std::string_view text);

}  // namespace harmony::kiosk
