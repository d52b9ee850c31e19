#include "sync/webdav_courier.h"

#include <pugixml.hpp>

#include "sync/folder_walk.h"
#include "sync/http_trouble.h"
#include "sync/resumed_fetch.h"
#include "sync/store_xml.h"

namespace harmony::sync {
namespace {

using base::Delivery;
using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::string_view question =
    "<?xml version=\"1.0\" encoding=\"utf-8\"?><propfind xmlns=\"DAV:\"><prop><resourcetype/>"
    "<getcontentlength/></prop></propfind>";

std::string parent_of(const std::string& path) {
    return path.substr(0, path.rfind('/'));
}

/// Where an answer says that something lies: an address or a path, with %XX; without a last "/".
std::string path_in(std::string_view href) {
    const std::size_t scheme = href.find("://");
    if (scheme != std::string_view::npos) {
        const std::size_t slash = href.find('/', scheme + 3);
        href = slash == std::string_view::npos ? std::string_view("/") : href.substr(slash);
    }
    std::string path = percent_decoded(href);
    while (path.size() > 1 && path.back() == '/') {
        path.pop_back();
    }
    return path;
}

}  // namespace

Result<std::vector<std::string>> read_propfind(base::ByteView xml, std::string_view path) {
    const auto document = read_store_xml(xml);
    if (!document) {
        return document.error();
    }
    if (elements_named(**document, "multistatus").empty()) {
        return Error{ErrorKind::unreadable, "the store's answer is no listing of a folder"};
    }
    std::string folder = path_in(path);
    folder += folder == "/" ? "" : "/";
    std::vector<std::string> names;
    for (const pugi::xml_node& response : elements_named(**document, "response")) {
        const std::string there = path_in(text_of(response, "href"));
        const std::string_view name =
            there.starts_with(folder) ? std::string_view(there).substr(folder.size()) : "";
        if (!name.empty() && name.find('/') == std::string_view::npos) {
            names.emplace_back(name);
        }
    }
    return names;
}

WebdavCourier::WebdavCourier(std::unique_ptr<HttpClient> client,
                             WebAddress base,
                             const base::OrgId& org,
                             const Parts& parts)
    : client_(std::move(client)), base_(std::move(base)), parts_(parts) {
    root_ = (base_.path == "/" ? std::string() : base_.path) + "/" + organisation_folder(org);
}

std::string WebdavCourier::path_of(std::string_view below) const {
    return below.empty() ? root_ : root_ + "/" + std::string(below);
}

Result<HttpAnswer> WebdavCourier::ask(const HttpRequest& request) {
    Result<HttpAnswer> answer = client_->send(request);
    if (answer) {
        remarks_ = remarks_of(*answer, parts_.clock.now());
    }
    return answer;
}

Result<std::vector<std::string>> WebdavCourier::entries(const std::string& folder) {
    const std::string path = path_of(folder);
    HttpRequest request{.method = "PROPFIND", .url = base_.at(path + "/")};
    request.headers = {{"Depth", "1"}, {"Content-Type", "application/xml; charset=utf-8"}};
    request.body = base::as_bytes(question);
    const Result<HttpAnswer> answer = ask(request);
    if (!answer) {
        return answer.error();
    }
    if (answer->status != 207) {
        return trouble_of(*answer, base_, Due::xml);
    }
    return read_propfind(answer->body, path);
}

/// A folder that is not there has nothing in it, as long as the place itself is there.
Result<Listing> WebdavCourier::list(std::string_view folder, std::string_view after) {
    const auto one = [this](const std::string& path) { return entries(path); };
    Result<Listing> listing = walk_folders(one, std::string(folder), after);
    if (listing || listing.error().kind != ErrorKind::absent) {
        return listing;
    }
    HttpRequest request{.method = "PROPFIND",
                        .url = base_.at(base_.path == "/" ? "/" : base_.path + "/")};
    request.headers = {{"Depth", "0"}, {"Content-Type", "application/xml; charset=utf-8"}};
    request.body = base::as_bytes(question);
    const Result<HttpAnswer> place = ask(request);
    if (!place) {
        return place.error();
    }
    if (place->status == 404) {
        return Error{ErrorKind::absent,
                     "The store " + base_.host + " has no folder " + base_.path +
                         ". Make it there, or change the address."};
    }
    return place->status == 207 ? Result<Listing>(Listing{}) : trouble_of(*place, base_, Due::xml);
}

Result<base::Bytes> WebdavCourier::fetch(const ObjectName& name, std::size_t cap) {
    HttpRequest request{.url = base_.at(path_of(name.text()))};
    request.cap = cap;
    request.keep_broken = true;
    Result<HttpAnswer> answer = fetch_resumed(
        [&](auto headers) {
            request.headers = std::move(headers);
            return ask(request);
        },
        cap);
    if (!answer) {
        return answer.error();
    }
    if (answer->status != 200 || is_sign_in_page(*answer, base_, Due::object)) {
        return trouble_of(*answer, base_, Due::object);
    }
    return std::move(answer->body);
}

Result<bool> WebdavCourier::holds(const ObjectName& name, std::size_t size) {
    const Result<HttpAnswer> answer =
        ask({.method = "HEAD", .url = base_.at(path_of(name.text()))});
    return answer ? holds_object(*answer, base_, size) : answer.error();
}

Result<void> WebdavCourier::make_folders(const std::string& path) {
    if (path.size() < root_.size() || made_.contains(path)) {
        return {};
    }
    if (Result<void> above = make_folders(parent_of(path)); !above) {
        return above;
    }
    const Result<HttpAnswer> answer =
        ask({.method = "MKCOL", .url = base_.at(path + "/"), .headers = {}, .body = {}});
    if (!answer) {
        return answer.error();
    }
    if (!answer->done() && answer->status != 405) {  // 405: it is there
        Error trouble = trouble_of(*answer, base_, Due::nothing);
        if (answer->status == 409 || answer->status == 404) {
            trouble.kind = ErrorKind::refused;
            trouble.message = "The store " + base_.host + " has no folder " + base_.path +
                              ". Make it there, or change the address.";
        }
        return trouble;
    }
    made_.insert(path);
    return {};
}

Result<void> WebdavCourier::put(const std::string& path, base::ByteView bytes) {
    const Result<HttpAnswer> answer =
        ask({.method = "PUT", .url = base_.at(path), .headers = {}, .body = bytes});
    if (!answer) {
        return answer.error();
    }
    if (!answer->done() || is_sign_in_page(*answer, base_, Due::object)) {
        return trouble_of(*answer, base_, Due::object);
    }
    return {};
}

Result<HttpAnswer> WebdavCourier::move(const std::string& from,
                                       const std::string& to,
                                       bool overwrite) {
    HttpRequest request{.method = "MOVE", .url = base_.at(from)};
    request.headers = {{"Destination", base_.at(to)}, {"Overwrite", overwrite ? "T" : "F"}};
    return ask(request);
}

Result<Delivery> WebdavCourier::put_finally(const std::string& path,
                                            base::ByteView bytes,
                                            bool overwrite) {
    HttpRequest request{.method = "PUT", .url = base_.at(path)};
    if (!overwrite) {
        request.headers = {{"If-None-Match", "*"}};
    }
    request.body = bytes;
    const Result<HttpAnswer> answer = ask(request);
    if (!answer) {
        return answer.error();
    }
    if (answer->status == 412) {
        return Delivery::was_there;
    }
    return answer->done() ? Result<Delivery>(Delivery::fresh)
                          : trouble_of(*answer, base_, Due::object);
}

Result<Delivery> WebdavCourier::lay_down(const ObjectName& name,
                                         base::ByteView bytes,
                                         bool overwrite) {
    const std::string path = path_of(name.text());
    if (Result<void> made = make_folders(parent_of(path)); !made) {
        return made.error();
    }
    if (!moves_) {
        return put_finally(path, bytes, overwrite);
    }
    std::array<std::byte, 4> mark{};
    parts_.random.fill(mark);
    const std::string part = parent_of(path) + "/.part-" + base::to_hex(mark);
    if (Result<void> there = put(part, bytes); !there) {
        return there.error();
    }
    const Result<HttpAnswer> moved = move(part, path, overwrite);
    if (!moved) {
        return moved.error();
    }
    if (moved->done()) {
        return Delivery::fresh;
    }
    // The part goes, whatever became of it: nobody else knows its name.
    static_cast<void>(ask({.method = "DELETE", .url = base_.at(part), .headers = {}, .body = {}}));
    if (moved->status == 412) {
        return Delivery::was_there;
    }
    if (moved->status == 403 || moved->status == 405 || moved->status == 501) {
        moves_ = false;
        return put_finally(path, bytes, overwrite);
    }
    return trouble_of(*moved, base_, Due::nothing);
}

Result<Delivery> WebdavCourier::deliver(const ObjectName& name, base::ByteView bytes) {
    return deliver_once(
        *this, name, bytes, [&](bool overwrite) { return lay_down(name, bytes, overwrite); });
}

}  // namespace harmony::sync
