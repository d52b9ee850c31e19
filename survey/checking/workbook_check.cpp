// From sheets to a compiled form:
//  1. Headers, settings, languages; then the rows as nodes with names and paths.
//  2. Lists and data files; then texts and expressions, which may refer to any node.
//  3. Checks of the whole; then the expressions' sense and order, which need everything else; then
//     what is not wrong but may not be meant.
//  Each step goes on as far as it can after a fault, so that an author sees all of them at once.
#include "survey/checking/workbook_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "survey/checking/choices_sheet.h"
#include "survey/checking/fill_nodes.h"
#include "survey/checking/form_checks.h"
#include "survey/checking/languages.h"
#include "survey/checking/link_lists.h"
#include "survey/checking/lint.h"
#include "survey/checking/parameters_cell.h"
#include "survey/checking/summary.h"
#include "survey/checking/translations.h"
#include "survey/compiled.h"
#include "survey/form_logic.h"
#include "survey/node_layout.h"

namespace harmony::survey {
namespace {

class Check {
public:
    Check(Workbook& workbook,
          const std::string& name,
          const FileSet& files,
          const ImportOptions& options)
        : workbook_(workbook), files_(files), options_(options), report_(name, options.waivers) {}

    Imported run(const std::string& stem) {
        for (const ReadingFault& fault : workbook_.faults) {
            report_.add(fault);
        }
        Imported result;
        if (std::optional<FormContent> content = read(stem)) {
            result.compiled = compiled_text(*content);
            result.summary = summarise(*content);
        }
        result.messages = report_.take();
        return result;
    }

private:
    std::optional<FormContent> read(const std::string& stem) {
        make_table(settings_, "settings", SheetKind::settings);
        const SettingsRead settings = read_settings_sheet(table(settings_), report_);
        if (settings.clean_text) {
            clean_survey_texts();
        }
        make_table(survey_, "survey", SheetKind::survey);
        make_table(choices_, "choices", SheetKind::choices);
        if (!has_needed_columns()) {
            return std::nullopt;
        }
        refuse_entities();
        return read_survey(settings, stem);
    }

    void make_table(std::optional<Table>& to, const char* name, SheetKind kind) {
        const auto found = workbook_.sheets.find(name);
        if (found != workbook_.sheets.end()) {
            to.emplace(found->second, kind, report_);
        }
    }

    static const Table* table(const std::optional<Table>& from) { return from ? &*from : nullptr; }

    /// Runs of spaces inside a cell of the survey sheet become one.
    void clean_survey_texts() {
        const auto found = workbook_.sheets.find("survey");
        if (found == workbook_.sheets.end()) {
            return;
        }
        for (SheetRow& row : found->second.rows) {
            for (SheetCell& cell : row.cells) {
                const auto same = [](char a, char b) { return a == ' ' && b == ' '; };
                cell.text.erase(std::unique(cell.text.begin(), cell.text.end(), same),
                                cell.text.end());
            }
        }
    }

    bool has_needed_columns() {
        if (!survey_ || survey_->rows().empty()) {
            const auto near = base::nearest("survey", workbook_.other_sheets);
            const bool unread = std::any_of(
                workbook_.faults.begin(), workbook_.faults.end(), [](const ReadingFault& f) {
                    return !f.is_warning && !f.is_note;
                });
            if (!unread) {
                report_.error({},
                              "W101",
                              survey_ ? "the sheet survey has no questions"
                                      : "there is no sheet called survey",
                              near && !survey_
                                  ? fmt::format("rename the sheet {} to survey", in_quotes(*near))
                                  : "add a sheet survey with the columns type, name and label");
            }
            return false;
        }
        if (!survey_->has("type")) {
            report_.error(survey_->spot(),
                          "W103",
                          "the sheet survey has no column type",
                          "add the column type, for example with text or select_one list");
            return false;
        }
        if (choices_ && !choices_->rows().empty() && !choices_->has("name")) {
            report_.error(choices_->spot(),
                          "W103",
                          "the sheet choices has no column name",
                          "add the column name");
            return false;
        }
        return true;
    }

    void refuse_entities() {
        const auto found = workbook_.sheets.find("entities");
        if (found != workbook_.sheets.end() && found->second.rows.size() > 1) {
            report_.error(
                {"entities", &found->second.rows[1], std::nullopt, {}},
                "P201",
                "entities are not part of the kiosk profile: they need a server of another system",
                "delete the sheet entities");
        }
    }

    std::optional<FormContent> read_survey(const SettingsRead& settings, const std::string& stem) {
        std::vector<const Table*> tables = {&*survey_};
        if (choices_) {
            tables.push_back(&*choices_);
        }
        WorkbookLanguages languages(tables, settings.default_language, report_);
        std::map<std::string, SheetList> lists;
        if (choices_) {
            lists = read_choices_sheet(*choices_, languages, settings, report_);
        }
        SurveyRows survey = read_survey_rows(*survey_, settings, report_);
        References references(survey.nodes, report_);
        fill_choice_labels(lists, languages, references);
        const FillInput fill{
            *survey_, languages, settings, references, report_, options_.other_words};
        add_other_choices(survey, lists, fill);
        fill_nodes(survey, fill);
        for (const Node& node : survey.nodes) {
            check_tick_labels(node, *survey.rows[node.index.value], lists, fill);
        }

        FormContent content;
        const ListSources sources{lists,
                                  files_,
                                  options_.expected_files,
                                  languages.default_tag(),
                                  settings.choice_duplicates,
                                  references.pulled()};
        link_lists(survey, *survey_, sources, content, report_);
        put_settings(content, settings, languages, stem);
        put_instance_name(content, references);
        content.nodes = survey.nodes;
        lay_out(content.nodes);
        check(survey, settings, lists, languages, content);
        content.waivers = report_.used_waivers();
        set_statuses(content, settings);
        return report_.has_errors() ? std::nullopt : std::optional(std::move(content));
    }

