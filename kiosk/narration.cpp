#include "kiosk/narration.h"

#include <fmt/format.h>

#include <array>

#include "ui/language.h"
#include "ui/theme.h"

namespace harmony::kiosk {
namespace {

using ui::Narrator;

constexpr int usual_volume = 5;

/// Phrases that are said and stand on no page.
constexpr std::array<std::string_view, 25> spoken_keys = {"speech.seconds",
                                                          "speech.set.text",
                                                          "speech.size.s",
                                                          "speech.size.m",
                                                          "speech.size.l",
                                                          "speech.size.xl",
                                                          "speech.set.colours",
                                                          "speech.colours.standard",
                                                          "speech.colours.high_light",
                                                          "speech.colours.high_dark",
                                                          "speech.colours.low",
                                                          "speech.set.volume",
                                                          "speech.set.speed",
                                                          "speech.on",
                                                          "speech.off",
                                                          "speech.set.headphones",
                                                          "speech.set.blank",
                                                          "speech.set.lower",
                                                          "speech.set.steady",
                                                          "speech.set.double",
                                                          "speech.set.scanning",
                                                          "sound.no_voice.said",
                                                          "bar.read",
                                                          "bar.read_stop",
                                                          "sound.off.title"};

std::string_view size_key(ui::TextSize size) {
    switch (size) {
        case ui::TextSize::s: return "speech.size.s";
        case ui::TextSize::m: return "speech.size.m";
        case ui::TextSize::l: return "speech.size.l";
        case ui::TextSize::xl: break;
    }
    return "speech.size.xl";
}

std::string_view colours_key(ui::ColourMode mode) {
    switch (mode) {
        case ui::ColourMode::standard:
        case ui::ColourMode::desk_light:  // of a window on a desk, which has no voice
        case ui::ColourMode::desk_dark: return "speech.colours.standard";
        case ui::ColourMode::high_light: return "speech.colours.high_light";
        case ui::ColourMode::high_dark: return "speech.colours.high_dark";
        case ui::ColourMode::low: break;
    }
    return "speech.colours.low";
}

}  // namespace

Narration::Narration(ui::Speaker& speaker, Options options)
    : speaker_(speaker),
      options_(options),
      narrator_(speaker, [this](std::string_view language) -> const ui::SpeechWords& {
          return words_of(language);
      }) {}

void Narration::use(const Phrases& phrases) {
    words_.clear();
    texts_.clear();
    for (const ui::Language& language : ui::languages()) {
        const std::string code(language.code);
        words_.emplace(code, ui::SpeechWords(code, [&](std::string_view key) {
                           return phrases.text(code, fmt::format("speech.{}", key));
                       }));
        for (const std::string_view key : spoken_keys) {
            texts_.emplace(fmt::format("{}/{}", code, key), phrases.text(code, key));
        }
    }
    ui::Utterance apology{"en", {}, false};
    apology.add(text("en", "sound.no_voice.said"));
    narrator_.apologise_with(std::move(apology));
}

const ui::SpeechWords& Narration::words_of(std::string_view language) const {
    const auto found = words_.find(language);
    return found == words_.end() ? words_.find("en")->second : found->second;
}

std::string Narration::text(std::string_view language, std::string_view key) const {
    const auto found = texts_.find(fmt::format("{}/{}", language, key));
    return found == texts_.end() ? std::string() : found->second;
}

// --- the session --------------------------------------------------------------------------------

void Narration::begin(ui::Look& look) {
    look.access.headphones = plugged_;
    served_.reset();
}

void Narration::end() {
    narrator_.forget();
    served_.reset();
    seconds_.reset();
    missed_.clear();
    trouble_.reset();
}

void Narration::serve(const ui::Look& look) {
    const bool read_before = served_ && served_->access.read_aloud;
    narrator_.serve(look.access);
    if (read_before && look.access.read_aloud) {
        say_settings(*served_, look);
    }
    served_ = look;
    look_for_voice(look);
}

void Narration::count_down(std::optional<int> seconds) {
    const bool starts = seconds && !seconds_;
    const bool goes_on = seconds && seconds_ && *seconds != *seconds_;
    const bool round = seconds && (*seconds % 10 == 0 || *seconds == 5) && *seconds > 0;
    if (served_ && (starts || (goes_on && round))) {
        narrator_.announce(
            served_->language,
            ui::with_value(
                text(served_->language, "speech.seconds"), "n", std::to_string(*seconds)),
            starts ? Narrator::Turn::last : Narrator::Turn::first);
    }
    seconds_ = seconds;
}

// --- settings -----------------------------------------------------------------------------------

void Narration::say_settings(const ui::Look& was, const ui::Look& is) {
    const std::string& language = is.language;
    if (was.text != is.text) {
        narrator_.announce(
            language,
            ui::with_value(
                text(language, "speech.set.text"), "size", text(language, size_key(is.text))));
    }
    if (was.colours != is.colours) {
        narrator_.announce(language,
                           ui::with_value(text(language, "speech.set.colours"),
                                          "mode",
                                          text(language, colours_key(is.colours))));
    }
    say_access(was.access, is.access, language);
}

void Narration::say_state(const std::string& language, std::string_view key, bool on) {
    narrator_.announce(
        language,
        ui::with_value(
            text(language, key), "state", text(language, on ? "speech.on" : "speech.off")));
}

void Narration::say_access(const ui::Access& was,
                           const ui::Access& is,
                           const std::string& language) {
    const auto number = [&](std::string_view key, int before, int now) {
        if (before != now) {
            narrator_.announce(language,
                               ui::with_value(text(language, key), "n", std::to_string(now)));
        }
    };
    const auto state = [&](std::string_view key, bool before, bool now) {
        if (before != now) {
            say_state(language, key, now);
        }
    };
    constexpr std::chrono::milliseconds off{0};
    number("speech.set.volume", was.volume, is.volume);
    number("speech.set.speed", was.speed_percent, is.speed_percent);
    state("speech.set.headphones", was.headphones, is.headphones);
    state("speech.set.blank", was.blank, is.blank);
    state("speech.set.lower", was.lower, is.lower);
    state("speech.set.steady", was.steady != off, is.steady != off);
    state("speech.set.double", was.double_strike != off, is.double_strike != off);
    state("speech.set.scanning", was.scanning, is.scanning);
}

bool Narration::can_say(std::string_view language) const {
    ui::Utterance probe{std::string(language), {}, false};
    probe.add(words_of(language)[ui::Word::button]);
    return speaker_.can_say(probe);
}

std::vector<std::string> Narration::silent() const {
    std::vector<std::string> codes;
    for (const ui::Language& language : ui::languages()) {
        if (speaker_.works() && !can_say(language.code)) {
            codes.emplace_back(language.code);
        }
    }
    return codes;
}

/// Of a language that nothing can say, the page says so, and a voice once, in English.
void Narration::look_for_voice(const ui::Look& look) {
    if (!look.access.read_aloud || can_say(look.language) || !speaker_.works() ||
        !missed_.insert(look.language).second) {
        return;
    }
    trouble_ = SoundTrouble::no_voice;
    narrator_.announce("en", text("en", "sound.no_voice.said"), Narrator::Turn::last);
}

// --- what the resident asks for -----------------------------------------------------------------

void Narration::start_reading(ui::Look& look) {
    look.access.read_aloud = true;
    if (look.access.volume == 0) {
        look.access.volume = usual_volume;
    }
    trouble_.reset();
}

void Narration::toggle_reading(ui::Look& look) {
    if (look.access.read_aloud) {
        look.access.read_aloud = false;
    } else if (!speaker_.works() || taken_for_broken_) {
        trouble_ = SoundTrouble::broken;
    } else if (!options_.loudspeaker && !look.access.headphones) {
        trouble_ = SoundTrouble::headphones_only;
    } else {
        start_reading(look);
    }
}

void Narration::listen(std::string id, ui::Look& look) {
    if (!speaker_.works()) {
        trouble_ = SoundTrouble::broken;
    } else if (!options_.loudspeaker && !look.access.headphones) {
        trouble_ = SoundTrouble::headphones_only;
    } else if (!can_say(look.language)) {
        trouble_ = SoundTrouble::no_voice;
    } else {
        if (look.access.volume == 0) {
            look.access.volume = usual_volume;
        }
        narrator_.say_once(std::move(id));
    }
}

void Narration::use_headphones(ui::Look& look) {
    if (!speaker_.works()) {
        trouble_ = SoundTrouble::broken;
        return;
    }
    look.access.headphones = true;
    start_reading(look);
}

void Narration::use_loudspeaker(ui::Look& look) {
    look.access.headphones = false;
    if (!options_.loudspeaker) {  // the headphones are out, and nothing else may be heard here
        look.access.read_aloud = false;
        trouble_ = SoundTrouble::headphones_only;
        return;
    }
    start_reading(look);
}

void Narration::plug(bool in, ui::Look& look, bool in_session) {
    plugged_ = in;
    if (!in_session) {
        return;
    }
    const bool listened = look.access.read_aloud && look.access.headphones;
    look.access.headphones = in;
    if (in && speaker_.works()) {
        start_reading(look);
    } else if (listened) {
        look.access.volume = 0;
        trouble_ = SoundTrouble::off;
        narrator_.stop();
    }
}

}  // namespace harmony::kiosk
