#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "admin/numbers/release_register.h"
#include "sync/crypto.h"

// Entries of the register, as they lie in the store: as "release/<number>", which is given once.
// Whoever loses the race for a number is refused and starts again, having seen the other's release.

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;
using summary::SumCell;

namespace {

std::string kind_of(std::uint64_t number) {
    return "release/" + std::to_string(number);
}

std::string withdrawn_name(std::uint64_t number) {
    return kind_of(number) + "/withdrawn";
}

json cells_json(const summary::SumTable& table) {
    json cells = json::array();
    for (const SumCell& cell : table.cells) {
        cells.push_back({cell.id,
                         cell.count,
                         static_cast<int>(cell.role),
                         cell.may_be_zero,
                         cell.withheld,
                         cell.at_least,
                         cell.at_most ? json(*cell.at_most) : json()});
    }
    json sums = json::array();
    for (const summary::CellSum& sum : table.sums) {
        sums.push_back({sum.total, sum.parts});
    }
    return {{"cells", cells}, {"sums", sums}};
}

summary::SumTable table_of(const json& object) {
    summary::SumTable table;
    for (const json& cell : object.at("cells")) {
        table.cells.push_back(
            {cell.at(0).get<std::string>(),
             cell.at(1).get<std::int64_t>(),
             static_cast<summary::CellRole>(cell.at(2).get<int>()),
             cell.at(3).get<bool>(),
             cell.at(4).get<bool>(),
             cell.at(5).get<std::int64_t>(),
             cell.at(6).is_null() ? std::nullopt : std::optional(cell.at(6).get<std::int64_t>())});
    }
    for (const json& sum : object.at("sums")) {
        table.sums.push_back(
            {sum.at(0).get<std::size_t>(), sum.at(1).get<std::vector<std::size_t>>()});
    }
    return table;
}

json entry_json(const ReleaseEntry& entry) {
    json object{{"format", "harmony-register/1"},
                {"number", entry.number},
                {"made", base::to_iso(entry.made)},
                {"survey", entry.survey},
                {"audience", entry.audience},
                {"wave", entry.wave},
                {"closed", entry.closed},
                {"threshold", entry.threshold},
                {"rounding", entry.rounding},
                {"weighting", entry.weighting},
                {"groupings", entry.groupings},
                {"printed", entry.printed},
                {"table", cells_json(entry.kept.table)},
                {"hidden", std::vector<int>(entry.kept.hidden.begin(), entry.kept.hidden.end())}};
    object["marks"] = {{"questions", entry.marks.questions},
                       {"groupings", entry.marks.groupings},
                       {"keys", entry.marks.keys},
                       {"marks", entry.marks.marks},
                       {"groups", entry.marks.groups},
                       {"answered", json::binary(entry.marks.answered)}};
    return object;
}

ReleaseEntry entry_of(const json& object) {
    ReleaseEntry entry;
    entry.number = object.at("number").get<std::uint64_t>();
    entry.made = base::day_from_iso(object.at("made").get<std::string>()).value_or(base::Day{});
    entry.survey = object.at("survey").get<std::string>();
    entry.audience = object.at("audience").get<std::string>();
    entry.wave = object.at("wave").get<std::string>();
    entry.closed = object.at("closed").get<bool>();
    entry.threshold = object.at("threshold").get<std::uint64_t>();
    entry.rounding = object.at("rounding").get<std::uint64_t>();
    entry.weighting = object.at("weighting").get<std::string>();
    entry.groupings = object.at("groupings").get<std::vector<std::string>>();
    entry.printed = object.at("printed").get<std::map<std::string, std::uint64_t>>();
    entry.kept.table = table_of(object.at("table"));
    for (const int hidden : object.at("hidden").get<std::vector<int>>()) {
        entry.kept.hidden.push_back(hidden != 0);
    }
    entry.kept.rounding = entry.rounding;
    const json& marks = object.at("marks");
    entry.marks = {marks.at("questions").get<std::vector<std::string>>(),
                   marks.at("groupings").get<std::vector<std::string>>(),
                   marks.at("keys").get<std::vector<std::vector<std::string>>>(),
                   marks.at("marks").get<std::vector<std::uint64_t>>(),
                   marks.at("groups").get<std::vector<std::uint16_t>>(),
                   marks.at("answered").get_binary()};
    return entry;
}

/// An entry that is damaged in any way reads as an error, never as no entry.
Result<ReleaseEntry> read_entry(const base::Bytes& bytes, std::uint64_t number) {
    const Error bad{ErrorKind::unreadable,
                    fmt::format("release {} in the register cannot be read. Nothing can be "
                                "released until the store is put back from a backup",
                                number)};
    const auto* const first = reinterpret_cast<const std::uint8_t*>(bytes.data());
    const json object = json::from_cbor(first, first + bytes.size(), true, false);
    if (!object.is_object()) {
        return bad;
    }
    try {  // NOLINT: the library throws at a member that is missing or of another type
        ReleaseEntry entry = entry_of(object);
        const bool whole =
            entry.number == number && entry.kept.hidden.size() == entry.kept.table.cells.size() &&
            entry.marks.groups.size() == entry.marks.size() * entry.marks.groupings.size() &&
            entry.marks.answered.size() == entry.marks.size() * entry.marks.questions.size();
        return whole ? Result<ReleaseEntry>(std::move(entry)) : bad;
    } catch (const json::exception&) {
        return bad;
    }
}

}  // namespace

Result<std::vector<ReleaseEntry>> load_releases(db::OfficeStore& store) {
    std::vector<ReleaseEntry> releases;
    for (std::uint64_t number = 1;; ++number) {
        const auto kept = store.newest_published(kind_of(number));
        if (!kept) {
            return releases;
        }
        Result<ReleaseEntry> entry = read_entry(kept->bytes, number);
        if (!entry) {
            return entry.error();
        }
        if (const auto reason = store.value(withdrawn_name(number))) {
            entry->withdrawn = std::string(base::as_text(*reason));
        }
        releases.push_back(std::move(*entry));
    }
}

Result<void> keep_release(db::OfficeStore& store, const ReleaseEntry& entry) {
    const std::vector<std::uint8_t> cbor = json::to_cbor(entry_json(entry));
    const auto* const first = reinterpret_cast<const std::byte*>(cbor.data());
    base::Bytes bytes(first, first + cbor.size());
    const base::Digest digest = sync::plain_hash(bytes);
    const auto kept = store.keep_published({kind_of(entry.number), 1, digest, std::move(bytes)});
    return kept || kept.error().kind != ErrorKind::refused
               ? kept
               : Error{ErrorKind::refused,
                       "another release was made at the same time. Nothing was released: make it "
                       "again"};
}

Result<void> withdraw_release(db::OfficeStore& store,
                              std::uint64_t number,
                              const std::string& reason,
                              base::Day today) {
    if (!store.newest_published(kind_of(number))) {
        return Error{
            ErrorKind::absent,
            fmt::format("there is no release {}. See: harmony-admin release list", number)};
    }
    if (store.value(withdrawn_name(number))) {
        return Error{ErrorKind::refused, fmt::format("release {} is withdrawn already", number)};
    }
    if (auto noted = store.note({today, "release withdrawn", std::to_string(number), reason});
        !noted) {
        return noted;
    }
    return store.set_value(withdrawn_name(number), base::as_bytes(reason));
}

}  // namespace harmony::admin
