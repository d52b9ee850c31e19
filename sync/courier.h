#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/files.h"
#include "sync/object_name.h"

namespace harmony::sync {

/// What lies below a folder. Names that are none of ours are only counted.
struct Listing {
    std::vector<ObjectName> names;  ///< ascending
    std::size_t ignored = 0;
};

/// Carries objects to and from a place that is not trusted: it may delay and withhold, nothing
/// else. Errors by kind: absent (it is not there), refused (no right), unreadable (not what it
/// should be), unreachable (the place is not there just now), full.
class Courier {
public:
    Courier() = default;
    Courier(const Courier&) = delete;
    Courier& operator=(const Courier&) = delete;
    virtual ~Courier() = default;

    /// Everything below `folder` (see object_name.h) whose name comes after `after`; "" for all. A
    /// folder that is not there has nothing in it, as long as the place itself is there.
    [[nodiscard]] virtual base::Result<Listing> list(std::string_view folder,
                                                     std::string_view after) = 0;

    /// At most `cap` bytes; a longer object is refused, not cut.
    [[nodiscard]] virtual base::Result<base::Bytes> fetch(const ObjectName& name,
                                                          std::size_t cap) = 0;

    /// Puts the object there and reads it back whole. `was_there`: the same bytes lay there
    /// already. Done means that the place gave back exactly these bytes.
    [[nodiscard]] virtual base::Result<base::Delivery> deliver(const ObjectName& name,
                                                               base::ByteView bytes) = 0;

    /// For people: "the stick", "the folder".
    [[nodiscard]] virtual std::string_view noun() const = 0;
};

struct Parcel {
    ObjectName name;
    base::Bytes bytes;
};

struct CarryCounts {
    std::size_t fresh = 0;
    std::size_t was_there = 0;
};

/// Delivers in order and stops at the first error. When the place is full, the sentence says how
/// many fit.
[[nodiscard]] base::Result<CarryCounts> deliver_all(Courier& courier,
                                                    std::span<const Parcel> parcels);

}  // namespace harmony::sync
