#pragma once

#include <functional>
#include <iosfwd>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/page_faults.h"
#include "kiosk/stage.h"

namespace harmony::kiosk {

/// Goes through everything that a pack puts on the screen, as a resident would, and holds each page
/// to the rules of layout: the waiting page's slides, home, every survey to its thanks page, what's
/// on with each event, what we did with each item, and the other tiles of the home page.
///
/// Nothing is chosen unless a page cannot be left otherwise, so that questions which depend on an
/// answer may stay unseen.
class ContentWalk {
public:
    /// `stage` must be at the attract page, and outlive this. `place` begins each finding.
    ContentWalk(Stage& stage, ui::Look look, std::string place);

    void walk();

    [[nodiscard]] const LookedAt& looked() const { return looked_; }
    /// "10.1 ur XL q.safe_dark: ..." each; a finding that comes again is said once.
    [[nodiscard]] const std::vector<std::string>& faults() const { return faults_; }

private:
    void look();
    void look_at_pages();
    void say(std::string_view fault);
    bool begin_session();
    bool open(const std::string& tile);
    bool press(const std::string& id);
    [[nodiscard]] bool there(std::string_view id) const;
    [[nodiscard]] std::vector<std::string> things(std::string_view beginning) const;
    std::vector<std::string> things_on_all_pages(std::string_view beginning);
    void walk_slides();
    void walk_list(const std::string& tile, std::string_view beginning);
    void walk_survey();
    bool go_on();

    Stage& stage_;
    ui::Look look_;
    std::string place_;
    LookedAt looked_;
    std::vector<std::string> faults_;
    std::set<std::string> said_;
};

/// What a report of a pack's content is made of.
struct ContentReport {
    std::vector<std::pair<std::string, ui::Panel>> panels;  ///< by what they are called
    std::vector<std::string> languages;
    std::vector<ui::TextSize> sizes;
    /// A stage at its first page, on that panel.
    std::function<base::Result<std::unique_ptr<Stage>>(const ui::Panel&)> open;
};

/// Writes the table of kiosk.md K2 for the content, and each finding below its line. 0 without
/// findings, else 1; also when a stage cannot be opened.
[[nodiscard]] int report_content(const ContentReport& report, std::ostream& say);

}  // namespace harmony::kiosk
