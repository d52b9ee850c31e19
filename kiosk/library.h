#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "kiosk/pack_content.h"
#include "kiosk/phrases.h"
#include "survey/form.h"
#include "ui/picture.h"

namespace harmony::kiosk {

/// A language of the pack that lacks texts.
struct LanguageGap {
    std::string name;  ///< in itself
    int missing = 0;
    bool hidden = false;  ///< a text of safety, consent or notice is among them

    bool operator==(const LanguageGap&) const = default;
};

/// A pack made ready for the screens: its forms loaded, its phrases read. Does not change; a newer
/// pack is a new library.
class Library {
public:
    /// `shipped` are the catalogues of the program, used where the pack brings none of its own.
    /// Errors: those of loading a form (unreadable, absent), with the survey's id.
    [[nodiscard]] static base::Result<std::shared_ptr<const Library>> make(
        PackContent content, const std::vector<Catalogue>& shipped);

    [[nodiscard]] const PackContent& content() const { return content_; }
    [[nodiscard]] const Phrases& phrases() const { return phrases_; }

    /// Nothing when the pack has no survey of that id.
    [[nodiscard]] const survey::Form* form(std::string_view id) const;

    /// A picture that the survey of that id names in a column `image`; nothing when its pack has no
    /// such file. Decoded when the library was made.
    [[nodiscard]] ui::SharedPicture picture(std::string_view survey, std::string_view file) const;

    /// Languages that residents may choose: those of the pack with a catalogue, a notice and every
    /// essential text.
    [[nodiscard]] std::vector<Language> languages() const;

    /// A text that may not be missing where somebody is in danger or says yes to something: help,
    /// notices, privacy and consent (kiosk.md 9.3, `lang`).
    [[nodiscard]] static bool is_essential(std::string_view key);

    /// What the languages of the pack lack, of phrases and surveys, in the pack's order; those that
    /// lack nothing are left out. `hidden` are the ones that `languages` does not offer.
    [[nodiscard]] std::vector<LanguageGap> gaps() const;

    /// The notice in `language`; the English one when it has none.
    [[nodiscard]] std::string notice(std::string_view language) const;

private:
    Library(PackContent content, Phrases phrases)
        : content_(std::move(content)), phrases_(std::move(phrases)) {}

    [[nodiscard]] bool lacks_essential(std::string_view language) const;

    PackContent content_;
    Phrases phrases_;
    std::map<std::string, survey::Form, std::less<>> forms_;
    std::map<std::string, std::map<std::string, ui::SharedPicture, std::less<>>, std::less<>>
        pictures_;  ///< by survey, then by file
};

/// Number of questions, and minutes to answer them: for the tile of a survey.
struct SurveyLength {
    int questions = 0;
    int minutes = 0;
};
/// `has_map`: the pack has a map, so that questions on it are asked.
[[nodiscard]] SurveyLength length_of(const survey::Form& form, bool has_map = false);

}  // namespace harmony::kiosk
