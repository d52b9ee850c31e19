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
            if (shown->share->worth.used > 0) {
                const summary::Worth& worth = shown->share->worth;
                object["worth"] = {{"used", worth.used}, {"kish", worth.kish}};
                if (worth.design > 0) {
                    object["worth"]["design"] = worth.design;
                }
            }
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
    if (row.ends) {
        object["top"] = cell_json(row.ends->top);
        object["bottom"] = cell_json(row.ends->bottom);
        if (row.ends->net) {
            object["net"] = {{"points", row.ends->net->points},
                             {"low", row.ends->net->low},
                             {"high", row.ends->net->high}};
        }
    }
    return object;
}

std::string_view direction_word(summary::Direction direction) {
    switch (direction) {
        case summary::Direction::went_up: return "up";
        case summary::Direction::went_down: return "down";
        case summary::Direction::no_clear_change: return "no_clear_change";
        case summary::Direction::too_few: break;
    }
    return "too_few";
}

json change_json(const summary::PublishedTable& table, const summary::PublishedChange& change) {
    json object{{"from", change.from},
                {"to", change.to},
                {"of", change.choice ? table.question.choices[*change.choice].name : "top"},
                {"direction", direction_word(change.direction)}};
    if (change.direction != summary::Direction::too_few) {
        object["points"] = change.points;
        object["low"] = change.low;
        object["high"] = change.high;
        object["could_have_seen"] = change.could_have_seen;
    }
    return object;
}

json weighting_json(const summary::Weighting& weighting) {
    json margins = json::array();
    for (const summary::MarginLine& line : weighting.lines) {
        json object{{"question", line.question},
                    {"level", line.level.empty() ? json() : json(line.level)},
                    {"target", line.target},
                    {"after", line.after}};
        if (line.before) {
            object["before"] = *line.before;
        }
        margins.push_back(std::move(object));
    }
    json object{{"name", weighting.name},
                {"source", weighting.source},
                {"applied", weighting.applied()},
                {"margins", margins}};
    if (!weighting.applied()) {
        object["refusal"] = weighting.refusal;
    }
    return object;
}

json waves_json(const std::vector<summary::Wave>& waves) {
    json list = json::array();
    for (const summary::Wave& wave : waves) {
        list.push_back({{"id", wave.id},
                        {"name", wave.name},
                        {"first", base::to_iso(wave.first)},
                        {"last", base::to_iso(wave.last)},
                        {"closed", wave.closed}});
    }
    return list;
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
    if (!table.changes.empty()) {
        json changes = json::array();
        for (const summary::PublishedChange& change : table.changes) {
            changes.push_back(change_json(table, change));
        }
        object["changes"] = changes;
    }
    if (!table.top.empty()) {
        const auto names = [&](const std::vector<std::size_t>& choices) {
            json list = json::array();
            for (const std::size_t choice : choices) {
                list.push_back(table.question.choices[choice].name);
            }
            return list;
        };
        object["top"] = names(table.top);
        object["bottom"] = names(table.bottom);
    }
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
    json object{{"harmony", "harmony-report/1"},
                {"survey", survey},
                {"audience", audience_word(provenance.policy.audience())},
                {"responses", provenance.fieldwork.responses},
                {"events", provenance.fieldwork.events},
                {"places", provenance.fieldwork.places},
                {"first", base::to_iso(provenance.fieldwork.first)},
                {"last", base::to_iso(provenance.fieldwork.last)},
                {"hidden_cells", provenance.hidden_cells},
                {"withheld_tables", provenance.withheld_tables},
                {"waves", waves_json(provenance.fieldwork.waves)},
                {"tables", tables}};
    if (provenance.fieldwork.weighting) {
        object["weighting"] = weighting_json(*provenance.fieldwork.weighting);
    }
    if (!provenance.fieldwork.filter.empty()) {
        object["where"] = provenance.fieldwork.filter;
    }
    return object;
}

}  // namespace harmony::admin
