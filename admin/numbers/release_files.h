#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "admin/numbers/release_register.h"
#include "admin/office.h"
#include "admin/report_files.h"
#include "base/error.h"
#include "base/files.h"
#include "sync/crypto.h"

// A release as files: the report, its numbers as a dataset, and a signed manifest that names each
// of them by its hash (docs/formats/release.md).

namespace harmony::admin {

/// The files that hold the numbers themselves, and can be made again from the answers.
inline constexpr const char* dataset_files[] = {"report.json", "report.csv", "report-codebook.csv"};

/// What is frozen.
struct FrozenRelease {
    const ReleaseEntry& entry;
    const FinishedReport& report;
    std::string plan;                               ///< its id; empty: the whole survey
    std::optional<Consultation> consultation = {};  ///< of a plan that is one
};

/// Writes report and manifest into `folder`, and notes in the office which manifest is the
/// release's. Errors: those of the files.
[[nodiscard]] base::Result<void> freeze_release(const FrozenRelease& release,
                                                const std::filesystem::path& folder,
                                                const sync::SignKeyPair& key,
                                                Office& office,
                                                base::Files& files);

/// The manifest of a folder whose every file is as it was released, signed by the key that it names
/// and known to this office. Errors: refused (says what is not), unreadable.
[[nodiscard]] base::Result<nlohmann::json> verified_manifest(const std::filesystem::path& folder,
                                                             Office& office,
                                                             base::Files& files);

/// One file of the dataset, made again.
struct RemadeFile {
    std::string name;
    bool same = false;
};

/// What making a release's numbers again came to.
struct Remade {
    std::vector<RemadeFile> files;
    std::uint64_t came = 0;  ///< answers in the store that it did not have
    std::uint64_t went = 0;  ///< answers that it had and the store has no more

    [[nodiscard]] bool same() const;
};

/// Counts the answers in the store once more as the manifest says, and compares each file of the
/// dataset, byte by byte, with what was released. Errors: as `rebuild_release`; unreadable.
[[nodiscard]] base::Result<Remade> remake_dataset(const nlohmann::json& manifest,
                                                  Office& office,
                                                  base::RandomSource& random);

}  // namespace harmony::admin
