#include "ui/text.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <unordered_map>

#include "base/secret.h"
#include "ui/fonts.h"
#include "ui/pango_setter.h"

// How texts are kept:
//  1. A text is found again by what makes its pixels: language, size, weight, alignment, lines,
//     width, letters. A hash over them leads to it, a comparison of all of them decides; it is set
//     only once.
//  2. Numbers are never used twice, so that the renderer may compare numbers instead of pixels.
//  3. Personal texts live in a list of their own, in memory that is zeroed when it goes.
//  4. Measuring keeps numbers only. A picture is made when somebody draws, and let go when there
//     are many and nobody shows it: the waiting screen alone has hundreds.

namespace harmony::ui {
namespace {

struct DestroySurface {
    void operator()(cairo_surface_t* surface) const noexcept { cairo_surface_destroy(surface); }
};
struct DestroyCairo {
    void operator()(cairo_t* context) const noexcept { cairo_destroy(context); }
};

int floor_px(int units) {
    return static_cast<int>(std::floor(units / double{PANGO_SCALE}));
}
int ceil_px(int units) {
    return static_cast<int>(std::ceil(units / double{PANGO_SCALE}));
}

struct Entry {
    base::SecretText letters;
    TextStyle style;
    std::optional<int> width_px;
    TextExtent extent;
    int offset_x = 0;  // of the longest line in the layout: centred texts begin further right
    int rise = 0;      // how far the letters are moved up in their lines
    std::optional<TextPicture> picture;
    std::size_t used = 0;  // the generation that asked for it last
};

// A line that begins where no line may break cuts a word.
bool splits_word(PangoLayout* layout) {
    int count = 0;
    const PangoLogAttr* attributes = pango_layout_get_log_attrs_readonly(layout, &count);
    const char* text = pango_layout_get_text(layout);
    for (int i = 1; i < pango_layout_get_line_count(layout); ++i) {
        const PangoLayoutLine* line = pango_layout_get_line_readonly(layout, i);
        const auto at = static_cast<int>(g_utf8_pointer_to_offset(text, text + line->start_index));
        if (at < count && attributes[at].is_line_break == 0U) {
            return true;
        }
    }
    return false;
}

// Digits and Latin words among Urdu stand on their own middle.
int rise_of(const Entry& entry) {
    const double rise_em = language_of(entry.style.language).rise_em;
    const std::string_view letters = entry.letters.view();
    const bool arabic = std::any_of(letters.begin(), letters.end(), [](char byte) {
        const auto lead = static_cast<unsigned char>(byte);
        return lead >= 0xD8 && lead <= 0xDB;  // U+0600 to U+06FF
    });
    return arabic ? static_cast<int>(std::lround(em_px(entry.style) * rise_em)) : 0;
}

void measure(PangoLayout* layout, Entry& entry) {
    PangoRectangle ink;
    PangoRectangle logical;
    pango_layout_get_extents(layout, &ink, &logical);
    TextExtent& extent = entry.extent;
    entry.offset_x = floor_px(logical.x);
    entry.rise = rise_of(entry);
    extent.width_px = ceil_px(logical.x + logical.width) - entry.offset_x;
    extent.height_px = ceil_px(logical.height);
    extent.ink_x = floor_px(ink.x) - entry.offset_x;
    extent.ink_y = floor_px(ink.y) - entry.rise;
    extent.ink_w = ceil_px(ink.x + ink.width) - entry.offset_x - extent.ink_x;
    extent.ink_h = ceil_px(ink.y + ink.height) - entry.rise - extent.ink_y;
    extent.lines = pango_layout_get_line_count(layout);
    extent.unknown_glyphs = pango_layout_get_unknown_glyphs_count(layout);
    extent.cut = pango_layout_is_ellipsized(layout) != FALSE;
    extent.split_word = splits_word(layout);
}

TextPicture draw(PangoLayout* layout, const Entry& entry) {
    // The ink, and one pixel of margin for antialiasing.
    TextPicture picture;
    picture.x_px = entry.extent.ink_x - 1;
    picture.y_px = entry.extent.ink_y - 1;
    picture.width_px = std::max(1, entry.extent.ink_w + 2);
    picture.height_px = std::max(1, entry.extent.ink_h + 2);
    const int stride = cairo_format_stride_for_width(CAIRO_FORMAT_A8, picture.width_px);
    std::vector<std::uint8_t, base::ZeroingAllocator<std::uint8_t>> rows(
        static_cast<std::size_t>(stride) * static_cast<std::size_t>(picture.height_px));
    {
        const std::unique_ptr<cairo_surface_t, DestroySurface> surface(
            cairo_image_surface_create_for_data(
                rows.data(), CAIRO_FORMAT_A8, picture.width_px, picture.height_px, stride));
        const std::unique_ptr<cairo_t, DestroyCairo> cairo(cairo_create(surface.get()));
        cairo_translate(cairo.get(), -entry.offset_x - picture.x_px, -entry.rise - picture.y_px);
        pango_cairo_show_layout(cairo.get(), layout);
        cairo_surface_flush(surface.get());
    }
    const auto width = static_cast<std::size_t>(picture.width_px);
    picture.coverage.resize(width * static_cast<std::size_t>(picture.height_px));
    for (std::size_t y = 0; y < static_cast<std::size_t>(picture.height_px); ++y) {
        std::copy_n(rows.data() + y * static_cast<std::size_t>(stride),
                    width,
                    picture.coverage.data() + y * width);
    }
    return picture;
}

std::size_t hash_of(std::string_view text, const TextStyle& style, std::optional<int> width_px) {
    const std::size_t numbers[] = {std::hash<std::string_view>{}(style.language),
                                   std::bit_cast<std::uint64_t>(style.capital_px),
                                   static_cast<std::size_t>(style.weight),
                                   static_cast<std::size_t>(style.align),
                                   static_cast<std::size_t>(style.max_lines),
                                   static_cast<std::size_t>(width_px.value_or(-1))};
    std::size_t hash = std::hash<std::string_view>{}(text);
    for (const std::size_t number : numbers) {
        hash = std::rotl(hash, 5) ^ number * 0x9E3779B97F4A7C15U;
    }
    return hash;
}

}  // namespace

struct TextEngine::Impl {
    explicit Impl(const std::vector<std::string>& fonts) : setter(fonts) {}

