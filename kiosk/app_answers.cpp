#include "kiosk/app.h"
#include "kiosk/receipt.h"
#include "sync/crypto.h"

namespace harmony::kiosk {
namespace {

OutReason reason_of(const base::Error& error) {
    return error.kind == base::ErrorKind::full ? OutReason::full : OutReason::stopped;
}

}  // namespace

void App::take(const answer::TaskBegun& begun) {
    if (stand_answer_) {
        if (begun.record.ok()) {
            return send_stand(*begun.record);
        }
        stand_answer_.reset();
    }
    begin_asked_ = false;
    const bool wanted = in_session_ && screen_ == Screen::privacy && !task_;
    if (begun.record.ok() && !wanted) {
        parts_.worker.post(job::EndTask{*begun.record});  // the resident left in the meantime
        return;
    }
    if (!begun.record.ok()) {
        out_reason_ = reason_of(begun.record.error());
        go(Screen::out_of_order);
        return;
    }
    const survey::Form& form = *library_->form(survey_);
    const std::string notice = library_->notice(look_.language);
    survey::Start start;
    start.language = form.has_language(look_.language) ? look_.language : form.default_language();
    start.now = parts_.clock.now();
    start.offset = parts_.clock.local_offset(start.now);
    start.mode = assisted_ ? survey::Mode::assisted : survey::Mode::self;
    start.notice = sync::notice_hash(base::as_bytes(notice));
    base::SecretText receipt;
    if (form.settings().receipt) {
        receipt = draw_receipt(parts_.random);
    }
    task_ = std::make_unique<Task>(
        form,
        Task::Begin{start,
                    *begun.record,
                    std::move(receipt),
                    library_->content().map(),
                    [library = library_, survey = survey_](std::string_view file) {
                        return library->picture(survey, file);
                    }},
        parts_.random);
    go(task_->at_questions() ? Screen::question : Screen::check);
}

void App::take(const answer::Submitted& submitted) {
    saving_ = false;
    if (submitted.done.ok()) {
        records_ = submitted.records;
    }
    if (!task_) {
        return;  // left while it was being saved: it is saved, and the task has ended
    }
    if (submitted.revision == Revision::whole) {
        show_thanks();  // when it failed, the core is safe
        return;
    }
    if (!submitted.done.ok()) {
        end_task();
        go(Screen::save_failed);
        return;
    }
    core_saved_ = true;
    saved_ = task_->record();
    const TaskStep next = task_->after_saving();
    if (next == TaskStep::equality) {
        go(Screen::equality_intro);
    } else {
        show_thanks();
    }
}

void App::take(const answer::CountsRead& read) {
    if (read.counts.ok()) {
        records_ = read.counts->records;
    }
    note_spaces(read.counts);
    staff_.take(read);
}

void App::take(const answer::Synced& synced) {
    staff_.take(synced);
    if (synced.report.ok() && synced.report->new_content) {
        parts_.worker.post(job::LoadContent{});
    }
}

void App::take(const answer::ContentLoaded& loaded) {
    if (!loaded.library.ok()) {
        staff_.note_trouble(loaded.library.error().message);
        return;
    }
    use(*loaded.library);
}

/// A session goes on with the content that it began with.
void App::use(std::shared_ptr<const Library> library) {
    if (in_session_) {
        next_library_ = std::move(library);
        return;
    }
    change_library(std::move(library));
    if (screen_ == Screen::out_of_order && out_reason_ == OutReason::content) {
        go(Screen::attract);
    }
}

void App::change_library(std::shared_ptr<const Library> next) {
    library_ = std::move(next);
    narration_.use(library_->phrases());
    attract_ = attract_loop();
    if (options_.on_content) {
        options_.on_content(library_->content());
    }
}

void App::take(const answer::Broken& broken) {
    saving_ = false;
    must_restart_ = true;
    if (broken.saving && !core_saved_) {
        end_task();
        end_sign_up();
        go(Screen::save_failed);
        return;
    }
    if (broken.saving) {
        show_thanks();
        return;
    }
    out_reason_ = OutReason::damaged;
    end_session();
}

}  // namespace harmony::kiosk
