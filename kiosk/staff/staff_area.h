#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/time.h"
#include "kiosk/door/door_area.h"
#include "kiosk/faults/device_watch.h"
#include "kiosk/intents.h"
#include "kiosk/library.h"
#include "kiosk/screens/staff_screens.h"
#include "kiosk/staff/calibration.h"
#include "kiosk/staff/stand_by.h"
#include "kiosk/worker.h"
#include "ui/edit.h"
#include "ui/keyboard_layout.h"

namespace harmony::kiosk {

/// The pages of the staff area.
enum class StaffPage {
    pin,
    menu,
    status,
    sync,
    held,
    engagement,
    stall_kind,
    stall_place,
    stall_note,
    hours,
    check,
    picture,
    sound,
    door,
    card,
    crosses,
    edge,
    volume,
    measured,
    help_cards,
    knows,
    wipe,
    wipe_words,
    end_program,
};

/// What the app must do after staff did something.
enum class StaffOutcome {
    stays,   ///< another staff page, or the same
    leave,   ///< back to where it was
    assist,  ///< a session begins that a member of staff helps with
    end,     ///< the program ends with the code of a staff exit
};

/// Everything behind the staff PIN: which page, what is typed, what is being measured. It also
/// keeps what staff decided, which faults stand, and what stands in the place of the attract page.
/// Slow things are asked of the worker; their answers come through `take`.
class StaffArea {
public:
    /// All must outlive this.
    struct Parts {
        const base::Clock& clock;
        base::RandomSource& random;
        Worker& worker;
        const ui::KeyboardLayouts& keyboards;
    };

    struct Options {
        StaffMemory memory = {};
        std::vector<ListedFault> faults = {};
        std::optional<base::EngagementId> engagement = {};  ///< from the settings
        ui::Panel panel = {};
        bool measured = false;  ///< the panel's millimetres are known
        std::string version = {};
        std::function<void()> play_tone = {};  ///< one second, for the sound tests; empty: no sound
        DeviceWatch* devices = nullptr;        ///< none: all devices are well
    };

    StaffArea(const Parts& parts, Options options);

    /// Asks for the PIN.
    void open();
    /// Forgets everything that was typed and shown.
    void close();

    StaffOutcome apply(const Intent& intent, const Library& library);
    void show_page(int page) { shown_page_ = page; }

    void take(const PinTried& tried);
    void take(const answer::CountsRead& read);
    void take(const answer::Synced& synced);
    void take(const DeskAnswer& done);
    void take(const answer::CheckedIn& checked) { door_.take(checked); }
    void take(const answer::SaidAtDoor& said) { door_.take(said); }
    /// A code that was scanned on a staff page. False when it is of no use there.
    bool take_scan(std::string_view scanned, const Library& library);
    /// Check-in is left alone for longer than other staff pages.
    [[nodiscard]] bool at_door() const { return page_ == StaffPage::door; }
    /// Content that could not be read.
    void note_trouble(const std::string& trouble) { sync_trouble_ = trouble; }

    void draw(ui::Frame& frame,
              const PageContext& context,
              const Library& library,
              Intents& intents);

    /// Asks for a check of everything when the last one is a minute old. Returns when to come back.
    std::chrono::milliseconds tend(const std::shared_ptr<const Library>& library);
    /// Asks for a check now.
    void check_faults(std::shared_ptr<const Library> library);

    /// As the store told them last.
    [[nodiscard]] const std::optional<OutboxCounts>& counts() const { return counts_; }
    [[nodiscard]] bool carrying() const { return syncing_; }
    /// The machine is marked: the program must end, and the next start wipes it.
    [[nodiscard]] bool must_wipe() const { return wipe_.marked; }
    [[nodiscard]] StaffPage page() const { return page_; }
    [[nodiscard]] const StaffMemory& memory() const { return memory_; }
    [[nodiscard]] const std::vector<ListedFault>& faults() const { return faults_; }
    [[nodiscard]] StandBy& stand_by() { return stand_by_; }
    [[nodiscard]] const StandBy& stand_by() const { return stand_by_; }

    /// Where it stands: chosen by staff today, else by the settings, else by the day.
    [[nodiscard]] const EngagementContent* engagement(const Library& library) const;

private:
    // staff_area.cpp
    void go(StaffPage page);
    void go_behind_setup(StaffPage page);
    void remember();
    void ask(Errand errand) { parts_.worker.post(job::AtDesk{std::move(errand)}); }
    bool apply_door(const Intent& intent);
    bool apply_check_in(const Intent& intent, const Library& library);
    StaffOutcome apply_menu(const Intent& intent);
    bool apply_day(const Intent& intent);
    bool apply_care(const Intent& intent, const Library& library);
    void try_pin();
    void start_sync(SmallGroups small);
    [[nodiscard]] int brightness(const Library& library) const;
    void light(const Library& library);
    void play_tone() const;
    void open_for(int hours);

