#pragma once

#include <filesystem>
#include <optional>

#include "admin/cli/terminal.h"
#include "base/error.h"
#include "base/files.h"
#include "base/secret.h"

namespace harmony::admin {

/// Where the passphrase of the office's keys comes from: a file when one is named
/// (`--passphrase-file` or HARMONY_PASSPHRASE_FILE), else the keyboard without an echo. Never the
/// command line: other users of the machine can read that.
class PassphraseSource {
public:
    PassphraseSource(base::Files& files, Terminal& terminal, std::filesystem::path file)
        : files_(files), terminal_(terminal), file_(std::move(file)) {}

    /// The passphrase of keys that exist. Asked once; the same answer is given afterwards.
    [[nodiscard]] base::Result<base::SecretText> known(
        std::string_view question = "Passphrase of the office's keys: ");

    /// The passphrase for keys about to be made: typed twice, at least 12 characters or 5 words.
    [[nodiscard]] base::Result<base::SecretText> fresh();

    /// Where it is read from; empty: it is asked for.
    [[nodiscard]] const std::filesystem::path& file() const { return file_; }

private:
    [[nodiscard]] base::Result<base::SecretText> from_file();

    base::Files& files_;
    Terminal& terminal_;
    std::filesystem::path file_;
    std::optional<base::SecretText> answer_;
};

/// Refuses a passphrase that is too easy to guess, with the rule.
[[nodiscard]] base::Result<void> strong_enough(const base::SecretText& passphrase);

}  // namespace harmony::admin
