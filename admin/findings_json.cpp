#include "admin/findings_json.h"

#include <nlohmann/json.hpp>

#include "admin/findings.h"

namespace harmony::admin {

using nlohmann::json;

namespace {

std::string_view reason_word(summary::Because because) {
    switch (because) {
        case summary::Because::people: return "people";
        case summary::Because::base: return "base";
        case summary::Because::withheld: return "withheld";
    }
    return "withheld";
}

json cell_json(const summary::Cell& cell) {
    if (const auto* shown = std::get_if<summary::Shown>(&cell)) {
        json object{{"shown", shown->count}};
        if (shown->share) {
            object["percent"] = shown->share->percent;
            object["low"] = shown->share->low;
            object["high"] = shown->share->high;
        }
        return object;
    }
    if (const auto* hidden = std::get_if<summary::Hidden>(&cell)) {
        return {{"hidden", reason_word(hidden->because)}};
    }
    return {{"too_few", true}};
}

json mean_json(const summary::Mean& mean) {
    return {{"value", static_cast<double>(mean.tenths) / 10},
            {"low", static_cast<double>(mean.low) / 10},
            {"high", static_cast<double>(mean.high) / 10}};
}

json places_json(const summary::PublishedPlaces& places) {
    json cells = json::array();
    for (const summary::Cell& cell : places.places) {
        cells.push_back(cell_json(cell));
    }
    json object{{"places", cells}, {"first_two", cell_json(places.first_two)}};
    if (places.place) {
        object["mean_place"] = mean_json(*places.place);
    }
    return object;
}

json row_json(const summary::PublishedTable& table, const summary::PublishedRow& row) {
    json choices = json::object();
    json ranking = json::object();
    for (std::size_t at = 0; at < row.choices.size(); ++at) {
        choices[table.question.choices[at].name] = cell_json(row.choices[at]);
    }
    for (std::size_t at = 0; at < row.places.size(); ++at) {
        ranking[table.question.choices[at].name] = places_json(row.places[at]);
    }
    json object{{"key", row.key}, {"answered", cell_json(row.answered)}, {"choices", choices}};
    if (row.mean) {
        object["mean"] = mean_json(*row.mean);
    }
    if (!row.places.empty()) {
        object["ranking"] = ranking;
    }
    return object;
}

json table_json(const summary::PublishedTable& table) {
    json rows = json::array();
    for (const summary::PublishedRow& row : table.rows) {
        rows.push_back(row_json(table, row));
    }
    json object{{"question", table.question.name},
                {"by", table.grouping},
                {"withheld", table.withheld},
                {"rows", rows}};
    if (table.no_answer) {
        object["no_answer"] = {{"dont_know", cell_json(table.no_answer->dont_know)},
                               {"prefer_not", cell_json(table.no_answer->prefer_not)},
                               {"skipped", cell_json(table.no_answer->skipped)},
                               {"not_asked", cell_json(table.no_answer->not_asked)}};
    }
    return object;
}

}  // namespace

json findings_json(const std::string& survey, const summary::Publishable& numbers) {
    const summary::Provenance& provenance = numbers.provenance();
    json tables = json::array();
    for (const summary::PublishedTable& table : numbers.tables()) {
        tables.push_back(table_json(table));
    }
    return {{"harmony", "harmony-report/1"},
            {"survey", survey},
            {"audience", audience_word(provenance.policy.audience())},
            {"responses", provenance.fieldwork.responses},
            {"events", provenance.fieldwork.events},
            {"places", provenance.fieldwork.places},
            {"first", base::to_iso(provenance.fieldwork.first)},
            {"last", base::to_iso(provenance.fieldwork.last)},
            {"hidden_cells", provenance.hidden_cells},
            {"withheld_tables", provenance.withheld_tables},
            {"tables", tables}};
}

}  // namespace harmony::admin
