#include "survey/checking/link_lists.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "survey/data_list.h"
#include "survey/list_tree.h"

namespace harmony::survey {
namespace {

constexpr std::size_t most_file_choices = 200'000;

class Linker {
public:
    Linker(const Table& table, const ListSources& sources, FormContent& content, Report& report)
        : table_(table), sources_(sources), content_(content), report_(report) {}

    void run(SurveyRows& survey) {
        use_sheet_lists();
        for (Node& node : survey.nodes) {
            const TypeCell& type = survey.types[node.index.value];
            if (type.kind != TypeCell::Kind::question || type.list.empty()) {
                continue;
            }
            const SheetRow& row = *survey.rows[node.index.value];
            if (type.from_file) {
                link_file(node, row, type.list);
            } else {
                link_sheet_list(node, row, type.list);
            }
        }
        for (const SheetRow* row : survey.data_files) {
            link_plain_file(table_.spot(*row, "name"), table_.text(*row, "name"));
        }
        for (const auto& [name, spot] : sources_.pulled) {
            link_plain_file(spot, name);
        }
    }

private:
    /// Every list of the sheet is there, used or not: instance() may name it.
    void use_sheet_lists() {
        for (const auto& [name, list] : sources_.sheet_lists) {
            places_.emplace(name, content_.lists.size());
            list_names_.push_back(name);
            content_.lists.push_back(list.list);
        }
    }

    void link_sheet_list(Node& node, const SheetRow& row, const std::string& name) {
        if (const auto list = places_.find(name); list != places_.end()) {
            node.list = list->second;
            if (node.type == NodeType::select_multiple || node.type == NodeType::rank) {
                check_spaces(name);
            }
            return;
        }
        const auto near = suggestions_left_ > 0 ? base::nearest(name, list_names_) : std::nullopt;
        suggestions_left_ -= suggestions_left_ > 0 ? 1 : 0;
        report_.error(
            table_.spot(row, "type"),
            "C406",
            fmt::format("there is no list called {}", in_quotes(name)),
            near ? fmt::format("write {}, or add a list with that name to the choices sheet", *near)
                 : "add a list with that name to the choices sheet");
    }

    /// Names of several choices are parted by spaces, so none of them may hold one.
    void check_spaces(const std::string& name) {
        if (!spaces_checked_.insert(name).second) {
            return;
        }
        const SheetList& list = sources_.sheet_lists.at(name);
        for (std::size_t i = 0; i < list.list.choices.size(); ++i) {
            if (list.list.choices[i].name.find_first_of(" \t\n") == std::string::npos) {
                continue;
            }
            Spot spot{"choices", list.rows[i], std::nullopt, "name"};
            report_.error(
                spot,
                "C407",
                fmt::format(
                    "the name {} holds a space, but several choices of its list may be chosen",
                    in_quotes(list.list.choices[i].name)),
                "write _ in place of the space");
        }
    }

    void link_file(Node& node, const SheetRow& row, const std::string& name) {
        const Spot spot = table_.spot(row, "type");
        for (std::size_t i = 0; i < content_.lists.size(); ++i) {
            const ChoiceList& list = content_.lists[i];
            if (list.from_file && list.name == name && list.file_value == node.file_value &&
                list.file_label == node.file_label) {
                node.list = i;
                return;
            }
            if (!list.from_file && list.name == name.substr(0, name.rfind('.'))) {
                share_a_name(spot, list.name, name);
            }
        }
        if (is_expected(name)) {
            ChoiceList list = plain_data_list(name);
            list.file_value = node.file_value;
            list.file_label = node.file_label;
            node.list = content_.lists.size();
            content_.lists.push_back(std::move(list));
            return;
        }
        if (const auto read = read_file(spot, name, node.file_value, node.file_label)) {
            take_file(node, spot, *read);
        }
    }

    void share_a_name(const Spot& spot, const std::string& list, const std::string& file) {
        report_.error(
            spot,
            "C408",
            fmt::format(
                "the list {} and the file {} share a name", in_quotes(list), in_quotes(file)),
            "rename the list or the file");
    }

