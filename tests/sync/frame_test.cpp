#include "sync/frame.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>

#include "small_office.h"
#include "sync/wire.h"

using namespace harmony;
using namespace harmony::tests;
using sync::FrameFault;
using sync::FrameKind;

namespace {

std::vector<std::string> source_files() {
    return {"ack",
            "batch",
            "batch_build",
            "batch_check",
            "batch_open",
            "crypto",
            "epoch",
            "enrolment",
            "fingerprint",
            "frame",
            "key_file",
            "kiosk_keys",
            "own_part",
            "pack",
            "record",
            "registry",
            "slot_pool",
            "trust"};
}

}  // namespace

TEST_CASE("S1: what is wrong with a file is told apart by its lengths and magic", "[sync][frame]") {
    REQUIRE(sync::start());
    SmallOffice office;
    const base::Bytes file =
        sync::write_frame(FrameKind::ack, base::as_bytes("body"), office.publisher);
    CHECK(sync::frame_fault(FrameKind::ack, file) == FrameFault::none);
    for (std::size_t size = 0; size < file.size(); ++size) {
        CHECK(sync::frame_fault(FrameKind::ack, base::ByteView(file).first(size)) ==
              FrameFault::partial);
    }
    base::Bytes longer = file;
    longer.push_back(std::byte{0});
    CHECK(sync::frame_fault(FrameKind::ack, longer) == FrameFault::badfmt);
    base::Bytes newer = file;
    newer[3] = std::byte{'2'};
    CHECK(sync::frame_fault(FrameKind::ack, newer) == FrameFault::newer);
    CHECK(sync::frame_fault(FrameKind::batch, file) == FrameFault::badfmt);
    CHECK(sync::frame_fault(FrameKind::ack, base::Bytes(65537)) == FrameFault::oversize);
    base::Bytes unsigned_file(base::ByteView(file).begin(), base::ByteView(file).begin() + 12);
    unsigned_file.push_back(std::byte{0});
    CHECK(sync::frame_fault(FrameKind::ack, unsigned_file) == FrameFault::badfmt);
}

TEST_CASE("S1: a length that lies does not make a reader allocate or read past the end",
          "[sync][frame]") {
    base::Bytes file = base::copy_bytes(base::as_bytes("HKB1"));
    file.resize(9, std::byte{0xFF});
    CHECK(sync::frame_fault(FrameKind::batch, file) == FrameFault::badfmt);
}

TEST_CASE("signers are counted once and only when their key is asked for", "[sync][frame]") {
    REQUIRE(sync::start());
    SmallOffice office;
    const std::array<const sync::SignKeyPair*, 2> both{&office.publisher, &office.root};
    const base::Bytes file = sync::write_frame(FrameKind::ack, base::as_bytes("body"), both);
    const sync::Frame frame = *sync::read_frame(FrameKind::ack, file);
    const sync::SignPublicKey a = office.publisher.public_key();
    const sync::SignPublicKey b = office.root.public_key();
    const sync::SignPublicKey other = sync::SignKeyPair(office.kiosk.sign).public_key();
    CHECK(sync::count_signers(frame, std::vector{a, b, other}) == 2);
    CHECK(sync::count_signers(frame, std::vector{a, a, a}) == 1);
    CHECK(sync::count_signers(frame, std::vector{other}) == 0);
    const std::array<const sync::SignKeyPair*, 2> twice{&office.publisher, &office.publisher};
    CHECK_THROWS_AS(sync::write_frame(FrameKind::ack, base::as_bytes("body"), twice),
                    base::BrokenPromise);
}

TEST_CASE("a signature for one kind of file is worth nothing on another", "[sync][frame]") {
    REQUIRE(sync::start());
    SmallOffice office;
    base::Bytes file =
        sync::write_frame(FrameKind::own_part, base::as_bytes("x"), office.publisher);
    const base::Bytes magic = base::copy_bytes(base::as_bytes("HKA1"));
    std::copy(magic.begin(), magic.end(), file.begin());
    const base::Result<sync::Frame> frame = sync::read_frame(FrameKind::ack, file);
    REQUIRE(frame);
    CHECK_FALSE(sync::signed_by(*frame, office.publisher.public_key()));
}

TEST_CASE("S1: each hash name serves one purpose", "[sync][frame]") {
    std::multiset<std::string> types;
    for (std::size_t i = 0; i < sync::frame_kinds; ++i) {
        types.insert(std::string(sync::frame_rule(static_cast<FrameKind>(i)).type));
    }
    CHECK(types.size() == std::set<std::string>(types.begin(), types.end()).size());
    // Names that stand in a hash() call, by the file they stand in.
    std::map<std::string, std::set<std::string>> used;
    const std::regex call("hash\\(\"(hk1\\.[a-z.]+1)\"");
    for (const std::string& name : source_files()) {
        std::ifstream in(HARMONY_SOURCE_DIR "/sync/" + name + ".cpp");
        REQUIRE(in);
        const std::string text((std::istreambuf_iterator<char>(in)),
                               std::istreambuf_iterator<char>());
        for (std::sregex_iterator at(text.begin(), text.end(), call), end; at != end; ++at) {
            used[(*at)[1]].insert(name);
        }
    }
    CHECK(used.size() >= 10);
    for (const auto& [name, files] : used) {
        CAPTURE(name);
        CHECK(types.count(name) == 0);
        // Making and checking stand in two files for the epoch key; key ids also name kiosk sets.
        const bool shared = name == "hk1.epochkey.1" || name == "hk1.keyid.1";
        CHECK(files.size() == (shared ? 2U : 1U));
    }
}

TEST_CASE("texts on the wire are NFC without control characters and within their length",
          "[sync][wire]") {
    CHECK(sync::is_wire_text("Łódź", 64));
    CHECK(sync::is_wire_text("", 64));
    CHECK_FALSE(sync::is_wire_text("A\xCC\x8A", 64));  // A and a combining ring: not NFC
    CHECK_FALSE(sync::is_wire_text("a\nb", 64));
    CHECK_FALSE(sync::is_wire_text("a\x7F", 64));
    CHECK_FALSE(sync::is_wire_text("a\xC2\x85", 64));  // U+0085
    CHECK_FALSE(sync::is_wire_text("\xFF", 64));
    CHECK_FALSE(sync::is_wire_text("abc", 2));
}

TEST_CASE("a reader that failed once stays failed and gives nothing", "[sync][wire]") {
    const base::Bytes bytes = *base::from_hex("0a000000ffff");
    sync::WireReader reader(bytes);
    CHECK(reader.var(100).empty());
    CHECK(reader.failed());
    CHECK(reader.u8() == 0);
    CHECK_FALSE(reader.finished());
    sync::WireReader counts(bytes);
    CHECK(counts.count(counts.u32(), 100, 1) == 0);
    CHECK(counts.failed());
}
