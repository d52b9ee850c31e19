#include <memory>

#include "kiosk/ranking.h"
#include "kiosk/sample_pages.h"
#include "ui/language.h"

// Pages of answers that take several touches: ranks, scales, dates, times.
namespace harmony::tests {
namespace {

using namespace kiosk;
using ui::Frame;

/// Words about as long as a council would write.
struct SampleOrder {
    const char* language;
    const char* question;
    std::vector<std::string> things;
    const char* lowest;
    const char* middle;
    const char* highest;
    const char* when;
};

const SampleOrder& order_in(const std::string& language) {
    static const std::vector<SampleOrder> all = {
        {"en",
         "What should we do first in your area?",
         {"Mend the street lights",
          "More police on foot in the evening",
          "Clear rubbish and cut back hedges",
          "Activities for young people",
          "Safer crossings near schools"},
         "Not at all",
         "Neither one nor the other",
         "Completely",
         "On which day did it happen?"},
        {"pl",
         "Co powinniśmy zrobić najpierw w Pana/Pani okolicy?",
         {"Naprawić latarnie uliczne",
          "Więcej pieszych patroli policji wieczorem",
          "Uprzątnąć śmieci i przyciąć żywopłoty",
          "Zajęcia dla młodzieży",
          "Bezpieczniejsze przejścia przy szkołach"},
         "Wcale",
         "Ani jedno, ani drugie",
         "Całkowicie",
         "Którego dnia to się wydarzyło?"},
        {"ur",
         "آپ کے علاقے میں ہمیں سب سے پہلے کیا کرنا چاہیے؟",
         {"گلیوں کی بتیاں ٹھیک کرنا",
          "شام کو پیدل گشت پر زیادہ پولیس",
          "کوڑا اٹھانا اور جھاڑیاں کاٹنا",
          "نوجوانوں کے لیے سرگرمیاں",
          "اسکولوں کے پاس محفوظ کراسنگ"},
         "بالکل نہیں",
         "نہ یہ نہ وہ",
         "مکمل طور پر",
         "یہ کس دن ہوا؟"},
        {"ar",
         "ما الذي ينبغي أن نفعله أولًا في منطقتك؟",
         {"إصلاح مصابيح الشوارع",
          "مزيد من دوريات الشرطة سيرًا في المساء",
          "إزالة القمامة وتقليم الأسيجة",
          "أنشطة للشباب",
          "معابر أكثر أمانًا قرب المدارس"},
         "إطلاقًا",
         "لا هذا ولا ذاك",
         "تمامًا",
         "في أي يوم حدث ذلك؟"},
    };
    for (const SampleOrder& words : all) {
        if (language == words.language) {
            return words;
        }
    }
    return all.front();
}

/// The first `placed` of four things have their places, the last of them the first one.
QuestionView rank_view(const PageContext& context, int page, std::size_t things, int placed) {
    const SampleOrder& words = order_in(context.look.language);
    QuestionView view = sample_question(context, AnswerKind::rank, words.question, page);
    view.can_undo = placed > 0;
    for (std::size_t i = 0; i < things; ++i) {
        const auto number = static_cast<int>(i);
        const int place = number < placed ? placed - number : 0;
        view.choices.push_back(
            {"thing_" + std::to_string(i), base::SecretText(words.things.at(i)), place > 0, place});
    }
    return view;
}

enum class Labels { none, ends, with_middle, all };

QuestionView scale_view(const PageContext& context, int page, int last, Labels labels) {
    const SampleOrder& words = order_in(context.look.language);
    QuestionView view = sample_question(context, AnswerKind::scale, words.question, page);
    for (int value = 0; value <= last; ++value) {
        base::SecretText label;
        if (labels != Labels::none && (value == 0 || value == last)) {
            label.assign(value == 0 ? words.lowest : words.highest);
        }
        if ((labels == Labels::with_middle && 2 * value == last) || labels == Labels::all) {
            label.assign(words.middle);
        }
        view.choices.push_back({std::to_string(value), std::move(label), value == 7, 0});
    }
    return view;
}

void add_ranks(std::vector<SamplePage>& pages, const ui::KeyboardLayouts& keyboards) {
    pages.push_back(
        sample_question_page("a_rank", keyboards, [](const PageContext& context, int page) {
            return rank_view(context, page, 4, 0);
        }));
    pages.push_back(
        sample_question_page("a_rank_some", keyboards, [](const PageContext& context, int page) {
            QuestionView view = rank_view(context, page, 4, 2);
            view.trouble.assign(context.words("err.rank", {{"n", "4"}}));
            return view;
        }));
    pages.push_back(
        sample_question_page("a_rank_five", keyboards, [](const PageContext& context, int page) {
            return rank_view(context, page, 5, 5);
        }));
}

void add_scales(std::vector<SamplePage>& pages, const ui::KeyboardLayouts& keyboards) {
    pages.push_back(
        sample_question_page("a_scale", keyboards, [](const PageContext& context, int page) {
            return scale_view(context, page, 10, Labels::ends);
        }));
    pages.push_back(
        sample_question_page("a_scale_middle", keyboards, [](const PageContext& context, int page) {
            return scale_view(context, page, 10, Labels::with_middle);
        }));
    pages.push_back(
        sample_question_page("a_scale_bare", keyboards, [](const PageContext& context, int page) {
            return scale_view(context, page, 4, Labels::none);
        }));
    pages.push_back(
        sample_question_page("a_scale_all", keyboards, [](const PageContext& context, int page) {
            return scale_view(context, page, 4, Labels::all);
        }));
    const auto typed = std::make_shared<ui::EditBuffer>();
    typed->set("42.5");
    pages.push_back(sample_question_page(
        "a_range_pad", keyboards, [typed](const PageContext& context, int page) {
            const SampleOrder& words = order_in(context.look.language);
            QuestionView view = sample_question(context, AnswerKind::number, words.question, page);
            view.typed = typed.get();
            view.number.decimal = true;
            view.number.between = context.words("q.range", {{"min", "0"}, {"max", "100"}});
            view.number.labels.assign(std::string("0: ") + words.lowest);
            return view;
        }));
}

QuestionView day_view(const PageContext& context, int page, const DayEntry& entry) {
    const char* question = order_in(context.look.language).when;
    QuestionView view = sample_question(context, AnswerKind::day, question, page);
    view.day = {&entry, base::Day(std::chrono::days(20'500)), true, false};
    return view;
}

void add_moments(std::vector<SamplePage>& pages, const ui::KeyboardLayouts& keyboards) {
    const auto entry = std::make_shared<DayEntry>();
    entry->begin(DayEntry::Detail::day, base::day_from_iso("2026-10-24"));
    pages.push_back(
        sample_question_page("a_day", keyboards, [entry](const PageContext& context, int page) {
            return day_view(context, page, *entry);
        }));
    pages.push_back(sample_question_page(
        "a_day_trouble", keyboards, [entry](const PageContext& context, int page) {
            QuestionView view = day_view(context, page, *entry);
            view.trouble.assign(context.words("err.date.future"));
            view.part = context.words("moment.day");
            return view;
        }));
    pages.push_back(
        sample_question_page("a_months", keyboards, [entry](const PageContext& context, int page) {
            QuestionView view = day_view(context, page, *entry);
            view.day.months_open = true;
            return view;
        }));
    const auto time = std::make_shared<TimeEntry>();
    time->begin("18:15");
    pages.push_back(
        sample_question_page("a_time", keyboards, [time](const PageContext& context, int page) {
            const char* question = order_in(context.look.language).when;
            QuestionView view = sample_question(context, AnswerKind::time, question, page);
            view.time = time.get();
            view.part = context.words("moment.time");
            return view;
        }));
    pages.push_back(
        sample_question_page("a_part", keyboards, [](const PageContext& context, int page) {
            const char* question = order_in(context.look.language).when;
            QuestionView view = sample_question(context, AnswerKind::one, question, page);
            for (const auto* part : {"morning", "afternoon", "evening", "night"}) {
                const std::string key = std::string("time.") + part;
                view.choices.push_back({part, base::SecretText(context.words(key)), false, 0});
            }
            return view;
        }));
}

CheckView check_view(const PageContext& context, int page) {
    const SampleOrder& words = order_in(context.look.language);
    std::string order;
    for (std::size_t i = 0; i < words.things.size(); ++i) {
        order += (i > 0 ? "\n" : "") + std::to_string(i + 1) + ".\u00A0" + words.things[i];
    }
    const std::string day = context.words.date(*base::day_from_iso("2026-09-24"));
    CheckView view;
    view.page = page;
    view.lines.push_back({"order", base::SecretText(words.question), base::SecretText(order)});
    view.lines.push_back({"scale",
                          base::SecretText(words.question),
                          base::SecretText(std::string("10: ") + words.highest)});
    view.lines.push_back({"when",
                          base::SecretText(words.when),
                          context.words.entered("date.time", {{"date", day}, {"time", "18:15"}})});
    return view;
}

}  // namespace

void add_answer_pages(std::vector<SamplePage>& pages, const ui::KeyboardLayouts& keyboards) {
    add_ranks(pages, keyboards);
    add_scales(pages, keyboards);
    add_moments(pages, keyboards);
    pages.push_back(
        {"a_check", [](Frame& frame, const PageContext& context, int page, Intents& intents) {
             draw_check(frame, context, check_view(context, page), intents);
         }});
}

}  // namespace harmony::tests
