#include "db/power_switch.h"
#include "kiosk/script/runner.h"
#include "kiosk/script/usb_slot.h"

// What a script does to the machine from outside: its power, its slot for a stick.
namespace harmony::kiosk {

using base::Error;
using base::ErrorKind;
using base::Result;

/// Everything that was not on the medium is gone, and the program starts again on what is.
Result<void> ScriptRunner::power_cut(const Command& command) {
    if (options_.power == nullptr) {
        return Error{ErrorKind::refused, "this stage has no power to cut"};
    }
    options_.power->cut();
    stage_.reset();
    options_.power->back();
    return restart(command);
}

Result<void> ScriptRunner::usb(const Command& command) {
    if (options_.slot == nullptr) {
        return Error{ErrorKind::refused, "this stage has no slot for a stick"};
    }
    return options_.slot->put_in(command.arguments[0].text);
}

Result<void> ScriptRunner::pull_usb(const Command&) {
    if (options_.slot == nullptr) {
        return Error{ErrorKind::refused, "this stage has no slot for a stick"};
    }
    options_.slot->pull();
    return {};
}

}  // namespace harmony::kiosk
