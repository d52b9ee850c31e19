#pragma once

#include <span>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "sync/batch.h"
#include "sync/crypto.h"
#include "sync/trust.h"

// Batches that an office writes itself (docs/formats/hk1.md, 10): the kiosk in their head is zero,
// and whoever may publish signs them.
namespace harmony::sync {

/// Everybody who may publish under any document of the chain, each once.
[[nodiscard]] std::vector<SignPublicKey> publishers_ever(const TrustChain& trust);

/// As `read_signed_batch`, when one of these signed it. REQUIRES: at least one.
[[nodiscard]] base::Result<Batch> read_batch_signed_by(const base::Bytes& file,
                                                       std::span<const SignPublicKey> signers);

}  // namespace harmony::sync
