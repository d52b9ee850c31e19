#include <fmt/format.h>

#include "kiosk/gallery.h"
#include "kiosk/gallery_commands.h"
#include "ui/language.h"

namespace {

using namespace harmony;

constexpr ui::TextSize sizes[] = {
    ui::TextSize::s, ui::TextSize::m, ui::TextSize::l, ui::TextSize::xl};

struct Named {
    const char* name;
    ui::Panel panel;
};
constexpr Named panels[] = {
    {"10.1", ui::panel_10_inch}, {"15.6", ui::panel_15_inch}, {"21.5", ui::panel_21_inch}};

}  // namespace

int tests::report_layout() {
    tests::Gallery gallery;
    int faults = 0;
    fmt::print("{:<6}{:<6}{:>7}{:>10}{:>8}{:>8}\n",
               "panel",
               "lang",
               "pages",
               "controls",
               "texts",
               "faults");
    for (const Named& panel : panels) {
        for (const ui::Language& language : ui::languages()) {
            const tests::Gallery::Looked before = gallery.looked();
            std::vector<std::string> found;
            for (const ui::TextSize size : sizes) {
                for (const tests::SamplePage& page : gallery.pages()) {
                    if (!tests::is_seen(page, language.code, size)) {
                        continue;
                    }
                    const auto more =
                        gallery.faults(page, panel.panel, {std::string(language.code), size});
                    found.insert(found.end(), more.begin(), more.end());
                }
            }
            const tests::Gallery::Looked& now = gallery.looked();
            fmt::print("{:<6}{:<6}{:>7}{:>10}{:>8}{:>8}\n",
                       panel.name,
                       language.code,
                       now.pages - before.pages,
                       now.controls - before.controls,
                       now.texts - before.texts,
                       found.size());
            for (const std::string& fault : found) {
                fmt::print("    {}\n", fault);
            }
            faults += static_cast<int>(found.size());
        }
    }
    fmt::print("{} faults\n", faults);
    return faults == 0 ? 0 : 1;
}
