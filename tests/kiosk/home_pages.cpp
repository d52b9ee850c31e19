#include "kiosk/sample_pages.h"

namespace harmony::tests {

using namespace kiosk;
using ui::Frame;

namespace {

/// News with words of the page's language, about as long as they may be.
NewsItem news(const PageContext& c) {
    const std::string said = c.words("attract.promise") + " " + c.words("machine.no_camera");
    return {"lights",
            c.words("home.case_note"),
            said,
            c.words("statement.contact_label"),
            c.words("home.you_said_note"),
            c.words.date(*base::day_from_iso("2026-03-30"))};
}

AttractView slide(const PageContext& c, AttractSlide::Kind kind) {
    AttractView view;
    view.organisation = c.organisation;
    view.today = "Northgate drop-in";
    view.slide = {kind, c.look.language, 0};
    view.news = news(c);
    view.event = {
        "Northgate Library", "7", c.words.month(5), c.words("weekday.3") + " 14:00-16:00"};
    return view;
}

void add_news_pages(std::vector<SamplePage>& pages) {
    using Kind = AttractSlide::Kind;
    for (const auto& [name, kind] : {std::pair{"attract_news", Kind::you_said},
                                     std::pair{"attract_event", Kind::event},
                                     std::pair{"attract_promise", Kind::promise}}) {
        const Kind shown = kind;
        pages.push_back({name, [shown](Frame& f, const PageContext& c, int, Intents& i) {
                             draw_attract(f, c, slide(c, shown), i);
                         }});
    }
    pages.push_back({"you_said", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         const NewsItem item = news(c);
                         NewsItem other = item;
                         other.id = "bins";
                         draw_you_said(f, c, {{item, other}, page}, i);
                     }});
    pages.push_back({"you_said_item", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         draw_you_said_item(f, c, {news(c), page}, i);
                     }});
}

}  // namespace

void add_home_pages(std::vector<SamplePage>& pages) {
    add_news_pages(pages);
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
