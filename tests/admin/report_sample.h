#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "admin/report/report_input.h"
#include "base/random.h"
#include "summary/publishable.h"
#include "summary/table.h"

namespace harmony::tests {

/// Invented answers of an invented town, and their words: enough for every part of a report.
struct SampleReport {
    std::vector<summary::Table> tables;
    summary::Fieldwork fieldwork;
    admin::ReportTexts texts;
};

/// `responses` people at six events in three places and four languages. The same seed gives the
/// same.
[[nodiscard]] SampleReport make_sample_report(std::uint64_t responses, std::uint64_t seed = 7);

}  // namespace harmony::tests
