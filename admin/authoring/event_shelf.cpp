#include "admin/authoring/event_shelf.h"

#include <fmt/format.h>

#include <algorithm>

#include "admin/authoring/event_file.h"
#include "base/text.h"
#include "sync/crypto.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;
using events::Series;

namespace {

constexpr std::size_t file_cap = std::size_t{1} << 20U;
constexpr std::size_t fewest_letters = 4;
constexpr const char* venues_name = "venues.toml";

Result<void> enough(std::string_view id, const char* what) {
    if (id.size() < fewest_letters) {
        return Error{ErrorKind::refused,
                     fmt::format("\"{}\" is too short for {}: give at least {} letters of its id, "
                                 "as `event list` shows it",
                                 id,
                                 what,
                                 fewest_letters)};
    }
    return {};
}

Error not_one(std::size_t found, std::string_view id, const char* what) {
    if (found == 0) {
        return {
            ErrorKind::absent,
            fmt::format("no {} has an id that begins with \"{}\". See: harmony-admin event list",
                        what,
                        id)};
    }
    return {ErrorKind::refused,
            fmt::format("{} of them begin with \"{}\": give more letters of the id", found, id)};
}

}  // namespace

events::NamedHash events_hash() {
    return [](std::string_view name, base::ByteView message) { return sync::hash(name, message); };
}

Result<EventShelf> EventShelf::open(base::Files& files, const std::filesystem::path& office) {
    const OfficeFolder folder(office);
    if (const auto settings = read_settings(files, folder); !settings) {
        return settings.error();
    }
    EventShelf shelf(files, folder.root() / "events");
    if (Result<void> read = shelf.read_venues(); !read) {
        return read.error();
    }
    if (Result<void> read = shelf.read_series(); !read) {
        return read.error();
    }
    return shelf;
}

Result<void> EventShelf::read_venues() {
    const std::filesystem::path file = folder_ / venues_name;
    const Result<base::Bytes> bytes = files_.read(file, file_cap);
    if (!bytes) {
        return bytes.error().kind == ErrorKind::absent
                   ? Result<void>{}
                   : bytes.error().while_doing("reading " + file.string());
    }
    Result<events::VenueList> venues = read_venue_file(*bytes, file.string());
    if (!venues) {
        return venues.error();
    }
    venues_ = std::move(*venues);
    return {};
}

Result<void> EventShelf::read_series() {
    const Result<std::vector<std::string>> names = files_.list(folder_);
    if (!names) {
        return names.error().while_doing("listing " + folder_.string());
    }
    for (const std::string& name : *names) {
        if (!name.ends_with(".toml") || name == venues_name) {
            continue;
        }
        const std::string file = (folder_ / name).string();
        const Result<base::Bytes> bytes = files_.read(file, file_cap);
        if (!bytes) {
            return bytes.error().while_doing("reading " + file);
        }
        Result<Series> series = read_event_file(*bytes, file, names_of(venues_));
        if (!series) {
            return series.error();
        }
        if (series->id.hex() + ".toml" != name) {
            return Error{ErrorKind::unreadable,
                         fmt::format("{}: the id in it is another than its name. Kept events are "
                                     "changed with: harmony-admin event edit",
                                     file)};
        }
        all_.push_back(std::move(*series));
    }
    std::sort(all_.begin(), all_.end(), [](const Series& a, const Series& b) {
        return std::tuple(a.start_local, a.id) < std::tuple(b.start_local, b.id);
    });
    return {};
}

Result<Series> EventShelf::series(std::string_view id) const {
    if (Result<void> fits = enough(id, "an event"); !fits) {
        return fits.error();
    }
    std::vector<const Series*> found;
    for (const Series& one : all_) {
        if (one.id.hex().starts_with(base::lower_ascii(id))) {
            found.push_back(&one);
        }
    }
    if (found.size() != 1) {
        return not_one(found.size(), id, "event");
    }
    return *found.front();
}

Result<FoundDate> EventShelf::date(std::string_view id) const {
    if (Result<void> fits = enough(id, "a date"); !fits) {
        return fits.error();
    }
    std::vector<FoundDate> found;
    for (const Series& one : all_) {
        const auto dates = events::expand(one, events_hash());
        if (!dates) {
            return dates.error();
        }
        for (const events::Occurrence& date : *dates) {
            if (date.id.hex().starts_with(base::lower_ascii(id))) {
                found.push_back({one, date});
            }
        }
    }
    if (found.size() != 1) {
        return not_one(found.size(), id, "date");
    }
    return found.front();
}

Result<void> EventShelf::keep(const Series& series) {
    base::promise(!series.id.is_zero(), "a series is kept under its id");
    if (const auto fault = events::fault_in(series, names_of(venues_))) {
        return Error{fault->error.kind, fmt::format("{}: {}", fault->key, fault->error.message)};
    }
    const std::filesystem::path file = folder_ / (series.id.hex() + ".toml");
    const auto written = files_.write(file,
                                      base::as_bytes(write_event_file(series)),
                                      base::IfPresent::replace,
                                      base::private_mode);
    if (!written) {
        return written.error().while_doing("keeping " + file.string());
    }
    const auto there = std::find_if(
        all_.begin(), all_.end(), [&](const Series& one) { return one.id == series.id; });
    if (there == all_.end()) {
        all_.push_back(series);
    } else {
        *there = series;
    }
    return {};
}

Result<void> EventShelf::keep_venues(const events::VenueList& venues) {
    const std::set<std::string> names = names_of(venues);
    for (const Series& one : all_) {
        if (const auto fault = events::fault_in(one, names)) {
            return Error{ErrorKind::refused,
                         fmt::format("the event \"{}\" would lose its venue: {}",
                                     events::in_language(one.title, "en"),
                                     fault->error.message)};
        }
    }
    const std::filesystem::path file = folder_ / venues_name;
    const auto written = files_.write(file,
                                      base::as_bytes(write_venue_file(venues)),
                                      base::IfPresent::replace,
                                      base::private_mode);
    if (!written) {
        return written.error().while_doing("keeping " + file.string());
    }
    venues_ = venues;
    return {};
}

}  // namespace harmony::admin