    [[nodiscard]] Entry& entry(TextId id) {
        const auto found = entries.find(id);
        base::promise(found != entries.end(), "a text is used while the engine keeps it");
        return found->second;
    }

    [[nodiscard]] SetText set(const Entry& entry) const {
        return setter.set(entry.letters.view(), entry.style, entry.width_px);
    }

    struct Wanted {
        std::string_view text;
        const TextStyle& style;
        std::optional<int> width_px;

        [[nodiscard]] bool is(const Entry& entry) const {
            return entry.width_px == width_px && entry.letters.view() == text &&
                   entry.style == style;
        }
    };

    [[nodiscard]] TextId find_open(std::size_t hash, const Wanted& wanted) {
        const auto [from, to] = open.equal_range(hash);
        const auto found =
            std::find_if(from, to, [&](const auto& pair) { return wanted.is(entry(pair.second)); });
        return found == to ? 0 : found->second;
    }

    /// Without a hash of what somebody typed: it would outlive the wipe.
    [[nodiscard]] TextId find_personal(const Wanted& wanted) {
        const auto found = std::find_if(
            personal.begin(), personal.end(), [&](TextId id) { return wanted.is(entry(id)); });
        return found == personal.end() ? 0 : *found;
    }

    void forget(TextId id) {
        const auto found = entries.find(id);
        if (found != entries.end()) {
            wipe(found->second);
            entries.erase(found);
        }
    }

    void wipe(Entry& of) {
        let_go_of_picture(of);
        of.letters.wipe();
    }

    void let_go_of_picture(Entry& of) {
        if (of.picture.has_value()) {
            picture_bytes -= of.picture->coverage.size();
            explicit_bzero(of.picture->coverage.data(), of.picture->coverage.size());
            of.picture.reset();
        }
    }

    /// Those that were shown longest ago go first; what is shown now stays.
    void thin_pictures() {
        std::vector<Entry*> old;
        for (auto& [id, each] : entries) {
            if (each.picture.has_value() && each.used != generation) {
                old.push_back(&each);
            }
        }
        std::sort(old.begin(), old.end(), [](const Entry* a, const Entry* b) {
            return a->used < b->used;
        });
        for (Entry* each : old) {
            if (picture_bytes <= TextEngine::most_picture_bytes / 4 * 3) {
                break;
            }
            let_go_of_picture(*each);
        }
    }

