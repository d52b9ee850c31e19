#include "admin/authoring/first_content.h"

#include <nlohmann/json.hpp>

#include "admin/authoring/content.h"
#include "base/text.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::ordered_json;

Result<void> write_first_content(base::Files& files,
                                 const std::filesystem::path& file,
                                 const FirstContent& content,
                                 base::RandomSource& random) {
    const ordered_json engagement{{"id", base::EngagementId::random(random).hex()},
                                  {"title", {{"en", content.title}}},
                                  {"venue", content.venue},
                                  {"kind", "drop_in"},
                                  {"day", base::to_iso(content.day)}};
    const ordered_json object{{"partners", content.partners},
                              {"area", content.area},
                              {"readers", content.readers},
                              {"keep_until", base::to_iso(content.keep_until)},
                              {"languages", {"en"}},
                              {"what_next", {{"en", content.what_next}}},
                              {"engagements", ordered_json::array({engagement})}};
    const std::string text = object.dump(2) + '\n';
    // It is read as publishing will read it: what is wrong is said now.
    if (const auto read = read_content(base::as_bytes(text), "the content", random); !read) {
        return read.error();
    }
    const auto written =
        files.write(file, base::as_bytes(text), base::IfPresent::skip, base::public_mode);
    if (!written) {
        return written.error();
    }
    if (*written == base::Delivery::was_there) {
        return Error{ErrorKind::refused,
                     file.string() + " is there already. It was not changed: edit it instead"};
    }
    return {};
}

}  // namespace harmony::admin
