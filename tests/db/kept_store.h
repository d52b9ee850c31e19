#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "db/kiosk_journal.h"
#include "db/office_fixture.h"

namespace harmony::tests {

/// What the kept stores and journals under tests/data hold (tests/data/stores/README.md). Made once
/// with each schema's own code, read for ever by later code: nothing here may change but by
/// additions behind what is there.
struct KeptOffice {
    RandomSurvey survey{20'261'127, Lists::usual};
    db::StageContext context = survey.context();

    /// The batches of two kiosks in the order they went in. Their bytes hold their responses, so
    /// that they can be opened without this program's random numbers.
    [[nodiscard]] std::vector<db::OfficeBatch> batches();

    /// Opens a stored batch of `batches`.
    [[nodiscard]] base::Result<db::OfficeBatch> open(const db::CheckedBatch& stored) const;
};

/// Puts everything into an empty store that the oldest kept one has.
void fill_kept_office(db::OfficeStore& store, KeptOffice& office);

/// Appends to an empty journal what the oldest kept one has.
void fill_kept_journal(db::KioskJournal& journal);

/// tests/data/<kind>/v<version>.
[[nodiscard]] std::filesystem::path kept_folder(const char* kind, int version);

}  // namespace harmony::tests
