#include "kiosk/staff/status_code.h"

#include <fmt/format.h>

#include "base/bytes.h"

// HS1;k=<kiosk>;t=<minutes>;v=<version>;h=<program>;p=<pack>;n=<4
// counts>;o=<day>;f=<faults>;s=<sig> The signature is over "harmony status 1", a line end, and
// everything before ";s=".
namespace harmony::kiosk {
namespace {

constexpr std::string_view what_is_signed = "harmony status 1\n";

/// RFC 4648, section 5, without padding: letters that no reader of codes changes.
std::string url_letters(base::ByteView bytes) {
    std::string text = base::to_base64(bytes);
    while (text.ends_with('=')) {
        text.pop_back();
    }
    for (char& letter : text) {
        letter = letter == '+' ? '-' : letter == '/' ? '_' : letter;
    }
    return text;
}

}  // namespace

std::string status_code(const StatusNote& note, const sync::SignKeyPair& key) {
    const auto minutes =
        std::chrono::floor<std::chrono::minutes>(note.when.time_since_epoch()).count();
    const OutboxCounts& counts = note.counts;
    std::string faults;
    for (const std::string& name : note.faults) {
        faults += (faults.empty() ? "" : ",") + name;
    }
    const std::string said =
        fmt::format("HS1;k={};t={};v={};h={};p={};n={},{},{},{};o={};f={}",
                    note.kiosk.hex(),
                    minutes,
                    note.version,
                    note.program,
                    note.pack,
                    counts.today,
                    counts.sign_ups_today,
                    counts.unsent,
                    counts.sign_ups_waiting,
                    counts.oldest_unsent ? base::to_iso(*counts.oldest_unsent) : "",
                    faults);
    const std::string message = std::string(what_is_signed) + said;
    return said + ";s=" + url_letters(key.sign(base::as_bytes(message)).view());
}

}  // namespace harmony::kiosk
