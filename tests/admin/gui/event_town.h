#pragma once

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "admin/casework_town.h"
#include "admin/gui/office_window.h"

namespace harmony::tests {

/// A town with one event of today, from 13:00 to 15:00 on the clock there, with four spaces.
struct EventTown : CaseTown {
    EventTown() {
        write("stall.toml",
              "kind = \"stall\"\nstatus = \"published\"\ntitle = \"Street stall\"\n"
              "summary = \"For everybody.\"\norganiser = \"Example Council\"\n"
              "start_local = 2026-03-30T13:00:00\nduration_min = 120\n"
              "rrule = \"FREQ=WEEKLY;BYDAY=MO;COUNT=3\"\n"
              "sign_up = \"optional\"\nspaces = 4\nareas = [\"newtown\"]\n");
        series = read_json({"event", "add", "--json", "--file", text_path("stall.toml")})["series"];
        id = read_json({"event", "expand", series, "--json"})["dates"][0]["id"];
        date = *events::OccurrenceId::from_hex(id);
    }

    /// Does what the window would, on the command line.
    void does(const admin::gui::Order& order) {
        const int exit = run(order.words);
        INFO(terminal.complaints);
        REQUIRE(exit == 0);
    }

    json counts() {
        const json dates = read_json({"event", "signups", "--json"})["dates"];
        return dates.empty() ? json::object() : dates[0];
    }

    /// What the office's books say of who looked.
    std::vector<db::Decision> looks() { return office()->store().decisions(); }

    std::string series;
    std::string id;
};

}  // namespace harmony::tests
