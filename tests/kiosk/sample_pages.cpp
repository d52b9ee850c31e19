#include "kiosk/sample_pages.h"

#include <memory>

#include "base/files.h"
#include "ui/language.h"

namespace harmony::tests {
namespace {

using namespace kiosk;
using ui::Frame;

/// The longest statement and answers of the shipped surveys, so that what fits here fits there.
struct SampleWords {
    const char* language;
    const char* question;
    const char* hint;
    std::vector<std::string> answers;
};

const SampleWords& words_in(const std::string& language) {
    static const std::vector<SampleWords> all = {
        {"en",
         "How safe or unsafe do you feel when outside in your local area after dark?",
         "Choose one answer.",
         {"Very safe",
          "Fairly safe",
          "Neither safe nor unsafe",
          "Fairly unsafe",
          "Very unsafe",
          "Don’t know"}},
        {"pl",
         "Na ile bezpiecznie czujesz się poza domem w swojej okolicy po zmroku?",
         "Wybierz jedną odpowiedź.",
         {"Bardzo bezpiecznie",
          "Raczej bezpiecznie",
          "Ani bezpiecznie, ani niebezpiecznie",
          "Raczej niebezpiecznie",
          "Bardzo niebezpiecznie",
          "Nie wiem"}},
        {"ur",
         "اندھیرا ہونے کے بعد اپنے علاقے میں باہر نکلتے ہوئے آپ خود کو کتنا محفوظ یا غیر محفوظ "
         "محسوس کرتے ہیں؟",
         "ایک جواب چنیں۔",
         {"بہت محفوظ",
          "کافی محفوظ",
          "نہ محفوظ نہ غیر محفوظ",
          "کچھ غیر محفوظ",
          "بہت غیر محفوظ",
          "معلوم نہیں"}},
        {"ar",
         "إلى أي مدى تشعر بالأمان أو عدم الأمان خارج المنزل في منطقتك بعد حلول الظلام؟",
         "اختر إجابة واحدة.",
         {"آمن جدًا",
          "آمن إلى حد ما",
          "لا آمن ولا غير آمن",
          "غير آمن إلى حد ما",
          "غير آمن جدًا",
          "لا أعرف"}},
        {"ro",
         "Cât de în siguranță sau nesiguranță vă simțiți afară, în zona dumneavoastră, după "
         "lăsarea "
         "întunericului?",
         "Alegeți un singur răspuns.",
         {"În deplină siguranță",
          "Destul de în siguranță",
          "Nici în siguranță, nici în nesiguranță",
          "Destul de nesigur(ă)",
          "Foarte nesigur(ă)",
          "Nu știu"}},
        {"fa",
         "وقتی بعد از تاریک شدن هوا در محلهٔ خود بیرون از خانه هستید، چقدر احساس امنیت یا ناامنی "
         "می‌کنید؟",
         "یک پاسخ را انتخاب کنید.",
         {"کاملاً امن",
          "تا حدی امن",
          "نه امن و نه ناامن",
          "تا حدی ناامن",
          "کاملاً ناامن",
          "نمی‌دانم"}},
        {"ckb",
         "کاتێک دوای تاریکبوون لە ناوچەکەی خۆت لە دەرەوەی ماڵیت، تا چەند هەست بە سەلامەتی یان "
         "ناسەلامەتی دەکەیت؟",
         "یەک وەڵام هەڵبژێرە.",
         {"زۆر سەلامەت",
          "تا ڕادەیەک سەلامەت",
          "نە سەلامەت و نە ناسەلامەت",
          "تا ڕادەیەک ناسەلامەت",
          "زۆر ناسەلامەت",
          "نازانم"}},
        {"pa",
         "ਹਨੇਰਾ ਹੋਣ ਤੋਂ ਬਾਅਦ ਆਪਣੇ ਇਲਾਕੇ ਵਿੱਚ ਘਰ ਤੋਂ ਬਾਹਰ ਤੁਸੀਂ ਕਿੰਨਾ ਸੁਰੱਖਿਅਤ ਜਾਂ ਅਸੁਰੱਖਿਅਤ ਮਹਿਸੂਸ ਕਰਦੇ ਹੋ?",
         "ਇੱਕ ਜਵਾਬ ਚੁਣੋ।",
         {"ਬਹੁਤ ਸੁਰੱਖਿਅਤ",
          "ਕਾਫ਼ੀ ਸੁਰੱਖਿਅਤ",
          "ਨਾ ਸੁਰੱਖਿਅਤ ਨਾ ਅਸੁਰੱਖਿਅਤ",
          "ਕੁਝ ਅਸੁਰੱਖਿਅਤ",
          "ਬਹੁਤ ਅਸੁਰੱਖਿਅਤ",
          "ਪਤਾ ਨਹੀਂ"}},
    };
    for (const SampleWords& words : all) {
        if (language == words.language) {
            return words;
        }
    }
    return all.front();
}

QuestionView question(const PageContext& context, AnswerKind kind, int page) {
    const SampleWords& words = words_in(context.look.language);
    QuestionView view;
    view.name = "safe_dark";
    view.kind = kind;
    view.label = base::SecretText(words.question);
    view.hint = base::SecretText(words.hint);
    view.position = context.words.count("q.position", 4, 19);
    view.done = 4;
    view.total = 19;
    view.page = page;
    view.keys.layout = std::string(ui::language_of(context.look.language).keyboard);
    if (kind == AnswerKind::one || kind == AnswerKind::many) {
        for (std::size_t i = 0; i < words.answers.size(); ++i) {
            view.choices.push_back(
                {"choice_" + std::to_string(i), base::SecretText(words.answers[i]), i == 3});
        }
    }
    return view;
}

SamplePage question_page(std::string name,
                         AnswerKind kind,
                         const ui::KeyboardLayouts& keyboards,
                         std::function<void(const PageContext&, QuestionView&)> change) {
    const auto typed = std::make_shared<ui::EditBuffer>();
    return {std::move(name),
            [=, &keyboards](Frame& frame, const PageContext& context, int page, Intents& intents) {
                QuestionView view = question(context, kind, page);
                typed->set(kind == AnswerKind::number ? "42"
                                                      : words_in(context.look.language).answers[0]);
                view.typed = typed.get();
                change(context, view);
                draw_question(frame, context, view, keyboards, intents);
            }};
}

CheckView check_view(const PageContext& context, int page) {
    const SampleWords& words = words_in(context.look.language);
    CheckView view;
    view.page = page;
    for (std::size_t i = 0; i < words.answers.size(); ++i) {
        CheckLine line{"q_" + std::to_string(i), base::SecretText(words.question), {}};
        if (i != 2) {
            line.value.assign(words.answers[i]);
        }
        view.lines.push_back(std::move(line));
    }
    return view;
}

void add_questions(std::vector<SamplePage>& pages, const ui::KeyboardLayouts& keyboards) {
    const auto plain = [](const PageContext&, QuestionView&) {};
    pages.push_back(question_page("q_one", AnswerKind::one, keyboards, plain));
    pages.push_back(question_page("q_many", AnswerKind::many, keyboards, plain));
    pages.push_back(question_page("q_number", AnswerKind::number, keyboards, plain));
    pages.push_back(question_page("q_text", AnswerKind::text, keyboards, plain));
    pages.push_back(question_page("q_note", AnswerKind::note, keyboards, plain));
    pages.push_back(question_page(
        "q_typing", AnswerKind::text, keyboards, [](const PageContext&, QuestionView& view) {
            view.keyboard_open = true;
        }));
    pages.push_back(question_page("q_trouble",
                                  AnswerKind::one,
                                  keyboards,
                                  [](const PageContext& context, QuestionView& view) {
                                      view.trouble.assign(context.words("err.required"));
                                  }));
    pages.push_back(question_page("q_personal",
                                  AnswerKind::text,
                                  keyboards,
                                  [](const PageContext& context, QuestionView& view) {
                                      view.personal = true;
                                      view.trouble.assign(context.words("pii.phone"));
                                  }));
    pages.push_back(
        question_page("q_statement",
                      AnswerKind::one,
                      keyboards,
                      [](const PageContext& context, QuestionView& view) {
                          view.group = view.label;
                          view.label = base::SecretText(words_in(context.look.language).answers[2]);
                          view.position += " · " + context.words.count("q.statement", 2, 7);
                      }));
}

void add_plain_pages(std::vector<SamplePage>& pages, const Phrases& phrases) {
    const std::vector<Language> languages =
        phrases.languages({"en", "pl", "ro", "ur", "ar", "fa", "ckb", "pa"});
    pages.push_back({"attract", [=](Frame& f, const PageContext& c, int, Intents& i) {
                         AttractView view;
                         view.organisation = c.organisation;
                         view.today = "Northgate drop-in";
                         view.slide.language = c.look.language;
                         draw_attract(f, c, view, i);
                     }});
    pages.push_back({"language", [=](Frame& f, const PageContext& c, int page, Intents& i) {
                         draw_language(f, c, {languages, page, {"ckb"}}, i);
                     }});
    pages.push_back({"survey_pick", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         draw_survey_pick(f,
                                          c,
                                          {{{"neighbourhood", "Safety in my neighbourhood", 20, 3},
                                            {"town_centre", "Town centre rules", 18, 3}},
                                           page},
                                          i);
                     }});
    pages.push_back({"age_gate", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         draw_age_gate(f, c, {16, page}, i);
                     }});
    pages.push_back({"age_sorry", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         draw_age_sorry(f, c, {16, page}, i);
                     }});
    pages.push_back(
        {"privacy", [](Frame& f, const PageContext& c, int page, Intents& i) {
             const std::string notice = c.words("notice.survey");
             const bool draft = c.look.language != "en";
             draw_privacy(
                 f, c, {notice, draft ? c.words.in("en")("notice.survey") : "", "", page}, i);
         }});
    constexpr const char* web = "https://tarnbeck.example/privacy";
    pages.push_back({"privacy_web", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         draw_privacy(f, c, {c.words("notice.survey"), "", web, page}, i);
                     }});
    pages.push_back({"privacy_more", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         draw_privacy_more(f, c, {c.words("notice.survey"), "", web, page}, i);
                     }});
    pages.push_back({"check", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         draw_check(f, c, check_view(c, page), i);
                     }});
    pages.push_back({"equality_intro", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         draw_equality_intro(f, c, {page}, i);
                     }});
    pages.push_back({"thanks", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         ThanksView view;
                         view.what_next = c.words("equality_intro.why");
                         view.look_again = base::day_from_iso("2026-06-01");
                         view.receipt = base::SecretText("482917365191");
                         view.seconds_left = 17;
                         view.more = true;
                         view.page = page;
                         draw_thanks(f, c, view, i);
                     }});
    pages.push_back(
        {"help", [](Frame& f, const PageContext& c, int page, Intents& i) {
             const std::string hours = c.words("home.survey_note");
             draw_help(f,
                       c,
                       {{{"council", c.words("statement.contact_label"), hours, "01632 960100"},
                         {"home", c.words("home.help"), "", "01632 960200"}},
                        page},
                       i);
         }});
}

