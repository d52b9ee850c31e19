// A survey as Markdown tables.
#include "imported.h"
#include "target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace harmony;
    const base::Bytes bytes = base::copy_bytes(fuzz::bytes_of(data, size));
    fuzz::check_imported(survey::import_markdown({"x.md", bytes, {}}));
    return 0;
}
