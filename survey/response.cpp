// The body of a response (docs/formats/response.md):
//  1. An array of 11; the last is an array with one item a question, in the order of the form.
//  2. Each item is written by a writer of its own, so that no half-grown buffer with an answer in
//  it
//     is left behind unzeroed, and its bytes are zeroed after they were copied.
//  3. Reading is form-aware and strict: what `encode` would not have written is unreadable. The
//  last
//     check is that encoding the result gives the same bytes.
#include "survey/response.h"

#include <algorithm>

#include "base/cbor.h"
#include "survey/expression/local_moment.h"
#include "survey/expression/number.h"
#include "survey/unicode.h"

namespace harmony::survey {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using base::cbor::Kind;
using base::cbor::Reader;
using base::cbor::Writer;

constexpr std::uint64_t schema = 1;
constexpr std::size_t fields = 11;
constexpr std::size_t mask_choices = 64;
constexpr std::size_t max_text = 2000;
constexpr std::int64_t first_day = -719162;  // 0001-01-01, in days since 1970-01-01
constexpr std::int64_t last_day = 2932896;   // 9999-12-31
constexpr std::uint64_t minutes_of_day = 1440;
constexpr std::uint64_t parts_of_day = 4;

Error bad(const char* what) {
    return {ErrorKind::unreadable, std::string("a response: ") + what};
}

void append_and_zero(base::SecretBytes& out, Writer& writer) {
    base::Bytes piece = writer.take();
    out.insert(out.end(), piece.begin(), piece.end());
    explicit_bzero(piece.data(), piece.size());
}

void write_places(Writer& writer, std::span<const std::uint32_t> places) {
    writer.array(places.size());
    for (const std::uint32_t place : places) {
        writer.unsigned_integer(place);
    }
}

void write_many(Writer& writer, const Many& many, std::size_t choices) {
    if (choices <= mask_choices) {
        std::uint64_t mask = 0;
        for (const std::uint32_t choice : many.choices) {
            mask |= std::uint64_t{1} << choice;
        }
        writer.unsigned_integer(mask);
        return;
    }
    write_places(writer, many.choices);
}

struct WriteItem {
    Writer& writer;
    const Form& form;
    NodeIndex question;

    void operator()(const NotAsked&) const { writer.null(); }
    void operator()(const Empty&) const { writer.undefined(); }
    void operator()(const Whole& item) const { writer.integer(item.value); }
    void operator()(const Decimal& item) const { writer.text(item.text.view()); }
    void operator()(const One& item) const { writer.unsigned_integer(item.choice); }
    void operator()(const Text& item) const { writer.text(item.text.view()); }
    void operator()(const Acknowledged&) const { writer.unsigned_integer(0); }
    void operator()(const Many& item) const {
        write_many(writer, item, form.list_of(question).choices.size());
    }
    void operator()(const Ranked& item) const { write_places(writer, item.choices); }
    void operator()(const DayNumber& item) const { writer.integer(item.day); }
    void operator()(const MinuteOfDay& item) const { writer.unsigned_integer(item.minute); }
    void operator()(const PartOfDay& item) const { writer.unsigned_integer(item.part); }
    void operator()(const DayAndMinute& item) const { writer.text(item.text.view()); }
};

Result<void> read_one(Reader& reader, Item& to, const ChoiceList& list) {
    const auto index = reader.unsigned_integer();
    if (!index || *index >= list.choices.size()) {
        return bad("a choice that the list does not have");
    }
    to = One{static_cast<std::uint32_t>(*index)};
    return {};
}

Result<void> read_mask(Reader& reader, Item& to, const ChoiceList& list) {
    const auto mask = reader.unsigned_integer();
    if (!mask || *mask == 0) {
        return bad("no set of choices");
    }
    Many many;
    for (std::uint32_t i = 0; i < mask_choices; ++i) {
        if ((*mask >> i & 1U) == 0) {
            continue;
        }
        if (i >= list.choices.size()) {
            return bad("a choice that the list does not have");
        }
        many.choices.push_back(i);
    }
    to = std::move(many);
    return {};
}

Result<void> read_many(Reader& reader, Item& to, const ChoiceList& list) {
    if (list.choices.size() <= mask_choices) {
        return read_mask(reader, to, list);
    }
    const auto count = reader.array();
    if (!count || *count == 0) {
        return bad("no set of choices");
    }
    Many many;
    for (std::size_t i = 0; i < *count; ++i) {
        const auto index = reader.unsigned_integer();
        const bool rises = many.choices.empty() || (index && *index > many.choices.back());
        if (!index || !rises || *index >= list.choices.size()) {
            return bad("a choice that the list does not have, or out of order");
        }
        many.choices.push_back(static_cast<std::uint32_t>(*index));
    }
    to = std::move(many);
    return {};
}

/// Which of the choices were offered is not known here: some of them, each once.
Result<void> read_ranked(Reader& reader, Item& to, const ChoiceList& list) {
    const auto count = reader.array();
    if (!count || *count == 0 || *count > list.choices.size()) {
        return bad("no ranking");
    }
    Ranked ranked;
    for (std::size_t i = 0; i < *count; ++i) {
        const auto index = reader.unsigned_integer();
        if (!index || *index >= list.choices.size()) {
            return bad("a choice that the list does not have");
        }
        ranked.choices.push_back(static_cast<std::uint32_t>(*index));
    }
    auto sorted = ranked.choices;
    std::sort(sorted.begin(), sorted.end());
    if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
        return bad("a choice that is ranked twice");
    }
    to = std::move(ranked);
    return {};
}

