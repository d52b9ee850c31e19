// `event allocate` and `event worst-case`: how many spaces each kiosk may give away, and what may
// happen at worst (design of events, 6).
//
// The fact of a grant is written before the kiosk's own part that tells it: killed in between, the
// office holds back spaces that nobody gives away, and never the other way round.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "admin/cli/event.h"
#include "admin/cli/event_worst.h"
#include "admin/cli/fact_desk.h"
#include "admin/cli/kiosk_names.h"
#include "admin/own_parts.h"
#include "events/capacity.h"
#include "events/local_time.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using events::OccurrenceId;
using nlohmann::json;

constexpr int most_spaces = 5'000;

class EventAllocateVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& allocate = *event_group(app).add_subcommand(
            "allocate", "Says how many spaces of a date a kiosk may give away by itself");
        allocate.add_option("DATE", date_, "The start of a date's id, as `event list` shows it")
            ->required();
        auto* kiosk = allocate.add_option("KIOSK", kiosk_, "Its label, or the start of its id");
        auto* number = allocate.add_option("N", number_, "Spaces that it may ever confirm")
                           ->check(CLI::Range(0, most_spaces));
        auto* spread = allocate.add_flag(
            "--spread", spread_, "Spreads what is free over all kiosks, and keeps a tenth");
        auto* lost = allocate.add_option(
            "--write-off", lost_, "This kiosk is lost: its spaces come back to the office");
        spread->excludes(kiosk)->excludes(number);
        lost->excludes(kiosk)->excludes(number)->excludes(spread);
        allocate.add_option("--reason", reason_, "Why it goes over the number, or is lost");
        allocate.add_option("--to", to_, std::string("Where kiosks fetch: ") + store_words);
        allocate.footer(
            "A smaller number takes spaces back: they are free once the kiosk has said so.\n"
            "Of a surgery, each appointment goes to one kiosk: --spread deals them out in turn, "
            "KIOSK N gives it the next N.\n"
            "Example:\n  harmony-admin event allocate 3f2a91c0 \"Kiosk 2\" 10 --to "
            "folder:/media/stick\n"
            "  harmony-admin event allocate 3f2a91c0 --spread --to folder:/media/stick\n"
            "  harmony-admin event allocate 3f2a91c0 --write-off \"Kiosk 5\" --reason \"stolen\"");
        return allocate;
    }

    Result<Exit> run(Desk& desk) override {
        if (lost_.empty() && to_.empty()) {
            return Error{ErrorKind::refused,
                         "say where kiosks fetch, or they do not hear of it: --to folder:/path"};
        }
        Result<FactDesk> facts = FactDesk::open(desk);
        if (!facts) {
            return facts.error();
        }
        const Result<OccurrenceId> date = facts->date(date_);
        if (!date) {
            return date.error();
        }
        if (const std::vector<OccurrenceId> slots = slots_of(*facts, *date); !slots.empty()) {
            return lost_.empty() ? give_slots(*facts, slots, desk)
                                 : Result<Exit>(Error{ErrorKind::refused,
                                                      "write off each appointment by its own id: "
                                                      "`event list --slots` shows them"});
        }
        const events::State state = facts->state_of(*date, desk);
        const events::OccurrenceRecord* record = state.occurrence(*date);
        const auto spaces = record == nullptr ? std::nullopt : events::capacity(*record);
        if (!spaces) {
            return Error{ErrorKind::refused, "this date has no number of spaces to share out"};
        }
        const Result<void> done =
            lost_.empty() ? give(*facts, *date, *spaces, desk) : write_off(*facts, *date, desk);
        if (!done) {
            return done.error();
        }
        const events::State now = facts->state_of(*date, desk);
        desk.resources.terminal.print(worst_line(*facts, now, *date, desk.resources.clock.today()) +
                                      '\n');
        return Exit::done;
    }

