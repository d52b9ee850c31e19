#include "sync/store_address.h"

#include <algorithm>

#include "base/text.h"

namespace harmony::sync {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::string_view default_stick = "/media/harmony-stick";

Result<StoreAddress> s3_address(std::string_view text) {
    StoreAddress address;
    address.kind = StoreAddress::Kind::s3;
    const std::size_t question = std::min(text.find('?'), text.size());
    Result<WebAddress> web = parse_web_address(text.substr(0, question));
    if (!web) {
        return web.error();
    }
    if (web->path.size() < 2) {
        return Error{ErrorKind::refused,
                     "the address of the store names no bucket, write s3:https://host/bucket"};
    }
    address.web = std::move(*web);
    const std::string_view options =
        question < text.size() ? text.substr(question + 1) : std::string_view{};
    for (const std::string& option : base::split(options, '&')) {
        if (option.starts_with("region=") && option.size() > 7) {
            address.region = option.substr(7);
        } else if (option == "style=virtual") {
            address.virtual_host = true;
        } else if (!option.empty() && option != "style=path") {
            return Error{ErrorKind::refused,
                         "the address of the store may end with ?region=NAME and &style=virtual, "
                         "not with " +
                             option};
        }
    }
    return address;
}

}  // namespace

Result<StoreAddress> parse_store_address(std::string_view text) {
    StoreAddress address;
    if (text == "usb:") {
        address.kind = StoreAddress::Kind::stick;
        address.path = default_stick;
        return address;
    }
    for (const auto& [scheme, kind] :
         {std::pair<std::string_view, StoreAddress::Kind>{"usb:", StoreAddress::Kind::stick},
          {"folder:", StoreAddress::Kind::folder}}) {
        if (text.starts_with(scheme) && text.size() > scheme.size()) {
            address.kind = kind;
            address.path = text.substr(scheme.size());
            return address;
        }
    }
    if (text.starts_with("s3:")) {
        return s3_address(text.substr(3));
    }
    if (text.starts_with("https://") || text.starts_with("http://")) {
        Result<WebAddress> web = parse_web_address(text);
        if (!web) {
            return web.error();
        }
        address.kind = StoreAddress::Kind::webdav;
        address.web = std::move(*web);
        return address;
    }
    return Error{ErrorKind::refused,
                 "no address of a store, write folder:/path, usb:/mount/point, https://host/folder "
                 "or s3:https://host/bucket: " +
                     std::string(text)};
}

Result<Credentials> read_credentials(base::ByteView text) {
    const std::string_view letters = base::as_text(text);
    const std::size_t line_end = letters.find('\n');
    const std::string_view name = base::trim(letters.substr(0, line_end));
    const std::string_view secret = line_end == std::string_view::npos
                                        ? std::string_view{}
                                        : base::trim(letters.substr(line_end));
    if (name.empty() || secret.empty() || secret.find('\n') != std::string_view::npos) {
        return Error{ErrorKind::unreadable,
                     "a secret file has two lines: the name (or key id), then the password (or "
                     "secret key)"};
    }
    return Credentials{base::SecretText(name), base::SecretText(secret)};
}

}  // namespace harmony::sync
