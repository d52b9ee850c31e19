#pragma once

#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "kiosk/map_content.h"
#include "ui/speech/player.h"

namespace harmony::kiosk {

/// The recorded phrases that a pack brings (docs/formats/clips.md): which there are, and where they
/// are read from.
struct PackClips {
    std::set<std::string> names;  ///< "ckb-3f2a91c07d5e.opus"
    PackFile file;
};

/// `<language>-<12 hexadecimal digits>.opus`.
[[nodiscard]] bool is_clip_file(std::string_view name);

/// Clips of the pack in use, then those that the program was shipped with. Called from several
/// threads.
class ClipShelves final : public ui::ClipShelf {
public:
    /// `shipped` must outlive this.
    explicit ClipShelves(const ui::ClipShelf& shipped) : shipped_(shipped) {}

    /// Another pack is in use; nothing: none brings any.
    void use(std::shared_ptr<const PackClips> clips);

    [[nodiscard]] bool has(std::string_view language, std::string_view text) const override;
    [[nodiscard]] std::optional<base::Bytes> read(std::string_view language,
                                                  std::string_view text) const override;

private:
    [[nodiscard]] std::shared_ptr<const PackClips> in_use() const;

    const ui::ClipShelf& shipped_;
    mutable std::mutex mutex_;
    std::shared_ptr<const PackClips> clips_;
};

}  // namespace harmony::kiosk
