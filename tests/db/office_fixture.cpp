#include "db/office_fixture.h"

#include <algorithm>

#include "base/cbor.h"
#include "db/journal_fixture.h"

namespace harmony::tests {
namespace {

using base::cbor::Writer;
using db::ColumnKind;

constexpr int first_day = 20'454;  // 2026-01-01
constexpr const char* languages[] = {"en", "pl", "ur", "ar"};

template <typename Id>
Id numbered(std::uint8_t number) {
    std::array<std::byte, Id::size> bytes{};
    bytes[0] = static_cast<std::byte>(number);
    return Id(bytes);
}

/// The smallest lists fill one plane pair, the largest do not fit five bits.
constexpr std::uint32_t awkward_sizes[] = {3, 4, 5, 5, 6, 7, 9, 11, 14, 29, 30, 40};
constexpr std::uint32_t awkward_sets[] = {5, 12, 64, 80};
constexpr std::uint32_t usual_sizes[] = {5, 5, 5, 2, 6, 5, 5, 4, 5, 7, 5, 14};
constexpr std::uint32_t usual_sets[] = {6, 8, 10, 12};

void add_rarer_kinds(db::FormTable& table) {
    for (const std::uint32_t size : {1U, 3U, 4U, 31U}) {
        table.questions.push_back({"ranked" + std::to_string(size), ColumnKind::ranked, size, 0});
    }
    table.questions.push_back({"ranked40", ColumnKind::answered, 40, 0});
    table.questions.push_back({"minute", ColumnKind::number, 1440, 0});
    table.questions.push_back({"miles", ColumnKind::decimal, 0, 0});
    table.questions.push_back({"seen", ColumnKind::moment, 0, 0});
    table.questions.push_back({"mark", ColumnKind::step, 11, 0, {0, 1, 0, false}});
    table.questions.push_back({"falling", ColumnKind::step, 60, 0, {25, -5, 1, true}});
}

db::FormTable make_table(Lists lists) {
    const auto& list_sizes = lists == Lists::awkward ? awkward_sizes : usual_sizes;
    db::FormTable table;
    table.form = numbered<base::FormName>(1);
    for (std::size_t n = 0; n < 22; ++n) {
        table.questions.push_back({"single" + std::to_string(n),
                                   ColumnKind::choice,
                                   list_sizes[n % std::size(list_sizes)],
                                   0});
    }
    for (const std::uint32_t size : lists == Lists::awkward ? awkward_sets : usual_sets) {
        table.questions.push_back({"several" + std::to_string(size), ColumnKind::choices, size, 0});
    }
    table.questions.push_back({"years", ColumnKind::integer, 0, 0});
    table.questions.push_back({"since", ColumnKind::day, 0, 0});
    table.questions.push_back({"why", ColumnKind::text, 0, 0});
    table.questions.push_back({"other", ColumnKind::text, 0, 0});
    if (lists == Lists::awkward) {
        add_rarer_kinds(table);
    }
    return table;
}

std::vector<db::EngagementInfo> make_engagements() {
    std::vector<db::EngagementInfo> all;
    for (std::uint8_t n = 1; n <= 12; ++n) {
        all.push_back({engagement(n),
                       "place" + std::to_string(n % 5),
                       n % 3 == 0 ? "" : "venue" + std::to_string(n)});
    }
    return all;
}

void answer_choices(base::RandomSource& random,
                    const db::QuestionColumn& column,
                    Writer& writer,
                    PlainResponse& plain) {
    // Of long lists only the first and last choices are ticked, so that a mask of 64 bits can tell.
    std::vector<std::uint32_t> ticked;
    for (std::uint32_t choice = 0; choice < column.choices; ++choice) {
        const bool told = choice < 32 || choice + 32 >= column.choices;
        if (told && random.below(4) == 0) {
            ticked.push_back(choice);
            const std::uint32_t bit = choice < 32 ? choice : choice + 64 - column.choices;
            plain.masks.back() |= std::uint64_t{1} << bit;
        }
    }
    if (ticked.empty()) {
        ticked.push_back(0);
        plain.masks.back() = 1;
    }
    if (column.choices <= 64) {
        std::uint64_t mask = 0;
        for (const std::uint32_t choice : ticked) {
            mask |= std::uint64_t{1} << choice;
        }
        writer.unsigned_integer(mask);
    } else {
        writer.array(ticked.size());
        for (const std::uint32_t choice : ticked) {
            writer.unsigned_integer(choice);
        }
    }
    plain.codes.back() = 2;
}

/// Some of the choices, in any order.
void answer_ranked(base::RandomSource& random,
                   const db::QuestionColumn& column,
                   Writer& writer,
                   PlainResponse& plain) {
    std::vector<std::uint32_t> order;
    std::vector<std::uint32_t> places(column.choices, 0);
    for (std::uint32_t choice = 0; choice < column.choices; ++choice) {
        order.insert(order.begin() + static_cast<std::ptrdiff_t>(random.below(order.size() + 1)),
                     choice);
    }
    order.resize(1 + random.below(column.choices));
    writer.array(order.size());
    for (std::size_t at = 0; at < order.size(); ++at) {
        writer.unsigned_integer(order[at]);
        places[order[at]] = static_cast<std::uint32_t>(at + 1);
    }
    plain.codes.back() = 2;
    plain.masks.back() = column.kind == ColumnKind::ranked ? order_number(places) : 0;
}

std::string two_digits(std::uint64_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

/// Hundredths as a decimal without superfluous zeros.
std::string decimal_text(std::int64_t hundredths) {
    const auto size = static_cast<std::uint64_t>(hundredths < 0 ? -hundredths : hundredths);
    std::string text = (hundredths < 0 ? "-" : "") + std::to_string(size / 100);
    if (size % 100 != 0) {
        text += "." + two_digits(size % 100);
    }
    return text.ends_with("0") && size % 100 != 0 ? text.substr(0, text.size() - 1) : text;
}

void answer_rarer(base::RandomSource& random,
                  const db::QuestionColumn& column,
                  Writer& writer,
                  PlainResponse& plain) {
    std::int64_t& code = plain.codes.back();
    switch (column.kind) {
        case ColumnKind::number:
            code = static_cast<std::int64_t>(random.below(1440));
            writer.unsigned_integer(static_cast<std::uint64_t>(code));
            code += 2;
            return;
        case ColumnKind::decimal: {
            const std::int64_t value = static_cast<std::int64_t>(random.below(4001)) - 2000;
            writer.text(decimal_text(value));
            code = 2 + (value < 0 ? -2 * value - 1 : 2 * value);
            return;
        }
        case ColumnKind::moment: {
            const std::uint64_t minute = random.below(1440);
            const auto days = static_cast<int>(random.below(20'000));
            writer.text(base::to_iso(day(days)) + "T" + two_digits(minute / 60) + ":" +
                        two_digits(minute % 60));
            code = 2 + days * std::int64_t{1440} + static_cast<std::int64_t>(minute);
            return;
        }
        default: break;
    }
    // A step: one value in six lies between two of them.
    const auto at = static_cast<std::int64_t>(random.below(column.choices));
    const bool between = random.below(6) == 0;
    const std::int64_t unit = column.steps.places == 0 ? 100 : 10;
    const std::int64_t value = (column.steps.start + at * column.steps.step) * unit;
    if (column.steps.decimal) {
        writer.text(decimal_text(between ? value + 1 : value));
    } else {
        writer.integer(between ? 1000 + at : value / 100);
    }
    code = between ? 2 + std::int64_t{column.choices} : 2 + at;
}

void answer_one(base::RandomSource& random,
                const db::QuestionColumn& column,
                Writer& writer,
                PlainResponse& plain) {
    switch (column.kind) {
        case ColumnKind::choice: {
            const std::uint64_t choice = random.below(column.choices);
            writer.unsigned_integer(choice);
            plain.codes.back() = static_cast<std::int64_t>(choice) + 2;
            break;
        }
        case ColumnKind::choices: answer_choices(random, column, writer, plain); break;
        case ColumnKind::ranked:
        case ColumnKind::answered: answer_ranked(random, column, writer, plain); break;
        case ColumnKind::number:
        case ColumnKind::decimal:
        case ColumnKind::moment:
        case ColumnKind::step: answer_rarer(random, column, writer, plain); break;
        case ColumnKind::text: {
            plain.texts.back() = "word " + std::to_string(random.below(1000)) + " \xC5\x82\xC3\xB3";
            writer.text(plain.texts.back());
            plain.codes.back() = 2;
            break;
        }
        case ColumnKind::day: {
            const std::uint64_t days = first_day - random.below(9000);
            writer.unsigned_integer(days);
            plain.codes.back() = static_cast<std::int64_t>(days) + 2;
            break;
        }
        default: {
            const std::int64_t value = static_cast<std::int64_t>(random.below(120)) - 20;
            writer.integer(value);
            plain.codes.back() = 2 + (value < 0 ? -2 * value - 1 : 2 * value);
            break;
        }
    }
}

void answer_question(base::RandomSource& random,
                     const db::QuestionColumn& column,
                     Writer& writer,
                     PlainResponse& plain) {
    plain.codes.push_back(0);
    plain.masks.push_back(0);
    plain.texts.emplace_back();
    const std::uint64_t fate = random.below(column.kind == ColumnKind::text ? 20 : 10);
    if (fate == 0) {
        writer.null();
    } else if (fate == 1 || (column.kind == ColumnKind::text && fate > 3)) {
        writer.undefined();
        plain.codes.back() = 1;
    } else {
        answer_one(random, column, writer, plain);
    }
}

}  // namespace

std::uint64_t order_number(const std::vector<std::uint32_t>& places) {
    std::uint64_t number = 0;
    for (const std::uint32_t place : places) {
        number = number * 37 + place;
    }
    return number;
}

base::KioskId kiosk_id(std::uint8_t number) {
    return numbered<base::KioskId>(number);
}

RandomSurvey::RandomSurvey(std::uint64_t seed, Lists lists)
    : table_(make_table(lists)),
      days_(lists == Lists::usual ? 28 : 300),
      engagements_(make_engagements()),
      random_(seed) {}

PlainResponse RandomSurvey::answer() {
    PlainResponse plain;
    plain.rid = base::RecordId::random(random_);
    const std::uint64_t at = random_.below(engagements_.size() + 1);
    const int on = first_day + static_cast<int>(random_.below(days_));
    plain.month = base::to_iso(day(on)).substr(0, 7);
    plain.language = languages[random_.below(std::size(languages))];
    plain.mode = 1 + static_cast<int>(random_.below(3));
    plain.band = 1 + static_cast<int>(random_.below(5));
    Writer writer;
    writer.array(11);
    writer.unsigned_integer(1);
    writer.bytes(table_.form.view());
    writer.bytes(base::NoticeHash{}.view());
    writer.text(plain.language);
    if (at < engagements_.size()) {
        plain.engagement = engagements_[at].id.hex();
        plain.place = engagements_[at].place;
        writer.bytes(engagements_[at].id.view());
    } else {
        writer.bytes({});
    }
    writer.unsigned_integer(static_cast<std::uint64_t>(on));
    writer.unsigned_integer(static_cast<std::uint64_t>(plain.mode));
    writer.unsigned_integer(static_cast<std::uint64_t>(plain.band));
    writer.unsigned_integer(0);
    writer.null();
    writer.array(table_.questions.size());
    for (const db::QuestionColumn& column : table_.questions) {
        answer_question(random_, column, writer, plain);
    }
    plain.body = writer.take();
    return plain;
}

db::OfficeBatch office_batch(const db::StageContext& context,
                             const std::vector<PlainResponse>& responses,
                             std::uint64_t seq,
                             std::uint8_t kiosk,
                             const base::Digest& prev) {
    db::CheckedBatch batch;
    batch.stream = {kiosk_id(kiosk), instance_one, 1};
    batch.seq = seq;
    batch.prev = prev;
    batch.cut_day = day(20'500);
    batch.taken_day = day(20'501);
    db::ResponseStage stage(context, batch.stream.kiosk);
    for (const PlainResponse& plain : responses) {
        base::promise(stage.add(plain.rid, plain.body).ok(), "a test response was refused");
        base::append(batch.bytes, plain.rid.view());
        base::append(batch.bytes, plain.body);
        batch.records.push_back({plain.rid, 0});
    }
    std::sort(batch.records.begin(), batch.records.end());
    batch.counts.opened = static_cast<std::uint32_t>(stage.size());
    batch.digest = cheap_digest(batch.bytes);
    return {std::move(batch), std::move(stage), {}};
}

}  // namespace harmony::tests
