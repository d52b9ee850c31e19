#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
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

    /// Whether an object of that size lies there: asked again of what was delivered, and so read
    /// back, before. Cheap where reading it back is not.
    [[nodiscard]] virtual base::Result<bool> holds(const ObjectName& name, std::size_t size);

    /// For people: "the stick", "the folder", "the store".
    [[nodiscard]] virtual std::string_view noun() const = 0;

    /// What the place said beside its last answer.
    struct Remarks {
        std::optional<std::chrono::seconds> retry_after;  ///< it wants to be left alone so long
        std::optional<std::chrono::minutes> clock_off;    ///< our clock is so far ahead of its own
    };
    [[nodiscard]] virtual Remarks remarks() const { return {}; }
};

/// `deliver` of a place that is written by `put`: asks first whether the same bytes are there, and
/// reads them back after. Other bytes under the name are what a broken delivery left, since a name
/// fixes its content: they are replaced.
[[nodiscard]] base::Result<base::Delivery> deliver_once(
    Courier& courier,
    const ObjectName& name,
    base::ByteView bytes,
    const std::function<base::Result<base::Delivery>(bool overwrite)>& put);

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
