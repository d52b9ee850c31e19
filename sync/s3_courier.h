#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "sync/courier.h"
#include "sync/http_client.h"
#include "sync/s3_signature.h"

namespace harmony::sync {

struct StoreAddress;

/// A bucket, and who may use it.
struct S3Place {
    /// REQUIRES: an address of kind s3.
    S3Place(const StoreAddress& address, Credentials credentials);

    WebAddress web;  ///< scheme and authority, with the bucket's name in front where it is
                     ///< asked for by host
    std::string
        prefix;  ///< path up to the organisation's folder, with the bucket, without last "/"
    std::string region;
    std::size_t bucket_length = 0;  ///< how much of `prefix` names the bucket
    Credentials credentials;
};

/// An S3 store (docs/formats/hk1.md, 16.6): objects are put whole with `If-None-Match: *`, and read
/// back. Stores that do not know the header are asked without it. No deletes, no multipart.
class S3Courier final : public Courier {
public:
    S3Courier(std::unique_ptr<HttpClient> client,
              S3Place place,
              const base::OrgId& org,
              const base::Clock& clock);

    [[nodiscard]] base::Result<Listing> list(std::string_view folder,
                                             std::string_view after) override;
    [[nodiscard]] base::Result<base::Bytes> fetch(const ObjectName& name, std::size_t cap) override;
    [[nodiscard]] base::Result<base::Delivery> deliver(const ObjectName& name,
                                                       base::ByteView bytes) override;
    [[nodiscard]] base::Result<bool> holds(const ObjectName& name, std::size_t size) override;
    [[nodiscard]] std::string_view noun() const override { return "the store"; }
    [[nodiscard]] Remarks remarks() const override { return remarks_; }

private:
    [[nodiscard]] base::Result<HttpAnswer> ask(S3Request request, std::size_t cap);
    [[nodiscard]] base::Error trouble(const HttpAnswer& answer) const;
    [[nodiscard]] base::Result<base::Delivery> put(const std::string& path,
                                                   base::ByteView bytes,
                                                   bool overwrite);

    std::unique_ptr<HttpClient> client_;
    S3Place place_;
    std::string root_;  ///< path of the organisation's folder
    const base::Clock& clock_;
    bool conditional_ = true;  ///< until the store says that it knows no `If-None-Match`
    Remarks remarks_;
};

/// One page of ListObjectsV2.
struct S3Page {
    std::vector<std::string> keys;
    std::string next;  ///< continuation token; empty on the last page
};
/// Keys are decoded (`encoding-type=url`). Unreadable when it is no such answer.
[[nodiscard]] base::Result<S3Page> read_s3_page(base::ByteView xml);

/// The code of an error document, such as `NoSuchKey`; empty when it is none.
[[nodiscard]] std::string s3_error_code(base::ByteView xml);

}  // namespace harmony::sync
