#include "kiosk/screens/page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "base/text.h"
#include "kiosk/screens/code_square.h"
#include "kiosk/screens/page_bar.h"
#include "ui/speech/spoken.h"

namespace harmony::kiosk {
namespace {

using ui::Frame;
using ui::Rect;
namespace sizes = ui::sizes;

constexpr std::chrono::seconds staff_hold{5};
constexpr double block_gap = 4.0;
constexpr double logo_width = 30.0;

/// A label stands close to what it labels.
double gap_below(const Block& block) {
    return block.kind == Block::Kind::small_strong ? 1.0 : block_gap;
}

ui::TextLook look_of(const Block& block) {
    ui::TextLook look;
    look.language = block.language;
    if (block.kind == Block::Kind::again) {
        look.scale = ui::Scale::small;
        look.weight = ui::Weight::bold;
    } else if (block.kind == Block::Kind::strong) {
        look.weight = ui::Weight::bold;
    } else if (block.kind == Block::Kind::small_strong) {
        look.scale = ui::Scale::small;
        look.weight = ui::Weight::bold;
    } else if (block.kind == Block::Kind::small) {
        look.scale = ui::Scale::small;
        look.colour = ui::Role::second_text;
    } else if (block.kind == Block::Kind::number) {
        look.scale = ui::Scale::title;
        look.weight = ui::Weight::bold;
        look.colour = ui::Role::primary;
    }
    return look;
}

ui::SummaryRow row_of(const Block& block) {
    ui::SummaryRow row;
    row.id = block.id;
    row.label = block.text.view();
    row.value = block.beside;
    row.privacy = ui::Privacy::open;
    return row;
}

// A phone's words stand before its code: what it is for, then the number.
constexpr double beside_code = 5.0;

double phone_words_width(double width, double side) {
    return std::max(1.0, width - side - beside_code);
}

std::vector<Block> phone_words(const Block& block) {
    std::vector<Block> words;
    if (!block.text.empty()) {
        words.push_back({Block::Kind::small, block.id, block.text.view(), block.language});
    }
    const bool web = block.kind == Block::Kind::web;
    words.push_back({web ? Block::Kind::small_strong : Block::Kind::strong,
                     block.id + (web ? ".address" : ".number"),
                     fmt::format("\u2066{}\u2069", block.beside)});
    return words;
}

QrCode code_of(const Block& block) {
    return make_qr(block.kind == Block::Kind::web ? block.beside : tel_code(block.beside));
}

double phone_height(Frame& frame, double width, const Block& block) {
    const double side = code_side(frame, code_of(block));
    double height = 0;
    for (const Block& words : phone_words(block)) {
        height += ui::paragraph_height(
            frame, phone_words_width(width, side), {words.id, words.text.view(), look_of(words)});
    }
    return std::max(side, height);
}

double draw_phone(Frame& frame, const Rect& where, const Block& block) {
    const QrCode code = code_of(block);
    const double side = code_side(frame, code);
    const double height = phone_height(frame, where.w, block);
    Rect words{where.x, where.y, phone_words_width(where.w, side), height};
    for (const Block& line : phone_words(block)) {
        words.take_top(ui::paragraph(frame, words, {line.id, line.text.view(), look_of(line)}));
    }
    draw_code(frame, {where.right() - side, where.y}, code, block.id + ".code", block.code);
    return height;
}

bool has_code(const Block& block) {
    return block.kind == Block::Kind::phone || block.kind == Block::Kind::web;
}

/// With its sign alone where the words have no room.
ui::Button link_of(Frame& frame, double width, const Block& block) {
    ui::Button link{block.id, block.text.view(), ui::ButtonKind::plain, ui::Icon::info};
    constexpr double unbroken = 10'000;
    link.icon_only = ui::button_size(frame, link, unbroken).w > width;
    return link;
}

ui::Size link_size(Frame& frame, double width, const ui::Button& link) {
    if (link.icon_only) {
        return {sizes::control, sizes::control};
    }
    const ui::Size size = ui::button_size(frame, link, width);
    return {size.w, std::max(size.h, sizes::control)};
}

double draw_link(Frame& frame, const Rect& where, const Block& block) {
    const ui::Button link = link_of(frame, where.w, block);
    const ui::Size size = link_size(frame, where.w, link);
    if (ui::button(frame, {where.x, where.y, size.w, size.h}, link) && block.pressed != nullptr) {
        *block.pressed = true;
    }
    return size.h;
}

double picture_height(double width, const Block& block) {
    const ui::Picture& picture = *block.picture;
    return std::min(block.tallest, width * picture.height_px() / picture.width_px());
}

double height_of(Frame& frame, double width, const Block& block) {
    if (block.kind == Block::Kind::picture) {
        return picture_height(width, block);
    }
    if (block.kind == Block::Kind::fact) {
        return ui::summary_row_height(frame, width, row_of(block));
    }
    if (has_code(block)) {
        return phone_height(frame, width, block);
    }
    if (block.kind == Block::Kind::link) {
        return link_size(frame, width, link_of(frame, width, block)).h;
    }
    if (block.kind == Block::Kind::heading) {
        return ui::heading_height(frame, width, block.text.view());
    }
    if (block.kind == Block::Kind::warning) {
        return ui::notice_height(frame, width, block.text.view());
    }
    return ui::paragraph_height(frame, width, {block.id, block.text.view(), look_of(block)});
}

double draw_block(Frame& frame, const Rect& where, const Block& block) {
    if (block.kind == Block::Kind::picture) {
        const double height = picture_height(where.w, block);
        const double width = height * block.picture->width_px() / block.picture->height_px();
        ui::show_picture(frame,
                         {where.x, where.y, std::min(where.w, width), height},
                         block.id,
                         block.text.view(),
                         block.picture);
        return height;
    }
    if (block.kind == Block::Kind::fact) {
        const double height = height_of(frame, where.w, block);
        ui::summary_row(frame, {where.x, where.y, where.w, height}, row_of(block));
        return height;
    }
    if (has_code(block)) {
        return draw_phone(frame, where, block);
    }
    if (block.kind == Block::Kind::link) {
        return draw_link(frame, where, block);
    }
    if (block.kind == Block::Kind::heading) {
        return ui::heading(frame, where, block.id, block.text.view());
    }
    if (block.kind == Block::Kind::warning) {
        return ui::notice(
            frame,
            where,
            {block.id, block.text.view(), ui::Role::danger, block.problem, block.spell});
    }
    const bool is_heading = block.kind == Block::Kind::again;
    ui::Paragraph paragraph{block.id, block.text.view(), look_of(block)};
    paragraph.role = is_heading ? ui::sem::Role::heading : ui::sem::Role::text;
    paragraph.spell =
        block.spell || (block.kind == Block::Kind::number && ui::is_code(block.text.view()));
    return ui::paragraph(frame, where, paragraph);
}

bool ends_sentence(std::string_view text, std::size_t at) {
    if (text[at] == '\n') {
        return true;
    }
    constexpr std::array<std::string_view, 5> stops = {".", "?", "!", "۔", "؟"};
    return text[at] == ' ' && std::any_of(stops.begin(), stops.end(), [&](std::string_view stop) {
               return text.substr(0, at).ends_with(stop);
           });
}

/// The longest beginning of `text` that is at most `height` tall and ends where `breaks` says; zero
/// when there is none.
template <typename Breaks>
std::size_t longest(Frame& frame,
                    std::string_view text,
                    const ui::TextLook& look,
                    const ui::Size& room,
                    const Breaks& breaks) {
    const auto fits = [&](std::string_view part) {
        return ui::paragraph_height(frame, room.w, {"", base::trim(part), look}) <= room.h;
    };
    if (fits(text)) {
        return text.size();
    }
    std::size_t best = 0;
    for (std::size_t at = 1; at < text.size(); ++at) {
        if (!breaks(at)) {
            continue;
        }
        if (!fits(text.substr(0, at))) {
            break;
        }
        best = at;
    }
    return best;
}

using Pages = std::vector<std::vector<Block>>;

bool is_heading(const Block& block) {
    return block.kind == Block::Kind::heading;
}

bool is_breakable(const Block& block) {
    return block.kind == Block::Kind::text || block.kind == Block::Kind::strong ||
           block.kind == Block::Kind::small;
}

/// The heading, small, for pages that it does not stand on itself. The first block when there is
/// no heading: every page needs one.
Block heading_again(const std::vector<Block>& blocks) {
    const auto at = std::find_if(blocks.begin(), blocks.end(), is_heading);
    Block again = at == blocks.end() ? blocks.front() : *at;
    again.kind = Block::Kind::again;
    return again;
}

/// Fills pages with blocks, and cuts texts where a page ends.
class Paginator {
public:
    Paginator(Frame& frame, const ui::Size& room) : frame_(frame), room_(room), left_(room.h) {}

