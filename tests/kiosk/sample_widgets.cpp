#include <memory>

#include "kiosk/answer_kind.h"
#include "kiosk/sample_pages.h"
#include "ui/language.h"

// Pages of answers that are seen at a glance or found by letters: faces, grids, pairs, lists.
namespace harmony::tests {
namespace {

using namespace kiosk;
using ui::Frame;

struct WidgetWords {
    const char* language;
    const char* question;
    std::vector<std::string> faces;  ///< five, then what says nothing
    const char* yes;
    const char* no;
    const char* rather_not;
    const char* group;
    std::vector<std::string> statements;
    std::vector<std::string> columns;
};

// The words of the shipped surveys `event` and `neighbourhood`.
const WidgetWords& words_in(const std::string& language) {
    static const std::vector<WidgetWords> all = {
        {"en",
         "How was today?",
         {"Great", "Good", "OK", "Poor", "Very poor", "Don’t know"},
         "Yes",
         "No",
         "Prefer not to say",
         "How much of a problem are these things in your local area?",
         {"Rubbish or litter lying around",
          "People being drunk or rowdy in public places",
          "Vandalism, graffiti and other deliberate damage to property"},
         {"Very big problem",
          "Fairly big problem",
          "Not a very big problem",
          "Not a problem at all",
          "Don’t know"}},
        {"pl",
         "Jak było dzisiaj?",
         {"Świetnie", "Dobrze", "W porządku", "Słabo", "Bardzo słabo", "Nie wiem"},
         "Tak",
         "Nie",
         "Wolę nie odpowiadać",
         "Jak dużym problemem są te zjawiska w Pana/Pani okolicy?",
         {"Porozrzucane śmieci lub odpadki",
          "Osoby pijane lub awanturujące się w miejscach publicznych",
          "Wandalizm, graffiti i inne umyślne niszczenie mienia"},
         {"Bardzo duży problem",
          "Dość duży problem",
          "Niezbyt duży problem",
          "To w ogóle nie problem",
          "Nie wiem"}},
        {"ur",
         "آج کیسا رہا؟",
         {"بہت اچھا", "اچھا", "ٹھیک", "خراب", "بہت خراب", "معلوم نہیں"},
         "جی ہاں",
         "جی نہیں",
         "بتانا نہیں چاہتے",
         "آپ کے مقامی علاقے میں یہ چیزیں کتنا بڑا مسئلہ ہیں؟",
         {"اِدھر اُدھر پڑا ہوا کوڑا کرکٹ",
          "عوامی جگہوں پر لوگوں کا نشے میں ہونا یا ہلڑ بازی کرنا",
          "توڑ پھوڑ، دیواروں پر لکھائی اور املاک کو جان بوجھ کر پہنچایا گیا دیگر نقصان"},
         {"بہت بڑا مسئلہ",
          "کافی بڑا مسئلہ",
          "کچھ زیادہ بڑا مسئلہ نہیں",
          "بالکل کوئی مسئلہ نہیں",
          "معلوم نہیں"}},
        {"ar",
         "ما تقييمك لليوم؟",
         {"رائع", "جيد", "لا بأس", "ضعيف", "ضعيف جدًا", "لا أعرف"},
         "نعم",
         "لا",
         "أفضّل عدم الإجابة",
         "إلى أي مدى تمثّل هذه الأمور مشكلة في منطقتك المحلية؟",
         {"القمامة أو النفايات المتناثرة",
          "وجود أشخاص سكارى أو صاخبين في الأماكن العامة",
          "التخريب والكتابة على الجدران وغيرها من الإضرار المتعمد بالممتلكات"},
         {"مشكلة كبيرة جدًا",
          "مشكلة كبيرة إلى حد ما",
          "ليست مشكلة كبيرة جدًا",
          "ليست مشكلة على الإطلاق",
          "لا أعرف"}},
    };
    for (const WidgetWords& words : all) {
        if (language == words.language) {
            return words;
        }
    }
    return all.front();
}

/// `points` faces, the second of them chosen, perhaps with what says nothing below them.
QuestionView faces_view(const PageContext& context, int page, std::size_t points, bool aside) {
    const WidgetWords& words = words_in(context.look.language);
    QuestionView view = sample_question(context, AnswerKind::faces, words.question, page);
    for (std::size_t i = 0; i < points; ++i) {
        ChoiceView choice{"face_" + std::to_string(i), base::SecretText(words.faces[i]), i == 1};
        choice.mood = mood_of(survey::Faces::best_first, i, points);
        view.choices.push_back(std::move(choice));
    }
    if (aside) {
        ChoiceView choice{"dk", base::SecretText(words.faces.back())};
        choice.aside = true;
        view.choices.push_back(std::move(choice));
    }
    return view;
}

QuestionView pair_view(const PageContext& context, int page) {
    const WidgetWords& words = words_in(context.look.language);
    QuestionView view = sample_question(context, AnswerKind::one, words.question, page);
    view.choices.push_back({"yes", base::SecretText(words.yes), true});
    view.choices.push_back({"no", base::SecretText(words.no)});
    view.choices.push_back({"pns", base::SecretText(words.rather_not)});
    view.choices.back().aside = true;
    return view;
}

QuestionView grid_view(const PageContext& context, int page, std::size_t rows) {
    const WidgetWords& words = words_in(context.look.language);
    QuestionView view =
        sample_question(context, AnswerKind::one, words.statements.front().c_str(), page);
    view.name = "row_0";
    view.group = base::SecretText(words.group);
    view.grid.title = view.group;
    view.grid.position = view.position;
    view.position += " · " + context.words.count("q.statement", 1, static_cast<int>(rows));
    for (std::size_t i = 0; i < words.columns.size(); ++i) {
        view.grid.names.push_back("column_" + std::to_string(i));
        view.grid.columns.emplace_back(words.columns[i]);
        view.choices.push_back(
            {view.grid.names.back(), base::SecretText(words.columns[i]), i == 1});
    }
    for (std::size_t i = 0; i < rows; ++i) {
        view.grid.rows.push_back({"row_" + std::to_string(i),
                                  base::SecretText(words.statements.at(i % 3)),
                                  static_cast<int>(i)});
    }
    return view;
}

/// Stripes in the colours of a picture, 3 wide and 2 high.
ui::SharedPicture sample_picture() {
    constexpr int width = 240;
    constexpr int height = 160;
    std::vector<std::uint32_t> pixels;
    for (int i = 0; i < width * height; ++i) {
        pixels.push_back((i / width) % 40 < 20 ? 0xFF3B7A57U : 0xFFB8D8C4U);
    }
    return std::make_shared<const ui::Picture>(width, height, std::move(pixels));
}

QuestionView pictures_view(const PageContext& context, int page) {
    const WidgetWords& words = words_in(context.look.language);
    QuestionView view = sample_question(context, AnswerKind::many, words.question, page);
    for (std::size_t i = 0; i < 4; ++i) {
        view.choices.push_back(
            {"thing_" + std::to_string(i), base::SecretText(words.columns[i]), i == 1});
        view.choices.back().picture = sample_picture();
    }
    return view;
}

QuestionView note_view(const PageContext& context, int page) {
    const WidgetWords& words = words_in(context.look.language);
    QuestionView view = sample_question(context, AnswerKind::note, words.group, page);
    view.picture = sample_picture();
    return view;
}

/// Streets, parks and shops of two areas; what the letters found, when they found something.
QuestionView list_view(const PageContext& context, int page, std::optional<int> found) {
    static const std::vector<std::string> names = {"Church Road",
                                                   "High Street",
                                                   "Market Place",
                                                   "Old Tannery Lane",
                                                   "St Mary’s Walk",
                                                   "Castle Park",
                                                   "Riverside Green",
                                                   "Millfield Parade",
                                                   "Northgate Arcade",
                                                   "Bus station, stand C",
                                                   "Bridge Street",
                                                   "Quayside",
                                                   "The Shambles"};
    const WidgetWords& words = words_in(context.look.language);
    QuestionView view = sample_question(context, AnswerKind::listed, words.question, page);
    view.list.offers_find = true;
    view.list.found = found;
    const auto shown = static_cast<std::size_t>(found.value_or(static_cast<int>(names.size())));
    for (std::size_t i = 0; i < shown; ++i) {
        ChoiceView choice{"place_" + std::to_string(i), base::SecretText(names[i]), i == 2};
        const char* kind = i < 5 ? "place.kind.street" : "place.kind.bus_stop";
        choice.group = (i < 8 ? "Castle hill · " : "Quays · ") + context.words(kind);
        view.choices.push_back(std::move(choice));
    }
    view.choices.push_back({"elsewhere", base::SecretText(words.rather_not)});
    view.choices.back().aside = true;
    return view;
}

void add_lists(std::vector<SamplePage>& pages, const ui::KeyboardLayouts& keyboards) {
    pages.push_back(
        sample_question_page("w_places", keyboards, [](const PageContext& context, int page) {
            return list_view(context, page, std::nullopt);
        }));
    pages.push_back(
        sample_question_page("w_found", keyboards, [](const PageContext& context, int page) {
            return list_view(context, page, 2);
        }));
    const auto letters = std::make_shared<ui::EditBuffer>();
    pages.push_back(sample_question_page(
        "w_letters", keyboards, [letters](const PageContext& context, int page) {
            QuestionView view = list_view(context, page, 2);
            letters->set("ca");
            view.typed = letters.get();
            view.keyboard_open = true;
            return view;
        }));
}

}  // namespace

void add_widget_pages(std::vector<SamplePage>& pages, const ui::KeyboardLayouts& keyboards) {
    for (const std::size_t points : {2U, 3U, 5U}) {
        pages.push_back(sample_question_page("w_faces_" + std::to_string(points),
                                             keyboards,
                                             [points](const PageContext& context, int page) {
                                                 return faces_view(
                                                     context, page, points, points == 5);
                                             }));
    }
    pages.push_back(
        sample_question_page("w_pair", keyboards, [](const PageContext& context, int page) {
            return pair_view(context, page);
        }));
    pages.push_back(
        sample_question_page("w_grid", keyboards, [](const PageContext& context, int page) {
            return grid_view(context, page, 5);
        }));
    pages.push_back(
        sample_question_page("w_grid_trouble", keyboards, [](const PageContext& context, int page) {
            QuestionView view = grid_view(context, page, 3);
            view.trouble.assign(context.words("err.required_choice"));
            return view;
        }));
    pages.push_back(sample_question_page("w_pictures", keyboards, pictures_view));
    pages.push_back(sample_question_page("w_note", keyboards, note_view));
    add_lists(pages, keyboards);
    for (const bool thanks : {false, true}) {
        pages.push_back(
            {thanks ? "w_smiley_thanks" : "w_smiley",
             [thanks, &keyboards](Frame& f, const PageContext& c, int page, Intents& intents) {
                 draw_smiley(f, c, {faces_view(c, page, 5, false), thanks}, keyboards, intents);
             }});
    }
}

}  // namespace harmony::tests
