#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/secret.h"
#include "base/time.h"
#include "survey/form.h"

namespace harmony::survey {

enum class Mode : std::uint8_t { self = 1, assisted = 2, paper = 3 };

enum class DurationBand : std::uint8_t {
    under_30_s = 1,
    under_1_min = 2,
    under_3_min = 3,
    under_10_min = 4,
    longer = 5,
};

[[nodiscard]] DurationBand duration_band(std::chrono::milliseconds taken);

/// Partial, draft translation and straight line are the draft's; the caller adds the others.
struct Flags {
    bool partial = false;
    bool clock_doubted = false;
    bool draft_translation = false;
    bool fast = false;
    bool burst = false;
    bool straight_line = false;

    [[nodiscard]] std::uint8_t bits() const;
    [[nodiscard]] static std::optional<Flags> from_bits(std::uint64_t bits);

    bool operator==(const Flags&) const = default;
};

/// Not relevant, or outside the cut or part.
struct NotAsked {
    bool operator==(const NotAsked&) const = default;
};

/// Asked and left.
struct Empty {
    bool operator==(const Empty&) const = default;
};

struct Whole {
    std::int64_t value = 0;
    bool operator==(const Whole&) const = default;
};

/// Text form `-?[0-9]+(\.[0-9]+)?`.
struct Decimal {
    base::SecretText text;
    bool operator==(const Decimal&) const = default;
};

/// Index into the list of the form; with a data file, its row counted from 0.
struct One {
    std::uint32_t choice = 0;
    bool operator==(const One&) const = default;
};

/// Ascending, none twice, at least one.
struct Many {
    std::vector<std::uint32_t, base::ZeroingAllocator<std::uint32_t>> choices;
    bool operator==(const Many&) const = default;
};

/// A permutation of the choices that were offered, first place first.
struct Ranked {
    std::vector<std::uint32_t, base::ZeroingAllocator<std::uint32_t>> choices;
    bool operator==(const Ranked&) const = default;
};

/// Days since 1970-01-01, of the local calendar.
struct DayNumber {
    std::int32_t day = 0;
    bool operator==(const DayNumber&) const = default;
};

/// Minutes since local midnight, below 1440.
struct MinuteOfDay {
    std::uint16_t minute = 0;
    bool operator==(const MinuteOfDay&) const = default;
};

/// 0 morning, 1 afternoon, 2 evening, 3 night.
struct PartOfDay {
    std::uint8_t part = 0;
    bool operator==(const PartOfDay&) const = default;
};

/// Text form `YYYY-MM-DDTHH:MM`.
struct DayAndMinute {
    base::SecretText text;
    bool operator==(const DayAndMinute&) const = default;
};

struct Text {
    base::SecretText text;
    bool operator==(const Text&) const = default;
};

struct Acknowledged {
    bool operator==(const Acknowledged&) const = default;
};

using Item = std::variant<NotAsked,
                          Empty,
                          Whole,
                          Decimal,
                          One,
                          Many,
                          Ranked,
                          DayNumber,
                          MinuteOfDay,
                          PartOfDay,
                          DayAndMinute,
                          Text,
                          Acknowledged>;
using Items = std::vector<Item, base::ZeroingAllocator<Item>>;

/// What a resident sent. No time of day, order of answering, device or change count.
struct Response {
    base::FormName form;
    base::NoticeHash notice;
    LanguageTag language;
    std::optional<base::EngagementId> engagement;
    base::Day day;
    Mode mode = Mode::self;
    DurationBand duration = DurationBand::under_30_s;
    Flags flags;
    std::optional<base::ReceiptKey> receipt;
    Items items;  ///< one for each of `Form::questions()`, in that order

    bool operator==(const Response&) const = default;
};

/// The body that is sealed (docs/formats/response.md). REQUIRES: the response is of this form.
[[nodiscard]] base::SecretBytes encode(const Response& response, const Form& form);

/// Reads a body. Anything that `encode` would not have written for this form is `unreadable`.
[[nodiscard]] base::Result<Response> decode(base::ByteView body, const Form& form);

/// Which form a body is of, before that form is at hand.
[[nodiscard]] base::Result<base::FormName> form_of(base::ByteView body);

}  // namespace harmony::survey