    void add(const Block& block) {
        const double needed = height_of(frame_, room_.w, block);
        if (needed <= left_) {
            put(block, needed);
        } else if (block.kind == Block::Kind::warning && needed > room_.h) {
            // A box cannot be cut: in the largest letters the warning stands without one.
            Block bare(Block::Kind::strong, block.id, block.text.view(), block.language);
            bare.spell = block.spell;
            add(bare);
        } else if (has_code(block) && !block.text.empty() && needed > room_.h / 2) {
            // Too much to say for one page: the words first, then the number with its code.
            add({Block::Kind::small, block.id, block.text.view(), block.language});
            Block number = block;
            number.text.wipe();
            add(number);
        } else if (!is_breakable(block) || needed <= room_.h / 2) {
            turn();
            put(block, needed);
        } else {
            cut(block);
        }
    }

    /// A label does not stand at the end of a page when what it labels begins the next.
    void keep_together(const Block& label, const Block& labelled) {
        const double both = height_of(frame_, room_.w, label) + gap_below(label) +
                            height_of(frame_, room_.w, labelled);
        if (both > left_ && both <= room_.h) {
            turn();
        }
    }

    [[nodiscard]] Pages take() { return std::move(pages_); }

private:
    void turn() {
        if (!pages_.back().empty()) {
            pages_.emplace_back();
        }
        left_ = room_.h;
    }

