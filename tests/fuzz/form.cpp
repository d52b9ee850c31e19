// A compiled form: what loads must be the one text of its content.
#include "base/error.h"
#include "survey/compiled.h"
#include "target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace harmony;
    const auto bytes = fuzz::bytes_of(data, size);
    const auto form = survey::load_form(bytes, *base::FormName::from_hex("0102030405060708"), {});
    base::promise(!form.ok() || survey::compiled_text(form->content()) == base::as_text(bytes),
                  "a form has one compiled text");
    return 0;
}
