#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>
#include <thread>

#include "admin/cases/after_sync.h"
#include "admin/cli/desk.h"
#include "admin/cli/kiosk_names.h"
#include "admin/cli/progress.h"
#include "admin/cli/text_table.h"
#include "admin/erasure.h"
#include "admin/form_table.h"
#include "admin/intake.h"
#include "admin/intake_answers.h"
#include "admin/kiosk_notes.h"
#include "admin/tables.h"
#include "sync/back_off.h"

namespace harmony::admin {

namespace {

using base::Result;
using nlohmann::json;

std::string label(const Office& office, const base::KioskId& kiosk) {
    const sync::RegisteredKiosk* known = office.registry().find(kiosk);
    if (kiosk.is_zero()) {
        return "another computer of this office";
    }
    return known == nullptr ? kiosk.hex() : known->label;
}

std::string gap_sentence(const Office& office, const Gap& gap) {
    return fmt::format("{}: batch {} has not come. {} later {} waiting.",
                       label(office, gap.stream.kiosk),
                       gap.missing,
                       gap.waiting,
                       gap.waiting == 1 ? "one is" : "ones are");
}

std::string day_or_dash(const std::optional<base::Day>& day) {
    return day ? base::to_iso(*day) : "-";
}

json day_or_null(const std::optional<base::Day>& day) {
    return day ? json(base::to_iso(*day)) : json();
}

std::string words_of(const json& count) {
    return count.is_null() ? "-" : std::to_string(count.get<std::uint64_t>());
}

/// The one screen after a sync.
class Screen {
public:
    Screen(Office& office, const IntakeReport& report, const Answers& answers, base::Day today)
        : office_(office),
          report_(report),
          answers_(answers),
          today_(today),
          surveys_(count_responses(office.store())) {
        for (const sync::RegisteredKiosk& kiosk : office.registry().kiosks) {
            if (auto note = note_of(office.store(), kiosk.kiosk)) {
                notes_.emplace(kiosk.kiosk, std::move(*note));
            }
        }
    }

    [[nodiscard]] std::string text() const {
        std::string out = kiosk_table() + '\n';
        for (const Gap& gap : report_.gaps) {
            out += gap_sentence(office_, gap) + '\n';
        }
        if (report_.newer > 0) {
            out +=
                fmt::format("This computer needs a newer Harmony for {} batches.\n", report_.newer);
        }
        for (const RefusedFile& file : report_.refused) {
            out += fmt::format(
                "Not taken in: {}\n    {}: {}\n", file.name, file.verdict, file.sentence);
        }
        for (const std::string& sentence : how_kiosks_are()) {
            out += sentence + '\n';
        }
        for (const std::string& alarm : report_.alarms) {
            out += "LOOK INTO THIS: " + alarm + '\n';
        }
        if (report_.enrolment_requests > 0) {
            out += fmt::format("{} machines ask to be enrolled: harmony-admin kiosk enrol --help\n",
                               report_.enrolment_requests);
        }
        for (const SurveyCount& survey : surveys_) {
            out += fmt::format("{}: {} responses in the store\n", survey.id, survey.responses);
        }
        return out + needs_forms();
    }

    [[nodiscard]] json as_json() const {
        json kiosks = json::array();
        for (const auto& [kiosk, line] : lines()) {
            kiosks.push_back({{"kiosk", kiosk.hex()},
                              {"label", label(office_, kiosk)},
                              {"batches", line.batches},
                              {"known", line.known},
                              {"waiting", line.waiting},
                              {"refused", line.refused},
                              {"responses", line.records.opened},
                              {"dummies", line.records.dummy},
                              {"no_key", line.records.no_key},
                              {"cannot_open", line.records.cannot_open},
                              {"newer", line.records.newer},
                              {"needs_form", line.records.needs_form},
                              {"newest_cut", day_or_null(line.newest_cut)},
                              {"heard", day_or_null(heard(kiosk, line))},
                              {"still_there", still_there(kiosk)}});
        }
        json refused = json::array();
        for (const RefusedFile& file : report_.refused) {
            refused.push_back(
                {{"name", file.name}, {"verdict", file.verdict}, {"sentence", file.sentence}});
        }
        json gaps = json::array();
        for (const Gap& gap : report_.gaps) {
            gaps.push_back({{"kiosk", gap.stream.kiosk.hex()},
                            {"missing", gap.missing},
                            {"waiting", gap.waiting}});
        }
        json surveys = json::object();
        for (const SurveyCount& survey : surveys_) {
            surveys[survey.id] = survey.responses;
        }
        return {{"kiosks", kiosks},
                {"refused", refused},
                {"gaps", gaps},
                {"alarms", report_.alarms},
                {"how_kiosks_are", how_kiosks_are()},
                {"acknowledgements", answers_.acknowledgements},
                {"responses", responses()},
                {"surveys", surveys}};
    }

private:
    /// Also kiosks of which nothing has come: silence is worth seeing.
    [[nodiscard]] std::map<base::KioskId, KioskIntake> lines() const {
        auto all = report_.kiosks;
        for (const sync::RegisteredKiosk& kiosk : office_.registry().kiosks) {
            all.try_emplace(kiosk.kiosk);
        }
        return all;
    }