    void put(const Block& block, double height) {
        pages_.back().push_back(block);
        left_ -= height + gap_below(block);
    }

    void cut(const Block& block) {
        const auto parts =
            text_parts(frame_, block.text.view(), look_of(block), room_.w, left_, room_.h);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (i > 0) {
                turn();
            }
            if (!parts[i].empty()) {
                const std::string id = i > 0 ? fmt::format("{}.{}", block.id, i + 1) : block.id;
                Block part(block.kind, id, parts[i].view(), block.language);
                part.spell = block.spell;
                put(part, height_of(frame_, room_.w, part));
            }
        }
    }

    Frame& frame_;
    ui::Size room_;
    double left_;
    Pages pages_{1};
};

/// The pages of blocks that do not fit onto one. Each has room for the pager and for the heading
/// again; a heading that is too tall for a page is shown small.
Pages several_pages(Frame& frame, const Rect& area, const std::vector<Block>& blocks) {
    const double height = area.h - pager_height - sizes::gap;
    Block again = heading_again(blocks);
    if (height_of(frame, area.w, again) > height / 2 && !again.shorter.empty()) {
        again.text.assign(again.shorter);
    }
    const double again_height = height_of(frame, area.w, again) + block_gap;
    Paginator pages(frame, {area.w, height - again_height});
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const Block& block = blocks[i];
        const bool too_tall =
            is_heading(block) && height_of(frame, area.w, block) > height - again_height;
        if (block.kind == Block::Kind::small_strong && i + 1 < blocks.size()) {
            pages.keep_together(block, blocks[i + 1]);
        }
        if (!too_tall) {
            pages.add(block);
        }
    }
    Pages made = pages.take();
    for (std::vector<Block>& page : made) {
        if (std::none_of(page.begin(), page.end(), is_heading)) {
            page.insert(page.begin(), again);
        }
    }
    return made;
}

/// A line below the bar in the colour of a good end, so that nobody wonders who is watching.
/// Whether it is there: in the largest letters of the tallest scripts the page needs the room.
bool draw_assisted(Frame& frame, ui::Bands& bands, const std::string& text) {
    constexpr double tallest = 16;
    ui::TextLook look;
    look.scale = ui::Scale::small;
    look.weight = ui::Weight::bold;
    look.colour = ui::Role::on_done;
    look.align = ui::Align::centre;
    const double height = ui::paragraph_height(frame, bands.content.w, {"", text, look});
    if (height > tallest) {
        return false;
    }
    const Rect line = bands.content.take_top(height, 1);
    frame.fill(line, frame.theme()[ui::Role::done], 2);
    ui::paragraph(frame, line, {"assist.banner", text, look});
    return true;
}

/// The bar; a helping member of staff stands in it where there is no room below.
void draw_bar_and_banner(
    Frame& frame, ui::Bands& bands, const PageContext& context, BarKind bar, Intents& intents) {
    PageContext shown = context;
    if (context.assisted && bar != BarKind::staff) {
        const auto group = frame.in_group(ui::sem::Group::main);
        const std::string text = context.words("assist.banner");
        if (!draw_assisted(frame, bands, text)) {
            shown.organisation = text;
        }
    }
    draw_page_bar(frame, bands.bar, shown, bar, intents);
}

}  // namespace

