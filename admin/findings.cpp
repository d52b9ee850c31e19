#include "admin/findings.h"

#include <fmt/format.h>

#include "admin/report_texts.h"
#include "admin/tabulation_pass.h"
#include "base/text.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

/// Keeps the tables of one question. Errors: absent (with the nearest name).
Result<std::vector<summary::Table>> only(std::vector<summary::Table> tables,
                                         const std::string& question,
                                         const survey::Form& form) {
    std::vector<summary::Table> kept;
    std::vector<std::string> names;
    for (summary::Table& table : tables) {
        names.push_back(table.question().name);
        if (names.back() == question) {
            kept.push_back(std::move(table));
        }
    }
    if (kept.empty()) {
        const auto like = base::nearest(question, names);
        return Error{ErrorKind::absent,
                     fmt::format("{} has no question called {} that can be counted{}",
                                 form.id(),
                                 question,
                                 like ? fmt::format("; did you mean {}?", *like) : std::string())};
    }
    return kept;
}

}  // namespace

/// Selected responses can be told from all others by taking one report from the other: the office
/// alone may select. And a question that is not for others is none to count by for them either.
Result<void> check_audience(const FindingsOrder& order, const survey::Form& form) {
    if (order.audience == summary::Audience::internal) {
        return {};
    }
    if (!order.where.empty()) {
        return Error{ErrorKind::refused,
                     "--where is for the office alone: who reads the whole as well could work out "
                     "the rest. For others, count by it: --by"};
    }
    for (const Breakdown& by : order.by) {
        const auto index = by.by == CountBy::question ? form.find(by.question) : std::nullopt;
        if (index && form.node(*index).kiosk.report != survey::ReportClass::open) {
            return Error{ErrorKind::refused,
                         fmt::format("the survey keeps '{}' inside the office: nothing is counted "
                                     "by it for others",
                                     by.question)};
        }
    }
    return {};
}

Result<Findings> find_out(Office& office, const FindingsOrder& order) {
    Result<SurveyTables> survey =
        count_survey(office.store(),
                     order.survey,
                     {order.by, order.where, order.wave, order.weighted, order.today});
    if (!survey) {
        return survey.error();
    }
    if (auto allowed = check_audience(order, survey->form); !allowed) {
        return allowed.error();
    }
    ReportTexts texts = report_texts(office, *survey, order.today);
    std::vector<summary::Table> tables = std::move(survey->tables);
    if (!order.question.empty()) {
        Result<std::vector<summary::Table>> kept =
            only(std::move(tables), order.question, survey->form);
        if (!kept) {
            return kept.error();
        }
        tables = std::move(*kept);
        // Whoever asks for one question is not told that the others "were not shown".
        std::erase_if(survey->fieldwork.asked, [&](const summary::AskedQuestion& asked) {
            return asked.name != order.question;
        });
    }
    summary::ReleaseContext context;
    context.compared = order.compared;
    Result<summary::Publishable> numbers = summary::suppress(tables,
                                                             summary::Policy::of(order.audience),
                                                             with_labels(survey->fieldwork, texts),
                                                             context);
    if (!numbers) {
        return numbers.error().while_doing(order.survey);
    }
    return Findings{std::move(*numbers), std::move(texts)};
}

std::optional<summary::Audience> audience_of(std::string_view word) {
    for (const auto audience :
         {summary::Audience::open, summary::Audience::partner, summary::Audience::internal}) {
        if (word == audience_word(audience)) {
            return audience;
        }
    }
    return std::nullopt;
}

std::string_view audience_word(summary::Audience audience) {
    switch (audience) {
        case summary::Audience::open: return "public";
        case summary::Audience::partner: return "partner";
        case summary::Audience::internal: return "internal";
    }
    return "internal";
}

std::optional<CountBy> count_by_of(std::string_view word) {
    const Breakdown by = breakdown_of(word);
    return by.by == CountBy::question ? std::nullopt : std::optional(by.by);
}

}  // namespace harmony::admin