Result<void> read_day(Reader& reader, Item& to) {
    const auto day = reader.integer();
    if (!day || *day < first_day || *day > last_day) {
        return bad("no day of the years 1 to 9999");
    }
    to = DayNumber{static_cast<std::int32_t>(*day)};
    return {};
}

/// A number below `bound`.
Result<std::uint64_t> read_below(Reader& reader, std::uint64_t bound) {
    const auto value = reader.unsigned_integer();
    if (!value || *value >= bound) {
        return bad("a number that is out of range");
    }
    return *value;
}

Result<void> read_minute(Reader& reader, Item& to) {
    const auto minute = read_below(reader, minutes_of_day);
    if (!minute) {
        return minute.error();
    }
    to = MinuteOfDay{static_cast<std::uint16_t>(*minute)};
    return {};
}

Result<void> read_part(Reader& reader, Item& to) {
    const auto part = read_below(reader, parts_of_day);
    if (!part) {
        return part.error();
    }
    to = PartOfDay{static_cast<std::uint8_t>(*part)};
    return {};
}

Result<void> read_day_and_minute(Reader& reader, Item& to) {
    const auto text = reader.text();
    if (!text || text->size() != std::string_view("2026-03-14T10:15").size() ||
        !moment_from_text(*text, std::chrono::minutes(0))) {
        return bad("no day with a time");
    }
    to = DayAndMinute{base::SecretText(*text)};
    return {};
}

Result<void> read_whole(Reader& reader, Item& to) {
    constexpr std::int64_t bound = 999'999'999'999'999;
    const auto value = reader.integer();
    if (!value || *value > bound || *value < -bound) {
        return bad("no whole number of up to 15 digits");
    }
    to = Whole{*value};
    return {};
}

Result<void> read_decimal(Reader& reader, Item& to) {
    const auto text = reader.text();
    if (!text) {
        return bad("no decimal number");
    }
    const auto canonical = canonical_decimal(*text);
    if (!canonical || *canonical != *text) {
        return bad("no decimal number");
    }
    to = Decimal{base::SecretText(*text)};
    return {};
}

/// What a resident typed is bounded; what a calculation gave is not.
Result<void> read_text(Reader& reader, Item& to, bool typed) {
    const auto text = reader.text();
    if (!text || text->empty() || !is_nfc(*text) ||
        (typed && (!is_storable(*text) || text->size() > max_text))) {
        return bad("no text of the kind that is stored");
    }
    to = Text{base::SecretText(*text)};
    return {};
}

Result<void> read_answer(Reader& reader, Item& to, const Form& form, const Node& node) {
    switch (node.answer_kind()) {
        case AnswerKind::whole: return read_whole(reader, to);
        case AnswerKind::decimal: return read_decimal(reader, to);
        case AnswerKind::one: return read_one(reader, to, form.list_of(node.index));
        case AnswerKind::many: return read_many(reader, to, form.list_of(node.index));
        case AnswerKind::ranked: return read_ranked(reader, to, form.list_of(node.index));
        case AnswerKind::day: return read_day(reader, to);
        case AnswerKind::minute: return read_minute(reader, to);
        case AnswerKind::part: return read_part(reader, to);
        case AnswerKind::day_and_minute: return read_day_and_minute(reader, to);
        case AnswerKind::acknowledged: {
            const auto value = reader.unsigned_integer();
            if (!value || *value != 0) {
                return bad("no acknowledgement");
            }
            to = Acknowledged{};
            return {};
        }
        case AnswerKind::text: break;
    }
    return read_text(reader, to, node.type != NodeType::calculate);
}

Result<void> read_item(Reader& reader, Item& to, const Form& form, const Node& node) {
    const Result<Kind> kind = reader.peek();
    if (!kind) {
        return kind.error();
    }
    if (*kind == Kind::null) {
        to = NotAsked{};
        return reader.null();
    }
    if (*kind == Kind::undefined) {
        to = Empty{};
        return reader.undefined();
    }
    return read_answer(reader, to, form, node);
}

template <typename Id>
std::optional<Id> read_id(Reader& reader) {
    const auto bytes = reader.bytes();
    return bytes ? Id::from_bytes(*bytes) : std::nullopt;
}

/// Reads the fields before the answers into `to`.
Result<void> read_names(Reader& reader, Response& to) {
    const auto count = reader.array();
    const auto version = reader.unsigned_integer();
    if (!count || *count != fields || !version || *version != schema) {
        return bad("not an array of 11 of schema 1");
    }
    const auto form = read_id<base::FormName>(reader);
    const auto notice = read_id<base::NoticeHash>(reader);
    const auto language = reader.text();
    const auto engagement = reader.bytes();
    if (!form || !notice || !language || !engagement) {
        return bad("its head is broken");
    }
    to.form = *form;
    to.notice = *notice;
    to.language = LanguageTag(*language);
    to.engagement = base::EngagementId::from_bytes(*engagement);
    if (!to.engagement && !engagement->empty()) {
        return bad("its engagement is not 8 bytes");
    }
    return {};
}