    // staff_place.cpp
    bool apply_place(const Intent& intent);
    void choose(const std::string& id);
    void finish_stall();
    void show_stall(const Words& words);
    [[nodiscard]] StaffEngagementView engagement_view(const Words& words,
                                                      const Library& library) const;
    [[nodiscard]] StaffPlaceView place_view(const Library& library) const;

    // staff_wipe.cpp
    bool apply_wipe(const Intent& intent, const Library& library);
    void finish_wipe(const Words& words);
    [[nodiscard]] int would_be_lost() const;
    [[nodiscard]] StaffWipeView wipe_view() const;
    [[nodiscard]] TypedLine wipe_line(const Words& words) const;

    // staff_measure.cpp
    bool apply_measure(const Intent& intent);
    void save_measured();
    [[nodiscard]] StaffMeasureView measure_view(const Words& words) const;

    // staff_views.cpp
    [[nodiscard]] StaffPinView pin_view() const;
    [[nodiscard]] StaffMenuView menu_view(const Library& library) const;
    [[nodiscard]] StaffStatusView status_view(const Words& words, const Library& library) const;
    [[nodiscard]] StaffLine engagement_line(const EngagementCount& at,
                                            const Words& words,
                                            const Library& library) const;
    [[nodiscard]] StaffHeldView held_view(const Words& words, const Library& library) const;
    [[nodiscard]] StaffSyncView sync_view(const Words& words) const;
    [[nodiscard]] StaffCheckView check_view(const Words& words) const;
    [[nodiscard]] StaffHoursView hours_view(const Words& words, const Library& library) const;
    [[nodiscard]] StaffKnowsView knows_view(const Words& words, const Library& library) const;
    [[nodiscard]] StaffHelpView help_view(const Words& words, const Library& library) const;
    void draw_measure(ui::Frame& frame, const PageContext& context, Intents& intents);
    void draw_place(ui::Frame& frame,
                    const PageContext& context,
                    const Library& library,
                    Intents& intents);

    Parts parts_;
    Options options_;
    StaffMemory memory_;
    StandBy stand_by_;
    std::vector<ListedFault> faults_;
    std::optional<MachineFacts> facts_;

    StaffPage page_ = StaffPage::pin;
    StaffPage after_pin_ = StaffPage::menu;
    bool setup_open_ = false;  ///< the setup PIN was right in this visit
    int shown_page_ = 0;

    base::SecretText pin_;
    StaffPin asked_pin_ = StaffPin::staff;
    PinTrouble pin_trouble_ = PinTrouble::none;
    std::chrono::milliseconds pin_wait_until_{0};

    DoorArea door_;
    std::optional<OutboxCounts> counts_;
    std::string counts_trouble_;
    bool syncing_ = false;
    std::shared_ptr<SyncProgress> progress_;
    std::optional<SyncReport> sync_report_;
    std::string sync_trouble_;

    std::optional<EngagementContent> stall_;  ///< what the memory's stall looks like to pages
    Stall new_stall_;
    ui::EditBuffer note_{stall_note_letters};
    ui::KeyboardState keys_;

    /// The wipe of the machine, as far as it was asked for.
    struct Wiping {
        bool asked_again = false;
        bool wrong_words = false;
        bool under_way = false;
        bool marked = false;  ///< nothing stops it any more
        std::string trouble;
    };
    Wiping wipe_;

    Calibration calibration_;
    std::optional<bool> picture_seen_;
    std::optional<bool> sound_heard_;
    std::string check_place_;    ///< where the result was written
    std::string check_trouble_;  ///< why it was not
    std::optional<std::chrono::milliseconds> checked_at_;
    std::optional<std::chrono::milliseconds> tended_at_;
    std::optional<int> lit_;  ///< the brightness that was asked for last
};

/// The lines of the help card that staff must have read, and a short name of exactly these.
struct HelpLines {
    std::vector<std::string> lines;
    std::string name;
};
[[nodiscard]] HelpLines help_lines(const Phrases& phrases);

/// The title of a stall, in English: what residents see as "Today: ...".
[[nodiscard]] std::string stall_title(const Stall& stall, const Words& words);

}  // namespace harmony::kiosk
