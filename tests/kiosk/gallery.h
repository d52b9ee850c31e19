#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/time.h"
#include "kiosk/page_faults.h"
#include "kiosk/sample_pages.h"
#include "ui/driver.h"
#include "ui/image.h"

namespace harmony::tests {

/// Draws the sample pages in any look on any panel, and goes through all the pages of tiles, text
/// and steps that each has.
class Gallery {
public:
    Gallery();
    /// Draws `pages` instead of the kiosk's.
    explicit Gallery(std::vector<SamplePage> pages);
    Gallery(const Gallery&) = delete;
    Gallery& operator=(const Gallery&) = delete;
    ~Gallery() = default;

    [[nodiscard]] const std::vector<SamplePage>& pages() const { return pages_; }

    /// What breaks a rule of layout on this page, over all the pages that "More" and Continue lead
    /// to, as sentences that begin with the page's name, panel, language and size.
    [[nodiscard]] std::vector<std::string> faults(const SamplePage& page,
                                                  const ui::Panel& panel,
                                                  const ui::Look& look);

    /// The first page, as it looks.
    [[nodiscard]] const ui::Image& picture(const SamplePage& page,
                                           const ui::Panel& panel,
                                           const ui::Look& look);

    /// What `faults` has looked at so far.
    using Looked = kiosk::LookedAt;
    [[nodiscard]] const Looked& looked() const { return looked_; }

private:
    struct View {
        const ui::Panel& panel;
        const ui::Look& look;
        int shown = 0;
    };
    std::vector<int> visit(const SamplePage& page,
                           const View& view,
                           std::vector<std::string>& found);
    void keep_picture(ui::Driver& driver, const std::string& name);

    kiosk::Phrases phrases_;
    base::ManualClock clock_;
    std::unique_ptr<ui::Toolkit> toolkit_;
    kiosk::Intents ignored_;
    std::vector<SamplePage> pages_;
    std::filesystem::path pictures_;
    Looked looked_;
};

/// Whether anybody sees the page so: staff have theirs in English, in small letters alone.
[[nodiscard]] bool is_seen(const SamplePage& page, std::string_view language, ui::TextSize size);

}  // namespace harmony::tests
