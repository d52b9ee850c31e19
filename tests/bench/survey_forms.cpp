#include "survey_forms.h"

#include <fmt/format.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

namespace harmony::bench {
namespace {

FormRow row(std::string type, std::string name, std::string label) {
    FormRow made;
    made.type = std::move(type);
    made.name = std::move(name);
    made.label = std::move(label);
    return made;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

std::string xml(std::string text) {
    for (const auto& [from, to] : {std::pair("&", "&amp;"),
                                   std::pair("<", "&lt;"),
                                   std::pair(">", "&gt;"),
                                   std::pair("\"", "&quot;")}) {
        text = replaced(std::move(text), from, to);
    }
    return text;
}

/// What the XForm of a form is put together from, row by row.
class XFormWriter {
public:
    explicit XFormWriter(const MadeForm& form) : form_(form) { find_paths(); }

    std::string write() {
        for (const FormRow& row : form_.rows) {
            add(row);
        }
        return fmt::format(
            "<?xml version=\"1.0\"?>\n<h:html xmlns=\"http://www.w3.org/2002/xforms\" "
            "xmlns:h=\"http://www.w3.org/1999/xhtml\" "
            "xmlns:jr=\"http://openrosa.org/javarosa\">\n<h:head><h:title>{}</h:title><model>"
            "<instance><data id=\"{}\">{}<meta><instanceID/></meta></data></instance>{}{}"
            "<bind nodeset=\"/data/meta/instanceID\" type=\"string\" jr:preload=\"uid\"/>"
            "</model></h:head>\n<h:body>{}</h:body></h:html>\n",
            form_.name,
            form_.name,
            data_,
            instances(),
            binds_,
            body_);
    }

private:
    void find_paths() {
        std::string group;
        for (const FormRow& row : form_.rows) {
            if (row.type == "end_group") {
                group.clear();
                continue;
            }
            paths_[row.name] = "/data" + group + "/" + row.name;
            if (row.type == "begin_group") {
                group = "/" + row.name;
            }
        }
    }

    [[nodiscard]] std::string expression(std::string text) const {
        std::size_t at = 0;
        while ((at = text.find("${", at)) != std::string::npos) {
            const std::size_t close = text.find('}', at);
            const std::string path = " " + paths_.at(text.substr(at + 2, close - at - 2)) + " ";
            text.replace(at, close + 1 - at, path);
        }
        return xml(std::move(text));
    }

    void add(const FormRow& row) {
        if (row.type == "end_group") {
            data_ += "</" + open_ + ">";
            body_ += "</group>\n";
            return;
        }
        const std::string& path = paths_.at(row.name);
        std::string bind = fmt::format("<bind nodeset=\"{}\"", path);
        for (const auto& [key, text] : {std::pair("relevant", &row.relevant),
                                        std::pair("constraint", &row.constraint),
                                        std::pair("calculate", &row.calculation)}) {
            bind += text->empty() ? "" : fmt::format(" {}=\"{}\"", key, expression(*text));
        }
        if (row.type == "begin_group") {
            open_ = row.name;
            data_ += "<" + row.name + ">";
            body_ += fmt::format(
                "<group appearance=\"field-list\" ref=\"{}\"><label>{}</label>\n", path, row.label);
            binds_ += row.relevant.empty() ? "" : bind + "/>\n";
            return;
        }
        data_ += "<" + row.name + "/>";
        const bool number = row.type == "integer" || row.type == "calculate";
        binds_ += bind + fmt::format(" type=\"{}\"/>\n", number ? "int" : "string");
        if (row.type != "calculate") {
            add_control(row, path);
        }
    }

    void add_control(const FormRow& row, const std::string& path) {
        if (!row.type.starts_with("select_one")) {
            body_ += fmt::format("<input ref=\"{}\"><label>{}</label></input>\n", path, row.label);
            return;
        }
        std::string list = row.type.substr(row.type.find(' ') + 1);
        list = list.substr(0, list.find('.'));
        const std::string filter =
            row.choice_filter.empty() ? "" : "[" + expression(row.choice_filter) + "]";
        body_ += fmt::format(
            "<select1 ref=\"{}\"><label>{}</label><itemset nodeset=\"instance('{}')/root/item{}\">"
            "<value ref=\"name\"/><label ref=\"label\"/></itemset></select1>\n",
            path,
            row.label,
            list,
            filter);
    }

    [[nodiscard]] std::string instances() const {
        std::string text;
        for (const auto& [file, bytes] : form_.files) {
            const std::string name = file.substr(0, file.find('.'));
            text += fmt::format("<instance id=\"{}\" src=\"jr://file-csv/{}\"/>\n", name, file);
        }
        std::map<std::string, std::string> lists;
        for (const FormChoice& choice : form_.choices) {
            lists[choice.list] +=
                fmt::format("<item><name>{}</name><label>{}</label><group>{}</group></item>",
                            choice.name,
                            choice.label,
                            choice.group);
        }
        for (const auto& [name, items] : lists) {
            text += fmt::format("<instance id=\"{}\"><root>{}</root></instance>\n", name, items);
        }
        return text;
    }

    const MadeForm& form_;
    std::map<std::string, std::string> paths_;
    std::string open_;
    std::string data_;
    std::string binds_;
    std::string body_;
};

class SheetWriter {
public:
    SheetWriter(lxw_workbook* book, const char* name)
        : sheet_(workbook_add_worksheet(book, name)) {}

    void row(const std::vector<std::string>& cells) {
        for (std::size_t column = 0; column < cells.size(); ++column) {
            if (!cells[column].empty()) {
                worksheet_write_string(
                    sheet_, line_, static_cast<lxw_col_t>(column), cells[column].c_str(), nullptr);
            }
        }
        ++line_;
    }

private:
    lxw_worksheet* sheet_;
    lxw_row_t line_ = 0;
};

}  // namespace

std::size_t MadeForm::expressions() const {
    std::size_t count = 0;
    for (const FormRow& one : rows) {
        for (const std::string* text :
             {&one.relevant, &one.constraint, &one.calculation, &one.choice_filter}) {
            count += text->empty() ? 0 : 1;
        }
    }
    return count;
}

MadeForm large_form() {
    constexpr int count = 592;
    MadeForm form{"large", {}, {}, {}};
    for (const char* name : {"yes", "no", "unsure"}) {
        form.choices.push_back({"yn", name, name, "all"});
    }
    for (int i = 0; i < count; ++i) {
        const auto previous = fmt::format("q{}", i - 1);
        FormRow one = row("integer", fmt::format("q{}", i), fmt::format("Question {}?", i));
        if (i % 4 == 1) {
            one.type = "select_one yn";
            one.choice_filter = "group = 'all' and name != 'x'";
            one.relevant = fmt::format("${{{}}} > 3 or ${{{}}} = ''", previous, previous);
        } else if (i % 4 == 3) {
            one.type = "calculate";
            one.calculation = fmt::format("if(${{{}}} = 'yes', coalesce(${{{}}}, 0) + 1, 0)",
                                          fmt::format("q{}", i - 2),
                                          previous);
            one.label.clear();
        } else if (i > 0) {
            one.constraint = ". >= 0 and . <= 120";
            one.relevant = fmt::format("${{{}}} != 'no'", previous);
        }
        form.rows.push_back(std::move(one));
    }
    for (int i = 3; form.expressions() < 1'100; i += 4) {
        form.rows[static_cast<std::size_t>(i)].relevant = fmt::format("${{q{}}} != ''", i - 1);
    }
    return form;
}

MadeForm page_form() {
    constexpr int pages = 25;
    constexpr int questions = 10;
    MadeForm form{"pages", {}, {}, {}};
    std::string total = "0";
    for (int page = 0; page < pages; ++page) {
        FormRow group = row("begin_group", fmt::format("p{}", page), fmt::format("Page {}", page));
        group.appearance = "field-list";
        form.rows.push_back(group);
        std::string sum;
        for (int i = 0; i < questions; ++i) {
            const std::string name = fmt::format("p{}q{}", page, i);
            FormRow one = row("integer", name, fmt::format("How many of kind {}?", i));
            one.constraint = ". >= 0 and . < 1000";
            if (i > 0) {
                one.relevant =
                    fmt::format("${{p{}q{}}} < 500 or ${{p{}q{}}} = ''", page, i - 1, page, i - 1);
            }
            sum += fmt::format("{}coalesce(${{{}}}, 0)", i == 0 ? "" : " + ", name);
            form.rows.push_back(std::move(one));
        }
        form.rows.push_back(row("end_group", "", ""));
        FormRow running = row("calculate", fmt::format("t{}", page), "");
        running.calculation = fmt::format("{} + {}", total, sum);
        total = fmt::format("${{t{}}}", page);
        form.rows.push_back(std::move(running));
    }
    return form;
}

MadeForm street_form() {
    constexpr int areas = 50;
    constexpr int streets = 50'000;
    MadeForm form{"streets", {}, {}, {}};
    for (int i = 0; i < areas; ++i) {
        form.choices.push_back({"areas", fmt::format("a{}", i), fmt::format("Area {}", i), "town"});
    }
    form.rows.push_back(row("select_one areas", "area", "Which area?"));
    FormRow street = row("select_one_from_file streets.csv", "street", "Which street?");
    street.choice_filter = "area = ${area}";
    form.rows.push_back(std::move(street));
    std::string csv = "name,label,area\n";
    for (int i = 0; i < streets; ++i) {
        csv += fmt::format("s{},Street {},a{}\n", i, i, i % areas);
    }
    form.files["streets.csv"] = base::copy_bytes(base::as_bytes(csv));
    return form;
}

MadeForm cascade_form() {
    MadeForm form{"cascade", {}, {}, {}};
    constexpr int wards = 40;
    constexpr int streets = 8'000;
    for (int i = 0; i < 4; ++i) {
        form.choices.push_back({"areas", fmt::format("a{}", i), fmt::format("Area {}", i), "town"});
    }
    for (int i = 0; i < wards; ++i) {
        form.choices.push_back(
            {"wards", fmt::format("w{}", i), fmt::format("Ward {}", i), fmt::format("a{}", i % 4)});
    }
    for (int i = 0; i < streets; ++i) {
        form.choices.push_back({"streets",
                                fmt::format("s{}", i),
                                fmt::format("Street {}", i),
                                fmt::format("w{}", i % wards)});
    }
    form.rows.push_back(row("select_one areas", "area", "Which area?"));
    for (const auto& [list, name, before] :
         {std::array{"wards", "ward", "area"}, std::array{"streets", "street", "ward"}}) {
        FormRow one = row(fmt::format("select_one {}", list), name, "Which one?");
        one.choice_filter = fmt::format("group = ${{{}}}", before);
        form.rows.push_back(std::move(one));
    }
    return form;
}

MadeForm long_form() {
    constexpr int count = 10'000;
    MadeForm form{"long", {}, {}, {}};
    for (int i = 0; i < count; ++i) {
        FormRow one = row("text", fmt::format("q{}", i), fmt::format("Question {}?", i));
        if (i > 0) {
            one.relevant = fmt::format("${{q{}}} != ''", i - 1);
        }
        form.rows.push_back(std::move(one));
    }
    return form;
}

MadeForm chain_form() {
    constexpr int count = 1'000;
    MadeForm form{"chain", {}, {}, {}};
    form.rows.push_back(row("integer", "c0", "Start?"));
    for (int i = 1; i <= count; ++i) {
        FormRow one = row("calculate", fmt::format("c{}", i), "");
        one.calculation = fmt::format("${{c{}}} + 1", i - 1);
        form.rows.push_back(std::move(one));
    }
    return form;
}

base::Bytes workbook_of(const MadeForm& form) {
    const std::filesystem::path file =
        std::filesystem::temp_directory_path() /
        fmt::format("harmony-bench-{}-{}.xlsx", form.name, ::getpid());
    lxw_workbook* book = workbook_new(file.c_str());
    SheetWriter survey(book, "survey");
    survey.row({"type",
                "name",
                "label",
                "relevant",
                "constraint",
                "calculation",
                "choice_filter",
                "appearance"});
    for (const FormRow& one : form.rows) {
        survey.row({one.type,
                    one.name,
                    one.label,
                    one.relevant,
                    one.constraint,
                    one.calculation,
                    one.choice_filter,
                    one.appearance});
    }
    SheetWriter choices(book, "choices");
    choices.row({"list_name", "name", "label", "group"});
    for (const FormChoice& choice : form.choices) {
        choices.row({choice.list, choice.name, choice.label, choice.group});
    }
    if (workbook_close(book) != LXW_NO_ERROR) {
        std::abort();
    }
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    std::filesystem::remove(file);
    return base::copy_bytes(base::as_bytes(text));
}

std::string xform_of(const MadeForm& form) {
    return XFormWriter(form).write();
}

}  // namespace harmony::bench
