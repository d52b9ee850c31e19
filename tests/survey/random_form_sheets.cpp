// How a planned survey is written on sheets.
#include <fmt/format.h>

#include "random_form.h"
#include "survey_support.h"

namespace harmony::survey::test {
namespace {

/// A record of a CSV file; each cell in quotes.
class Record {
public:
    Record& cell(std::string_view text) {
        text_ += text_.empty() ? "\"" : ",\"";
        for (const char letter : text) {
            text_ += letter == '"' ? "\"\"" : std::string(1, letter);
        }
        text_ += '"';
        return *this;
    }

    [[nodiscard]] std::string take() const { return text_ + "\n"; }

private:
    std::string text_;
};

class SheetWriter {
public:
    explicit SheetWriter(const Plan& plan) : plan_(plan) {}

    FolderSource run() {
        std::string survey =
            "type,name,label::English (en),label::Polish (pl),relevant,required,constraint,"
            "read_only,calculation,trigger,default,choice_filter,parameters,appearance,bind::"
            "type\n";
        std::vector<std::size_t> open;
        for (std::size_t i = 0; i < plan_.nodes.size(); ++i) {
            const Planned& node = plan_.nodes[i];
            while (!open.empty() && node.group != open.back()) {
                survey += "end_group,,,,,,,,,,,,,,\n";
                open.pop_back();
            }
            if (!node.implicit) {
                survey += row(i);
            }
            if (node.type == NodeType::group) {
                open.push_back(i);
            }
        }
        for (; !open.empty(); open.pop_back()) {
            survey += "end_group,,,,,,,,,,,,,,\n";
        }
        FolderSource source = sheets(survey, choices(), settings());
        for (const PlannedList& list : plan_.lists) {
            if (list.from_file) {
                source.files[list.name + ".csv"] = bytes_of(data_file(list));
            }
        }
        return source;
    }

private:
    std::string row(std::size_t place) const {
        const Planned& node = plan_.nodes[place];
        const bool silent = node.type == NodeType::calculate || node.type == NodeType::hidden;
        const bool metadata =
            !node.is_answerable() && node.type != NodeType::note && node.type != NodeType::group;
        const std::string mention = node.mention ? " " + reference(*node.mention) : "";
        const bool labelled = !silent && !metadata;
        return Record()
            .cell(type(node))
            .cell(node.name)
            .cell(labelled ? fmt::format("In English {}{}?", node.name, mention) : "")
            .cell(labelled ? fmt::format("Po polsku {}{}?", node.name, mention) : "")
            .cell(text(node.relevant, place))
            .cell(node.required && node.required->kind == Rule::Kind::always
                      ? "yes"
                      : text(node.required, place))
            .cell(text(node.constraint, place))
            .cell(text(node.read_only, place))
            .cell(text(node.formula, place))
            .cell(triggers(node))
            .cell(node.dynamic_default ? text(node.dynamic_default, place) : node.preset)
            .cell(filter(node))
            .cell(parameters(node))
            .cell(node.one_page ? "field-list" : "")
            .cell(node.stored_whole ? "int" : "")
            .take();
    }

    std::string type(const Planned& node) const {
        if (!node.has_choices()) {
            return type_word(node.type);
        }
        const PlannedList& list = plan_.lists[node.list];
        const std::string file = list.from_file ? "_from_file" : "";
        return fmt::format("{}{} {}{}{}",
                           type_word(node.type),
                           file,
                           list.name,
                           list.from_file ? ".csv" : "",
                           node.or_other ? " or_other" : "");
    }

    static std::string type_word(NodeType type) {
        switch (type) {
            case NodeType::group: return "begin_group";
            case NodeType::note: return "note";
            case NodeType::text: return "text";
            case NodeType::integer: return "integer";
            case NodeType::decimal: return "decimal";
            case NodeType::select_one: return "select_one";
            case NodeType::select_multiple: return "select_multiple";
            case NodeType::rank: return "rank";
            case NodeType::acknowledge: return "acknowledge";
            case NodeType::range: return "range";
            case NodeType::date: return "date";
            case NodeType::time: return "time";
            case NodeType::date_time: return "dateTime";
            case NodeType::calculate: return "calculate";
            case NodeType::hidden: return "hidden";
            case NodeType::today: return "today";
            case NodeType::start: return "start";
            case NodeType::end: return "end";
            case NodeType::device_id: break;
        }
        return "deviceid";
    }

