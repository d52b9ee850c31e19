#include "admin/numbers/release_register.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "admin/report/words.h"
#include "admin/report_texts.h"
#include "summary/release.h"
#include "sync/crypto.h"

// 1. An entry lies in the store as "release/<number>", which is given once: whoever loses the race
//    for a number is refused and starts again, having seen the other's release.
// 2. A release is audited together with all that are not withdrawn and have responses in common.
// 3. Then every base that both print is compared, response by response, and with exact counts every
//    number too.

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

/// Counts that an exact release shows, exact.
summary::Snapshot snapshot_of(const ReleaseEntry& entry,
                              const std::map<std::string, std::uint64_t>& bases) {
    summary::Snapshot snapshot;
    for (const auto& [name, n] : bases) {
        if (name == "*" || entry.printed.count(name) > 0) {
            snapshot.bases.push_back({name, n, std::nullopt, std::nullopt});
        }
    }
    for (std::size_t i = 0; entry.rounding == 1 && i < entry.kept.table.cells.size(); ++i) {
        const SumCell& cell = entry.kept.table.cells[i];
        if (entry.printed.count(cell.id) > 0 && !entry.kept.hidden[i]) {
            snapshot.cells[cell.id] = static_cast<std::uint64_t>(cell.count);
        }
    }
    return snapshot;
}

std::string group_of(const std::string& id) {
    const std::size_t bar = id.find('|');
    return bar == std::string::npos ? "" : id.substr(bar + 1);
}

std::string sentence_of(const summary::GuardViolation& violation,
                        const ReleaseEntry& next,
                        const ReleaseEntry& before) {
    const std::int64_t n = std::abs(violation.change);
    const std::string group = group_of(violation.id);
    const std::string question = violation.id.substr(0, violation.id.find('|'));
    const std::string of_what = violation.id == "*" ? ""
                                : question.empty()  ? fmt::format(" ({})", group)
                                : group.empty()
                                    ? fmt::format(" (question {})", question)
                                    : fmt::format(" (question {}, {})", question, group);
    return fmt::format(
        "{} {} {} than in release {} of {}{}: someone could work out what they said. Wait until it "
        "is {}, or publish without {}",
        n,
        n == 1 ? "answer" : "answers",
        violation.change > 0 ? "more" : "fewer",
        before.number,
        long_date(before.made),
        of_what,
        std::max(next.threshold, before.threshold),
        group.empty() ? "this question" : group.substr(0, group.find('=')));
}

/// Those that anybody may still hold beside the next one, with what came and went since.
struct Beside {
    const ReleaseEntry* entry = nullptr;
    BaseChanges changes;
};

std::vector<Beside> beside(const std::vector<ReleaseEntry>& releases,
                           const std::string& survey,
                           const ResponseMarks& now) {
    std::vector<Beside> found;
    for (const ReleaseEntry& entry : releases) {
        if (entry.survey != survey || entry.withdrawn) {
            continue;
        }
        Beside one{&entry, compare_marks(entry.marks, now)};
        if (one.changes.in_common > 0) {
            found.push_back(std::move(one));
        }
    }
    return found;
}

summary::EarlierReleases earlier_of(const std::vector<Beside>& releases) {
    summary::EarlierReleases earlier;
    const ReleaseEntry* last = nullptr;
    for (const Beside& one : releases) {
        summary::ReleasedTables tables{one.entry->kept, one.changes.same()};
        if (!tables.same_responses) {
            tables.release.removed_since =
                last != nullptr && !compare_marks(last->marks, one.entry->marks).removed.empty();
            last = one.entry;
            earlier.removed = !one.changes.removed.empty();
        }
        earlier.all.push_back(std::move(tables));
    }
    return earlier;
}

/// What was printed about the same responses stays printed, and what was hidden stays hidden: until
/// enough people came, where responses came.
void bind_to_earlier(const std::vector<Beside>& releases, summary::ReleaseContext& context) {
    for (const Beside& one : releases) {
        const summary::EarlierRelease& kept = one.entry->kept;
        for (std::size_t i = 0; i < kept.table.cells.size(); ++i) {
            const SumCell& cell = kept.table.cells[i];
            if (cell.role != summary::CellRole::open) {
                continue;
            }
            if (kept.hidden[i]) {
                std::int64_t& until = context.hidden_until[cell.id];
                until =
                    one.changes.same()
                        ? std::numeric_limits<std::int64_t>::max()
                        : std::max(until,
                                   cell.count + static_cast<std::int64_t>(one.entry->threshold));
            } else if (one.changes.same()) {
                context.known.insert(cell.id);
            }
        }
    }
    for (const std::string& name : context.known) {
        context.hidden_until.erase(name);
    }
}

}  // namespace

