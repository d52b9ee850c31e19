#include "support/memory_kiosk.h"

#include <array>

#include "base/files.h"
#include "db/kiosk_journal.h"
#include "kiosk/preview_outbox.h"
#include "kiosk/sample_map.h"
#include "kiosk/sample_pack.h"
#include "sync/crypto.h"

namespace harmony::tests {
namespace {

const std::filesystem::path assets = HARMONY_SOURCE_DIR "/assets";
constexpr int most_steps = 120;

/// Counts what it is given; keeps it only where somebody wants it.
class CountingOutbox final : public kiosk::Outbox {
public:
    CountingOutbox(base::RandomSource& random,
                   const base::Clock& clock,
                   const MemoryKiosk::Options& options)
        : preview_(random, clock), sent_(options.sent), signed_up_(options.signed_up) {}

    [[nodiscard]] base::Result<base::RecordId> begin_task() override {
        return preview_.begin_task();
    }
    [[nodiscard]] base::Result<void> submit(kiosk::Submission submission,
                                            const survey::Form& form) override {
        if (sent_ != nullptr) {
            sent_->push_back(submission);
        }
        return preview_.submit(std::move(submission), form);
    }
    [[nodiscard]] base::Result<kiosk::KeptSignUp> keep(
        kiosk::SignUpSubmission submission) override {
        if (signed_up_ != nullptr) {
            signed_up_->push_back(submission);
        }
        return preview_.keep(std::move(submission));
    }
    [[nodiscard]] base::Result<base::ReceiptKey> receipt_key(
        const base::SecretText& digits) override {
        return preview_.receipt_key(digits);
    }
    [[nodiscard]] base::Result<void> say(events::Fact fact) override {
        return preview_.say(std::move(fact));
    }
    [[nodiscard]] base::Result<kiosk::DoorAnswer> check_in(const kiosk::DoorQuery& query) override {
        return preview_.check_in(query);
    }
    [[nodiscard]] base::Result<kiosk::DoorNews> say_at_door(
        const events::OccurrenceId& date, std::optional<events::Fact> fact) override {
        return preview_.say_at_door(date, std::move(fact));
    }
    void end_task(const base::RecordId& task) override { preview_.end_task(task); }
    [[nodiscard]] base::Result<kiosk::OutboxCounts> counts() override { return preview_.counts(); }
    void tend() override {}

protected:
    [[nodiscard]] base::Result<kiosk::SyncReport> sync(kiosk::SmallGroups small) override {
        return preview_.sync_now(small);
    }

private:
    kiosk::PreviewOutbox preview_;
    std::vector<kiosk::Submission>* sent_;
    std::vector<kiosk::SignUpSubmission>* signed_up_;
};

class MemoryBacking final : public kiosk::Backing {
public:
    MemoryBacking(const std::filesystem::path& folder,
                  const base::Clock& clock,
                  const MemoryKiosk::Options& options)
        : pack_(folder / "pack"),
          journal_(*db::KioskJournal::open(folder, {})),
          door_([](kiosk::StaffPin,
                   std::string_view typed) { return std::optional(typed == staff_pin); },
                journal_->state(),
                clock),
          outbox_(random_, clock, options) {}

    [[nodiscard]] kiosk::Outbox& outbox() override { return outbox_; }
    [[nodiscard]] kiosk::StaffDoor& door() override { return door_; }

    [[nodiscard]] base::Result<std::shared_ptr<const kiosk::Library>> load() override {
        const auto shipped = kiosk::shipped_catalogues(files_, assets);
        return kiosk::Library::make(
            *kiosk::read_pack_content(kiosk::files_of_folder(files_, pack_)), *shipped);
    }

private:
    std::filesystem::path pack_;
    base::SystemRandom random_;
    base::RealFiles files_{random_};
    std::unique_ptr<db::KioskJournal> journal_;
    kiosk::StaffDoor door_;
    CountingOutbox outbox_;
};

}  // namespace

MemoryKiosk::MemoryKiosk(const Options& options)
    : clock_(base::moment_from_iso("2026-03-30T10:00:00Z")->moment), random_(options.seed) {
    base::promise(sync::start().ok(), "libsodium starts");
    write_sample_pack(folder_.path() / "pack", options.surveys);
    if (options.map) {
        write_sample_map(folder_.path() / "pack");
    }
    if (options.change) {
        options.change(folder_.path() / "pack");
    }
    auto backing = std::make_unique<MemoryBacking>(folder_.path(), clock_, options);
    const auto library = backing->load();
    base::promise(library.ok(), "the sample pack can be read");
    auto stage = kiosk::Stage::open(
        {options.panel, assets, options.app}, clock_, random_, std::move(backing), *library);
    base::promise(stage.ok(), "the screens open");
    stage_ = std::move(stage).value();
}

int MemoryKiosk::records() {
    return stage_->outbox().counts()->records;
}

void MemoryKiosk::go_to_questions(std::string_view language) {
    const std::string tile = "language." + std::string(language);
    const std::array<std::string_view, 9> ways = {"attract.touch",
                                                  tile,
                                                  "home.survey",
                                                  "home.case",
                                                  "help.close",
                                                  "survey.neighbourhood",
                                                  "age.yes",
                                                  "privacy.start",
                                                  "page.more"};
    for (int step = 0; step < most_steps && !driver().screen().starts_with("q."); ++step) {
        bool found = false;
        for (const std::string_view way : ways) {
            if (!found && driver().get(way) != nullptr) {
                found = driver().tap(way).ok();
            }
        }
        base::promise(found, "the page offers a way to the questions");
    }
    base::promise(driver().screen().starts_with("q."), "it is at the questions");
}

void MemoryKiosk::go_on_to(std::string_view screen) {
    for (int step = 0; step < most_steps && driver().screen() != screen; ++step) {
        base::promise(driver().tap("nav.continue").ok(), "the page can be continued");
    }
    base::promise(driver().screen() == screen, "it is at the page");
}

}  // namespace harmony::tests
