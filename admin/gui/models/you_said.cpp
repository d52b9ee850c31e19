#include "admin/gui/models/you_said.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "admin/cases/case_words.h"
#include "admin/counted_questions.h"
#include "admin/form_table.h"
#include "admin/published_shelf.h"
#include "admin/report/words.h"

namespace harmony::admin::gui {

using base::Result;

namespace {

constexpr std::string_view english = "en";
constexpr std::size_t longest_id = 40;

std::string in_english(const events::LocalText& text) {
    return std::string(events::in_language(text, english));
}

std::string state_word(const YouSaidItem& item, base::Day today) {
    const bool over = item.state == YouSaidState::published && !is_shown(item, today);
    return over ? std::string("over")
                : std::string(you_said_state_names.at(static_cast<std::size_t>(item.state)));
}

std::string where_shown(const YouSaidItem& item, base::Day today) {
    if (item.state == YouSaidState::retired) {
        return "Nowhere any more: it was taken off.";
    }
    if (item.state != YouSaidState::published) {
        return "Nowhere yet.";
    }
    if (!is_shown(item, today)) {
        return fmt::format("Nowhere any more: {} days are over.", you_said_days);
    }
    return item.shown.area.empty()
               ? std::string("On every kiosk and on the public page.")
               : fmt::format("On the kiosks of {} and on the public page.", item.shown.area);
}

/// "Street light out, canal_path"; of one that is gone its number.
std::string case_named(const events::State& state, const std::string& hex) {
    const auto id = events::SubjectId::from_hex(hex);
    const events::CaseRecord* record = id ? state.case_of(*id) : nullptr;
    return record == nullptr ? "Case " + hex.substr(0, 8)
                             : fmt::format("{}, {}", words_of(record->kind), where_of(*record));
}

YouSaidRow row_of(const YouSaidItem& item,
                  const events::State& state,
                  const std::vector<ThemeQuestion>& questions,
                  base::Day today) {
    YouSaidRow row;
    row.id = item.shown.id;
    row.theme = in_english(item.shown.theme);
    row.said = in_english(item.shown.said);
    row.did = in_english(item.shown.did);
    row.next = in_english(item.shown.next);
    row.organisation = item.organisation;
    row.area = item.shown.area;
    row.done_on = item.shown.day;
    row.state = state_word(item, today);
    row.could_not = item.result == YouSaidResult::could_not;
    row.english_alone = item.shown.said.size() < 2 || item.shown.did.size() < 2;
    row.author = item.author;
    row.checker = item.checker;
    row.publisher = item.publisher;
    row.people = item.people;
    row.shown_where = where_shown(item, today);
    if (is_shown(item, today) && item.published_on) {
        row.shown_until = *item.published_on + std::chrono::days{you_said_days};
    }
    for (const std::string& hex : item.cases) {
        row.behind.push_back(case_named(state, hex));
    }
    for (const std::string& name : item.questions) {
        const auto at = std::find_if(
            questions.begin(), questions.end(), [&](const auto& one) { return one.name == name; });
        row.behind.push_back(at == questions.end() ? name : at->label);
    }
    return row;
}

/// What was done or refused, of which no item tells; the newest first.
std::vector<UntoldCase> untold_in(const events::State& state,
                                  const std::vector<YouSaidItem>& items) {
    std::set<std::string> told;
    for (const YouSaidItem& item : items) {
        told.insert(item.cases.begin(), item.cases.end());
    }
    std::vector<UntoldCase> untold;
    for (const events::CaseRecord& record : state.cases) {
        const bool has_result = record.result == events::CaseState::done ||
                                record.result == events::CaseState::cannot_do;
        if (!has_result || told.contains(record.id.hex())) {
            continue;
        }
        untold.push_back({record.id.hex(),
                          std::string(words_of(record.kind)),
                          where_of(record),
                          record.public_text,
                          record.owner,
                          record.result_on,
                          record.result == events::CaseState::cannot_do});
    }
    std::sort(untold.begin(), untold.end(), [](const auto& a, const auto& b) {
        return std::tuple(b.day, a.id) < std::tuple(a.day, b.id);
    });
    return untold;
}

/// Counted questions of the newest version of each survey.
Result<std::vector<ThemeQuestion>> questions_in(db::OfficeStore& store) {
    std::vector<ThemeQuestion> questions;
    std::set<std::string> seen;
    auto surveys = surveys_on_shelf(store);
    std::reverse(surveys.begin(), surveys.end());
    for (const ShelvedSurvey& survey : surveys) {
        if (!seen.insert(survey.id).second) {
            continue;
        }
        const Result<survey::Form> form = form_on_shelf(store, survey.name);
        if (!form) {
            return form.error();
        }
        for (const survey::NodeIndex index : form->questions()) {
            const survey::Node& node = form->node(index);
            if (is_counted(*form, node)) {
                questions.push_back({fmt::format("{}:{}", survey.id, column_name(*form, node)),
                                     form->text(node.label, form->default_language())});
            }
        }
    }
    return questions;
}

/// Those that somebody must do something about come first.
int rank(const YouSaidRow& row) {
    return row.state == "draft" ? 0 : row.state == "checked" ? 1 : row.state == "published" ? 2 : 3;
}

// --- forms
// ----------------------------------------------------------------------------------------


Entry by_line(const std::string& officer) {
    return {.id = "by", .label = "Your name", .hint = "Residents never read it", .value = officer};
}

Entry line(const char* id, const char* label, const std::string& hint, std::string value = {}) {
    return {.id = id, .label = label, .hint = hint, .value = std::move(value)};
}

Entry long_line(const char* id, const char* label, int letters, std::string value = {}) {
    return {.id = id,
            .label = label,
            .hint = fmt::format("At most {} letters, no names", letters),
            .value = std::move(value),
            .lines = 2};
}

Entry result_line(bool could_not) {
    return {.id = "could_not",
            .label = "Could it be done?",
            .hint = "What could not be done is told as well",
            .value = could_not ? "It could not be done" : "It was done",
            .options = {"It was done", "It could not be done"}};
}

Entry optional_line(Entry entry) {
    entry.needed = false;
    return entry;
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

/// The theme behind it, as the verb names it.
std::string question_named(const YouSaidModel& model, const std::string& label) {
    const auto at = std::find_if(model.questions.begin(),
                                 model.questions.end(),
                                 [&](const auto& one) { return one.label == label; });
    return at == model.questions.end() ? std::string() : at->name;
}

}  // namespace

const YouSaidRow* YouSaidModel::find(std::string_view id) const {
    const auto at =
        std::find_if(items.begin(), items.end(), [&](const auto& row) { return row.id == id; });
    return at == items.end() ? nullptr : &*at;
}

Result<YouSaidModel> read_you_said(Reader& reader) {
    Resources& with = reader.desk.resources;
    Office& office = reader.office();
    const auto book = YouSaidBook::open(office.store());
    if (!book) {
        return book.error();
    }
    Result<std::vector<ThemeQuestion>> questions = questions_in(office.store());
    if (!questions) {
        return questions.error();
    }
    YouSaidModel model;
    model.today = with.clock.today();
    model.second_person = book->needs_second_person();
    model.questions = std::move(*questions);
    model.exports = (office.folder().root() / "exports").string();
    const events::State state = state_of_no_date(reader.facts.book, with.clock.now());
    for (const YouSaidItem& item : book->all()) {
        model.items.push_back(row_of(item, state, model.questions, model.today));
    }
    std::stable_sort(model.items.begin(), model.items.end(), [](const auto& a, const auto& b) {
        return std::tuple(rank(a), b.done_on) < std::tuple(rank(b), a.done_on);
    });
    model.untold = untold_in(state, book->all());
    return model;
}

std::size_t waiting_in(const YouSaidModel& model) {
    return static_cast<std::size_t>(
        std::count_if(model.items.begin(), model.items.end(), [](const auto& row) {
            return row.state == "draft" || row.state == "checked";
        }));
}

Form item_form(const YouSaidModel& model, const UntoldCase* about, const std::string& officer) {
    Form form;
    form.title = "What residents said, and what was done";
    form.text =
        "It becomes a draft. Once somebody checked it, it can be published; kiosks show it after "
        "the next publishing.";
    form.submit = "Keep as a draft";
    form.entries = {
        line("theme", "Theme", "A few words: Street lights", about ? about->what : std::string()),
        long_line("said", "You said", 120),
        long_line("did", "We did", 160, about ? about->text : std::string()),
        optional_line(long_line("next", "What comes next", 120)),
        result_line(about != nullptr && about->could_not),
        line("day",
             "Done on",
             "Year, month, day: 2026-03-30",
             base::to_iso(about ? about->day : model.today)),
        optional_line(line("organisation", "Who did it", "", about ? about->owner : std::string())),
        optional_line(line("area", "Where", "Leave it empty for all kiosks"))};
    if (about == nullptr && !model.questions.empty()) {
        Entry behind{.id = "question", .label = "The question behind it", .options = {}};
        for (const ThemeQuestion& question : model.questions) {
            behind.options.push_back(question.label);
        }
        behind.value = behind.options.front();
        form.entries.push_back(std::move(behind));
    }
    form.entries.push_back(by_line(officer));
    return form;
}

Form change_form(const YouSaidRow& row, const std::string& officer) {
    Form form;
    form.title = "Another text";
    form.text = "It becomes a draft again, and must be checked again.";
    form.submit = "Keep as a draft";
    form.entries = {line("theme", "Theme", "", row.theme),
                    long_line("said", "You said", 120, row.said),
                    long_line("did", "We did", 160, row.did),
                    optional_line(long_line("next", "What comes next", 120, row.next)),
                    result_line(row.could_not),
                    line("day", "Done on", "", base::to_iso(row.done_on)),
                    optional_line(line("organisation", "Who did it", "", row.organisation)),
                    optional_line(line("area", "Where", "", row.area)),
                    by_line(officer)};
    return form;
}

Order item_order(const YouSaidModel& model,
                 const ItemOf& item,
                 const Form& form,
                 const std::vector<std::string>& answers) {
    Order order;
    order.doing = "Keeping the draft";
    order.words = {"you-said", "add", item.id};
    if (model.find(item.id) != nullptr) {
        order.words.emplace_back("--change");
    }
    if (!item.about.empty()) {
        order.words.push_back("--case=" + item.about);
    }
    for (std::size_t at = 0; at < form.entries.size() && at < answers.size(); ++at) {
        const std::string& entry = form.entries[at].id;
        const std::string answer =
            entry == "question" ? question_named(model, answers[at]) : answers[at];
        if (!answer.empty() && entry != "could_not") {
            order.words.push_back(fmt::format("--{}={}", entry, answer));
        }
    }
    const bool could_not = answer_of(form, answers, "could_not") == "It could not be done";
    order.words.emplace_back(could_not ? "--could-not" : "--could");
    order.done = "It is a draft now. Next: somebody reads and checks it.";
    return order;
}

std::string new_id(const YouSaidModel& model, std::string_view theme) {
    std::string id;
    for (const char letter : theme) {
        const bool capital = letter >= 'A' && letter <= 'Z';
        const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
        if (capital || plain) {
            id += capital ? static_cast<char>(letter - 'A' + 'a') : letter;
        } else if (!id.empty() && id.back() != '_') {
            id += '_';
        }
    }
    id.resize(std::min(id.size(), longest_id));
    while (!id.empty() && id.back() == '_') {
        id.pop_back();
    }
    id = id.empty() ? "item" : id;
    std::string free = id;
    for (int number = 2; model.find(free) != nullptr; ++number) {
        free = fmt::format("{}_{}", id, number);
    }
    return free;
}

Order step_order(const YouSaidRow& row, std::string_view step, const std::string& officer) {
    Order order;
    order.words = {"you-said", std::string(step), row.id, "--by=" + officer};
    if (step == "check") {
        order.doing = "Noting that it was checked";
        order.done = "It is checked. It can be published now.";
    } else if (step == "publish") {
        order.doing = "Putting it into the next pack";
        order.done = "Kiosks show it after the next publishing.";
        if (row.english_alone) {
            order.words.emplace_back("--english-only");
        }
    } else {
        order.doing = "Taking it off";
        order.done = "Kiosks stop showing it after the next publishing.";
    }
    return order;
}

std::vector<std::string> steps_of(const YouSaidRow& row) {
    if (row.state == "draft") {
        return {"check", "change"};
    }
    if (row.state == "checked") {
        return {"publish", "change"};
    }
    return row.state == "published" ? std::vector<std::string>{"retire"}
                                    : std::vector<std::string>{"change"};
}

}  // namespace harmony::admin::gui
