#include "ui/sample_page.h"

#include <array>
#include <filesystem>
#include <map>

namespace harmony::tests {

using namespace ui;

SampleWords sample_words(const std::string& code) {
    const std::map<std::string, SampleWords> all{
        {"en",
         {"en",
          "How safe or unsafe do you feel when outside in your local area after dark?",
          "Think of the streets within a few minutes' walk of your home.",
          {"Very safe",
           "Fairly safe",
           "Neither safe nor unsafe",
           "Fairly unsafe",
           "Very unsafe",
           "Prefer not to say"},
          "Back",
          "Continue",
          "Question 4 of 9",
          "Help",
          "Language",
          "Text size",
          "Colours",
          "Hide and leave",
          "More answers",
          "What one thing would make you feel safer?"}},
        {"pl",
         {"pl",
          "Jak bezpiecznie czujesz się po zmroku na zewnątrz w swojej okolicy?",
          "Pomyśl o ulicach w odległości kilku minut pieszo od domu.",
          {"Bardzo bezpiecznie",
           "Dość bezpiecznie",
           "Ani bezpiecznie, ani niebezpiecznie",
           "Dość niebezpiecznie",
           "Bardzo niebezpiecznie",
           "Wolę nie odpowiadać"},
          "Wstecz",
          "Dalej",
          "Pytanie 4 z 9",
          "Pomoc",
          "Język",
          "Rozmiar tekstu",
          "Kolory",
          "Ukryj i wyjdź",
          "Więcej odpowiedzi",
          "Co jedno sprawiłoby, że poczujesz się bezpieczniej?"}},
        {"ur",
         {"ur",
          "اندھیرا ہونے کے بعد اپنے علاقے میں باہر نکلتے وقت آپ خود کو کتنا محفوظ محسوس کرتے ہیں؟",
          "اپنے گھر سے چند منٹ کے فاصلے کی گلیوں کے بارے میں سوچیں۔",
          {"بہت محفوظ",
           "کافی حد تک محفوظ",
           "نہ محفوظ نہ غیر محفوظ",
           "کافی حد تک غیر محفوظ",
           "بہت غیر محفوظ",
           "نہیں بتانا چاہتے"},
          "پیچھے",
          "جاری رکھیں",
          "سوال 4 از 9",
          "مدد",
          "زبان",
          "تحریر کا سائز",
          "رنگ",
          "چھپائیں اور نکلیں",
          "مزید جوابات",
          "کون سی ایک چیز آپ کو زیادہ محفوظ محسوس کرائے گی؟"}},
        {"ar",
         {"ar",
          "ما مدى شعورك بالأمان عندما تكون في الخارج في منطقتك بعد حلول الظلام؟",
          "فكر في الشوارع التي تبعد بضع دقائق سيرا على الأقدام عن منزلك.",
          {"آمن جدا",
           "آمن إلى حد ما",
           "لا آمن ولا غير آمن",
           "غير آمن إلى حد ما",
           "غير آمن جدا",
           "أفضل عدم الإجابة"},
          "رجوع",
          "متابعة",
          "السؤال 4 من 9",
          "مساعدة",
          "اللغة",
          "حجم النص",
          "الألوان",
          "إخفاء ومغادرة",
          "المزيد من الإجابات",
          "ما الشيء الوحيد الذي سيجعلك تشعر بأمان أكثر؟"}},
    };
    return all.at(code);
}

void SampleApp::draw_bar(Frame& frame, const Rect& where) {
    const std::array<BarItem, 5> items{{{"bar.language", words.language, Icon::globe},
                                        {"bar.text", words.text, Icon::text_size},
                                        {"bar.colours", words.colours, Icon::contrast},
                                        {"bar.help", words.help, Icon::help},
                                        {"bar.leave", words.leave, Icon::leave, true}}};
    const auto pressed = bar(frame, where, {"Northgate Council"}, items).pressed;
    if (pressed == 1U) {
        look.text = next(look.text);
    } else if (pressed == 2U) {
        look.colours = next(look.colours);
    }
}

void SampleApp::draw_question(Frame& frame, Rect area, bool many) {
    const double head = heading_height(frame, area.w, words.heading);
    heading(frame, area.take_top(head, 2), "q.head", words.heading);
    if (frame.page().h >= 180) {  // small panels have no room for hints
        const Paragraph hint{
            .id = "q.hint", .text = words.hint, .look = {.colour = Role::second_text}};
        paragraph(frame, area.take_top(paragraph_height(frame, area.w, hint), 5), hint);
    }
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < words.answers.size(); ++i) {
        ids.push_back("q.opt." + std::to_string(i));
    }
    std::vector<Tile> list;
    for (std::size_t i = 0; i < words.answers.size(); ++i) {
        Tile answer{ids[i], words.answers[i]};
        answer.kind = many ? TileKind::checkbox : TileKind::radio;
        answer.chosen = many ? ticked[i] : chosen == static_cast<int>(i);
        list.push_back(answer);
    }
    const TilesEvent event = tiles(frame, area, list, tile_page, {words.more, words.back});
    if (event.pressed.has_value()) {
        ++presses;
        chosen = static_cast<int>(*event.pressed);
        ticked[*event.pressed] = !ticked[*event.pressed];
    }
    tile_page = event.page.value_or(tile_page);
}