    PangoSetter setter;
    std::unordered_map<TextId, Entry> entries;
    std::unordered_multimap<std::size_t, TextId> open;  // texts, by the hash of what makes them
    std::vector<TextId> personal;
    TextId next = 1;
    std::size_t generation = 1;
    std::size_t hits = 0;
    std::size_t misses = 0;
    std::size_t picture_bytes = 0;
};

TextEngine::TextEngine(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

TextEngine::~TextEngine() {
    wipe_personal();
}

base::Result<std::unique_ptr<TextEngine>> TextEngine::open(const std::filesystem::path& assets) {
    auto fonts = pinned_fonts(assets);
    if (!fonts) {
        return fonts.error();
    }
    return std::unique_ptr<TextEngine>(new TextEngine(std::make_unique<Impl>(*fonts)));
}

TextId TextEngine::layout(std::string_view text,
                          const TextStyle& style,
                          std::optional<int> width_px) {
    const bool personal = style.privacy == Privacy::personal;
    const Impl::Wanted wanted{text, style, width_px};
    const std::size_t hash = personal ? 0 : hash_of(text, style, width_px);
    TextId id = personal ? impl_->find_personal(wanted) : impl_->find_open(hash, wanted);
    if (id != 0) {
        ++impl_->hits;
        impl_->entry(id).used = impl_->generation;
        return id;
    }
    ++impl_->misses;
    id = impl_->next++;
    Entry& entry = impl_->entries[id];
    entry.letters.assign(text);
    entry.style = style;
    entry.width_px = width_px;
    entry.used = impl_->generation;
    measure(impl_->set(entry).get(), entry);
    if (personal) {
        impl_->personal.push_back(id);
    } else {
        impl_->open.emplace(hash, id);
    }
    return id;
}

const TextExtent& TextEngine::extent(TextId id) const {
    return impl_->entry(id).extent;
}

const TextPicture& TextEngine::picture(TextId id) {
    Entry& entry = impl_->entry(id);
    if (!entry.picture.has_value()) {
        entry.picture = draw(impl_->set(entry).get(), entry);
        impl_->picture_bytes += entry.picture->coverage.size();
    }
    return *entry.picture;
}

TextEngine::Caret TextEngine::caret(TextId id, std::size_t at) {
    const Entry& entry = impl_->entry(id);
    const SetText set = impl_->set(entry);
    PangoRectangle strong;
    pango_layout_get_cursor_pos(
        set.get(), static_cast<int>(std::min(at, entry.letters.size())), &strong, nullptr);
    return {floor_px(strong.x) - entry.offset_x,
            floor_px(strong.y) - entry.rise,
            ceil_px(strong.height)};
}

std::size_t TextEngine::byte_at(TextId id, int x_px, int y_px) {
    const Entry& entry = impl_->entry(id);
    const SetText set = impl_->set(entry);
    int index = 0;
    int trailing = 0;
    pango_layout_xy_to_index(
        set.get(), (x_px + entry.offset_x) * PANGO_SCALE, y_px * PANGO_SCALE, &index, &trailing);
    const char* text = pango_layout_get_text(set.get());
    const char* at = text + index;
    for (int i = 0; i < trailing; ++i) {
        at = g_utf8_next_char(at);
    }
    return std::min(static_cast<std::size_t>(at - text), entry.letters.size());
}

void TextEngine::wipe_personal() {
    for (const TextId id : impl_->personal) {
        impl_->forget(id);
    }
    impl_->personal.clear();
}

void TextEngine::forget_unused() {
    // A screen has up to about a hundred texts; pages seen before should still be there.
    constexpr std::size_t many_open = 3000;
    constexpr std::size_t many_personal = 64;
    const auto unused = [this](TextId id) {
        return impl_->entries.at(id).used != impl_->generation;
    };
    if (impl_->personal.size() > many_personal) {
        auto& personal = impl_->personal;
        const auto keep = std::stable_partition(
            personal.begin(), personal.end(), [&unused](TextId id) { return !unused(id); });
        std::for_each(keep, personal.end(), [this](TextId id) { impl_->forget(id); });
        personal.erase(keep, personal.end());
    }
    if (impl_->open.size() > many_open) {
        for (auto at = impl_->open.begin(); at != impl_->open.end();) {
            if (unused(at->second)) {
                impl_->forget(at->second);
                at = impl_->open.erase(at);
            } else {
                ++at;
            }
        }
    }
    if (impl_->picture_bytes > most_picture_bytes) {
        impl_->thin_pictures();
    }
    ++impl_->generation;
}

TextCacheFigures TextEngine::figures() const {
    return {impl_->hits, impl_->misses, impl_->entries.size(), impl_->picture_bytes};
}

}  // namespace harmony::ui
