#include "admin/intake_reading.h"

#include <algorithm>
#include <utility>

#include "admin/intake_group.h"
#include "sync/pack.h"

namespace harmony::admin {
namespace {

ReadFile read_file(base::Bytes file,
                   const ReadingOrder& order,
                   const sync::Registry& registry,
                   const sync::TrustChain& trust,
                   const IntakeTools& tools) {
    ReadFile out;
    if (order.digest) {
        out.digest = file_digest(file);
    }
    out.claim = sync::read_claim(file);
    out.read = sync::read_arriving(std::move(file), registry, &trust);
    if (order.open && out.read.verdict == sync::BatchVerdict::ok) {
        out.opened = open_batch(*out.read.batch, {}, tools);
    }
    return out;
}

}  // namespace

ReadingAhead::ReadingAhead(const sync::Registry& registry,
                           const sync::TrustChain& trust,
                           const IntakeTools& tools)
    : registry_(registry), trust_(trust), tools_(tools) {
    const unsigned count =
        std::max(2U, std::thread::hardware_concurrency()) - 1;  // this one works too
    for (unsigned number = 0; number < count; ++number) {
        threads_.emplace_back([this] { work(); });
    }
}

ReadingAhead::~ReadingAhead() {
    {
        const std::lock_guard hold(lock_);
        ending_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) {
        thread.join();
    }
}

void ReadingAhead::work() {
    while (true) {
        std::packaged_task<ReadFile()> task;
        {
            std::unique_lock hold(lock_);
            changed_.wait(hold, [this] { return ending_ || !tasks_.empty(); });
            if (ending_) {
                return;
            }
            task = std::move(tasks_.front());
            tasks_.pop_front();
        }
        task();
    }
}

void ReadingAhead::put(base::Bytes file, const ReadingOrder& order) {
    const std::size_t size = file.size();
    std::packaged_task<ReadFile()> task([this, order, bytes = std::move(file)]() mutable {
        return read_file(std::move(bytes), order, registry_, trust_, tools_);
    });
    reading_.push_back({size, task.get_future()});
    bytes_ += size;
    {
        const std::lock_guard hold(lock_);
        tasks_.push_back(std::move(task));
    }
    changed_.notify_one();
}

ReadFile ReadingAhead::take() {
    base::promise(!reading_.empty(), "a file that was never put in");
    ReadFile first = reading_.front().file.get();
    bytes_ -= reading_.front().bytes;
    reading_.pop_front();
    return first;
}

}  // namespace harmony::admin
