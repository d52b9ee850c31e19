#include <algorithm>
#include <nlohmann/json.hpp>

#include "admin/backup.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

namespace {

constexpr std::string_view format_name = "backup/1";

/// What an office folder may hold, and nothing that leads out of it.
bool is_entry_name(const std::string& name) {
    if (name == "office.db" || name == "office.json") {
        return true;
    }
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789._-";
    const auto is_in = [&](std::string_view folder, std::string_view ending) {
        return name.starts_with(folder) && name.size() > folder.size() && name.size() < 200 &&
               name.ends_with(ending) && name[folder.size()] != '.' &&
               name.find_first_not_of(letters, folder.size()) == std::string::npos;
    };
    return is_in("keys/", ".hkk") || is_in("events/", ".toml");
}

}  // namespace

std::string write_manifest(const BackupManifest& manifest) {
    json entries = json::array();
    for (const BackupEntry& entry : manifest.entries) {
        entries.push_back(
            {{"name", entry.name}, {"length", entry.length}, {"hash", entry.hash.hex()}});
    }
    return json{{"harmony", format_name},
                {"org", manifest.org.hex()},
                {"day", base::to_iso(manifest.day)},
                {"batches", manifest.batches},
                {"responses", manifest.responses},
                {"entries", entries}}
               .dump(1) +
           '\n';
}

Result<BackupManifest> read_manifest(std::string_view text) {
    const Error bad{ErrorKind::unreadable, "the list of contents of this backup cannot be read"};
    const json object = json::parse(text, nullptr, false);
    if (!object.is_object() || object.value("harmony", json()) != format_name ||
        !object.value("entries", json()).is_array()) {
        return bad;
    }
    const auto word = [](const json& from, const char* key) {
        const json value = from.value(key, json());
        return value.is_string() ? value.get<std::string>() : std::string();
    };
    const auto number = [](const json& from, const char* key) {
        const json value = from.value(key, json());
        return value.is_number_unsigned() ? value.get<std::uint64_t>() : std::uint64_t{0};
    };
    BackupManifest manifest;
    const auto org = base::OrgId::from_hex(word(object, "org"));
    const auto day = base::day_from_iso(word(object, "day"));
    if (!org || !day) {
        return bad;
    }
    manifest.org = *org;
    manifest.day = *day;
    manifest.batches = number(object, "batches");
    manifest.responses = number(object, "responses");
    for (const json& from : object["entries"]) {
        const auto hash =
            from.is_object() ? base::Digest::from_hex(word(from, "hash")) : std::nullopt;
        if (!hash || !is_entry_name(word(from, "name"))) {
            return bad;
        }
        manifest.entries.push_back({word(from, "name"), number(from, "length"), *hash});
    }
    const bool sorted = std::is_sorted(
        manifest.entries.begin(), manifest.entries.end(), [](const auto& a, const auto& b) {
            return a.name < b.name;
        });
    return sorted ? Result<BackupManifest>(std::move(manifest)) : bad;
}

}  // namespace harmony::admin
