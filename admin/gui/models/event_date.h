#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "admin/gui/host.h"
#include "base/error.h"

// What the window shows of one date of an event: its spaces, who came, and, for a reason that is
// written down, who signed up.
namespace harmony::admin::gui {

/// Spaces of one date as one kiosk has them.
struct KioskSpaces {
    std::string label;
    int may_give = 0;   ///< it may ever confirm so many people
    int given = 0;      ///< it is known to have confirmed
    int open = 0;       ///< may still be confirmed, or is and was not sent yet
    bool lost = false;  ///< written off

    bool operator==(const KioskSpaces&) const = default;
};

struct DateDetail {
    std::string id;
    std::string name;  ///< "Newtown drop-in, Mon 2 March 2026, 14:00 to 16:00"
    std::string note;  ///< what was changed of it, in words
    std::string summary;
    std::string organiser;
    std::string venue;  ///< as event files have it
    std::string rule;   ///< how it repeats; empty: once
    int minutes = 0;
    int reserve = 0;
    int free = 0;       ///< spaces that the office may still give; of a date with a number
    std::string worst;  ///< the line of what may happen at worst; empty: any number may come
    std::string needs;  ///< what people need, in all; may be empty
    std::vector<KioskSpaces> kiosks;  ///< every one that is in use; empty: any number may come
    int came_signed_up = 0;
    int walked_in_adults = 0;
    int walked_in_children = 0;
    int clicked_in = 0;  ///< what the clickers counted

    bool operator==(const DateDetail&) const = default;
};

/// `date`: a date's id in hex. Errors: absent.
[[nodiscard]] base::Result<DateDetail> read_date(Reader& reader, std::string_view date);

/// A party that signed up.
struct PartyLine {
    std::string id;    ///< of the sign-up, hex
    std::string name;  ///< "No name given" when nobody said
    std::string state;
    int people = 1;
    int under_16 = 0;
    int waits_as = 0;  ///< place in the line, from 1
    int admitted = 0;
    std::string number;  ///< "482 917 360"; empty: it has none
    std::string needs;
    std::string phone;
    std::string email;

    bool operator==(const PartyLine&) const = default;
};

struct PartiesModel {
    std::string date;
    std::vector<PartyLine> parties;  ///< as `event signups` lists them
};

/// Who signed up for a date. `reason`: why somebody looks, which is written into the office's books
/// first; nothing when that was done already, as after a change on the same page.
///
/// Errors: refused (a reason that names somebody), absent, full.
[[nodiscard]] base::Result<PartiesModel> read_parties(Reader& reader,
                                                      std::string_view date,
                                                      const std::optional<std::string>& reason);

}  // namespace harmony::admin::gui
