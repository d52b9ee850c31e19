// What a kiosk or a stick says happened.
#include "events/fact.h"

#include "target.h"

using namespace harmony;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = fuzz::bytes_of(data, size);
    const auto fact = events::read_fact(bytes);
    if (fact) {
        base::promise(base::equal(events::write_fact(*fact), bytes), "a fact has one encoding");
        static_cast<void>(events::is_allowed(*fact, events::Author::kiosk));
    }
    return 0;
}