void add_short_pages(std::vector<SamplePage>& pages) {
    pages.push_back(
        {"saving", [](Frame& f, const PageContext& c, int, Intents& i) { draw_saving(f, c, i); }});
    pages.push_back({"save_failed", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         draw_save_failed(f, c, page, i);
                     }});
    pages.push_back({"idle", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         draw_idle(f, c, {27, page}, i);
                     }});
    pages.push_back({"curtain", [](Frame& f, const PageContext& c, int, Intents& i) {
                         draw_curtain(f, c, i);
                     }});
    pages.push_back({"accessibility", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         PageContext scanning = c;
                         scanning.look.access.scanning = true;  // the longest list of settings
                         draw_accessibility(f, scanning, {ui::can_reach_lower(f.panel()), page}, i);
                     }});
    pages.push_back({"scan_refused", [](Frame& f, const PageContext& c, int, Intents& i) {
                         draw_scan_refused(f, c, i);
                     }});
    for (const auto& [name, trouble] :
         {std::pair{"sound_off", SoundTrouble::off},
          std::pair{"sound_broken", SoundTrouble::broken},
          std::pair{"sound_no_voice", SoundTrouble::no_voice},
          std::pair{"sound_headphones", SoundTrouble::headphones_only}}) {
        pages.push_back(
            {name, [trouble](Frame& f, const PageContext& c, int page, Intents& i) {
                 draw_sound(f, c, {trouble, trouble != SoundTrouble::headphones_only, page}, i);
             }});
    }
    pages.push_back({"leave_task", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         draw_leave_task(f, c, page, i);
                     }});
    pages.push_back(
        {"setup_needed", [](Frame& f, const PageContext& c, int page, Intents& i) {
             // The size of a real request: 229 bytes in Base45.
             draw_setup_needed(f, c, {"HE1:" + std::string(344, 'A'), "1760 5481 5132", page}, i);
         }});
    pages.push_back({"out_of_order", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         draw_out_of_order(f, c, {OutReason::full, page}, i);
                     }});
}

}  // namespace

