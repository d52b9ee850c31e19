#include "admin/cases/case_export.h"

#include <nlohmann/json.hpp>

#include "admin/cases/case_words.h"
#include "admin/export/csv.h"
#include "events/steps.h"

namespace harmony::admin {
namespace {

using nlohmann::json;

constexpr std::size_t id_letters = 8;

std::vector<std::string> columns_of(CaseWords words) {
    std::vector<std::string> names{"case",
                                   "kind",
                                   "where",
                                   "opened",
                                   "owner",
                                   "state",
                                   "changed",
                                   "due",
                                   "reports",
                                   "text_for_residents"};
    if (words == CaseWords::included) {
        names.emplace_back("reporters_words");
    }
    return names;
}

/// In the order of the columns.
std::vector<std::string> cells_of(const CaseLine& line, CaseWords words) {
    const events::CaseRecord& record = *line.record;
    std::vector<std::string> cells{record.id.hex().substr(0, id_letters),
                                   std::string(name_of(record.kind)),
                                   where_of(record),
                                   base::to_iso(record.opened_on),
                                   record.owner,
                                   std::string(events::name_of(record.state)),
                                   base::to_iso(record.changed_on),
                                   line.due ? base::to_iso(*line.due) : std::string(),
                                   std::to_string(line.reports),
                                   record.public_text};
    if (words == CaseWords::included) {
        cells.emplace_back(record.text.view());
    }
    return cells;
}

}  // namespace

std::string cases_csv(const std::vector<CaseLine>& lines, CaseWords words) {
    TextRows rows{columns_of(words)};
    for (const CaseLine& line : lines) {
        rows.push_back(cells_of(line, words));
    }
    return csv_text(rows);
}

std::string cases_json(const std::vector<CaseLine>& lines, CaseWords words, base::Day today) {
    const std::vector<std::string> names = columns_of(words);
    json list = json::array();
    for (const CaseLine& line : lines) {
        const std::vector<std::string> cells = cells_of(line, words);
        json one = json::object();
        for (std::size_t at = 0; at < names.size(); ++at) {
            one[names[at]] = cells[at];
        }
        one["reports"] = line.reports;
        list.push_back(std::move(one));
    }
    return json{{"harmony", "cases/1"}, {"as_of", base::to_iso(today)}, {"cases", list}}.dump(2) +
           '\n';
}

}  // namespace harmony::admin
