#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "admin/casework_town.h"
#include "admin/gui/host.h"
#include "admin/gui/window_script.h"
#include "base/log.h"

namespace harmony::tests {

/// What the window's reading thread has: an office that is open.
class OfficeReader {
public:
    explicit OfficeReader(Town& town)
        : resources_{town.clock, town.random, town.files, terminal_, log_},
          passphrase_(town.files, terminal_, town.path("passphrase")),
          desk_{resources_, town.path("office"), passphrase_},
          facts_(opened(desk_)),
          reader_{desk_, facts_} {}
    OfficeReader(const OfficeReader&) = delete;
    OfficeReader& operator=(const OfficeReader&) = delete;
    ~OfficeReader() = default;

    admin::gui::Reader& operator*() { return reader_; }

private:
    static admin::FactDesk opened(admin::Desk& desk) {
        auto facts = admin::FactDesk::open(desk);
        base::promise(facts.ok(), "the office does not open");
        return std::move(*facts);
    }

    FakeTerminal terminal_;
    base::SilentLog log_;
    admin::Resources resources_;
    admin::PassphraseSource passphrase_;
    admin::Desk desk_;
    admin::FactDesk facts_;
    admin::gui::Reader reader_;
};

/// The window on a town's office, with hands and without a display.
class WindowOnTown {
public:
    explicit WindowOnTown(Town& town, int width = 1280, int height = 800)
        : resources_{town.clock, town.random, town.files, town.terminal, log_} {
        admin::gui::Shell::Options options{
            {resources_, town.path("office"), town.path("passphrase"), {}, {}},
            std::filesystem::path(HARMONY_SOURCE_DIR) / "assets",
            true,
            {}};
        auto opened = admin::gui::WindowDriver::open(std::move(options), width, height);
        base::promise(opened.ok(), "the window does not open");
        window_ = std::move(*opened);
    }

    void tap(std::string_view id) {
        const auto done = window_->tap(id);
        INFO("tap " << id << ": " << (done ? "" : done.error().message));
        REQUIRE(done.ok());
    }
    void type(std::string_view id, std::string_view text) {
        const auto done = window_->type(id, text);
        INFO("type " << id << ": " << (done ? "" : done.error().message));
        REQUIRE(done.ok());
    }
    void choose(std::string_view id, std::string_view option) {
        const auto done = window_->choose(id, option);
        INFO("choose " << id << ": " << (done ? "" : done.error().message));
        REQUIRE(done.ok());
    }

    [[nodiscard]] bool shows(std::string_view words) const { return window_->tree().shows(words); }
    [[nodiscard]] bool has(std::string_view id) const { return window_->get(id) != nullptr; }
    [[nodiscard]] std::string said(std::string_view id) const { return window_->said(id); }
    admin::gui::WindowDriver* operator->() { return window_.get(); }

private:
    base::SilentLog log_;
    admin::Resources resources_;
    std::unique_ptr<admin::gui::WindowDriver> window_;
};

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
