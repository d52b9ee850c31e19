#include "admin/cli/lint_reasons.h"

#include <algorithm>
#include <array>

namespace harmony::admin {

namespace {

struct Reason {
    std::string_view code;
    std::string_view sentence;
};

// Survey profile 11.4, in its order.
constexpr auto reasons = std::to_array<Reason>({
    {"S501",
     "Long texts do not fit a small screen, and people skip what they would have to scroll"},
    {"S502", "Short sentences of everyday words let more people answer, and translate better"},
    {"S503",
     "Other tools look for such a pattern anywhere in the answer, so ^ and $ keep it the same"},
    {"S504", "An answer alone is no condition: left empty, it is false here and true elsewhere"},
    {"S505", "Residents would read the code of a choice, or its words in one language only"},
    {"S506", "Several choices are kept as one text, so = fits only when exactly these were chosen"},
    {"S507", "Other tools compare such a date as a text, and come to another result"},
    {"S508",
     "A number that was left empty is no number: what is worked out from it fails in silence"},
    {"S509", "Without quotes the word is looked up as a question and not as a choice"},
    {"S510", "A number in square brackets is a place in a list, and other tools count differently"},
    {"S511", "It looks like a question, but nobody can answer it"},
    {"S512",
     "The word 'false' is a text, and a text counts as true; a comparison says which it is"},
    {"S513", "The value changes whenever it is worked out again, or never when you expect it to"},
    {"S514", "The cell is read in another way than it looks: as a sum, or as plain words"},
    {"S515", "What is chosen beforehand is often left as it is, and then counts as an answer"},
    {"S516", "The question is shown in its plain form"},
    {"S517", "Only ${name} is filled in inside a text; residents would read the rest as it stands"},
    {"S518", "The cell does nothing for this type, so what you wanted does not happen"},
    {"S519", "The new choice appears in every question that shares the list"},
    {"S520", "No time finer than a day leaves a kiosk, because it could lead back to a person"},
    {"S521", "The title of each response would hold what people said about themselves"},
    {"S522", "The time of day would be kept with the answer and could lead back to a person"},
    {"S523", "The mean would mix better with worse, or could not stand beside the outside figure"},
    {"S524",
     "Who has no opinion has to make one up, and the shares then say more than people meant"},
    {"S525",
     "Answers that name a person are personal data, and Harmony promises to ask for no names"},
    {"S526", "Neither residents nor readers of the report can tell the two apart"},
    {"S527", "People take the asterisk for 'must be answered', and speech reads it aloud"},
    {"S528", "Nobody will ever be asked, and the report will not say why"},
    {"S529", "Nobody can get past the question with that answer"},
    {"S530", "What is compared with that name is never so"},
    {"W105", "One of the two is ignored"},
    {"W106", "What stands there is ignored, because its column has no header"},
    {"W107", "The column is ignored, so what you wanted with it does not happen"},
    {"W108", "What stands further down or to the right is ignored"},
    {"W109", "The sheet is not read, because its name is a little different"},
    {"W110", "Only the first cell of a merged area is read; the others count as empty"},
    {"W112", "The only sheet was taken as the survey; give it that name before you add others"},
    {"W113", "Hidden sheets and rows count like others: residents see what you do not"},
    {"C401", "The column is dropped, so no filter can use it"},
    {"C402", "The row belongs to no list and is left out"},
    {"C410", "Nobody sees these answers; a list is often left over from a misspelt name"},
    {"Q207", "The row has no effect"},
    {"Q208", "The question is left out of the survey"},
    {"N304", "Names that differ only in capital letters are easily mixed up in a condition"},
    {"R511", "Residents would see the page without its picture"},
    {"L802", "Residents who chose this language would read the default language in the middle"},
});

}  // namespace

std::string_view why_it_matters(std::string_view code) {
    const auto reason = std::find_if(
        reasons.begin(), reasons.end(), [&](const Reason& one) { return one.code == code; });
    return reason == reasons.end() ? std::string_view() : reason->sentence;
}

}  // namespace harmony::admin
