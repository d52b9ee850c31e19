// Three readers of one format: the survey room's, the stage of the office store, and a Python
// program that knows the documents alone. They must take and refuse the same bodies.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "admin/every_kind.h"
#include "admin/export/response_json.h"
#include "admin/form_table.h"
#include "db/response_stage.h"
#include "support/temporary_folder.h"
#include "survey/response.h"

using namespace harmony;
using namespace harmony::tests;

namespace {

bool stage_takes(const db::StageContext& context, base::ByteView body) {
    db::ResponseStage stage(context, base::KioskId{});
    const auto staged = stage.add(base::RecordId{}, body);
    return staged.ok() && *staged == db::Staged::taken;
}

/// What the Python program must find for this body.
std::string expected_line(const survey::Form& form, base::ByteView body) {
    const auto read = survey::decode(body, form);
    return base::to_hex(body) + '\t' +
           (read ? admin::response_json(*read, form).dump() : std::string("-")) + '\n';
}

int python_agrees(const std::string& compiled, const std::string& lines) {
    const TemporaryFolder folder;
    std::ofstream(folder.path() / "form.json", std::ios::binary) << compiled;
    std::ofstream(folder.path() / "lines", std::ios::binary) << lines;
    return std::system(fmt::format("python3 '{}/tests/conformance/hk1_body.py' '{}/form.json' "
                                   "'{}/lines'",
                                   HARMONY_SOURCE_DIR,
                                   folder.path().string(),
                                   folder.path().string())
                           .c_str());
}

}  // namespace

TEST_CASE("three readers take every kind of answer alike", "[admin][body]") {
    const std::string compiled = compiled_sheets(every_kind_sheets());
    const survey::Form form = form_of_sheets(every_kind_sheets());
    const db::StageContext context({admin::form_table(form)}, {});
    base::SeededRandom random(11);
    std::string lines = expected_line(form, survey::encode(every_kind_response(form), form));
    for (int n = 0; n < 400; ++n) {
        const survey::Response response = random_response(form, random);
        const base::SecretBytes body = survey::encode(response, form);
        REQUIRE(*survey::decode(body, form) == response);
        REQUIRE(stage_takes(context, body));
        lines += expected_line(form, body);
    }
    CHECK(python_agrees(compiled, lines) == 0);
}

TEST_CASE("three readers refuse the same damaged bodies", "[admin][body]") {
    std::map<std::string, std::string> sheets = every_kind_sheets();
    const std::string compiled = compiled_sheets(sheets);
    const survey::Form form = form_of_sheets(sheets);
    const db::StageContext context({admin::form_table(form)}, {});
    survey::Response response = every_kind_response(form);
    // Whether a text is NFC is not asked by the stage: no text here.
    for (const char* name : {"words", "left", "group", "quote"}) {
        item_of(response, form, name) = survey::NotAsked{};
    }
    const base::SecretBytes sound = survey::encode(response, form);
    std::size_t items = 0;
    {
        survey::Response empty = response;
        empty.items.assign(form.questions().size(), survey::NotAsked{});
        items = survey::encode(empty, form).size() - form.questions().size();
    }
    std::string lines;
    std::size_t refused = 0;
    for (std::size_t at = items; at < sound.size(); ++at) {
        for (unsigned value = 0; value < 256; ++value) {
            base::Bytes body(sound.begin(), sound.end());
            body[at] = static_cast<std::byte>(value);
            const bool is_sound = survey::decode(body, form).ok();
            if (stage_takes(context, body) != is_sound) {
                FAIL("the stage disagrees about " << base::to_hex(body));
            }
            refused += is_sound ? 0 : 1;
            lines += expected_line(form, body);
        }
    }
    CHECK(refused > 1000);
    CHECK(python_agrees(compiled, lines) == 0);
}
