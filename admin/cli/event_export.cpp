#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>

#include "admin/cli/event.h"
#include "events/calendar.h"
#include "events/open_feed.h"
#include "events/town.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using events::Series;

constexpr std::size_t page_cap = std::size_t{16} << 20U;

/// A date of a public series with what both formats need.
struct PublicDate {
    const Series* series = nullptr;
    events::Occurrence occurrence;
    const events::ListedVenue* venue = nullptr;
};

/// The dates of public series that are no drafts, from today on.
Result<std::vector<PublicDate>> public_dates(const EventShelf& shelf, base::Day today, int days) {
    std::vector<PublicDate> all;
    for (const Series& series : shelf.all()) {
        if (!series.is_public || series.status == events::SeriesStatus::draft) {
            continue;
        }
        const auto dates =
            events::expand(series, today, today + std::chrono::days{days}, events_hash());
        if (!dates) {
            return dates.error();
        }
        for (const events::Occurrence& date : *dates) {
            const auto venue = shelf.venues().find(date.venue);
            if (!date.slot_of) {
                all.push_back(
                    {&series, date, venue == shelf.venues().end() ? nullptr : &venue->second});
            }
        }
    }
    return all;
}

Result<void> write(base::Files& files, const std::filesystem::path& file, const std::string& text) {
    const auto written =
        files.write(file, base::as_bytes(text), base::IfPresent::replace, base::public_mode);
    return written ? Result<void>{} : written.error().while_doing("writing " + file.string());
}

std::filesystem::path page_file(const std::filesystem::path& folder, std::size_t number) {
    return folder / fmt::format("{}.json", number);
}

/// The feed as it was written last; nothing when there is none yet.
Result<std::vector<events::FeedItem>> feed_before(base::Files& files,
                                                  const std::filesystem::path& folder) {
    std::vector<events::FeedItem> items;
    for (std::size_t number = 1;; ++number) {
        const std::filesystem::path file = page_file(folder, number);
        const Result<base::Bytes> bytes = files.read(file, page_cap);
        if (!bytes && bytes.error().kind == ErrorKind::absent) {
            return items;
        }
        if (!bytes) {
            return bytes.error().while_doing("reading " + file.string());
        }
        auto page = events::read_page(base::as_text(*bytes));
        if (!page) {
            return Error{
                ErrorKind::refused,
                fmt::format("{}: {}. Name an empty folder", file.string(), page.error().message)};
        }
        items.insert(items.end(), page->begin(), page->end());
    }
}

/// `event export`.
class EventExportVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& out = *event_group(app).add_subcommand(
            "export", "Writes what is on for websites and calendars; nobody's name is in it");
        out.add_option("--web", web_, "Where the organisation's pages are: https://example.gov.uk")
            ->required();
        out.add_option("--ics", ics_, "A calendar file to write");
        out.add_option("--json", folder_, "A folder of pages to write, in OpenActive's manner");
        out.add_option("--days", days_, "How many days ahead")
            ->check(CLI::Range(1, 3660))
            ->capture_default_str();
        out.footer(
            "Put the folder at https://.../feed/. Write it again over the last one, so that dates "
            "that are gone are told.\n"
            "Example:\n  harmony-admin event export --web https://example.gov.uk --ics public.ics "
            "--json feed");
        return out;
    }

    Result<Exit> run(Desk& desk) override {
        if (!events::is_web_address(web_)) {
            return Error{ErrorKind::refused,
                         "--web must be an address such as https://example.gov.uk"};
        }
        if (ics_.empty() && folder_.empty()) {
            return Error{ErrorKind::refused, "say what to write: --ics FILE, --json DIR or both"};
        }
        while (web_.ends_with('/')) {
            web_.pop_back();
        }
        const auto shelf = EventShelf::open(desk.resources.files, desk.office);
        if (!shelf) {
            return shelf.error();
        }
        const auto dates = public_dates(*shelf, desk.resources.clock.today(), days_);
        if (!dates) {
            return dates.error();
        }
        Result<void> done = ics_.empty() ? Result<void>{} : write_calendar(*dates, desk);
        if (done && !folder_.empty()) {
            done = write_feed(*dates, desk);
        }
        if (!done) {
            return done.error();
        }
        desk.resources.terminal.print(
            fmt::format("{} dates of the next {} days were written.\n", dates->size(), days_));
        return Exit::done;
    }

private:
    Result<void> write_calendar(const std::vector<PublicDate>& dates, Desk& desk) const {
        std::vector<events::CalendarEntry> entries;
        for (const PublicDate& one : dates) {
            entries.push_back(events::calendar_entry(*one.series, one.occurrence, one.venue, "en"));
            entries.back().url = fmt::format("{}/events/{}", web_, one.occurrence.id.hex());
        }
        const std::string host = web_.substr(std::string_view("https://").size());
        const events::CalendarOptions options{host.substr(0, host.find('/')),
                                              desk.resources.clock.now()};
        return write(desk.resources.files, ics_, events::calendar(entries, options));
    }

    Result<void> write_feed(const std::vector<PublicDate>& dates, Desk& desk) const {
        base::Files& files = desk.resources.files;
        const auto before = feed_before(files, folder_);
        if (!before) {
            return before.error();
        }
        const events::FeedOptions options{web_};
        std::vector<events::FeedItem> current;
        for (const PublicDate& one : dates) {
            current.push_back({one.occurrence.id.hex(),
                               0,
                               events::open_data(*one.series, one.occurrence, one.venue, options)});
        }
        const auto items = events::next_feed(*before, current, desk.resources.clock.now());
        std::size_t number = 0;
        for (const std::string& page : events::open_pages(items, options)) {
            if (Result<void> done = write(files, page_file(folder_, ++number), page); !done) {
                return done;
            }
        }
        return {};
    }

    std::string web_;
    std::string ics_;
    std::string folder_;
    int days_ = events::listed_days;
};

}  // namespace

std::unique_ptr<Verb> make_event_export_verb() {
    return std::make_unique<EventExportVerb>();
}

}  // namespace harmony::admin
