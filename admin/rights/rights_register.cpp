#include "admin/rights/rights_register.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "admin/cases/case_words.h"
#include "events/due.h"

namespace harmony::admin {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

constexpr std::string_view register_name = "rights_register";

json row_json(const RightsRow& row) {
    return {{"number", row.number},
            {"kind", rights_kind_names.at(static_cast<std::size_t>(row.kind))},
            {"received", base::to_iso(row.received)},
            {"due", base::to_iso(row.due)},
            {"identity", row.identity},
            {"steps", row.steps},
            {"closed", row.closed ? base::to_iso(*row.closed) : ""},
            {"outcome", row.outcome}};
}

RightsRow read_row(const json& object) {
    RightsRow row;
    row.number = object.at("number").get<int>();
    const auto kind = named<RightsKind>(
        object.at("kind").get<std::string>(), rights_kind_names, "kind of request", 0);
    row.kind = kind ? *kind : RightsKind::access;
    row.received =
        base::day_from_iso(object.at("received").get<std::string>()).value_or(base::Day{});
    row.due = base::day_from_iso(object.at("due").get<std::string>()).value_or(base::Day{});
    row.identity = object.at("identity").get<std::string>();
    row.steps = object.at("steps").get<std::vector<std::string>>();
    row.closed = base::day_from_iso(object.at("closed").get<std::string>());
    row.outcome = object.at("outcome").get<std::string>();
    return row;
}

}  // namespace

Result<RightsRegister> RightsRegister::open(db::OfficeStore& store) {
    RightsRegister made(store);
    const auto bytes = store.value(register_name);
    if (!bytes) {
        return made;
    }
    const json whole = json::parse(base::as_text(*bytes), nullptr, false);
    if (!whole.is_object() || !whole.contains("rows") || !whole["rows"].is_array()) {
        return Error{ErrorKind::unreadable, "the register of rights requests is damaged"};
    }
    made.last_ = whole.value("last", 0);
    for (const json& object : whole["rows"]) {
        made.rows_.push_back(read_row(object));
    }
    return made;
}

Result<RightsRow> RightsRegister::add(RightsKind kind,
                                      base::Day received,
                                      std::string identity,
                                      const events::Holidays& holidays) {
    RightsRow row;
    row.number = ++last_;
    row.kind = kind;
    row.received = received;
    row.due = events::access_request_due(received, holidays);
    row.identity = std::move(identity);
    rows_.push_back(row);
    const Result<void> saved = save();
    return saved ? Result<RightsRow>(row) : saved.error();
}

Result<RightsRow*> RightsRegister::open_row(int number) {
    const auto found = std::find_if(
        rows_.begin(), rows_.end(), [&](const RightsRow& row) { return row.number == number; });
    if (found == rows_.end()) {
        return Error{ErrorKind::absent,
                     fmt::format("there is no R{}. `person requests` lists them", number)};
    }
    if (found->closed) {
        return Error{ErrorKind::refused, fmt::format("R{} is closed", number)};
    }
    return &*found;
}

Result<void> RightsRegister::step(int number, std::string what) {
    const Result<RightsRow*> row = open_row(number);
    if (!row) {
        return row.error();
    }
    (*row)->steps.push_back(std::move(what));
    return save();
}

Result<void> RightsRegister::close(int number, base::Day today, std::string outcome) {
    const Result<RightsRow*> row = open_row(number);
    if (!row) {
        return row.error();
    }
    (*row)->closed = today;
    (*row)->outcome = std::move(outcome);
    return save();
}

Result<std::size_t> RightsRegister::drop_closed_before(base::Day kept_from) {
    const std::size_t dropped = std::erase_if(
        rows_, [&](const RightsRow& row) { return row.closed && *row.closed < kept_from; });
    const Result<void> saved = dropped == 0 ? Result<void>() : save();
    return saved ? Result<std::size_t>(dropped) : saved.error();
}

Result<void> RightsRegister::save() {
    json rows = json::array();
    std::transform(rows_.begin(), rows_.end(), std::back_inserter(rows), row_json);
    return store_.set_value(register_name,
                            base::as_bytes(json{{"last", last_}, {"rows", rows}}.dump()));
}

}  // namespace harmony::admin
