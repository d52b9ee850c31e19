#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "admin/office.h"
#include "base/error.h"
#include "base/random.h"
#include "base/secret.h"
#include "survey/form.h"
#include "survey/response.h"
#include "sync/wraps.h"

namespace harmony::admin {

/// All responses to one survey, opened. Bodies stay as they are until each is read, since a hundred
/// thousand read responses would fill the memory.
class StoredResponses {
public:
    /// Opens every batch of the store again and keeps the responses of this survey, each once, in a
    /// random order: the order of batches would say who answered after whom. `step` hears of
    /// batches done. Errors: absent (no such survey, no responses), unreadable (a form or batch of
    /// the store).
    [[nodiscard]] static base::Result<StoredResponses> collect(
        Office& office,
        const std::string& survey,
        const sync::KeyRing& ring,
        base::RandomSource& random,
        const std::function<void(std::size_t done, std::size_t total)>& step);

    [[nodiscard]] std::size_t size() const { return kept_.size(); }

    /// The versions that were answered, newest first.
    [[nodiscard]] const std::vector<survey::Form>& versions() const { return versions_; }

    /// Which of the versions response `index` is of.
    [[nodiscard]] std::size_t version(std::size_t index) const { return kept_[index].version; }

    /// The label of its kiosk.
    [[nodiscard]] const std::string& kiosk(std::size_t index) const {
        return kiosks_[kept_[index].kiosk];
    }

    [[nodiscard]] survey::Response read(std::size_t index) const;

    /// Records of the store for which there is no key here, whatever survey they are of.
    [[nodiscard]] std::size_t locked() const { return locked_; }
    /// Responses that a newer or broken kiosk wrote: counted by nobody.
    [[nodiscard]] std::size_t unreadable() const { return unreadable_; }

private:
    friend class ResponseCollector;

    struct Kept {
        base::SecretBytes body;
        std::uint32_t version = 0;
        std::uint32_t kiosk = 0;
    };

    StoredResponses() = default;

    std::vector<survey::Form> versions_;
    std::vector<std::string> kiosks_;
    std::vector<Kept> kept_;
    std::size_t locked_ = 0;
    std::size_t unreadable_ = 0;
};

}  // namespace harmony::admin
