// Recorded phrases of a pack, from their folder (docs/formats/clips.md).
#include "admin/authoring/clips.h"

#include <catch2/catch.hpp>
#include <filesystem>

#include "base/random.h"
#include "support/temporary_folder.h"

using namespace harmony;
using namespace harmony::tests;

namespace fs = std::filesystem;

namespace {

struct Clips {
    void put(const fs::path& file, base::ByteView bytes) {
        REQUIRE(
            files.write(folder.path() / file, bytes, base::IfPresent::replace, base::public_mode));
    }

    base::Result<std::vector<admin::ClipFile>> read() {
        return admin::read_clip_folder(files, folder.path(), {"en", "ckb"});
    }

    base::SystemRandom random;
    base::RealFiles files{random};
    TemporaryFolder folder;
    base::Bytes tone = *files.read(HARMONY_SOURCE_DIR "/tests/data/clips/tone_440.opus", 1u << 20);
};

}  // namespace

TEST_CASE("recorded phrases of a pack's languages are taken from their folder", "[admin][clips]") {
    Clips clips;
    CHECK(clips.read()->empty());
    clips.put("ckb/5d3964a8a4c1.opus", clips.tone);
    clips.put("pl/5d3964a8a4c1.opus", clips.tone);  // a language that this pack does not speak
    const auto read = clips.read();
    REQUIRE(read.ok());
    REQUIRE(read->size() == 1);
    CHECK(read->front().name == "ckb-5d3964a8a4c1.opus");
    CHECK(read->front().bytes == clips.tone);
}

TEST_CASE("what is no clip is refused with its file", "[admin][clips]") {
    Clips clips;
    const auto why = [&] {
        const auto read = clips.read();
        return read.ok() ? std::string() : read.error().message;
    };
    clips.put("ckb/continue.opus", clips.tone);
    CHECK(why().find("ckb/continue.opus") != std::string::npos);
    CHECK(why().find("12 digits") != std::string::npos);
    REQUIRE(clips.files.remove(clips.folder.path() / "ckb/continue.opus"));
    clips.put("ckb/5d3964a8a4c1.opus", base::as_bytes("no sound at all"));
    CHECK(why().find("ckb/5d3964a8a4c1.opus") != std::string::npos);
    clips.put("ckb/5d3964a8a4c1.opus", base::Bytes((1u << 20) + 1));
    CHECK(why().find("at most 1048576") != std::string::npos);
}
