#include "admin/cases/case_reports.h"

#include <algorithm>
#include <string>

#include "admin/cases/case_words.h"
#include "admin/export/stored_responses.h"
#include "admin/published_shelf.h"
#include "base/text.h"
#include "events/contact.h"
#include "survey/grid.h"

namespace harmony::admin {
namespace {

using base::Result;
using events::CaseOpened;

constexpr std::string_view taken_name = "case_reports_taken";
constexpr std::size_t longest_text = 300;
constexpr std::size_t longest_place = 60;
constexpr int cell_metres = 10;

/// The answers of one report, by the names of its questions.
class Report {
public:
    Report(const survey::Response& response, const survey::Form& form)
        : response_(response), form_(form) {}

    /// The name of the choice of a select_one; empty when there is none.
    [[nodiscard]] std::string_view choice(std::string_view question) const {
        const survey::Node* node = find(question);
        const auto* one = node == nullptr ? nullptr : item<survey::One>(*node);
        if (one == nullptr || !node->list) {
            return {};
        }
        const auto& choices = form_.list_of(node->index).choices;
        return one->choice < choices.size() ? std::string_view(choices[one->choice].name)
                                            : std::string_view();
    }

    /// Which answer of the form, from 1; of several the first; 0: not said.
    [[nodiscard]] int number(std::string_view question) const {
        const survey::Node* node = find(question);
        if (node == nullptr) {
            return 0;
        }
        if (const auto* one = item<survey::One>(*node)) {
            return static_cast<int>(one->choice) + 1;
        }
        const auto* many = item<survey::Many>(*node);
        return many == nullptr ? 0 : static_cast<int>(many->choices.front()) + 1;
    }

    [[nodiscard]] std::string_view text(const survey::Node* node) const {
        const auto* said = node == nullptr ? nullptr : item<survey::Text>(*node);
        return said == nullptr ? std::string_view() : said->text.view();
    }

    [[nodiscard]] const survey::Node* find(std::string_view question) const {
        const auto at = form_.find(question);
        return at ? &form_.node(*at) : nullptr;
    }

    /// The question that says where it is.
    [[nodiscard]] const survey::Node* place() const {
        return form_.place() ? &form_.node(*form_.place()) : find("place");
    }

private:
    template <typename T>
    [[nodiscard]] const T* item(const survey::Node& node) const {
        return node.item && *node.item < response_.items.size()
                   ? std::get_if<T>(&response_.items[*node.item])
                   : nullptr;
    }

    const survey::Response& response_;
    const survey::Form& form_;
};

/// No more than so many letters of it.
std::string_view first_letters(std::string_view text, std::size_t most) {
    std::size_t at = 0;
    for (std::size_t letters = 0; letters < most && at < text.size(); ++letters) {
        static_cast<void>(base::next_code_point(text, at));
    }
    return text.substr(0, at);
}

events::CaseKind kind_of(std::string_view choice) {
    const std::string_view name = choice == "empty" ? "empty_building" : choice;
    const auto kind = named<events::CaseKind>(name, case_kind_names, "kind");
    return kind ? *kind : events::CaseKind::other;
}

events::Light light_of(std::string_view choice) {
    return choice == "dark"   ? events::Light::dark
           : choice == "day"  ? events::Light::day
           : choice == "both" ? events::Light::both
                              : events::Light::not_asked;
}

/// A cell of 10 m, or a name: of the place list, or of a wider cell.
void put_place(const Report& report, CaseOpened& opened) {
    const survey::Node* node = report.place();
    if (node == nullptr) {
        return;
    }
    const std::string_view chosen = report.choice(node->name);
    const std::string_view said = chosen.empty() ? report.text(node) : chosen;
    const auto cell = survey::read_cell(said);
    if (cell && cell->edge_m == cell_metres) {
        opened.cell = events::CaseCell{cell->west / cell_metres, cell->south / cell_metres};
        return;
    }
    if (const auto stored = events::stored_text(said, longest_place)) {
        opened.place = stored->view();
    }
}

std::string mark(db::OfficeStore& store) {
    std::size_t batches = 0;
    for (const db::BatchSummary& batch : store.batches()) {
        batches += batch.stream.cls == 1 ? 1 : 0;
    }
    return std::to_string(batches);
}

/// Surveys of purpose `case` of which answers have come, each id once.
Result<std::set<std::string>> case_surveys(db::OfficeStore& store) {
    std::set<std::string> ids;
    for (const ShelvedSurvey& survey : surveys_on_shelf(store)) {
        const auto table = store.table(survey.name);
        if (!table || table->rows == 0) {
            continue;
        }
        const Result<survey::Form> form = form_on_shelf(store, survey.name);
        if (!form) {
            return form.error();
        }
        if (form->settings().purpose == survey::Purpose::case_report) {
            ids.insert(survey.id);
        }
    }
    return ids;
}

void take_reports(const StoredResponses& reports,
                  std::set<events::SubjectId> known,
                  NewReports& into) {
    for (std::size_t at = 0; at < reports.size(); ++at) {
        const survey::Response response = reports.read(at);
        auto fact = case_of_report(response, reports.versions()[reports.version(at)]);
        if (!fact) {
            ++into.without_receipt;
        } else if (known.insert(fact->subject).second) {
            into.facts.push_back(std::move(*fact));
        }
    }
}

}  // namespace

std::optional<OfficeFact> case_of_report(const survey::Response& response,
                                         const survey::Form& form) {
    if (!response.receipt) {
        return std::nullopt;
    }
    const Report report(response, form);
    CaseOpened opened;
    opened.form = response.form;
    opened.kind = kind_of(report.choice("what"));
    put_place(report, opened);
    const std::string_view dark = report.choice("dark");
    opened.light = light_of(dark.empty() ? report.choice("light") : dark);
    opened.how_long = report.number("long");
    opened.bothers = report.number("bother");
    opened.told = report.number("told");
    opened.happened = report.number("outcome");
    const std::string_view more = report.text(report.find("more"));
    if (auto stored = events::stored_text(first_letters(more, longest_text), longest_text)) {
        opened.text = std::move(*stored);
    }
    opened.language = response.language;
    OfficeFact fact;
    fact.subject = *events::SubjectId::from_bytes(response.receipt->view());
    if (response.engagement) {
        fact.occurrence = *events::OccurrenceId::from_bytes(response.engagement->view());
    }
    fact.payload = std::move(opened);
    fact.day = response.day;
    return fact;
}

Result<std::set<std::string>> surveys_with_new_reports(db::OfficeStore& store) {
    const auto taken = store.value(taken_name);
    const bool is_new = !taken || base::as_text(*taken) != mark(store);
    return is_new ? case_surveys(store) : Result<std::set<std::string>>(std::set<std::string>());
}

Result<NewReports> new_case_reports(Office& office,
                                    const std::set<std::string>& surveys,
                                    const sync::KeyRing& ring,
                                    const std::set<events::SubjectId>& known,
                                    base::RandomSource& random) {
    NewReports made;
    for (const std::string& id : surveys) {
        const auto reports = StoredResponses::collect(office, id, ring, random, {});
        if (!reports) {
            return reports.error();
        }
        take_reports(*reports, known, made);
    }
    return made;
}

Result<void> note_reports_taken(db::OfficeStore& store) {
    return store.set_value(taken_name, base::as_bytes(mark(store)));
}

}  // namespace harmony::admin
