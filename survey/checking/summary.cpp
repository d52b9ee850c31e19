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

}  // namespace

FormSummary summarise(const FormContent& content) {
    const std::vector<PagePlan> pages = plan_pages(content.nodes);
    FormSummary summary;
    summary.id = content.id;
    summary.version = content.version;
    const auto title = content.title.find(content.languages.front().tag);
    summary.title = title != content.title.end() ? title->second
                    : content.title.empty()      ? content.id
                                                 : content.title.begin()->second;
    std::set<std::string> files;
    for (const Node& node : content.nodes) {
        const bool asks = node.is_visible() && node.type != NodeType::note;
        summary.questions += asks ? 1 : 0;
        summary.groups += node.type == NodeType::group ? 1 : 0;
        for (const auto* media : {&node.image, &node.audio}) {
            for (const auto& [tag, file] : *media) {
                files.insert(file);
            }
        }
    }
    for (const DataFile& file : content.files) {
        files.insert(file.name);
    }
    for (const ChoiceList& list : content.lists) {
        for (const Choice& choice : list.choices) {
            for (const auto& [tag, file] : choice.image) {
                files.insert(file);
            }
        }
    }
    summary.pages = pages.size();
    summary.lists = content.lists.size();
    summary.minutes = (seconds(content, pages) + 59) / 60;
    summary.languages = content.languages;
    summary.files.assign(files.begin(), files.end());
    return summary;
}

}  // namespace harmony::survey
