#include "admin/report/you_said_page.h"

#include <fmt/format.h>

#include "admin/report/html_parts.h"
#include "admin/report/markup.h"
#include "admin/report/words.h"

namespace harmony::admin {
namespace {

std::string head(const std::string& organisation) {
    return "<head>\n<meta charset=\"utf-8\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
           "'unsafe-inline'; img-src data:\">\n"
           "<meta name=\"referrer\" content=\"no-referrer\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
           element("title", "You said, we did: " + organisation) + "\n<style>" + style_sheet() +
           ".said h2{margin-top:0}.said dt{font-weight:600;color:var(--quiet)}"
           ".said dd{margin:0 0 1rem;font-size:1.15rem}.said p{margin:0;color:var(--quiet)}"
           "</style>\n</head>\n";
}

std::string said_of(const YouSaidItem& item) {
    const std::string who =
        item.people >= fewest_people_said
            ? fmt::format("{} people said", grouped_digits(static_cast<std::uint64_t>(item.people)))
            : "You said";
    return element("dt", who) + element("dd", events::in_language(item.shown.said, "en"));
}

std::string section(const YouSaidItem& item) {
    const events::YouSaid& shown = item.shown;
    const bool did = item.result == YouSaidResult::did;
    std::string by = long_date(shown.day);
    by += shown.area.empty() ? "" : ", " + shown.area;
    by += item.organisation.empty() ? "" : ", " + item.organisation;
    std::string markup = "<section class=\"card said\">\n" +
                         element("h2", events::in_language(shown.theme, "en")) + "\n<dl>" +
                         said_of(item) + element("dt", did ? "We did" : "We could not") +
                         element("dd", events::in_language(shown.did, "en"));
    if (!shown.next.empty()) {
        markup +=
            element("dt", "What comes next") + element("dd", events::in_language(shown.next, "en"));
    }
    return markup + "</dl>\n" + element("p", by) + "</section>\n";
}

int percent(int part, int all) {
    return (200 * part + all) / (2 * all);
}

std::string shares(const LittleThings& things) {
    if (things.all() < fewest_for_shares) {
        return {};
    }
    const auto row = [&](const char* what, int part) {
        return "<tr><th scope=\"row\">" + std::string(what) + "</th>" +
               element("td", fmt::format("{} %", percent(part, things.all())), R"(class="n")") +
               "</tr>\n";
    };
    return "<section class=\"card said\">\n<h2>Little things of the last 12 months</h2>\n"
           "<table><caption>What became of them</caption>\n<tbody>\n" +
           row("Done", things.done) + row("Not possible", things.not_possible) +
           row("Still open", things.open) + "</tbody></table>\n</section>\n";
}

}  // namespace

std::string render_you_said(std::span<const YouSaidItem> items,
                            const LittleThings& things,
                            const std::string& organisation,
                            base::Day today) {
    std::string markup =
        "<!DOCTYPE html>\n<html lang=\"en\">\n" + head(organisation) +
        "<body>\n<header class=\"top\"><div class=\"page\">\n" +
        element("p", organisation, R"(class="from")") + element("h1", "You said, we did") +
        element("p", "As of " + long_date(today)) + "\n</div></header>\n<main class=\"page\">\n";
    for (const YouSaidItem& item : items) {
        markup += section(item);
    }
    if (items.empty()) {
        markup += element("p", "Nothing is shown at the moment.");
    }
    return markup + shares(things) + "</main>\n</body>\n</html>\n";
}

}  // namespace harmony::admin
