#include "kiosk/pack_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/text.h"
#include "kiosk/pack_texts.h"
#include "kiosk/version.h"
#include "sync/object_name.h"

namespace harmony::kiosk {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::string_view previous_pack = "pack_previous";
constexpr std::string_view undrawable_letters = "pack_undrawable";

std::string floor_name(const std::string& stream) {
    return "pack:" + stream;
}

std::uint64_t free_bytes(const std::filesystem::path& folder) {
    std::error_code failed;
    const std::filesystem::space_info space = std::filesystem::space(folder, failed);
    return failed ? 0 : space.available;
}

}  // namespace

std::filesystem::path PackStore::file_of(const sync::FileHash& hash) const {
    return machine_.folder().packs() / "f" / hash.hex();
}

std::optional<sync::PackManifest> PackStore::manifest() const {
    const std::optional<base::Bytes> file = journal_.state().value(db::value_name::pack);
    if (!file) {
        return std::nullopt;
    }
    // A pack stays in use when its publisher was replaced since: only its letters are read here.
    for (std::size_t i = machine_.trust().all().size(); i-- > 0;) {
        Result<sync::PackManifest> manifest =
            sync::read_manifest(*file, machine_.trust().all()[i].document);
        if (manifest) {
            return std::move(*manifest);
        }
    }
    return std::nullopt;
}

std::uint64_t PackStore::version() const {
    const std::optional<sync::PackManifest> current = manifest();
    return current ? current->version : 0;
}

PackFile PackStore::content_of(sync::PackManifest manifest) const {
    return [this, manifest = std::move(manifest)](std::string_view name) -> Result<base::Bytes> {
        const auto found = std::find_if(
            manifest.files.begin(), manifest.files.end(), [&](const sync::PackFile& file) {
                return file.name == name;
            });
        if (found == manifest.files.end()) {
            return Error{ErrorKind::absent, "the pack has no file " + std::string(name)};
        }
        Result<base::Bytes> bytes = files_.read(file_of(found->hash), found->length);
        if (!bytes) {
            return bytes;
        }
        if (Result<void> same = sync::check_content(*found, *bytes); !same) {
            return same.error();
        }
        return bytes;
    };
}

PackFile PackStore::content() const {
    std::optional<sync::PackManifest> current = manifest();
    return content_of(current ? std::move(*current) : sync::PackManifest{});
}

sync::InstallContext PackStore::context() const {
    sync::InstallContext context;
    context.stream = machine_.own_part().stream;
    context.app = app_version;
    // Durable before a pack in it is: what cannot be made is reported by the first file.
    static_cast<void>(files_.make_folders(machine_.folder().packs() / "f", 0755));
    context.free_bytes = free_bytes(machine_.folder().packs());
    const base::Digest publishers = machine_.trust().current().publisher_set();
    if (const auto held = journal_.state().floor(floor_name(context.stream), publishers)) {
        context.floor = sync::Floor{held->publishers, held->version, held->digest};
    }
    const Result<std::vector<std::string>> names = files_.list(machine_.folder().packs() / "f");
    if (names) {
        for (const std::string& name : *names) {
            if (const auto hash = sync::FileHash::from_hex(name)) {
                context.already_here.push_back(*hash);
            }
        }
    }
    return context;
}

Result<std::vector<sync::FileHash>> PackStore::fetch(const sync::InstallPlan& plan,
                                                     sync::Courier& in) {
    std::vector<sync::FileHash> missing;
    for (const sync::PackFile& file : plan.fetch) {
        const Result<base::Bytes> bytes = in.fetch(sync::ObjectName::pack_content(file.hash),
                                                   static_cast<std::size_t>(file.length));
        if (!bytes && bytes.error().kind == ErrorKind::absent) {
            missing.push_back(file.hash);
            continue;
        }
        if (!bytes) {
            return bytes.error().while_doing(file.name);
        }
        if (Result<void> same = sync::check_content(file, *bytes); !same) {
            return same.error();
        }
        const Result<base::Delivery> kept =
            files_.write(file_of(file.hash), *bytes, base::IfPresent::replace, base::public_mode);
        if (!kept) {
            return kept.error();
        }
    }
    return missing;
}

