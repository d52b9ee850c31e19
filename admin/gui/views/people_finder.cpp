#include "admin/gui/views/people_finder.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "admin/gui/views/page_parts.h"
#include "events/local_time.h"

namespace harmony::admin::gui {

using ui::Frame;
using ui::Rect;

void PeopleFinder::find(Host& host) {
    looked_for_ = std::string(typed_.text());
    if (!reason_.empty()) {
        look(host);
        return;
    }
    host.fill_in(parts::why_form("What is kept of somebody is shown to those who need it."),
                 [this, &host](const std::vector<std::string>& answers) {
                     reason_ = answers.at(0);
                     look(host);
                 });
}

void PeopleFinder::look(Host& host) {
    found_.reset();
    ticked_.clear();
    refresh(host);
}

void PeopleFinder::refresh(Host& host) {
    if (looked_for_.empty() || reason_.empty()) {
        return;
    }
    host.read<FoundPeople>(
        "people.found",
        [typed = looked_for_, reason = reason_](Reader& reader) {
            return find_in_window(reader, typed, reason);
        },
        [this](FoundPeople found) {
            if (found.typed == looked_for_) {
                found_ = std::move(found);
            }
        });
}

std::vector<PersonLine> PeopleFinder::chosen() const {
    std::vector<PersonLine> all;
    if (found_) {
        std::copy_if(found_->records.begin(),
                     found_->records.end(),
                     std::back_inserter(all),
                     [this](const PersonLine& one) { return ticked_.count(one.id) > 0; });
    }
    return all;
}

void PeopleFinder::draw(Frame& frame, Rect where, const PeopleModel& model, Host& host) {
    const ui::desk::Field field{.id = "people.search",
                                .label = {},
                                .name = "Whom you look for",
                                .placeholder =
                                    "A name, phone number, email address, postcode or "
                                    "ticket number",
                                .personal = true,
                                .icon = ui::Icon::search};
    const std::array buttons{ui::Button{.id = "people.find",
                                        .label = "Find",
                                        .kind = ui::ButtonKind::primary,
                                        .enabled = !typed_.empty()}};
    const double width = parts::button_row_size(frame, where.w, buttons).w;
    Rect row = where.take_top(ui::desk::field_height(frame, field), 5);
    const bool pressed = parts::button_row(frame, row.take_right(width, 4), buttons).has_value();
    const bool entered = ui::desk::field(frame, row, field, typed_).entered;
    if ((pressed || entered) && !typed_.empty()) {
        find(host);
    }
    if (!found_) {
        ui::desk::empty(
            frame,
            where,
            {.id = "people.nobody",
             .icon = ui::Icon::person,
             .title = "Find what is kept of somebody",
             .text = "Sign-ups, requests, reports and complaints that carry a name or a "
                     "contact. Answers to surveys cannot be found: nobody can tell "
                     "whose they are."});
        return;
    }
    if (found_->records.empty()) {
        ui::desk::empty(frame,
                        where,
                        {.id = "people.none",
                         .icon = ui::Icon::person,
                         .title = "Nothing is kept that fits",
                         .text = "Try fewer letters, or another way in: the phone number rather "
                                 "than the name."});
        return;
    }
    draw_records(frame, where, model, host);
}

void PeopleFinder::draw_records(Frame& frame, Rect where, const PeopleModel& model, Host& host) {
    const bool may = !ticked_.empty() && !host.busy();
    const std::array buttons{
        ui::Button{.id = "people.copy", .label = "Copy for them", .enabled = may},
        ui::Button{.id = "people.correct", .label = "Put right", .enabled = may},
        ui::Button{.id = "people.withdraw", .label = "Agreement taken back", .enabled = may},
        ui::Button{.id = "people.erase",
                   .label = "Erase",
                   .kind = ui::ButtonKind::danger,
                   .enabled = may}};
    const Rect below = where.take_bottom(parts::button_row_size(frame, where.w, buttons).h, 5);
    const std::string count =
        found_->records.size() == 1
            ? std::string("1 record. Tick it, then say what is to be done with it.")
            : fmt::format("{} records. Tick those that are of this person.",
                          found_->records.size());
    parts::line(frame, where, {"people.count", count, {.colour = ui::Role::second_text}}, 3);
    ui::desk::scrolled(frame, where, "people.records", scroll_, [&](const Rect& inside) {
        double y = inside.y;
        for (const PersonLine& record : found_->records) {
            y += draw_record(frame, {inside.x, y, inside.w, 0}, record);
        }
        return y - inside.y;
    });
    if (const auto pressed = parts::button_row(frame, below, buttons)) {
        act(static_cast<PersonDeed>(*pressed), model, host);
    }
}

/// A tick with the name, and below it where it stands and how they are reached.
double PeopleFinder::draw_record(Frame& frame, Rect where, const PersonLine& record) {
    constexpr double height = 34;
    const std::string id = "people.record." + record.id.substr(0, 8);
    frame.line({where.x, where.y}, {where.right(), where.y}, ui::desk::hairline(frame), 0.3);
    where = {where.x, where.y + 2, where.w, height - 3};
    const bool ticked = ticked_.count(record.id) > 0;
    const std::string name = record.name.empty() ? "No name given" : record.name;
    if (ui::desk::tick(frame, where.take_top(14), {id, name, ticked})) {
        ticked ? static_cast<void>(ticked_.erase(record.id))
               : static_cast<void>(ticked_.insert(record.id));
    }
    where.take_left(13);
    const std::string what = fmt::format("{} of {}{}",
                                         record.in,
                                         events::said(record.day),
                                         record.about.empty() ? "" : ": " + record.about);
    const ui::TextLook quiet{.scale = ui::Scale::small, .colour = ui::Role::second_text};
    parts::line(frame, where, {id + ".what", what, quiet}, 0.5);
    const std::string contact =
        record.phone + (record.phone.empty() || record.email.empty() ? "" : ", ") + record.email;
    ui::desk::words(frame,
                    {where.x, where.y, where.w, 0},
                    {id + ".contact",
                     contact.empty() ? std::string_view("No way to reach them") : contact,
                     {.scale = ui::Scale::small, .privacy = ui::Privacy::personal}});
    return height;
}

void PeopleFinder::act(PersonDeed deed, const PeopleModel& model, Host& host) {
    const std::vector<PersonLine> records = chosen();
    const std::string folder = (host.office_folder() / "").string();
    host.fill_in(
        deed_form(deed, records, model.requests, reason_, folder),
        [this, deed, records, &host](const std::vector<std::string>& answers) {
            const Order order = deed_order(deed, records, answers);
            if (deed != PersonDeed::erase) {
                host.run(order);
                return;
            }
            host.ask({"Erase for good?",
                      fmt::format("{} of this person will be gone. This cannot be undone.",
                                  records.size() == 1 ? std::string("1 record")
                                                      : fmt::format("{} records", records.size())),
                      "Erase",
                      true},
                     [this, order, &host] {
                         ticked_.clear();
                         host.run(order);
                     });
        });
}

}  // namespace harmony::admin::gui
