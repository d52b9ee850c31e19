#include "kiosk/sample_pages.h"
#include "kiosk/sample_pictures.h"
#include "kiosk/screens/code_screens.h"

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

ShownPicture picture(const PageContext& c, int width_px, int height_px) {
    return {tests::sample_picture(width_px, height_px), c.words("home.you_said_note")};
}

/// The same page with the organisation's logo.
PageContext with_logo(const PageContext& c) {
    PageContext marked = c;
    marked.logo = picture(c, 90, 60);
    return marked;
}

/// What is shown of a pack with pictures.
void add_picture_pages(std::vector<SamplePage>& pages) {
    using Kind = AttractSlide::Kind;
    for (const auto& [name, kind] : {std::pair{"attract_news_picture", Kind::you_said},
                                     std::pair{"attract_campaign", Kind::campaign},
                                     std::pair{"attract_logo", Kind::invite}}) {
        const Kind shown = kind;
        pages.push_back({name, [shown](Frame& f, const PageContext& c, int, Intents& i) {
                             AttractView view = slide(c, shown);
                             view.news.picture = picture(c, 90, 60);
                             if (shown == Kind::campaign) {
                                 view.picture = picture(c, 160, 90);
                             }
                             draw_attract(f, with_logo(c), view, i);
                         }});
    }
    pages.push_back({"you_said_pictures", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         NewsItem item = news(c);
                         item.picture = picture(c, 90, 60);
                         NewsItem other = item;
                         other.id = "bins";
                         draw_you_said(f, with_logo(c), {{item, other}, page}, i);
                     }});
    for (const auto& [name, high] :
         {std::pair{"you_said_picture", 60}, std::pair{"you_said_tall", 180}}) {
        const int height_px = high;
        pages.push_back({name, [height_px](Frame& f, const PageContext& c, int page, Intents& i) {
                             NewsItem item = news(c);
                             item.picture = picture(c, 90, height_px);
                             draw_you_said_item(f, with_logo(c), {item, page}, i);
                         }});
    }
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
    pages.push_back({"code_lookup", [](Frame& f, const PageContext& c, int, Intents& i) {
                         CodeLookupView view;
                         view.digits.assign("4829 1736 5191");
                         draw_code_lookup(f, c, view, i);
                     }});
    pages.push_back({"code_lookup_trouble", [](Frame& f, const PageContext& c, int, Intents& i) {
                         CodeLookupView view;
                         view.digits.assign("4829 1736 5192");
                         view.trouble = c.words("err.code");
                         draw_code_lookup(f, c, view, i);
                     }});
    pages.push_back({"code_result", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         CodeResultView view;
                         view.state = c.words("receipt.done", {{"date", "18.03.2026"}});
                         view.text = "Lamp 14 by the canal is new, and the hedge beside it is cut.";
                         view.as_of = c.words("code.as_of", {{"date", "21.03.2026"}});
                         view.asks_if_helped = true;
                         view.may_take_back = true;
                         view.page = page;
                         draw_code_result(f, c, view, i);
                     }});
    pages.push_back({"code_unknown", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         CodeResultView view;
                         view.state = c.words("code.unknown", {{"n", "7"}});
                         view.may_take_back = true;
                         view.page = page;
                         draw_code_result(f, c, view, i);
                     }});
    pages.push_back({"code_stop", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         draw_code_stop(f, c, page, i);
                     }});
    pages.push_back({"code_done", [](Frame& f, const PageContext& c, int page, Intents& i) {
                         draw_code_done(f, c, {c.words("code.taken_back"), page}, i);
                     }});
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
    add_picture_pages(pages);
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
