// What the kiosk costs: its frames, its start, its memory, its idle time, beside their bars, and
// beside the same survey as a SurveyJS page in Chromium's kiosk mode where both are installed.
//
//   bench_kiosk [FILE.json]
//
// 1. Frames: CPU times of this process, at 1920x1080. The page is a text question with its
// keyboard,
//    the heaviest page that residents see.
// 2. The program: `harmony-kiosk` in a window on the display, with a pack of the neighbourhood
//    survey; what a process tree uses is read from /proc, in the same way for the peer.
// 3. The peer: tests/bench/peers/surveyjs.mjs, on the same display.

#include <fmt/format.h>
#include <time.h>  // NOLINT(modernize-deprecated-headers): clock_gettime

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/time.h"
#include "bench/kiosk_program.h"
#include "kiosk/sample_pack.h"
#include "support/memory_kiosk.h"
#include "ui/driver.h"
#include "ui/platform.h"
#include "ui/widgets.h"

namespace {

using namespace harmony;
using namespace harmony::ui;

double seconds_of(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double cpu_ms() {
    return seconds_of(CLOCK_PROCESS_CPUTIME_ID) * 1000;
}
double wall_ms() {
    return seconds_of(CLOCK_MONOTONIC) * 1000;
}

double resident_mb() {
    std::ifstream file("/proc/self/statm");
    double pages = 0;
    file >> pages >> pages;
    return pages * 4096 / 1e6;
}

// Until each language was invited once: its letters are set once a machine, not once a round.
constexpr int settle_s = 36;
constexpr int watch_s = 60;

struct Page {
    Look look;
    EditBuffer typed;
    KeyboardState keyboard;
    int chosen = 0;

    void draw(Frame& frame, const KeyboardLayouts& layouts) {
        frame.begin_screen("q.one_thing", "Question 4 of 9", look);
        const Bands bands = ui::bands(frame);
        const BarItem items[] = {{"bar.language", "Language", Icon::globe},
                                 {"bar.text", "Text size", Icon::text_size},
                                 {"bar.help", "Help", Icon::help},
                                 {"bar.leave", "Hide and leave", Icon::leave, true}};
        bar(frame, bands.bar, {"Northgate Council"}, items);
        Rect area = text_column(bands.content);
        const Rect keys = area.take_bottom(keyboard_height(layouts, keyboard), 3);
        const std::string_view question = "What one thing would make you feel safer?";
        heading(
            frame, area.take_top(heading_height(frame, area.w, question), 3), "q.head", question);
        const TextField field{.id = "q.field", .label = question, .lines = 2};
        text_field(frame, area.take_top(text_field_height(frame, field)), field, typed);
        const auto event =
            ui::keyboard(frame, keys, layouts, keyboard, {"space", "Done", "delete", "shift"});
        if (event.press.has_value()) {
            typed.apply(*event.press);
        }
        foot(frame,
             bands.foot,
             {.back = "Back",
              .position = "Question 4 of 9",
              .next = "Continue",
              .done = 4,
              .total = 9});
    }
};

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

double percentile95(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() * 95 / 100];
}

struct Figure {
    std::string name;
    std::string unit;
    double value;
    double bar;
    std::string source;
    double surveyjs = 0;  ///< the same of the peer; 0: not measured
};

double cost_of(int rounds, const std::function<void()>& before, const std::function<void()>& work) {
    std::vector<double> costs;
    for (int round = 0; round < rounds; ++round) {
        before();
        const double start = cpu_ms();
        work();
        costs.push_back(cpu_ms() - start);
    }
    return median(costs);
}

void push(Toolkit& toolkit,
          const base::Clock& clock,
          std::string_view id,
          PointerEvent::Kind kind) {
    const Point mm = toolkit.tree().find(id)->rect.centre();
    const double scale = toolkit.panel().px_per_mm;
    toolkit.input().push({kind, {mm.x * scale, mm.y * scale}, clock.monotonic(), 1});
}

base::Result<void> present(Toolkit& toolkit, Presenter& presenter) {
    const Image& frame = toolkit.render();
    return presenter.present(frame, toolkit.take_changed());
}

// From the press lying in the queue to the frame that shows it, handed to the presenter.
std::vector<double> presses(Toolkit& toolkit,
                            base::ManualClock& clock,
                            const DrawApp& draw,
                            Presenter& presenter) {
    std::vector<double> times;
    for (int round = 0; round < 60; ++round) {
        clock.advance(std::chrono::milliseconds{500});
        const std::string id = std::string("key.gb.") + static_cast<char>('a' + round % 26);
        push(toolkit, clock, id, PointerEvent::Kind::down);
        const double start = wall_ms();
        toolkit.update(draw);
        static_cast<void>(present(toolkit, presenter));
        times.push_back(wall_ms() - start);
        push(toolkit, clock, id, PointerEvent::Kind::up);
        toolkit.update(draw);
        static_cast<void>(present(toolkit, presenter));
    }
    return times;
}

void print(const std::vector<Figure>& figures) {
    fmt::print("{:<48} {:>10} {:>10} {:>7}\n", "figure", "measured", "bar", "ratio");
    for (const Figure& figure : figures) {
        fmt::print("{:<48} {:>7.2f} {:<2} {:>7.2f} {:<2} {:>7.2f}",
                   figure.name,
                   figure.value,
                   figure.unit,
                   figure.bar,
                   figure.unit,
                   figure.value / figure.bar);
        if (figure.surveyjs > 0) {
            fmt::print("   SurveyJS {:.1f} {}, {:.1f} times",
                       figure.surveyjs,
                       figure.unit,
                       figure.surveyjs / figure.value);
        }
        fmt::print("\n");
    }
}

void write(const std::vector<Figure>& figures, const std::string& file) {
    nlohmann::json json{{"schema", "harmony.bench.1"}, {"bench", "kiosk"}};
    for (const Figure& figure : figures) {
        json["figures"].push_back({{"name", figure.name},
                                   {"unit", figure.unit},
                                   {"value", figure.value},
                                   {"bar", figure.bar},
                                   {"ratio", figure.value / figure.bar},
                                   {"source", figure.source},
                                   {"surveyjs", figure.surveyjs}});
    }
    std::ofstream(file) << json.dump(2) << "\n";
}

void measure_drawing(Toolkit& toolkit, Page& page, const DrawApp& draw, std::vector<Figure>& into) {
    const auto frame = [&] {
        toolkit.update(draw);
        toolkit.render();
    };
    into.push_back({"full redraw, English",
                    "ms",
                    cost_of(
                        30, [&] { toolkit.invalidate(); }, frame),
                    12,
                    "issue; ui-stack.md 7-11 ms"});
    into.push_back({"unchanged frame, English",
                    "ms",
                    cost_of(
                        200, [] {}, frame),
                    0.2,
                    "issue; ui-stack.md 0.12 ms"});
    into.push_back({"unchanged picture only",
                    "ms",
                    cost_of(
                        200, [] {}, [&] { toolkit.render(); }),
                    0.12,
                    "ui-stack.md, 0.12 ms"});
    page.look.language = "ur";
    page.keyboard.layout = "ur";
    frame();
    into.push_back({"full redraw, Urdu",
                    "ms",
                    cost_of(
                        30, [&] { toolkit.invalidate(); }, frame),
                    12,
                    "issue; ui-stack.md 7-11 ms"});
    page.look.language = "en";
    page.keyboard.layout = "gb";
    frame();
}

/// The page of the map on the whole kiosk, with every tile of it decoded, as somebody looks at it.
void measure_map(std::vector<Figure>& into) {
    tests::MemoryKiosk::Options options;
    options.panel = panel_15_inch;
    options.surveys = {"little_things"};
    options.map = true;
    tests::MemoryKiosk kiosk(options);
    kiosk.go_to_questions();
    kiosk.go_on_to("q.place");
    while (kiosk.driver().get("q.place.map") == nullptr) {
        base::promise(kiosk.driver().tap("nav.continue").ok(), "the map has a page");
    }
    static_cast<void>(kiosk.driver().frame());
    Toolkit& toolkit = kiosk.stage().toolkit();
    into.push_back({"full redraw, map",
                    "ms",
                    cost_of(
                        30,
                        [&] { toolkit.invalidate(); },
                        [&] { static_cast<void>(kiosk.driver().frame()); }),
                    12,
                    "issue: a full frame in 12 ms"});
}

void measure_window(Toolkit& toolkit,
                    base::ManualClock& clock,
                    const DrawApp& draw,
                    const nlohmann::json& peer,
                    std::vector<Figure>& into) {
    if (std::getenv("DISPLAY") == nullptr) {
        fmt::print("no DISPLAY: press to presented in a window is not measured\n");
        return;
    }
    for (const auto way : {Platform::Way::surface, Platform::Way::texture}) {
        auto platform = Platform::open({.show = Platform::Show::window,
                                        .way = way,
                                        .title = "Harmony",
                                        .panel = panel_15_inch},
                                       clock);
        if (!platform) {
            fmt::print("{}\n", platform.error().message);
            continue;
        }
        Presenter& presenter = (*platform)->presenter();
        const auto times = presses(toolkit, clock, draw, presenter);
        into.push_back({fmt::format("press to presented p50, {}", presenter.name()),
                        "ms",
                        median(times),
                        3,
                        "issue: 3 ms at the median",
                        peer.value("press_p50_ms", 0.0)});
        into.push_back({fmt::format("press to presented p95, {}", presenter.name()),
                        "ms",
                        percentile95(times),
                        50,
                        "kiosk.md 2.4",
                        peer.value("press_p95_ms", 0.0)});
    }
}

/// Start to first question through every page before it, in a process of its own.
int show_first_question() {
    tests::MemoryKiosk kiosk;
    kiosk.go_to_questions();
    static_cast<void>(kiosk.driver().frame());
    fmt::print("ready\n");
    std::fflush(stdout);
    return 0;
}

/// The program in a window, and the peer, on the same display.
void measure_programs(const char* self, const nlohmann::json& peer, std::vector<Figure>& into) {
    const auto theirs = [&](const char* name) { return peer.value(name, 0.0); };
    if (const auto ms = bench::ms_until_ready(self, {"--first-question"})) {
        into.push_back({"process to first question, all pages before it",
                        "ms",
                        *ms,
                        2000,
                        "kiosk.md 14.2, to attract",
                        theirs("first_question_ms")});
    }
    if (std::getenv("DISPLAY") == nullptr) {
        return;
    }
    const tests::TemporaryFolder folder;
    tests::write_sample_pack(folder.path() / "pack", {"neighbourhood"});
    tests::write_sample_state(folder.path() / "state");
    const auto cost = bench::cost_at_rest(HARMONY_KIOSK,
                                          {"--data",
                                           (folder.path() / "state").string(),
                                           "--pack",
                                           (folder.path() / "pack").string(),
                                           "--panel",
                                           "15.6",
                                           "--window",
                                           "1920x1080"},
                                          settle_s,
                                          watch_s);
    if (!cost) {
        fmt::print("harmony-kiosk ended by itself: memory and idle time are not measured\n");
        return;
    }
    into.push_back({"memory of the program, PSS",
                    "MB",
                    cost->memory_mb,
                    64,
                    "issue: 64 MB resident",
                    theirs("memory_mb")});
    into.push_back({"one core while nobody touches it",
                    "%",
                    cost->idle_percent,
                    0.2,
                    "issue: 0.2 % of a core",
                    0});
}

}  // namespace

