#include <memory>

#include "kiosk/faults/fault.h"
#include "kiosk/sample_pages.h"
#include "kiosk/screens/door_screens.h"
#include "kiosk/screens/staff_screens.h"
#include "kiosk/staff/measure.h"

// Pages of staff with made-up content, each as full as it gets.
namespace harmony::tests {
namespace {

using namespace kiosk;
using ui::Frame;

/// Of docs/formats/status-code.md, as long as they get.
const char* const sample_status_code =
    "HS1;k=0102030405060708090a0b0c0d0e0f10;t=29581020;v=0.1.0;h=00112233aabbccdd;p=7;n=12,3,501,4;"
    "o=2026-03-26;"
    "f=disk_95,unsent,unsent_personal,unsent_complaint,help_unchecked,screen_mm,touch_stuck,temp;"
    "s=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

StaffStatusView status() {
    StaffStatusView view;
    view.faults = {
        {"disk_95",
         "Storage is full. Send data or change the machine.",
         "Since 30 March 2026, 09:12.",
         true,
         false},
        {"unsent", "501 records waiting since 26 March 2026. Sync.", "Over.", false, true}};
    view.lines = {{"today", "Answers today", "12"},
                  {"unsent", "Waiting to be sent", "501"},
                  {"oldest", "Oldest waiting since", "26 March 2026"},
                  {"engagement", "Engagement", "Drop-in at Northgate Library"}};
    view.may_wipe = true;
    view.settings = {{"mount", "mount", "stand (set here)"},
                     {"storage.warn_pct", "storage.warn_pct", "80 % (built in)"}};
    return view;
}

StaffCheckView check(const Words& words) {
    StaffCheckView view;
    view.result = words("staff.check.found", {{"n", "1"}});
    view.rows.push_back({"disk_95", words("fault.disk_95"), false, true});
    for (const FaultKind& kind : fault_kinds) {
        const std::string name(kind.name);
        view.rows.push_back({name + ".good", words("staff.check.good." + name), true, false});
    }
    view.written = words("staff.check.written", {{"place", "/media/stick/self-check.txt"}});
    return view;
}

void add_door(std::vector<SamplePage>& pages) {
    using Tone = DoorVerdictView::Tone;
    pages.push_back({"staff_door_dates", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         const DoorDateLine line{"5fc3ae4ce773b8ec",
                                                 "Family fun day in Castle Park",
                                                 "Saturday 23 May 2026, 12:00"};
                         DoorDateLine other = line;
                         other.id = "b35e9a07c4d1826f";
                         draw_door_dates(f, c, {{line, other}, page}, i);
                     }});
    for (const bool gathering : {false, true}) {
        pages.push_back(
            {gathering ? "staff_door_walk_in" : "staff_door",
             [gathering](Frame& f, const PageContext& c, int, Intents& i) {
                 DoorView view;
                 view.title = "Family fun day in Castle Park";
                 view.when = "Saturday 23 May 2026, 12:00";
                 view.totals = c.words("staff.door.totals", {{"n", "212"}, {"total", "98"}});
                 view.in_room = c.words("staff.door.room_limit", {{"n", "188"}, {"max", "200"}});
                 view.room_full = true;
                 if (gathering) {
                     view.gathering =
                         c.words("staff.door.people", {{"adults", "2"}, {"children", "3"}});
                     view.may_undo = true;
                     view.first_time = "yes";
                 }
                 draw_door(f, c, view, i);
             }});
    }
    pages.push_back({"staff_door_number", [](Frame& f, const PageContext& c, int, Intents& i) {
                         draw_door_number(f, c, {"482 917 360", c.words("err.code"), true}, i);
                     }});
    pages.push_back({"staff_door_choose", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         DoorChooseView view;
                         for (const char* name : {"Zofia Kowalska", "محمد خان", ""}) {
                             view.people.push_back({"f0e0d0c0b0a09080706050403020100" +
                                                        std::to_string(view.people.size()),
                                                    base::SecretText(name),
                                                    3,
                                                    "482 917 360"});
                         }
                         view.page = page;
                         draw_door_choose(f, c, view, i);
                     }});
    const TicketDrawing pictures = draw_ticket({9, 3, 19});
    pages.push_back(
        {"staff_door_named", [pictures](Frame& f, const PageContext& c, int, Intents& i) {
             DoorVerdictView view;
             view.tone = Tone::good;
             view.word = c.words("staff.door.good");
             view.text = c.words("staff.door.welcome", {{"n", "3"}});
             view.name.assign("Zofia Kowalska");
             view.pictures = pictures;
             draw_door_verdict(f, c, view, i);
         }});
    pages.push_back({"staff_door_good", [](Frame& f, const PageContext& c, int, Intents& i) {
                         DoorVerdictView view;
                         view.tone = Tone::good;
                         view.word = c.words("staff.door.good");
                         view.text = "Ticket is genuine. Party of 3. No list on this machine.";
                         draw_door_verdict(f, c, view, i);
                     }});
    pages.push_back({"staff_door_stop", [](Frame& f, const PageContext& c, int, Intents& i) {
                         DoorVerdictView view;
                         view.tone = Tone::ask;
                         view.word = c.words("staff.door.stop");
                         view.text = "Checked in at 12:04 on this machine.";
                         view.may_override = true;
                         draw_door_verdict(f, c, view, i);
                     }});
    pages.push_back({"staff_door_reason", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         draw_door_reason(f,
                                          c,
                                          {{c.words("staff.door.reason.known"),
                                            c.words("staff.door.reason.list"),
                                            c.words("staff.door.reason.room"),
                                            c.words("staff.door.reason.other")},
                                           page},
                                          i);
                     }});
}

