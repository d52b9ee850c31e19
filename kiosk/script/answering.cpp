#include "kiosk/script/answering.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "base/time.h"

namespace harmony::kiosk {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr int most_pages = 12;

bool shows(const ui::Driver& driver, const std::string& prefix) {
    const auto& nodes = driver.tree().nodes();
    return std::any_of(nodes.begin(), nodes.end(), [&](const ui::sem::Node& node) {
        return node.id.starts_with(prefix) && node.enabled();
    });
}

/// Reads the pages of the question until its answer is there; `what` says which answer that is.
Result<void> read_until(ui::Driver& driver, const std::string& prefix, std::string_view what) {
    driver.step();
    const std::string screen(driver.screen());
    for (int page = 0; page < most_pages && driver.screen() == screen; ++page) {
        if (shows(driver, prefix)) {
            return {};
        }
        const bool days_first = driver.get("date.other_day") != nullptr;
        const std::string way = days_first                   ? "date.other_day"
                                : shows(driver, "page.more") ? "page.more"
                                                             : "nav.continue";
        if (Result<void> turned = driver.tap(way); !turned) {
            return turned;
        }
    }
    return Error{ErrorKind::refused, fmt::format("{} asks for no {}", screen, what)};
}

}  // namespace

Result<void> tap_somewhere(ui::Driver& driver, const std::string& id) {
    driver.step();
    const bool elsewhere = driver.get(id) == nullptr;
    for (int page = 0; elsewhere && page < most_pages && driver.get("page.back"); ++page) {
        if (const Result<void> back = driver.tap("page.back"); !back) {
            return back;
        }
    }
    for (int page = 0; page < most_pages && !driver.get(id) && driver.get("page.more"); ++page) {
        if (const Result<void> more = driver.tap("page.more"); !more) {
            return more;
        }
    }
    return driver.tap(id);
}

Result<void> answer_rank(ui::Driver& driver, const std::vector<std::string>& choices) {
    const std::string screen(driver.screen());
    if (Result<void> there = read_until(driver, screen + ".opt.", "order"); !there) {
        return there;
    }
    if (driver.get("rank.again") == nullptr) {
        return Error{ErrorKind::refused, fmt::format("{} asks for no order", screen)};
    }
    for (const std::string& choice : choices) {
        const std::string id = fmt::format("{}.opt.{}", screen, choice);
        if (Result<void> touched = tap_somewhere(driver, id); !touched) {
            return touched;
        }
    }
    return {};
}

Result<void> answer_date(ui::Driver& driver, const std::string& day) {
    if (!base::day_from_iso(day)) {
        return Error{ErrorKind::refused, "write the date as 2026-03-14"};
    }
    const std::string screen(driver.screen());
    if (Result<void> there = read_until(driver, screen + ".year", "date"); !there) {
        return there;
    }
    const std::vector<std::string> parts = base::split(day, '-');
    const std::vector<std::string> fields{".year", ".month", ".day"};
    for (std::size_t i = fields.size(); i-- > 0;) {
        const std::string field = screen + fields[i];
        if (driver.get(field) == nullptr) {
            continue;  // a month or a year alone is asked for
        }
        if (Result<void> touched = driver.tap(field); !touched) {
            return touched;
        }
        if (Result<void> typed = driver.type(parts[i]); !typed) {
            return typed;
        }
    }
    return {};
}

Result<void> answer_time(ui::Driver& driver, const std::string& time) {
    const std::vector<std::string> parts = base::split(time, ':');
    const auto is_number = [](const std::string& part) {
        return part.size() == 2 && part.find_first_not_of("0123456789") == std::string::npos;
    };
    if (parts.size() != 2 || !is_number(parts[0]) || !is_number(parts[1])) {
        return Error{ErrorKind::refused, "write the time as 18:15"};
    }
    const std::string screen(driver.screen());
    const std::string hour = fmt::format("{}.hour.{}", screen, std::stoi(parts[0]));
    const std::string minutes = fmt::format("{}.minutes.{}", screen, std::stoi(parts[1]));
    if (Result<void> there = read_until(driver, screen + ".hour.", "time"); !there) {
        return there;
    }
    if (Result<void> touched = tap_somewhere(driver, hour); !touched) {
        return touched;
    }
    if (driver.get(minutes) == nullptr) {
        if (Result<void> went_on = driver.tap("nav.continue"); !went_on) {
            return went_on;
        }
    }
    return driver.tap(minutes);
}

}  // namespace harmony::kiosk
