#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "base/time.h"
#include "kiosk/door/door_desk.h"
#include "kiosk/intents.h"
#include "kiosk/library.h"
#include "kiosk/screens/door_screens.h"
#include "kiosk/screens/staff_screens.h"
#include "kiosk/worker.h"
#include "ui/edit.h"
#include "ui/keyboard_layout.h"

namespace harmony::kiosk {

/// Check-in as staff at the door work with it: the date, what was scanned or typed and what came of
/// it, people who come without a sign-up, and the clicker. Taps are gathered and become facts when
/// they are old enough that nobody undoes them any more, and whenever this is left.
class DoorArea {
public:
    enum class Page { dates, door, number, name, choose, verdict, reason };

    static constexpr std::chrono::seconds undo_time{10};

    /// Both must outlive this.
    DoorArea(const base::Clock& clock, Worker& worker) : clock_(clock), worker_(worker) {}

    /// `here`: the date at which the machine stands, when it is one of them.
    void open(const Library& library, const std::optional<events::OccurrenceId>& here);
    /// Writes what was gathered and forgets the rest.
    void close();

    /// False when the intent leads out of the door.
    bool apply(const Intent& intent, const Library& library);
    void take_scan(std::string_view scanned, const Library& library);
    void take(const answer::CheckedIn& checked);
    void take(const answer::SaidAtDoor& said);

    /// Writes what is old enough. Returns when to come back; zero: no need.
    std::chrono::milliseconds tend();

    [[nodiscard]] Page page() const { return page_; }
    [[nodiscard]] const DoorTotals& totals() const { return totals_; }

    void draw(ui::Frame& frame,
              const PageContext& context,
              const Library& library,
              const ui::KeyboardLayouts& keyboards,
              int page,
              Intents& intents) const;

private:
    struct Group {
        int adults = 0;
        int children = 0;
        events::FirstTime first_time = events::FirstTime::not_asked;
        std::chrono::milliseconds last{0};

        [[nodiscard]] bool empty() const { return adults == 0 && children == 0; }
    };
    struct Clicks {
        int in = 0;
        int out = 0;
        int bucket = -1;  ///< the first minute of its five

        [[nodiscard]] bool empty() const { return in == 0 && out == 0; }
    };

    [[nodiscard]] std::vector<const events::Event*> dates(const Library& library) const;
    void choose(const std::string& id, const Library& library);
    void ask(DoorQuery query);
    void walk_in(const std::string& who);
    void click(bool in);
    void undo();
    void write_group();
    void write_clicks();
    void say(events::Payload payload, int minute);
    [[nodiscard]] int minute_now() const;
    [[nodiscard]] DoorView door_view(const Words& words) const;
    [[nodiscard]] DoorChooseView choose_view() const;
    [[nodiscard]] TypedLine name_line(const Words& words) const;
    bool apply_name(const Intent& intent, const Library& library);
    [[nodiscard]] DoorVerdictView verdict_view(const Words& words, const Library& library) const;

    const base::Clock& clock_;
    Worker& worker_;
    Page page_ = Page::dates;
    std::optional<events::Event> date_;
    std::optional<events::OccurrenceId> here_;
    ui::EditBuffer number_{9};
    ui::EditBuffer name_{40};
    ui::KeyboardState name_keys_;
    bool has_list_ = false;  ///< this machine holds the names of this date
    std::string trouble_;
    std::optional<DoorQuery> asked_;
    std::optional<DoorAnswer> answer_;
    std::optional<TicketDrawing> drawing_;  ///< of the one party that was answered about
    Group group_;
    Clicks clicks_;
    DoorTotals totals_;
};

}  // namespace harmony::kiosk
