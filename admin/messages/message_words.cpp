#include "admin/messages/message_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "events/code.h"
#include "events/local_time.h"

namespace harmony::admin {
namespace {

using base::Result;
using events::Channel;
using events::MessageKind;

using Values = std::map<std::string, std::string>;

/// Letters outside ASCII of the alphabet's first table, and those of the second (3GPP TS 23.038,
/// 6.2.1 and 6.2.1.1).
constexpr std::u32string_view gsm_letters =
    U"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    U"ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
constexpr std::u32string_view gsm_second = U"^{}\\[~]|€";

bool holds(std::u32string_view letters, char32_t letter) {
    return letters.find(letter) != std::u32string_view::npos;
}

bool is_about_a_date(MessageKind kind) {
    return kind <= MessageKind::cancelled;
}

/// Says one message; notes which of its words nobody checked.
class Wording {
public:
    Wording(const MessageMatter& matter, const Catalogue& language, const Catalogue& english)
        : matter_(matter), language_(language), english_(english) {}

    [[nodiscard]] WordedMessage say(Channel channel, std::string_view title) {
        title_ = title;
        WordedMessage said;
        said.text = main_text();
        if (channel == Channel::email) {
            said.subject = subject();
            said.text += more();
        }
        said.draft = draft_;
        return said;
    }

private:
    [[nodiscard]] std::string phrase(std::string_view key) {
        const auto own = language_.texts.find(key);
        if (own != language_.texts.end()) {
            draft_ = draft_ || language_.unchecked.count(key) > 0;
            return own->second;
        }
        const auto english = english_.texts.find(key);
        return english == english_.texts.end() ? std::string() : english->second;
    }

    [[nodiscard]] std::string date(base::Day day) const {
        return long_date(language_.texts.count("date.long") > 0 ? language_ : english_, day);
    }

    [[nodiscard]] std::string optional_date(const std::optional<base::Day>& day) const {
        return day ? date(*day) : std::string();
    }

    /// Whom or where to tell.
    [[nodiscard]] std::string how() {
        return matter_.contact.empty() ? phrase("msg.on_screen") : matter_.contact;
    }

    [[nodiscard]] Values values() {
        Values values = {{"organiser", matter_.organiser},
                         {"title", title_},
                         {"venue", matter_.venue},
                         {"how_to_cancel", fill(phrase("msg.tell_us"), {{"how", how()}})},
                         {"how", how()},
                         {"how_to_get", matter_.contact},
                         {"by", optional_date(matter_.by)},
                         {"expires", optional_date(matter_.expires)},
                         {"text", matter_.told}};
        values["code"] =
            matter_.code == 0 ? std::string() : events::grouped_in_threes(matter_.code);
        if (matter_.start) {
            const events::WallTime shown = events::wall_time(*matter_.start);
            const base::Day day = events::day_of(shown);
            const unsigned weekday = std::chrono::weekday{day}.iso_encoding();
            values["date"] = date(day);
            values["time"] = events::clock_said(shown);
            values["weekday"] = phrase(fmt::format("weekday.{}", weekday));
            values["when"] = day == matter_.today                          ? phrase("msg.today")
                             : day == matter_.today + std::chrono::days{1} ? phrase("msg.tomorrow")
                                                                           : values["date"];
        }
        if (matter_.made_on) {
            values["date"] = date(*matter_.made_on);
        }
        if (!matter_.topic.empty()) {
            values["topic"] = phrase(matter_.topic);
        }
        return values;
    }

    [[nodiscard]] std::string next_dates() {
        std::string dates;
        for (const base::Day day : matter_.next) {
            dates += (dates.empty() ? "" : "; ") + date(day);
        }
        return dates.empty() ? std::string() : ' ' + fill(phrase("msg.next"), {{"dates", dates}});
    }

