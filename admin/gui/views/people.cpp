#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>

#include "admin/gui/models/people_orders.h"
#include "admin/gui/views/all.h"
#include "admin/gui/views/page_parts.h"
#include "admin/gui/views/people_finder.h"
#include "events/local_time.h"

namespace harmony::admin::gui {

namespace {

using ui::Frame;
using ui::Rect;
using ui::desk::Cell;
using ui::desk::Tone;

constexpr std::array request_columns{
    ui::desk::Column{.id = "number", .heading = "No.", .share = 0.5},
    ui::desk::Column{.id = "kind", .heading = "They want", .share = 1},
    ui::desk::Column{.id = "received", .heading = "Came on", .share = 1.1},
    ui::desk::Column{.id = "steps", .heading = "Steps", .share = 0.6, .number = true},
    ui::desk::Column{.id = "due", .heading = "Answer by", .share = 1.7},
};

constexpr std::array look_columns{
    ui::desk::Column{.id = "day", .heading = "Day", .share = 1},
    ui::desk::Column{.id = "what", .heading = "What", .share = 1},
    ui::desk::Column{.id = "object", .heading = "Of what", .share = 1.4},
    ui::desk::Column{.id = "reason", .heading = "Why", .share = 2.2},
};

constexpr std::array kept_columns{
    ui::desk::Column{.id = "what", .heading = "What", .share = 1.4, .sorts = false},
    ui::desk::Column{
        .id = "count", .heading = "How many", .share = 0.7, .number = true, .sorts = false},
    ui::desk::Column{.id = "rule", .heading = "Why it goes", .share = 2.4, .sorts = false},
};

parts::SortKey key_of(const RightsLine& line, std::string_view column) {
    if (column == "number") {
        return {line.row.number};
    }
    if (column == "received") {
        return {line.row.received.time_since_epoch().count()};
    }
    if (column == "steps") {
        return {static_cast<long long>(line.row.steps.size())};
    }
    if (column == "kind") {
        return {static_cast<long long>(line.row.kind)};
    }
    return {(line.row.closed ? 1'000'000LL : 0LL) + line.row.due.time_since_epoch().count()};
}

parts::SortKey key_of(const LookLine& line, std::string_view column) {
    return column == "day" ? parts::SortKey{line.day.time_since_epoch().count()}
                           : parts::SortKey{0,
                                            parts::lowered(column == "what"     ? line.what
                                                           : column == "object" ? line.object
                                                                                : line.reason)};
}

std::string_view kind_of(const RightsRow& row) {
    constexpr std::array words = {"a copy", "put right", "erased", "objects", "takes back"};
    return words.at(static_cast<std::size_t>(row.kind));
}

class PeopleView final : public View {
public:
    [[nodiscard]] About about() const override { return {"people", "People", ui::Icon::person}; }

    void refresh(Host& host) override {
        host.read<PeopleModel>("people", read_people, [this](PeopleModel model) {
            model_ = std::move(model);
            choose_requests();
            choose_looks();
        });
        finder_.refresh(host);
    }

    void show(std::string_view item, Host& /*host*/) override {
        part_ = Part::requests;
        requests_.chosen = item;
    }

    [[nodiscard]] std::size_t waiting() const override {
        return !model_ ? 0
                       : static_cast<std::size_t>(
                             std::count_if(model_->requests.begin(),
                                           model_->requests.end(),
                                           [](const RightsLine& one) { return one.remind; }));
    }

    void draw(Frame& frame, const Rect& whole, Host& host) override {
        if (!model_) {
            parts::reading(frame, whole, "people.reading");
            return;
        }
        Rect where = whole;
        constexpr std::array options{ui::desk::Option{"requests", "Requests"},
                                     ui::desk::Option{"find", "Find somebody"},
                                     ui::desk::Option{"kept", "Kept too long"},
                                     ui::desk::Option{"log", "Log"}};
        const std::array buttons{ui::Button{
            .id = "people.request",
            .label = "Somebody asks",
            .kind = part_ == Part::requests ? ui::ButtonKind::primary : ui::ButtonKind::plain,
            .enabled = !host.busy()}};
        const parts::Head head = parts::head(
            frame, where, "people.show", options, static_cast<std::size_t>(part_), buttons);
        part_ = head.part ? static_cast<Part>(*head.part) : part_;
        if (head.button) {
            ask(host);
        }
        switch (part_) {
            case Part::requests: draw_requests(frame, where, host); break;
            case Part::find: finder_.draw(frame, where, *model_, host); break;
            case Part::kept: draw_kept(frame, where, host); break;
            case Part::log: draw_log(frame, where, host); break;
        }
    }

private:
    enum class Part { requests, find, kept, log };