    [[nodiscard]] std::string kiosk_table() const {
        TextTable table({{"kiosk"},
                         {"new batches", Align::right},
                         {"new answers", Align::right},
                         {"waiting", Align::right},
                         {"not taken in", Align::right},
                         {"newest from"},
                         {"heard on"},
                         {"had waiting", Align::right}});
        for (const auto& [kiosk, line] : lines()) {
            table.add({label(office_, kiosk),
                       std::to_string(line.batches),
                       std::to_string(line.records.opened),
                       std::to_string(line.waiting),
                       std::to_string(line.refused),
                       day_or_dash(line.newest_cut),
                       day_or_dash(heard(kiosk, line)),
                       words_of(still_there(kiosk))});
        }
        return table.empty() ? "No kiosk is enrolled yet.\n" : table.text();
    }

    [[nodiscard]] std::optional<KioskNote> note_from(const base::KioskId& kiosk) const {
        const auto found = notes_.find(kiosk);
        return found == notes_.end() ? std::nullopt : std::optional(found->second);
    }

    /// The last day on which anything came of it, as far as anybody can know.
    [[nodiscard]] std::optional<base::Day> heard(const base::KioskId& kiosk,
                                                 const KioskIntake& line) const {
        const auto note = note_from(kiosk);
        return note && line.newest_cut ? std::max(note->day, *line.newest_cut)
               : note                  ? std::optional(note->day)
                                       : line.newest_cut;
    }

    /// What it said it still holds; null when it never said.
    [[nodiscard]] json still_there(const base::KioskId& kiosk) const {
        const auto note = note_from(kiosk);
        return note ? json(note->waiting) : json();
    }

    [[nodiscard]] std::vector<std::string> how_kiosks_are() const {
        std::vector<std::string> all;
        for (const sync::RegisteredKiosk& kiosk : office_.registry().kiosks) {
            const auto line = report_.kiosks.find(kiosk.kiosk);
            const auto cut = line == report_.kiosks.end() ? std::nullopt : line->second.newest_cut;
            const auto said = how_it_is(kiosk, note_from(kiosk.kiosk), cut, today_);
            all.insert(all.end(), said.begin(), said.end());
            if (auto old = old_content(office_, kiosk, note_from(kiosk.kiosk))) {
                all.push_back(std::move(*old));
            }
        }
        return all;
    }

    /// Counted over the whole store, not only over this run: it stays true until the form is here.
    [[nodiscard]] std::string needs_forms() const {
        std::uint64_t waiting = 0;
        for (const db::BatchSummary& batch : office_.store().batches()) {
            waiting += batch.counts.needs_form;
        }
        return waiting == 0 ? std::string()
                            : fmt::format(
                                  "{} answers are to a survey that this office never published; "
                                  "they are kept.\n",
                                  waiting);
    }

    [[nodiscard]] std::uint64_t responses() const {
        return std::accumulate(
            surveys_.begin(), surveys_.end(), std::uint64_t{0}, [](auto sum, const auto& survey) {
                return sum + survey.responses;
            });
    }

    Office& office_;
    const IntakeReport& report_;
    const Answers& answers_;
    base::Day today_;
    std::vector<SurveyCount> surveys_;
    std::map<base::KioskId, KioskNote> notes_;  ///< what each kiosk said of itself last
};

/// `sync`: fetches, takes in once, acknowledges, and says what came, what is missing, what was
/// wrong.
class SyncVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& sync = *app.add_subcommand(
            "sync", "Takes in what kiosks sent, once, and tells them it is here");
        sync.add_option("--from", from_, fmt::format("Where it lies: {}", store_words))->required();
        sync.add_flag("--json", json_, "Prints the result as JSON");
        sync.add_flag("--watch", watch_, "Goes on, every few minutes, until it is stopped");
        sync.add_flag("--take-only",
                      take_only_,
                      "Tells kiosks nothing: on a second computer of the office, such as a laptop");
        sync.footer(
            "Stopping it at any moment loses nothing.\n"
            "Example:\n  harmony-admin sync --from usb:/media/stick");
        return sync;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        auto courier = open_courier(from_, **office, desk);
        if (!courier) {
            return courier.error();
        }
        // Looks before it asks for the passphrase: a missing stick is said at once.
        if (const auto there = (*courier)->list(sync::up_folder(), ""); !there) {
            return there.error();
        }
        const auto passphrase = desk.passphrase.known();
        if (!passphrase) {
            return passphrase.error();
        }
        const auto publisher = (*office)->publisher(*passphrase);
        if (!publisher) {
            return publisher.error();
        }
        const Result<sync::KeyRing> ring = (*office)->ring(*passphrase);
        if (!ring) {
            return ring.error();
        }
        sync::BackOff back_off(desk.resources.random);
        for (;;) {
            const Result<Exit> done = pass(desk, **office, *ring, *publisher, **courier);
            if (!watch_) {
                return done;
            }
            if (done) {
                back_off.succeeded();
                std::this_thread::sleep_for(watch_cadence);
                continue;
            }
            const auto wait = back_off.after(done.error().kind, (*courier)->remarks());
            desk.resources.terminal.complain(
                fmt::format("{} Trying again in {} s.\n",
                            done.error().message,
                            std::chrono::ceil<std::chrono::seconds>(wait).count()));
            std::this_thread::sleep_for(wait);
        }
    }

private:
    static constexpr std::chrono::minutes watch_cadence{5};

