#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "admin/cli/passphrase.h"
#include "admin/gui/host.h"
#include "admin/gui/window_script.h"
#include "admin/shipped_assets.h"
#include "admin/town.h"

namespace harmony::tests {

/// What views read from: a town's office, open.
class TownReader {
public:
    explicit TownReader(Town& town)
        : resources_{town.clock, town.random, town.files, town.terminal, log_},
          passphrase_(town.files, town.terminal, town.path("passphrase")),
          desk_{resources_, town.path("office"), passphrase_},
          facts_(open(desk_)),
          reader_{desk_, facts_} {}

    [[nodiscard]] admin::gui::Reader& operator*() { return reader_; }

private:
    static admin::FactDesk open(admin::Desk& desk) {
        auto facts = admin::FactDesk::open(desk);
        base::promise(facts.ok(), facts.ok() ? "" : facts.error().message.c_str());
        return std::move(*facts);
    }

    base::SilentLog log_;
    admin::Resources resources_;
    admin::PassphraseSource passphrase_;
    admin::Desk desk_;
    admin::FactDesk facts_;
    admin::gui::Reader reader_;
};

/// The window on a town's office, driven by the ids of its widgets.
class TownWindow {
public:
    explicit TownWindow(Town& town, int width_px = 1280, int height_px = 800)
        : resources_{town.clock, town.random, town.files, town.terminal, log_} {
        auto opened = admin::gui::WindowDriver::open(
            {{resources_, town.path("office"), town.path("passphrase"), {}, {}},
             admin::shipped_assets(),
             true,
             {}},
            width_px,
            height_px);
        base::promise(opened.ok(), opened.ok() ? "" : opened.error().message.c_str());
        window_ = std::move(*opened);
    }

    admin::gui::WindowDriver* operator->() { return window_.get(); }

    /// Presses a widget. REQUIRES: it can be pressed.
    void tap(std::string_view id) {
        const auto tapped = window_->tap(id);
        INFO(id);
        REQUIRE((tapped.ok() ? std::string() : tapped.error().message) == "");
    }

    void type(std::string_view id, std::string_view text) {
        const auto typed = window_->type(id, text);
        INFO(id);
        REQUIRE((typed.ok() ? std::string() : typed.error().message) == "");
    }

    void choose(std::string_view id, std::string_view option) {
        const auto chosen = window_->choose(id, option);
        INFO(id);
        REQUIRE((chosen.ok() ? std::string() : chosen.error().message) == "");
    }

    [[nodiscard]] bool has(std::string_view id) const { return window_->get(id) != nullptr; }
    /// Name of a widget; empty when it is not there.
    [[nodiscard]] std::string said(std::string_view id) const { return window_->said(id); }
    [[nodiscard]] bool shows(std::string_view words) const { return window_->tree().shows(words); }

    /// For whoever wants to see it: where HARMONY_PICTURES names a folder, light and dark.
    void picture(const std::string& name) {
        const char* const folder = std::getenv("HARMONY_PICTURES");
        if (folder == nullptr) {
            return;
        }
        const std::filesystem::path to(folder);
        CHECK(window_->picture(to / (name + ".png")).ok());
        window_->command("d");
        CHECK(window_->picture(to / (name + "-dark.png")).ok());
        window_->command("d");
    }

private:
    base::SilentLog log_;
    admin::Resources resources_;
    std::unique_ptr<admin::gui::WindowDriver> window_;
};

}  // namespace harmony::tests
