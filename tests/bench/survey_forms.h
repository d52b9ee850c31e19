#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "survey/import.h"

namespace harmony::bench {

/// One row of a made survey, in terms that both XLSForm and XForm can say. Expressions use
/// `${name}`.
struct FormRow {
    std::string type;  ///< as in the sheet: `integer`, `select_one streets`, `begin_group`
    std::string name;
    std::string label;
    std::string relevant;
    std::string constraint;
    std::string calculation;
    std::string choice_filter;
    std::string appearance;
};

/// A list of the choices sheet with one further column `group`.
struct FormChoice {
    std::string list;
    std::string name;
    std::string label;
    std::string group;
};

struct MadeForm {
    std::string name;
    std::vector<FormRow> rows;
    std::vector<FormChoice> choices;
    survey::FileSet files;  ///< data files beside it

    [[nodiscard]] std::size_t expressions() const;
};

/// 592 rows with 1,100 expressions: questions that depend on each other, choices, calculations.
[[nodiscard]] MadeForm large_form();

/// 250 questions on 25 pages of ten, each depending on others of its page, with running totals.
[[nodiscard]] MadeForm page_form();

/// A street out of a data file of 50,000, filtered by an area.
[[nodiscard]] MadeForm street_form();

/// Area, ward and street out of 8,000 choices of the sheet, each filtered by the one before.
[[nodiscard]] MadeForm cascade_form();

/// 10,000 text questions, each asked when the one before is answered.
[[nodiscard]] MadeForm long_form();

/// 1,000 calculations, each on the one before, after one number.
[[nodiscard]] MadeForm chain_form();

/// The form as a workbook, written by libxlsxwriter.
[[nodiscard]] base::Bytes workbook_of(const MadeForm& form);

/// The form as an XForm, as other tools read it.
[[nodiscard]] std::string xform_of(const MadeForm& form);

}  // namespace harmony::bench
