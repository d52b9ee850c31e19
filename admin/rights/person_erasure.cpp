#include "admin/rights/person_erasure.h"

#include <algorithm>

namespace harmony::admin {
namespace {

using base::Result;

/// Those of whom there is no tombstone yet.
std::vector<OfficeFact> tombstones(const std::set<events::SubjectId>& people,
                                   const std::vector<SubjectRecord>& records) {
    std::vector<OfficeFact> facts;
    for (const events::SubjectId& person : people) {
        const bool there = std::any_of(records.begin(), records.end(), [&](const auto& record) {
            return record.subject == person && record.kind == events::FactKind::erased;
        });
        if (!there) {
            facts.push_back({person, {}, events::Erased{}});
        }
    }
    return facts;
}

std::vector<FoundRecord> found_in(const std::vector<SubjectRecord>& records) {
    std::vector<FoundRecord> found;
    for (const SubjectRecord& record : records) {
        found.push_back(record.found);
    }
    return found;
}

ErasedList list_of(const std::vector<SubjectRecord>& records) {
    ErasedList list;
    for (const SubjectRecord& record : records) {
        list.records.insert(record.found.record);
    }
    return list;
}

/// Where those of the list are, as far as they came.
std::vector<FoundRecord> records_named(db::OfficeStore& store,
                                       const std::set<base::RecordId>& wanted) {
    std::vector<FoundRecord> found;
    for (const db::BatchSummary& summary : store.batches()) {
        const auto stored = store.batch(summary.stream, summary.seq);
        if (!stored) {
            continue;
        }
        for (const db::RecordName& name : stored->records) {
            if (wanted.contains(name.rid)) {
                found.push_back({summary.stream, summary.seq, name.rid, summary.cut_day, {}});
            }
        }
    }
    return found;
}

/// A list of which something is still to be done stays so.
Result<void> keep_list(const Eraser& eraser, const ErasedList& more) {
    const auto folder = eraser.office.folder().root();
    const Result<ErasedList> before = read_erased(eraser.files, folder);
    if (!before) {
        return before.error();
    }
    const bool was_applied = is_applied(eraser.office.store(), *before);
    if (Result<void> added = add_erased(eraser.files, folder, more); !added) {
        return added;
    }
    const Result<ErasedList> list = read_erased(eraser.files, folder);
    if (!list) {
        return list.error();
    }
    return was_applied ? note_applied(eraser.office.store(), *list) : Result<void>();
}

}  // namespace

Result<std::size_t> erase_people(const Eraser& eraser, const std::set<events::SubjectId>& people) {
    std::vector<SubjectRecord> records = records_about(eraser.office, eraser.ring, people);
    const std::vector<OfficeFact> facts = tombstones(people, records);
    if (!facts.empty()) {
        const auto written = write_facts({eraser.office,
                                          eraser.publisher,
                                          eraser.files,
                                          eraser.random,
                                          eraser.tools.today,
                                          eraser.tools.facts},
                                         facts);
        if (!written) {
            return written.error();
        }
    }
    std::erase_if(records,
                  [](const auto& record) { return record.kind == events::FactKind::erased; });
    const Result<void> gone = erase(eraser.office,
                                    found_in(records),
                                    sync::ErasureReason::asked,
                                    eraser.publisher,
                                    eraser.tools);
    if (!gone) {
        return gone.error();
    }
    ErasedList list = list_of(records);
    list.subjects = people;
    const Result<void> kept = keep_list(eraser, list);
    return kept ? Result<std::size_t>(records.size()) : kept.error();
}

Result<void> erase_records(const Eraser& eraser,
                           const std::vector<SubjectRecord>& records,
                           sync::ErasureReason reason) {
    const Result<void> gone =
        erase(eraser.office, found_in(records), reason, eraser.publisher, eraser.tools);
    return gone ? keep_list(eraser, list_of(records)) : gone;
}

Result<std::size_t> apply_erased(const Eraser& eraser) {
    const Result<ErasedList> list = read_erased(eraser.files, eraser.office.folder().root());
    if (!list) {
        return list.error();
    }
    if (is_applied(eraser.office.store(), *list)) {
        return std::size_t{0};
    }
    Result<std::size_t> people = list->subjects.empty() ? Result<std::size_t>(std::size_t{0})
                                                        : erase_people(eraser, list->subjects);
    if (!people) {
        return people;
    }
    const std::vector<FoundRecord> found = records_named(eraser.office.store(), list->records);
    const Result<void> gone =
        erase(eraser.office, found, sync::ErasureReason::asked, eraser.publisher, eraser.tools);
    if (!gone) {
        return gone.error();
    }
    const Result<void> noted = note_applied(eraser.office.store(), *list);
    return noted ? Result<std::size_t>(*people + found.size()) : noted.error();
}

}  // namespace harmony::admin
