#include "sync/s3_courier.h"

#include <algorithm>
#include <pugixml.hpp>

#include "sync/http_trouble.h"
#include "sync/resumed_fetch.h"
#include "sync/store_address.h"
#include "sync/store_xml.h"

namespace harmony::sync {
namespace {

using base::Delivery;
using base::Error;
using base::ErrorKind;
using base::Result;

constexpr int most_pages = 1000;
constexpr std::size_t page_cap = 8u << 20;

}  // namespace

Result<S3Page> read_s3_page(base::ByteView xml) {
    const auto document = read_store_xml(xml);
    if (!document) {
        return document.error();
    }
    if (elements_named(**document, "ListBucketResult").empty()) {
        return Error{ErrorKind::unreadable, "the store's answer is no listing of a bucket"};
    }
    S3Page page;
    const bool encoded = text_of(**document, "EncodingType") == "url";
    for (const pugi::xml_node& object : elements_named(**document, "Contents")) {
        const std::string key = text_of(object, "Key");
        page.keys.push_back(encoded ? percent_decoded(key) : key);
    }
    if (text_of(**document, "IsTruncated") == "true") {
        page.next = text_of(**document, "NextContinuationToken");
        if (page.next.empty()) {
            return Error{ErrorKind::unreadable, "the store's listing breaks off"};
        }
    }
    return page;
}

std::string s3_error_code(base::ByteView xml) {
    const auto document = read_store_xml(xml);
    if (!document || elements_named(**document, "Error").empty()) {
        return {};
    }
    return text_of(**document, "Code");
}

S3Place::S3Place(const StoreAddress& address, Credentials who)
    : web(address.web),
      prefix(address.web.path),
      region(address.region),
      credentials(std::move(who)) {
    bucket_length = std::min(prefix.find('/', 1), prefix.size());
    if (address.virtual_host) {
        web.authority = prefix.substr(1, bucket_length - 1) + "." + web.authority;
        prefix.erase(0, bucket_length);
        bucket_length = 0;
    }
}

S3Courier::S3Courier(std::unique_ptr<HttpClient> client,
                     S3Place place,
                     const base::OrgId& org,
                     const base::Clock& clock)
    : client_(std::move(client)),
      place_(std::move(place)),
      root_(place_.prefix + "/" + organisation_folder(org)),
      clock_(clock) {}

Result<HttpAnswer> S3Courier::ask(S3Request request, std::size_t cap) {
    request.host = place_.web.authority;
    HttpRequest http{.method = request.method, .url = place_.web.at(s3_target(request))};
    http.headers = s3_signed_headers(request, place_.credentials, place_.region, clock_.now());
    http.body = request.body;
    http.cap = cap;
    http.keep_broken = request.method == "GET";
    Result<HttpAnswer> answer = client_->send(http);
    if (answer) {
        remarks_ = remarks_of(*answer, clock_.now());
    }
    return answer;
}

/// What S3 means is in the body; the status alone says less.
Error S3Courier::trouble(const HttpAnswer& answer) const {
    const std::string code = s3_error_code(answer.body);
    if (code == "RequestTimeTooSkewed") {
        return {ErrorKind::refused,
                "This machine's clock differs from the store's. Set the clock, then try again."};
    }
    if (code == "NoSuchBucket") {
        return {ErrorKind::absent,
                "The store " + place_.web.host + " has no such bucket. Change the address."};
    }
    if (code == "SignatureDoesNotMatch" || code == "InvalidAccessKeyId") {
        return {ErrorKind::refused,
                "The store " + place_.web.host + " does not know this key and secret."};
    }
    return trouble_of(answer, place_.web, Due::xml);
}

Result<Listing> S3Courier::list(std::string_view folder, std::string_view after) {
    // Keys begin behind the bucket and its "/".
    const std::string root = root_.substr(place_.bucket_length + 1) + "/";
    Listing listing;
    std::string token;
    for (int page_number = 0; page_number < most_pages; ++page_number) {
        S3Request request;
        request.path =
            place_.bucket_length == 0 ? "/" : place_.prefix.substr(0, place_.bucket_length);
        request.query = {{"list-type", "2"},
                         {"prefix", root + std::string(folder) + (folder.empty() ? "" : "/")},
                         {"max-keys", "1000"},
                         {"encoding-type", "url"}};
        if (!token.empty()) {
            request.query.emplace_back("continuation-token", token);
        } else if (!after.empty()) {
            request.query.emplace_back("start-after", root + std::string(after));
        }
        const Result<HttpAnswer> answer = ask(std::move(request), page_cap);
        if (!answer) {
            return answer.error();
        }
        if (answer->status != 200 || is_sign_in_page(*answer, place_.web, Due::xml)) {
            return trouble(*answer);
        }
        const Result<S3Page> page = read_s3_page(answer->body);
        if (!page) {
            return page.error();
        }
        for (const std::string& key : page->keys) {
            auto name = key.starts_with(root)
                            ? ObjectName::parse(std::string_view(key).substr(root.size()))
                            : std::nullopt;
            if (!name) {
                ++listing.ignored;
            } else if (name->text() > after) {
                listing.names.push_back(std::move(*name));
            }
        }
        if (listing.names.size() + listing.ignored > max_listing) {
            return Error{ErrorKind::refused,
                         "there are more than 100,000 files: this cannot be right"};
        }
        token = page->next;
        if (token.empty()) {
            std::sort(listing.names.begin(), listing.names.end());
            return listing;
        }
    }
    return Error{ErrorKind::unreadable, "the store's listing does not end"};
}

Result<base::Bytes> S3Courier::fetch(const ObjectName& name, std::size_t cap) {
    Result<HttpAnswer> answer = fetch_resumed(
        [&](auto headers) {
            S3Request request;
            request.path = root_ + "/" + name.text();
            request.headers = std::move(headers);
            return ask(std::move(request), cap);
        },
        cap);
    if (!answer) {
        return answer.error();
    }
    if (answer->status != 200 || is_sign_in_page(*answer, place_.web, Due::object)) {
        return trouble(*answer);
    }
    return std::move(answer->body);
}

Result<bool> S3Courier::holds(const ObjectName& name, std::size_t size) {
    S3Request request;
    request.method = "HEAD";
    request.path = root_ + "/" + name.text();
    const Result<HttpAnswer> answer = ask(std::move(request), page_cap);
    return answer ? holds_object(*answer, place_.web, size) : answer.error();
}

Result<Delivery> S3Courier::put(const std::string& path, base::ByteView bytes, bool overwrite) {
    S3Request request;
    request.method = "PUT";
    request.path = path;
    request.body = bytes;
    const bool conditional = conditional_ && !overwrite;
    if (conditional) {
        request.headers = {{"if-none-match", "*"}};
    }
    const Result<HttpAnswer> answer = ask(std::move(request), page_cap);
    if (!answer) {
        return answer.error();
    }
    if (answer->status == 412) {
        return Delivery::was_there;
    }
    if (answer->status == 409) {
        return Error{ErrorKind::unreachable,
                     "The store " + place_.web.host + " is busy with the same object. Try again."};
    }
    if (conditional && (answer->status == 400 || answer->status == 501) &&
        s3_error_code(answer->body) == "NotImplemented") {
        conditional_ = false;
        return put(path, bytes, overwrite);
    }
    // A 200 may carry an error: the store found out after it had begun to answer.
    if (!answer->done() || !s3_error_code(answer->body).empty() ||
        is_sign_in_page(*answer, place_.web, Due::object)) {
        return trouble(*answer);
    }
    return Delivery::fresh;
}

Result<Delivery> S3Courier::deliver(const ObjectName& name, base::ByteView bytes) {
    return deliver_once(*this, name, bytes, [&](bool overwrite) {
        return put(root_ + "/" + name.text(), bytes, overwrite);
    });
}

}  // namespace harmony::sync
