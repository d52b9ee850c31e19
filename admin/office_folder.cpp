#include "admin/office_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

namespace {

constexpr std::size_t settings_cap = 64 * 1024;
constexpr std::string_view format_name = "office/1";

std::string key_file(std::string_view name) {
    return std::string(name) + ".hkk";
}

}  // namespace

std::filesystem::path OfficeFolder::key(std::string_view name) const {
    return root_ / "keys" / key_file(name);
}

std::filesystem::path OfficeFolder::trust_draft(std::uint32_t version) const {
    return root_ / fmt::format("trust-{}.draft", version);
}

std::filesystem::path OfficeFolder::store_secret(const sync::WebAddress& store) const {
    std::string name = "store-" + store.authority;
    std::replace(name.begin(), name.end(), ':', '_');
    return root_ / "keys" / key_file(name);
}

std::filesystem::path OfficeFolder::escrow(std::string_view name) const {
    return root_ / "escrow" / key_file(name);
}

std::filesystem::path OfficeFolder::root_key(unsigned number) const {
    return root_ / "roots" / fmt::format("root-{}.hkk", number);
}

std::string store_of(const OfficeFolder& folder, const OfficeSettings& settings) {
    return settings.store.empty() ? folder.store().string() : settings.store;
}

std::string write_settings(const OfficeSettings& settings) {
    json object{{"harmony", format_name},
                {"organisation", settings.organisation},
                {"org", settings.org.hex()},
                {"roots", settings.roots},
                {"demo", settings.demo}};
    if (!settings.store.empty()) {
        object["store"] = settings.store;
    }
    const sync::NetworkOptions usual;
    const sync::NetworkOptions& network = settings.network;
    if (network != usual) {
        object["network"] = {{"proxy", network.proxy},
                             {"ca_file", network.ca_file.string()},
                             {"pin_sha256", network.pin_sha256}};
    }
    return object.dump(2) + '\n';
}

Result<OfficeSettings> read_settings(base::Files& files, const OfficeFolder& folder) {
    const std::string file = folder.settings().string();
    Result<base::Bytes> bytes = files.read(folder.settings(), settings_cap);
    if (!bytes && bytes.error().kind == ErrorKind::absent) {
        return Error{
            ErrorKind::absent,
            fmt::format("there is no office in {}. Name its folder with --office DIR, or make "
                        "one: harmony-admin init --org NAME",
                        folder.root().string())};
    }
    if (!bytes) {
        return bytes.error().while_doing("reading " + file);
    }
    const json object = json::parse(base::as_text(*bytes), nullptr, false);
    const auto bad = [&](std::string_view what) {
        return Error{
            ErrorKind::unreadable,
            fmt::format(
                "{}: {}. Nothing was changed; put back the file from a backup", file, what)};
    };
    if (!object.is_object()) {
        return bad("is not a JSON object");
    }
    if (object.value("harmony", json()) != format_name) {
        return bad("\"harmony\" is not \"office/1\": a newer Harmony may have made it");
    }
    const auto text = [&](const char* key) {
        const auto at = object.find(key);
        return at != object.end() && at->is_string() ? at->get<std::string>() : std::string();
    };
    OfficeSettings settings;
    settings.organisation = text("organisation");
    const auto org = base::OrgId::from_hex(text("org"));
    if (settings.organisation.empty() || !org) {
        return bad("\"organisation\" or \"org\" is missing");
    }
    settings.org = *org;
    const json roots = object.value("roots", json());
    settings.roots = roots.is_number_unsigned() ? roots.get<unsigned>() : 1;
    settings.demo = object.value("demo", json()) == true;
    settings.store = text("store");
    if (const json network = object.value("network", json()); network.is_object()) {
        const auto word = [&](const char* key, const std::string& otherwise) {
            const json value = network.value(key, json());
            return value.is_string() ? value.get<std::string>() : otherwise;
        };
        settings.network.proxy = word("proxy", settings.network.proxy);
        settings.network.ca_file = word("ca_file", "");
        settings.network.pin_sha256 = word("pin_sha256", "");
    }
    return settings;
}

}  // namespace harmony::admin
