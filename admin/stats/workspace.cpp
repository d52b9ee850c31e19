#include "admin/stats/workspace.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace harmony::admin::stats {
namespace {

constexpr std::uint32_t no_group = std::numeric_limits<std::uint32_t>::max();

/// "ward = 'W1'", "ward = 'W1', sex = 'Female'"
std::string text_of_key(const Json& key) {
    std::string text;
    for (const auto& [column, value] : key.items()) {
        text +=
            fmt::format("{}{} = '{}'", text.empty() ? "" : ", ", column, value.get<std::string>());
    }
    return text;
}

Json with_key(const Json& key, const Json& keys) {
    Json result = Json::object();
    result["key"] = key;
    for (const auto& [name, value] : keys.items()) {
        result[name] = value;
    }
    return result;
}

}  // namespace

void Workspace::put_column(const std::string& name, NumberColumn column) {
    frame_.put(name, std::move(column));
    designs_.clear();
}

const summary::Design& Workspace::design(const DesignNames& names) {
    std::unique_ptr<summary::Design>& design = designs_[names];
    if (design == nullptr) {
        summary::DesignColumns columns;
        columns.units = frame_.rows();
        if (names.weight) {
            columns.weight = frame_.number(*names.weight);
        }
        if (names.psu) {
            columns.psu = frame_.text(*names.psu).codes;
        }
        if (names.stratum) {
            columns.stratum = frame_.text(*names.stratum).codes;
        }
        design = std::make_unique<summary::Design>(summary::make_design(columns));
    }
    return *design;
}

void Workspace::put_weighting(const std::string& id, std::vector<summary::WeightedGroup> groups) {
    weightings_[id] = std::move(groups);
}

const std::vector<summary::WeightedGroup>& Workspace::weighting(const std::string& id) const {
    return weightings_.at(id);
}

std::vector<std::uint8_t> Workspace::rows_of(const Common& common) const {
    return common.where ? rows_meeting(*common.where, frame_)
                        : std::vector<std::uint8_t>(frame_.rows(), 1);
}

std::vector<Group> groups_of(const std::vector<std::string>& by,
                             std::span<const std::uint8_t> marks,
                             const Frame& frame) {
    std::vector<Group> groups(1);
    for (std::size_t row = 0; row < marks.size(); ++row) {
        if (marks[row] != 0) {
            groups.front().rows.push_back(static_cast<std::uint32_t>(row));
        }
    }
    for (const std::string& name : by) {
        const TextColumn& column = frame.text(name);
        std::vector<Group> finer;
        for (const Group& group : groups) {
            std::vector<Rows> parts(column.names.size());
            for (const std::uint32_t row : group.rows) {
                if (column.codes[row] != missing_code) {
                    parts[column.codes[row]].push_back(row);
                }
            }
            for (std::size_t code = 0; code < parts.size(); ++code) {
                if (!parts[code].empty()) {
                    Json key = group.key;
                    key[name] = column.names[code];
                    finer.push_back({std::move(key), std::move(parts[code])});
                }
            }
        }
        groups = std::move(finer);
    }
    return groups;
}

std::vector<std::string> read_by(const SpecObject& spec) {
    if (!spec.has("by")) {
        return {};
    }
    if (!spec.json().at("by").is_array()) {
        return {spec.column("by", Use::text)};
    }
    std::vector<std::string> columns = spec.columns("by", Use::text);
    if (columns.empty() || columns.size() > 2 || columns.front() == columns.back()) {
        if (columns.size() != 1) {
            spec.must_be("by", "a column or two different columns");
        }
    }
    return columns;
}

Outcome for_groups(const std::vector<std::string>& by,
                   std::span<const std::uint8_t> marks,
                   const Frame& frame,
                   const std::function<Outcome(const Rows&)>& one) {
    const std::vector<Group> groups = groups_of(by, marks, frame);
    if (by.empty()) {
        return one(groups.front().rows);
    }
    if (groups.empty()) {
        return one({});
    }
    Answer all;
    Json& list = all.keys["groups"] = Json::array();
    for (const Group& group : groups) {
        const Outcome outcome = one(group.rows);
        const std::string where = text_of_key(group.key);
        if (const auto* const refusal = std::get_if<Refusal>(&outcome)) {
            if (refusal->code != "empty_base") {
                return outcome;
            }
            list.push_back({{"key", group.key}, {"n", 0}});
            all.warnings.push_back(fmt::format("{}: {}", where, refusal->text));
            continue;
        }
        const Answer& answer = *std::get_if<Answer>(&outcome);
        list.push_back(with_key(group.key, answer.keys));
        for (const std::string& warning : answer.warnings) {
            all.warnings.push_back(fmt::format("{}: {}", where, warning));
        }
    }
    return all;
}

Rows rows_in(const summary::Design& design, const Rows& rows) {
    Rows result;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(result), [&](std::uint32_t row) {
        return design.weight[row] > 0;
    });
    return result;
}

std::vector<std::string> warnings_of(const summary::Domain& domain) {
    return warnings_of(domain.fallback(), domain.few(), domain.slots().size());
}

std::vector<std::string> warnings_of(summary::Fallback fallback, bool few, std::size_t psus) {
    if (fallback != summary::Fallback::none) {
        return {
            "Only one engagement in this wave: the range does not know how answers differ "
            "between engagements"};
    }
    if (few) {
        return {fmt::format("From {} engagements only: the range is rough", psus)};
    }
    return {};
}

Json json_fallback(summary::Fallback fallback) {
    switch (fallback) {
        case summary::Fallback::none: return nullptr;
        case summary::Fallback::lonely_psu: return "lonely_psu";
        case summary::Fallback::one_psu: return "one_psu";
        case summary::Fallback::no_design: return "no_design";
    }
    return nullptr;
}

Json json_interval(const std::optional<summary::Interval>& interval) {
    if (!interval || !std::isfinite(interval->low) || !std::isfinite(interval->high)) {
        return nullptr;
    }
    return Json::array({interval->low, interval->high});
}

Refusal empty_base(const std::string& id) {
    return {"empty_base", fmt::format("No answers to work with in '{}'.", id)};
}

}  // namespace harmony::admin::stats
