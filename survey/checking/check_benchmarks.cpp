// Locked wordings (design: survey profile, section 10):
//  1. English label, hint, names, labels and order of the choices equal the library's, letter by
//     letter after runs of white space become one space.
//  2. Another language is held to the library's words where the library has it.
//  3. The first difference of a question is told, where it stands.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "survey/benchmarks.h"
#include "survey/checking/lint.h"

namespace harmony::survey {
namespace {

constexpr const char* unlock = "take the wording from the library, or take the benchmark tag out";

/// Names of the choices that stand beside a scale in the library, which has no roles.
bool is_beside_scale(const std::string& name) {
    return name == "dk" || name == "pns" || name == "not_sure";
}

std::string words_of(const Line* line) {
    return line == nullptr ? std::string() : collapsed(plain_text(*line));
}

/// Both texts from the word in which they first differ.
struct Difference {
    std::string here;
    std::string locked;
};

Difference difference(const std::string& here, const std::string& locked) {
    std::size_t same = 0;
    while (same < here.size() && same < locked.size() && here[same] == locked[same]) {
        ++same;
    }
    const std::size_t space = same == 0 ? std::string::npos : here.rfind(' ', same - 1);
    const std::size_t word = space == std::string::npos ? 0 : space + 1;
    return {here.substr(word), locked.substr(word)};
}

class Lock {
public:
    Lock(const LintInput& in, const Node& node, const BenchmarkWording& wording)
        : in_(in), node_(node), wording_(wording) {}

    void check() {
        const auto english = english_of(in_.check.content);
        const LanguageTag source = english.value_or(in_.check.content.languages.front().tag);
        if (differs(source, "en")) {
            return;
        }
        for (const Language& language : in_.check.content.languages) {
            if (language.tag != source && wording_.question.contains(language.tag) &&
                differs(language.tag, language.tag)) {
                return;
            }
        }
    }

private:
    /// `here` is the language of the form, `locked` that of the library.
    bool differs(const LanguageTag& here, const LanguageTag& locked) {
        return text_differs("label", here, in_language(wording_.question, locked)) ||
               text_differs("hint", here, in_language(wording_.hint, locked)) ||
               choices_differ(here, locked);
    }

    static std::string in_language(const std::map<LanguageTag, std::string>& texts,
                                   const LanguageTag& tag) {
        const auto found = texts.find(tag);
        return found == texts.end() ? std::string() : found->second;
    }

    bool text_differs(std::string_view key, const LanguageTag& here, const std::string& wanted) {
        const bool is_label = key == "label";
        const std::string text = words_of(line_in(is_label ? node_.label : node_.hint, here));
        if (text == wanted) {
            return false;
        }
        const SheetRow& row = *in_.check.survey.rows[node_.index.value];
        tell(text_spot(in_.check.table, row, key, here, in_.languages),
             words_differ(is_label ? "the question" : "the hint", text, wanted));
        return true;
    }

    bool choices_differ(const LanguageTag& here, const LanguageTag& locked) {
        if (!node_.list) {
            const bool wanted = !wording_.choice_names.empty();
            if (wanted) {
                tell(node_spot(in_, node_, "type"), "it has no choices");
            }
            return wanted;
        }
        const std::vector<Choice>& choices = in_.check.content.lists[*node_.list].choices;
        const std::vector<std::string>& names = wording_.choice_names;
        const auto labels = wording_.choice_labels.find(locked);
        for (std::size_t i = 0; i < std::min(choices.size(), names.size()); ++i) {
            if (choices[i].name != names[i]) {
                tell(choice_spot(i, "name", here),
                     fmt::format("choice {} is called {}, not {}",
                                 i + 1,
                                 in_quotes(choices[i].name),
                                 in_quotes(names[i])));
                return true;
            }
            const std::string label = words_of(line_in(choices[i].label, here));
            if (labels != wording_.choice_labels.end() && label != labels->second[i]) {
                tell(choice_spot(i, "label", here),
                     words_differ(fmt::format("the choice {}", in_quotes(names[i])),
                                  label,
                                  labels->second[i]));
                return true;
            }
        }
        return number_differs(choices, names);
    }