void add_daily(std::vector<SamplePage>& pages) {
    add_door(pages);
    pages.push_back({"staff_pin", [](Frame& f, const PageContext& c, int, Intents& i) {
                         draw_staff_pin(f, c, {4, PinTrouble::wrong, 0, true}, i);
                     }});
    pages.push_back({"staff_menu", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         draw_staff_menu(f, c, {true, true, 3, page}, i);
                     }});
    pages.push_back({"staff_status", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         StaffStatusView view = status();
                         view.page = page;
                         draw_staff_status(f, c, view, i);
                     }});
    pages.push_back({"staff_knows", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         draw_staff_knows(f, c, {status().lines, page, sample_status_code}, i);
                     }});
    pages.push_back({"staff_sync", [](Frame& f, const PageContext& c, int, Intents& i) {
                         StaffSyncView view;
                         view.by_stick = true;
                         view.started = true;
                         view.report = SyncReport{2, 1, true, "", "", {{{}, {}, 7, 10}}};
                         draw_staff_sync(f, c, view, i);
                     }});
    pages.push_back(
        {"staff_held", [](Frame& f, const PageContext& c, int page, Intents& i) {
             const auto line = [&](std::string_view n, std::string_view place) {
                 return c.words(
                     "staff.held.line",
                     {{"n", n}, {"engagement", place}, {"day", "5 June 2026"}, {"k", "10"}});
             };
             draw_staff_held(
                 f,
                 c,
                 {{line("7", "Stall, Central Library"), line("3", c.words("staff.held.nowhere"))},
                  page},
                 i);
         }});
    pages.push_back({"staff_syncing", [](Frame& f, const PageContext& c, int, Intents& i) {
                         StaffSyncView view;
                         view.started = true;
                         view.running = true;
                         view.items_done = 3;
                         view.items = 7;
                         draw_staff_sync(f, c, view, i);
                     }});
    pages.push_back({"staff_hours", [](Frame& f, const PageContext& c, int, Intents& i) {
                         draw_staff_hours(f,
                                          c,
                                          {c.words("staff.hours.open"),
                                           false,
                                           c.words("staff.hours.brightness", {{"n", "80"}})},
                                          i);
                     }});
}

void add_places(std::vector<SamplePage>& pages, const ui::KeyboardLayouts& keyboards) {
    pages.push_back({"staff_engagement", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         draw_staff_engagement(
                             f,
                             c,
                             {{{"00aa", "Drop-in at the library", "30 March 2026", true},
                               {"00bb", "Warm Welcome", "2 April 2026", false},
                               {"", c.words("staff.engagement.none"), "", false}},
                              page},
                             i);
                     }});
    const auto note = std::make_shared<ui::EditBuffer>();
    note->set("beside the fountain, from ten to twelve");
    const auto view = [note](int page) {
        StaffPlaceView place;
        place.kinds = {"stall", "drop_in", "warm_welcome", "visit"};
        place.places = {"Market square", "Northgate Library", "Riverside Park"};
        place.note = note.get();
        place.page = page;
        return place;
    };
    pages.push_back({"staff_stall_kind", [=](Frame& f, const PageContext& c, int p, Intents& i) {
                         draw_staff_stall_kind(f, c, view(p), i);
                     }});
    pages.push_back({"staff_stall_place", [=](Frame& f, const PageContext& c, int p, Intents& i) {
                         draw_staff_stall_place(f, c, view(p), i);
                     }});
    pages.push_back(
        {"staff_wipe_words", [=, &keyboards](Frame& f, const PageContext& c, int, Intents& i) {
             TypedLine line;
             line.id = "staff.wipe.words";
             line.title = c.words("staff.wipe.type", {{"words", c.words("staff.wipe.words")}});
             line.field = "staff.wipe.field";
             line.text = note.get();
             draw_typed_line(f, c, line, keyboards, i);
         }});
    pages.push_back(
        {"staff_stall_note", [=, &keyboards](Frame& f, const PageContext& c, int p, Intents& i) {
             draw_staff_stall_note(f, c, view(p), keyboards, i);
         }});
}

