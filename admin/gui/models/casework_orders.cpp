#include "admin/gui/models/casework_orders.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "admin/cases/case_words.h"
#include "admin/report/words.h"

namespace harmony::admin::gui {

namespace {

/// A step as a verb calls it, and as its button does.
struct StepWord {
    std::string_view state;
    std::string_view word;   ///< of the verb, and of the button's id
    std::string_view label;  ///< of the button
};

constexpr std::array<StepWord, 9> case_steps = {{
    {"with_owner", "assign", "Give to a team"},
    {"planned", "plan", "Say what is planned"},
    {"done", "done", "It is done"},
    {"passed_on", "pass", "Pass on"},
    {"cannot_do", "refuse", "Cannot be done"},
    {"told", "tell", "Its resident was told"},
    {"closed", "close", "Close"},
    {"reopened", "reopen", "Open again"},
    {"duplicate", "duplicate", "Same as another"},
}};

constexpr std::array<StepWord, 6> request_steps = {{
    {"seen", "seen", "Take it up"},
    {"in_hand", "in_hand", "Reached, or tried"},
    {"done", "request_done", "It is done"},
    {"not_possible", "not_possible", "Not possible"},
    {"no_reply", "no_reply", "No reply"},
    {"withdrawn", "withdrawn", "They took it back"},
}};

constexpr std::array<StepWord, 4> complaint_steps = {{
    {"acknowledged", "acknowledge", "Acknowledge"},
    {"looking", "looking", "Look into it"},
    {"outcome", "outcome", "Answer it"},
    {"closed", "complaint_close", "Close"},
}};

/// What usually comes after a state, the likeliest first.
constexpr std::array<std::string_view, 9> usual_order = {"acknowledged",
                                                         "seen",
                                                         "looking",
                                                         "outcome",
                                                         "done",
                                                         "told",
                                                         "closed",
                                                         "with_owner",
                                                         "in_hand"};

std::span<const StepWord> steps_of(CaseworkKind kind) {
    switch (kind) {
        case CaseworkKind::little_thing: return case_steps;
        case CaseworkKind::request: return request_steps;
        case CaseworkKind::complaint: break;
    }
    return complaint_steps;
}

std::size_t usual_place(const NextStep& step) {
    const auto* const at = std::find(usual_order.begin(), usual_order.end(), step.state);
    return static_cast<std::size_t>(at - usual_order.begin());
}

// --- choices of forms, as they are read and as the verbs say them -------------------------------

struct Choice {
    std::string_view read;
    std::string_view word;
};

constexpr std::array<Choice, 4> told_choices = {{{"On the kiosk, by their receipt", "kiosk"},
                                                 {"By a message", "message"},
                                                 {"On a notice board", "board"},
                                                 {"There is no way to tell them", "impossible"}}};
constexpr std::array<Choice, 2> checked_choices = {{{"Not yet", ""}, {"Yes, I checked", "yes"}}};
constexpr std::array<Choice, 2> tried_choices = {
    {{"They were reached", ""}, {"Tried in vain today", "yes"}}};
constexpr std::array<Choice, 3> fitted_choices = {
    {{"Nothing to fit", ""}, {"Yes", "yes"}, {"No", "no"}}};
constexpr std::array<Choice, 4> outcome_choices = {{{"They were right", "upheld"},
                                                    {"Partly right", "partly"},
                                                    {"They were not right", "not_upheld"},
                                                    {"Not about us", "not_ours"}}};
constexpr std::array<Choice, 6> topic_choices = {{{"What is kept about them", "what_is_kept"},
                                                  {"Who sees it", "who_sees_it"},
                                                  {"It was not deleted", "not_deleted"},
                                                  {"Nobody answered", "not_answered"},
                                                  {"They never agreed", "no_agreement"},
                                                  {"Something else", "other"}}};
constexpr std::array<Choice, 2> ended_choices = {
    {{"Those that go on", ""}, {"All, also closed ones", "yes"}}};

template <std::size_t Count>
std::vector<std::string> read_of(const std::array<Choice, Count>& choices) {
    std::vector<std::string> read;
    for (const Choice& choice : choices) {
        read.emplace_back(choice.read);
    }
    return read;
}

template <std::size_t Count>
std::string word_of(const std::array<Choice, Count>& choices, const std::string& read) {
    const auto* const at = std::find_if(
        choices.begin(), choices.end(), [&](const Choice& one) { return one.read == read; });
    return at == choices.end() ? std::string() : std::string(at->word);
}

std::string kind_word(const std::string& read) {
    for (std::size_t at = 0; at < case_kind_names.size(); ++at) {
        const auto kind = static_cast<events::CaseKind>(at + 1);
        if (words_of(kind) == read) {
            return std::string(name_of(kind));
        }
    }
    return {};
}

/// What an answer is on the command line.
std::string word_for(const std::string& entry, const std::string& answer) {
    if (entry == "how") {
        return word_of(told_choices, answer);
    }
    if (entry == "checked") {
        return word_of(checked_choices, answer);
    }
    if (entry == "tried") {
        return word_of(tried_choices, answer);
    }
    if (entry == "fitted") {
        return word_of(fitted_choices, answer);
    }
    if (entry == "outcome") {
        return word_of(outcome_choices, answer);
    }
    if (entry == "topic") {
        return word_of(topic_choices, answer);
    }
    if (entry == "all") {
        return word_of(ended_choices, answer);
    }
    return entry == "kind" ? kind_word(answer) : answer;
}

bool is_flag(const std::string& entry) {
    return entry == "checked" || entry == "tried" || entry == "all";
}

/// `--option=value` of every line that was filled in: in one word, since what was typed may begin
/// with a dash.
void add_answers(std::vector<std::string>& words,
                 const Form& form,
                 const std::vector<std::string>& answers) {
    for (std::size_t at = 0; at < form.entries.size() && at < answers.size(); ++at) {
        const std::string word = word_for(form.entries[at].id, answers[at]);
        if (word.empty()) {
            continue;
        }
        std::string option = "--" + form.entries[at].id;
        std::replace(option.begin(), option.end(), '_', '-');
        words.push_back(is_flag(form.entries[at].id) ? option : option + '=' + word);
    }
}

// --- lines of forms ------------------------------------------------------------------------------

Entry by_line(const std::string& officer) {
    return {.id = "by", .label = "Your name", .hint = "For your colleagues", .value = officer};
}

Entry note_line() {
    return {.id = "note",
            .label = "Note for your colleagues",
            .hint = "Residents never read it",
            .needed = false,
            .lines = 2};
}

Entry public_line(const char* label) {
    return {.id = "text",
            .label = label,
            .hint = "Residents read this on every kiosk: at most 160 letters, no names",
            .lines = 2};
}

Entry day_line(const char* id, const char* label, base::Day day, bool needed = true) {
    return {.id = id,
            .label = label,
            .hint = "Year, month, day: 2026-03-30",
            .value = day == base::Day{} ? std::string() : base::to_iso(day),
            .needed = needed};
}

template <std::size_t Count>
Entry choice_line(const char* id, const char* label, const std::array<Choice, Count>& choices) {
    return {.id = id,
            .label = label,
            .value = std::string(choices.front().read),
            .options = read_of(choices)};
}

Entry checked_line() {
    return choice_line("checked", "No names, no addresses of people in it?", checked_choices);
}

void add_contact_lines(Form& form) {
    form.entries.push_back(
        {.id = "name", .label = "Their name", .needed = false, .personal = true});
    form.entries.push_back({.id = "phone", .label = "Phone", .needed = false, .personal = true});
    form.entries.push_back({.id = "email", .label = "Email", .needed = false, .personal = true});
}

std::string title_of(const NextStep& step, const CaseworkRow& row) {
    return row.where.empty() || row.where == "-"
               ? fmt::format("{}: {}", step.label, row.what)
               : fmt::format("{}: {}, {}", step.label, row.what, row.where);
}

void add_case_lines(Form& form, const NextStep& step, const CaseworkModel& model) {
    if (step.id == "assign" || step.id == "pass") {
        const bool own = step.id == "assign";
        std::string hint = own ? "Residents read it: no person's name" : "The organisation's name";
        if (own && !model.owners.empty()) {
            hint = fmt::format("As before: {}", fmt::join(model.owners, ", "));
        }
        form.entries.push_back({.id = "to",
                                .label = own ? "Team or partner" : "Who deals with it",
                                .hint = std::move(hint)});
    }
    if (step.id == "assign") {
        form.entries.push_back(day_line("due", "Next news by", model.usual_news));
    }
    if (step.id == "plan") {
        form.entries.push_back(public_line("We plan to ..."));
        form.entries.push_back(day_line("due", "By when", model.usual_news));
    }
    if (step.id == "done") {
        form.entries.push_back(public_line("What was done"));
    }
    if (step.id == "refuse") {
        form.entries.push_back(public_line("We cannot do this because ..."));
    }
    if (step.id == "plan" || step.id == "done" || step.id == "refuse") {
        form.entries.push_back(checked_line());
    }
    if (step.id == "pass") {
        form.entries.push_back({.id = "reference", .label = "Their number for it"});
    }
    if (step.id == "tell") {
        form.entries.push_back(choice_line("how", "How they were told", told_choices));
    }
    if (step.id == "duplicate") {
        form.entries.push_back({.id = "of",
                                .label = "The case that goes on",
                                .hint = "Its number, as the list shows it"});
    }
}

void add_request_lines(Form& form, const NextStep& step, const CaseworkRow& row) {
    if (step.id == "in_hand") {
        form.entries.push_back(choice_line("tried", "Was somebody reached?", tried_choices));
        form.entries.push_back(day_line("next", "It goes on by", {}, false));
    }
    if (step.id == "not_possible") {
        form.entries.push_back({.id = "because",
                                .label = "Why it is not possible",
                                .hint = "Its resident is told so: at most 160 letters",
                                .lines = 2});
    }
    if (step.id == "request_done" && row.home_visit) {
        form.entries.push_back(choice_line("fitted", "Was it fitted?", fitted_choices));
        form.entries.push_back(day_line("fitted_on", "Fitted on", {}, false));
    }
}

void add_complaint_lines(Form& form, const NextStep& step) {
    if (step.id == "outcome") {
        form.entries.push_back(choice_line("outcome", "What came of it", outcome_choices));
        form.entries.push_back({.id = "text",
                                .label = "What they are told",
                                .hint = "It must say that they can also go to ico.org.uk",
                                .lines = 3});
    }
}

}  // namespace

std::vector<NextStep> next_steps(const CaseworkRow& row, base::Day today) {
    std::vector<NextStep> steps;
    for (const StepWord& word : steps_of(row.list)) {
        if (std::find(row.next.begin(), row.next.end(), word.state) == row.next.end()) {
            continue;
        }
        NextStep step{std::string(word.word), std::string(word.label), std::string(word.state)};
        if (word.state == "closed" && row.closes && today < *row.closes) {
            step.enabled = false;
            step.why_not = fmt::format(
                "It can be closed on {}: until then its resident may still "
                "say that it did not help.",
                long_date(*row.closes));
        }
        steps.push_back(std::move(step));
    }
    const bool nobody = row.list == CaseworkKind::little_thing && row.owner.empty();
    std::stable_sort(steps.begin(), steps.end(), [&](const NextStep& a, const NextStep& b) {
        const bool a_gives = nobody && a.id == "assign";
        const bool b_gives = nobody && b.id == "assign";
        return std::tuple(!a.enabled, !a_gives, usual_place(a)) <
               std::tuple(!b.enabled, !b_gives, usual_place(b));
    });
    if (!steps.empty() && steps.front().enabled &&
        usual_place(steps.front()) < usual_order.size()) {
        steps.front().main = true;
    }
    return steps;
}

Form form_of(const NextStep& step,
             const CaseworkRow& row,
             const CaseworkModel& model,
             const std::string& officer) {
    Form form;
    form.title = title_of(step, row);
    form.submit = step.label;
    if (row.list == CaseworkKind::little_thing) {
        add_case_lines(form, step, model);
    } else if (row.list == CaseworkKind::request) {
        add_request_lines(form, step, row);
    } else {
        add_complaint_lines(form, step);
    }
    form.entries.push_back(by_line(officer));
    form.entries.push_back(note_line());
    return form;
}

Order order_of(const NextStep& step,
               const CaseworkRow& row,
               const Form& form,
               const std::vector<std::string>& answers) {
    Order order;
    order.doing = fmt::format("{}: {}", step.label, row.what);
    switch (row.list) {
        case CaseworkKind::little_thing: order.words = {"case", step.id, row.id}; break;
        case CaseworkKind::request: order.words = {"request", "step", row.id, step.state}; break;
        case CaseworkKind::complaint: order.words = {"complaint", "step", row.id, step.state};
    }
    add_answers(order.words, form, answers);
    order.done = fmt::format("{}: {}.", row.what, state_in_words(step.state));
    if (row.list == CaseworkKind::little_thing) {
        order.done += " Kiosks show it after the next publishing.";
    }
    return order;
}

std::string officer_in(const Form& form, const std::vector<std::string>& answers) {
    for (std::size_t at = 0; at < form.entries.size() && at < answers.size(); ++at) {
        if (form.entries[at].id == "by") {
            return answers[at];
        }
    }
    return {};
}

Form keying_form(CaseworkKind kind, base::Day today) {
    Form form;
    form.submit = "Keep it";
    if (kind == CaseworkKind::complaint) {
        form.title = "A complaint that came by letter, phone or email";
        form.entries = {choice_line("topic", "What it is about", topic_choices),
                        {.id = "text",
                         .label = "What happened",
                         .hint = "In their words, at most 1,000 letters",
                         .personal = true,
                         .lines = 3},
                        day_line("received", "It came on", today)};
    } else {
        form.title = "A report that came by phone, on paper or at the desk";
        form.text =
            "Before you key in how to reach somebody, say: \"You may keep my name and how to reach "
            "me, to answer me about this.\"";
        std::vector<std::string> kinds;
        for (std::size_t at = 1; at <= case_kind_names.size(); ++at) {
            kinds.emplace_back(words_of(static_cast<events::CaseKind>(at)));
        }
        form.entries = {
            {.id = "kind", .label = "What it is", .value = kinds[0], .options = kinds},
            {.id = "place", .label = "Where", .hint = "A name of the place list", .needed = false},
            {.id = "grid",
             .label = "... or its grid reference",
             .hint = "Of 10 m: NZ46011924",
             .needed = false},
            {.id = "words",
             .label = "What they said",
             .needed = false,
             .personal = true,
             .lines = 2}};
    }
    add_contact_lines(form);
    return form;
}

Order keying_order(CaseworkKind kind, const Form& form, const std::vector<std::string>& answers) {
    Order order;
    const bool complaint = kind == CaseworkKind::complaint;
    order.doing = complaint ? "Keeping the complaint" : "Keeping the report";
    order.words = {complaint ? "complaint" : "case", "add"};
    add_answers(order.words, form, answers);
    return order;
}

Form export_form(const CaseworkModel& model) {
    Form form;
    form.title = "Little things as a file for a partner";
    form.text = "No names, no numbers, no receipts stand in it.";
    form.submit = "Write the file";
    form.entries = {
        {.id = "owner",
         .label = "Those of one team or partner",
         .hint = model.owners.empty() ? "Leave it empty for all"
                                      : fmt::format("Leave it empty for all. There are: {}",
                                                    fmt::join(model.owners, ", ")),
         .needed = false},
        choice_line("all", "Which", ended_choices),
        {.id = "csv",
         .label = "File, for spreadsheets",
         .value =
             fmt::format("{}/little-things-{}.csv", model.exports, base::to_iso(model.today))}};
    return form;
}

Order export_order(const Form& form, const std::vector<std::string>& answers) {
    Order order;
    order.doing = "Writing the file";
    order.words = {"case", "export"};
    add_answers(order.words, form, answers);
    order.done = fmt::format("Written: {}", answers.empty() ? std::string() : answers.back());
    return order;
}

Order join_order(const CaseworkRow& row, const std::string& other, const std::string& officer) {
    Order order;
    order.doing = "Joining two reports of the same thing";
    order.words = {"case", "duplicate", other, "--of", row.id, "--by", officer};
    order.done = "Both are one case now. Its resident reads the same news.";
    return order;
}

}  // namespace harmony::admin::gui