Result<void> read_circumstances(Reader& reader, Response& to) {
    const auto day = reader.unsigned_integer();
    const auto mode = reader.unsigned_integer();
    const auto duration = reader.unsigned_integer();
    const auto flags = reader.unsigned_integer();
    if (!day || *day > static_cast<std::uint64_t>(last_day) || !mode || *mode < 1 || *mode > 3 ||
        !duration || *duration < 1 || *duration > 5 || !flags) {
        return bad("its day, mode or duration is out of range");
    }
    const auto known = Flags::from_bits(*flags);
    if (!known) {
        return bad("it has flags that are not known");
    }
    to.day = base::day_from_number(static_cast<std::int32_t>(*day));
    to.mode = static_cast<Mode>(*mode);
    to.duration = static_cast<DurationBand>(*duration);
    to.flags = *known;
    const Result<Kind> kind = reader.peek();
    if (kind && *kind == Kind::null) {
        return reader.null();
    }
    to.receipt = read_id<base::ReceiptKey>(reader);
    return to.receipt ? Result<void>() : bad("its receipt key is not 16 bytes");
}

Result<void> read_items(Reader& reader, const Form& form, Response& to) {
    const auto count = reader.array();
    if (!count || *count != form.questions().size()) {
        return bad("it has not one item for each question");
    }
    for (const NodeIndex question : form.questions()) {
        if (Result<void> read =
                read_item(reader, to.items.emplace_back(), form, form.node(question));
            !read) {
            return read;
        }
    }
    return reader.finish();
}

void write_head(Writer& writer, const Response& response) {
    writer.array(fields);
    writer.unsigned_integer(schema);
    writer.bytes(response.form.view());
    writer.bytes(response.notice.view());
    writer.text(response.language);
    writer.bytes(response.engagement ? response.engagement->view() : base::ByteView{});
    writer.unsigned_integer(static_cast<std::uint64_t>(base::day_number(response.day)));
    writer.unsigned_integer(static_cast<std::uint64_t>(response.mode));
    writer.unsigned_integer(static_cast<std::uint64_t>(response.duration));
    writer.unsigned_integer(response.flags.bits());
    if (response.receipt) {
        writer.bytes(response.receipt->view());
    } else {
        writer.null();
    }
}

}  // namespace

DurationBand duration_band(std::chrono::milliseconds taken) {
    using std::chrono::minutes;
    if (taken < std::chrono::seconds(30)) {
        return DurationBand::under_30_s;
    }
    if (taken < minutes(1)) {
        return DurationBand::under_1_min;
    }
    if (taken < minutes(3)) {
        return DurationBand::under_3_min;
    }
    return taken <= minutes(10) ? DurationBand::under_10_min : DurationBand::longer;
}

std::uint8_t Flags::bits() const {
    unsigned result = 0;
    unsigned bit = 1;
    for (const bool flag :
         {partial, clock_doubted, draft_translation, fast, burst, straight_line}) {
        result |= flag ? bit : 0U;
        bit <<= 1U;
    }
    return static_cast<std::uint8_t>(result);
}

std::optional<Flags> Flags::from_bits(std::uint64_t bits) {
    if (bits >= 64) {
        return std::nullopt;
    }
    const auto at = [&](unsigned bit) { return (bits >> bit & 1U) != 0; };
    return Flags{at(0), at(1), at(2), at(3), at(4), at(5)};
}

base::SecretBytes encode(const Response& response, const Form& form) {
    base::promise(response.form == form.name() && response.items.size() == form.questions().size(),
                  "a response is encoded with its own form");
    base::SecretBytes out;
    Writer head;
    write_head(head, response);
    head.array(response.items.size());
    append_and_zero(out, head);
    for (std::size_t i = 0; i < response.items.size(); ++i) {
        Writer item;
        std::visit(WriteItem{item, form, form.questions()[i]}, response.items[i]);
        append_and_zero(out, item);
    }
    return out;
}

base::Result<Response> decode(base::ByteView body, const Form& form) {
    Reader reader(body);
    Response response;
    for (const auto step : {read_names, read_circumstances}) {
        if (Result<void> read = step(reader, response); !read) {
            return read.error();
        }
    }
    if (response.form != form.name()) {
        return bad("it is of another form");
    }
    if (Result<void> read = read_items(reader, form, response); !read) {
        return read.error();
    }
    const base::SecretBytes again = encode(response, form);
    if (!base::equal(again, body)) {
        return bad("it is not in its one proper encoding");
    }
    return response;
}

base::Result<base::FormName> form_of(base::ByteView body) {
    Reader reader(body);
    Response head;
    if (Result<void> read = read_names(reader, head); !read) {
        return read.error();
    }
    return head.form;
}

}  // namespace harmony::survey