void add_care(std::vector<SamplePage>& pages) {
    pages.push_back({"staff_check", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         StaffCheckView view = check(c.words);
                         view.page = page;
                         draw_staff_check(f, c, view, i);
                     }});
    pages.push_back({"staff_picture", [](Frame& f, const PageContext& c, int, Intents& i) {
                         draw_staff_picture(f, c, i);
                     }});
    pages.push_back({"staff_sound", [](Frame& f, const PageContext& c, int, Intents& i) {
                         draw_staff_sound(f, c, i);
                     }});
    pages.push_back(
        {"staff_help", [](Frame& f, const PageContext& c, int page, Intents& i) {
             draw_staff_help_cards(
                 f,
                 c,
                 {{c.words("help.danger"), c.words("help.deaf"), c.words("help.no_name")},
                  c.words("staff.help.ticked", {{"date", "30 March 2026"}}),
                  page},
                 i);
         }});
    pages.push_back(
        {"staff_wipe", [](Frame& f, const PageContext& c, int page, Intents& i) {
             draw_staff_wipe(f, c, {501, false, true, false, "There is no stick.", page}, i);
         }});
    pages.push_back({"staff_wipe_lost", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         draw_staff_wipe(f, c, {501, true, false, false, "", page}, i);
                     }});
    pages.push_back({"staff_end", [](Frame& f, const PageContext& c, int, Intents& i) {
                         draw_staff_end(f, c, i);
                     }});
}

void add_measuring(std::vector<SamplePage>& pages) {
    const auto view = [](std::size_t cross) {
        StaffMeasureView measure;
        measure.card_width_mm = 85.6;
        measure.card_height_mm = 53.98;
        measure.sides_agree = false;
        measure.cross = cross;
        measure.touch_good = false;
        measure.worst = "6.2";
        measure.digits = "940";
        measure.wrong = true;
        measure.summary = {"Dots in a millimetre: 5.56", "Loudness: 72 dBA"};
        return measure;
    };
    pages.push_back({"staff_card", [=](Frame& f, const PageContext& c, int, Intents& i) {
                         draw_staff_card(f, c, view(0), i);
                     }});
    for (const std::size_t cross : {std::size_t{0}, std::size_t{4}, std::size_t{8}}) {
        pages.push_back({"staff_cross_" + std::to_string(cross),
                         [=](Frame& f, const PageContext& c, int, Intents& i) {
                             StaffMeasureView measure = view(cross);
                             measure.aim = measure::cross(cross, {f.page().w, f.page().h});
                             draw_staff_crosses(f, c, measure, i);
                         }});
    }
    pages.push_back({"staff_touched", [=](Frame& f, const PageContext& c, int, Intents& i) {
                         draw_staff_crosses(f, c, view(9), i);
                     }});
    pages.push_back({"staff_edge", [=](Frame& f, const PageContext& c, int, Intents& i) {
                         draw_staff_edge(f, c, view(9), i);
                     }});
    pages.push_back({"staff_volume", [=](Frame& f, const PageContext& c, int, Intents& i) {
                         draw_staff_volume(f, c, view(9), i);
                     }});
    pages.push_back({"staff_measured", [=](Frame& f, const PageContext& c, int, Intents& i) {
                         draw_staff_measured(f, c, view(9), i);
                     }});
}

void add_stand_by(std::vector<SamplePage>& pages) {
    pages.push_back({"sleep", [](Frame& f, const PageContext& c, int, Intents& i) {
                         draw_sleep(f, c, {}, i);
                     }});
    pages.push_back({"sleep_touched", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         const std::string day = c.words.date(*base::day_from_iso("2026-09-30"));
                         SleepView view{true, {}, page};
                         view.opens = c.words("sleep.opens", {{"day", day}, {"time", "09:00"}});
                         draw_sleep(f, c, view, i);
                     }});
    pages.push_back(
        {"paused", [](Frame& f, const PageContext& c, int, Intents& i) { draw_paused(f, c, i); }});
    pages.push_back({"cleaning", [](Frame& f, const PageContext& c, int, Intents& i) {
                         draw_cleaning(f, c, i);
                     }});
    pages.push_back(
        {"starting", [](Frame& f, const PageContext& c, int, Intents&) { draw_starting(f, c); }});
    pages.push_back({"assisted", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         PageContext helped = c;
                         helped.assisted = true;
                         draw_help(f, helped, {{}, page}, i);
                     }});
}

}  // namespace

void add_staff_pages(std::vector<SamplePage>& pages, const ui::KeyboardLayouts& keyboards) {
    add_daily(pages);
    add_places(pages, keyboards);
    add_care(pages);
    add_measuring(pages);
    add_stand_by(pages);
}

}  // namespace harmony::tests
