#include "sync/open_courier.h"

#include "sync/folder_courier.h"
#include "sync/s3_courier.h"
#include "sync/webdav_courier.h"

namespace harmony::sync {

using base::Error;
using base::ErrorKind;
using base::Result;

Result<std::unique_ptr<Courier>> open_courier(const StoreAddress& address,
                                              const base::OrgId& org,
                                              const CourierParts& parts,
                                              const Credentials& credentials,
                                              const NetworkOptions& network) {
    using Kind = StoreAddress::Kind;
    switch (address.kind) {
        case Kind::folder:
        case Kind::stick:
            return std::unique_ptr<Courier>(std::make_unique<FolderCourier>(
                parts.files,
                address.path,
                org,
                address.kind == Kind::stick ? Medium::stick : Medium::folder));
        case Kind::webdav:
            return std::unique_ptr<Courier>(
                std::make_unique<WebdavCourier>(make_http_client(network, credentials),
                                                address.web,
                                                org,
                                                WebdavCourier::Parts{parts.random, parts.clock}));
        case Kind::s3: break;
    }
    if (credentials.empty()) {
        return Error{ErrorKind::refused,
                     "the store " + address.host() +
                         " needs a key: write its key id and its secret key into the courier's "
                         "secret file, a line each"};
    }
    return std::unique_ptr<Courier>(std::make_unique<S3Courier>(
        make_http_client(network, {}), S3Place{address, credentials}, org, parts.clock));
}

}  // namespace harmony::sync
