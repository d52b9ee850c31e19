#include "kiosk/worker.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "kiosk/tend_times.h"

namespace harmony::kiosk {
namespace {

std::chrono::milliseconds since_boot() {
    return std::chrono::floor<std::chrono::milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
}

/// Does one job; `EndTask` and some errands have no answer.
class Hands {
public:
    explicit Hands(Worker::Parts& parts) : parts_(parts) {}

    std::optional<Answer> operator()(const job::BeginTask&) {
        return answer::TaskBegun{parts_.outbox.begin_task()};
    }

    std::optional<Answer> operator()(job::Submit& submit) {
        const survey::Form* form = submit.library->form(submit.survey);
        base::promise(form != nullptr, "a response belongs to a survey of the pack");
        const Revision revision = submit.submission.revision;
        base::Result<void> done = parts_.outbox.submit(std::move(submit.submission), *form);
        if (!done) {
            return answer::Submitted{revision, done.error(), 0};
        }
        const base::Result<OutboxCounts> counts = parts_.outbox.counts();
        return answer::Submitted{revision, {}, counts ? counts->records : 0};
    }

    std::optional<Answer> operator()(job::SendSignUp& send) {
        const events::SignUpId id = send.submission.sign_up.id();
        base::Result<KeptSignUp> kept = parts_.outbox.keep(std::move(send.submission));
        return answer::SignUpSent{id, std::move(kept), parts_.outbox.counts()};
    }

    std::optional<Answer> operator()(const job::FindReceipt& find) {
        return answer::ReceiptFound{parts_.outbox.receipt_key(find.digits)};
    }

    std::optional<Answer> operator()(job::Say& say) {
        return answer::Said{parts_.outbox.say(std::move(say.fact))};
    }

    std::optional<Answer> operator()(const job::CheckIn& check) {
        return answer::CheckedIn{parts_.outbox.check_in(check.query)};
    }

    std::optional<Answer> operator()(job::SayAtDoor& say) {
        return answer::SaidAtDoor{parts_.outbox.say_at_door(say.date, std::move(say.fact))};
    }

    std::optional<Answer> operator()(const job::EndTask& end) {
        parts_.outbox.end_task(end.task);
        return std::nullopt;
    }

    std::optional<Answer> operator()(const job::ReadCounts&) {
        return answer::CountsRead{parts_.outbox.counts()};
    }

    std::optional<Answer> operator()(const job::Sync& sync) {
        parts_.outbox.report_progress(sync.progress);
        return answer::Synced{parts_.outbox.sync_now(sync.small)};
    }

    std::optional<Answer> operator()(const job::TryPin& pin) {
        return parts_.door.knock(pin.pin, pin.which);
    }

    std::optional<Answer> operator()(job::AtDesk& at) {
        if (parts_.desk == nullptr) {
            return std::nullopt;
        }
        std::optional<DeskAnswer> answer = parts_.desk->run(std::move(at.errand));
        return answer ? std::optional<Answer>(std::move(*answer)) : std::nullopt;
    }

    std::optional<Answer> operator()(const job::LoadTiles& wanted) {
        const MapContent* map = wanted.library->content().map();
        base::promise(map != nullptr, "tiles are asked for where there is a map");
        return answer::TilesLoaded{load_tiles(*map, wanted.tiles)};
    }

    std::optional<Answer> operator()(const job::LoadContent&) {
        return answer::ContentLoaded{parts_.load()};
    }

private:
    Worker::Parts& parts_;
};

/// The worker loop's own catch: a broken promise becomes an answer that a person is told about.
std::optional<Answer> done(Worker::Parts& parts, Job& job) {
    const bool saving = std::holds_alternative<job::Submit>(job) ||
                        std::holds_alternative<job::SendSignUp>(job) ||
                        std::holds_alternative<job::Say>(job);
    try {
        return std::visit(Hands(parts), job);
    } catch (const std::exception& fault) {
        if (saving && parts.desk != nullptr) {
            parts.desk->save_failed();
        }
        return answer::Broken{fault.what(), saving};
    }
}

}  // namespace

struct InlineWorker::Impl {
    Parts parts;
    std::deque<Job> jobs;
};

InlineWorker::InlineWorker(Parts parts) : impl_(new Impl{std::move(parts), {}}) {}

InlineWorker::~InlineWorker() = default;

void InlineWorker::post(Job job) {
    impl_->jobs.push_back(std::move(job));
}

std::optional<Answer> InlineWorker::poll() {
    while (!impl_->jobs.empty()) {
        Job job = std::move(impl_->jobs.front());
        impl_->jobs.pop_front();
        if (std::optional<Answer> answer = done(impl_->parts, job)) {
            return answer;
        }
    }
    return std::nullopt;
}

struct ThreadWorker::Impl {
    Impl(Parts its_parts, std::function<void()> its_ready)
        : parts(std::move(its_parts)), ready(std::move(its_ready)) {}

    void run();
    std::optional<Job> next();

    Parts parts;
    std::function<void()> ready;
    std::mutex mutex;
    std::condition_variable more;
    std::deque<Job> jobs;
    std::deque<Answer> answers;
    TendTimes tends{since_boot()};  ///< of the worker's thread alone
    bool ending = false;
    std::thread thread;
};

/// The next job; nothing when it is time to tend, or to end.
std::optional<Job> ThreadWorker::Impl::next() {
    std::unique_lock lock(mutex);
    const std::chrono::steady_clock::time_point until(tends.next());
    more.wait_until(lock, until, [this] { return ending || !jobs.empty(); });
    if (jobs.empty()) {
        return std::nullopt;
    }
    Job job = std::move(jobs.front());
    jobs.pop_front();
    return job;
}

void ThreadWorker::Impl::run() {
    for (;;) {
        std::optional<Job> job = next();
        if (!job) {
            const std::scoped_lock lock(mutex);
            if (ending) {
                return;
            }
        }
        std::optional<Answer> answer;
        if (job) {
            answer = done(parts, *job);
        }
        const std::chrono::milliseconds now = since_boot();
        if (!answer && tends.due(now)) {
            tends.tended(now);
            try {
                parts.outbox.tend();
                parts.door.tend();
                if (parts.outbox.tending_brought_content()) {
                    answer = answer::ContentLoaded{parts.load()};
                }
            } catch (const std::exception& fault) {
                answer = answer::Broken{fault.what(), false};
            }
        }
        if (answer) {
            {
                const std::scoped_lock lock(mutex);
                answers.push_back(std::move(*answer));
            }
            ready();
        }
    }
}

ThreadWorker::ThreadWorker(Parts parts, std::function<void()> ready)
    : impl_(std::make_unique<Impl>(std::move(parts), std::move(ready))) {
    impl_->thread = std::thread([this] { impl_->run(); });
}

ThreadWorker::~ThreadWorker() {
    {
        const std::scoped_lock lock(impl_->mutex);
        impl_->ending = true;
    }
    impl_->more.notify_all();
    impl_->thread.join();
}

void ThreadWorker::post(Job job) {
    {
        const std::scoped_lock lock(impl_->mutex);
        impl_->jobs.push_back(std::move(job));
    }
    impl_->more.notify_all();
}

std::optional<Answer> ThreadWorker::poll() {
    const std::scoped_lock lock(impl_->mutex);
    if (impl_->answers.empty()) {
        return std::nullopt;
    }
    Answer answer = std::move(impl_->answers.front());
    impl_->answers.pop_front();
    return answer;
}

}  // namespace harmony::kiosk