void SampleApp::draw_words(Frame& frame, Rect area, const KeyboardLayouts& keyboards) {
    const Rect board = area.take_bottom(keyboard_height(keyboards, keyboard), 3);
    const double head = heading_height(frame, area.w, words.field);
    heading(frame, area.take_top(head, 3), "q.head", words.field);
    const TextField field{.id = "q.field", .label = words.field, .lines = 2};
    const double height = std::min(area.h, text_field_height(frame, field));
    if (const auto press = text_field(frame, area.take_top(height), field, typed)) {
        typed.apply(*press);
    }
    const KeyboardEvent event = ui::keyboard(
        frame, board, keyboards, keyboard, {words.language, words.next, words.back, "Shift"});
    if (event.press.has_value()) {
        ++presses;
        typed.apply(*event.press);
    }
    keyboard = event.next;
}

void SampleApp::draw_number(Frame& frame, Rect area) {
    const NumberPad pad{words.next, words.back};
    const Rect keys = area.take_bottom(number_pad_size(pad).h, 3);
    heading(frame,
            area.take_top(heading_height(frame, area.w, words.language), 3),
            "q.head",
            words.language);
    const TextField field{.id = "q.field", .label = words.field, .language = "en"};
    text_field(frame, area.take_top(text_field_height(frame, field)), field, number);
    if (const auto press = number_pad(frame, keys, pad)) {
        number.apply(*press);
    }
}

void SampleApp::draw_check(Frame& frame, Rect area) {
    heading(
        frame, area.take_top(heading_height(frame, area.w, words.next), 3), "q.head", words.next);
    const SummaryRow row{"check.q", words.field, typed.text(), "check.change.q", words.back};
    summary_row(frame, area.take_top(summary_row_height(frame, area.w, row), 3), row);
    notice(frame, area, "check.notice", words.hint);
}

void SampleApp::draw_foot(Frame& frame, const Rect& where) {
    const FootEvent event = foot(frame,
                                 where,
                                 {.back = words.back,
                                  .position = words.position,
                                  .next = words.next,
                                  .done = 4,
                                  .total = 9});
    if (event.next) {
        page = page == "q"       ? "many"
               : page == "many"  ? "words"
               : page == "words" ? "number"
                                 : "check";
    } else if (event.back) {
        page = "q";
    }
}

void SampleApp::draw(Frame& frame, const KeyboardLayouts& keyboards) {
    const std::string shown = page;
    frame.begin_screen(shown, words.position, look);
    const Bands bands = ui::bands(frame);
    draw_bar(frame, bands.bar);
    if (shown == "q" || shown == "many") {
        draw_question(frame, text_column(bands.content), shown == "many");
    } else if (shown == "words") {
        draw_words(frame, text_column(bands.content), keyboards);
    } else if (shown == "number") {
        draw_number(frame, text_column(bands.content, 120));
    } else {
        draw_check(frame, text_column(bands.content));
    }
    draw_foot(frame, bands.foot);
}

SampleKiosk::SampleKiosk(const std::string& code, const Panel& panel)
    : clock(base::Moment{std::chrono::seconds{1'775'000'000}}), app(code) {
    auto opened =
        Toolkit::open({panel, std::filesystem::path(HARMONY_SOURCE_DIR) / "assets"}, clock);
    toolkit = std::move(opened).value();
    app.keyboard.layout = std::string(language_of(code).keyboard);
    driver = std::make_unique<Driver>(
        *toolkit, clock, [this](Frame& frame) { app.draw(frame, toolkit->keyboards()); });
}

}  // namespace harmony::tests
