#pragma once

// Not a public header: how the items of facts are written and read. Both sides have the same
// functions, so that what a fact holds is said once (fact_fields.h).

#include <strings.h>

#include <algorithm>
#include <concepts>
#include <optional>
#include <string>

#include "base/cbor.h"
#include "base/secret.h"
#include "base/time.h"

namespace harmony::events {

inline constexpr std::size_t most_payload = 4096;
inline constexpr std::size_t longest_language = 12;
inline constexpr std::uint64_t most_days = 200'000;

/// Items one by one, each zeroed where it was made.
class FactWriter {
public:
    explicit FactWriter(base::SecretBytes& out) : out_(out) {}

    void items(std::size_t count) {
        put([&](base::cbor::Writer& writer) { writer.array(count); });
    }

    template <std::integral Number>
    void number(Number value, std::uint64_t least, std::uint64_t most) {
        const auto wide = static_cast<std::uint64_t>(value);
        need(wide >= least && wide <= most);
        put([&](base::cbor::Writer& writer) { writer.unsigned_integer(wide); });
    }

    template <typename Choice>
    void choice(Choice value, Choice least, Choice most) {
        number(static_cast<std::uint64_t>(value),
               static_cast<std::uint64_t>(least),
               static_cast<std::uint64_t>(most));
    }

    void flag(bool value) { number(value ? 1U : 0U, 0, 1); }

    template <std::integral Number>
    void maybe_number(const std::optional<Number>& value, std::uint64_t most) {
        value ? number(*value, 0, most) : null();
    }

    void maybe_day(const std::optional<base::Day>& value) {
        value ? number(base::day_number(*value), 0, most_days) : null();
    }

    template <typename Id>
    void id(const Id& value) {
        put([&](base::cbor::Writer& writer) { writer.bytes(value.view()); });
    }

    template <typename Id>
    void maybe_id(const std::optional<Id>& value) {
        value ? id(*value) : null();
    }

    /// Exactly as it is.
    void raw(const std::string& value, std::size_t longest) {
        need(value.size() <= longest);
        put([&](base::cbor::Writer& writer) { writer.text(value); });
    }

    void raw(const base::SecretText& value, std::size_t longest) {
        need(value.size() <= longest);
        put([&](base::cbor::Writer& writer) { writer.text(value.view()); });
    }

    void null() {
        put([](base::cbor::Writer& writer) { writer.null(); });
    }

    void need(bool right) { wrong_ = wrong_ || !right; }

    [[nodiscard]] bool wrong() const { return wrong_ || out_.size() > most_payload; }

private:
    template <typename Write>
    void put(const Write& write) {
        base::cbor::Writer writer;
        write(writer);
        base::Bytes piece = writer.take();
        out_.insert(out_.end(), piece.begin(), piece.end());
        explicit_bzero(piece.data(), piece.size());
    }

    base::SecretBytes& out_;
    bool wrong_ = false;
};

/// Reads items in order and remembers whether one was not what it had to be.
class FactReader {
public:
    explicit FactReader(base::ByteView body) : reader_(body) {}

    void items(std::size_t count) { need(list(count) == count); }

    /// How many items follow, at most `most`; 0 once something was wrong.
    std::size_t list(std::size_t most) {
        const base::Result<std::size_t> value = reader_.array();
        need(value && *value <= most);
        return value && !wrong_ ? *value : 0;
    }

    template <std::integral Number>
    void number(Number& value, std::uint64_t least, std::uint64_t most) {
        const base::Result<std::uint64_t> read = reader_.unsigned_integer();
        need(read && *read >= least && *read <= most);
        value = read && !wrong_ ? static_cast<Number>(*read) : Number{};
    }

    template <typename Choice>
    void choice(Choice& value, Choice least, Choice most) {
        std::uint64_t read = 0;
        number(read, static_cast<std::uint64_t>(least), static_cast<std::uint64_t>(most));
        value = wrong_ ? least : static_cast<Choice>(read);
    }

    void flag(bool& value) {
        std::uint64_t read = 0;
        number(read, 0, 1);
        value = read == 1;
    }

    template <std::integral Number>
    void maybe_number(std::optional<Number>& value, std::uint64_t most) {
        if (!null()) {
            number(value.emplace(), 0, most);
        }
    }

    void day(base::Day& value) {
        std::int32_t read = 0;
        number(read, 0, most_days);
        value = base::day_from_number(read);
    }

    void maybe_day(std::optional<base::Day>& value) {
        if (!null()) {
            day(value.emplace());
        }
    }

    template <typename Id>
    void id(Id& value) {
        const base::Result<base::ByteView> read = reader_.bytes();
        const std::optional<Id> made = read ? Id::from_bytes(*read) : std::nullopt;
        need(made.has_value());
        value = made.value_or(Id{});
    }

    template <typename Id>
    void maybe_id(std::optional<Id>& value) {
        if (!null()) {
            id(value.emplace());
        }
    }

    template <typename Text>
    void raw(Text& value, std::size_t longest) {
        const base::Result<std::string_view> read = reader_.text();
        need(read && read->size() <= longest);
        value = Text(read && !wrong_ ? *read : std::string_view());
    }

    /// Whether a null came; it is passed over.
    bool null() {
        const base::Result<base::cbor::Kind> kind = reader_.peek();
        return kind && *kind == base::cbor::Kind::null && reader_.null().ok();
    }

    void need(bool right) { wrong_ = wrong_ || !right; }

    [[nodiscard]] bool wrong() const { return wrong_; }
    [[nodiscard]] bool finished() const { return !wrong_ && reader_.finish().ok(); }

private:
    base::cbor::Reader reader_;
    bool wrong_ = false;
};

}  // namespace harmony::events
