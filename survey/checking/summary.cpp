#include "survey/checking/summary.h"

#include <algorithm>
#include <set>

#include "survey/page_plan.h"

namespace harmony::survey {
namespace {

// Seconds that a resident needs, for the estimate alone: a choice, one row of a grid, and typing.
// Set so that the shipped neighbourhood survey (27 questions) comes to the 4 minutes of its design.
constexpr std::size_t page_s = 7;
constexpr std::size_t further_row_s = 4;
constexpr std::size_t typed_s = 20;

std::size_t seconds(const FormContent& content, const std::vector<PagePlan>& pages) {
    std::size_t total = 0;
    for (const PagePlan& page : pages) {
        total += page_s + (page.nodes.size() - 1) * further_row_s;
        for (const NodeIndex node : page.nodes) {
            const NodeType type = content.nodes[node.value].type;
            const bool typed =
                type == NodeType::text || type == NodeType::integer || type == NodeType::decimal;
            total += typed ? typed_s : 0;
        }
    }
    return total;
}

/// How many texts the default language has, and how many of them another has too.
class TranslationShare {
public:
    TranslationShare(const FormContent& content, const LanguageTag& tag)
        : source_(content.languages.front().tag), tag_(tag) {
        for (const Node& node : content.nodes) {
            for (const Wording* wording :
                 {&node.label, &node.hint, &node.required_message, &node.constraint_message}) {
                count(*wording);
            }
            count(node.image);
            count(node.audio);
        }
        for (const ChoiceList& list : content.lists) {
            if (list.from_file) {
                continue;  // data files carry one language
            }
            for (const Choice& choice : list.choices) {
                count(choice.label);
                count(choice.image);
                count(choice.audio);
            }
        }
    }

    /// Rounded down: 100 means that nothing is missing.
    [[nodiscard]] std::size_t percent() const { return asked_ == 0 ? 100 : 100 * there_ / asked_; }

private:
    template <typename Text>
    void count(const std::map<LanguageTag, Text>& texts) {
        if (texts.contains(source_)) {
            ++asked_;
            there_ += texts.contains(tag_) ? 1 : 0;
        }
    }

    const LanguageTag& source_;
    const LanguageTag& tag_;
    std::size_t asked_ = 0;
    std::size_t there_ = 0;
};

using Media = std::map<LanguageTag, std::string>;

void add_files(std::set<std::string>& files, const Media& media) {
    for (const auto& [tag, file] : media) {
        files.insert(file);
    }
}

/// Data files, pictures and clips that must travel with the form, by name.
std::vector<std::string> files_of(const FormContent& content) {
    std::set<std::string> files;
    for (const Node& node : content.nodes) {
        add_files(files, node.image);
        add_files(files, node.audio);
    }
    for (const DataFile& file : content.files) {
        files.insert(file.name);
    }
    for (const ChoiceList& list : content.lists) {
        for (const Choice& choice : list.choices) {
            add_files(files, choice.image);
            add_files(files, choice.audio);
        }
    }
    return {files.begin(), files.end()};
}

const std::string& title_of(const FormContent& content) {
    const auto title = content.title.find(content.languages.front().tag);
    if (title != content.title.end()) {
        return title->second;
    }
    return content.title.empty() ? content.id : content.title.begin()->second;
}

}  // namespace

FormSummary summarise(const FormContent& content) {
    const std::vector<PagePlan> pages = plan_pages(content.nodes);
    FormSummary summary;
    summary.id = content.id;
    summary.version = content.version;
    summary.title = title_of(content);
    for (const Node& node : content.nodes) {
        const bool asks = node.is_visible() && node.type != NodeType::note;
        summary.questions += asks ? 1 : 0;
        summary.groups += node.type == NodeType::group ? 1 : 0;
    }
    summary.pages = pages.size();
    summary.lists = content.lists.size();
    summary.minutes = (seconds(content, pages) + 59) / 60;
    summary.languages = content.languages;
    for (const Language& language : content.languages) {
        summary.complete_pct[language.tag] = TranslationShare(content, language.tag).percent();
    }
    summary.files = files_of(content);
    return summary;
}

}  // namespace harmony::survey
