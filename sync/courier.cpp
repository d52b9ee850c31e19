#include "sync/courier.h"

#include <cctype>

namespace harmony::sync {

base::Result<bool> Courier::holds(const ObjectName& name, std::size_t size) {
    const base::Result<base::Bytes> there = fetch(name, name.cap());
    if (!there && there.error().kind == base::ErrorKind::absent) {
        return false;
    }
    return there ? base::Result<bool>(there->size() == size) : there.error();
}

base::Result<base::Delivery> deliver_once(
    Courier& courier,
    const ObjectName& name,
    base::ByteView bytes,
    const std::function<base::Result<base::Delivery>(bool overwrite)>& put) {
    using base::Delivery;
    const auto there = [&] { return courier.fetch(name, name.cap()); };
    const base::Result<base::Bytes> before = there();
    if (before && base::equal(*before, bytes)) {
        return Delivery::was_there;
    }
    if (!before && before.error().kind == base::ErrorKind::unreachable) {
        return before.error();
    }
    base::Result<Delivery> done = put(before.ok());
    if (!done) {
        return done;
    }
    base::Result<base::Bytes> back = there();
    if (*done == Delivery::was_there && back && !base::equal(*back, bytes)) {
        done = put(true);  // somebody else's broken delivery
        if (!done) {
            return done;
        }
        back = there();
    }
    if (!back && back.error().kind == base::ErrorKind::unreachable) {
        return back.error();
    }
    if (!back || !base::equal(*back, bytes)) {
        return base::Error{base::ErrorKind::unreadable,
                           "The store did not keep what was written. Nothing was removed from this "
                           "machine."};
    }
    return done;
}

base::Result<CarryCounts> deliver_all(Courier& courier, std::span<const Parcel> parcels) {
    CarryCounts counts;
    for (const Parcel& parcel : parcels) {
        const base::Result<base::Delivery> done = courier.deliver(parcel.name, parcel.bytes);
        if (!done && done.error().kind == base::ErrorKind::full) {
            std::string noun(courier.noun());
            noun[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(noun[0])));
            return base::Error{base::ErrorKind::full,
                               noun + " is full. " +
                                   std::to_string(counts.fresh + counts.was_there) + " of " +
                                   std::to_string(parcels.size()) +
                                   " packages fit. Nothing was removed from this machine."};
        }
        if (!done) {
            return done.error();
        }
        ++(*done == base::Delivery::fresh ? counts.fresh : counts.was_there);
    }
    return counts;
}

}  // namespace harmony::sync
