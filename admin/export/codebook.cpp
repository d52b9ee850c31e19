#include "admin/export/codebook.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "admin/export/answer_value.h"
#include "admin/export/export_plan.h"
#include "survey/kiosk_words.h"

namespace harmony::admin {

namespace {

constexpr const char* parts_list = "(part of the day)";

/// The languages of all versions, each once.
std::vector<survey::LanguageTag> languages_of(std::span<const survey::Form> versions) {
    std::vector<survey::LanguageTag> tags;
    for (const survey::Form& form : versions) {
        for (const survey::Language& language : form.languages()) {
            if (std::find(tags.begin(), tags.end(), language.tag) == tags.end()) {
                tags.push_back(language.tag);
            }
        }
    }
    return tags;
}

/// A text in each language; empty where there is none of its own.
void add_wording(const survey::Form& form,
                 const survey::Wording& wording,
                 const std::vector<survey::LanguageTag>& languages,
                 std::vector<std::string>& row) {
    for (const survey::LanguageTag& language : languages) {
        row.push_back(wording.count(language) > 0 ? form.text(wording, language) : std::string());
    }
}

std::vector<std::string> with_languages(std::vector<std::string> before,
                                        const std::vector<survey::LanguageTag>& languages,
                                        const std::vector<std::string>& after) {
    for (const survey::LanguageTag& language : languages) {
        before.push_back("label::" + language);
    }
    before.insert(before.end(), after.begin(), after.end());
    return before;
}

std::string list_name(const survey::Form& form, const survey::Node& node) {
    if (node.has_choices()) {
        return form.list_of(node.index).name;
    }
    const bool is_part = node.item && node.answer_kind() == survey::AnswerKind::part;
    return is_part ? parts_list : "";
}

std::string exported_word(LeftOut left_out) {
    switch (left_out) {
        case LeftOut::no: return "yes";
        case LeftOut::own_words: return "no: own words";
        case LeftOut::never_reported: break;
    }
    return "no: never reported";
}

std::string range_words(const survey::Node& node) {
    return node.range ? node.range->start + " to " + node.range->end + " by " + node.range->step
                      : std::string();
}

std::vector<std::string> question_row(const survey::Form& form,
                                      const ExportedQuestion& question,
                                      const std::vector<survey::LanguageTag>& languages) {
    using survey::KioskColumn;
    const survey::Node& node = form.node(question.node);
    std::vector<std::string> row = {question.column,
                                    node.path,
                                    std::string(survey::type_name(node.type)),
                                    std::string(survey::stored_name(node.stored)),
                                    list_name(form, node),
                                    range_words(node)};
    add_wording(form, node.label, languages, row);
    for (const std::string& logic : {node.relevant,
                                     node.required,
                                     node.constraint,
                                     node.calculation,
                                     node.choice_filter,
                                     node.read_only,
                                     node.kiosk.benchmark}) {
        row.push_back(logic);
    }
    row.emplace_back(node.kiosk.report == survey::ReportClass::open    ? "public"
                     : node.kiosk.report == survey::ReportClass::never ? "never"
                                                                       : "internal");
    row.push_back(exported_word(question.left_out));
    return row;
}

std::vector<std::string> choice_row(const survey::Form& form,
                                    const std::string& list,
                                    const survey::Choice& choice,
                                    const std::vector<survey::LanguageTag>& languages) {
    std::vector<std::string> row = {list, choice.name};
    add_wording(form, choice.label, languages, row);
    row.emplace_back(survey::role_name(choice.role));
    row.push_back(choice.score ? std::to_string(*choice.score) : std::string());
    return row;
}

/// Adds rows that are not there yet, with the version before them.
class Rows {
public:
    explicit Rows(std::vector<std::string> heading) {
        heading.insert(heading.begin(), "version");
        rows_.push_back(std::move(heading));
    }

    void add(const std::string& version, std::vector<std::string> row) {
        if (seen_.insert(row).second) {
            row.insert(row.begin(), version);
            rows_.push_back(std::move(row));
        }
    }

    [[nodiscard]] TextRows take() { return std::move(rows_); }

private:
    TextRows rows_;
    std::set<std::vector<std::string>> seen_;
};

}  // namespace

Codebook make_codebook(std::span<const survey::Form> versions) {
    const std::vector<survey::LanguageTag> languages = languages_of(versions);
    const auto plans = export_plans(versions);
    Rows questions(with_languages({"column", "path", "type", "stored", "list", "range"},
                                  languages,
                                  {"relevant",
                                   "required",
                                   "constraint",
                                   "calculation",
                                   "choice_filter",
                                   "read_only",
                                   "benchmark",
                                   "report",
                                   "exported"}));
    Rows choices(with_languages({"list", "name"}, languages, {"role", "score"}));
    for (std::size_t at = 0; at < versions.size(); ++at) {
        const survey::Form& form = versions[at];
        const std::string version = version_text(form);
        std::set<std::string> lists;
        for (const ExportedQuestion& question : plans[at]) {
            questions.add(version, question_row(form, question, languages));
            const survey::Node& node = form.node(question.node);
            const bool is_new = lists.insert(list_name(form, node)).second;
            for (const char* part : part_names) {
                if (is_new && list_name(form, node) == parts_list) {
                    survey::Choice choice;
                    choice.name = part;
                    choices.add(version, choice_row(form, parts_list, choice, languages));
                }
            }
            if (!is_new || !node.has_choices()) {
                continue;
            }
            for (const survey::Choice& choice : form.list_of(node.index).choices) {
                choices.add(version, choice_row(form, list_name(form, node), choice, languages));
            }
        }
    }
    return {questions.take(), choices.take()};
}

}  // namespace harmony::admin