    void ask(Host& host) {
        host.fill_in(new_request_form(model_->today),
                     [&host](const std::vector<std::string>& answers) {
                         host.run(new_request_order(answers));
                     });
    }

    void choose_requests() {
        request_rows_.resize(model_->requests.size());
        std::iota(request_rows_.begin(), request_rows_.end(), std::size_t{0});
        parts::sort_rows(
            request_rows_, requests_, [this](std::size_t row, std::string_view column) {
                return key_of(model_->requests[row], column);
            });
    }

    void choose_looks() {
        look_rows_.resize(model_->looks.size());
        std::iota(look_rows_.begin(), look_rows_.end(), std::size_t{0});
        parts::sort_rows(look_rows_, looks_, [this](std::size_t row, std::string_view column) {
            return key_of(model_->looks[row], column);
        });
    }

    [[nodiscard]] ui::desk::Table request_table() const {
        return {.id = "people.row",
                .name = "What people asked",
                .columns = request_columns,
                .rows = request_rows_.size(),
                .key =
                    [this](std::size_t row) {
                        return fmt::format("R{}", model_->requests[request_rows_[row]].row.number);
                    },
                .cell = [this](std::size_t row, std::size_t column) -> Cell {
                    const RightsLine& line = model_->requests[request_rows_[row]];
                    switch (column) {
                        case 0:
                            return {.text = fmt::format("R{}", line.row.number), .strong = true};
                        case 1: return {.text = std::string(kind_of(line.row))};
                        case 2: return {.text = events::said(line.row.received), .quiet = true};
                        case 3: return {.text = fmt::to_string(line.row.steps.size())};
                        default:
                            return {.text = line.due,
                                    .tone = line.row.closed ? Tone::quiet
                                            : line.remind   ? Tone::bad
                                                            : Tone::good};
                    }
                }};
    }

    void draw_requests(Frame& frame, Rect where, Host& host) {
        if (model_->requests.empty()) {
            const bool pressed = ui::desk::empty(
                frame,
                where,
                {.id = "people.first",
                 .icon = ui::Icon::person,
                 .title = "Nobody has asked anything yet",
                 .text = "Somebody may ask for a copy of what is kept about them, or want it put "
                         "right or gone. Write it down here: the answer is due within a month.",
                 .button_id = "people.begin",
                 .button = "Somebody asks"});
            if (pressed) {
                ask(host);
            }
            return;
        }
        const auto chosen = std::find_if(
            model_->requests.begin(), model_->requests.end(), [this](const RightsLine& line) {
                return fmt::format("R{}", line.row.number) == requests_.chosen;
            });
        if (chosen != model_->requests.end()) {
            draw_request(frame, where, *chosen, host);
        }
        if (ui::desk::table(frame, where, request_table(), requests_).sorted) {
            choose_requests();
        }
    }

    /// What was done for it so far, below the table.
    void draw_request(Frame& frame, Rect& where, const RightsLine& line, Host& host) {
        std::string words = "Made sure who asks: " + line.row.identity + ".";
        for (const std::string& step : line.row.steps) {
            words += " " + step + ".";
        }
        if (line.row.closed) {
            words += " Outcome: " + line.row.outcome + ".";
        }
        const ui::Paragraph text{.id = "people.chosen", .text = words};
        const std::array buttons{
            ui::Button{
                .id = "people.look", .label = "Find this person", .enabled = !line.row.closed},
            ui::Button{.id = "people.close",
                       .label = "Close it",
                       .enabled = !line.row.closed && !host.busy()}};
        const Rect row = where.take_bottom(parts::button_row_size(frame, where.w, buttons).h, 3);
        const double height = std::min(where.h / 3, ui::paragraph_height(frame, where.w, text));
        ui::paragraph(frame, where.take_bottom(height, 5), text);
        const auto pressed = parts::button_row(frame, row, buttons);
        if (pressed == std::size_t{0}) {
            part_ = Part::find;
        } else if (pressed == std::size_t{1}) {
            host.fill_in(close_form(line.row),
                         [request = line.row, &host](const std::vector<std::string>& answers) {
                             host.run(close_order(request, answers));
                         });
        }
    }

