// M1, M2, ...: an office begins a newer Harmony on a store that an older one left
// (tests/data/stores), and the disk fails while the store is made newer. Whatever happens, the next
// start has the store that one without a fault would have made: everything of the old one, once.
#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/error.h"
#include "db/failure.h"
#include "db/office_store.h"
#include "fault/power_cut_vfs.h"
#include "fault/workload.h"

namespace harmony::tests {
namespace {

namespace fs = std::filesystem;

constexpr const char* store_file = "/office/office.db";
constexpr const char* model_file = "/office/model.db";

fs::path kept_stores() {
    return fs::path(HARMONY_SOURCE_DIR) / "tests/data/stores";
}

/// As an installation leaves it: durable.
void install_file(PowerCutDisk& disk, const std::string& path, const std::string& bytes) {
    PowerCutDisk::File* file = nullptr;
    std::size_t done = 0;
    const bool there = disk.make(path, file) == 0 &&
                       disk.write(*file, bytes.data(), bytes.size(), 0, done) == 0 &&
                       disk.sync(*file) == 0 && disk.sync_folder(folder_of(path)) == 0;
    base::promise(there, "a kept store could not be put on an invented disk");
}

/// Everything in a database, as text: its schema and each row of each table.
class Dump {
public:
    Dump(const std::string& vfs, const char* file) {
        opened_ = sqlite3_open_v2(file, &handle_, SQLITE_OPEN_READWRITE, vfs.c_str()) == SQLITE_OK;
        // The invented disk knows no locks: closing must not believe itself alone.
        sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    }
    Dump(const Dump&) = delete;
    Dump& operator=(const Dump&) = delete;
    ~Dump() { sqlite3_close(handle_); }

    [[nodiscard]] std::string text() {
        std::string all = join(ask("SELECT sql FROM sqlite_master WHERE sql<>'' ORDER BY name"));
        for (const std::string& table :
             ask("SELECT name FROM sqlite_master WHERE type='table' ORDER BY name")) {
            std::string row;
            for (const std::string& column :
                 ask("SELECT name FROM pragma_table_info('" + table + "') ORDER BY cid")) {
                row += (row.empty() ? "quote(\"" : "||','||quote(\"") + column + "\")";
            }
            all += table + "\n" + join(ask("SELECT " + row + " FROM " + table + " ORDER BY 1"));
        }
        return all;
    }

private:
    [[nodiscard]] std::vector<std::string> ask(const std::string& sql) {
        std::vector<std::string> rows;
        const auto hear = [](void* out, int, char** values, char**) {
            static_cast<std::vector<std::string>*>(out)->emplace_back(
                values[0] != nullptr ? values[0] : "");
            return 0;
        };
        if (!opened_ || sqlite3_exec(handle_, sql.c_str(), hear, &rows, nullptr) != SQLITE_OK) {
            throw base::BrokenPromise(std::string("a store could not be read: ") +
                                      sqlite3_errmsg(handle_));
        }
        return rows;
    }

    static std::string join(const std::vector<std::string>& rows) {
        std::string all;
        for (const std::string& row : rows) {
            all += row + "\n";
        }
        return all;
    }

    sqlite3* handle_ = nullptr;
    bool opened_ = false;
};

class Migration final : public Workload {
public:
    Migration(PowerCutDisk& disk, const fs::path& kept) : vfs_("power-cut", disk) {
        install_folder(disk, "/office");
        std::ifstream in(kept, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        install_file(disk, store_file, bytes);
        install_file(disk, model_file, bytes);
        base::promise(open(model_file) != nullptr, "a kept store is made newer");
        vfs_.forget_shared_memory();
        model_ = Dump(vfs_.name(), model_file).text();
        vfs_.forget_shared_memory();
    }

    /// The store is opened, and once more.
    [[nodiscard]] std::size_t steps() const override { return 1; }

    void start() override { store_ = open(store_file); }

    void step(std::size_t) override {
        stop();
        start();
    }

    void stop() override { store_.reset(); }

    void leave() override {
        static_cast<void>(store_.release());
        vfs_.forget_shared_memory();
    }

    void check(SweepCounts& counts) override {
        try {
            start();
            counts.corrupt += store_ ? 0 : 1;
            if (!store_) {
                return;
            }
            stop();
        } catch (const db::StoreFailed&) {
            leave();
            ++counts.corrupt;
            return;
        }
        vfs_.forget_shared_memory();
        counts.lost += Dump(vfs_.name(), store_file).text() != model_ ? 1 : 0;
        vfs_.forget_shared_memory();
        counts.corrupt += is_whole(vfs_.name(), store_file) ? 0 : 1;
    }

private:
    std::unique_ptr<db::OfficeStore> open(const char* file) {
        db::OfficeOptions options;
        options.vfs = vfs_.name();
        auto opened = db::OfficeStore::open(file, options);
        if (!opened) {
            hear_of_trouble();
        }
        return opened ? std::move(*opened) : nullptr;
    }

    PowerCutVfs vfs_;
    std::unique_ptr<db::OfficeStore> store_;
    std::string model_;
};

}  // namespace

std::vector<std::string> migration_names() {
    std::vector<std::string> names;
    for (const fs::directory_entry& entry : fs::directory_iterator(kept_stores())) {
        const std::string folder = entry.path().filename().string();
        if (folder.starts_with('v')) {
            names.push_back("M" + folder.substr(1));
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::unique_ptr<Workload> migration_workload(PowerCutDisk& disk, std::string_view name) {
    const fs::path kept = kept_stores() / ("v" + std::string(name.substr(1))) / "office.db";
    return std::make_unique<Migration>(disk, kept);
}

}  // namespace harmony::tests
