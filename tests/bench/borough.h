#pragma once

#include <fmt/core.h>

#include <array>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "admin/authoring/event_shelf.h"
#include "admin/fact_book.h"
#include "admin/office_dates.h"
#include "admin/office_facts.h"
#include "admin/office_init.h"
#include "events/code.h"
#include "events/local_time.h"
#include "no_terminal.h"
#include "sync/crypto.h"

namespace harmony::bench {

inline constexpr std::size_t sign_ups = 100'000;
inline constexpr std::size_t series = 200;
inline constexpr int dates_a_series = 10;
inline constexpr std::size_t sign_ups_a_batch = 5'000;

inline std::string name_of(std::size_t number) {
    constexpr const char* first[] = {"Zofia", "Ayesha", "Jan", "Maria", "Oleh", "Siân", "Tariq"};
    constexpr const char* last[] = {"Kowalska", "Example", "Hughes", "O'Neill", "Shevchenko"};
    return fmt::format(
        "{} {}{}", first[number % 7], last[number % 5], static_cast<char>('a' + number % 23));
}

inline std::string phone_of(std::size_t number) {
    return fmt::format("+4477009{:05}", number);
}

/// The office of a large borough: 100,000 sign-ups for 2,000 dates.
class Borough {
public:
    /// `also` hears of every sign-up.
    using Also = std::function<void(
        const events::OccurrenceId& date, std::size_t number, std::uint32_t code, int party)>;

    explicit Borough(const std::filesystem::path& folder, Also also = {}) : also_(std::move(also)) {
        base::promise(sync::start().ok(), "libsodium does not start");
        const base::SecretText passphrase("lantern meadow copper");
        admin::NewOffice order{
            "Example Borough", folder / "office", admin::RootPlan::single, true, passphrase};
        base::promise(admin::make_office(order, resources, [](unsigned, unsigned) {}).ok(),
                      "no office");
        office = std::move(*admin::Office::open(folder / "office", files));
        publisher.emplace(std::move(*office->publisher(passphrase)));
        ring = std::move(*office->ring_of(admin::key_names::contact, passphrase));
        book.emplace(std::move(*admin::FactBook::open(*office, ring, random)));
        make_dates(folder / "office");
        for (std::size_t done = 0; done < sign_ups; done += sign_ups_a_batch) {
            bring(done);
        }
    }

    admin::FactPen pen() {
        return {*office, *publisher, files, random, clock.today(), &book->seal()};
    }

    sync::SodiumRandom random;
    base::RealFiles files{random};
    base::ManualClock clock{*base::day_from_iso("2026-03-30") + std::chrono::hours{13}};
    NoTerminal terminal;
    base::SilentLog log;
    admin::Resources resources{clock, random, files, terminal, log};
    std::unique_ptr<admin::Office> office;
    std::optional<sync::SignKeyPair> publisher;
    sync::KeyRing ring;
    std::optional<admin::FactBook> book;
    std::optional<admin::EventShelf> shelf;
    std::optional<admin::OfficeDates> dates;
    std::vector<events::OccurrenceId> ids;
    std::vector<std::uint32_t> codes;

private:
    void make_dates(const std::filesystem::path& folder) {
        shelf.emplace(std::move(*admin::EventShelf::open(files, folder)));
        for (std::size_t number = 0; number < series; ++number) {
            events::Series one;
            one.id = events::SeriesId::random(random);
            one.kind = events::EventKind::stall;
            one.status = events::SeriesStatus::published;
            one.title = {{"en", fmt::format("Event {}", number)}};
            one.summary = {{"en", "For everybody."}};
            one.organiser = "Example Borough";
            one.start_local = *events::wall_time_from_iso("2026-03-30T14:00:00");
            one.duration = std::chrono::minutes{120};
            one.sign_up = events::SignUpRule::optional;
            one.spaces = 400;
            one.rrule = fmt::format("FREQ=DAILY;COUNT={}", dates_a_series);
            const auto kept = shelf->keep(one);
            base::promise(kept.ok(), kept.ok() ? "" : kept.error().message.c_str());
        }
        dates.emplace(std::move(*admin::OfficeDates::of(*shelf)));
        for (const auto& [id, date] : dates->all()) {
            ids.push_back(id);
        }
    }

    /// The rows of sign-ups as an import of a kiosk leaves them, under a batch that is not theirs:
    /// sealing each of them to the keys of a batch first would take minutes and measure nothing.
    void bring(std::size_t first) {
        const db::StreamKey stream{base::KioskId{}, base::InstanceId::random(random), 2};
        const db::StageContext no_forms({}, {});
        const auto done = office->store().append(
            stream, [&](const db::StreamHead& before) -> base::Result<db::OfficeBatch> {
                db::CheckedBatch batch;
                batch.stream = stream;
                batch.seq = before.seq + 1;
                batch.bytes = base::Bytes(64, std::byte{1});
                batch.digest = base::Digest::random(random);
                db::OfficeBatch made{
                    std::move(batch), db::ResponseStage(no_forms, base::KioskId{}, 1), {}};
                made.facts.emplace();
                for (std::size_t number = first; number < first + sign_ups_a_batch; ++number) {
                    add_sign_up(number, stream, made.facts->rows);
                }
                return made;
            });
        base::promise(done.ok(), "no sign-ups");
    }

    void add_sign_up(std::size_t number,
                     const db::StreamKey& stream,
                     std::vector<db::FactRow>& rows) {
        const events::OccurrenceId date = ids[number % ids.size()];
        events::SignedUp up;
        up.outcome = number % 10 == 9 ? events::Outcome::waiting : events::Outcome::confirmed;
        up.turn = number % 10 == 9 ? 1 : 0;
        up.party = 1 + static_cast<int>(number % 4);
        up.code = events::draw_code(random);
        up.language = "en";
        events::ContactGiven given;
        given.contact.name = base::SecretText(name_of(number));
        given.contact.phone = base::SecretText(phone_of(number));
        given.contact.preferred = events::Preferred::text;
        given.agreements.resize(1);
        given.agreements[0].yes = true;
        given.agreements[0].language = "en";
        const events::SubjectId who = events::SubjectId::random(random);
        const std::array<events::Payload, 2> said{up, given};
        for (const events::Payload& payload : said) {
            const events::Fact fact{
                {++numbered_, who, date, clock.today(), std::nullopt, events::FactBy::office},
                payload};
            rows.push_back(book->seal().seal(
                admin::fact_origin(base::RecordId::random(random), {}, stream.instance),
                events::write_fact(fact)));
        }
        codes.push_back(up.code);
        if (also_) {
            also_(date, number, up.code, up.party);
        }
    }

    Also also_;
    std::uint64_t numbered_ = 0;
};

}  // namespace harmony::bench