    /// A file that only expressions read.
    void link_plain_file(const Spot& spot, const std::string& instance) {
        const std::string name = instance + ".csv";
        for (const ChoiceList& list : content_.lists) {
            if (instance_name(list) != instance) {
                continue;
            }
            if (!list.from_file) {
                share_a_name(spot, instance, name);
            }
            return;
        }
        if (is_expected(name)) {
            content_.lists.push_back(plain_data_list(name));
            return;
        }
        if (auto read = read_file(spot, name, "", "")) {
            content_.files.push_back(read->file);
            content_.lists.push_back(std::move(read->list));
        }
    }

    [[nodiscard]] bool is_expected(const std::string& name) const {
        const auto& expected = sources_.expected_files;
        return std::find(expected.begin(), expected.end(), name) != expected.end();
    }

    void missing_file(const Spot& spot, const std::string& name) {
        std::vector<std::string> known;
        for (const auto& [file, bytes] : sources_.files) {
            known.push_back(file);
        }
        const auto near = base::nearest(name, known);
        report_.error(spot,
                      "R508",
                      fmt::format("the data file {} is not in the folder", in_quotes(name)),
                      near ? fmt::format("write {}, or put the file beside the survey", *near)
                           : "put the file beside the survey");
    }

    std::optional<DataList> read_file(const Spot& spot,
                                      const std::string& name,
                                      const std::string& value,
                                      const std::string& label) {
        const auto found = sources_.files.find(name);
        if (found == sources_.files.end()) {
            missing_file(spot, name);
            return std::nullopt;
        }
        auto read = read_data_list(found->second, name, value, label, sources_.default_language);
        if (const auto* fault = std::get_if<CsvFault>(&read)) {
            const std::string where =
                fault->line > 0 ? fmt::format(" in line {}", fault->line) : "";
            report_.error(spot,
                          fault->code.c_str(),
                          fmt::format("{}{}: {}", name, where, fault->what),
                          fault->mend);
            return std::nullopt;
        }
        return std::move(std::get<DataList>(read));
    }

    void take_file(Node& node, const Spot& spot, const DataList& data) {
        const std::string& name = data.file.name;
        for (const std::string& column : {node.file_value, node.file_label}) {
            const auto& header = data.file.columns;
            if (std::find(header.begin(), header.end(), column) == header.end()) {
                report_.error(
                    spot,
                    "R509",
                    fmt::format(
                        "the data file {} has no column {}", in_quotes(name), in_quotes(column)),
                    "add the column, or name another one with value= and label= in parameters");
                return;
            }
        }
        check_names(node, spot, data.list);
        node.list = content_.lists.size();
        const bool known = std::any_of(content_.files.begin(),
                                       content_.files.end(),
                                       [&](const DataFile& file) { return file.name == name; });
        if (!known) {
            content_.files.push_back(data.file);
        }
        content_.lists.push_back(data.list);
    }

    void check_names(const Node& node, const Spot& spot, const ChoiceList& list) {
        if (list.choices.size() > most_file_choices) {
            report_.error(
                spot,
                "C409",
                fmt::format("the file {} has more than 200,000 rows", in_quotes(list.name)),
                "split it");
        }
        std::set<std::string_view> names;
        for (const Choice& choice : list.choices) {
            if (!names.insert(choice.name).second && !sources_.choice_duplicates) {
                report_.error(
                    spot,
                    "C405",
                    fmt::format(
                        "{} is twice in the file {}", in_quotes(choice.name), in_quotes(list.name)),
                    "rename one of them, or take it out");
                return;
            }
            if (node.type == NodeType::select_multiple &&
                choice.name.find_first_of(" \t\n") != std::string::npos) {
                report_.error(spot,
                              "C407",
                              fmt::format("the name {} in the file {} holds a space",
                                          in_quotes(choice.name),
                                          in_quotes(list.name)),
                              "write _ in place of the space");
                return;
            }
        }
    }

    const Table& table_;
    const ListSources& sources_;
    FormContent& content_;
    Report& report_;
    std::map<std::string, std::size_t> places_;  ///< of the lists of the sheet
    std::vector<std::string> list_names_;
    int suggestions_left_ = 200;  ///< as many faults as are ever listed
    std::set<std::string> spaces_checked_;
};

}  // namespace

void link_lists(SurveyRows& survey,
                const Table& table,
                const ListSources& sources,
                FormContent& content,
                Report& report) {
    Linker(table, sources, content, report).run(survey);
}

}  // namespace harmony::survey
