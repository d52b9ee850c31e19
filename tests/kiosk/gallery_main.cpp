// kiosk_gallery sheets FOLDER [PAGE]    every screen on sheets, for a person to look at
// kiosk_gallery report                 the layout report of kiosk.md K2
#include <cstdio>
#include <exception>

#include "kiosk/gallery_commands.h"

int main(int argc, char** argv) {
    const std::string_view what = argc > 1 ? argv[1] : "";
    try {
        if (what == "report") {
            return harmony::tests::report_layout();
        }
        if (what == "sheets" && argc > 2) {
            return harmony::tests::make_sheets(argv[2], argc > 3 ? argv[3] : "");
        }
        std::fprintf(stderr, "kiosk_gallery sheets FOLDER [PAGE] | report\n");
        return 2;
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "kiosk_gallery: %s\n", fault.what());
        return 3;
    }
}
