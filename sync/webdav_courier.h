#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/time.h"
#include "sync/courier.h"
#include "sync/http_client.h"

namespace harmony::sync {

/// A WebDAV store (docs/formats/hk1.md, 16.5). Write: PUT under a part name, MOVE to the final one
/// with `Overwrite: F`, GET back. Servers that refuse MOVE get a PUT with `If-None-Match: *`; many
/// ignore that, which costs nothing, since a name fixes its content.
class WebdavCourier final : public Courier {
public:
    struct Parts {
        base::RandomSource& random;  ///< names part files
        const base::Clock& clock;
    };

    /// `base` is the folder that the organisation's folder lies in; it must exist.
    WebdavCourier(std::unique_ptr<HttpClient> client,
                  WebAddress base,
                  const base::OrgId& org,
                  const Parts& parts);

    [[nodiscard]] base::Result<Listing> list(std::string_view folder,
                                             std::string_view after) override;
    [[nodiscard]] base::Result<base::Bytes> fetch(const ObjectName& name, std::size_t cap) override;
    [[nodiscard]] base::Result<base::Delivery> deliver(const ObjectName& name,
                                                       base::ByteView bytes) override;
    [[nodiscard]] base::Result<bool> holds(const ObjectName& name, std::size_t size) override;
    [[nodiscard]] std::string_view noun() const override { return "the store"; }
    [[nodiscard]] Remarks remarks() const override { return remarks_; }

private:
    [[nodiscard]] base::Result<HttpAnswer> ask(const HttpRequest& request);
    [[nodiscard]] base::Result<std::vector<std::string>> entries(const std::string& folder);
    [[nodiscard]] base::Result<void> put(const std::string& path, base::ByteView bytes);
    [[nodiscard]] base::Result<HttpAnswer> move(const std::string& from,
                                                const std::string& to,
                                                bool overwrite);
    [[nodiscard]] base::Result<void> make_folders(const std::string& path);
    [[nodiscard]] base::Result<base::Delivery> lay_down(const ObjectName& name,
                                                        base::ByteView bytes,
                                                        bool overwrite);
    [[nodiscard]] base::Result<base::Delivery> put_finally(const std::string& path,
                                                           base::ByteView bytes,
                                                           bool overwrite);
    [[nodiscard]] std::string path_of(std::string_view below) const;

    std::unique_ptr<HttpClient> client_;
    WebAddress base_;
    std::string root_;  ///< path of the organisation's folder
    Parts parts_;
    std::set<std::string> made_;  ///< folders that are there
    bool moves_ = true;           ///< until the server refuses
    Remarks remarks_;
};

/// Names of what lies in the folder at `path`, from the answer to PROPFIND; the folder itself, and
/// what does not lie in it, is left out. Unreadable when it is no such answer.
[[nodiscard]] base::Result<std::vector<std::string>> read_propfind(base::ByteView xml,
                                                                   std::string_view path);

}  // namespace harmony::sync
