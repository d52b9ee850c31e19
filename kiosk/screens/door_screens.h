#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/secret.h"
#include "kiosk/screens/page.h"
#include "kiosk/ticket_pictures.h"

// The pages of check-in, for staff at a door; in English, as all their pages.
namespace harmony::kiosk {

struct DoorDateLine {
    std::string id;  ///< hexadecimal
    std::string title;
    std::string when;
};
struct DoorDatesView {
    std::vector<DoorDateLine> dates;
    int page = 0;
};
void draw_door_dates(ui::Frame&, const PageContext&, const DoorDatesView&, Intents&);

struct DoorView {
    std::string title;
    std::string when;
    std::string totals;   ///< "Checked in 12, came without sign-up 5"
    std::string in_room;  ///< by the clicker; empty: it was not used
    bool room_full = false;
    std::string gathering;                 ///< "Coming in: 2 adults, 1 child"; empty: nobody
    std::string first_time = "not_asked";  ///< of those who are coming in
    bool may_undo = false;
    std::string trouble;
    int page = 0;
};
void draw_door(ui::Frame&, const PageContext&, const DoorView&, Intents&);

struct DoorNumberView {
    std::string digits;  ///< in groups of three
    std::string trouble;
    bool has_list = false;  ///< names can be looked for
};
void draw_door_number(ui::Frame&, const PageContext&, const DoorNumberView&, Intents&);

/// Parties that a name or a number fits; they go with the page.
struct DoorChooseLine {
    std::string id;  ///< hexadecimal
    base::SecretText name;
    int party = 1;
    std::string code;  ///< in groups of three
};
struct DoorChooseView {
    std::vector<DoorChooseLine> people;
    int page = 0;
};
void draw_door_choose(ui::Frame&, const PageContext&, const DoorChooseView&, Intents&);

/// What came of a scan or a number: a colour, a sign, a word and a sentence.
struct DoorVerdictView {
    enum class Tone { good, ask, stop };
    Tone tone = Tone::stop;
    std::string word;
    std::string text;
    base::SecretText name = {};  ///< as the list has it; empty: no list, or none was given
    std::optional<TicketDrawing> pictures = {};  ///< those on this party's ticket
    bool may_override = false;
    bool as_walk_in = false;
    int page = 0;
};
void draw_door_verdict(ui::Frame&, const PageContext&, const DoorVerdictView&, Intents&);

/// Why somebody comes in although the verdict says no.
struct DoorReasonView {
    std::vector<std::string> reasons;
    int page = 0;
};
void draw_door_reason(ui::Frame&, const PageContext&, const DoorReasonView&, Intents&);

}  // namespace harmony::kiosk
