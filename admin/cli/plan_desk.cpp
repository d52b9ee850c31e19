#include "admin/cli/plan_desk.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "admin/cli/casework.h"
#include "admin/numbers/waves.h"
#include "admin/report_extras.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr std::size_t most_of_a_statement = 64 * 1024;

}  // namespace

void ConsultationOptions::declare(CLI::App& verb) {
    verb.add_option("--opens", opens_, "Of a consultation: its first day, as 2026-03-01");
    verb.add_option("--closes", closes_, "Of a consultation: its last day");
    verb.add_option("--statement",
                    statement_,
                    "Of a consultation: a text file that says how what people said was taken into "
                    "account");
    verb.add_flag("--interim", interim_, "Of a consultation that is still open");
}

Result<std::optional<Consultation>> ConsultationOptions::read(const ReportPlan& plan,
                                                              Desk& desk) const {
    if (!plan.consultation) {
        return std::optional<Consultation>();
    }
    Consultation days;
    const auto opens = base::day_from_iso(opens_);
    const auto closes = base::day_from_iso(closes_);
    if (!opens || !closes || *closes < *opens) {
        return Error{ErrorKind::refused,
                     "say when the consultation opened and closed: --opens 2026-03-01 --closes "
                     "2026-05-01"};
    }
    days.opens = *opens;
    days.closes = *closes;
    days.interim = interim_;
    if (desk.resources.clock.today() <= *closes && !interim_) {
        return Error{ErrorKind::refused,
                     fmt::format("the consultation is open until {}: its evidence is not whole "
                                 "before. For a look at it so far: --interim",
                                 base::to_iso(*closes))};
    }
    if (!statement_.empty()) {
        const auto text = desk.resources.files.read(statement_, most_of_a_statement);
        if (!text) {
            return text.error();
        }
        days.statement = base::as_text(*text);
    }
    if (days.statement.empty() && !interim_) {
        return Error{ErrorKind::refused,
                     "write down how what people said was taken into account, and name the file: "
                     "--statement FILE. The pack cannot be used without it"};
    }
    return std::optional(std::move(days));
}

FindingsOrder order_of(const ReportPlan& plan,
                       summary::Audience audience,
                       const std::optional<Consultation>& consultation,
                       Office& office,
                       base::Day today) {
    FindingsOrder order{
        plan.survey, breakdowns_of(plan, office.store(), audience), audience, "", today};
    if (consultation) {
        order.wave = span_id(consultation->opens, consultation->closes);
    }
    return order;
}

Result<PlanExtras> extras_of(const ReportPlan& plan,
                             const summary::Publishable& numbers,
                             std::optional<Consultation> consultation,
                             Office& office,
                             Desk& desk) {
    PlanExtras extras;
    extras.consultation = std::move(consultation);
    if (auto added = add_extras(plan, numbers, office, extras); !added) {
        return added.error();
    }
    if (needs_books(plan)) {
        const Result<Casework> work = Casework::open(desk);
        if (!work) {
            return work.error();
        }
        add_books(plan,
                  numbers.provenance().policy.audience(),
                  {work->state, work->desk.dates, work->today},
                  extras);
    }
    return extras;
}

}  // namespace harmony::admin
