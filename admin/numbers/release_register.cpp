#include "admin/numbers/release_register.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "admin/report/words.h"
#include "admin/report_texts.h"
#include "summary/release.h"

// 1. A release is audited together with all that are not withdrawn and have responses in common.
// 2. Then every base that both print is compared, response by response, and with exact counts every
//    number too.

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;
using summary::SumCell;

namespace {

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

namespace {

/// Whether the days that are asked for are over.
Result<bool> is_closed(db::OfficeStore& store, const FindingsOrder& order) {
    if (order.wave.empty()) {
        return false;
    }
    const Result<Waves> waves = Waves::load(store);
    const auto wave =
        waves ? waves->find(order.wave, order.today) : Result<summary::Wave>(waves.error());
    return wave ? Result<bool>(wave->closed) : wave.error();
}

Result<PreparedRelease> prepare_beside(Office& office,
                                       const FindingsOrder& order,
                                       const std::vector<ReleaseEntry>& releases,
                                       base::RandomSource& random) {
    if (order.audience == summary::Audience::internal || !order.where.empty()) {
        return Error{ErrorKind::refused,
                     "a release is for the public or a partner, and of all answers of its wave"};
    }
    db::OfficeStore& store = office.store();
    const Result<base::Bytes> salt = office_salt(store, random);
    const Result<bool> closed = is_closed(store, order);
    if (!salt || !closed) {
        return salt ? closed.error() : salt.error();
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
    entry.number = releases.size() + 1;
    entry.made = order.today;
    entry.survey = order.survey;
    entry.audience = audience_word(order.audience);
    entry.wave = order.wave;
    entry.closed = *closed || std::all_of(waves.begin(), waves.end(), [](const auto& wave) {
        return wave.closed;
    });
    entry.rounding = entry.closed ? 1 : summary::live_rounding;
    entry.threshold = summary::Policy::of(order.audience).threshold();
    entry.marks = std::move(*marks);
    for (const Breakdown& by : order.by) {
        entry.groupings.push_back(grouping_name(by));
    }
    const auto& weighting = survey->fieldwork.weighting;
    entry.weighting = weighting && weighting->applied() ? weighting->file_hash : "";
    const std::vector<Beside> others = beside(releases, order.survey, entry.marks);
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

}  // namespace

Result<PreparedRelease> prepare_release(Office& office,
                                        const FindingsOrder& order,
                                        base::RandomSource& random) {
    const Result<std::vector<ReleaseEntry>> releases = load_releases(office.store());
    return releases ? prepare_beside(office, order, *releases, random) : releases.error();
}

Result<PreparedRelease> rebuild_release(Office& office,
                                        const FindingsOrder& order,
                                        std::uint64_t number,
                                        base::RandomSource& random) {
    Result<std::vector<ReleaseEntry>> releases = load_releases(office.store());
    if (!releases) {
        return releases.error();
    }
    if (number < 1 || number > releases->size()) {
        return Error{ErrorKind::absent, fmt::format("this office made no release {}", number)};
    }
    releases->resize(number - 1);
    return prepare_beside(office, order, *releases, random);
}

}  // namespace harmony::admin
