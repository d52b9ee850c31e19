// What an officer may write of a pattern, what a scanner may give, and a page of a feed.
#include "base/bytes.h"
#include "base/text.h"
#include "events/open_feed.h"
#include "events/recurrence.h"
#include "events/ticket.h"
#include "target.h"

using namespace harmony;

namespace {

const events::WallTime start =
    events::at(base::Day{std::chrono::year{2026} / 3 / 2}, std::chrono::hours{14});

void try_rule(std::string_view text) {
    const auto rule = events::read_rule(text);
    if (!rule) {
        return;
    }
    const auto again = events::read_rule(events::write_rule(*rule));
    base::promise(again.ok() && *again == *rule, "a rule has one meaning");
    const auto dates =
        events::floating_dates(*rule, start, events::most_dates, start + std::chrono::days{731});
    for (std::size_t i = 1; i < dates.size(); ++i) {
        base::promise(dates[i - 1] < dates[i], "dates ascend");
    }
}

/// A code of which nothing is signed: every letter reaches the reader of numbers.
void try_ticket(std::string_view text) {
    const events::Base45 as_it_is{
        [](base::ByteView bytes) { return std::string(base::as_text(bytes)); },
        [](std::string_view letters) {
            return std::optional(base::copy_bytes(base::as_bytes(letters.substr(0, 104))));
        }};
    const auto anybody = [](const base::KeyId&, base::ByteView, base::ByteView) {
        return events::Signed::yes;
    };
    const auto nothing = [](std::string_view, base::ByteView) { return base::Digest{}; };
    static_cast<void>(events::read_ticket(text, anybody, events::day_of(start), nothing, as_it_is));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = base::as_text(fuzz::bytes_of(data, size));
    try_rule(text);
    try_ticket(text);
    static_cast<void>(events::wall_time_from_iso(text));
    static_cast<void>(events::read_page(text));
    return 0;
}
