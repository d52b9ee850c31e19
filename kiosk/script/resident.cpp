#include "kiosk/script/resident.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace harmony::kiosk {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr int most_turns = 600;  // a survey of 50 pages, with every detour

/// How good the thing is that an answer says; answers of no scale are not listed.
struct Valued {
    std::string_view name;
    int value;
};
constexpr std::array scale = {
    Valued{"very_safe", 2},    Valued{"fairly_safe", 1}, Valued{"fairly_unsafe", -1},
    Valued{"very_unsafe", -2}, Valued{"very_big", -2},   Valued{"fairly_big", -1},
    Valued{"not_very_big", 1}, Valued{"safer", 2},       Valued{"same", 0},
    Valued{"less_safe", -2},   Valued{"more_safe", 2},   Valued{"no_difference", 0},
    Valued{"excellent", 2},    Valued{"good", 1},        Valued{"fair", 0},
    Valued{"poor", -1},        Valued{"very_poor", -2},  Valued{"strongly_agree", 2},
    Valued{"agree", 1},        Valued{"disagree", -1},   Valued{"strongly_disagree", -2},
    Valued{"every_time", -2},  Valued{"most_times", -1}, Valued{"sometimes", 0},
    Valued{"hardly_ever", 1},  Valued{"neither", 0},     Valued{"nowhere", 2},
    Valued{"none", 2},         Valued{"never", 1},
};

struct Said {
    std::string_view language;
    std::string_view text;
};
constexpr std::array sayings = {
    Said{"en", "the lights on our street"},
    Said{"en", "more buses late at night"},
    Said{"en", "cut the hedge by the path"},
    Said{"pl", "więcej światła przy ścieżce"},
    Said{"pl", "częstsze patrole"},
    Said{"ur", "گلی میں روشنی نہیں"},
    Said{"ur", "پارک میں صفائی"},
    Said{"ar", "مزيد من الضوء"},
    Said{"ar", "تنظيف الشارع"},
};

std::string_view last_part(std::string_view id) {
    return id.substr(id.rfind('.') + 1);
}

std::optional<int> value_of(std::string_view id) {
    for (const Valued& valued : scale) {
        if (valued.name == last_part(id)) {
            return valued.value;
        }
    }
    return std::nullopt;
}

bool does_not_say(std::string_view id) {
    const std::string_view name = last_part(id);
    return name == "dk" || name == "pns" || name == "not_sure";
}

/// How likely this answer is, against the others of the page.
unsigned weight_of(std::string_view id, Mood mood) {
    if (does_not_say(id)) {
        return 1;
    }
    const std::optional<int> value = value_of(id);
    if (!value || mood == Mood::mixed) {
        return 6;
    }
    const int lean = mood == Mood::content ? *value : -*value;
    constexpr std::array<unsigned, 5> weights = {1, 3, 6, 12, 16};
    return weights[static_cast<std::size_t>(lean + 2)];
}

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

Result<void> Resident::answer() {
    const std::string screen(driver_.screen());
    const std::string field = screen + ".field";
    if (shows("pii.keep")) {
        return driver_.tap("pii.remove");
    }
    const bool pad = !shown("key.num.").empty();
    if (shows(field)) {
        const unsigned often = pad ? 80 : 25;
        if (now_and_then(often)) {
            if (Result<void> written = write(field, pad); !written) {
                return written;
            }
        }
        return go_on();
    }
    const bool troubled = shows(screen + ".trouble");
    const std::string options = screen + ".opt.";
    const bool equality_half = plan_.equality == EqualityAnswers::some &&
                               stage_.app().answering_equality() && now_and_then(50);
    const bool skips = !troubled && (now_and_then(6) || equality_half);
    while (shows("page.more") && now_and_then(50)) {
        if (Result<void> turned = driver_.tap("page.more"); !turned) {
            return turned;
        }
    }
    const std::vector<std::string> ids = shown(options);
    if (!ids.empty() && !skips) {
        const bool many = driver_.get(ids.front())->role == ui::sem::Role::checkbox;
        if (Result<void> chosen = choose(many); !chosen) {
            return chosen;
        }
    }
    return go_on();
}

std::size_t Resident::choice_of(const std::vector<std::string>& ids) {
    unsigned whole = 0;
    for (const std::string& id : ids) {
        whole += weight_of(id, plan_.mood);
    }
    auto left = static_cast<unsigned>(random_.below(whole));
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const unsigned weight = weight_of(ids[i], plan_.mood);
        if (left < weight) {
            return i;
        }
        left -= weight;
    }
    return ids.size() - 1;
}

/// One answer, or a few; an answer that is chosen already stays (touching it would clear it).
Result<void> Resident::choose(bool many) {
    const std::vector<std::string> ids = shown(std::string(driver_.screen()) + ".opt.");
    const std::size_t wanted = many ? 1 + random_.below(3) : 1;
    for (std::size_t i = 0; i < wanted; ++i) {
        const std::string& id = ids[choice_of(ids)];
        const ui::sem::Node* node = driver_.get(id);
        if (node == nullptr || node->is(ui::sem::checked)) {
            continue;
        }
        if (Result<void> tapped = driver_.tap(id); !tapped) {
            return tapped;
        }
    }
    return {};
}

Result<void> Resident::write(const std::string& field, bool number) {
    if (!driver_.get(field)->value.empty()) {
        return {};  // back on a page that is answered
    }
    if (number) {
        return driver_.type(std::to_string(1 + random_.below(9)));
    }
    const bool own_page = shown("key.").empty();
    if (own_page) {
        if (Result<void> opened = driver_.tap(field); !opened) {
            return opened;
        }
    }
    std::vector<std::string_view> mine;
    for (const Said& said : sayings) {
        if (said.language == plan_.language) {
            mine.push_back(said.text);
        }
    }
    if (!mine.empty()) {
        if (Result<void> typed = driver_.type(mine[random_.below(mine.size())]); !typed) {
            return typed;
        }
    }
    if (!own_page) {
        return {};
    }
    for (const std::string& key : shown("key.")) {
        if (last_part(key) == "done") {
            return driver_.tap(key);
        }
    }
    return lost(driver_.screen(), "there is no Done on this keyboard");
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
