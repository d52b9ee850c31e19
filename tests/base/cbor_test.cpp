#include "base/cbor.h"

#include <catch2/catch.hpp>
#include <limits>

#include "base/random.h"

using namespace harmony::base;

namespace {

std::string hex_of(const cbor::Writer& writer) { return to_hex(writer.written()); }

Bytes bytes(std::string_view hex) { return *from_hex(hex); }

}  // namespace

TEST_CASE("numbers, texts and arrays are written as RFC 8949 appendix A shows", "[base][cbor]") {
    const auto integer = [](std::int64_t value) {
        cbor::Writer writer;
        writer.integer(value);
        return hex_of(writer);
    };
    CHECK(integer(0) == "00");
    CHECK(integer(23) == "17");
    CHECK(integer(24) == "1818");
    CHECK(integer(100) == "1864");
    CHECK(integer(1000) == "1903e8");
    CHECK(integer(1000000) == "1a000f4240");
    CHECK(integer(1000000000000) == "1b000000e8d4a51000");
    CHECK(integer(-1) == "20");
    CHECK(integer(-1000) == "3903e7");
    cbor::Writer writer;
    writer.array(4);
    writer.text("ü");
    writer.bytes(bytes("01020304"));
    writer.null();
    writer.undefined();
    CHECK(hex_of(writer) == "8462c3bc4401020304f6f7");
}

TEST_CASE("what was written is read back, item by item", "[base][cbor]") {
    cbor::Writer writer;
    writer.array(3);
    writer.integer(std::numeric_limits<std::int64_t>::min());
    writer.array(1);
    writer.text("Ciemno");
    writer.unsigned_integer(std::numeric_limits<std::uint64_t>::max());
    const Bytes written = writer.take();
    cbor::Reader reader(written);
    CHECK(*reader.array() == 3);
    CHECK(*reader.integer() == std::numeric_limits<std::int64_t>::min());
    CHECK(*reader.array() == 1);
    CHECK(*reader.text() == "Ciemno");
    CHECK_FALSE(reader.finish().ok());
    CHECK(*reader.unsigned_integer() == std::numeric_limits<std::uint64_t>::max());
    CHECK(reader.finish().ok());
}

TEST_CASE("CBOR outside the subset is unreadable", "[base][cbor]") {
    const auto refused = [](std::string_view hex) {
        const Bytes input = bytes(hex);
        cbor::Reader reader(input);
        const Result<cbor::Kind> kind = reader.peek();
        if (!kind) {
            return kind.error().kind == ErrorKind::unreadable;
        }
        switch (*kind) {
            case cbor::Kind::unsigned_integer: return !reader.unsigned_integer() || !reader.finish();
            case cbor::Kind::negative: return !reader.integer() || !reader.finish();
            case cbor::Kind::bytes: return !reader.bytes() || !reader.finish();
            case cbor::Kind::text: return !reader.text() || !reader.finish();
            case cbor::Kind::array: return !reader.array() || !reader.finish();
            case cbor::Kind::null: return !reader.null() || !reader.finish();
            case cbor::Kind::undefined: return !reader.undefined() || !reader.finish();
        }
        return false;
    };
    CHECK(refused(""));                    // nothing
    CHECK(refused("1817"));                // 23 in two bytes
    CHECK(refused("19001a"));              // 26 in three bytes
    CHECK(refused("a0"));                  // a map
    CHECK(refused("f5"));                  // true
    CHECK(refused("f93c00"));              // a float
    CHECK(refused("5f4101ff"));            // a string of unknown length
    CHECK(refused("62c328"));              // text that is not UTF-8
    CHECK(refused("6261"));                // a text cut short
    CHECK(refused("0000"));                // bytes after the end
    CHECK(refused("82"));                  // an array without its items
    CHECK(refused("1b8000000000000000" "00"));
    CHECK_FALSE(refused("182a"));          // the control: 42
}

TEST_CASE("arrays nest four deep and no deeper, and hold 2,000 items and no more", "[base][cbor]") {
    const Bytes deep = bytes("8181818100");
    cbor::Reader reader(deep);
    for (int i = 0; i < 4; ++i) {
        CHECK(reader.array().ok());
    }
    CHECK(reader.unsigned_integer().ok());
    CHECK(reader.finish().ok());

    const Bytes deeper = bytes("818181818100");
    cbor::Reader fifth(deeper);
    for (int i = 0; i < 4; ++i) {
        CHECK(fifth.array().ok());
    }
    CHECK_FALSE(fifth.array().ok());

    cbor::Writer writer;
    writer.array(2001);
    cbor::Reader wide(writer.written());
    CHECK_FALSE(wide.array().ok());
}

TEST_CASE("random bytes never do worse than being unreadable", "[base][cbor]") {
    SeededRandom random(7);
    int readable = 0;
    for (int round = 0; round < 20000; ++round) {
        Bytes input(random.below(24));
        random.fill(input);
        cbor::Reader reader(input);
        for (;;) {
            const Result<cbor::Kind> kind = reader.peek();
            bool moved = false;
            if (kind) {
                switch (*kind) {
                    case cbor::Kind::unsigned_integer: moved = reader.unsigned_integer().ok(); break;
                    case cbor::Kind::negative: moved = reader.integer().ok(); break;
                    case cbor::Kind::bytes: moved = reader.bytes().ok(); break;
                    case cbor::Kind::text: moved = reader.text().ok(); break;
                    case cbor::Kind::array: moved = reader.array().ok(); break;
                    case cbor::Kind::null: moved = reader.null().ok(); break;
                    case cbor::Kind::undefined: moved = reader.undefined().ok(); break;
                }
            }
            if (!moved) {
                break;
            }
        }
        readable += reader.finish().ok() ? 1 : 0;
    }
    CHECK(readable > 0);  // the loop does reach the end of some
    CHECK(readable < 20000);
}
