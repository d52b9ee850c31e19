#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "admin/authoring/content.h"
#include "admin/authoring/pack_builder.h"
#include "admin/office.h"
#include "base/error.h"
#include "base/time.h"
#include "sync/courier.h"

namespace harmony::admin {

struct PublishedPack {
    std::string stream;
    std::uint64_t version = 0;
    std::size_t files = 0;
    std::size_t fresh = 0;  ///< objects that did not lie there before
};

/// What is to be published, checked already.
struct PublishOrder {
    std::string stream;
    const PackContents& pack;
    const Content& content;
    base::Day today{};
};

/// Signs the next version of a stream and puts it where kiosks fetch it.
///
/// The forms and notices go on the office's shelf first, then the content files travel, and the
/// signed manifest last: until it lies there whole, kiosks keep what they have. A failure part of
/// the way leaves the old pack in force. `step` hears how many objects have been delivered.
[[nodiscard]] base::Result<PublishedPack> publish(Office& office,
                                                  const PublishOrder& order,
                                                  const sync::SignKeyPair& publisher,
                                                  sync::Courier& courier,
                                                  const std::function<void(std::size_t)>& step);

}  // namespace harmony::admin
