#include "sync/office_batch.h"

#include <algorithm>

namespace harmony::sync {

std::vector<SignPublicKey> publishers_ever(const TrustChain& trust) {
    std::vector<SignPublicKey> all;
    for (const TrustedDocument& each : trust.all()) {
        all.insert(all.end(), each.document.publishers.begin(), each.document.publishers.end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

base::Result<Batch> read_batch_signed_by(const base::Bytes& file,
                                         std::span<const SignPublicKey> signers) {
    base::promise(!signers.empty(), "a batch without anybody who could have signed it");
    base::Result<Batch> read = read_signed_batch(base::copy_bytes(file), signers.front());
    for (const SignPublicKey& signer : signers.subspan(1)) {
        if (read || read.error().kind != base::ErrorKind::refused) {
            break;
        }
        read = read_signed_batch(base::copy_bytes(file), signer);
    }
    return read;
}

}  // namespace harmony::sync