    [[nodiscard]] std::string main_text() {
        const auto at = static_cast<std::size_t>(matter_.kind) - 1;
        std::string text =
            fill(phrase("msg." + std::string(events::message_kind_names.at(at))), values());
        if (matter_.kind == MessageKind::no_space || matter_.kind == MessageKind::cancelled) {
            const std::string_view reason = events::in_language(matter_.reason, language_.code);
            text += (reason.empty() ? "" : ' ' + std::string(reason)) + next_dates();
        }
        return tidied(text);
    }

    /// A venue or a code that is not there leaves its comma behind.
    [[nodiscard]] static std::string tidied(std::string text) {
        for (const auto& [wrong, right] :
             {std::pair<std::string_view, std::string_view>{", .", "."},
              {", ,", ","},
              {"  ", " "}}) {
            for (auto at = text.find(wrong); at != std::string::npos; at = text.find(wrong)) {
                text.replace(at, wrong.size(), right);
            }
        }
        return text;
    }

    [[nodiscard]] std::string subject() {
        if (!is_about_a_date(matter_.kind)) {
            return fill(phrase("msg.subject.news"), values());
        }
        const bool changed = matter_.kind == MessageKind::changed;
        const bool cancelled = matter_.kind == MessageKind::cancelled;
        const std::string plain = fmt::format("{}, {}", title_, values()["date"]);
        return changed     ? fill(phrase("msg.subject.changed"), {{"event", plain}})
               : cancelled ? fill(phrase("msg.subject.cancelled"), {{"event", plain}})
                           : fmt::format("{}: {}", matter_.organiser, plain);
    }

    /// What an email says besides: what the venue has, when the details go, why it came and how to
    /// stop it.
    [[nodiscard]] std::string more() {
        std::string text;
        std::string access;
        for (const std::string& key : matter_.access) {
            access += (access.empty() ? "" : "; ") + phrase(key);
        }
        if (!access.empty()) {
            text += '\n' + phrase("event.access_yes") + ": " + access;
        }
        if (matter_.deleted) {
            text += '\n' + fill(phrase("msg.deleted"), {{"date", date(*matter_.deleted)}});
        }
        return text + '\n' + fill(phrase("msg.why"), values());
    }

    const MessageMatter& matter_;
    const Catalogue& language_;
    const Catalogue& english_;
    std::string title_;
    bool draft_ = false;
};

/// Without its last word; empty when it has but one.
std::string_view cut_at_a_word(std::string_view text) {
    const std::size_t space = text.find_last_of(' ');
    return space == std::string_view::npos ? std::string_view() : text.substr(0, space);
}

}  // namespace

WordedMessage word_message(const MessageMatter& matter,
                           const Catalogue& language,
                           const Catalogue& english,
                           Channel channel) {
    std::string_view title = events::in_language(matter.title, language.code);
    WordedMessage said = Wording(matter, language, english).say(channel, title);
    while (channel == Channel::text && !text_size(said.text).fits() && !title.empty()) {
        title = cut_at_a_word(title);
        said = Wording(matter, language, english)
                   .say(channel, title.empty() ? std::string() : std::string(title) + "..");
    }
    return said;
}

TextSize text_size(std::string_view text) {
    TextSize gsm;
    std::size_t others = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t letter = base::next_code_point(text, at);
        others += letter > 0xffff ? 2U : 1U;
        gsm.letters += holds(gsm_second, letter) ? 2U : 1U;
        gsm.gsm = gsm.gsm && (holds(gsm_letters, letter) || holds(gsm_second, letter));
    }
    return gsm.gsm ? gsm : TextSize{others, false};
}

Result<const Catalogue*> MessagePhrases::of(const std::string& language) {
    if (const auto known = read_.find(language); known != read_.end()) {
        return &known->second;
    }
    Result<Catalogue> catalogue = read_catalogue(files_, folder_, language);
    if (!catalogue && language != "en") {
        return of("en");
    }
    if (!catalogue) {
        return catalogue.error();
    }
    return &read_.emplace(language, std::move(*catalogue)).first->second;
}

}  // namespace harmony::admin
