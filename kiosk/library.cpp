#include "kiosk/library.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "survey/compiled.h"

namespace harmony::kiosk {
namespace {

using base::Result;

constexpr int seconds_a_question = 8;  // the pace of the journey budgets (kiosk.md 4.10)

/// The pack's own catalogues first, then the shipped ones for what it lacks.
Result<std::vector<Catalogue>> catalogues_of(const PackContent& content,
                                             const std::vector<Catalogue>& shipped) {
    std::vector<Catalogue> all;
    for (const auto& [code, bytes] : content.phrases) {
        Result<Catalogue> catalogue = read_catalogue(code, bytes);
        if (!catalogue) {
            return catalogue.error();
        }
        all.push_back(std::move(catalogue).value());
    }
    for (const Catalogue& ours : shipped) {
        const auto same = [&](const Catalogue& theirs) { return theirs.code == ours.code; };
        const auto at = std::find_if(all.begin(), all.end(), same);
        if (at == all.end()) {
            all.push_back(ours);
            continue;
        }
        at->texts.insert(ours.texts.begin(), ours.texts.end());  // keeps what the pack says
    }
    return all;
}

bool is_picture(std::string_view file) {
    return file.ends_with(".png") || file.ends_with(".jpg") || file.ends_with(".jpeg");
}

/// Texts of a survey that residents read and this language lacks. A survey that was never meant to
/// be asked in it lacks none: it is asked in its own language.
int texts_missing(const survey::Form& form, const std::string& code) {
    if (!form.has_language(code)) {
        return 0;
    }
    int missing = 0;
    const auto look = [&](const survey::Wording& wording) {
        missing += !wording.empty() && wording.find(code) == wording.end() ? 1 : 0;
    };
    for (const survey::Node& node : form.nodes()) {
        look(node.label);
        look(node.hint);
        look(node.required_message);
        look(node.constraint_message);
    }
    for (const survey::ChoiceList& list : form.lists()) {
        // A list that nobody translated holds names: of places, of streets.
        const bool translated =
            std::any_of(list.choices.begin(), list.choices.end(), [&](const survey::Choice& one) {
                return one.label.find(code) != one.label.end();
            });
        for (std::size_t i = 0; translated && i < list.choices.size(); ++i) {
            look(list.choices[i].label);
        }
    }
    return missing;
}

using Pictures = std::map<std::string, ui::SharedPicture, std::less<>>;

Result<Pictures> pictures_of(const SurveyContent& survey) {
    Pictures pictures;
    for (const auto& [file, bytes] : survey.files) {
        if (!is_picture(file)) {
            continue;
        }
        Result<ui::SharedPicture> picture = ui::decode_picture(bytes);
        if (!picture) {
            return picture.error().while_doing(fmt::format("the picture {}", file));
        }
        pictures.emplace(file, std::move(picture).value());
    }
    return pictures;
}

}  // namespace

Result<std::shared_ptr<const Library>> Library::make(PackContent content,
                                                     const std::vector<Catalogue>& shipped) {
    Result<std::vector<Catalogue>> catalogues = catalogues_of(content, shipped);
    if (!catalogues) {
        return catalogues.error();
    }
    std::map<std::string, survey::Form, std::less<>> forms;
    std::map<std::string, Pictures, std::less<>> pictures;
    for (const SurveyContent& survey : content.surveys) {
        Result<survey::Form> form = survey::load_form(survey.compiled, survey.name, survey.files);
        if (!form) {
            return form.error().while_doing(fmt::format("survey {}", survey.id));
        }
        forms.emplace(survey.id, std::move(form).value());
        Result<Pictures> shown = pictures_of(survey);
        if (!shown) {
            return shown.error().while_doing(fmt::format("survey {}", survey.id));
        }
        pictures.emplace(survey.id, std::move(shown).value());
    }
    const std::shared_ptr<Library> library(
        new Library(std::move(content), Phrases(std::move(catalogues).value())));
    library->forms_ = std::move(forms);
    library->pictures_ = std::move(pictures);
    return std::shared_ptr<const Library>(library);
}

const survey::Form* Library::form(std::string_view id) const {
    const auto at = forms_.find(id);
    return at == forms_.end() ? nullptr : &at->second;
}

ui::SharedPicture Library::picture(std::string_view survey, std::string_view file) const {
    const auto of_survey = pictures_.find(survey);
    if (of_survey == pictures_.end()) {
        return nullptr;
    }
    const auto at = of_survey->second.find(file);
    return at == of_survey->second.end() ? nullptr : at->second;
}

bool Library::is_essential(std::string_view key) {
    constexpr std::array beginnings = {
        "help.", "notice.", "privacy.", "consent.", "signup.consent", "signup.line.consent"};
    return std::any_of(beginnings.begin(), beginnings.end(), [&](std::string_view beginning) {
        return key.starts_with(beginning);
    });
}

/// Whether it cannot be offered: a catalogue, a notice or an essential text is missing.
bool Library::lacks_essential(std::string_view language) const {
    const std::vector<std::string> missing = phrases_.missing(language);
    const bool lacks = std::any_of(missing.begin(), missing.end(), [&](std::string_view name) {
        return is_essential(name.substr(language.size() + 1));  // "language/key"
    });
    return lacks || !content_.notices.contains(std::string(language));
}

std::vector<Language> Library::languages() const {
    std::vector<Language> offered;
    for (const Language& language : phrases_.languages(content_.languages)) {
        if (!lacks_essential(language.code)) {
            offered.push_back(language);
        }
    }
    return offered;
}

std::vector<LanguageGap> Library::gaps() const {
    std::vector<LanguageGap> found;
    for (const std::string& code : content_.languages) {
        LanguageGap gap{own_name(code), static_cast<int>(phrases_.missing(code).size())};
        for (const auto& [id, form] : forms_) {
            gap.missing += texts_missing(form, code);
        }
        gap.missing += content_.notices.contains(code) ? 0 : 1;
        gap.hidden = lacks_essential(code);
        if (gap.missing > 0) {
            found.push_back(std::move(gap));
        }
    }
    return found;
}

std::string Library::notice(std::string_view language) const {
    for (const std::string_view code : {language, std::string_view("en")}) {
        const auto at = content_.notices.find(std::string(code));
        if (at != content_.notices.end()) {
            return at->second;
        }
    }
    return {};
}

SurveyLength length_of(const survey::Form& form, bool has_map) {
    SurveyLength length;
    for (const survey::NodeIndex index : form.questions()) {
        const survey::Node& node = form.node(index);
        const bool core = node.kiosk.block == survey::Block::core;
        const bool asked = has_map || node.kiosk.widget != survey::Widget::place_map;
        if (core && node.is_visible() && asked) {
            ++length.questions;
        }
    }
    length.minutes = std::max(1, (length.questions * seconds_a_question + 30) / 60);
    return length;
}

}  // namespace harmony::kiosk
