#include <utility>

#include "kiosk/answer_kind.h"
#include "kiosk/app.h"
#include "sync/crypto.h"

// One question with faces, in place of the attract page (kiosk.md 5.5). There is no session: each
// touch is a response of its own, from its first moment to its end.
namespace harmony::kiosk {
namespace {

/// The question of a survey that is nothing but one question with faces.
std::optional<survey::NodeIndex> question_of_stand(const survey::Form& form) {
    std::optional<survey::NodeIndex> question;
    for (const survey::NodeIndex index : form.questions()) {
        if (form.node(index).is_visible()) {
            if (question) {
                return std::nullopt;
            }
            question = index;
        }
    }
    const bool faces =
        form.settings().quick && question && kind_of(form, *question) == AnswerKind::faces;
    return faces ? question : std::nullopt;
}

}  // namespace

const survey::Form* App::stand_form() const {
    if (in_session_ || screen_ != Screen::attract) {
        return nullptr;
    }
    const std::vector<std::string> offered = surveys();
    const survey::Form* form = offered.size() == 1 ? library_->form(offered.front()) : nullptr;
    return form != nullptr && question_of_stand(*form) ? form : nullptr;
}

survey::Start App::stand_start(const survey::Form& form) const {
    const std::string language = stand_language();
    const std::string notice = library_->notice(language);
    survey::Start start;
    start.language = form.has_language(language) ? language : form.default_language();
    start.now = parts_.clock.now();
    start.offset = parts_.clock.local_offset(start.now);
    start.notice = sync::notice_hash(base::as_bytes(notice));
    return start;
}

/// The first of the engagement's languages: faces need few words, and a page must not change under
/// a finger.
std::string App::stand_language() const {
    const std::vector<Language> languages = library_->languages();
    return languages.empty() ? "en" : languages.front().code;
}

void App::draw_stand(ui::Frame& frame, const PageContext& context, Intents& intents) {
    const survey::Form& form = *stand_form();
    // Made anew for each pass: nothing is chosen here before it is a response.
    const Task asked(form, Task::Begin{stand_start(form), {}, {}}, parts_.random);
    SmileyView view;
    view.question = asked.question(context.words, parts_.clock.now());
    view.question.page = page_;
    view.thanks = stand_.thanks();
    draw_smiley(frame, context, view, parts_.toolkit.keyboards(), intents);
    if (const auto left = stand_.left(now_)) {
        frame.wake_after(*left);
    }
}

bool App::apply_stand(const Intent& intent) {
    if (stand_form() == nullptr) {
        return false;
    }
    switch (intent.what) {
        case Do::choose: stand_.touch(intent.key, now_); return true;
        case Do::stand_undo: stand_.undo(); return true;
        case Do::stand_next: stand_.touch_past(now_); return true;
        default: return false;
    }
}

/// Hands over the answer that counts now: a slot first, as for every response.
void App::keep_stand() {
    if (stand_answer_ || stand_form() == nullptr) {
        return;
    }
    if (auto answer = stand_.due(now_)) {
        stand_answer_ = std::move(answer);
        stand_survey_ = surveys().front();
        parts_.worker.post(job::BeginTask{});
    }
}

void App::send_stand(const base::RecordId& record) {
    const base::SecretText choice = std::exchange(stand_answer_, std::nullopt).value();
    const survey::Form* form = library_->form(stand_survey_);
    if (form != nullptr) {
        Task task(*form, Task::Begin{stand_start(*form), record, {}}, parts_.random);
        const Words page_words(library_->phrases(), stand_language());
        task.choose(std::string(choice.view()), page_words);
        task.go_on(page_words, parts_.clock.now());
        base::Result<survey::Response> response = task.finish(survey::Part::core);
        if (response.ok()) {
            if (const EngagementContent* here = engagement()) {
                response->engagement = here->id;
            }
            parts_.worker.post(
                job::Submit{{record, Revision::core, std::move(response).value(), {}},
                            library_,
                            stand_survey_});
        }
    }
    parts_.worker.post(job::EndTask{record});
}

}  // namespace harmony::kiosk