    void draw_kept(Frame& frame, Rect where, Host& host) {
        const std::array buttons{
            ui::Button{
                .id = "people.kept.look", .label = "See what would go", .enabled = !host.busy()},
            ui::Button{.id = "people.kept.delete",
                       .label = "Delete it for good",
                       .kind = ui::ButtonKind::danger,
                       .enabled = kept_ && !kept_->empty() && !host.busy()}};
        where.take_top(
            ui::paragraph(frame,
                          where,
                          {.id = "people.kept.how",
                           .text = "Contact details, requests, reports and complaints are kept as "
                                   "long as people were told, and no longer. Look first: nothing "
                                   "goes before you have seen it."}),
            4);
        const auto pressed = parts::button_row(frame, where, buttons);
        where.take_top(parts::button_row_size(frame, where.w, buttons).h, 6);
        if (pressed == std::size_t{0}) {
            host.run({"Looking what was kept too long",
                      {"retention", "run", "--dry-run", "--json"},
                      "",
                      {},
                      true},
                     [this](const Outcome& outcome) {
                         const auto lines = read_retention(outcome.printed);
                         kept_ = outcome.ok && lines ? std::optional(*lines) : std::nullopt;
                     });
        } else if (pressed == std::size_t{1}) {
            host.ask(
                {"Delete it for good?",
                 "What is listed goes from everything that is kept here. A record of it stands "
                 "in the office's books, without a name.",
                 "Delete",
                 true},
                [this, &host] {
                    kept_.reset();
                    host.run({"Deleting", {"retention", "run", "--yes"}, ""});
                });
        }
        draw_kept_table(frame, where);
    }

    void draw_kept_table(Frame& frame, const Rect& where) {
        if (!kept_) {
            return;
        }
        if (kept_->empty()) {
            ui::notice(
                frame, where, "people.kept.none", "Nothing was kept too long.", ui::Role::done);
            return;
        }
        const auto& kept = *kept_;
        const ui::desk::Table table{.id = "people.kept.row",
                                    .name = "What would go",
                                    .columns = kept_columns,
                                    .rows = kept.size(),
                                    .key = [&kept](std::size_t row) { return kept[row].what; },
                                    .cell = [&kept](std::size_t row, std::size_t column) -> Cell {
                                        return column == 0
                                                   ? Cell{.text = kept[row].what, .strong = true}
                                               : column == 1
                                                   ? Cell{.text = fmt::to_string(kept[row].count)}
                                                   : Cell{.text = kept[row].rule, .quiet = true};
                                    }};
        ui::desk::table(frame, where, table, kept_state_);
    }

    [[nodiscard]] ui::desk::Table look_table() const {
        return {.id = "people.look.row",
                .name = "Who looked at what is personal, and why",
                .columns = look_columns,
                .rows = look_rows_.size(),
                .key = [](std::size_t row) { return fmt::to_string(row); },
                .cell = [this](std::size_t row, std::size_t column) -> Cell {
                    const LookLine& line = model_->looks[look_rows_[row]];
                    switch (column) {
                        case 0: return {.text = events::said(line.day), .quiet = true};
                        case 1: return {.text = line.what, .strong = true};
                        case 2: return {.text = line.object, .quiet = true};
                        default: return {.text = line.reason};
                    }
                }};
    }

    void draw_log(Frame& frame, Rect where, Host& host) {
        if (model_->looks.empty()) {
            ui::desk::empty(frame,
                            where,
                            {.id = "people.log.none",
                             .icon = ui::Icon::page,
                             .title = "The log is empty",
                             .text = "Whenever somebody looks at names or contact details, the day "
                                     "and the reason stand here. It names nobody, and nothing is "
                                     "ever taken out of it."});
            return;
        }
        const std::array buttons{
            ui::Button{.id = "people.log.copy", .label = "Copy", .kind = ui::ButtonKind::quiet}};
        const Rect row = where.take_top(parts::button_row_size(frame, where.w, buttons).h, 3);
        if (parts::button_row(frame, row, buttons, parts::Side::end)) {
            host.copy(parts::tab_separated(look_table()));
        }
        if (ui::desk::table(frame, where, look_table(), looks_).sorted) {
            choose_looks();
        }
    }

    std::optional<PeopleModel> model_;
    Part part_ = Part::requests;
    std::vector<std::size_t> request_rows_;
    std::vector<std::size_t> look_rows_;
    ui::desk::TableState requests_;
    ui::desk::TableState looks_;
    ui::desk::TableState kept_state_;
    std::optional<std::vector<RetentionLine>> kept_;
    PeopleFinder finder_;
};

}  // namespace

std::unique_ptr<View> make_people_view() {
    return std::make_unique<PeopleView>();
}

}  // namespace harmony::admin::gui
