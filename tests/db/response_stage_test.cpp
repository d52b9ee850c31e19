#include <algorithm>
#include <catch2/catch.hpp>

#include "base/cbor.h"
#include "db/office_fixture.h"

namespace harmony::tests {
namespace {

using base::Bytes;
using base::cbor::Writer;
using db::ColumnKind;
using db::FormTable;
using db::ResponseStage;
using db::StageContext;
using db::Staged;

const FormTable two_questions{
    base::FormName{}, {{"safe", ColumnKind::choice, 3, 0}, {"where", ColumnKind::choices, 5, 0}}};

/// A body with these items, otherwise sound.
Bytes body(const std::function<void(Writer&)>& items,
           std::size_t count = 2,
           std::uint64_t schema = 1,
           std::uint64_t mode = 1) {
    Writer writer;
    writer.array(11);
    writer.unsigned_integer(schema);
    writer.bytes(base::FormName{}.view());
    writer.bytes(base::NoticeHash{}.view());
    writer.text("en");
    writer.bytes({});
    writer.unsigned_integer(20'500);
    writer.unsigned_integer(mode);
    writer.unsigned_integer(3);
    writer.unsigned_integer(0);
    writer.null();
    writer.array(count);
    items(writer);
    return writer.take();
}

void sound_items(Writer& writer) {
    writer.unsigned_integer(2);
    writer.unsigned_integer(0b10001);
}

struct Stage {
    StageContext context{{two_questions}, {}};
    ResponseStage stage{context, kiosk_id(1)};

    base::Result<Staged> add(const Bytes& bytes) { return stage.add(base::RecordId{}, bytes); }
};

TEST_CASE("A sound response is taken", "[db][stage]") {
    Stage one;
    CHECK(*one.add(body(sound_items)) == Staged::taken);
    CHECK(one.stage.size() == 1);
}

TEST_CASE("A response of an unknown form waits for it", "[db][stage]") {
    const StageContext nothing{{}, {}};
    ResponseStage stage(nothing, kiosk_id(1));
    CHECK(*stage.add(base::RecordId{}, body(sound_items)) == Staged::needs_form);
    CHECK(stage.size() == 0);
}

TEST_CASE("A response of a newer schema is not guessed at", "[db][stage]") {
    Stage one;
    CHECK(*one.add(body(sound_items, 2, 2)) == Staged::newer);
    CHECK(one.stage.size() == 0);
}

TEST_CASE("A response that its form does not allow leaves no half row", "[db][stage]") {
    Stage one;
    Bytes broken;
    SECTION("a choice beyond the list") {
        broken = body([](Writer& w) { w.unsigned_integer(3), w.unsigned_integer(1); });
    }
    SECTION("a set with a choice beyond the list") {
        broken = body([](Writer& w) { w.unsigned_integer(0), w.unsigned_integer(0b100000); });
    }
    SECTION("an empty set") {
        broken = body([](Writer& w) { w.unsigned_integer(0), w.unsigned_integer(0); });
    }
    SECTION("text for a choice") {
        broken = body([](Writer& w) { w.text("yes"), w.unsigned_integer(1); });
    }
    SECTION("a question missing") {
        broken = body([](Writer& w) { w.unsigned_integer(0); }, 1);
    }
    SECTION("an unknown mode") {
        broken = body(sound_items, 2, 1, 4);
    }
    SECTION("bytes after the end") {
        broken = body(sound_items);
        broken.push_back(std::byte{0});
    }
    SECTION("the end missing") {
        broken = body(sound_items);
        broken.pop_back();
    }
    SECTION("a zero byte in the language, which PostgreSQL keeps in no text") {
        broken = body(sound_items);
        const Bytes english{std::byte{0x62}, std::byte{'e'}, std::byte{'n'}};
        const auto at = std::search(broken.begin(), broken.end(), english.begin(), english.end());
        REQUIRE(at != broken.end());
        *(at + 2) = std::byte{0};
    }
    SECTION("nothing") {}

    const auto outcome = one.add(broken);

    REQUIRE_FALSE(outcome.ok());
    CHECK(outcome.error().kind == base::ErrorKind::unreadable);
    CHECK(one.stage.size() == 0);
    CHECK(*one.add(body(sound_items)) == Staged::taken);
}

TEST_CASE("A ranking holds choices of its list, each at most once", "[db][stage]") {
    const FormTable ranked{
        base::FormName{},
        {{"needs", ColumnKind::ranked, 3, 0}, {"all", ColumnKind::answered, 40, 0}}};
    const StageContext context{{ranked}, {}};
    const auto take = [&](const std::vector<std::uint64_t>& first,
                          const std::vector<std::uint64_t>& second) {
        ResponseStage stage(context, kiosk_id(1));
        return stage
            .add(base::RecordId{}, body([&](Writer& w) {
                     for (const auto& order : {first, second}) {
                         w.array(order.size());
                         for (const std::uint64_t choice : order) {
                             w.unsigned_integer(choice);
                         }
                     }
                 }))
            .ok();
    };
    CHECK(take({2, 0, 1}, {39, 0}));
    CHECK(take({1}, {39}));  // a filter offered one
    CHECK_FALSE(take({2, 0, 2}, {39}));
    CHECK_FALSE(take({3}, {39}));
    CHECK_FALSE(take({}, {39}));
    CHECK_FALSE(take({0, 1, 2, 0}, {39}));
    CHECK_FALSE(take({0}, {40}));
    CHECK_FALSE(take({0}, {5, 4, 5}));
}

/// Walks one item of any kind with the reader that everybody else uses.
bool walk(base::cbor::Reader& reader) {
    const auto kind = reader.peek();
    if (!kind) {
        return false;
    }
    switch (*kind) {
        case base::cbor::Kind::unsigned_integer:
        case base::cbor::Kind::negative: return reader.integer().ok();
        case base::cbor::Kind::bytes: return reader.bytes().ok();
        case base::cbor::Kind::text: return reader.text().ok();
        case base::cbor::Kind::null: return reader.null().ok();
        case base::cbor::Kind::undefined: return reader.undefined().ok();
        case base::cbor::Kind::array: break;
    }
    const auto items = reader.array();
    for (std::size_t n = 0; items && n < *items; ++n) {
        if (!walk(reader)) {
            return false;
        }
    }
    return items.ok();
}

TEST_CASE("Nothing is taken that is not canonical CBOR", "[db][stage]") {
    RandomSurvey survey(9, Lists::usual);
    const StageContext context = survey.context();
    base::SeededRandom random(4);
    std::size_t taken = 0;
    for (int n = 0; n < 20'000; ++n) {
        PlainResponse plain = survey.answer();
        for (std::uint64_t flips = random.below(3); flips > 0; --flips) {
            plain.body[random.below(plain.body.size())] = static_cast<std::byte>(random.below(256));
        }
        ResponseStage stage(context, kiosk_id(1));
        const auto outcome = stage.add(plain.rid, plain.body);
        if (outcome && *outcome == Staged::taken) {
            ++taken;
            base::cbor::Reader reader(plain.body);
            const bool canonical = walk(reader) && reader.finish().ok();
            if (!canonical) {
                FAIL("taken: " << base::to_hex(plain.body));
            }
        }
    }
    CHECK(taken > 5000);
    CHECK(taken < 20'000);
}

}  // namespace
}  // namespace harmony::tests