int main(int argc, char** argv) {
    if (argc > 1 && std::string_view(argv[1]) == "--first-question") {
        return show_first_question();
    }
    const double start = wall_ms();
    base::ManualClock clock{base::Moment{std::chrono::seconds{1'775'000'000}}};
    const std::filesystem::path assets = std::filesystem::path(HARMONY_SOURCE_DIR) / "assets";
    auto opened = Toolkit::open({panel_15_inch, assets}, clock);
    if (!opened) {
        fmt::print(stderr, "{}\n", opened.error().message);
        return 1;
    }
    Toolkit& toolkit = **opened;
    Page page;
    const DrawApp draw = [&](Frame& frame) { page.draw(frame, toolkit.keyboards()); };
    MemoryPresenter memory;
    toolkit.update(draw);
    static_cast<void>(present(toolkit, memory));
    std::vector<Figure> figures;
    figures.push_back({"time to first frame, in memory",
                       "ms",
                       wall_ms() - start,
                       400,
                       "issue; ui-stack.md 310-360 ms"});
    measure_drawing(toolkit, page, draw, figures);
    figures.push_back({"press to presented p50, memory",
                       "ms",
                       median(presses(toolkit, clock, draw, memory)),
                       3,
                       "issue: 3 ms at the median"});
    figures.push_back(
        {"resident memory, two frames kept", "MB", resident_mb(), 48, "ui-stack.md, 42-48 MB"});
    measure_map(figures);
    const nlohmann::json peer = bench::surveyjs_figures(HARMONY_SOURCE_DIR, "neighbourhood");
    measure_window(toolkit, clock, draw, peer, figures);
    measure_programs(argv[0], peer, figures);
    print(figures);
    if (argc > 1) {
        write(figures, argv[1]);
    }
    return 0;
}
