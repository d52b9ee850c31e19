#include "admin/report/you_said_page.h"

#include <fmt/format.h>

#include <algorithm>

#include "admin/report/document_maker.h"
#include "admin/report/document_parts.h"
#include "admin/report/html_report.h"
#include "admin/report/words.h"

namespace harmony::admin {
namespace {

TableRow line(std::string name, std::string_view words) {
    TableRow row{{words_cell(std::move(name)), words_cell(std::string(words))}};
    row.cells[1].answer = true;
    return row;
}

std::string who_said(const YouSaidItem& item) {
    return item.people >= fewest_people_said
               ? fmt::format("{} people said",
                             grouped_digits(static_cast<std::uint64_t>(item.people)))
               : "You said";
}

Section section_of(const YouSaidItem& item, std::size_t number) {
    const events::YouSaid& shown = item.shown;
    const bool did = item.result == YouSaidResult::did;
    const auto english = [](const events::LocalText& text) {
        return events::in_language(text, "en");
    };
    TableBlock table{"", std::string(english(shown.theme)), {{}, {}}, {}};
    table.sheet = english(shown.theme);
    table.rows.push_back(line(who_said(item), english(shown.said)));
    table.rows.push_back(line(did ? "We did" : "We could not", english(shown.did)));
    if (!shown.next.empty()) {
        table.rows.push_back(line("What comes next", english(shown.next)));
    }
    std::string by = long_date(shown.day);
    by += shown.area.empty() ? "" : ", " + shown.area;
    by += item.organisation.empty() ? "" : ", " + item.organisation;
    return {3,
            fmt::format("item-{}", number),
            "",
            std::string(english(shown.theme)),
            {ParagraphBlock{by, ParagraphBlock::Look::base}, std::move(table)},
            Section::Frame::card};
}

int percent(int part, int all) {
    return (200 * part + all) / (2 * all);
}

Section shares_of(const LittleThings& things) {
    TableBlock table{"", "What became of them", {{"What"}, {"Share", true}}, {}};
    table.sheet = "Little things";
    for (const auto& [what, part] : {std::pair{"Done", things.done},
                                     std::pair{"Not possible", things.not_possible},
                                     std::pair{"Still open", things.open}}) {
        table.rows.push_back(line(what, fmt::format("{} %", percent(part, things.all()))));
        table.rows.back().cells[1].look = TableCell::Look::share;
    }
    return {2,
            "little-things",
            "",
            "Little things of the last 12 months",
            {std::move(table)},
            Section::Frame::card};
}

}  // namespace

LittleThings little_things(const events::State& state, base::Day today) {
    LittleThings things;
    for (const events::CaseRecord& record : state.cases) {
        const bool counts = record.opened_on > today - std::chrono::days{365} &&
                            record.state != events::CaseState::duplicate &&
                            record.state != events::CaseState::withdrawn;
        if (!counts) {
            continue;
        }
        const bool not_possible = record.result == events::CaseState::cannot_do;
        things.not_possible += not_possible ? 1 : 0;
        things.done += record.result && !not_possible ? 1 : 0;
        things.open += record.result ? 0 : 1;
    }
    return things;
}

std::vector<YouSaidItem> items_shown(const YouSaidBook& book, base::Day today) {
    std::vector<YouSaidItem> items;
    std::copy_if(book.all().begin(),
                 book.all().end(),
                 std::back_inserter(items),
                 [&](const YouSaidItem& item) { return is_shown(item, today); });
    std::stable_sort(items.begin(), items.end(), [](const auto& a, const auto& b) {
        return a.shown.day > b.shown.day;
    });
    return items;
}

Document you_said_document(std::span<const YouSaidItem> items,
                           const LittleThings& things,
                           const std::string& organisation,
                           base::Day today) {
    DocumentHead head;
    head.title = "You said, we did";
    head.organisation = organisation;
    head.about = "As of " + long_date(today);
    head.foot = "People chose to tell us. They are not everyone who lives here.";
    head.made = today;
    std::vector<Section> sections;
    for (const YouSaidItem& item : items) {
        sections.push_back(section_of(item, sections.size() + 1));
    }
    if (items.empty()) {
        sections.push_back({2,
                            "nothing",
                            "",
                            "Nothing is shown at the moment",
                            {ParagraphBlock{"Come back soon."}}});
    } else {
        sections.insert(sections.begin(), {2, "items", "", "What you said, and what was done", {}});
    }
    if (things.all() >= fewest_for_shares) {
        sections.push_back(shares_of(things));
    }
    return DocumentMaker::make(std::move(head), std::move(sections));
}

std::string render_you_said(std::span<const YouSaidItem> items,
                            const LittleThings& things,
                            const std::string& organisation,
                            base::Day today) {
    return draw_html(you_said_document(items, things, organisation, today));
}

}  // namespace harmony::admin
