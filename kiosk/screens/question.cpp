#include "kiosk/screens/question.h"

#include <algorithm>
#include <array>

// A question stands on one page when everything fits: heading, hint, answers. Where it does not (a
// long question in large letters on a small screen), the question has pages of its own first, and
// the answers follow; nothing is cut or shrunk (kiosk.md 3, rule 4).
namespace harmony::kiosk {
namespace {

using ui::Rect;
constexpr double gap = 3.0;

bool large(const QuestionPass& pass) {
    return pass.context.look.text == ui::TextSize::l || pass.context.look.text == ui::TextSize::xl;
}

void add_small(std::vector<Block>& blocks, const std::string& id, std::string_view words) {
    if (!words.empty()) {
        blocks.emplace_back(Block::Kind::small, id, words);
    }
}

/// "There is a problem", and what to do.
Block problem(const QuestionPass& pass, const base::SecretText& trouble) {
    Block block(Block::Kind::warning, pass.id + ".trouble", pass.context.words("err.title"));
    block.text.append("\n");
    block.text.append(trouble.view());
    return block;
}

/// On a grid, which of its rows it is about.
base::SecretText trouble_in_row(const QuestionView& view) {
    base::SecretText text;
    for (const GridRow& row : view.grid.rows) {
        if (row.name == view.name) {
            text.append(row.label.view());
            text.append(": ");
        }
    }
    text.append(view.trouble.view());
    return text;
}

std::vector<Block> head_of(const QuestionPass& pass) {
    const QuestionView& view = pass.view;
    std::vector<Block> blocks;
    if (large(pass)) {
        add_small(blocks, pass.id + ".position", view.position);
    }
    add_small(blocks, pass.id + ".group", view.group.view());
    blocks.emplace_back(Block::Kind::heading, pass.id + ".head", view.label.view());
    blocks.back().shorter = view.position;
    if (view.trouble.empty()) {  // what to mend takes the hint's place
        add_small(blocks, pass.id + ".hint", view.hint.view());
        add_small(blocks, pass.id + ".between", view.number.between);
    } else {
        blocks.push_back(problem(pass, view.trouble));
    }
    add_small(blocks, pass.id + ".letters", view.letters);
    add_small(blocks, pass.id + ".labels", view.number.labels.view());
    if (!view.part.empty()) {
        blocks.emplace_back(Block::Kind::small_strong, pass.id + ".part", view.part);
    }
    return blocks;
}

/// A smaller picture shows nothing: it gets a page of its own then.
constexpr double least_picture = 40.0;

bool note_fits(const QuestionPass& pass, const QuestionPart& part) {
    const double least = pass.view.picture != nullptr ? least_picture : -gap;
    return room_below(pass, part, part.area.w) >= least;
}

Steps draw_note(const QuestionPass& pass, const QuestionPart& part) {
    const Rect area = draw_head(pass, part, part.area.w);
    if (pass.view.picture != nullptr) {
        const std::string id = pass.id + ".picture";
        ui::show_picture(pass.frame, area, id, pass.view.label.view(), pass.view.picture);
    }
    return steps_of(part);
}

constexpr std::array drawings{
    AnswerDrawing{note_fits, draw_note},
    AnswerDrawing{choices_fit, draw_choices},
    AnswerDrawing{choices_fit, draw_choices},
    AnswerDrawing{number_fits, draw_answer_number},
    AnswerDrawing{text_fits, draw_answer_text},
    AnswerDrawing{rank_fits, draw_rank},
    AnswerDrawing{scale_fits, draw_scale},
    AnswerDrawing{day_fits, draw_day},
    AnswerDrawing{time_fits, draw_time},
    AnswerDrawing{map_fits, draw_answer_map},
    AnswerDrawing{faces_fit, draw_faces},
    AnswerDrawing{list_fits, draw_list},
};
static_assert(static_cast<std::size_t>(AnswerKind::listed) + 1 == drawings.size());

/// The heading of the answer where the question has pages of its own.
std::string answer_title(const QuestionPass& pass) {
    const Words& words = pass.context.words;
    switch (pass.view.kind) {
        case AnswerKind::one:
        case AnswerKind::many:
        case AnswerKind::faces:
        case AnswerKind::listed: return words("q.choices_page");
        case AnswerKind::rank: return words("rank.page");
        case AnswerKind::scale: return words("q.scale_page");
        case AnswerKind::day: return words("date.page");
        case AnswerKind::time: return words("time.page");
        case AnswerKind::map: return words("map.page");
        case AnswerKind::note: return words("q.picture_page");
        case AnswerKind::number:
        case AnswerKind::text: break;
    }
    return words("q.answer");
}

void add_step(Intents& intents, Do what, int page) {
    if (what == Do::show_page || what == Do::map_list) {
        intents.add(what, page);
    } else {
        intents.add(what);
    }
}

void draw_foot_of(const QuestionPass& pass,
                  const ui::Bands& bands,
                  const Steps& steps,
                  const std::string& position) {
    const std::string back = pass.context.words("nav.back");
    const std::string next = pass.context.words("nav.continue");
    ui::Foot foot;
    foot.back = back;
    foot.next = next;
    foot.done = pass.view.done;
    foot.total = pass.view.total;
    if (!large(pass)) {
        foot.position = position;
    }
    const ui::FootEvent pressed = ui::foot(pass.frame, bands.foot, foot);
    if (pressed.next) {
        add_step(pass.intents, steps.next, steps.next_page);
    } else if (pressed.back) {
        add_step(pass.intents, steps.back, steps.back_page);
    }
}

/// The question on pages of its own, then the answers.
Steps draw_split(const QuestionPass& pass, const Rect& area, const std::vector<Block>& head) {
    const int text_pages = block_pages(pass.frame, area, head);
    const int page = std::max(0, pass.view.page);
    const bool has_answer = pass.view.kind != AnswerKind::note || pass.view.picture != nullptr;
    if (page < text_pages || !has_answer) {
        draw_blocks(pass.frame, pass.context, area, head, page, pass.intents);
        const bool last = page + 1 >= text_pages && !has_answer;
        return {page > 0 ? Do::show_page : Do::go_back,
                page - 1,
                last ? Do::go_on : Do::show_page,
                page + 1};
    }
    const std::string title = answer_title(pass);
    const std::vector<Block> small{{Block::Kind::again, pass.id + ".head", title}};
    const auto& drawing = drawings.at(static_cast<std::size_t>(pass.view.kind));
    return drawing.draw(pass, {small, area, page - text_pages, text_pages});
}

/// How a rank is touched, where the survey has no hint of its own and there is room to say it.
std::vector<Block> with_rank_hint(const QuestionPass& pass,
                                  const Rect& area,
                                  std::vector<Block> head) {
    const QuestionView& view = pass.view;
    if (view.kind != AnswerKind::rank || !view.hint.empty() || !view.trouble.empty()) {
        return head;
    }
    std::vector<Block> hinted = head;
    add_small(hinted, pass.id + ".hint", pass.context.words("rank.hint"));
    return whole_rank_fits(pass, {hinted, area}) ? hinted : head;
}

/// The head of the tallest statement of this page's: the same answers stand in the same places
/// from one statement to the next (kiosk.md 5).
double tallest_head(const QuestionPass& pass, const std::vector<Block>& head, double width) {
    double tallest = 0;
    for (const GridRow& row : pass.view.grid.rows) {
        std::vector<Block> other = head;
        for (Block& block : other) {
            if (block.kind == Block::Kind::heading) {
                block.text = row.label;
            }
        }
        tallest = std::max(tallest, blocks_height(pass.frame, width, other));
    }
    return tallest;
}

/// What stands above a grid: the question that all its statements answer.
std::vector<Block> head_of_grid(const QuestionPass& pass) {
    const QuestionView& view = pass.view;
    std::vector<Block> blocks;
    if (large(pass)) {
        add_small(blocks, pass.id + ".position", view.grid.position);
    }
    blocks.emplace_back(Block::Kind::heading, pass.id + ".head", view.grid.title.view());
    if (!view.trouble.empty()) {
        blocks.push_back(problem(pass, trouble_in_row(view)));
    }
    return blocks;
}

Steps draw_asked(const QuestionPass& pass, const Rect& area) {
    if (pass.view.kind == AnswerKind::day && pass.view.day.months_open) {
        return draw_months(pass, area);
    }
    if (pass.view.kind == AnswerKind::map && pass.view.map.list_open) {
        return draw_map_list(pass, area);
    }
    std::vector<Block> head = with_rank_hint(pass, area, head_of(pass));
    const QuestionPart whole{head, area, pass.view.page, 0, tallest_head(pass, head, area.w)};
    const auto& drawing = drawings.at(static_cast<std::size_t>(pass.view.kind));
    if (drawing.fits(pass, whole)) {
        return drawing.draw(pass, whole);
    }
    if (pass.view.kind == AnswerKind::scale) {
        add_small(head, pass.id + ".labels", ends_in_words(pass.view).view());
    }
    return draw_split(pass, area, head);
}

std::string id_of(const QuestionView& view) {
    return view.screen.empty() ? "q." + view.name : view.screen;
}

}  // namespace

double room_below(const QuestionPass& pass, const QuestionPart& part, double width) {
    const double head = blocks_height(pass.frame, width, part.head);
    return part.area.h - std::max(head, part.least_head) - gap;
}

Rect draw_head(const QuestionPass& pass, const QuestionPart& part, double width) {
    Rect column = part.area;
    column.w = width;
    const double spare = part.least_head - blocks_height(pass.frame, width, part.head);
    draw_all(pass.frame, column, part.head);
    column.take_top(std::max(0.0, spare));
    column.w = part.area.w;
    column.y -= 1;  // answers stand closer to their question than blocks to one another
    column.h += 1;
    return column;
}

Steps steps_of(const QuestionPart& part) {
    Steps steps;
    if (part.first_page > 0) {
        steps.back = Do::show_page;
        steps.back_page = part.first_page - 1;
    }
    return steps;
}

void draw_question(ui::Frame& frame,
                   const PageContext& context,
                   const QuestionView& view,
                   const ui::KeyboardLayouts& layouts,
                   Intents& intents) {
    const QuestionPass pass{frame, context, view, layouts, intents, id_of(view)};
    const BarKind bar = view.keyboard_open ? BarKind::typing : BarKind::full;
    const ui::Bands bands = begin_page(frame, context, pass.id, view.position, bar, intents);
    if (view.personal) {
        return draw_personal(pass, bands);
    }
    if (view.keyboard_open) {
        return draw_typing_page(pass, bands);
    }
    const std::vector<Block> title = head_of_grid(pass);
    const QuestionPart grid{title, bands.content, 0, 0};
    if (grid_fits(pass, grid)) {
        return draw_foot_of(pass, bands, draw_grid(pass, grid), view.grid.position);
    }
    // A map takes all the width there is; text never does.
    const bool wide = view.kind == AnswerKind::map && !view.map.list_open;
    const Rect area = wide ? bands.content : ui::text_column(bands.content);
    const Steps steps = draw_asked(pass, area);
    draw_foot_of(pass, bands, steps, view.position);
}

}  // namespace harmony::kiosk