private:
    struct Order {
        const sync::RegisteredKiosk* kiosk;
        int granted;
    };

    /// The appointments of a surgery, in the order of the clock.
    static std::vector<OccurrenceId> slots_of(const FactDesk& facts, const OccurrenceId& date) {
        std::vector<const events::Occurrence*> found;
        for (const auto& [id, one] : facts.dates.all()) {
            if (one.occurrence.slot_of == date) {
                found.push_back(&one.occurrence);
            }
        }
        std::sort(found.begin(), found.end(), [](const auto* a, const auto* b) {
            return a->start < b->start;
        });
        std::vector<OccurrenceId> slots;
        for (const events::Occurrence* one : found) {
            slots.push_back(one->id);
        }
        return slots;
    }

    /// Whether no kiosk was ever given this appointment and nobody has it.
    static bool is_free(const FactDesk& facts, const OccurrenceId& slot, Desk& desk) {
        const events::State state = facts.state_of(slot, desk);
        const events::OccurrenceRecord* record = state.occurrence(slot);
        const auto spaces = record == nullptr ? std::nullopt : events::capacity(*record);
        return spaces && spaces->kiosks.empty() && spaces->pool() > 0;
    }

    /// Each appointment goes to one kiosk at the most: in turn, or the next N to the one that is
    /// named.
    Result<Exit> give_slots(FactDesk& facts,
                            const std::vector<OccurrenceId>& slots,
                            Desk& desk) const {
        std::vector<const sync::RegisteredKiosk*> kiosks;
        if (spread_) {
            for (const sync::RegisteredKiosk& kiosk : facts.office->registry().kiosks) {
                if (kiosk.state == sync::KioskState::active) {
                    kiosks.push_back(&kiosk);
                }
            }
        } else {
            const auto kiosk = kiosk_by_word(facts.office->registry(), kiosk_);
            if (!kiosk) {
                return kiosk.error();
            }
            kiosks.push_back(*kiosk);
        }
        auto courier = open_courier(to_, *facts.office, desk);
        if (!courier) {
            return courier.error();
        }
        std::size_t given = 0;
        for (const OccurrenceId& slot : slots) {
            const bool enough = !spread_ && given >= static_cast<std::size_t>(number_);
            if (kiosks.empty() || enough || !is_free(facts, slot, desk)) {
                continue;
            }
            const Order order{kiosks[given % kiosks.size()], 1};
            if (Result<void> told = tell(facts, slot, order, **courier, desk); !told) {
                return told.error();
            }
            ++given;
        }
        if (given == 0) {
            return Error{ErrorKind::refused,
                         "no appointment is free to give, or there is no kiosk"};
        }
        desk.resources.terminal.print(
            fmt::format("{} of {} appointments are given to kiosks.\n", given, slots.size()));
        return Exit::done;
    }

    Result<void> give(FactDesk& facts,
                      const OccurrenceId& date,
                      const events::Capacity& spaces,
                      Desk& desk) const {
        const Result<std::vector<Order>> orders = orders_for(facts, spaces);
        if (!orders) {
            return orders.error();
        }
        auto courier = open_courier(to_, *facts.office, desk);
        if (!courier) {
            return courier.error();
        }
        for (const Order& order : *orders) {
            if (Result<void> told = tell(facts, date, order, **courier, desk); !told) {
                return told;
            }
        }
        return {};
    }

    Result<std::vector<Order>> orders_for(const FactDesk& facts,
                                          const events::Capacity& spaces) const {
        const auto now = [&](const base::KioskId& kiosk) {
            const auto at = std::find_if(spaces.kiosks.begin(),
                                         spaces.kiosks.end(),
                                         [&](const auto& one) { return one.kiosk == kiosk; });
            return at == spaces.kiosks.end() ? 0 : at->cap;
        };
        std::vector<Order> orders;
        if (!spread_) {
            const auto kiosk = kiosk_by_word(facts.office->registry(), kiosk_);
            if (!kiosk) {
                return kiosk.error();
            }
            const Result<void> room = events::check_give(spaces, number_ - now((*kiosk)->kiosk));
            if (!room && reason_.empty()) {
                return Error{
                    ErrorKind::refused,
                    room.error().message + " To go over the number say why: --reason \"...\""};
            }
            orders.push_back({*kiosk, number_});
            return orders;
        }
        std::vector<events::KioskUse> uses;
        for (const sync::RegisteredKiosk& kiosk : facts.office->registry().kiosks) {
            if (kiosk.state == sync::KioskState::active) {
                uses.push_back({kiosk.kiosk, kiosk.first_instance, 1, 0});
            }
        }
        for (const events::Share& share : events::suggest_spread(spaces.pool(), uses)) {
            if (share.more > 0) {
                orders.push_back(
                    {facts.office->registry().find(share.kiosk), now(share.kiosk) + share.more});
            }
        }
        if (orders.empty()) {
            return Error{ErrorKind::refused, "nothing is free to share out, or there is no kiosk"};
        }
        return orders;
    }

    Result<void> tell(FactDesk& facts,
                      const OccurrenceId& date,
                      const Order& order,
                      sync::Courier& courier,
                      Desk& desk) const {
        const Result<sync::OwnPart> part = newest_own_part(*facts.office, order.kiosk->kiosk);
        if (!part) {
            return part.error();
        }
        const OfficeFact grant{
            {},
            date,
            events::Grant{
                order.kiosk->kiosk, part->instance, part->version + 1, order.granted, reason_}};
        if (const auto written = facts.write(desk, std::span(&grant, 1)); !written) {
            return written.error();
        }
        const auto id = *sync::OccurrenceId::from_bytes(date.view());
        const Result<db::Published> issued = issue_own_part(
            *facts.office,
            order.kiosk->kiosk,
            [&](sync::OwnPart& next) {
                next.grants = part->grants;
                std::erase_if(next.grants, [&](const auto& one) { return one.occurrence == id; });
                next.grants.push_back({id, static_cast<std::uint32_t>(order.granted)});
                std::sort(next.grants.begin(), next.grants.end(), [](const auto& a, const auto& b) {
                    return a.occurrence < b.occurrence;
                });
            },
            *facts.publisher,
            desk.resources.clock.today());
        if (!issued) {
            return issued.error();
        }
        const auto name =
            sync::ObjectName::own_part(order.kiosk->kiosk, issued->version, issued->digest);
        const auto sent = courier.deliver(name, issued->bytes);
        if (!sent) {
            return sent.error().while_doing("telling " + order.kiosk->label);
        }
        desk.resources.terminal.print(
            fmt::format("{} may give away {} spaces, from when it fetches this.\n",
                        facts.label_of(order.kiosk->kiosk),
                        order.granted));
        return {};
    }

    Result<void> write_off(FactDesk& facts, const OccurrenceId& date, Desk& desk) const {
        if (reason_.empty()) {
            return Error{ErrorKind::refused, "say why it is lost: --reason \"stolen\""};
        }
        const auto kiosk = kiosk_by_word(facts.office->registry(), lost_);
        if (!kiosk) {
            return kiosk.error();
        }
        const Result<sync::OwnPart> part = newest_own_part(*facts.office, (*kiosk)->kiosk);
        if (!part) {
            return part.error();
        }
        const OfficeFact lost{{}, date, events::WriteOff{(*kiosk)->kiosk, part->instance, reason_}};
        const auto written = facts.write(desk, std::span(&lost, 1));
        return written ? Result<void>() : written.error();
    }

    std::string date_;
    std::string kiosk_;
    int number_ = 0;
    bool spread_ = false;
    std::string lost_;
    std::string reason_;
    std::string to_;
};

class EventWorstCaseVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& worst = *event_group(app).add_subcommand(
            "worst-case", "How far over the number each date may be, if all that may happen does");
        worst.add_flag("--today", today_, "Of the dates of today alone");
        worst.add_flag("--json", json_, "Prints the lines as JSON");
        worst.footer("Example:\n  harmony-admin event worst-case --today");
        return worst;
    }

    Result<Exit> run(Desk& desk) override {
        Result<FactDesk> facts = FactDesk::open(desk);
        if (!facts) {
            return facts.error();
        }
        const base::Day today = desk.resources.clock.today();
        json list = json::array();
        std::string text;
        for (const auto& [id, date] : facts->dates.all()) {
            const base::Day day = events::day_of(events::wall_time(date.plan.start));
            if (!date.plan.spaces || day < today || (today_ && day > today)) {
                continue;
            }
            const std::string line = worst_line(*facts, facts->state_of(id, desk), id, today);
            list.push_back({{"date", id.hex()}, {"line", line}});
            text += fmt::format("{}\n  {}\n", facts->name_of(id), line);
        }
        desk.resources.terminal.print(json_          ? json{{"dates", list}}.dump() + '\n'
                                      : text.empty() ? "No date with a number of spaces.\n"
                                                     : text);
        return Exit::done;
    }

private:
    bool today_ = false;
    bool json_ = false;
};

}  // namespace

std::string worst_line(const FactDesk& facts,
                       const events::State& state,
                       const OccurrenceId& date,
                       base::Day today) {
    const events::OccurrenceRecord* record = state.occurrence(date);
    const auto spaces = record == nullptr ? std::nullopt : events::capacity(*record);
    if (!spaces) {
        return {};
    }
    std::vector<events::KioskName> names;
    base::Moment oldest = base::Moment::max();
    for (const events::KioskNews& news : kiosk_news(*facts.office)) {
        const bool never = news.heard == base::Moment{};
        const auto days =
            never ? -1 : (today - std::chrono::floor<std::chrono::days>(news.heard)).count();
        names.push_back({news.kiosk,
                         facts.label_of(news.kiosk),
                         days > 1 || never ? std::optional(static_cast<int>(days)) : std::nullopt});
        oldest = std::min(oldest, news.heard);
    }
    const std::string since = oldest == base::Moment::max()
                                  ? std::string("today")
                                  : events::said(events::day_of(events::wall_time(oldest)));
    return events::worst_case_line(*spaces, names, since);
}

std::unique_ptr<Verb> make_event_allocate_verb() {
    return std::make_unique<EventAllocateVerb>();
}

std::unique_ptr<Verb> make_event_worst_case_verb() {
    return std::make_unique<EventWorstCaseVerb>();
}

}  // namespace harmony::admin
