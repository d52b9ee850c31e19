#include "admin/cli/casework.h"

#include <fmt/format.h>

#include <array>

#include "admin/cases/case_words.h"
#include "admin/shipped_assets.h"
#include "events/contact.h"

namespace harmony::admin {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::size_t holidays_cap = std::size_t{1} << 20U;
constexpr unsigned owner_alone = 0600;

}  // namespace

Result<events::Holidays> shipped_holidays(base::Files& files) {
    const auto path = shipped_assets() / "calendars" / "england_bank_holidays.json";
    const Result<base::Bytes> bytes = files.read(path, holidays_cap);
    if (!bytes) {
        return bytes.error().while_doing("reading the bank holidays");
    }
    return events::read_holidays(base::as_text(*bytes));
}

Result<Casework> Casework::open(Desk& desk) {
    Result<FactDesk> facts = FactDesk::open(desk);
    if (!facts) {
        return facts.error();
    }
    Result<events::State> state = facts->state(desk);
    if (!state) {
        return state.error();
    }
    Result<events::Holidays> holidays = shipped_holidays(desk.resources.files);
    if (!holidays) {
        return holidays.error();
    }
    return Casework{
        std::move(*facts), std::move(*state), std::move(*holidays), desk.resources.clock.today()};
}

Result<void> Casework::note_look(Desk& with,
                                 const std::string& what,
                                 const std::string& object,
                                 const std::string& reason) {
    if (reason.empty()) {
        return Error{ErrorKind::refused,
                     "say why you look at what is personal: --reason \"to ring about the lamp\". "
                     "It is kept in the office's books"};
    }
    return desk.note_look(with, what, object, reason);
}

Result<events::FactId> Casework::write(Desk& with,
                                       const events::SubjectId& subject,
                                       events::Payload payload) {
    const std::array facts{OfficeFact{subject, {}, std::move(payload)}};
    const auto ids = desk.write(with, facts);
    return ids ? Result<events::FactId>(ids->front()) : ids.error();
}

std::string short_id(const events::SubjectId& id) {
    return id.hex().substr(0, shown_letters);
}

Result<base::Day> day_of(const std::string& iso, std::string_view option) {
    const auto day = base::day_from_iso(iso);
    return day ? Result<base::Day>(*day)
               : Error{ErrorKind::refused,
                       fmt::format("{}: \"{}\" is no date. Write it as 2026-03-30", option, iso)};
}

Result<std::string> fact_text(const std::string& typed,
                              std::size_t longest,
                              std::string_view option) {
    if (typed.empty()) {
        return std::string();
    }
    const auto stored = events::stored_text(typed, longest);
    return stored
               ? Result<std::string>(std::string(stored->view()))
               : Error{ErrorKind::refused, fmt::format("{}: use 1 to {} letters", option, longest)};
}

Result<std::string> public_text(const std::string& typed,
                                std::size_t longest,
                                std::string_view option) {
    if (const std::string found = personal_in(typed); !found.empty()) {
        return Error{ErrorKind::refused,
                     fmt::format("{}: residents read this on every kiosk, and {}. Say it without "
                                 "that",
                                 option,
                                 found)};
    }
    return fact_text(typed, longest, option);
}

std::string red(const Terminal& terminal, const std::string& text) {
    return terminal.styled() ? "\x1b[31m" + text + "\x1b[0m" : text;
}

Result<void> write_private(base::Files& files, const std::string& path, std::string_view text) {
    const auto written =
        files.write(path, base::as_bytes(text), base::IfPresent::replace, owner_alone);
    return written ? Result<void>() : written.error().while_doing("writing " + path);
}

}  // namespace harmony::admin
