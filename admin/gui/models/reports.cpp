#include "admin/gui/models/reports.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <span>

#include "admin/numbers/release_register.h"
#include "admin/numbers/waves.h"
#include "admin/report_plans.h"
#include "admin/shipped_assets.h"
#include "admin/tables.h"

namespace harmony::admin::gui {

using base::Result;
using summary::Audience;

namespace {

constexpr std::string_view whole_survey = "survey:";
constexpr std::string_view page_plan = "ysws";
constexpr std::size_t most_made = 60;

std::string folder_name(std::string_view id) {
    std::string name(id);
    std::replace(name.begin(), name.end(), ':', '-');
    return name;
}

ReportRow row_of(const ReportPlan& plan, const std::map<std::string, std::uint64_t>& responses) {
    ReportRow row;
    row.id = plan.id;
    row.title = plan.title;
    row.about = plan.about;
    row.survey = plan.survey;
    const auto count = responses.find(plan.survey);
    row.responses = count == responses.end() ? 0 : count->second;
    row.widest = plan.widest;
    row.consultation = plan.consultation;
    row.page = plan.id == page_plan;
    for (const ReportPart& part : plan.parts) {
        row.parts.push_back(part.title);
    }
    return row;
}

ReportRow whole(const SurveyCount& survey) {
    ReportRow row;
    row.id = std::string(whole_survey) + survey.id;
    row.title = fmt::format("Everything about {}", survey.id);
    row.about = "Every question in the order of the survey, by place, month and language.";
    row.survey = survey.id;
    row.responses = survey.responses;
    return row;
}

Result<void> add_reports(Reader& reader, ReportsModel& model) {
    base::Files& files = reader.desk.resources.files;
    const auto own = reader.office().folder().root() / "reports";
    const auto plans = PlanShelf(shipped_assets() / "reports", own, files).list();
    const auto own_files = files.list(own);
    if (!plans || !own_files) {
        return plans ? own_files.error() : plans.error();
    }
    std::map<std::string, std::uint64_t> responses;
    const auto counts = count_responses(reader.office().store());
    for (const SurveyCount& survey : counts) {
        responses[survey.id] = survey.responses;
    }
    for (const ReportPlan& plan : *plans) {
        ReportRow row = row_of(plan, responses);
        row.own =
            std::find(own_files->begin(), own_files->end(), plan.id + ".toml") != own_files->end();
        model.reports.push_back(std::move(row));
    }
    for (const SurveyCount& survey : counts) {
        if (survey.responses > 0) {
            model.reports.push_back(whole(survey));
            model.surveys.push_back(survey.id);
        }
    }
    std::stable_sort(model.reports.begin(), model.reports.end(), [](const auto& a, const auto& b) {
        return a.ready() && !b.ready();
    });
    return {};
}

Result<void> add_releases(Reader& reader, ReportsModel& model) {
    const auto entries = load_releases(reader.office().store());
    if (!entries) {
        return entries.error();
    }
    std::map<std::string, std::uint64_t> before;  // newest of each survey
    for (const ReleaseEntry& entry : *entries) {
        ReleaseRow row{entry.number,
                       entry.made,
                       entry.survey,
                       entry.audience,
                       entry.wave,
                       entry.rounding == 1,
                       entry.marks.size(),
                       entry.withdrawn,
                       {}};
        if (const auto at = before.find(entry.survey); at != before.end()) {
            row.compare_to = at->second;
        }
        before[entry.survey] = entry.number;
        model.releases.push_back(std::move(row));
    }
    std::reverse(model.releases.begin(), model.releases.end());
    const auto waves = Waves::load(reader.office().store());
    if (!waves) {
        return waves.error();
    }
    for (const summary::Wave& wave : waves->named()) {
        model.waves.push_back(wave.id);
    }
    return {};
}

/// What lies in the office's folder for exports; a folder that cannot be listed is left out.
void add_made(base::Files& files, ReportsModel& model) {
    const auto folders = files.list(model.exports);
    if (!folders) {
        return;
    }
    std::vector<std::string> names = *folders;
    std::sort(names.rbegin(), names.rend());
    for (const std::string& name : names) {
        const std::string folder = model.exports + '/' + name;
        auto inside = files.list(folder);
        if (!inside || inside->empty() || model.made.size() == most_made) {
            continue;
        }
        std::sort(inside->begin(), inside->end());
        model.made.push_back({name, folder, std::move(*inside)});
    }
}

// --- forms
// ----------------------------------------------------------------------------------------

struct Choice {
    std::string_view read;
    std::string_view word;
};

constexpr std::array<Choice, 3> audience_choices = {{{"The office alone", "internal"},
                                                     {"A named partner", "partner"},
                                                     {"Anybody: public", "public"}}};
constexpr std::array<Choice, 6> format_choices = {{{"Web page, PDF, spreadsheet, numbers", ""},
                                                   {"PDF, for paper", "--pdf"},
                                                   {"Web page", "--html"},
                                                   {"Spreadsheet", "--xlsx"},
                                                   {"Numbers: CSV and codebook", "--csv"},
                                                   {"Pictures of the charts", "--png"}}};
constexpr std::array<Choice, 2> interim_choices = {
    {{"It is over", ""}, {"It is still open", "--interim"}}};

template <std::size_t Count>
std::string word_of(const std::array<Choice, Count>& choices, std::string_view read) {
    const auto* const at = std::find_if(
        choices.begin(), choices.end(), [&](const Choice& one) { return one.read == read; });
    return at == choices.end() ? std::string() : std::string(at->word);
}

std::vector<std::string> read_of(std::span<const Choice> choices) {
    std::vector<std::string> read;
    for (const Choice& choice : choices) {
        read.emplace_back(choice.read);
    }
    return read;
}

Entry choice_line(const char* id, const char* label, std::vector<std::string> options) {
    return {.id = id, .label = label, .value = options.front(), .options = options};
}

/// Audiences from the widest that the report may have.
std::size_t audiences_of(Audience widest) {
    return widest == Audience::open ? 3 : widest == Audience::partner ? 2 : 1;
}

std::string answer_of(const Form& form,
                      const std::vector<std::string>& answers,
                      std::string_view id) {
    for (std::size_t at = 0; at < form.entries.size() && at < answers.size(); ++at) {
        if (form.entries[at].id == id) {
            return answers[at];
        }
    }
    return {};
}

void add_option(std::vector<std::string>& words, const char* option, const std::string& value) {
    if (!value.empty()) {
        words.push_back(fmt::format("{}={}", option, value));
    }
}

}  // namespace

const ReportRow* ReportsModel::report(std::string_view id) const {
    const auto at =
        std::find_if(reports.begin(), reports.end(), [&](const auto& row) { return row.id == id; });
    return at == reports.end() ? nullptr : &*at;
}

const ReleaseRow* ReportsModel::release(std::uint64_t number) const {
    const auto at = std::find_if(
        releases.begin(), releases.end(), [&](const auto& row) { return row.number == number; });
    return at == releases.end() ? nullptr : &*at;
}

std::vector<const MadeFiles*> ReportsModel::made_of(std::string_view id) const {
    std::vector<const MadeFiles*> found;
    for (const MadeFiles& one : made) {
        if (one.name.starts_with(folder_name(id) + "-")) {
            found.push_back(&one);
        }
    }
    return found;
}

Result<ReportsModel> read_reports(Reader& reader) {
    ReportsModel model;
    model.today = reader.desk.resources.clock.today();
    model.exports = (reader.office().folder().root() / "exports").string();
    if (Result<void> added = add_reports(reader, model); !added) {
        return added.error();
    }
    if (Result<void> added = add_releases(reader, model); !added) {
        return added.error();
    }
    add_made(reader.desk.resources.files, model);
    return model;
}

std::string audience_read(Audience audience) {
    return audience == Audience::open      ? "anybody"
           : audience == Audience::partner ? "a named partner"
                                           : "the office alone";
}

Form make_form(const ReportRow& row, const ReportsModel& model) {
    Form form;
    form.title = row.title;
    form.text = "Numbers that could give somebody away are hidden for the audience you choose.";
    form.submit = "Make it";
    const std::string name =
        fmt::format("{}/{}-{}", model.exports, folder_name(row.id), base::to_iso(model.today));
    if (row.page) {
        form.text = "One HTML file for your website, with everything that is shown now.";
        form.entries = {{.id = "out", .label = "File", .value = name + "/you-said.html"}};
        return form;
    }
    auto audiences = read_of(audience_choices);
    audiences.resize(audiences_of(row.widest));
    form.entries = {choice_line("audience", "For whom", std::move(audiences)),
                    choice_line("formats", "As", read_of(format_choices)),
                    {.id = "out", .label = "Folder", .value = name}};
    if (row.consultation) {
        form.entries.push_back({.id = "opens",
                                .label = "The consultation opened on",
                                .hint = "Year, month, day: 2026-03-01"});
        form.entries.push_back({.id = "closes", .label = "... and closed on"});
        form.entries.push_back(choice_line("interim", "Is it over?", read_of(interim_choices)));
        form.entries.push_back({.id = "statement",
                                .label = "File that says how it was taken into account",
                                .hint = "Plain text; needed once it is over",
                                .needed = false});
    }
    return form;
}

Order make_order(const ReportRow& row, const Form& form, const std::vector<std::string>& answers) {
    Order order;
    order.doing = "Making: " + row.title;
    const std::string out = answer_of(form, answers, "out");
    order.done = "Made: " + out;
    if (row.page) {
        order.words = {"you-said", "page", "--out=" + out};
        return order;
    }
    if (row.id.starts_with(whole_survey)) {
        order.words = {"report", "--survey=" + row.survey};
    } else {
        order.words = {"report", row.id};
    }
    add_option(
        order.words, "--audience", word_of(audience_choices, answer_of(form, answers, "audience")));
    const std::string format = word_of(format_choices, answer_of(form, answers, "formats"));
    if (!format.empty()) {
        order.words.push_back(format);
    }
    add_option(order.words, "--out", out);
    add_option(order.words, "--opens", answer_of(form, answers, "opens"));
    add_option(order.words, "--closes", answer_of(form, answers, "closes"));
    add_option(order.words, "--statement", answer_of(form, answers, "statement"));
    const std::string interim = word_of(interim_choices, answer_of(form, answers, "interim"));
    if (!interim.empty()) {
        order.words.push_back(interim);
    }
    return order;
}

Form release_form(const ReportsModel& model, std::string_view survey) {
    Form form;
    form.title = "A release: numbers that leave the office";
    form.text =
        "It is kept for good and signed, so that nothing given out later can be taken from it to "
        "tell what a few people said. While answers still come in, counts are rounded to 5.";
    form.submit = "Make the release";
    Entry which = choice_line("survey", "Survey", model.surveys);
    which.value = survey.empty() ? which.value : std::string(survey);
    std::vector<std::string> waves{"All days"};
    waves.insert(waves.end(), model.waves.begin(), model.waves.end());
    form.entries = {
        std::move(which),
        choice_line("audience", "For whom", {"Anybody: public", "A named partner"}),
        choice_line("wave", "Answers of", std::move(waves)),
        {.id = "by",
         .label = "Breakdowns",
         .hint = "place, month, wave, language or a question, with spaces between",
         .needed = false},
        {.id = "out",
         .label = "Folder",
         .value = fmt::format("{}/release-{}", model.exports, base::to_iso(model.today))}};
    return form;
}

Order release_order(const Form& form, const std::vector<std::string>& answers, bool only_try) {
    Order order;
    order.doing = only_try ? "Looking whether it may be released" : "Making the release";
    order.words = {"release", "make", "--survey=" + answer_of(form, answers, "survey")};
    add_option(
        order.words, "--audience", word_of(audience_choices, answer_of(form, answers, "audience")));
    const std::string wave = answer_of(form, answers, "wave");
    add_option(order.words, "--wave", wave == "All days" ? std::string() : wave);
    const std::string by = answer_of(form, answers, "by");
    std::size_t from = 0;
    while (from < by.size()) {
        const std::size_t end = std::min(by.find_first_of(" ,", from), by.size());
        add_option(order.words, "--by", by.substr(from, end - from));
        from = end + 1;
    }
    add_option(order.words, "--out", answer_of(form, answers, "out"));
    if (only_try) {
        order.words.emplace_back("--try");
    }
    return order;
}

Order compare_order(const ReleaseRow& row) {
    Order order;
    order.doing = "Comparing two releases";
    order.words = {"release",
                   "compare",
                   fmt::to_string(row.compare_to.value_or(row.number)),
                   fmt::to_string(row.number)};
    order.quiet = true;
    return order;
}

Order verify_order(const std::string& folder) {
    Order order;
    order.doing = "Looking whether the files are as they were released";
    order.words = {"release", "verify", folder};
    return order;
}

Order withdraw_order(const ReleaseRow& row, const std::string& reason) {
    Order order;
    order.doing = "Taking the release back";
    order.words = {"release", "withdraw", fmt::to_string(row.number), "--reason=" + reason};
    order.done =
        fmt::format("Release {} is withdrawn. Take its files down where they stand.", row.number);
    return order;
}

}  // namespace harmony::admin::gui
