#include "summary/publishable.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <type_traits>

#include "admin/report/html_report.h"
#include "admin/report/terminal_report.h"
#include "admin/report/xlsx_report.h"
#include "summary/table.h"

// A number reaches a report through suppress() or not at all: proved when this file compiles. The
// twin that must not compile is publishable_breach.cpp.

namespace {

using namespace harmony;
using admin::Bars;
using admin::ReportInput;
using summary::Publishable;
using summary::Table;

// Nobody makes a Publishable but suppress().
static_assert(!std::is_default_constructible_v<Publishable>);
static_assert(!std::is_constructible_v<Publishable,
                                       std::vector<summary::PublishedTable>,
                                       summary::Provenance>);
static_assert(!std::is_aggregate_v<Publishable>);
static_assert(!std::is_constructible_v<Publishable, const Table&>);
static_assert(!std::is_convertible_v<const Table&, Publishable>);

// A table with every count cannot be copied into anything that travels.
static_assert(!std::is_copy_constructible_v<Table>);
static_assert(!std::is_copy_assignable_v<Table>);

// What a renderer takes holds a Publishable, and no table fits in its place.
static_assert(std::is_same_v<decltype(ReportInput::numbers), const Publishable&>);

template <typename Numbers>
constexpr bool makes_an_input = requires(const Numbers& numbers) {
    ReportInput{numbers, {}};
};
static_assert(makes_an_input<Publishable>);
static_assert(!makes_an_input<Table>);
static_assert(!makes_an_input<std::vector<Table>>);

// No renderer is callable with a table.
static_assert(std::is_invocable_v<decltype(&admin::render_html), const ReportInput&>);
static_assert(!std::is_invocable_v<decltype(&admin::render_html), const Table&>);
static_assert(
    !std::is_invocable_v<decltype(&admin::render_terminal), const Table&, std::size_t, Bars>);
static_assert(!std::is_invocable_v<decltype(&admin::write_xlsx),
                                   const Table&,
                                   const std::filesystem::path&,
                                   const admin::Document*>);

// A hidden number is gone, not flagged: there is room for a reason and for nothing else.
static_assert(sizeof(summary::Hidden) == sizeof(summary::Because));
static_assert(std::is_empty_v<summary::TooFew>);

}  // namespace

TEST_CASE("only what was suppressed reaches a renderer", "[architecture][publishable]") {
    // The proof is above; this case says in the test report that it was compiled.
    SUCCEED();
}
