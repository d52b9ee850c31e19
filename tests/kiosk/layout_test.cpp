#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstdlib>

#include "kiosk/sample_pages.h"
#include "ui/driver.h"

using namespace harmony;

namespace {

constexpr ui::Panel panels[] = {ui::panel_10_inch, ui::panel_15_inch, ui::panel_21_inch};
constexpr int most_pages = 40;

/// Keys, and the buttons of bar, foot and rows, keep their size whatever the size of letters is; at
/// XL the ink of the tallest scripts is a little larger than they are (ui/widgets.h).
bool kept_by_the_toolkit(const ui::Look& look, const std::string& fault) {
    if (look.text != ui::TextSize::xl || !fault.starts_with("the ink of ")) {
        return false;
    }
    const std::string id = fault.substr(11);
    return id.starts_with("key.") || id.starts_with("bar.") || id.starts_with("nav.") ||
           id.starts_with("check.change.");
}

/// Draws one page in one look, and goes through all its pages of tiles or text.
class Gallery {
public:
    Gallery() : phrases_(tests::shipped_phrases()), clock_(base::Moment{}) {
        toolkit_ = *ui::Toolkit::open({panels[0], HARMONY_SOURCE_DIR "/assets"}, clock_);
        pages_ = tests::sample_pages(toolkit_->keyboards(), phrases_);
        if (const char* folder = std::getenv("HARMONY_GALLERY")) {
            pictures_ = folder;  // for people who want to look at them
        }
    }

    [[nodiscard]] const std::vector<tests::SamplePage>& pages() const { return pages_; }

    /// What breaks a rule of layout on this page, over all its pages.
    std::vector<std::string> faults(const tests::SamplePage& page,
                                    const ui::Panel& panel,
                                    const ui::Look& look) {
        toolkit_->set_panel(panel);
        std::vector<std::string> found;
        int shown = 0;
        for (int count = 0; count < most_pages; ++count) {
            bool more = false;
            ui::Driver driver(*toolkit_, clock_, [&](ui::Frame& frame) {
                const kiosk::Words words(phrases_, look.language);
                const kiosk::PageContext context{words, look, "Tarnbeck Council"};
                kiosk::Intents intents;
                page.draw(frame, context, shown, intents);
            });
            driver.step();
            for (const std::string& fault : driver.lint()) {
                if (kept_by_the_toolkit(look, fault)) {
                    continue;
                }
                found.push_back(fmt::format("{} {:.1f} mm, {}, {}, page {}: {}",
                                            page.name,
                                            panel.width_mm(),
                                            look.language,
                                            ui::name_of(look.text),
                                            shown,
                                            fault));
            }
            keep_picture(driver,
                         fmt::format("{}-{:.0f}-{}-{}-{}",
                                     page.name,
                                     panel.width_mm(),
                                     look.language,
                                     ui::name_of(look.text),
                                     shown));
            more = driver.get("page.more") != nullptr;
            if (!more) {
                return found;
            }
            ++shown;
        }
        found.push_back(page.name + " never comes to its last page");
        return found;
    }

private:
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

void check_language(const std::string& language) {
    Gallery gallery;
    std::string found;
    for (const ui::Panel& panel : panels) {
        for (const ui::TextSize size : {ui::TextSize::m, ui::TextSize::xl}) {
            for (const tests::SamplePage& page : gallery.pages()) {
                const bool staff = page.name.starts_with("staff");
                if (staff && (language != "en" || size == ui::TextSize::xl)) {
                    continue;  // staff pages are English at one size
                }
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
