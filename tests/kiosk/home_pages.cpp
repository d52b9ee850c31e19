#include "kiosk/sample_pages.h"

namespace harmony::tests {

using namespace kiosk;
using ui::Frame;

void add_home_pages(std::vector<SamplePage>& pages) {
    pages.push_back({"home", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         draw_home(f,
                                   c,
                                   {{HomeTile::survey,
                                     HomeTile::events,
                                     HomeTile::report,
                                     HomeTile::you_said,
                                     HomeTile::help,
                                     HomeTile::not_today},
                                    {27, 4},
                                    page},
                                   i);
                     }});
    pages.push_back({"home_survey", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         draw_home(f, c, {{HomeTile::survey, HomeTile::help}, {27, 4}, page}, i);
                     }});
    pages.push_back({"not_today", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         draw_not_today(f, c, page, i);
                     }});
    pages.push_back({"machine", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         draw_machine(f,
                                      c,
                                      {{{"waiting", "31"},
                                        {"kept", "47"},
                                        {"oldest", c.words.date(*base::day_from_iso("2026-03-30"))},
                                        {"last_sent", ""},
                                        {"keys", "Tarnbeck Council"},
                                        {"version", "0.4.0"}},
                                       page},
                                      i);
                     }});
    pages.push_back(
        {"accessibility_statement", [](Frame& f, const PageContext& c, int page, Intents& i) {
             draw_accessibility_statement(f, c, {"0.4.0", true, page}, i);
         }});
}

}  // namespace harmony::tests
