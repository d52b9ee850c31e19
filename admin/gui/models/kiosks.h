#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "admin/gui/host.h"
#include "base/error.h"
#include "base/time.h"

// What the window shows of kiosks: how each is, what has come from it, which spaces it holds, and
// what was kept aside.
namespace harmony::admin::gui {

/// Spaces of a date to come that a kiosk may give away.
struct KioskGrant {
    std::string date;   ///< hex
    std::string event;  ///< "Newtown drop-in, Mon 2 March 2026, 14:00 to 16:00"
    int spaces = 0;

    bool operator==(const KioskGrant&) const = default;
};

struct KioskCard {
    std::string id;  ///< hex
    std::string label;
    std::string site;
    std::string state;                     ///< active, revoked, retired: as `kiosk list` says it
    std::optional<base::Day> heard;        ///< the last day on which anything came of it
    std::uint64_t batches = 0;             ///< that are here
    std::optional<std::uint64_t> waiting;  ///< answers that it still held then; nothing: never said
    std::optional<std::uint64_t> pack;     ///< version of its content
    std::vector<std::string> gaps;         ///< a sentence each
    std::vector<std::string> faults;       ///< a sentence each, in plain words
    std::vector<KioskGrant> grants;        ///< of dates that are not over
    std::size_t aside = 0;                 ///< files of it that were kept aside

    bool operator==(const KioskCard&) const = default;
};

/// A file that was not taken in.
struct AsideLine {
    std::string file;  ///< the beginning of its digest, as `aside` takes it
    std::string kiosk;
    std::uint64_t package = 0;
    base::Day since{};
    std::string why;  ///< in plain words

    bool operator==(const AsideLine&) const = default;
};

struct KiosksModel {
    std::vector<KioskCard> kiosks;  ///< by label
    std::vector<AsideLine> aside;   ///< oldest first
    base::Day today{};
};

/// Errors: those of the store.
[[nodiscard]] base::Result<KiosksModel> read_kiosks(Reader& reader);

/// A machine that asks to become a kiosk of this office.
struct AskingMachine {
    std::string kiosk;   ///< hex
    std::string digits;  ///< what its screen must show: "1760 5481 5132"

    bool operator==(const AskingMachine&) const = default;
};

/// Those whose request lies where kiosks put things. Slow on purpose: 0.2 s for each, since digits
/// are made so that nobody can guess two that agree. Errors: those of the address and the way.
[[nodiscard]] base::Result<std::vector<AskingMachine>> read_asking(Reader& reader,
                                                                   const std::string& address);

/// The machine whose code was scanned. Errors: unreadable (it is no such code), refused (it is
/// enrolled already).
[[nodiscard]] base::Result<AskingMachine> read_scanned(Reader& reader, const std::string& code);

/// Why a file was kept aside, in plain words. `reason`: the word that the store has.
[[nodiscard]] std::string aside_sentence(std::string_view reason);

}  // namespace harmony::admin::gui