Result<void> PackStore::put_in_use(base::ByteView manifest_file, const sync::InstallPlan& plan) {
    db::StateChange change;
    if (const std::optional<base::Bytes> before = journal_.state().value(db::value_name::pack)) {
        change.values.push_back({std::string(previous_pack), *before});
    }
    change.values.push_back({std::string(db::value_name::pack), base::copy_bytes(manifest_file)});
    change.floors = {{floor_name(plan.manifest.stream),
                      plan.floor.publisher_set,
                      plan.floor.version,
                      plan.floor.digest}};
    return journal_.state().apply(change);
}

Result<Installed> PackStore::offer(base::ByteView manifest_file, sync::Courier& in) {
    const Result<sync::InstallPlan> plan =
        sync::check_install(manifest_file, machine_.trust().current(), context());
    if (!plan) {
        return plan.error();
    }
    if (plan->answer == sync::FloorAnswer::fork) {
        return Error{ErrorKind::refused, "Two different packs claim to be the same version."};
    }
    if (plan->answer != sync::FloorAnswer::newer) {
        return Installed{};
    }
    Result<std::vector<sync::FileHash>> missing = fetch(*plan, in);
    if (!missing) {
        return missing.error();
    }
    if (!missing->empty()) {
        return Installed{false, std::move(*missing)};
    }
    // A pack that cannot be read must not take the place of one that can.
    if (Result<PackContent> readable = read_pack_content(content_of(plan->manifest)); !readable) {
        return readable.error();
    }
    if (Result<void> drawable = check_drawable(plan->manifest); !drawable) {
        return drawable.error();
    }
    if (Result<void> used = put_in_use(manifest_file, *plan); !used) {
        return used.error();
    }
    remove_unused();
    return Installed{true, {}};
}

std::string PackStore::undrawable() const {
    const std::optional<base::Bytes> letters = journal_.state().value(undrawable_letters);
    return letters ? std::string(base::as_text(*letters)) : std::string();
}

/// Every letter that a resident may read must be there; the list of those that are not is kept for
/// the fault `fonts` until a pack comes that has none.
Result<void> PackStore::check_drawable(const sync::PackManifest& manifest) {
    if (!missing_letters_) {
        return {};
    }
    const PackFile file = content_of(manifest);
    std::string texts;
    for (const sync::PackFile& named : manifest.files) {
        const Result<base::Bytes> bytes = file(named.name);
        if (!bytes) {
            return bytes.error();
        }
        texts += texts_of_pack_file(named.name, *bytes);
    }
    const std::string letters = missing_letters_(texts);
    static_cast<void>(journal_.state().set_value(undrawable_letters, base::as_bytes(letters)));
    if (letters.empty()) {
        return {};
    }
    return Error{
        ErrorKind::refused,
        fmt::format("{} characters cannot be drawn: {}", base::code_points(letters), letters)};
}

void PackStore::remove_unused() {
    std::set<std::string> used;
    for (const std::string_view name : {db::value_name::pack, previous_pack}) {
        const std::optional<base::Bytes> file = journal_.state().value(name);
        if (!file) {
            continue;
        }
        const Result<sync::PackManifest> manifest =
            sync::read_manifest(*file, machine_.trust().current());
        if (!manifest) {
            return;  // an older publisher's pack: keep everything rather than too little
        }
        for (const sync::PackFile& kept : manifest->files) {
            used.insert(kept.hash.hex());
        }
    }
    const Result<std::vector<std::string>> names = files_.list(machine_.folder().packs() / "f");
    for (std::size_t i = 0; names.ok() && i < names->size(); ++i) {
        if (!used.contains((*names)[i])) {
            // What cannot be removed now is found again after the next pack.
            static_cast<void>(files_.remove(machine_.folder().packs() / "f" / (*names)[i]));
        }
    }
}

}  // namespace harmony::kiosk
