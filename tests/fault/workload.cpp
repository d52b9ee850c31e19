#include "fault/workload.h"

#include <sqlite3.h>

#include "base/error.h"

namespace harmony::tests {

SweepCounts& SweepCounts::operator+=(const SweepCounts& other) {
    points += other.points;
    corrupt += other.corrupt;
    lost += other.lost;
    doubled += other.doubled;
    broken += other.broken;
    return *this;
}

std::unique_ptr<Workload> make_workload(std::string_view name,
                                        PowerCutDisk& disk,
                                        std::uint64_t seed,
                                        WrongOrder wrong) {
    if (name == "W1") {
        return kiosk_journal_workload(disk, seed, wrong);
    }
    if (name == "W2") {
        return office_store_workload(disk, seed);
    }
    if (name == "W3") {
        return kiosk_state_workload(disk, seed);
    }
    if (name == "W4") {
        return plain_files_workload(disk, seed);
    }
    return name.starts_with('M') ? migration_workload(disk, name) : nullptr;
}

std::vector<std::string> workload_names() {
    std::vector<std::string> names = {"W1", "W2", "W3", "W4"};
    const std::vector<std::string> kept = migration_names();
    names.insert(names.end(), kept.begin(), kept.end());
    return names;
}

void install_folder(PowerCutDisk& disk, const std::string& folder) {
    const int made = disk.make_folder(folder);
    const int synced = disk.sync_folder(folder_of(folder));
    base::promise(made == 0 && synced == 0, "a folder of an invented disk could not be made");
}

bool is_whole(const std::string& vfs, const std::string& file) {
    sqlite3* handle = nullptr;
    std::string said;
    const auto hear = [](void* out, int, char** values, char**) {
        *static_cast<std::string*>(out) += values[0];
        return 0;
    };
    const bool opened =
        sqlite3_open_v2(file.c_str(), &handle, SQLITE_OPEN_READWRITE, vfs.c_str()) == SQLITE_OK;
    const bool asked =
        opened && sqlite3_exec(handle,
                               "PRAGMA locking_mode=EXCLUSIVE; PRAGMA integrity_check",
                               hear,
                               &said,
                               nullptr) == SQLITE_OK;
    sqlite3_close(handle);
    return asked && said == "exclusiveok";
}

}  // namespace harmony::tests
