#include "admin/gui/work.h"

#include <algorithm>
#include <utility>

#include "admin/cli/run.h"
#include "base/text.h"

namespace harmony::admin::gui {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

/// "harmony-admin: no such kiosk.\n" as a sentence for the window.
std::string as_sentence(std::string text) {
    constexpr std::string_view name = "harmony-admin: ";
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) {
        text.pop_back();
    }
    if (text.starts_with(name)) {
        text.erase(0, name.size());
    }
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    }
    return text;
}

}  // namespace

Work::Work(Tools tools)
    : tools_(std::move(tools)),
      reading_terminal_([] {}),
      order_terminal_([this] { tools_.wake(); }),
      reader_([this] { reading_loop(); }),
      worker_([this] { order_loop(); }) {}

Work::~Work() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    order_terminal_.stop();
    changed_.notify_all();
    reader_.join();
    worker_.join();
}

void Work::know(base::SecretText passphrase) {
    order_terminal_.know(passphrase);
    reading_terminal_.know(std::move(passphrase));
}

void Work::unlock(std::optional<base::SecretText> passphrase,
                  std::function<void(Result<void>)> then) {
    reading_terminal_.know(passphrase);
    order_terminal_.know(std::move(passphrase));
    const std::lock_guard lock(mutex_);
    unlocking_ = std::move(then);
    changed_.notify_all();
}

bool Work::unlocked() const {
    const std::lock_guard lock(mutex_);
    return unlocked_;
}

void Work::read(std::string what, HowToRead how) {
    const std::lock_guard lock(mutex_);
    std::erase_if(readings_, [&](const Reading& other) { return other.what == what; });
    readings_.push_back({std::move(what), std::move(how)});
    changed_.notify_all();
}

void Work::run(Order order, std::function<void(const Outcome&)> then) {
    const std::lock_guard lock(mutex_);
    orders_.push_back({std::move(order), std::move(then)});
    changed_.notify_all();
}

std::optional<Work::Running> Work::running() const {
    const std::lock_guard lock(mutex_);
    if (!running_) {
        return orders_.empty() ? std::nullopt
                               : std::optional(Running{orders_.front().order, {}, false});
    }
    Running now = *running_;
    now.done = order_terminal_.progress_now();
    return now;
}

void Work::stop_order() {
    order_terminal_.stop();
    const std::lock_guard lock(mutex_);
    if (running_) {
        running_->stopping = true;
    }
}

bool Work::busy_reading() const {
    const std::lock_guard lock(mutex_);
    return reading_now_ || !readings_.empty() || unlocking_.has_value();
}

void Work::wait_until_idle() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] {
        const bool waits = unlocked_ && !readings_.empty();
        return failure_ != nullptr ||
               (!waits && !reading_now_ && !unlocking_ && orders_.empty() && !running_);
    });
}

std::optional<Error> Work::deliver() {
    std::deque<std::function<Result<void>()>> calls;
    {
        const std::lock_guard lock(mutex_);
        if (failure_ != nullptr) {
            std::rethrow_exception(failure_);
        }
        calls.swap(ready_);
    }
    std::optional<Error> trouble;
    for (const auto& call : calls) {
        const Result<void> ended = call();
        if (!ended && !trouble) {
            trouble = ended.error();
        }
    }
    return trouble;
}

void Work::ready(std::function<Result<void>()> call) {
    {
        const std::lock_guard lock(mutex_);
        ready_.push_back(std::move(call));
    }
    tools_.wake();
}

void Work::broke(std::exception_ptr failure) {
    {
        const std::lock_guard lock(mutex_);
        failure_ = std::move(failure);
        ending_ = true;
    }
    changed_.notify_all();
    tools_.wake();
}

// --- the reading thread
// ---------------------------------------------------------------------------

