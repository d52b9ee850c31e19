#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"

namespace harmony::ui {

/// Which letters the pinned fonts can draw. Plain tables, no text engine: any thread may ask.
class FontLetters {
public:
    /// Errors: those of `pinned_fonts`; unreadable when a font has no table of letters.
    [[nodiscard]] static base::Result<FontLetters> read(const std::filesystem::path& assets);

    FontLetters(FontLetters&&) noexcept;
    FontLetters& operator=(FontLetters&&) noexcept;
    ~FontLetters();

    /// Whether one of the fonts draws it. What is never drawn (line ends, joiners, direction marks,
    /// variation selectors) counts as drawn.
    [[nodiscard]] bool draws(char32_t letter) const;

    /// The letters of `text` that none draws, each once, in their order. Bytes that are no UTF-8
    /// count as U+FFFD.
    [[nodiscard]] std::string missing(std::string_view text) const;

private:
    struct Impl;
    explicit FontLetters(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace harmony::ui