    std::string reference(std::size_t node) const {
        return fmt::format("${{{}}}", plan_.nodes[node].name);
    }

    std::string text(const std::optional<Rule>& rule, std::size_t self) const {
        return rule ? text(*rule, self) : "";
    }

    std::string text(const Rule& rule, std::size_t self) const {
        const std::string about = rule.question == self ? "." : reference(rule.question);
        switch (rule.kind) {
            case Rule::Kind::always: return "true()";
            case Rule::Kind::answered: return about + " != ''";
            case Rule::Kind::equals: return fmt::format("{} = '{}'", about, rule.value);
            case Rule::Kind::chosen: return fmt::format("selected({}, '{}')", about, rule.value);
            case Rule::Kind::at_least: return fmt::format("{} >= {}", about, rule.value);
            case Rule::Kind::longer:
                return fmt::format("string-length({}) > {}", about, rule.value);
            case Rule::Kind::opposite: return fmt::format("not({})", text(rule.parts[0], self));
            case Rule::Kind::both:
            case Rule::Kind::either: break;
        }
        return fmt::format("({} {} {})",
                           text(rule.parts[0], self),
                           rule.kind == Rule::Kind::both ? "and" : "or",
                           text(rule.parts[1], self));
    }

    std::string text(const std::optional<Formula>& formula, std::size_t self) const {
        if (!formula) {
            return "";
        }
        const std::string first = reference(formula->first);
        const std::string second = reference(formula->second);
        switch (formula->kind) {
            case Formula::Kind::copy: return first;
            case Formula::Kind::joined: return fmt::format("concat({}, '/', {})", first, second);
            case Formula::Kind::counted: return fmt::format("count-selected({})", first);
            case Formula::Kind::sum:
                return fmt::format("coalesce({}, 0) + coalesce({}, 0)", first, second);
            case Formula::Kind::verdict: break;
        }
        return fmt::format("if({}, 'kept', 'broken')", text(formula->rule, self));
    }

    std::string triggers(const Planned& node) const {
        std::string all;
        for (const std::size_t trigger : node.triggers) {
            all += (all.empty() ? "" : ", ") + reference(trigger);
        }
        return all;
    }

    std::string filter(const Planned& node) const {
        if (!node.filter) {
            return "";
        }
        const std::string by = reference(node.filter->by);
        const std::string& list = plan_.lists[node.list].name;
        switch (node.filter->kind) {
            case PlannedFilter::Kind::region: return "region = " + by;
            case PlannedFilter::Kind::region_or_first:
                return fmt::format("region = {} or name = '{}0'", by, list);
            case PlannedFilter::Kind::region_but_second: break;
        }
        return fmt::format("name != '{}1' and {} = region", list, by);
    }

    static std::string parameters(const Planned& node) {
        if (!node.shuffled) {
            return "";
        }
        return "randomize=true" + (node.seed.empty() ? "" : " seed=" + node.seed);
    }

    std::string choices() const {
        std::string all =
            "list_name,name,label::English (en),label::Polish (pl),region,kiosk_role\n";
        for (const PlannedList& list : plan_.lists) {
            for (const PlannedChoice& choice : list.choices) {
                if (!list.from_file && !choice.implicit) {
                    all += fmt::format("{},{},The {},{} po polsku,{},{}\n",
                                       list.name,
                                       choice.name,
                                       choice.name,
                                       choice.name,
                                       choice.region,
                                       choice.role);
                }
            }
        }
        return all;
    }

    static std::string data_file(const PlannedList& list) {
        std::string all = "name,label,label::Polish (pl),region\n";
        for (const PlannedChoice& choice : list.choices) {
            all += fmt::format("{},The {},{} po polsku,{}\n",
                               choice.name,
                               choice.name,
                               choice.name,
                               choice.region);
        }
        return all;
    }

    std::string settings() const {
        return fmt::format(
            "form_title,form_id,version,default_language,namespaces,kiosk:shuffle\n"
            "Any,any,1,English (en),\"kiosk=\"\"urn:harmony:kiosk:1\"\"\",{}\n",
            plan_.ends_fixed ? "ends-fixed" : "plain");
    }

    const Plan& plan_;
};

}  // namespace

FolderSource sheets_of(const Plan& plan) {
    return SheetWriter(plan).run();
}

}  // namespace harmony::survey::test