    bool number_differs(const std::vector<Choice>& choices, const std::vector<std::string>& names) {
        if (choices.size() == names.size()) {
            return false;
        }
        if (choices.size() > names.size()) {
            tell(choice_spot(names.size(), "name", {}),
                 fmt::format("it does not have the choice {}",
                             in_quotes(choices[names.size()].name)));
        } else {
            tell(node_spot(in_, node_, "type"),
                 fmt::format("the choice {} is missing", in_quotes(names[choices.size()])));
        }
        return true;
    }

    Spot choice_spot(std::size_t place, const char* key, const LanguageTag& tag) const {
        const ChoiceList& list = in_.check.content.lists[*node_.list];
        const auto sheet = in_.lists.find(list.name);
        if (list.from_file || sheet == in_.lists.end()) {
            return node_spot(in_, node_, "type");
        }
        return text_spot(*in_.choices, *sheet->second.rows[place], key, tag, in_.languages);
    }

    static std::string words_differ(const std::string& what,
                                    const std::string& here,
                                    const std::string& locked) {
        if (here.empty()) {
            return fmt::format("{} is missing: {}", what, in_quotes(locked));
        }
        if (locked.empty()) {
            return fmt::format("{} should be empty", what);
        }
        const Difference parts = difference(here, locked);
        return fmt::format("{} has {} where {} should stand",
                           what,
                           in_quotes(parts.here),
                           in_quotes(parts.locked));
    }

    void tell(const Spot& spot, const std::string& what) {
        in_.check.report.error(
            spot,
            "K904",
            fmt::format(
                "{} is locked to {}, and {}", in_quotes(node_.name), in_quotes(wording_.id), what),
            unlock);
    }

    const LintInput& in_;
    const Node& node_;
    const BenchmarkWording& wording_;
};

void tell_unknown(const LintInput& in, const Node& node) {
    const auto near = base::nearest(node.kiosk.benchmark, in.benchmarks->ids());
    in.check.report.error(
        node_spot(in, node, "bind::kiosk:benchmark"),
        "K904",
        fmt::format("there is no locked wording called {}", in_quotes(node.kiosk.benchmark)),
        near ? fmt::format("write {}", *near) : "correct the name, or take the tag out");
}

/// A scale of even length where the benchmark has a middle: answers that sat there must lean.
void check_middle(const LintInput& in, const Node& node, const BenchmarkWording& wording) {
    if (!node.list) {
        return;
    }
    const std::vector<Choice>& choices = in.check.content.lists[*node.list].choices;
    const auto scored =
        std::count_if(choices.begin(), choices.end(), [](const Choice& c) { return c.score; });
    const auto wanted = std::count_if(wording.choice_names.begin(),
                                      wording.choice_names.end(),
                                      [](const auto& name) { return !is_beside_scale(name); });
    if (scored < 2 || scored % 2 != 0 || wanted % 2 == 0) {
        return;
    }
    in.check.report.warning(node_spot(in, node, "type"),
                            "S523",
                            fmt::format("the scale has {} answers and no middle, that of {} has {}",
                                        scored,
                                        in_quotes(wording.id),
                                        wanted),
                            "take over the answers of the benchmark, or take the tag out");
}

}  // namespace

void check_benchmarks(const LintInput& in) {
    if (in.benchmarks == nullptr) {
        return;
    }
    for (const Node& node : in.check.content.nodes) {
        const bool is_other = in.check.survey.types[node.index.value].is_other;
        if (node.kiosk.benchmark.empty() || is_other) {
            continue;
        }
        const BenchmarkWording* wording = in.benchmarks->find(node.kiosk.benchmark);
        if (wording == nullptr) {
            tell_unknown(in, node);
            continue;
        }
        Lock(in, node, *wording).check();
        check_middle(in, node, *wording);
    }
}

}  // namespace harmony::survey
