#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/time.h"
#include "ui/driver.h"
#include "ui/toolkit.h"
#include "ui/widgets.h"

namespace harmony::tests {

/// The words of the sample question page in one language.
struct SampleWords {
    std::string code;
    std::string heading;
    std::string hint;
    std::vector<std::string> answers;
    std::string back;
    std::string next;
    std::string position;
    std::string help;
    std::string language;
    std::string text;
    std::string colours;
    std::string leave;
    std::string more;
    std::string field;
};

[[nodiscard]] SampleWords sample_words(const std::string& code);

/// An app of a few pages that uses every widget: "q" is a question with radio tiles, "many" one
/// with checkbox tiles, "words" a text question with the keyboard of the language, "number" one
/// with the number pad, "check" shows rows, "end" a text and a dialog.
class SampleApp {
public:
    explicit SampleApp(std::string code) : words(sample_words(code)) { look.language = code; }

    void draw(ui::Frame& frame, const ui::KeyboardLayouts& keyboards);

    SampleWords words;
    ui::Look look;
    std::string page = "q";
    int chosen = -1;
    std::vector<bool> ticked = std::vector<bool>(6, false);
    int tile_page = 0;
    ui::EditBuffer typed;
    ui::EditBuffer number{4};
    ui::KeyboardState keyboard;
    bool dialog = false;
    int presses = 0;

private:
    void draw_bar(ui::Frame& frame, const ui::Rect& where);
    void draw_question(ui::Frame& frame, ui::Rect area, bool many);
    void draw_words(ui::Frame& frame, ui::Rect area, const ui::KeyboardLayouts& keyboards);
    void draw_number(ui::Frame& frame, ui::Rect area);
    void draw_check(ui::Frame& frame, ui::Rect area);
    void draw_foot(ui::Frame& frame, const ui::Rect& where);
};

/// A toolkit, a standing clock and a driver over the sample app.
struct SampleKiosk {
    explicit SampleKiosk(const std::string& code, const ui::Panel& panel = ui::panel_15_inch);

    base::ManualClock clock;
    SampleApp app;
    std::unique_ptr<ui::Toolkit> toolkit;
    std::unique_ptr<ui::Driver> driver;
};

}  // namespace harmony::tests