std::vector<SamplePage> sample_pages(const ui::KeyboardLayouts& keyboards, const Phrases& phrases) {
    std::vector<SamplePage> pages;
    add_plain_pages(pages, phrases);
    add_map_pages(pages, keyboards);
    add_home_pages(pages);
    add_event_pages(pages, keyboards);
    add_questions(pages, keyboards);
    add_answer_pages(pages, keyboards);
    add_widget_pages(pages, keyboards);
    add_short_pages(pages);
    add_staff_pages(pages, keyboards);
    return pages;
}

QuestionView sample_question(const PageContext& context,
                             AnswerKind kind,
                             const char* question,
                             int page) {
    QuestionView view;
    view.name = "sample";
    view.kind = kind;
    view.label = base::SecretText(question);
    view.position = context.words.count("q.position", 4, 19);
    view.done = 4;
    view.total = 19;
    view.page = page;
    view.keys.layout = std::string(ui::language_of(context.look.language).keyboard);
    return view;
}

SamplePage sample_question_page(std::string name,
                                const ui::KeyboardLayouts& keyboards,
                                std::function<QuestionView(const PageContext&, int page)> view) {
    return {std::move(name),
            [=, &keyboards](Frame& frame, const PageContext& context, int page, Intents& intents) {
                draw_question(frame, context, view(context, page), keyboards, intents);
            }};
}

Phrases shipped_phrases() {
    base::SystemRandom random;
    base::RealFiles files(random);
    return Phrases(*shipped_catalogues(files, HARMONY_SOURCE_DIR "/assets"));
}

}  // namespace harmony::tests
