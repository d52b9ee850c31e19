#include "admin/report/pdf_text.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangofc-fontmap.h>

#include <algorithm>
#include <cmath>

#include "admin/map/canvas.h"
#include "base/text.h"
#include "ui/language.h"

namespace harmony::admin {

namespace {

struct DestroyConfig {
    void operator()(FcConfig* config) const noexcept { FcConfigDestroy(config); }
};
struct FreeFont {
    void operator()(PangoFontDescription* font) const noexcept {
        pango_font_description_free(font);
    }
};
struct UnrefAttributes {
    void operator()(PangoAttrList* list) const noexcept { pango_attr_list_unref(list); }
};
struct DestroyOptions {
    void operator()(cairo_font_options_t* options) const noexcept {
        cairo_font_options_destroy(options);
    }
};

double points(int pango_units) {
    return static_cast<double>(pango_units) / PANGO_SCALE;
}

int pango_units(double points) {
    return static_cast<int>(std::lround(points * PANGO_SCALE));
}

}  // namespace

struct PaperText::Fonts {
    std::unique_ptr<FcConfig, DestroyConfig> config;
    std::unique_ptr<PangoFontMap, UnrefPango> map;
    std::unique_ptr<PangoContext, UnrefPango> context;
};

SetWords::SetWords(PangoLayout* layout, const PaperStyle& style)
    : layout_(layout, UnrefPango{}), colour_(style.colour) {
    int width = 0;
    int height = 0;
    pango_layout_get_size(layout, &width, &height);
    width_ = points(width);
    height_ = points(height);
}

void SetWords::draw(cairo_t* pen, double x, double y) const {
    set_colour(pen, colour_);
    cairo_move_to(pen, x, y);
    pango_cairo_show_layout(pen, layout_.get());
}

void SetWords::draw_on_baseline(cairo_t* pen, double x, double y) const {
    draw(pen, x, y - points(pango_layout_get_baseline(layout_.get())));
}

int SetWords::unknown() const {
    return pango_layout_get_unknown_glyphs_count(layout_.get());
}

PaperText::PaperText(const std::vector<std::string>& font_files)
    : fonts_(std::make_unique<Fonts>()) {
    fonts_->config.reset(FcConfigCreate());
    for (const std::string& file : font_files) {
        const auto* name = reinterpret_cast<const FcChar8*>(file.c_str());
        base::promise(FcConfigAppFontAddFile(fonts_->config.get(), name) == FcTrue,
                      "a pinned font loads");
    }
    fonts_->map.reset(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
    base::promise(fonts_->map != nullptr, "Pango has FreeType");
    pango_fc_font_map_set_config(reinterpret_cast<PangoFcFontMap*>(fonts_->map.get()),
                                 fonts_->config.get());
    fonts_->context.reset(pango_font_map_create_context(fonts_->map.get()));
    PangoContext* context = fonts_->context.get();
    const std::unique_ptr<cairo_font_options_t, DestroyOptions> options(
        cairo_font_options_create());
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options.get());
    pango_cairo_context_set_resolution(context, 72);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_language(context, pango_language_from_string("en-GB"));
}

PaperText::~PaperText() = default;

PangoLayout* PaperText::layout(std::string_view words, const PaperStyle& style) const {
    PangoLayout* layout = pango_layout_new(fonts_->context.get());
    const std::unique_ptr<PangoFontDescription, FreeFont> font(pango_font_description_new());
    pango_font_description_set_family(font.get(),
                                      std::string(ui::language_of("en").families).c_str());
    pango_font_description_set_weight(font.get(),
                                      style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
    pango_layout_set_font_description(layout, font.get());
    const std::unique_ptr<PangoAttrList, UnrefAttributes> list(pango_attr_list_new());
    pango_attr_list_insert(
        list.get(), pango_attr_line_height_new_absolute(pango_units(style.size * style.leading)));
    pango_layout_set_attributes(layout, list.get());
    using Align = PaperStyle::Align;
    pango_layout_set_alignment(layout,
                               style.align == Align::right    ? PANGO_ALIGN_RIGHT
                               : style.align == Align::centre ? PANGO_ALIGN_CENTER
                                                              : PANGO_ALIGN_LEFT);
    pango_layout_set_text(layout, words.data(), static_cast<int>(words.size()));
    return layout;
}

SetWords PaperText::set(std::string_view words, const PaperStyle& style, double width) const {
    PangoLayout* made = layout(words, style);
    pango_layout_set_width(made, pango_units(std::max(1.0, width)));
    pango_layout_set_wrap(made, PANGO_WRAP_WORD_CHAR);
    return {made, style};
}

SetWords PaperText::line(std::string_view words, const PaperStyle& style) const {
    return {layout(words, style), style};
}

double PaperText::widest_word(const std::string& words, const PaperStyle& style) {
    double widest = 0;
    for (const std::string& word : base::words(words)) {
        const auto [known, is_new] = widths_.try_emplace({word, style.size, style.bold}, 0);
        if (is_new) {
            known->second = line(word, style).width();
        }
        widest = std::max(widest, known->second);
    }
    return widest;
}

}  // namespace harmony::admin
