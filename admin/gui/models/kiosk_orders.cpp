#include "admin/gui/models/kiosk_orders.h"

#include <algorithm>
#include <array>

namespace harmony::admin::gui {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using Answers = std::vector<std::string>;

constexpr std::string_view keep_opened = "When the office has read its answers";
constexpr std::string_view keep_backup = "When its answers lie in a backup";

struct Allowed {
    std::string_view words;
    std::string_view option;
};
constexpr std::array allowed{
    Allowed{"Forget wrong PINs, so that staff can try again", "--unlock-pin"},
    Allowed{"Wipe the machine", "--wipe"},
    Allowed{"Go on after it was a copy", "--clear-cloned"}};

Entry where_entry(const std::string& address) {
    return {.id = "to",
            .label = "Where kiosks fetch",
            .hint = "For a stick: usb:   For a folder: folder:/path",
            .value = address.empty() ? "usb:" : address};
}

}  // namespace

Form enrol_form(const AskingMachine& machine, const std::string& address) {
    Form form;
    form.title = "A new kiosk";
    form.text = "Its screen shows " + machine.digits + ".";
    form.entries = {
        {.id = "label", .label = "Its name", .hint = "As staff call it: Library 1"},
        {.id = "site", .label = "Where it stands", .hint = "Central Library"},
        where_entry(address),
        {.id = "keep",
         .label = "It may let go of its own copy of answers",
         .value = std::string(keep_opened),
         .options = {std::string(keep_opened), std::string(keep_backup)}},
    };
    form.submit = "Enrol it";
    return form;
}

Order enrol_order(const AskingMachine& machine, const std::string& code, const Answers& answers) {
    Order order;
    order.doing = "Enrolling " + answers.at(0);
    order.words = {"kiosk", "enrol"};
    if (!code.empty()) {
        order.words.insert(order.words.end(), {"--scan", code});
    }
    order.words.insert(order.words.end(),
                       {"--label",
                        answers.at(0),
                        "--site",
                        answers.at(1),
                        "--to",
                        answers.at(2),
                        "--digits",
                        machine.digits,
                        "--keep-until",
                        answers.at(3) == keep_backup ? "backup" : "opened"});
    order.quiet = true;  // the view shows its PINs until somebody has written them down
    return order;
}

Form end_form(const KioskCard& kiosk, KioskEnd end, const std::string& address) {
    const bool lost = end == KioskEnd::lost;
    Form form;
    form.title =
        lost ? kiosk.label + " is lost or stolen" : "Take " + kiosk.label + " out of service";
    form.text = lost ? "What it sends from now on is kept aside, and it stops as soon as it "
                       "fetches. What came from it stays. This cannot be taken back."
                     : "Fetch its last answers first. From then on what it sends is kept aside. "
                       "What came from it stays. This cannot be taken back.";
    form.entries = {where_entry(address)};
    form.submit = lost ? "Report it lost" : "Take it out of service";
    return form;
}

Order end_order(const KioskCard& kiosk, KioskEnd end, const Answers& answers) {
    return {
        end == KioskEnd::lost ? "Reporting it lost" : "Taking it out of service",
        {"kiosk", end == KioskEnd::lost ? "revoke" : "retire", kiosk.label, "--to", answers.at(0)},
        ""};
}

Form gap_form(const KioskCard& kiosk) {
    Form form;
    form.title = "Wait no longer for " + kiosk.label;
    form.text =
        "What waits behind the gap goes in with the next sync. Should the missing package come "
        "after all, it counts.";
    form.entries = {{.id = "reason", .label = "Why", .hint = "Its disk broke. It is written down"}};
    form.submit = "Close the gap";
    return form;
}

Order gap_order(const KioskCard& kiosk, const Answers& answers) {
    return {"Closing the gap", {"kiosk", "accept-gap", kiosk.label, "--reason", answers.at(0)}, ""};
}

Form allow_form(const KioskCard& kiosk, base::Day today, const std::string& address) {
    Form form;
    form.title = "Allow something on " + kiosk.label;
    form.text = "Once, on this machine alone. Somebody must still press for it there.";
    Entry what{.id = "what", .label = "What", .value = std::string(allowed.front().words)};
    for (const Allowed& one : allowed) {
        what.options.emplace_back(one.words);
    }
    form.entries = {std::move(what),
                    {.id = "until", .label = "Until", .value = base::to_iso(today)},
                    where_entry(address)};
    form.submit = "Allow it";
    return form;
}

Result<Order> allow_order(const KioskCard& kiosk, const Answers& answers) {
    const auto what = std::find_if(allowed.begin(), allowed.end(), [&](const Allowed& one) {
        return one.words == answers.at(0);
    });
    if (what == allowed.end() || !base::day_from_iso(answers.at(1))) {
        return Error{ErrorKind::refused, "The day is written like 2026-03-30"};
    }
    return Order{"Allowing it",
                 {"kiosk",
                  "token",
                  kiosk.label,
                  std::string(what->option),
                  "--until",
                  answers.at(1),
                  "--to",
                  answers.at(2)},
                 ""};
}

Order inspect_order(const AsideLine& file) {
    return {"Looking into the file", {"aside", "inspect", file.file}, "", {}, true};
}

Form aside_form(const AsideLine& file, AsideEnd end) {
    const bool adopt = end == AsideEnd::adopt;
    Form form;
    form.title = adopt ? "Take it in after all" : "Forget this file";
    form.text = file.kiosk + ", package " + std::to_string(file.package) + ". " + file.why;
    form.entries = {{.id = "reason", .label = "Why", .hint = "It is written down"}};
    form.submit = adopt ? "Take it in" : "Forget it";
    return form;
}

Order aside_order(const AsideLine& file, AsideEnd end, const Answers& answers) {
    return {end == AsideEnd::adopt ? "Taking the file in" : "Forgetting the file",
            {"aside",
             end == AsideEnd::adopt ? "adopt" : "dismiss",
             file.file,
             "--reason",
             answers.at(0)},
            ""};
}

}  // namespace harmony::admin::gui
