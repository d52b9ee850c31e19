#include "sync/courier.h"

#include <cctype>

namespace harmony::sync {

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
