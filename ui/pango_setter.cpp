#include "ui/pango_setter.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangofc-fontmap.h>

#include <algorithm>
#include <cmath>

#include "base/error.h"

namespace harmony::ui {

void DestroyFontConfig::operator()(void* config) const noexcept {
    FcConfigDestroy(static_cast<FcConfig*>(config));
}

SetText::~SetText() {
    if (layout_ == nullptr) {
        return;
    }
    // Pango frees its copy of the text without zeroing it, and a resident's words must not stay in
    // memory: the copy is overwritten in place first.
    const char* letters = pango_layout_get_text(layout_.get());
    const std::size_t size = std::char_traits<char>::length(letters);
    explicit_bzero(const_cast<char*>(letters), size);  // NOLINT(*-const-cast)
    pango_layout_set_text(layout_.get(), "", 0);
}

namespace {

struct DestroyOptions {
    void operator()(cairo_font_options_t* options) const noexcept {
        cairo_font_options_destroy(options);
    }
};
struct UnrefAttributes {
    void operator()(PangoAttrList* list) const noexcept { pango_attr_list_unref(list); }
};

// Grey antialiasing without hinting: the same shapes on every machine.
void choose_rendering(PangoContext* context) {
    const std::unique_ptr<cairo_font_options_t, DestroyOptions> options(
        cairo_font_options_create());
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options.get());
    pango_cairo_context_set_resolution(context, 96);
    pango_context_set_round_glyph_positions(context, FALSE);
}

PangoAlignment alignment_of(Align align, Direction direction) {
    if (align == Align::centre) {
        return PANGO_ALIGN_CENTER;
    }
    const bool left = (align == Align::start) == (direction == Direction::left_to_right);
    return left ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT;
}

void set_line_height(PangoLayout* layout, int height_px) {
    const std::unique_ptr<PangoAttrList, UnrefAttributes> list(pango_attr_list_new());
    pango_attr_list_insert(list.get(),
                           pango_attr_line_height_new_absolute(height_px * PANGO_SCALE));
    pango_layout_set_attributes(layout, list.get());
}

}  // namespace

int em_px(const TextStyle& style) {
    const Language& language = language_of(style.language);
    return std::max(1, static_cast<int>(std::lround(style.capital_px / language.reference_em)));
}

PangoSetter::PangoSetter(const std::vector<std::string>& font_files) : config_(FcConfigCreate()) {
    auto* config = static_cast<FcConfig*>(config_.get());
    for (const std::string& file : font_files) {
        const auto* name = reinterpret_cast<const FcChar8*>(file.c_str());
        base::promise(FcConfigAppFontAddFile(config, name) == FcTrue, "a pinned font loads");
    }
    map_.reset(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
    base::promise(map_ != nullptr, "Pango has FreeType");
    pango_fc_font_map_set_config(reinterpret_cast<PangoFcFontMap*>(map_.get()), config);
    context_.reset(pango_font_map_create_context(map_.get()));
    choose_rendering(context_.get());
}

SetText PangoSetter::set(std::string_view text,
                         const TextStyle& style,
                         std::optional<int> width_px) const {
    const Language& language = language_of(style.language);
    const bool rtl = language.direction == Direction::right_to_left;
    pango_context_set_base_dir(context_.get(), rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    pango_context_set_language(context_.get(),
                               pango_language_from_string(std::string(language.code).c_str()));
    SetText set(pango_layout_new(context_.get()));
    PangoLayout* layout = set.get();
    const int em = em_px(style);
    const std::unique_ptr<PangoFontDescription, FreeDescription> font(pango_font_description_new());
    pango_font_description_set_family(font.get(), std::string(language.families).c_str());
    pango_font_description_set_weight(
        font.get(), style.weight == Weight::bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(font.get(), em * PANGO_SCALE);
    pango_layout_set_font_description(layout, font.get());
    pango_layout_set_auto_dir(layout, FALSE);
    pango_layout_set_alignment(layout, alignment_of(style.align, language.direction));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    set_line_height(layout, static_cast<int>(std::ceil(em * language.line_em)));
    if (width_px.has_value()) {
        pango_layout_set_width(layout, std::max(1, *width_px) * PANGO_SCALE);
    }
    if (style.max_lines > 0) {
        pango_layout_set_height(layout, -style.max_lines);
        pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
    }
    pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
    return set;
}

}  // namespace harmony::ui
