#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "events/fact.h"
#include "events/receipt_states.h"
#include "events/ticket.h"
#include "kiosk/pack_content.h"
#include "kiosk/screens/ticket_screens.h"
#include "kiosk/words.h"
#include "ui/edit.h"

namespace harmony::kiosk {

/// "I have a ticket" (kiosk.md 4.7) and checking in alone, as one resident goes through them: the
/// number or the scanned ticket, which date it is for, and what may be done. No name is ever shown.
class TicketDesk {
public:
    enum class For { looking, checking_in };

    static constexpr int most_wrong = 5;  ///< numbers that led nowhere, in a session

    /// A number is to be typed or a ticket scanned; `date` when it is known already.
    void open(For what, const std::optional<events::OccurrenceId>& date);
    void close();
    void end_session();

    [[nodiscard]] bool is_checking_in() const { return what_ == For::checking_in; }

    void type(const ui::KeyPress& press);
    /// A scanned ticket of this office. False when it is none.
    [[nodiscard]] bool take_scan(std::string_view scanned,
                                 const std::vector<sync::SignPublicKey>& known,
                                 base::Day today);
    /// What was scanned, as it came; empty: a number was typed.
    [[nodiscard]] const std::string& scanned() const { return scanned_; }

    /// Whether the digits are the number of a ticket; says what is wrong with them otherwise.
    [[nodiscard]] bool is_whole(const Words& words);
    [[nodiscard]] std::uint32_t code() const { return code_; }
    /// The digits under which packs tell how a sign-up stands: three zeros before the number, which
    /// no receipt has.
    [[nodiscard]] base::SecretText lookup_digits() const;

    [[nodiscard]] const std::optional<events::OccurrenceId>& date() const { return date_; }
    void choose(const events::OccurrenceId& date) { date_ = date; }

    /// What the pack says under this key; it may name the date.
    void take(const base::ReceiptKey& key, const events::ReceiptStates& states);

    /// Nobody was found; true when that was once too often.
    [[nodiscard]] bool note_wrong();

    /// What is told to the office: whoever has this number does not come. REQUIRES: a date.
    [[nodiscard]] events::Fact cancelled() const;

    [[nodiscard]] TicketEntryView entry(const Words& words) const;
    /// REQUIRES: a date that the content has.
    [[nodiscard]] TicketFoundView found(const events::Event& event, const Words& words) const;

private:
    For what_ = For::looking;
    ui::EditBuffer digits_{9};
    std::string trouble_;
    std::string scanned_;
    std::uint32_t code_ = 0;
    std::optional<events::OccurrenceId> date_;
    std::optional<events::TicketKind> kind_;     ///< of a scanned ticket: as it was then
    std::optional<events::ReceiptState> state_;  ///< as the pack has it
    std::optional<TicketDrawing> pictures_;
    int wrong_ = 0;
};

/// Dates that somebody may have a ticket for, nearest first, each with its own appointments.
[[nodiscard]] std::vector<const events::Event*> dates_with_tickets(
    const std::vector<events::Event>& events, base::Day today);

}  // namespace harmony::kiosk
