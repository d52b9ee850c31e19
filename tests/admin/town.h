#pragma once

#include <deque>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "admin/cli/terminal.h"
#include "admin/office.h"
#include "admin/resources.h"
#include "base/files.h"
#include "base/log.h"
#include "base/time.h"
#include "support/fake_kiosk.h"
#include "support/temporary_folder.h"
#include "sync/crypto.h"
#include "sync/folder_courier.h"

namespace harmony::tests {

/// Keeps what was printed; gives scripted answers, and is interactive only when it has some.
class FakeTerminal final : public admin::Terminal {
public:
    void print(std::string_view text) override { printed += text; }
    void complain(std::string_view text) override { complaints += text; }
    [[nodiscard]] bool styled() const override { return false; }
    [[nodiscard]] std::optional<std::string> read_line(std::string_view prompt) override;
    [[nodiscard]] bool interactive() const override { return !answers.empty(); }
    [[nodiscard]] std::optional<std::string> ask(std::string_view question) override;
    [[nodiscard]] std::optional<base::SecretText> ask_secret(std::string_view question) override;

    std::string printed;
    std::string complaints;
    std::deque<std::string> answers;
    std::deque<std::string> lines;  ///< of standard input
};

/// A disk that has no space left for whatever `full` says, or fails in another way.
class FullFiles final : public base::Files {
public:
    FullFiles(base::Files& real,
              std::function<bool(const std::filesystem::path&)> full,
              base::ErrorKind kind = base::ErrorKind::full)
        : real_(real), full_(std::move(full)), kind_(kind) {}

    [[nodiscard]] base::Result<base::Bytes> read(const std::filesystem::path& file,
                                                 std::size_t cap) override;
    [[nodiscard]] base::Result<base::Bytes> read_back(const std::filesystem::path& file,
                                                      std::size_t cap) override;
    [[nodiscard]] base::Result<base::Delivery> write(const std::filesystem::path& file,
                                                     base::ByteView bytes,
                                                     base::IfPresent if_present,
                                                     unsigned mode) override;
    [[nodiscard]] base::Result<std::vector<std::string>> list(
        const std::filesystem::path& folder) override;
    [[nodiscard]] base::Result<void> remove(const std::filesystem::path& file) override;
    [[nodiscard]] base::Result<void> make_folders(const std::filesystem::path& folder,
                                                  unsigned mode) override;

private:
    base::Files& real_;
    std::function<bool(const std::filesystem::path&)> full_;
    base::ErrorKind kind_;
};

/// An officer's computer in an invented town: an office folder, a stick, a survey, and the program.
class Town {
public:
    Town();

    /// Runs harmony-admin with these words; what it said is in `terminal`. Returns the exit code.
    int run(const std::vector<std::string>& words);
    int run_on(base::Files& disk, const std::vector<std::string>& words);

    /// `init --demo`. REQUIRES: it works.
    void make_office();

    /// Does to the store what somebody with another program could do. REQUIRES: it changes a row.
    void spoil_store(const std::string& sql);

    /// `publish` of the shop survey, in English. Returns the exit code.
    int publish();

    /// Gives the shop survey another version.
    void new_version(const std::string& version);

    /// Asks and is enrolled under `label`.
    [[nodiscard]] FakeKiosk enrol(const std::string& label);

    /// `sync` from the stick. Returns the exit code.
    int sync();

    /// Opens the office as the program does.
    [[nodiscard]] std::unique_ptr<admin::Office> office();

    /// The stick as a courier of this office.
    [[nodiscard]] sync::FolderCourier courier();

    /// Where the organisation's objects lie on the stick.
    [[nodiscard]] std::filesystem::path objects();

    /// A body of the published shop survey: a choice of `safe` (0 to 3, -1 left empty).
    [[nodiscard]] base::Bytes answer(int safe,
                                     std::optional<base::ReceiptKey> receipt = std::nullopt);
    [[nodiscard]] std::vector<base::Bytes> answers(std::size_t count, int safe);

    /// Responses of the shop survey in the store.
    [[nodiscard]] std::uint64_t stored();

    void write(const std::string& name, const std::string& text);

    /// Copies the store (and SQLite's files beside it) to a folder, and puts it back from there.
    void keep_store(const std::string& name);
    void put_back_store(const std::string& name);

    [[nodiscard]] std::filesystem::path path(const std::string& name) const {
        return folder_.path() / name;
    }
    [[nodiscard]] std::string text_path(const std::string& name) const {
        return path(name).string();
    }

    FakeTerminal terminal;
    sync::SodiumRandom random;
    base::RealFiles files{random};
    base::ManualClock clock;

    static constexpr std::string_view engagement = "ae76379f83b592a0";

private:
    TemporaryFolder folder_;
    base::SilentLog log_;
};

/// Every file below a folder with its content, to see whether anything changed.
[[nodiscard]] std::map<std::string, std::string> snapshot(const std::filesystem::path& folder);

}  // namespace harmony::tests
