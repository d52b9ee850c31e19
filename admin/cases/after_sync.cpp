#include "admin/cases/after_sync.h"

#include <algorithm>
#include <array>
#include <span>

#include "admin/cases/case_reports.h"
#include "admin/fact_book.h"

namespace harmony::admin {
namespace {

using base::Result;

/// Records of one batch of the office's own.
constexpr std::size_t most_at_once = 500;

/// Subjects of which there is a case, or a tombstone.
std::set<events::SubjectId> known_subjects(const FactBook& book) {
    constexpr std::array kinds{events::FactKind::case_opened, events::FactKind::erased};
    std::set<events::SubjectId> known;
    for (const events::KnownFact& fact : book.of_kinds(kinds).facts) {
        if (std::find(kinds.begin(), kinds.end(), fact.kind()) != kinds.end()) {
            known.insert(fact.head().subject);
        }
    }
    return known;
}

Result<void> write_all(const Eraser& eraser, std::span<const OfficeFact> facts) {
    const FactPen pen{eraser.office,
                      eraser.publisher,
                      eraser.files,
                      eraser.random,
                      eraser.tools.today,
                      eraser.tools.facts};
    for (std::size_t from = 0; from < facts.size(); from += most_at_once) {
        const auto written =
            write_facts(pen, facts.subspan(from, std::min(most_at_once, facts.size() - from)));
        if (!written) {
            return written.error();
        }
    }
    return {};
}

}  // namespace

Result<AfterSync> follow_sync(const Eraser& eraser) {
    AfterSync done;
    const Result<std::size_t> erased = apply_erased(eraser);
    if (!erased) {
        return erased.error().while_doing("taking out what was erased before");
    }
    done.erased = *erased;
    const auto surveys = surveys_with_new_reports(eraser.office.store());
    if (!surveys) {
        return surveys.error();
    }
    if (surveys->empty()) {
        return done;
    }
    const Result<FactBook> book = FactBook::open(eraser.office, eraser.ring, eraser.random);
    if (!book) {
        return book.error();
    }
    const Result<NewReports> reports = new_case_reports(
        eraser.office, *surveys, eraser.ring, known_subjects(*book), eraser.random);
    if (!reports) {
        return reports.error();
    }
    done.cases = reports->facts.size();
    done.without_receipt = reports->without_receipt;
    if (Result<void> written = write_all(eraser, reports->facts); !written) {
        return written.error().while_doing("opening cases for reports");
    }
    const Result<void> noted = note_reports_taken(eraser.office.store());
    return noted ? Result<AfterSync>(done) : noted.error();
}

}  // namespace harmony::admin