    void fill_choice_labels(std::map<std::string, SheetList>& lists,
                            const WorkbookLanguages& languages,
                            References& references) {
        for (auto& [name, list] : lists) {
            for (std::size_t i = 0; i < list.list.choices.size(); ++i) {
                list.list.choices[i].label =
                    read_wording(*choices_, *list.rows[i], "label", languages, references);
                check_media_references(*choices_, *list.rows[i], references);
            }
            check_scores(list, *choices_, report_);
        }
    }

    /// The choice "other" of lists that a question uses with `or_other`.
    static void add_other_choices(const SurveyRows& survey,
                                  std::map<std::string, SheetList>& lists,
                                  const FillInput& fill) {
        for (const TypeCell& type : survey.types) {
            const auto list = lists.find(type.list);
            if (!type.or_other || list == lists.end() || list->second.rows.empty() ||
                list->second.list.find("other")) {
                continue;
            }
            Choice other;
            other.name = "other";
            other.role = ChoiceRole::other;
            for (const Language& language : fill.languages.languages()) {
                other.label[language.tag] = {
                    Piece{other_words(fill.other_words, language.tag).other, std::nullopt}};
            }
            list->second.list.choices.push_back(std::move(other));
            list->second.rows.push_back(list->second.rows.back());
        }
    }

    void put_settings(FormContent& content,
                      const SettingsRead& settings,
                      const WorkbookLanguages& languages,
                      const std::string& stem) {
        content.id = settings.form_id.empty() ? stem : settings.form_id;
        content.version = settings.version;
        content.root = settings.root;
        content.settings = settings.settings;
        content.languages = languages.languages();
        if (!settings_ || settings_->rows().empty()) {
            return;
        }
        const SheetRow& row = *settings_->rows().front();
        for (const Column* column : settings_->all("form_title")) {
            if (const std::string& title = row.at(column->index); !title.empty()) {
                content.title[languages.tag_of(*column)] = title;
            }
        }
    }

    /// The title of a response in exports is an expression.
    void put_instance_name(FormContent& content, References& references) {
        if (content.settings.instance_name.empty()) {
            return;
        }
        const SheetRow& row = *settings_->rows().front();
        content.settings.instance_name = references.expression(
            content.settings.instance_name, settings_->spot(row, "instance_name"));
    }

    void check(const SurveyRows& survey,
               const SettingsRead& settings,
               const std::map<std::string, SheetList>& lists,
               const WorkbookLanguages& languages,
               FormContent& content) {
        const CheckInput input{*survey_, survey, content, settings, report_};
        check_kiosk_columns(input);
        check_grids(input);
        check_pictures(input, files_);
        check_translations(input, table(choices_), lists, languages);
        if (settings_) {
            check_language_settings(*settings_, settings.default_language, languages, report_);
        }
        if (choices_) {
            check_unused_lists(input, *choices_, lists);
        }
        for (const Node& node : content.nodes) {
            if (node.kiosk.place && !content.place) {
                content.place = node.index;
            }
        }
        const BuiltLogic built = build_logic(content);
        report_logic_faults(input, built.faults);
        if (built.logic != nullptr) {
            check_blocks(input, *built.logic);
        }
        lint_form({input,
                   table(choices_),
                   table(settings_),
                   lists,
                   languages,
                   built.logic.get(),
                   options_.benchmarks});
    }

    /// A translation is a draft until the settings say who checked it; one that was let through
    /// with texts missing is a draft whatever they say.
    static void set_statuses(FormContent& content, const SettingsRead& settings) {
        for (std::size_t i = 0; i < content.languages.size(); ++i) {
            Language& language = content.languages[i];
            const auto told = settings.translations.find(language.tag);
            if (told != settings.translations.end()) {
                language.status = told->second;
            } else if (i > 0) {
                language.status = "draft";
            }
            for (const Waiver& waiver : content.waivers) {
                if (waiver.code == "L802" &&
                    (waiver.where == language.tag || waiver.where.empty()) && i > 0) {
                    language.status = "draft";
                }
            }
        }
    }

    Workbook& workbook_;
    const FileSet& files_;
    const ImportOptions& options_;
    Report report_;
    std::optional<Table> settings_;
    std::optional<Table> survey_;
    std::optional<Table> choices_;
};

}  // namespace

Imported check_workbook(Workbook workbook,
                        const std::string& name,
                        const std::string& stem,
                        const FileSet& files,
                        const ImportOptions& options) {
    return Check(workbook, name, files, options).run(stem);
}

}  // namespace harmony::survey
