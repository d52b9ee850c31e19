// W4: plain files (docs/formats/hk1.md, section 8.6; reliability.md, section 3): settings written
// over themselves, keys that are written once, batches in the spool and on a stick, content of a
// pack, an export. A final name always holds one whole version, and never an older one than
// somebody was told of.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "admin/whole_file.h"
#include "base/files.h"
#include "base/random.h"
#include "db/journal_fixture.h"
#include "fault/workload.h"
#include "sync/folder_courier.h"
#include "sync/object_name.h"

namespace harmony::tests {
namespace {

using base::Bytes;
using base::IfPresent;

constexpr std::size_t days = 6;

/// Everything that was ever meant to stand under one name.
struct Promised {
    std::vector<Bytes> versions;
    std::optional<std::size_t> told;  // the newest that somebody was told of
};

/// One file that a courier carries.
struct Parcel {
    sync::ObjectName name;
    Bytes bytes;
};

class PlainFiles final : public Workload {
public:
    PlainFiles(PowerCutDisk& disk, std::uint64_t seed)
        : disk_(disk), random_(seed), part_names_(seed + 1), files_(part_names_) {
        for (const char* folder : {"/kiosk", "/office", "/stick", "/export"}) {
            install_folder(disk_, folder);
        }
        kiosk_ = base::KioskId::random(random_);
        organisation_ = base::OrgId::random(random_);
    }

    [[nodiscard]] std::size_t steps() const override { return days; }
    void start() override {}
    void stop() override {}
    void leave() override {}

    void step(std::size_t number) override {
        settings(number);
        keys(number);
        parcels_.push_back(new_parcel(number));
        carry("/kiosk/spool/out", sync::Medium::folder);
        carry("/stick", sync::Medium::stick);
        if (number % 2 == 1) {
            pack_content(number);
            table();
        }
    }

    void check(SweepCounts& counts) override;

private:
    void settings(std::size_t number) {
        write("/kiosk/local/settings.json",
              text("settings " + std::to_string(number)),
              IfPresent::replace,
              base::public_mode);
    }

    void keys(std::size_t number) {
        Bytes seed(164);
        random_.fill(seed);
        write("/office/keys/" + std::to_string(number) + ".hkk",
              std::move(seed),
              IfPresent::skip,
              base::private_mode);
    }

    void pack_content(std::size_t number) {
        Bytes content(number * 5000);
        random_.fill(content);
        const std::string name = cheap_digest(content).hex();
        write("/kiosk/packs/f/" + name, std::move(content), IfPresent::skip, base::public_mode);
    }

    Parcel new_parcel(std::size_t number) {
        Bytes bytes(600 + number * 3000);
        random_.fill(bytes);
        const base::Digest digest = cheap_digest(bytes);
        return {sync::ObjectName::batch(kiosk_, sync::RecordClass::survey, number + 1, digest),
                std::move(bytes)};
    }

    void write(const std::string& path, Bytes bytes, IfPresent if_present, unsigned mode);
    void carry(const std::string& base, sync::Medium medium);
    void table();

    static Bytes text(std::string_view words) { return base::copy_bytes(base::as_bytes(words)); }

    PowerCutDisk& disk_;
    base::SeededRandom random_;
    base::SeededRandom part_names_;
    base::RealFiles files_;
    base::KioskId kiosk_;
    base::OrgId organisation_;
    std::vector<Parcel> parcels_;
    std::map<std::string, Promised> promised_;
};

void PlainFiles::write(const std::string& path, Bytes bytes, IfPresent if_present, unsigned mode) {
    Promised& promise = promised_[path];
    promise.versions.push_back(bytes);
    if (files_.write(path, bytes, if_present, mode).ok()) {
        promise.told = promise.versions.size() - 1;
    }
}

/// Whatever is not known to lie there yet is delivered (again).
void PlainFiles::carry(const std::string& base, sync::Medium medium) {
    if (!files_.make_folders(base, 0755).ok()) {
        return;
    }
    sync::FolderCourier courier(files_, base, organisation_, medium);
    for (const Parcel& parcel : parcels_) {
        Promised& promise = promised_[base + "/" + sync::organisation_folder(organisation_) + "/" +
                                      parcel.name.text()];
        if (promise.told) {
            continue;
        }
        promise.versions = {parcel.bytes};
        if (courier.deliver(parcel.name, parcel.bytes).ok()) {
            promise.told = 0;
        }
    }
}

/// An export in pieces, over the one before.
void PlainFiles::table() {
    const std::string path = "/export/answers.csv";
    Promised& promise = promised_[path];
    Bytes piece(3000);
    random_.fill(piece);
    Bytes whole;
    for (int n = 0; n < 4; ++n) {
        base::append(whole, piece);
    }
    promise.versions.push_back(whole);
    admin::WholeFile file(path);
    bool done = true;
    for (int n = 0; n < 4 && done; ++n) {
        done = file.write(piece).ok();
    }
    if (done && file.finish().ok()) {
        promise.told = promise.versions.size() - 1;
    }
}

void PlainFiles::check(SweepCounts& counts) {
    for (const auto& [path, promise] : promised_) {
        const auto bytes = files_.read(path, std::size_t{1} << 20U);
        if (!bytes) {
            counts.lost += promise.told ? 1 : 0;
            continue;
        }
        std::size_t version = promise.versions.size();
        while (version > 0 && promise.versions[version - 1] != *bytes) {
            --version;
        }
        counts.corrupt += version == 0 ? 1 : 0;
        counts.lost += version > 0 && promise.told && version - 1 < *promise.told ? 1 : 0;
    }
}

}  // namespace

std::unique_ptr<Workload> plain_files_workload(PowerCutDisk& disk, std::uint64_t seed) {
    return std::make_unique<PlainFiles>(disk, seed);
}

}  // namespace harmony::tests
