#pragma once

// Not a public header: Pango behind the text engine.

#include <pango/pangocairo.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/text.h"

namespace harmony::ui {

struct UnrefObject {
    void operator()(void* object) const noexcept { g_object_unref(object); }
};
struct FreeDescription {
    void operator()(PangoFontDescription* description) const noexcept {
        pango_font_description_free(description);
    }
};
struct DestroyFontConfig {
    void operator()(void* config) const noexcept;
};

/// One laid-out text. Its letters inside Pango are overwritten when it goes.
class SetText {
public:
    explicit SetText(PangoLayout* layout) : layout_(layout) {}
    SetText(SetText&&) = default;
    SetText& operator=(SetText&&) = default;
    SetText(const SetText&) = delete;
    SetText& operator=(const SetText&) = delete;
    ~SetText();

    [[nodiscard]] PangoLayout* get() const { return layout_.get(); }

private:
    std::unique_ptr<PangoLayout, UnrefObject> layout_;
};

/// Sets text with the pinned fonts.
class PangoSetter {
public:
    /// REQUIRES: the files exist.
    explicit PangoSetter(const std::vector<std::string>& font_files);
    PangoSetter(const PangoSetter&) = delete;
    PangoSetter& operator=(const PangoSetter&) = delete;

    [[nodiscard]] SetText set(std::string_view text,
                              const TextStyle& style,
                              std::optional<int> width_px) const;

private:
    std::unique_ptr<void, DestroyFontConfig> config_;
    std::unique_ptr<PangoFontMap, UnrefObject> map_;
    std::unique_ptr<PangoContext, UnrefObject> context_;
};

/// Size in pixels of an em whose reference glyph is `capital_px` high.
[[nodiscard]] int em_px(const TextStyle& style);

}  // namespace harmony::ui
