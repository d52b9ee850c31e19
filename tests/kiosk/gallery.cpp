#include "kiosk/gallery.h"

#include <fmt/format.h>

#include <cstdlib>
#include <set>

namespace harmony::tests {
namespace {

constexpr int most_pages = 40;

}  // namespace

bool is_seen(const SamplePage& page, std::string_view language, ui::TextSize size) {
    const bool staff = page.name.starts_with("staff");
    return !staff || (language == "en" && size == ui::TextSize::s);
}

Gallery::Gallery() : Gallery(std::vector<SamplePage>{}) {
    pages_ = sample_pages(toolkit_->keyboards(), phrases_);
    if (const char* name = std::getenv("HARMONY_PAGES")) {  // only these, while one is made
        std::erase_if(pages_, [&](const SamplePage& page) { return !page.name.starts_with(name); });
    }
}

Gallery::Gallery(std::vector<SamplePage> pages)
    : phrases_(shipped_phrases()), clock_(base::Moment{}), pages_(std::move(pages)) {
    auto toolkit = ui::Toolkit::open({ui::panel_10_inch, HARMONY_SOURCE_DIR "/assets"}, clock_);
    base::promise(toolkit.ok(), "the toolkit opens");
    toolkit_ = std::move(toolkit).value();
    if (const char* folder = std::getenv("HARMONY_GALLERY")) {
        pictures_ = folder;  // for people who want to look at them
    }
}

std::vector<std::string> Gallery::faults(const SamplePage& page,
                                         const ui::Panel& panel,
                                         const ui::Look& look) {
    toolkit_->set_panel(panel);
    std::vector<std::string> found;
    std::set<int> seen;
    std::vector<int> waiting = {0};
    while (!waiting.empty()) {
        const int shown = waiting.back();
        waiting.pop_back();
        if (shown > most_pages) {
            found.push_back(page.name + " never comes to its last page");
        } else if (seen.insert(shown).second) {
            const std::vector<int> next = visit(page, {panel, look, shown}, found);
            waiting.insert(waiting.end(), next.begin(), next.end());
        }
    }
    return found;
}

const ui::Image& Gallery::picture(const SamplePage& page,
                                  const ui::Panel& panel,
                                  const ui::Look& look) {
    toolkit_->set_panel(panel);
    const ui::DrawApp draw = [&](ui::Frame& frame) {
        const kiosk::Words words(phrases_, look.language);
        page.draw(frame, {words, look, "Tarnbeck Council"}, 0, ignored_);
    };
    toolkit_->update(draw);
    static_cast<void>(ignored_.take());
    return toolkit_->render();
}

/// Looks at one page, and returns the pages that it leads to.
std::vector<int> Gallery::visit(const SamplePage& page,
                                const View& view,
                                std::vector<std::string>& found) {
    kiosk::Intents intents;
    ui::Driver driver(*toolkit_, clock_, [&](ui::Frame& frame) {
        const kiosk::Words words(phrases_, view.look.language);
        const kiosk::PageContext context{words, view.look, "Tarnbeck Council"};
        page.draw(frame, context, view.shown, intents);
    });
    driver.step();
    const std::string name = fmt::format("{}-{:.0f}-{}-{}-{}",
                                         page.name,
                                         view.panel.width_mm(),
                                         view.look.language,
                                         ui::name_of(view.look.text),
                                         view.shown);
    looked_.add(driver.tree());
    for (const std::string& fault : kiosk::page_faults(driver.tree(), view.panel)) {
        found.push_back(fmt::format("{}: {}", name, fault));
    }
    keep_picture(driver, name);
    for (const char* way : {"page.more", "date.other_day", "nav.continue"}) {
        if (driver.get(way) != nullptr) {
            base::promise(driver.tap(way).ok(), "the way on can be tapped");
        }
    }
    std::vector<int> next;
    for (const kiosk::Intent& intent : intents.take()) {
        if (intent.what == kiosk::Do::show_page) {
            next.push_back(intent.number);
        }
    }
    return next;
}

void Gallery::keep_picture(ui::Driver& driver, const std::string& name) {
    if (!pictures_.empty()) {
        base::promise(driver.screenshot(pictures_ / (name + ".png")).ok(), "the picture is kept");
    }
}

}  // namespace harmony::tests
