#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kiosk/screens/question.h"

// A date: fields for day, month and year with the pad beside them, today and yesterday as buttons,
// and the names of the months on a page of their own. Where letters are too large for fields and
// buttons together, today and yesterday stand on a page before the fields.
namespace harmony::kiosk {
namespace {

using ui::Frame;
using ui::Rect;
using Field = DayEntry::Field;
namespace sizes = ui::sizes;
constexpr double field_gap = 4.0;
constexpr double row_gap = 4.0;
constexpr double narrow_pad = 72.0;  // where large letters need the room

struct FieldWords {
    std::string_view part;
    std::string_view digits;  ///< as wide as they get
};
constexpr std::array field_words{
    FieldWords{"day", "00"}, FieldWords{"month", "00"}, FieldWords{"year", "0000"}};

const FieldWords& words_of(Field field) {
    return field_words.at(static_cast<std::size_t>(field));
}

std::string label_of(const QuestionPass& pass, Field field) {
    return pass.context.words(fmt::format("date.{}", words_of(field).part));
}

ui::TextLook label_look() {
    return {.scale = ui::Scale::small, .weight = ui::Weight::bold};
}

/// Fields side by side, each as wide as its digits and its label.
struct Fields {
    std::vector<double> widths;
    double labels = 0;  ///< height
    double boxes = 0;   ///< height

    [[nodiscard]] double width() const {
        double width = -field_gap;
        for (const double each : widths) {
            width += each + field_gap;
        }
        return width;
    }

