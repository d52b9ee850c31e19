#pragma once

#include <functional>
#include <string>
#include <vector>

#include "kiosk/phrases.h"
#include "kiosk/screens/screens.h"
#include "ui/toolkit.h"

namespace harmony::tests {

/// A page with made-up content, for lints and pictures over languages, panels and sizes.
struct SamplePage {
    std::string name;
    /// Draws the page with tiles or text of page `page`.
    std::function<void(ui::Frame&, const kiosk::PageContext&, int page, kiosk::Intents&)> draw;
};

/// Every page of the kiosk. `keyboards` and `phrases` must outlive what is returned.
[[nodiscard]] std::vector<SamplePage> sample_pages(const ui::KeyboardLayouts& keyboards,
                                                   const kiosk::Phrases& phrases);

/// A question of a made-up survey, without its answers.
[[nodiscard]] kiosk::QuestionView sample_question(const kiosk::PageContext& context,
                                                  kiosk::AnswerKind kind,
                                                  const char* question,
                                                  int page);

/// A page that draws the question that `view` gives.
[[nodiscard]] SamplePage sample_question_page(
    std::string name,
    const ui::KeyboardLayouts& keyboards,
    std::function<kiosk::QuestionView(const kiosk::PageContext&, int page)> view);

/// Those of ranks, scales, dates and times; their names begin with `a_`.
void add_answer_pages(std::vector<SamplePage>& pages, const ui::KeyboardLayouts& keyboards);
void add_widget_pages(std::vector<SamplePage>& pages, const ui::KeyboardLayouts& keyboards);

/// A place on the map, and its list of places.
void add_map_pages(std::vector<SamplePage>& pages, const ui::KeyboardLayouts& keyboards);

/// What's on, and every page of the sign-up form.
void add_event_pages(std::vector<SamplePage>& pages, const ui::KeyboardLayouts& keyboards);

/// Home, and what can be opened from it.
void add_home_pages(std::vector<SamplePage>& pages);
/// Those of staff, whose names begin with `staff`, and those that staff put on the screen.
void add_staff_pages(std::vector<SamplePage>& pages, const ui::KeyboardLayouts& keyboards);

/// The shipped catalogues.
[[nodiscard]] kiosk::Phrases shipped_phrases();

}  // namespace harmony::tests
