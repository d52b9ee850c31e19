// A workbook: a zip package as it is, or the texts of its parts, which are then put into a package,
// so that changes reach the XML behind the compression:
//
//     == xl/workbook.xml
//     <workbook>...
#include <zip.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "imported.h"
#include "target.h"

namespace harmony::fuzz {
namespace {

using Parts = std::vector<std::pair<std::string, std::string>>;

Parts parts_of(std::string_view text) {
    Parts parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        if (line.starts_with("== ")) {
            parts.emplace_back(line.substr(3), "");
        } else if (!parts.empty()) {
            parts.back().second += std::string(line) + "\n";
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

base::Bytes package_of(const Parts& parts) {
    zip_source_t* buffer = zip_source_buffer_create(nullptr, 0, 0, nullptr);
    zip_source_keep(buffer);
    zip_t* archive = zip_open_from_source(buffer, ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    for (const auto& [name, text] : parts) {
        zip_source_t* part = zip_source_buffer(archive, text.data(), text.size(), 0);
        if (zip_file_add(archive, name.c_str(), part, ZIP_FL_OVERWRITE) < 0) {
            zip_source_free(part);
        }
    }
    base::Bytes bytes;
    if (zip_close(archive) != 0) {
        zip_discard(archive);
    } else if (zip_source_open(buffer) == 0) {
        zip_source_seek(buffer, 0, SEEK_END);
        bytes.resize(static_cast<std::size_t>(std::max<zip_int64_t>(zip_source_tell(buffer), 0)));
        zip_source_seek(buffer, 0, SEEK_SET);
        zip_source_read(buffer, bytes.data(), bytes.size());
        zip_source_close(buffer);
    }
    zip_source_free(buffer);
    return bytes;
}

}  // namespace
}  // namespace harmony::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace harmony;
    const auto bytes = fuzz::bytes_of(data, size);
    const std::string_view text = base::as_text(bytes);
    const base::Bytes workbook =
        text.starts_with("== ") ? fuzz::package_of(fuzz::parts_of(text)) : base::copy_bytes(bytes);
    fuzz::check_imported(survey::import_workbook({"x.xlsx", workbook, {}}));
    return 0;
}
