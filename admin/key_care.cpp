#include "admin/key_care.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "sync/batch.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace fs = std::filesystem;

namespace {

constexpr std::string_view key_log = "key_log";

bool names(const sync::TrustDocument& document, base::ByteView key) {
    const auto is_it = [&](const auto& each) { return base::equal(each.view(), key); };
    return std::any_of(document.roots.begin(), document.roots.end(), is_it) ||
           std::any_of(document.publishers.begin(), document.publishers.end(), is_it) ||
           std::any_of(document.sets.begin(), document.sets.end(), [&](const auto& set) {
               return std::any_of(set.members.begin(), set.members.end(), [&](const auto& member) {
                   return is_it(member.key);
               });
           });
}

bool has_member(const sync::TrustChain& trust, const base::SetId& id, base::ByteView key) {
    const sync::RecipientSet* set = trust.find_set(id);
    return set != nullptr &&
           std::any_of(set->members.begin(), set->members.end(), [&](const auto& member) {
               return base::equal(member.key.view(), key);
           });
}

/// Kept batches that are sealed to this key.
std::size_t sealed_to(Office& office, base::ByteView key) {
    std::size_t count = 0;
    for (const db::BatchSummary& summary : office.store().batches()) {
        const auto kept = office.store().batch(summary.stream, summary.seq);
        const auto batch = sync::read_batch(kept ? kept->bytes : base::Bytes{});
        const std::vector<base::SetId> sets = batch ? batch->sets() : std::vector<base::SetId>{};
        count += std::any_of(
                     sets.begin(),
                     sets.end(),
                     [&](const base::SetId& set) { return has_member(office.trust(), set, key); })
                     ? 1
                     : 0;
    }
    return count;
}

Error cannot(const fs::path& file) {
    return {ErrorKind::unreachable,
            fmt::format("{} cannot be overwritten. It is still there", file.string())};
}

/// Random bytes over it, then zeros, each brought to the disk.
Result<void> overwrite(const fs::path& file) {
    const int opened = ::open(file.c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
    struct stat status {};
    if (opened < 0 || ::fstat(opened, &status) != 0 || !S_ISREG(status.st_mode)) {
        if (opened >= 0) {
            ::close(opened);
        }
        return cannot(file);
    }
    base::SystemRandom random;
    base::Bytes noise(static_cast<std::size_t>(status.st_size));
    bool done = true;
    for (int pass = 0; pass < 2; ++pass) {
        if (pass == 0) {
            random.fill(noise);
        } else {
            std::fill(noise.begin(), noise.end(), std::byte{0});
        }
        const ssize_t written = ::pwrite(opened, noise.data(), noise.size(), 0);
        done = done && written == static_cast<ssize_t>(noise.size()) && ::fsync(opened) == 0;
    }
    done = ::close(opened) == 0 && done;
    return done ? Result<void>() : cannot(file);
}

Result<void> note(Office& office, const ShelvedKey& key, base::Day today) {
    const auto kept = office.store().value(key_log);
    nlohmann::json list = kept ? nlohmann::json::parse(base::as_text(*kept), nullptr, false)
                               : nlohmann::json::array();
    if (!list.is_array()) {
        list = nlohmann::json::array();
    }
    list.push_back({{"day", base::to_iso(today)},
                    {"what", "destroyed"},
                    {"key", key.id.hex()},
                    {"kind", std::string(key_kind_word(key.label.kind))},
                    {"file", key.file.filename().string()}});
    return office.store().set_value(key_log, base::as_bytes(list.dump()));
}

}  // namespace

KeyUse use_of(const Office& office, base::ByteView public_key) {
    KeyUse use;
    for (const sync::TrustedDocument& document : office.trust().all()) {
        if (!names(document.document, public_key)) {
            continue;
        }
        if (use.versions.empty()) {
            use.created = base::to_iso(document.document.created);
        }
        use.versions.push_back(document.document.version);
    }
    use.in_force = !use.versions.empty() && use.versions.back() == office.trust().current().version;
    return use;
}

std::vector<std::string> needs_of(Office& office, const ShelvedKey& key) {
    std::vector<std::string> needs;
    const base::ByteView half = key.label.public_key;
    if (use_of(office, half).in_force) {
        needs.push_back(fmt::format("trust document {}, which is in force, names it",
                                    office.trust().current().version));
    }
    if (const std::size_t batches = sealed_to(office, half); batches > 0) {
        needs.push_back(fmt::format(
            "{} kept batches are sealed to it: they could not be opened again with it, for a "
            "rebuild, an export or an audit",
            batches));
    }
    const auto backups = office.store().value("backup_recipients");
    for (std::size_t at = 0; backups && at + 32 <= backups->size(); at += 32) {
        if (base::equal(base::ByteView(*backups).subspan(at, 32), half)) {
            needs.emplace_back("backups are sealed to it");
        }
    }
    return needs;
}

Result<void> destroy_key(Office& office, const ShelvedKey& key, base::Day today, base::Log& log) {
    // Noted first: a note without a deed can be seen, a deed without a note cannot.
    if (Result<void> noted = note(office, key, today); !noted) {
        return noted;
    }
    if (Result<void> done = overwrite(key.file); !done) {
        return done;
    }
    std::error_code trouble;
    if (!fs::remove(key.file, trouble)) {
        return cannot(key.file);
    }
    log.info("key_destroyed", key.id.hex());
    return {};
}

Result<std::size_t> change_passphrase(const std::vector<fs::path>& keys,
                                      const base::SecretText& known,
                                      KeyTools& tools) {
    std::vector<std::pair<fs::path, base::Bytes>> fresh;
    for (const fs::path& file : keys) {
        Result<sync::OpenedKey> key = open_key(tools.files, file, known);
        if (!key && key.error().kind == ErrorKind::refused) {
            if (open_key(tools.files, file, tools.passphrase)) {
                continue;  // done before
            }
        }
        if (!key) {
            return key.error().while_doing("changing the passphrase (nothing was changed)");
        }
        Result<base::Bytes> sealed = seal_key(*key, tools);
        if (!sealed) {
            return sealed.error();
        }
        fresh.emplace_back(file, std::move(*sealed));
    }
    for (const auto& [file, bytes] : fresh) {
        const auto written =
            tools.files.write(file, bytes, base::IfPresent::replace, base::private_mode);
        if (!written) {
            return written.error().while_doing(
                "changing the passphrase (some keys have the new one already: run it again)");
        }
    }
    return fresh.size();
}

}  // namespace harmony::admin
