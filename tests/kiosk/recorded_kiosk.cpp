#include "kiosk/recorded_kiosk.h"

#include <array>

#include "base/files.h"
#include "db/kiosk_journal.h"
#include "kiosk/preview_outbox.h"
#include "kiosk/sample_pack.h"
#include "kiosk/script/answering.h"
#include "sync/crypto.h"

namespace harmony::tests {
namespace {

const std::filesystem::path assets = HARMONY_SOURCE_DIR "/assets";
constexpr int most_steps = 20;

class RecordingOutbox final : public kiosk::Outbox {
public:
    RecordingOutbox(base::RandomSource& random,
                    const base::Clock& clock,
                    std::vector<kiosk::Submission>& sent)
        : preview_(random, clock), sent_(sent) {}

    [[nodiscard]] base::Result<base::RecordId> begin_task() override {
        return preview_.begin_task();
    }
    [[nodiscard]] base::Result<void> submit(kiosk::Submission submission,
                                            const survey::Form& form) override {
        sent_.push_back(submission);
        return preview_.submit(std::move(submission), form);
    }
    [[nodiscard]] base::Result<void> keep(kiosk::SignUpSubmission submission) override {
        return preview_.keep(std::move(submission));
    }
    void end_task(const base::RecordId& task) override { preview_.end_task(task); }
    [[nodiscard]] base::Result<kiosk::OutboxCounts> counts() override { return preview_.counts(); }
    [[nodiscard]] base::Result<kiosk::SyncReport> sync_now() override {
        return preview_.sync_now();
    }
    void tend() override {}

private:
    kiosk::PreviewOutbox preview_;
    std::vector<kiosk::Submission>& sent_;
};

class RecordingBacking final : public kiosk::Backing {
public:
    RecordingBacking(const std::filesystem::path& folder,
                     const base::Clock& clock,
                     std::vector<kiosk::Submission>& sent)
        : pack_(folder / "pack"),
          journal_(*db::KioskJournal::open(folder, {})),
          door_([](kiosk::StaffPin, std::string_view) { return std::optional(false); },
                journal_->state(),
                clock),
          outbox_(random_, clock, sent) {}

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
    RecordingOutbox outbox_;
};

}  // namespace

RecordedKiosk::RecordedKiosk(const Options& options)
    : clock_(base::moment_from_iso("2026-03-30T10:00:00Z")->moment) {
    base::promise(sync::start().ok(), "libsodium starts");
    write_sample_pack(folder_.path() / "pack", options.surveys);
    if (options.change) {
        options.change(folder_.path() / "pack");
    }
    auto backing = std::make_unique<RecordingBacking>(folder_.path(), clock_, sent_);
    const auto library = backing->load();
    base::promise(library.ok(), "the sample pack can be read");
    auto stage = kiosk::Stage::open(
        {options.panel, assets, {}}, clock_, random_, std::move(backing), *library);
    base::promise(stage.ok(), "the screens open");
    stage_ = std::move(stage).value();
}

void RecordedKiosk::tap(const std::string& id) {
    while (driver().get(id) == nullptr && driver().get("page.more") != nullptr) {
        ++touches_;  // an answer on a later page costs a touch more
        base::promise(driver().tap("page.more").ok(), "the page turns");
    }
    ++touches_;
    base::promise(driver().tap(id).ok(), "the control is there and answers");
}

void RecordedKiosk::begin() {
    driver().step();
    const std::array<std::string, 5> ways = {
        "attract.touch", "language.en", "home.survey", "age.yes", "privacy.start"};
    for (int step = 0; step < most_steps && !driver().screen().starts_with("q."); ++step) {
        for (const std::string& way : ways) {
            if (driver().get(way) != nullptr) {
                tap(way);
                break;
            }
        }
    }
    base::promise(driver().screen().starts_with("q."), "it is at the questions");
}

}  // namespace harmony::tests
