#include "kiosk/script/resident.h"

#include <fmt/format.h>

// How a resident finds the way from page to page.
namespace harmony::kiosk {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr int most_turns = 600;  // a survey of 50 pages, with every detour

Error lost(std::string_view screen, std::string_view what) {
    return {ErrorKind::refused, fmt::format("on {}: {}", screen, what)};
}

}  // namespace

Resident::Resident(Stage& stage,
                   const ResidentPlan& plan,
                   std::function<void()> thanked,
                   std::function<void(std::string_view)> sees)
    : stage_(stage),
      driver_(stage.driver()),
      plan_(plan),
      thanked_(std::move(thanked)),
      sees_(std::move(sees)),
      random_(plan.seed) {}

bool Resident::now_and_then(unsigned percent) {
    return random_.below(100) < percent;
}

bool Resident::shows(std::string_view id) const {
    return driver_.get(id) != nullptr;
}

std::vector<std::string> Resident::shown(std::string_view prefix) const {
    std::vector<std::string> ids;
    for (const ui::sem::Node& node : driver_.tree().nodes()) {
        if (node.id.starts_with(prefix) && node.enabled()) {
            ids.push_back(node.id);
        }
    }
    return ids;
}

Result<void> Resident::walk() {
    driver_.step();
    if (driver_.screen() != "attract") {
        return lost(driver_.screen(), "a resident begins at the attract page");
    }
    if (Result<void> touched = driver_.tap("attract.touch"); !touched) {
        return touched;
    }
    while (!finished_) {
        if (++turns_ > most_turns) {
            return lost(driver_.screen(), "this resident does not come to an end");
        }
        if (Result<void> turned = turn(); !turned) {
            return turned.error().while_doing(std::string(driver_.screen()));
        }
        driver_.step();
    }
    return {};
}

Result<void> Resident::turn() {
    const std::string screen(driver_.screen());
    if (sees_) {
        sees_(screen);
    }
    if (screen == "language") {
        return pick("language." + plan_.language);
    }
    if (screen == "home") {
        return pick("home.survey");
    }
    if (screen == "survey_pick") {
        return pick(plan_.survey.empty() ? shown("survey.").front() : "survey." + plan_.survey);
    }
    if (screen == "age_gate") {
        return pick("age.yes");
    }
    if (screen == "privacy") {
        return shows("page.more") && now_and_then(30) ? driver_.tap("page.more")
                                                      : driver_.tap("privacy.start");
    }
    if (screen.starts_with("q.")) {
        return answer();
    }
    if (screen == "check") {
        return look_over();
    }
    if (screen == "equality_intro") {
        return driver_.tap(plan_.equality == EqualityAnswers::no ? "equality.no" : "equality.yes");
    }
    if (screen == "leave_task") {  // went back from the first question
        return driver_.tap("leave_task.no");
    }
    if (screen == "saving") {
        driver_.wait(std::chrono::milliseconds{50});
        return {};
    }
    return screen == "thanks" ? thank() : lost(screen, "no resident knows what to do here");
}

/// Touches a tile, on whichever page of tiles it is.
Result<void> Resident::pick(const std::string& id) {
    return shows(id) || !shows("page.more") ? driver_.tap(id) : driver_.tap("page.more");
}

Result<void> Resident::thank() {
    thanked_();
    finished_ = true;
    return driver_.tap("thanks.finish");
}

Result<void> Resident::go_on() {
    if (backs_ < 3 && now_and_then(4) && shows("nav.back")) {
        ++backs_;
        return driver_.tap("nav.back");
    }
    return driver_.tap("nav.continue");
}

Result<void> Resident::look_over() {
    if (shows("page.more") && now_and_then(70)) {
        return driver_.tap("page.more");
    }
    const std::vector<std::string> rows = shown("check.change.");
    if (changes_ == 0 && !rows.empty() && now_and_then(15)) {
        ++changes_;
        return driver_.tap(rows[random_.below(rows.size())]);
    }
    return driver_.tap("check.send");
}

}  // namespace harmony::kiosk
