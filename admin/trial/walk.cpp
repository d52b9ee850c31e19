#include "admin/trial/walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "admin/trial/reply.h"
#include "admin/trial/texts.h"
#include "admin/trial/why.h"
#include "base/text.h"

namespace harmony::admin {

using base::Result;
using survey::NodeIndex;
using survey::Page;
using survey::PageKind;

namespace {

constexpr const char* commands =
    "  a number, or several     chooses; other answers are typed as they are\n"
    "  (empty line)             Continue\n"
    "  <                        Back\n"
    "  = TEXT                   answers with TEXT, whatever it looks like; = alone empties\n"
    "  ?                        why this question is asked, and what its answer must fit\n"
    "  lang TAG                 another language, such as lang pl\n"
    "  check                    all answers so far\n"
    "  change NAME              goes to a question\n"
    "  list                     every question with its value, asked or not\n"
    "  send                     goes on to the end and sends\n"
    "  quit                     leaves; nothing is kept\n";

std::string tags_of(const survey::Form& form) {
    std::string tags;
    for (const survey::Language& language : form.languages()) {
        tags += fmt::format("{}{} ({})", tags.empty() ? "" : ", ", language.tag, language.name);
    }
    return tags;
}

bool on_page(const Page& page, NodeIndex question) {
    return std::find(page.nodes.begin(), page.nodes.end(), question) != page.nodes.end();
}

}  // namespace

Walk::Walk(survey::Draft& draft, Terminal& terminal, Trace* trace, const base::Clock* clock)
    : draft_(draft),
      terminal_(terminal),
      trace_(trace),
      clock_(clock),
      ink_(terminal.styled()),
      page_text_(draft_, ink_) {}

std::optional<survey::Response> Walk::run() {
    say(ink_.quiet("Type help for the commands.") + "\n");
    if (trace_ != nullptr) {
        say(trace_->initial());
    }
    show_page();
    while (!over_) {
        const std::optional<std::string> line = terminal_.read_line(prompt());
        if (!line || take(base::trim(*line)) == Going::over) {
            break;
        }
    }
    return std::move(response_);
}

Walk::Going Walk::take(std::string_view line) {
    const std::size_t space = line.find(' ');
    const std::string word(line.substr(0, space));
    const std::string rest(space == std::string_view::npos ? std::string_view()
                                                           : base::trim(line.substr(space)));
    if (word == "quit" && rest.empty()) {
        return Going::over;
    }
    if (line.empty()) {
        go_on();
    } else if (word == "=") {
        answer(rest);
    } else if (!do_command(word, rest)) {
        answer(line);
    }
    return Going::on;
}

bool Walk::do_command(const std::string& word, const std::string& rest) {
    if (word == "lang" || word == "change") {
        if (base::words(rest).size() > 1) {
            return false;  // the beginning of a sentence
        }
        if (word == "lang") {
            speak(rest);
        } else {
            change(rest);
        }
        return true;
    }
    if (!rest.empty()) {
        return false;
    }
    if (word == "<") {
        go_back();
    } else if (word == "?") {
        explain();
    } else if (word == "check") {
        say(page_text_.check_answers());
    } else if (word == "list") {
        say(page_text_.list());
    } else if (word == "send") {
        send();
    } else if (word == "help") {
        help();
    } else {
        return false;
    }
    return true;
}

void Walk::help() const {
    say("\n" + std::string(commands));
}

void Walk::answer(std::string_view typed) {
    if (!current_) {
        say(at_check() ? "Type send, or change NAME to change an answer.\n"
                       : "There is nothing to answer here; an empty line goes on.\n");
        return;
    }
    const NodeIndex question = *current_;
    const std::vector<NodeIndex> before = draft_.page().nodes;
    if (const Result<void> given = give(draft_, question, typed); !given) {
        say(ink_.wrong(as_sentence(given.error().message) + ".") + "\n");
        return;
    }
    say(page_text_.answered(question));
    if (trace_ != nullptr) {
        say(trace_->answered(draft_, question));
    }
    const std::vector<NodeIndex> order = answerable(draft_);
    const auto here = std::find(order.begin(), order.end(), question);
    const bool is_last = here == order.end() || here + 1 == order.end();
    current_ = is_last ? question : *(here + 1);
    if (draft_.page().nodes != before) {
        show_page();  // the answer has changed what stands on the page
    } else if (is_last) {
        say(ink_.quiet("  An empty line goes on.") + "\n");
    }
}

bool Walk::next() {
    if (clock_ != nullptr) {
        draft_.refresh(clock_->now());
    }
    if (draft_.next()) {
        return true;
    }
    say("\n" + ink_.wrong("There is a problem") + "\n" + page_text_.problems());
    const std::vector<survey::Problem> problems = draft_.problems();
    if (!problems.empty()) {
        current_ = problems.front().question;
    }
    return false;
}

void Walk::go_on() {
    if (at_check()) {
        say("Type send to send the answers, or change NAME to change one.\n");
        return;
    }
    if (next()) {
        show_page();
    }
}

void Walk::go_back() {
    if (draft_.back() == survey::Moved::at_first) {
        say("This is the first page.\n");
        return;
    }
    show_page();
}

bool Walk::at_check() const {
    return draft_.page().kind == PageKind::check_answers;
}

void Walk::send() {
    const bool equality = draft_.page().equality;
    while (draft_.page().kind == PageKind::questions && draft_.page().equality == equality) {
        if (!next()) {
            return;
        }
    }
    if (at_check()) {
        send_core();
    }
    show_page();
}

void Walk::send_core() {
    if (const auto sent = draft_.finish(survey::Part::core); !sent) {
        say(ink_.wrong("An answer needs attention before anything is sent:") + "\n" +
            page_text_.problems());
        return;
    }
    if (next() && draft_.page().kind == PageKind::questions) {
        say("\n" + ink_.chosen("Sent.") +
            " Questions about the person follow; they may be left out.\n");
    }
}

void Walk::show_page() {
    choose_current();
    if (draft_.page().kind == PageKind::end) {
        over_ = true;
        if (const auto finished = draft_.finish(survey::Part::whole)) {
            response_ = *finished;
            return;
        }
        over_ = false;  // the draft stands on the page that has a problem
        choose_current();
    }
    say(page_text_.page(current_));
    if (at_check()) {
        say("\nType send to send them, or change NAME to change one.\n");
    }
}

void Walk::choose_current() {
    current_.reset();
    const std::vector<NodeIndex> order = answerable(draft_);
    for (const NodeIndex question : order) {
        if (draft_.state(question).value.empty()) {
            current_ = question;
            return;
        }
    }
    if (!order.empty()) {
        current_ = order.front();
    }
}

std::string Walk::prompt() const {
    const std::string name = current_     ? draft_.form().node(*current_).name
                             : at_check() ? "check"
                                          : "";
    return "\n" + ink_.strong(name + "> ");
}

void Walk::speak(const std::string& tag) {
    if (const Result<void> spoken = draft_.speak(tag); !spoken) {
        say(fmt::format("The survey has no language '{}'. It has {}.\n",
                        printable(tag),
                        tags_of(draft_.form())));
        return;
    }
    if (trace_ != nullptr) {
        say(trace_->spoke(draft_));
    }
    say(page_text_.page(current_));
}

void Walk::change(const std::string& name) {
    const auto question = node_called(draft_.form(), name);
    if (!question) {
        say(as_sentence(no_such_question(draft_.form(), printable(name))) + ".\n");
        return;
    }
    if (!on_page(draft_.page(), *question) && !draft_.change(*question)) {
        say(fmt::format("{} is not asked with the answers so far, or comes after send.\n", name));
        return;
    }
    current_ = question;
    say(page_text_.page(current_));
}

void Walk::explain() {
    const Page& page = draft_.page();
    if (page.kind != PageKind::questions) {
        say("There is no question here; ? explains the question of a page.\n");
        return;
    }
    say("\n" + why(draft_, current_ ? *current_ : page.nodes.front()));
    say(page_text_.problems());
}

}  // namespace harmony::admin