std::vector<std::string> guard_sentences(const ReleaseEntry& next, const ReleaseEntry& before) {
    const BaseChanges changes = compare_marks(before.marks, next.marks);
    if (changes.in_common == 0) {
        return {};
    }
    summary::Snapshot now = snapshot_of(next, changes.now);
    for (summary::ReleasedBase& base : now.bases) {
        const auto of = [&](const std::map<std::string, std::uint64_t>& counts) {
            const auto at = counts.find(base.id);
            return at == counts.end() ? std::uint64_t{0} : at->second;
        };
        base.added = of(changes.added);
        base.removed = of(changes.removed);
    }
    std::vector<std::string> sentences;
    for (const summary::GuardViolation& violation :
         summary::guard_release(next.closed ? summary::WaveState::closed : summary::WaveState::live,
                                std::max(next.threshold, before.threshold),
                                next.rounding,
                                now,
                                snapshot_of(before, changes.before))) {
        sentences.push_back(sentence_of(violation, next, before));
    }
    return sentences;
}

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

Result<PreparedRelease> prepare_release(Office& office,
                                        const FindingsOrder& order,
                                        base::RandomSource& random) {
    if (order.audience == summary::Audience::internal || !order.where.empty()) {
        return Error{ErrorKind::refused,
                     "a release is for the public or a partner, and of all answers of its wave"};
    }
    db::OfficeStore& store = office.store();
    const Result<std::vector<ReleaseEntry>> releases = load_releases(store);
    const Result<base::Bytes> salt = office_salt(store, random);
    if (!releases || !salt) {
        return releases ? salt.error() : releases.error();
    }
    const CountOrder counted{order.by, {}, order.wave, order.weighted, order.today};
    Result<SurveyTables> survey = count_survey(store, order.survey, counted);
    Result<ResponseMarks> marks = mark_responses(store, order.survey, counted, *salt);
    if (!survey || !marks) {
        return survey ? marks.error() : survey.error();
    }
    if (auto allowed = check_audience(order, survey->form); !allowed) {
        return allowed.error();
    }
    const auto& waves = survey->fieldwork.waves;
    ReleaseEntry entry;
    entry.number = releases->size() + 1;
    entry.made = order.today;
    entry.survey = order.survey;
    entry.audience = audience_word(order.audience);
    entry.wave = order.wave;
    entry.closed =
        std::all_of(waves.begin(), waves.end(), [](const auto& wave) { return wave.closed; });
    entry.rounding = entry.closed ? 1 : summary::live_rounding;
    entry.threshold = summary::Policy::of(order.audience).threshold();
    entry.marks = std::move(*marks);
    for (const Breakdown& by : order.by) {
        entry.groupings.push_back(grouping_name(by));
    }
    const auto& weighting = survey->fieldwork.weighting;
    entry.weighting = weighting && weighting->applied() ? weighting->file_hash : "";
    const std::vector<Beside> others = beside(*releases, order.survey, entry.marks);
    const summary::EarlierReleases earlier = earlier_of(others);
    summary::ReleaseContext context;
    context.rounding = entry.rounding;
    context.earlier = &earlier;
    bind_to_earlier(others, context);
    ReportTexts texts = report_texts(office, *survey, order.today);
    Result<summary::Release> release = summary::make_release(survey->tables,
                                                             summary::Policy::of(order.audience),
                                                             with_labels(survey->fieldwork, texts),
                                                             context);
    if (!release) {
        return release.error().while_doing(order.survey);
    }
    entry.printed = summary::published_numbers(release->numbers);
    entry.kept = std::move(release->kept);
    for (const Beside& other : others) {
        const std::vector<std::string> sentences = guard_sentences(entry, *other.entry);
        if (!sentences.empty()) {
            return Error{
                ErrorKind::refused,
                fmt::format("{}{}",
                            sentences.front(),
                            sentences.size() == 1
                                ? ""
                                : fmt::format(" ({} more numbers like it)", sentences.size() - 1))};
        }
    }
    return PreparedRelease{Findings{std::move(release->numbers), std::move(texts)},
                           std::move(entry)};
}

}  // namespace harmony::admin