    [[nodiscard]] double height() const { return labels + 1 + boxes; }
};

Fields fields_of(const QuestionPass& pass) {
    constexpr double frame_of_field = 2 * 4.5 + 2.5;  // its padding, and the caret
    Fields fields;
    for (const Field field : pass.view.day.entry->fields()) {
        const ui::TextBox label = pass.frame.lay_out(label_of(pass, field), label_look());
        const ui::TextBox digits = pass.frame.lay_out(words_of(field).digits, {.language = "en"});
        fields.widths.push_back(std::max(label.width + 1, digits.width + frame_of_field));
        fields.labels = std::max({fields.labels, label.height, label.ink.bottom()});
    }
    fields.boxes = ui::text_field_height(pass.frame, digits_field(pass, pass.id, pass.id));
    return fields;
}

double pad_width(const QuestionPass& pass, double whole) {
    const double wide = ui::number_pad_size({}).w;
    return fields_of(pass).width() <= whole - wide - beside_pad ? wide : narrow_pad;
}

/// A button of the row below the fields.
struct Quick {
    std::string_view id;
    std::string_view word;
    ui::Icon icon;
    Do what;
};
constexpr std::array quick_buttons{
    Quick{"date.today", "date.today", ui::Icon::none, Do::today},
    Quick{"date.yesterday", "date.yesterday", ui::Icon::none, Do::yesterday},
    Quick{"date.months", "date.months", ui::Icon::calendar, Do::open_months},
};

/// What stands below the fields: with words, or the months with their icon alone.
struct QuickRow {
    std::vector<Quick> shown;
    std::vector<std::string> words;
    std::vector<Rect> places;  ///< from the top left corner of the row
    bool bare_months = false;
    double height = 0;
};

bool shows_quick(const QuestionPass& pass, const Quick& quick, bool days) {
    const auto fields = pass.view.day.entry->fields();
    const bool has_month = std::find(fields.begin(), fields.end(), Field::month) != fields.end();
    return quick.what == Do::open_months ? has_month : days && pass.view.day.offers_today;
}

ui::Button button_of(const QuickRow& row, std::size_t i) {
    ui::Button button{row.shown[i].id, row.words[i]};
    button.icon = row.shown[i].icon;
    button.icon_only = row.bare_months && row.shown[i].what == Do::open_months;
    return button;
}

/// Buttons one after the other, in as many rows as they need.
void place_buttons(Frame& frame, QuickRow& row, double width) {
    row.places.clear();
    double x = 0;
    double y = 0;
    double line = 0;
    for (std::size_t i = 0; i < row.shown.size(); ++i) {
        const ui::Size size = ui::button_size(frame, button_of(row, i), width);
        if (x > 0 && x + size.w > width) {
            x = 0;
            y += line + sizes::gap;
            line = 0;
        }
        row.places.push_back({x, y, size.w, size.h});
        x += size.w + sizes::gap;
        line = std::max(line, size.h);
    }
    row.height = y + line;
}

/// `days`: with today and yesterday; without them only the months are left. `room` is the height
/// that the row may have with all its words.
QuickRow quick_row(const QuestionPass& pass, double width, bool days, double room) {
    QuickRow row;
    for (const Quick& quick : quick_buttons) {
        if (shows_quick(pass, quick, days)) {
            row.shown.push_back(quick);
            row.words.push_back(pass.context.words(quick.word));
        }
    }
    place_buttons(pass.frame, row, width);
    if (row.height > room) {
        row.bare_months = true;
        place_buttons(pass.frame, row, width);
    }
    return row;
}

double beside_width(const QuestionPass& pass, const QuestionPart& part) {
    return part.area.w - pad_width(pass, part.area.w) - beside_pad;
}

/// The least height of the fields with what stands below them.
double entry_height(const QuestionPass& pass, double width, bool days) {
    const QuickRow row = quick_row(pass, width, days, 0);
    return fields_of(pass).height() + (row.height > 0 ? row_gap + row.height : 0);
}

bool entry_fits(const QuestionPass& pass, const QuestionPart& part, bool days) {
    const double width = beside_width(pass, part);
    return room_below(pass, part, width) >= entry_height(pass, width, days);
}

void draw_fields(const QuestionPass& pass, Rect& area) {
    const Fields fields = fields_of(pass);
    const DayEntry& entry = *pass.view.day.entry;
    Rect row = area.take_top(fields.height(), row_gap);
    for (std::size_t i = 0; i < fields.widths.size(); ++i) {
        const Field part = entry.fields()[i];
        Rect column = row.take_left(fields.widths[i], field_gap);
        const std::string label = label_of(pass, part);
        const std::string id = fmt::format("{}.{}", pass.id, words_of(part).part);
        const std::string label_id = id + ".label";
        ui::paragraph(pass.frame, column, {label_id, label, label_look()});
        column.take_top(fields.labels, 1);
        ui::TextField field = digits_field(pass, id, label);
        field.active = part == entry.active();
        if (ui::text_field(pass.frame, column, field, entry.digits(part))) {
            pass.intents.add(Do::to_field, static_cast<int>(part));
        }
    }
}

void draw_quick_row(const QuestionPass& pass, const Rect& area, bool days) {
    const QuickRow row = quick_row(pass, area.w, days, area.h);
    for (std::size_t i = 0; i < row.shown.size(); ++i) {
        const Rect& place = row.places[i];
        const Rect where{area.x + place.x, area.y + place.y, place.w, place.h};
        if (ui::button(pass.frame, where, button_of(row, i))) {
            pass.intents.add(row.shown[i].what);
        }
    }
}

void draw_day_pad(const QuestionPass& pass, const Rect& where) {
    const std::string back = pass.context.words("keyboard.back");
    ui::NumberPad pad;
    pad.back_label = back;
    if (const auto press = ui::number_pad(pass.frame, where, pad)) {
        pass.intents.add(Do::type, *press);
    }
}

Steps draw_entry(const QuestionPass& pass, const QuestionPart& part, bool days) {
    const ui::Size pad{pad_width(pass, part.area.w), ui::number_pad_size({}).h};
    const double least = entry_height(pass, beside_width(pass, part), days);
    BesidePad beside = draw_head_with_pad(pass, part, pad, least);
    draw_fields(pass, beside.fields);
    draw_quick_row(pass, beside.fields, days);
    draw_day_pad(pass, beside.pad);
    return steps_of(part);
}

/// Today, yesterday and another day as tiles on a page of their own.
std::vector<ui::SmallTile> quick_tiles(const QuestionPass& pass,
                                       const std::array<std::string, 3>& words) {
    const DayView& day = pass.view.day;
    const auto read = day.entry->read().day;
    return {{"date.today", words[0], read == day.today},
            {"date.yesterday", words[1], read == day.today - std::chrono::days(1)},
            {"date.other_day", words[2]}};
}

Steps draw_quick_page(const QuestionPass& pass,
                      const QuestionPart& part,
                      const Rect& area,
                      const std::vector<ui::SmallTile>& tiles) {
    const int fields_page = part.first_page + small_tiles_pages(pass.frame, area, tiles);
    if (const auto pressed = draw_small_tiles(pass, part, area, tiles)) {
        switch (*pressed) {
            case 0: pass.intents.add(Do::today); break;
            case 1: pass.intents.add(Do::yesterday); break;
            default: pass.intents.add(Do::show_page, fields_page); break;
        }
    }
    Steps steps = steps_of(part);
    if (!pass.view.day.entry->read().day) {
        steps.next = Do::show_page;
        steps.next_page = fields_page;
    }
    return steps;
}

Steps draw_in_two_steps(const QuestionPass& pass, const QuestionPart& part) {
    const std::array<std::string, 3> words{pass.context.words("date.today"),
                                           pass.context.words("date.yesterday"),
                                           pass.context.words("date.other_day")};
    const std::vector<ui::SmallTile> tiles = quick_tiles(pass, words);
    Rect below = part.area;
    const double room = room_below(pass, part, below.w);
    const Rect area{below.x, below.bottom() - room, below.w, room};
    if (part.page < small_tiles_pages(pass.frame, area, tiles)) {
        draw_head(pass, part, below.w);
        return draw_quick_page(pass, part, area, tiles);
    }
    Steps steps = draw_entry(pass, part, false);
    steps.back = Do::show_page;
    steps.back_page = part.first_page;
    return steps;
}

// --- the names of the months
// ----------------------------------------------------------------------

struct MonthTiles {
    std::vector<std::string> ids;
    std::vector<std::string> names;
    std::vector<ui::SmallTile> tiles;
};

MonthTiles month_tiles(const QuestionPass& pass) {
    constexpr unsigned months = 12;
    const std::string_view typed = pass.view.day.entry->digits(Field::month).text();
    MonthTiles made;
    for (unsigned month = 1; month <= months; ++month) {
        made.ids.push_back(fmt::format("{}.month.{}", pass.id, month));
        made.names.push_back(pass.context.words.month(month));
    }
    for (unsigned month = 1; month <= months; ++month) {
        const bool chosen = typed == std::to_string(month) || typed == fmt::format("{:02}", month);
        made.tiles.push_back({made.ids[month - 1], made.names[month - 1], chosen});
    }
    return made;
}

}  // namespace

// Who mends a date has it in the fields already: today and yesterday may give way to what is wrong
// with it.
bool day_fits(const QuestionPass& pass, const QuestionPart& part) {
    const bool mends = !pass.view.trouble.empty();
    return entry_fits(pass, part, true) || (mends && entry_fits(pass, part, false));
}

Steps draw_day(const QuestionPass& pass, const QuestionPart& part) {
    const bool days = pass.view.day.offers_today && entry_fits(pass, part, true);
    const bool together = days || !pass.view.day.offers_today || day_fits(pass, part);
    return together ? draw_entry(pass, part, days) : draw_in_two_steps(pass, part);
}

Steps draw_months(const QuestionPass& pass, const Rect& area) {
    const std::string title = pass.context.words("date.which_month");
    Rect below = area;
    ui::TextLook look = label_look();
    const std::string id = pass.id + ".head";
    constexpr double close = 2;  // four rows of months have room on the smallest screen
    below.take_top(ui::paragraph(pass.frame, area, {id, title, look, ui::sem::Role::heading}),
                   close);
    const std::vector<Block> no_head;
    const QuestionPart part{no_head, area, pass.view.page, 0};
    const MonthTiles months = month_tiles(pass);
    if (const auto pressed = draw_small_tiles(pass, part, below, months.tiles)) {
        pass.intents.add(Do::choose_month, static_cast<int>(*pressed) + 1);
    }
    return {Do::close_months, 0, Do::close_months, 0};
}

}  // namespace harmony::kiosk
