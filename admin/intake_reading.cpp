#include "admin/intake_reading.h"

#include <algorithm>
#include <thread>

#include "admin/intake_group.h"
#include "sync/pack.h"

namespace harmony::admin {
namespace {

ReadFile read_file(base::Bytes file,
                   const ReadingOrder& order,
                   const sync::Registry& registry,
                   const IntakeTools& tools) {
    ReadFile out;
    if (order.digest) {
        out.digest = file_digest(file);
    }
    out.claim = sync::read_claim(file);
    out.read = sync::read_arriving(std::move(file), registry);
    if (order.open && out.read.verdict == sync::BatchVerdict::ok) {
        out.opened = open_batch(*out.read.batch, {}, tools);
    }
    return out;
}

}  // namespace

ReadingAhead::ReadingAhead(const sync::Registry& registry, const IntakeTools& tools)
    : registry_(registry),
      tools_(tools),
      ahead_(std::max<std::size_t>(2, 2 * std::thread::hardware_concurrency())) {}

void ReadingAhead::put(base::Bytes file, const ReadingOrder& order) {
    reading_.push_back(
        std::async(std::launch::async, [this, order, bytes = std::move(file)]() mutable {
            return read_file(std::move(bytes), order, registry_, tools_);
        }));
}

ReadFile ReadingAhead::take() {
    base::promise(!reading_.empty(), "a file that was never put in");
    ReadFile first = reading_.front().get();
    reading_.pop_front();
    return first;
}

}  // namespace harmony::admin