    /// Fetches, takes in, answers, and shows the one screen.
    Result<Exit> pass(Desk& desk,
                      Office& office,
                      const sync::KeyRing& ring,
                      const sync::SignKeyPair& publisher,
                      sync::Courier& courier) const {
        const Result<db::StageContext> context = stage_context(office.store());
        if (!context) {
            return context.error();
        }
        const Result<FactSeal> facts = FactSeal::open(office, ring, desk.resources.random);
        if (!facts) {
            return facts.error();
        }
        const Result<IntakeReport> report =
            take_in_all(desk, office, {ring, *context, *facts}, courier);
        if (!report) {
            return report.error();
        }
        const base::Day today = desk.resources.clock.today();
        const std::vector<FoundRecord> again = came_again(office.store());
        if (!again.empty()) {
            // An old stick brought something that was erased: it goes again.
            const IntakeTools tools{ring, *context, desk.resources.clock.now(), today, {}};
            const Result<void> gone =
                erase(office, again, sync::ErasureReason::withdrawn, publisher, tools);
            if (!gone) {
                return gone.error().while_doing("erasing what came again (run sync again)");
            }
        }
        const Result<void> followed = follow(desk, office, {ring, *context, *facts}, publisher);
        if (!followed) {
            return followed.error().while_doing("everything was taken in (run sync again)");
        }
        const Result<Answers> answers =
            take_only_ ? Result<Answers>(Answers{})
                       : answer_kiosks(office, report->cloned, publisher, courier, today);
        if (!take_only_ && answers) {
            const auto names = send_names(desk, office, ring, publisher, courier);
            if (!names) {
                desk.resources.terminal.complain(fmt::format(
                    "Kiosks got no names for their doors: {}.\n", names.error().message));
            } else if (!json_) {
                desk.resources.terminal.print(names_sentence(office, *names));
            }
        }
        const Screen screen(office, *report, answers ? *answers : Answers{}, today);
        desk.resources.terminal.print(json_ ? screen.as_json().dump() + '\n' : screen.text());
        return end(*report, answers);
    }

    /// What opens, decodes and seals again.
    struct Opening {
        const sync::KeyRing& ring;
        const db::StageContext& context;
        const FactSeal& facts;
    };

    /// Reports become cases; what a restored office brought back goes again.
    Result<void> follow(Desk& desk,
                        Office& office,
                        const Opening& with_keys,
                        const sync::SignKeyPair& publisher) const {
        const Resources& with = desk.resources;
        const IntakeTools tools{with_keys.ring,
                                with_keys.context,
                                with.clock.now(),
                                with.clock.today(),
                                {},
                                &with_keys.facts};
        const Result<AfterSync> done =
            follow_sync({office, with_keys.ring, publisher, tools, with.files, with.random});
        if (!done) {
            return done.error();
        }
        if (done->erased > 0) {
            with.terminal.complain(fmt::format(
                "{} records that had been erased came with the backup; they are gone again.\n",
                done->erased));
        }
        if (done->cases > 0 && !json_) {
            with.terminal.print(
                fmt::format("{} reports became cases: harmony-admin case list\n\n", done->cases));
        }
        if (done->without_receipt > 0) {
            with.terminal.complain(fmt::format(
                "Note: {} reports have no receipt and became no case.\n", done->without_receipt));
        }
        return {};
    }

    static Result<IntakeReport> take_in_all(Desk& desk,
                                            Office& office,
                                            const Opening& opening,
                                            sync::Courier& courier) {
        std::optional<Progress> bar;
        const Resources& resources = desk.resources;
        const IntakeTools tools{
            opening.ring,
            opening.context,
            resources.clock.now(),
            resources.clock.today(),
            [&](std::size_t done, std::size_t total) {
                if (!bar) {
                    bar.emplace(resources.terminal, resources.clock, "Taking in", total);
                }
                bar->show(done);
            },
            &opening.facts};
        return take_in(office, courier, tools);
    }

    /// What was taken in stays, whatever became of the way back.
    static Result<Exit> end(const IntakeReport& report, const Result<Answers>& answers) {
        if (report.interrupted) {
            return report.interrupted->while_doing(
                "the way broke before everything was read (what is shown above was taken in and is "
                "safe; run sync again)");
        }
        if (!answers) {
            return answers.error().while_doing(
                "everything was taken in, but kiosks were not told (run sync again)");
        }
        return Exit::done;
    }

    std::string from_;
    bool json_ = false;
    bool watch_ = false;
    bool take_only_ = false;
};

}  // namespace

std::unique_ptr<Verb> make_sync_verb() {
    return std::make_unique<SyncVerb>();
}

}  // namespace harmony::admin
