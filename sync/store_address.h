#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/error.h"
#include "sync/http_client.h"

namespace harmony::sync {

/// Where objects go, as people write it:
///   folder:/path
///   usb:/mount/point, or usb: for where the installer's rule mounts a stick
///   https://host/folder                      a WebDAV store
///   s3:https://host/bucket[/folder][?region=eu-west-2&style=virtual]
struct StoreAddress {
    enum class Kind { folder, stick, webdav, s3 };

    Kind kind = Kind::folder;
    std::filesystem::path path;  ///< of folder and stick
    WebAddress web;              ///< of webdav and s3; the bucket is the first part of its path
    std::string region = "us-east-1";
    bool virtual_host = false;  ///< bucket.host instead of host/bucket

    [[nodiscard]] bool on_network() const { return kind == Kind::webdav || kind == Kind::s3; }
    /// Host of the store, or "": for people.
    [[nodiscard]] const std::string& host() const { return web.host; }
};

/// Refused with a sentence that shows how an address is written.
[[nodiscard]] base::Result<StoreAddress> parse_store_address(std::string_view text);

/// The two lines of a secret file: the name (or key id), then the password (or secret key).
/// Unreadable, with what is missing.
[[nodiscard]] base::Result<Credentials> read_credentials(base::ByteView text);

}  // namespace harmony::sync
