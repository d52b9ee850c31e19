#include "kiosk/content_walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ostream>

#include "kiosk/script/answering.h"

namespace harmony::kiosk {
namespace {

constexpr int most_pages = 40;
constexpr int most_steps = 400;
constexpr std::chrono::seconds slide{8};

}  // namespace

ContentWalk::ContentWalk(Stage& stage, ui::Look look, std::string place)
    : stage_(stage), look_(std::move(look)), place_(std::move(place)) {}

bool ContentWalk::there(std::string_view id) const {
    const ui::sem::Node* node = stage_.driver().get(id);
    return node != nullptr && node->enabled();
}

bool ContentWalk::press(const std::string& id) {
    return tap_somewhere(stage_.driver(), id).ok();
}

void ContentWalk::say(std::string_view fault) {
    std::string line = fmt::format("{} {}: {}", place_, stage_.driver().screen(), fault);
    if (said_.insert(line).second) {
        faults_.push_back(std::move(line));
    }
}

void ContentWalk::look() {
    stage_.driver().step();
    looked_.add(stage_.driver().tree());
    for (const std::string& fault : page_faults(stage_.driver().tree(), stage_.toolkit().panel())) {
        say(fault);
    }
}

/// The page, and those that "More" leads to.
void ContentWalk::look_at_pages() {
    look();
    for (int page = 0; page < most_pages && there("page.more"); ++page) {
        if (!stage_.driver().tap("page.more").ok()) {
            return;
        }
        look();
    }
}

std::vector<std::string> ContentWalk::things(std::string_view beginning) const {
    std::vector<std::string> found;
    for (const ui::sem::Node& node : stage_.driver().tree().nodes()) {
        if (node.id.starts_with(beginning) && node.action != ui::sem::Action::none) {
            found.push_back(node.id);
        }
    }
    return found;
}

std::vector<std::string> ContentWalk::things_on_all_pages(std::string_view beginning) {
    std::vector<std::string> found = things(beginning);
    for (int page = 0; page < most_pages && there("page.more"); ++page) {
        if (!stage_.driver().tap("page.more").ok()) {
            break;
        }
        const std::vector<std::string> more = things(beginning);
        found.insert(found.end(), more.begin(), more.end());
    }
    return found;
}

/// From wherever it is: a new session at the home page, in the look.
bool ContentWalk::begin_session() {
    ui::Driver& driver = stage_.driver();
    driver.step();
    if (there("bar.leave")) {
        static_cast<void>(driver.tap("bar.leave").ok());
    }
    for (int i = 0; i < 3 && driver.screen() != "attract"; ++i) {
        driver.wait(std::chrono::minutes{10});
    }
    if (!driver.tap("attract.touch").ok() || !press("language." + look_.language)) {
        say("the way to the home page is lost");
        return false;
    }
    ui::Look look = stage_.app().look();
    look.text = look_.text;
    stage_.app().set_look(look);
    driver.step();
    return true;
}

bool ContentWalk::open(const std::string& tile) {
    return begin_session() && press(tile);
}

void ContentWalk::walk_slides() {
    // Enough for every slide: what is not shown within these is not shown.
    for (int i = 0; i < most_pages / 2; ++i) {
        look();
        stage_.driver().wait(slide);
    }
}

/// A page of tiles, and what each of them opens.
void ContentWalk::walk_list(const std::string& tile, std::string_view beginning) {
    if (!open(tile)) {
        return;
    }
    look_at_pages();
    if (!open(tile)) {
        return;
    }
    for (const std::string& id : things_on_all_pages(beginning)) {
        if (open(tile) && press(id)) {
            look_at_pages();
        }
    }
}

/// One step of a survey; false when there is none, or the session is over.
bool ContentWalk::go_on() {
    constexpr std::array ways = {
        "age.yes", "privacy.start", "check.send", "equality.yes", "thanks.finish", "nav.continue"};
    ui::Driver& driver = stage_.driver();
    const std::string before = driver.tree().dump();
    for (const char* way : ways) {
        if (!there(way)) {
            continue;
        }
        if (!driver.tap(way).ok()) {
            return false;
        }
        if (driver.screen() == "attract") {
            return false;
        }
        if (driver.tree().dump() != before) {
            return true;
        }
    }
    // Something must be answered first.
    const std::string options = fmt::format("{}.opt.", driver.screen());
    const std::vector<std::string> choices = things(options);
    return !choices.empty() && driver.tap(choices.front()).ok() && driver.tree().dump() != before;
}

void ContentWalk::walk_survey() {
    for (int step = 0; step < most_steps; ++step) {
        look_at_pages();
        if (!go_on()) {
            break;
        }
    }
    if (stage_.driver().screen() != "attract") {
        say("the survey does not go on from here");
    }
}

void ContentWalk::walk() {
    walk_slides();
    if (!begin_session()) {
        return;
    }
    look_at_pages();
    if (!begin_session()) {
        return;
    }
    for (const std::string& tile : things_on_all_pages("home.")) {
        if (tile == "home.events") {
            walk_list(tile, "event.");
        } else if (tile == "home.you_said") {
            walk_list(tile, "you_said.");
        } else if (tile != "home.survey" && tile != "home.case") {
            if (open(tile)) {
                look_at_pages();
            }
        } else if (open(tile)) {
            const std::vector<std::string> surveys = things_on_all_pages("survey.");
            if (surveys.empty()) {
                walk_survey();
            }
            for (const std::string& survey : surveys) {
                if (open(tile) && press(survey)) {
                    walk_survey();
                }
            }
        }
    }
}

int report_content(const ContentReport& report, std::ostream& say) {
    say << fmt::format("{:<14}{:<6}{:>7}{:>10}{:>8}{:>8}\n",
                       "panel",
                       "lang",
                       "pages",
                       "controls",
                       "texts",
                       "faults");
    std::size_t faults = 0;
    for (const auto& [name, panel] : report.panels) {
        for (const std::string& language : report.languages) {
            LookedAt looked;
            std::vector<std::string> found;
            for (const ui::TextSize size : report.sizes) {
                const auto stage = report.open(panel);
                if (!stage) {
                    say << stage.error().message << std::endl;
                    return 1;
                }
                ContentWalk walk(**stage,
                                 {language, size, ui::ColourMode::standard},
                                 fmt::format("{} {} {}", name, language, ui::name_of(size)));
                walk.walk();
                looked.pages += walk.looked().pages;
                looked.controls += walk.looked().controls;
                looked.texts += walk.looked().texts;
                found.insert(found.end(), walk.faults().begin(), walk.faults().end());
            }
            say << fmt::format("{:<14}{:<6}{:>7}{:>10}{:>8}{:>8}\n",
                               name,
                               language,
                               looked.pages,
                               looked.controls,
                               looked.texts,
                               found.size());
            for (const std::string& fault : found) {
                say << "    " << fault << '\n';
            }
            say << std::flush;
            faults += found.size();
        }
    }
    say << fmt::format("{} faults", faults) << std::endl;
    return faults == 0 ? 0 : 1;
}

}  // namespace harmony::kiosk