Result<void> Work::open_office_anew(Desk& desk) {
    Result<FactDesk> opened =
        facts_ ? FactDesk::renewed(std::move(*facts_), desk) : FactDesk::open(desk);
    facts_.reset();
    if (!opened) {
        return opened.error();
    }
    facts_.emplace(std::move(*opened));
    return {};
}

void Work::answer(Desk& desk, Reading reading) {
    bool anew = false;
    {
        const std::lock_guard lock(mutex_);
        anew = std::exchange(stale_, false);
    }
    if (anew || !facts_) {
        if (Result<void> opened = open_office_anew(desk); !opened) {
            return ready([error = opened.error()]() -> Result<void> { return error; });
        }
    }
    Reader reader{desk, *facts_};
    ready(reading.how(reader));
}

void Work::reading_loop() {
    Resources lent{tools_.resources.clock,
                   tools_.resources.random,
                   tools_.resources.files,
                   reading_terminal_,
                   tools_.resources.log};
    auto passphrase =
        std::make_unique<PassphraseSource>(lent.files, reading_terminal_, tools_.passphrase_file);
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] {
            return ending_ || unlocking_.has_value() || (unlocked_ && !readings_.empty());
        });
        if (ending_) {
            break;
        }
        reading_now_ = true;
        auto then = std::exchange(unlocking_, std::nullopt);
        std::optional<Reading> reading;
        if (!then) {
            reading = std::move(readings_.front());
            readings_.pop_front();
        }
        lock.unlock();
        try {
            if (then) {  // another passphrase: nothing of the one before is remembered
                passphrase = std::make_unique<PassphraseSource>(
                    lent.files, reading_terminal_, tools_.passphrase_file);
                facts_.reset();
            }
            Desk desk{lent, tools_.office, *passphrase};
            if (then) {
                const Result<void> opened = open_office_anew(desk);
                {
                    const std::lock_guard inner(mutex_);
                    unlocked_ = opened.ok();
                }
                ready([opened, call = std::move(*then)]() -> Result<void> {
                    call(opened);
                    return {};
                });
            } else {
                answer(desk, std::move(*reading));
            }
        } catch (...) {
            broke(std::current_exception());
        }
        lock.lock();
        reading_now_ = false;
        changed_.notify_all();
    }
    lock.unlock();
    facts_.reset();  // its connection belongs to this thread
}

// --- the working thread
// ---------------------------------------------------------------------------

Outcome Work::carry_out(const Order& order) {
    order_terminal_.begin();
    Resources lent{tools_.resources.clock,
                   tools_.resources.random,
                   tools_.resources.files,
                   order_terminal_,
                   tools_.resources.log};
    std::vector<std::string> words{"--office", tools_.office.string()};
    if (!tools_.passphrase_file.empty()) {
        words.insert(words.end(), {"--passphrase-file", tools_.passphrase_file.string()});
    }
    if (!tools_.today.empty()) {
        words.insert(words.end(), {"--today", tools_.today});
    }
    words.insert(words.end(), order.words.begin(), order.words.end());
    Outcome outcome;
    try {
        outcome.ok = admin::run(std::move(words), lent) == exit_done;
    } catch (const Stopped&) {
        outcome.stopped = true;
    }
    WindowTerminal::Said said = order_terminal_.take();
    outcome.printed = std::string(base::trim(said.printed));
    outcome.trouble = as_sentence(std::move(said.complained));
    return outcome;
}

void Work::order_loop() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return ending_ || !orders_.empty(); });
        if (ending_) {
            return;
        }
        Doing doing = std::move(orders_.front());
        orders_.pop_front();
        running_ = Running{doing.order, {}, false};
        lock.unlock();
        Outcome outcome;
        try {
            outcome = carry_out(doing.order);
        } catch (...) {
            broke(std::current_exception());
        }
        ready([outcome, then = std::move(doing.then)]() -> Result<void> {
            if (then) {
                then(outcome);
            }
            return {};
        });
        lock.lock();
        stale_ = true;
        running_.reset();
        changed_.notify_all();
    }
}

}  // namespace harmony::admin::gui
