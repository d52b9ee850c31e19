#include <fmt/format.h>

#include "admin/report/html_parts.h"
#include "admin/report/html_report.h"
#include "admin/report/markup.h"
#include "admin/report/words.h"

namespace harmony::admin {

namespace {

using Frame = Section::Frame;

std::string head(const DocumentHead& head) {
    const std::string mark = head.internal_mark.empty() ? "" : "INTERNAL: ";
    // The file needs nothing else, and fetches nothing: nobody learns who reads it.
    return "<head>\n<meta charset=\"utf-8\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
           "'unsafe-inline'; img-src data:\">\n"
           "<meta name=\"referrer\" content=\"no-referrer\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
           element("title", mark + head.title) + "\n<style>" + style_sheet() +
           "</style>\n</head>\n";
}

std::string masthead(const DocumentHead& head) {
    return "<header class=\"top\"><div class=\"page\">\n" +
           element("p", head.organisation, R"(class="from")") + element("h1", head.title) +
           element("p", head.about) + "\n</div></header>\n";
}

std::string caveat_box(const DocumentHead& head) {
    if (head.caveat.empty()) {
        return "";
    }
    return "<section class=\"caveat\" aria-labelledby=\"read-first\">"
           "<h2 id=\"read-first\">Please read this first</h2>\n<div class=\"both\">" +
           element("p", head.caveat) +
           (head.hidden_note.empty() ? "" : element("p", head.hidden_note)) + "</div></section>\n";
}

std::string key_figures(const DocumentHead& head) {
    if (head.figures.empty()) {
        return "";
    }
    std::string markup = "<dl class=\"figures\">\n";
    for (const KeyFigure& figure : head.figures) {
        markup += "<div>" + element("dt", figure.what) + element("dd", figure.number) + "</div>\n";
    }
    return markup + "</dl>\n";
}

std::string heading(const Section& section, std::string_view id) {
    return element(fmt::format("h{}", section.level), section.title, fmt::format(R"(id="{}")", id));
}

/// Heading and the words before the first table or drawing hold together on paper.
std::string framed(const Section& section) {
    std::string markup = fmt::format(
        "<section class=\"card\" id=\"{0}\" aria-labelledby=\"{0}-head\">\n"
        "<div class=\"top-of-question\">\n",
        section.anchor);
    markup += section.eyebrow.empty() ? "" : element("p", section.eyebrow, R"(class="eyebrow")");
    markup += heading(section, section.anchor + "-head") + "\n";
    bool top = true;
    for (const Block& block : section.blocks) {
        const bool words = std::holds_alternative<ParagraphBlock>(block) ||
                           std::holds_alternative<NotesBlock>(block);
        markup += top && !words ? "</div>\n" : "";
        top = top && words;
        markup += html_of(block);
    }
    return markup + (top ? "</div>\n" : "") + "</section>\n";
}

/// A part of the report: its heading stands outside its card.
std::string part(const Section& section) {
    std::string markup = heading(section, section.anchor) + "\n";
    const bool card = section.frame == Frame::card;
    markup += card ? "<div class=\"card\">\n" : "";
    for (const Block& block : section.blocks) {
        markup += html_of(block);
    }
    return markup + (card ? "</div>\n" : "");
}

std::string sections_of(const std::vector<Section>& sections) {
    std::string markup;
    bool in_row = false;
    for (const Section& section : sections) {
        const bool half = section.frame == Frame::half_card;
        markup += half && !in_row ? "<div class=\"places\">\n" : !half && in_row ? "</div>\n" : "";
        in_row = half;
        markup +=
            section.level > 2 && section.frame != Frame::none ? framed(section) : part(section);
    }
    return markup + (in_row ? "</div>\n" : "");
}

std::string foot(const DocumentHead& head) {
    return "<footer>" + element("p", head.foot) +
           (head.made == base::Day{}
                ? ""
                : element("p", "Made with Harmony on " + long_date(head.made) + ".")) +
           "</footer>\n";
}

}  // namespace

std::string draw_html(const Document& document) {
    const DocumentHead& top = document.head();
    return "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n" + head(top) +
           "<body>\n<a class=\"skip\" href=\"#main\">Skip to the numbers</a>\n" +
           (top.internal_mark.empty()
                ? ""
                : element("p", top.internal_mark, R"(class="internal")") + "\n") +
           masthead(top) + "<main id=\"main\" class=\"page\">\n" + caveat_box(top) +
           key_figures(top) + sections_of(document.sections()) + foot(top) +
           "</main>\n</body>\n</html>\n";
}

std::string render_html(const ReportInput& input) {
    return draw_html(document_of(input));
}

}  // namespace harmony::admin
