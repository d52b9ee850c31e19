#include "admin/report_extras.h"

#include <algorithm>

#include "admin/hot_spots.h"
#include "admin/numbers/free_words.h"
#include "admin/problem_grid.h"
#include "admin/published_shelf.h"
#include "admin/report/words.h"

namespace harmony::admin {

using base::Result;

namespace {

using Kind = ReportPart::Kind;

constexpr std::chrono::days a_week{7};

bool has_part(const ReportPlan& plan, Kind kind) {
    return std::any_of(plan.parts.begin(), plan.parts.end(), [&](const ReportPart& part) {
        return part.kind == kind;
    });
}

std::string english(const LocalText& text) {
    const auto found = text.find("en");
    return text.empty() ? "" : found == text.end() ? text.begin()->second : found->second;
}

/// What people met: forms by name and hash, engagements with their days.
std::vector<BookTable> shown_tables(db::OfficeStore& store, const std::string& survey) {
    BookTable forms{"The survey",
                    "Every version that was published; the code is the hash of its exact words in "
                    "all languages.",
                    {"Version", "Languages", "Code"},
                    {}};
    for (const ShelvedSurvey& shelved : surveys_on_shelf(store)) {
        const auto form = shelved.id == survey ? form_on_shelf(store, shelved.name)
                                               : Result<survey::Form>(base::Error{});
        if (!form) {
            continue;
        }
        std::vector<std::string> languages;
        for (const survey::Language& language : form->languages()) {
            languages.push_back(language.name);
        }
        forms.rows.push_back({std::string(form->version()), joined(languages), form->name().hex()});
    }
    BookTable events{"Where people could answer",
                     "Engagements whose kiosks had this survey.",
                     {"Day", "Event"},
                     {}};
    for (const Engagement& engagement : engagements_on_shelf(store)) {
        const std::vector<std::string>& surveys = engagement.surveys;
        if (surveys.empty() || std::find(surveys.begin(), surveys.end(), survey) != surveys.end()) {
            events.rows.push_back({long_date(engagement.day), english(engagement.title)});
        }
    }
    return {std::move(forms), std::move(events)};
}

/// Answers by engagement of one survey, by the engagement's id.
Result<std::map<std::string, std::uint64_t>> answers_by_engagement(Office& office,
                                                                   const std::string& survey,
                                                                   base::Day today) {
    const FindingsOrder order{
        survey, {CountBy::engagement}, summary::Audience::internal, "", today};
    const Result<Findings> findings = find_out(office, order);
    if (!findings) {
        return findings.error();
    }
    std::map<std::string, std::uint64_t> answers;
    for (const summary::PublishedTable& table : findings->numbers.tables()) {
        for (const summary::PublishedRow& row : table.rows) {
            const auto* const shown = std::get_if<summary::Shown>(&row.answered);
            if (table.question.kind == summary::QuestionKind::units && shown != nullptr &&
                table.grouping == "engagement") {
                answers[row.key] += shown->count;
            }
        }
    }
    return answers;
}

BookTable kiosk_table(Office& office) {
    BookTable table{
        "Kiosks", "Batches that came from each in all.", {"Kiosk", "Site", "State", "Batches"}, {}};
    const std::vector<db::StreamHead> heads = office.store().heads();
    for (const sync::RegisteredKiosk& kiosk : office.registry().kiosks) {
        std::uint64_t batches = 0;
        for (const db::StreamHead& head : heads) {
            batches += head.stream.kiosk == kiosk.kiosk ? head.seq : 0;
        }
        table.rows.push_back({kiosk.label,
                              kiosk.site,
                              kiosk.state == sync::KioskState::active ? "at work" : "ended",
                              grouped_digits(batches)});
    }
    return table;
}

/// The newest version of a survey that has responses.
std::optional<survey::Form> newest_answered(db::OfficeStore& store, const std::string& survey) {
    std::optional<survey::Form> newest;
    for (const ShelvedSurvey& shelved : surveys_on_shelf(store)) {
        const auto table = shelved.id == survey ? store.table(shelved.name) : std::nullopt;
        auto form = table && table->rows > 0 ? form_on_shelf(store, shelved.name)
                                             : Result<survey::Form>(base::Error{});
        if (form) {
            newest = std::move(*form);
        }
    }
    return newest;
}

bool may_count_by(const survey::Form& form,
                  const std::string& question,
                  summary::Audience audience) {
    const auto index = form.find(question);
    if (!index || form.node(*index).answer_kind() != survey::AnswerKind::one ||
        !form.node(*index).item) {
        return false;
    }
    const survey::ReportClass report = form.node(*index).kiosk.report;
    return report == survey::ReportClass::open ||
           (report == survey::ReportClass::internal && audience == summary::Audience::internal);
}

std::size_t words_held(db::OfficeStore& store, base::RandomSource& random) {
    std::size_t held = 0;
    for (const SurveyCount& survey : count_responses(store)) {
        const auto words = survey.responses > 0
                               ? load_words(store, survey.id, random)
                               : Result<std::vector<FreeWords>>(std::vector<FreeWords>{});
        held += words ? static_cast<std::size_t>(std::count_if(
                            words->begin(),
                            words->end(),
                            [](const FreeWords& one) { return one.state == WordState::held; }))
                      : 0;
    }
    return held;
}

BookTable waiting_table(db::OfficeStore& store, base::RandomSource& random) {
    BookTable table{"What needs a person", "Nothing waits.", {"What", "How many", "Where"}, {}};
    if (const std::size_t held = words_held(store, random); held > 0) {
        table.rows.push_back({"Texts in people's own words that nobody has read",
                              grouped_digits(held),
                              "harmony-admin words list"});
    }
    const std::size_t aside = store.quarantined().size();
    if (aside > 0) {
        table.rows.push_back(
            {"Files that were kept aside", std::to_string(aside), "harmony-admin aside list"});
    }
    if (store.needs_rebuild()) {
        table.rows.push_back(
            {"Numbers that count erased answers", "until rebuilt", "harmony-admin rebuild"});
    }
    return table;
}

}  // namespace

std::vector<Breakdown> breakdowns_of(const ReportPlan& plan,
                                     db::OfficeStore& store,
                                     summary::Audience audience) {
    const std::optional<survey::Form> form = newest_answered(store, plan.survey);
    std::vector<Breakdown> all;
    const auto add = [&](const std::vector<std::string>& words) {
        for (const std::string& word : words) {
            const Breakdown by = breakdown_of(word);
            const bool fits =
                by.by != CountBy::question || (form && may_count_by(*form, by.question, audience));
            const bool inside =
                by.by == CountBy::engagement && audience != summary::Audience::internal;
            if (fits && !inside && std::find(all.begin(), all.end(), by) == all.end()) {
                all.push_back(by);
            }
        }
    };
    add(plan.by);
    for (const ReportPart& part : plan.parts) {
        add(part.by);
        if (part.kind == Kind::who) {
            add({"place", "month", "language"});
        }
    }
    return all;
}

bool needs_books(const ReportPlan& plan) {
    return plan.survey.empty() || has_part(plan, Kind::cases) || has_part(plan, Kind::attendance) ||
           has_part(plan, Kind::actions);
}

void add_books(const ReportPlan& plan,
               summary::Audience audience,
               const OpenBooks& books,
               PlanExtras& extras) {
    for (std::size_t at = 0; at < plan.parts.size(); ++at) {
        const ReportPart& part = plan.parts[at];
        if (part.kind == Kind::cases) {
            extras.books[at] = case_tables(books, part.things, audience);
        } else if (part.kind == Kind::attendance) {
            extras.books[at] = attendance_tables(books, audience);
        } else if (part.kind == Kind::actions) {
            extras.books[at] = actions_in_brief(books, audience);
        }
    }
}

Result<void> add_extras(const ReportPlan& plan,
                        const summary::Publishable& numbers,
                        Office& office,
                        PlanExtras& extras) {
    if (has_part(plan, Kind::shown)) {
        extras.shown = shown_tables(office.store(), plan.survey);
    }
    if (has_part(plan, Kind::map)) {
        Result<std::vector<MapView>> maps =
            hot_spots(office, plan.survey, numbers.provenance().policy.audience());
        if (!maps) {
            return maps.error();
        }
        extras.maps = std::move(*maps);
    }
    if (has_part(plan, Kind::grid)) {
        Result<std::vector<GridView>> grids = problem_grids(office, plan.survey, numbers);
        if (!grids) {
            return grids.error();
        }
        extras.grids = std::move(*grids);
    }
    return {};
}

Result<std::vector<BookTable>> weekly_tables(Office& office,
                                             const OpenBooks& books,
                                             base::Moment now,
                                             base::RandomSource& random) {
    const base::Day today = std::chrono::floor<std::chrono::days>(now);
    BookTable surveys{"Answers",
                      "No answers have come yet.",
                      {"Survey", "In all", "At engagements of the last 7 days"},
                      {}};
    BookTable events{
        "Engagements of the last 7 days", "There were none.", {"Day", "Event", "Answers"}, {}};
    const std::vector<Engagement> engagements = engagements_on_shelf(office.store());
    std::map<std::string, std::uint64_t> at_all;
    for (const SurveyCount& survey : count_responses(office.store())) {
        if (survey.responses == 0) {
            continue;
        }
        const auto answers = answers_by_engagement(office, survey.id, today);
        if (!answers) {
            return answers.error();
        }
        std::uint64_t fresh = 0;
        for (const Engagement& engagement : engagements) {
            const auto here = answers->find(engagement.id.hex());
            if (here != answers->end()) {
                at_all[here->first] += here->second;
                fresh +=
                    engagement.day > today - a_week && engagement.day <= today ? here->second : 0;
            }
        }
        surveys.rows.push_back(
            {survey.id, grouped_digits(survey.responses), grouped_digits(fresh)});
    }
    BookTable ahead{"Engagements ahead", "None are published.", {"Day", "Event"}, {}};
    for (const Engagement& engagement : engagements) {
        if (engagement.day > today) {
            ahead.rows.push_back({long_date(engagement.day), english(engagement.title)});
        } else if (engagement.day > today - a_week) {
            events.rows.push_back({long_date(engagement.day),
                                   english(engagement.title),
                                   grouped_digits(at_all[engagement.id.hex()])});
        }
    }
    std::vector<BookTable> all{std::move(surveys),
                               std::move(events),
                               std::move(ahead),
                               waiting_table(office.store(), random),
                               kiosk_table(office)};
    for (BookTable& table : case_tables(books, {}, summary::Audience::internal)) {
        all.push_back(std::move(table));
    }
    for (BookTable& table : attendance_tables(books, summary::Audience::internal)) {
        all.push_back(std::move(table));
    }
    return all;
}

}  // namespace harmony::admin
