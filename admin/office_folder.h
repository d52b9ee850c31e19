#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/files.h"
#include "base/ids.h"
#include "sync/http_client.h"

namespace harmony::admin {

/// Names of the key files, without their ending (docs/formats/office-folder.md).
namespace key_names {
inline constexpr std::string_view publisher = "publisher";
inline constexpr std::string_view survey = "survey";
inline constexpr std::string_view contact = "contact";
inline constexpr std::string_view health = "health";
inline constexpr std::string_view backup = "backup";
}  // namespace key_names

/// Where things stand in an office folder.
class OfficeFolder {
public:
    explicit OfficeFolder(std::filesystem::path root) : root_(std::move(root)) {}

    [[nodiscard]] const std::filesystem::path& root() const { return root_; }
    [[nodiscard]] std::filesystem::path settings() const { return root_ / "office.json"; }
    [[nodiscard]] std::filesystem::path store() const { return root_ / "office.db"; }
    [[nodiscard]] std::filesystem::path keys() const { return root_ / "keys"; }
    [[nodiscard]] std::filesystem::path key(std::string_view name) const;  ///< used every day
    /// This computer's name among those that write for the office.
    [[nodiscard]] std::filesystem::path computer() const { return root_ / "computer"; }
    /// The next trust document while it is signed.
    [[nodiscard]] std::filesystem::path trust_draft(std::uint32_t version) const;
    /// Name and password of a store on the network.
    [[nodiscard]] std::filesystem::path store_secret(const sync::WebAddress& store) const;
    [[nodiscard]] std::filesystem::path escrow(std::string_view name) const;  ///< to be taken away
    [[nodiscard]] std::filesystem::path root_key(unsigned number) const;      ///< to be taken away
    [[nodiscard]] std::filesystem::path escrow_note() const {
        return root_ / "escrow" / "READ-ME.txt";
    }

private:
    std::filesystem::path root_;
};

/// What an office is called, and how it was set up: `office.json`.
struct OfficeSettings {
    std::string organisation;
    base::OrgId org;
    unsigned roots = 1;
    bool demo = false;       ///< weak key files and a single root: never for a real office
    std::string store = {};  ///< `postgresql://...` of a store on a server; empty: `office.db`
    sync::NetworkOptions network = {};  ///< how stores on the network are reached

    bool operator==(const OfficeSettings&) const = default;
};

/// Where the office's store is: a file of its folder, or an address.
[[nodiscard]] std::string store_of(const OfficeFolder& folder, const OfficeSettings& settings);

[[nodiscard]] std::string write_settings(const OfficeSettings& settings);

/// Errors: absent (no office there: says how to make one), unreadable (which member is wrong).
[[nodiscard]] base::Result<OfficeSettings> read_settings(base::Files& files,
                                                         const OfficeFolder& folder);

}  // namespace harmony::admin