ui::Bands begin_page(Frame& frame,
                     const PageContext& context,
                     std::string_view id,
                     std::string_view name,
                     BarKind bar,
                     Intents& intents) {
    frame.begin_screen(id, name, context.look);
    ui::Bands bands = ui::bands(frame);
    // The buttons of bar and foot stand inside their bands, so the page may come closer to them. On
    // the smallest screen this is what a sixth answer needs.
    constexpr double closer = 1.5;
    bands.content.y -= closer;
    bands.content.h += 2 * closer;
    const auto group = frame.in_group(ui::sem::Group::bar);
    Rect logo{bands.bar.x, bands.bar.y, logo_width, bands.bar.h};
    if (bands.bar.y > bands.foot.y) {
        logo.take_top(2);  // in reach mode the foot is above it
    }
    if (bar != BarKind::staff) {
        const ui::Touch touch =
            ui::hot_area(frame, logo, "bar.logo", context.organisation, ui::HotFor::fingers);
        if (touch.held_down && touch.held_for >= staff_hold) {
            intents.add(Do::staff_door);
        } else if (touch.held_down) {
            frame.wake_after(staff_hold - touch.held_for);
        }
    }
    draw_bar_and_banner(frame, bands, context, bar, intents);
    return bands;
}

std::vector<base::SecretText> text_parts(Frame& frame,
                                         std::string_view text,
                                         const ui::TextLook& look,
                                         double width,
                                         double first_height,
                                         double height) {
    std::vector<base::SecretText> parts;
    std::string_view rest = base::trim(text);
    double room = first_height;
    while (!rest.empty()) {
        std::size_t end = longest(frame, rest, look, {width, room}, [&](std::size_t at) {
            return ends_sentence(rest, at);
        });
        // One sentence is taller than what is left: broken between words, unless little is left.
        const bool worth = !parts.empty() || room >= height * 0.3;
        if (end == 0 && worth) {
            end = longest(
                frame, rest, look, {width, room}, [&](std::size_t at) { return rest[at] == ' '; });
            end = end == 0 && !parts.empty() ? rest.size() : end;
        }
        parts.emplace_back(base::trim(rest.substr(0, end)));
        rest = base::trim(rest.substr(end));
        room = height;
    }
    return parts;
}

double blocks_height(Frame& frame, double width, const std::vector<Block>& blocks) {
    double height = 0;
    for (const Block& block : blocks) {
        height += height_of(frame, width, block) + gap_below(block);
    }
    return blocks.empty() ? 0 : height - gap_below(blocks.back());
}

void draw_all(Frame& frame, Rect& area, const std::vector<Block>& blocks) {
    for (const Block& block : blocks) {
        area.take_top(draw_block(frame, area, block), gap_below(block));
    }
}

int block_pages(Frame& frame, const Rect& area, const std::vector<Block>& blocks) {
    if (blocks_height(frame, area.w, blocks) <= area.h) {
        return 1;
    }
    return static_cast<int>(several_pages(frame, area, blocks).size());
}

int draw_blocks_before(Frame& frame,
                       const PageContext& context,
                       const Rect& area,
                       const std::vector<Block>& blocks,
                       int page,
                       int after,
                       Intents& intents) {
    const Pages pages = several_pages(frame, area, blocks);
    const int count = static_cast<int>(pages.size()) + after;
    page = std::clamp(page, 0, count - 1);
    Rect rest = area;
    const Rect row = rest.take_bottom(pager_height, sizes::gap);
    if (static_cast<std::size_t>(page) < pages.size()) {
        draw_all(frame, rest, pages[static_cast<std::size_t>(page)]);
    }
    if (count > 1) {
        draw_pager(frame, row, context, text_pager, page, count, intents);
    }
    return static_cast<int>(pages.size());
}

int draw_blocks(Frame& frame,
                const PageContext& context,
                const Rect& area,
                const std::vector<Block>& blocks,
                int page,
                Intents& intents) {
    if (blocks_height(frame, area.w, blocks) <= area.h) {
        Rect rest = area;
        draw_all(frame, rest, blocks);
        return 1;
    }
    return draw_blocks_before(frame, context, area, blocks, page, 0, intents);
}

}  // namespace harmony::kiosk
