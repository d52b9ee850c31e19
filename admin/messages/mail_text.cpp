// Headers are a closed list, written here and nowhere else; each value passes `has_controls` first,
// so no value can begin another line.
#include "admin/messages/mail_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "admin/report/markup.h"
#include "base/text.h"
#include "ui/language.h"

namespace harmony::admin {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::size_t bytes_a_word =
    39;  ///< 52 letters of base64, 12 around them, and "Subject: " before
constexpr std::size_t letters_a_line = 76;
constexpr std::size_t longest_plain_header = 60;

bool has_controls(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char letter) {
        const auto byte = static_cast<unsigned char>(letter);
        return byte < 0x20 || byte == 0x7f;
    });
}

bool is_plain(std::string_view text) {
    return text.size() <= longest_plain_header && text.find("=?") == std::string_view::npos &&
           std::all_of(text.begin(), text.end(), [](char letter) {
               const auto byte = static_cast<unsigned char>(letter);
               return byte >= 0x20 && byte < 0x7f;
           });
}

/// A name before an address: words alone stand bare, all else is encoded (RFC 5322, 3.2.3).
std::string phrase(std::string_view name) {
    const bool bare = !name.empty() && std::all_of(name.begin(), name.end(), [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9') || letter == ' ';
    });
    if (bare && is_plain(name)) {
        return std::string(name);
    }
    std::string words;
    for (std::size_t at = 0; at < name.size();) {
        std::size_t end = at;
        while (end < name.size()) {
            std::size_t next = end;
            static_cast<void>(base::next_code_point(name, next));
            if (next - at > bytes_a_word) {
                break;
            }
            end = next;
        }
        words += fmt::format("{}=?UTF-8?B?{}?=",
                             words.empty() ? "" : "\r\n ",
                             base::to_base64(base::as_bytes(name.substr(at, end - at))));
        at = end;
    }
    return words;
}

std::string in_lines(std::string_view bytes) {
    const std::string letters = base::to_base64(base::as_bytes(bytes));
    std::string lines;
    for (std::size_t at = 0; at < letters.size(); at += letters_a_line) {
        lines += letters.substr(at, letters_a_line) + "\r\n";
    }
    return lines;
}

std::string with_crlf(std::string_view text) {
    std::string lines;
    for (const char letter : text) {
        lines += letter == '\n' ? "\r\n" : std::string(1, letter);
    }
    return lines;
}

std::string_view direction(std::string_view language) {
    return ui::language_of(language).direction == ui::Direction::right_to_left ? "rtl" : "ltr";
}

std::string paragraphs(std::string_view text, std::string_view language) {
    std::string html = fmt::format("<div lang=\"{}\" dir=\"{}\">", language, direction(language));
    for (const std::string& line : base::split(text, '\n')) {
        html += line.empty() ? "" : "<p>" + escape_markup(line) + "</p>";
    }
    return html + "</div>";
}

std::string html_of(const Letter& letter) {
    std::string body = paragraphs(letter.text, letter.language);
    if (!letter.english.empty()) {
        body += "<hr>" + paragraphs(letter.english, "en");
    }
    return fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{0}\" dir=\"{1}\"><head><meta charset=\"utf-8\">"
        "<title>{2}</title></head>\n<body>{3}</body></html>\n",
        letter.language,
        direction(letter.language),
        escape_markup(letter.subject),
        body);
}

std::string plain_of(const Letter& letter) {
    return letter.english.empty() ? letter.text + '\n'
                                  : letter.text + "\n\n-- \n" + letter.english + '\n';
}

std::string part(std::string_view type, std::string_view content) {
    return fmt::format(
        "Content-Type: {}\r\nContent-Transfer-Encoding: base64\r\n\r\n{}", type, in_lines(content));
}

std::string alternative(const Letter& letter, const std::string& boundary) {
    return fmt::format(
        "Content-Type: multipart/alternative; boundary=\"{0}\"\r\n\r\n"
        "--{0}\r\n{1}--{0}\r\n{2}--{0}--\r\n",
        boundary,
        part("text/plain; charset=UTF-8", with_crlf(plain_of(letter))),
        part("text/html; charset=UTF-8", with_crlf(html_of(letter))));
}

std::string body_of(const Letter& letter, const std::string& ref) {
    if (letter.calendar.empty()) {
        return alternative(letter, "alt-" + ref);
    }
    const std::string_view method = letter.cancels ? "CANCEL" : "PUBLISH";
    return fmt::format(
        "Content-Type: multipart/mixed; boundary=\"mix-{0}\"\r\n\r\n"
        "--mix-{0}\r\n{1}--mix-{0}\r\n"
        "Content-Disposition: attachment; filename=\"event.ics\"\r\n{2}--mix-{0}--\r\n",
        ref,
        alternative(letter, "alt-" + ref),
        part(fmt::format("text/calendar; method={}; charset=UTF-8; name=\"event.ics\"", method),
             letter.calendar));
}

}  // namespace

std::string header_words(std::string_view text) {
    return is_plain(text) ? std::string(text) : phrase(text);
}

std::string mail_date(base::Moment moment) {
    constexpr std::array<std::string_view, 7> days = {
        "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<std::string_view, 12> months = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(moment - day));
    return fmt::format("{}, {} {} {} {:02}:{:02}:{:02} +0000",
                       days.at(std::chrono::weekday{day}.c_encoding()),
                       static_cast<unsigned>(date.day()),
                       months.at(static_cast<unsigned>(date.month()) - 1),
                       static_cast<int>(date.year()),
                       time.hours().count(),
                       time.minutes().count(),
                       time.seconds().count());
}

Result<std::string> mail_text(const Letter& letter, const MailHead& head) {
    const std::array<std::string_view, 7> values = {head.from_name,
                                                    head.from_address,
                                                    head.reply_to,
                                                    head.ref,
                                                    letter.to.view(),
                                                    letter.subject,
                                                    letter.language};
    for (const std::string_view value : values) {
        if (has_controls(value) || !base::is_utf8(value)) {
            return Error{ErrorKind::refused,
                         "a name, subject or address holds a control character: nothing was sent"};
        }
    }
    const std::string domain = head.from_address.substr(head.from_address.find('@') + 1);
    std::string mail;
    mail += fmt::format("Date: {}\r\n", mail_date(letter.made));
    mail += fmt::format("From: {}\r\n <{}>\r\n", phrase(head.from_name), head.from_address);
    mail += fmt::format("To: <{}>\r\n", letter.to.view());
    if (!head.reply_to.empty()) {
        mail += fmt::format("Reply-To: <{}>\r\n", head.reply_to);
    }
    mail += fmt::format("Subject: {}\r\n", header_words(letter.subject));
    mail += fmt::format("Message-ID: <{}@{}>\r\n", head.ref, domain);
    mail += fmt::format("Content-Language: {}\r\n", letter.language);
    mail += "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n";
    return mail + body_of(letter, head.ref);
}

}  // namespace harmony::admin
