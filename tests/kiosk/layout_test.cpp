#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <set>

#include "kiosk/sample_pages.h"
#include "ui/driver.h"

using namespace harmony;

namespace {

constexpr ui::Panel panels[] = {ui::panel_10_inch, ui::panel_15_inch, ui::panel_21_inch};
constexpr int most_pages = 40;

/// Keys, and the buttons of bar, foot and rows, keep their size whatever the size of letters is; in
/// large letters the ink of the tallest scripts is a little larger than they are (ui/widgets.h).
bool kept_by_the_toolkit(const ui::Look& look, const std::string& fault) {
    if (look.text < ui::TextSize::l || !fault.starts_with("the ink of ")) {
        return false;
    }
    const std::string id = fault.substr(11);
    return id.starts_with("key.") || id.starts_with("bar.") || id.starts_with("nav.") ||
           id.starts_with("check.change.");
}

bool is_ground(const ui::sem::Node& node) {
    return node.id == "bar.logo" || node.id.starts_with("attract.") ||
           node.id.starts_with("curtain");
}

/// Words of the page that lie over a control, over other words, or leave the page. A line of
/// Nastaliq reaches a little into its neighbours'.
std::vector<std::string> words_in_the_way(const ui::sem::Tree& tree) {
    constexpr double reach = 3.0;
    std::vector<std::string> found;
    const auto& nodes = tree.nodes();
    for (const ui::sem::Node& words : nodes) {
        const bool is_text = words.action == ui::sem::Action::none && !words.ink.empty() &&
                             words.group == ui::sem::Group::main && !is_ground(words);
        for (const ui::sem::Node& other : nodes) {
            if (!is_text || &words == &other || is_ground(other)) {
                continue;
            }
            const bool is_control = other.action != ui::sem::Action::none;
            const ui::Rect& rect = is_control ? other.rect : other.ink;
            const double under =
                std::min(words.ink.bottom(), rect.bottom()) - std::max(words.ink.y, rect.y);
            if (words.ink.overlaps(rect) && under > reach) {
                found.push_back(fmt::format("the words of {} lie over {}", words.id, other.id));
            }
        }
        if (is_text && !nodes.front().rect.grown(1).contains({words.ink.x, words.ink.bottom()})) {
            found.push_back(fmt::format("the words of {} leave the page", words.id));
        }
    }
    return found;
}

/// Draws one page in one look, and goes through all its pages of tiles, text and steps.
class Gallery {
public:
    Gallery() : phrases_(tests::shipped_phrases()), clock_(base::Moment{}) {
        toolkit_ = *ui::Toolkit::open({panels[0], HARMONY_SOURCE_DIR "/assets"}, clock_);
        pages_ = tests::sample_pages(toolkit_->keyboards(), phrases_);
        if (const char* folder = std::getenv("HARMONY_GALLERY")) {
            pictures_ = folder;  // for people who want to look at them
        }
        if (const char* name = std::getenv("HARMONY_PAGES")) {  // only these, while one is made
            std::erase_if(pages_, [&](const tests::SamplePage& page) {
                return !page.name.starts_with(name);
            });
        }
    }

    [[nodiscard]] const std::vector<tests::SamplePage>& pages() const { return pages_; }

    /// What breaks a rule of layout on this page, over all the pages that "More" and Continue lead
    /// to.
    std::vector<std::string> faults(const tests::SamplePage& page,
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

private:
    struct View {
        const ui::Panel& panel;
        const ui::Look& look;
        int shown = 0;
    };

    /// Looks at one page, and returns the pages that it leads to.
    std::vector<int> visit(const tests::SamplePage& page,
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
        for (const std::string& fault : driver.lint()) {
            if (!kept_by_the_toolkit(view.look, fault)) {
                found.push_back(fmt::format("{}: {}", name, fault));
            }
        }
        for (const std::string& fault : words_in_the_way(driver.tree())) {
            found.push_back(fmt::format("{}: {}", name, fault));
        }
        keep_picture(driver, name);
        for (const char* way : {"page.more", "date.other_day", "nav.continue"}) {
            if (driver.get(way) != nullptr) {
                REQUIRE(driver.tap(way).ok());
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

    void keep_picture(ui::Driver& driver, const std::string& name) {
        if (!pictures_.empty()) {
            REQUIRE(driver.screenshot(pictures_ / (name + ".png")).ok());
        }
    }

    kiosk::Phrases phrases_;
    base::ManualClock clock_;
    std::unique_ptr<ui::Toolkit> toolkit_;
    std::vector<tests::SamplePage> pages_;
    std::filesystem::path pictures_;
};

constexpr ui::TextSize sizes[] = {
    ui::TextSize::s, ui::TextSize::m, ui::TextSize::l, ui::TextSize::xl};

/// Staff pages are English at one size. Pages of answers are laid out anew at every size; what the
/// others do at the middle and the largest they do in between.
bool is_shown(const tests::SamplePage& page, const std::string& language, ui::TextSize size) {
    if (page.name.starts_with("staff")) {
        return language == "en" && size == ui::TextSize::m;
    }
    return page.name.starts_with("a_") || size == ui::TextSize::m || size == ui::TextSize::xl;
}

void check_language(const std::string& language) {
    Gallery gallery;
    std::string found;
    for (const ui::Panel& panel : panels) {
        for (const ui::TextSize size : sizes) {
            for (const tests::SamplePage& page : gallery.pages()) {
                if (!is_shown(page, language, size)) {
                    continue;
                }
                const bool staff = page.name.starts_with("staff");
                const ui::Look look{
                    language, staff ? ui::TextSize::s : size, ui::ColourMode::standard};
                for (const std::string& fault : gallery.faults(page, panel, look)) {
                    found += fault + "\n";
                }
            }
        }
    }
    INFO(found);
    CHECK(found.empty());
}

}  // namespace

TEST_CASE("every page is whole and within reach in English", "[kiosk][layout]") {
    check_language("en");
}

TEST_CASE("every page is whole and within reach in Polish", "[kiosk][layout]") {
    check_language("pl");
}

TEST_CASE("every page is whole and within reach in Urdu", "[kiosk][layout]") {
    check_language("ur");
}

TEST_CASE("every page is whole and within reach in Arabic", "[kiosk][layout]") {
    check_language("ar");
}
