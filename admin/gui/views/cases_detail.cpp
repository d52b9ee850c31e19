#include "admin/gui/views/cases_detail.h"

#include <fmt/format.h>

#include "admin/gui/views/cases_table.h"
#include "admin/report/words.h"

namespace harmony::admin::gui {

using ui::Rect;
namespace desk = ui::desk;

namespace {

void take_step(const NextStep& step,
               const CaseworkModel& model,
               const CaseworkRow& row,
               Host& host) {
    Form form = form_of(step, row, model, host.officer());
    host.fill_in(form, [form, step, row, &host](const std::vector<std::string>& answers) {
        host.remember_officer(officer_in(form, answers));
        host.run(order_of(step, row, form, answers));
    });
}

void join(const CaseworkRow& row, const std::string& other, Host& host) {
    const Form form{.title = "Join two reports of the same thing",
                    .text = "Both residents keep their receipt, and read the same news.",
                    .entries = {{.id = "by",
                                 .label = "Your name",
                                 .hint = "For your colleagues",
                                 .value = host.officer()}},
                    .submit = "Join them"};
    host.fill_in(form, [row, other, &host](const std::vector<std::string>& answers) {
        host.remember_officer(answers.front());
        host.run(join_order(row, other, answers.front()));
    });
}

}  // namespace

bool CaseDetail::draw(ui::Frame& frame,
                      Rect where,
                      const CaseworkModel& model,
                      const CaseworkRow& row,
                      bool both,
                      Host& host) {
    const Rect head = where.take_top(control_height, part_gap);
    if (detail_head(frame,
                    head,
                    {.id = "cases.what",
                     .title = row.what,
                     .close_id = "cases.close_detail",
                     .beside = both})) {
        return true;
    }
    desk::scrolled(frame, where, "cases.detail", scroll_, [&](const Rect& inside) {
        Column column(frame, inside);
        draw_facts(column, row, model.today);
        draw_steps(column, model, row, host);
        draw_alike(column, model, row, host);
        draw_personal(column, row, host);
        return column.used();
    });
    return false;
}

void CaseDetail::draw_facts(Column& column, const CaseworkRow& row, base::Day today) {
    column.badge("cases.state", state_in_words(row.state), tone_of(row));
    column.space(2);
    if (row.where != "-") {
        column.fact("cases.where",
                    row.list == CaseworkKind::little_thing ? "Where"
                    : row.list == CaseworkKind::request    ? "About"
                                                           : "Outcome",
                    row.where);
    }
    column.fact("cases.opened", "Came on", long_date(row.opened));
    column.fact("cases.number", "Number", row.short_id());
    if (!row.owner.empty()) {
        column.fact("cases.with", "With", row.owner);
    }
    if (!row.reference.empty()) {
        column.fact("cases.reference", "Their number", row.reference);
    }
    if (row.due) {
        column.fact("cases.due",
                    row.list == CaseworkKind::complaint ? "Acknowledge by" : "Due",
                    due_in_words(row, today),
                    {.colour = row.late() ? ui::Role::danger : ui::Role::text});
    }
    if (row.reports > 1) {
        column.fact("cases.reports", "Reports", fmt::to_string(row.reports));
    }
    if (row.tries > 0) {
        column.fact(
            "cases.tries", "Tried in vain", counted(static_cast<std::size_t>(row.tries), "day"));
    }
    if (!row.reads.empty()) {
        column.fact("cases.reads",
                    row.list == CaseworkKind::complaint ? "They were told" : "Residents read",
                    row.reads);
    }
    column.space(part_gap);
}

void CaseDetail::draw_steps(Column& column,
                            const CaseworkModel& model,
                            const CaseworkRow& row,
                            Host& host) {
    const std::vector<NextStep> steps = next_steps(row, model.today);
    std::vector<std::string> ids;
    ids.reserve(steps.size());
    std::vector<ui::Button> buttons;
    for (const NextStep& step : steps) {
        ids.push_back("cases." + step.id);
        buttons.push_back({.id = ids.back(),
                           .label = step.label,
                           .kind = step.main ? ui::ButtonKind::primary : ui::ButtonKind::plain,
                           .enabled = step.enabled && !host.busy()});
    }
    if (const auto pressed = column.buttons(buttons)) {
        take_step(steps[*pressed], model, row, host);
    }
    for (const NextStep& step : steps) {
        if (!step.why_not.empty()) {
            column.quiet("cases.why_not", step.why_not);
        }
    }
}

void CaseDetail::draw_alike(Column& column,
                            const CaseworkModel& model,
                            const CaseworkRow& row,
                            Host& host) {
    if (row.alike.empty()) {
        return;
    }
    column.line();
    column.text("cases.alike",
                fmt::format("{} may be of the same thing", counted(row.alike.size(), "report")),
                {.weight = ui::Weight::bold});
    for (const std::string& other : row.alike) {
        const CaseworkRow* that = model.find(row.list, other);
        if (that == nullptr) {
            continue;
        }
        column.quiet("cases.alike." + other,
                     fmt::format("{}, came on {}, {}",
                                 that->short_id(),
                                 long_date(that->opened),
                                 state_in_words(that->state)));
        const std::string id = "cases.join." + other;
        if (column.button({.id = id, .label = "Join it to this one", .enabled = !host.busy()})) {
            join(row, other, host);
        }
    }
}

void CaseDetail::draw_personal(Column& column, const CaseworkRow& row, Host& host) {
    if (!row.personal) {
        return;
    }
    column.line();
    if (!personal_ || personal_->id != row.id) {
        column.quiet("cases.private",
                     "There are words of its resident, or a way to reach them. Who looks, and "
                     "why, is kept in the office's books.");
        if (column.button(
                {.id = "cases.look", .label = "Show words and contact", .icon = ui::Icon::lock})) {
            ask_reason(row, host);
        }
        return;
    }
    for (std::size_t at = 0; at < personal_->lines.size(); ++at) {
        const PersonalLine& line = personal_->lines[at];
        column.fact(fmt::format("cases.personal.{}", at + 1),
                    line.label,
                    line.text.view(),
                    {.weight = line.warning ? ui::Weight::bold : ui::Weight::regular,
                     .colour = line.warning ? ui::Role::danger : ui::Role::text,
                     .privacy = ui::Privacy::personal});
    }
}

void CaseDetail::ask_reason(const CaseworkRow& row, Host& host) {
    if (!reason_.empty()) {
        look(row, reason_, host);
        return;
    }
    const Form form{.title = "Why do you look at what is personal?",
                    .text = "It is kept in the office's books, without a name.",
                    .entries = {{.id = "reason",
                                 .label = "Reason",
                                 .hint = "For example: to ring about the lamp"}},
                    .submit = "Show it"};
    host.fill_in(form, [this, row, &host](const std::vector<std::string>& answers) {
        look(row, answers.front(), host);
    });
}

/// A reason that was refused is asked for again next time.
void CaseDetail::look(const CaseworkRow& row, const std::string& reason, Host& host) {
    host.read<PersonalPart>(
        "cases.personal",
        [id = row.id, kind = row.list, reason](Reader& reader) {
            return look_at_casework(reader, kind, id, reason);
        },
        [this, reason](PersonalPart part) {
            reason_ = reason;
            personal_ = std::move(part);
        });
}

}  // namespace harmony::admin::gui
