#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kiosk/script/answering.h"
#include "kiosk/script/resident.h"

// What a resident does on the page of a question.
namespace harmony::kiosk {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

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
    Said{"ro", "mai multă lumină în stația de autobuz"},
    Said{"ro", "să curățați parcul și aleea"},
    Said{"fa", "کوچه روشن\u200Cتر شود"},
    Said{"fa", "پارک را تمیز کنید"},
    Said{"ckb", "ڕووناکیی زیاتر لە کۆڵانەکەمان"},
    Said{"ckb", "پاککردنەوەی شەقامەکە"},
    Said{"pa", "ਗਲੀ ਵਿੱਚ ਹੋਰ ਰੌਸ਼ਨੀ"},
    Said{"pa", "ਪਾਰਕ ਦੀ ਸਫ਼ਾਈ"},
};

std::string_view last_part(std::string_view id) {
    return id.substr(id.rfind('.') + 1);
}

/// Whether an answer is a number: of a scale, where more is better.
bool is_number(std::string_view id) {
    const std::string_view name = last_part(id);
    return !name.empty() && name.find_first_not_of("0123456789-") == std::string_view::npos;
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

/// How likely this answer is, against the others of the page: the one at `at` of `count`.
unsigned weight_of(std::string_view id, Mood mood, std::size_t at, std::size_t count) {
    if (does_not_say(id)) {
        return 1;
    }
    std::optional<int> value = value_of(id);
    if (is_number(id) && count > 1) {
        value = static_cast<int>((5 * at) / count) - 2;
    }
    if (!value || mood == Mood::mixed) {
        return 6;
    }
    const int lean = mood == Mood::content ? *value : -*value;
    constexpr std::array<unsigned, 5> weights = {1, 3, 6, 12, 16};
    return weights[static_cast<std::size_t>(lean + 2)];
}

}  // namespace

Result<void> Resident::answer() {
    const std::string screen(driver_.screen());
    const std::string field = screen + ".field";
    if (shows("pii.keep")) {
        return driver_.tap("pii.remove");
    }
    const bool pad = !shown("key.num.").empty();
    const bool troubled = shows(screen + ".trouble");
    if (troubled) {
        troubled_ = screen;
    }
    if (shows(field) && pad && troubled_ == screen) {
        return rub_out({field});
    }
    if (shows(field)) {
        const unsigned often = pad ? 80 : 25;
        if (now_and_then(often)) {
            if (Result<void> written = write(field, pad); !written) {
                return written;
            }
        }
        return go_on();
    }
    if (shows("date.other_day") || shows(screen + ".year")) {
        return give_date(screen);
    }
    if (!shown(screen + ".hour.").empty() || !shown(screen + ".minutes.").empty()) {
        return give_time(screen);
    }
    const std::string options = screen + ".opt.";
    const bool equality_half = plan_.equality == EqualityAnswers::some &&
                               stage_.app().answering_equality() && now_and_then(50);
    const bool skips = !troubled && (now_and_then(6) || equality_half);
    if (shows("map.set")) {
        return skips ? go_on() : show_place();
    }
    if (shows("rank.undo")) {
        return skips ? go_on() : put_in_order(options);
    }
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
    const auto weight_at = [&](std::size_t i) {
        return weight_of(ids[i], plan_.mood, i, ids.size());
    };
    unsigned whole = 0;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        whole += weight_at(i);
    }
    auto left = static_cast<unsigned>(random_.below(whole));
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const unsigned weight = weight_at(i);
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

/// Touches what has no place yet, page by page, until everything has one; sometimes thinks again.
Result<void> Resident::put_in_order(const std::string& options) {
    constexpr int most_touches = 60;
    for (int i = 0; i < most_touches; ++i) {
        std::vector<std::string> left = shown(options);
        std::erase_if(left,
                      [&](const std::string& id) { return driver_.get(id)->is(ui::sem::checked); });
        std::string next;
        if (!left.empty()) {
            next = left[random_.below(left.size())];
        } else if (shows("page.more")) {
            next = "page.more";
        } else {
            return go_on();
        }
        if (Result<void> touched = driver_.tap(next); !touched) {
            return touched;
        }
        if (now_and_then(6) && driver_.get("rank.undo")->enabled()) {
            if (Result<void> undone = driver_.tap("rank.undo"); !undone) {
                return undone;
            }
        }
    }
    return Error{ErrorKind::refused, "this order does not come to an end"};
}

/// Looks around on the map for a moment, and says "Here".
Result<void> Resident::show_place() {
    constexpr std::array ways{"map.in", "map.up", "map.left", "map.right", "map.down", "map.in"};
    const std::size_t moves = 1 + random_.below(4);
    for (std::size_t i = 0; i < moves; ++i) {
        const char* way = ways[random_.below(ways.size())];
        if (!driver_.get(way)->enabled()) {
            continue;
        }
        if (Result<void> moved = driver_.tap(way); !moved) {
            return moved;
        }
    }
    if (Result<void> set = driver_.tap("map.set"); !set) {
        return set;
    }
    return go_on();
}

/// A day of the last years, or one of the two that have a button.
Result<void> Resident::give_date(const std::string& screen) {
    if (now_and_then(30)) {
        return go_on();
    }
    if (shows("date.other_day")) {
        return driver_.tap(now_and_then(50) ? "date.yesterday" : "date.other_day");
    }
    if (troubled_ == screen && shows(screen + ".year")) {
        return rub_out({screen + ".day", screen + ".month", screen + ".year"});
    }
    if (driver_.get(screen + ".year")->value.empty()) {
        const std::string day = fmt::format("{}-{:02}-{:02}",
                                            2022 + random_.below(4),
                                            1 + random_.below(12),
                                            1 + random_.below(28));
        if (Result<void> typed = answer_date(driver_, day); !typed) {
            return typed;
        }
    }
    return go_on();
}

Result<void> Resident::give_time(const std::string& screen) {
    for (const char* part : {".hour.", ".minutes."}) {
        const std::vector<std::string> ids = shown(screen + part);
        const bool chosen = std::any_of(ids.begin(), ids.end(), [&](const std::string& id) {
            return driver_.get(id)->is(ui::sem::checked);
        });
        if (ids.empty() || chosen) {
            continue;
        }
        if (Result<void> touched = driver_.tap(ids[random_.below(ids.size())]); !touched) {
            return touched;
        }
    }
    return go_on();
}

/// Digits that the page will not have are taken out, and the question is left.
Result<void> Resident::rub_out(const std::vector<std::string>& fields) {
    constexpr int most_digits = 20;
    for (const std::string& field : fields) {
        // Of several fields the pad deletes in the one that was touched.
        if (shows(field) && fields.size() > 1) {
            if (Result<void> touched = driver_.tap(field); !touched) {
                return touched;
            }
        }
        for (int i = 0; i < most_digits && shows(field) && !driver_.get(field)->value.empty();
             ++i) {
            if (Result<void> deleted = driver_.tap("key.num.back"); !deleted) {
                return deleted;
            }
        }
    }
    troubled_.clear();
    return driver_.tap("nav.continue");
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
    return Error{ErrorKind::refused, "there is no Done on this keyboard"};
}

}  // namespace harmony::kiosk
