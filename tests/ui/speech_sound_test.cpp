#include <SDL.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <thread>

#include "base/files.h"
#include "base/random.h"
#include "ui/speech/opus_clip.h"
#include "ui/speech/player.h"
#include "ui/speech/sound_card.h"
#include "ui/speech/sound_stream.h"

using namespace harmony;
using ui::Samples;

namespace {

constexpr std::string_view espeak = "/usr/bin/espeak-ng";

Samples tone(double hertz, double seconds) {
    Samples made(static_cast<std::size_t>(seconds * ui::sound_rate));
    for (std::size_t i = 0; i < made.size(); ++i) {
        const double angle = 2 * std::numbers::pi * hertz * static_cast<double>(i) / ui::sound_rate;
        made[i] = static_cast<std::int16_t>(std::lround(12'000 * std::sin(angle)));
    }
    return made;
}

/// How often a sound crosses zero upwards in a second: the pitch of a plain tone.
double pitch(const Samples& sound) {
    int crossings = 0;
    for (std::size_t i = 1; i < sound.size(); ++i) {
        crossings += sound[i - 1] < 0 && sound[i] >= 0 ? 1 : 0;
    }
    return crossings / (static_cast<double>(sound.size()) / ui::sound_rate);
}

double loudness(std::span<const std::int16_t> sound) {
    double power = 0;
    for (const std::int16_t sample : sound) {
        power += static_cast<double>(sample) * sample;
    }
    return sound.empty() ? 0 : std::sqrt(power / static_cast<double>(sound.size()));
}

double seconds(const Samples& sound) {
    return static_cast<double>(sound.size()) / ui::sound_rate;
}

class NoClips final : public ui::ClipShelf {
public:
    [[nodiscard]] bool has(std::string_view, std::string_view) const override { return false; }
    [[nodiscard]] std::optional<base::Bytes> read(std::string_view,
                                                  std::string_view) const override {
        return std::nullopt;
    }
};

/// One clip: a tone of 440 Hz that says "Tak" in Polish and in Sorani.
class OneClip final : public ui::ClipShelf {
public:
    [[nodiscard]] bool has(std::string_view language, std::string_view text) const override {
        return (language == "ckb" || language == "pl") && text == "Tak";
    }
    [[nodiscard]] std::optional<base::Bytes> read(std::string_view,
                                                  std::string_view) const override {
        base::SystemRandom random;
        base::RealFiles files(random);
        return *files.read(HARMONY_SOURCE_DIR "/tests/data/clips/tone_440.opus", 1U << 20U);
    }
};

/// A clip of each of some digits, in Sorani; keeps which were played.
class DigitClips final : public ui::ClipShelf {
public:
    explicit DigitClips(std::string_view digits) : digits_(digits) {}

    [[nodiscard]] bool has(std::string_view language, std::string_view text) const override {
        return language == "ckb" && text.size() == 1 &&
               digits_.find(text) != std::string_view::npos;
    }
    [[nodiscard]] std::optional<base::Bytes> read(std::string_view language,
                                                  std::string_view text) const override {
        played_ += text;
        return OneClip().read(language, text);
    }
    /// Once the player has said all.
    [[nodiscard]] const std::string& played() const { return played_; }

private:
    std::string_view digits_;
    mutable std::string played_;
};

/// Takes a stream as a sound card would, as fast as it comes, until the player has said all.
Samples listen(ui::SpeechPlayer& player, ui::SoundStream& stream) {
    Samples heard;
    std::thread waits([&] { player.wait_until_said(); });
    Samples piece(ui::SoundCard::piece);
    while (player.speaking()) {
        if (stream.empty()) {
            std::this_thread::yield();
            continue;
        }
        stream.take(piece);
        heard.insert(heard.end(), piece.begin(), piece.end());
    }
    waits.join();
    return heard;
}

ui::Utterance says(std::string language, std::string_view text) {
    ui::Utterance utterance{std::move(language), {}, false};
    utterance.add(text);
    return utterance;
}

}  // namespace

TEST_CASE("a stream gives what was put in, then silence", "[ui][speech][sound]") {
    ui::SoundStream stream;
    const Samples sound = tone(440, 0.01);
    REQUIRE(stream.push(sound, stream.turn()));
    Samples heard(sound.size() + 100, 1);
    stream.take(heard);
    CHECK(std::equal(sound.begin(), sound.end(), heard.begin()));
    CHECK(std::all_of(heard.end() - 100, heard.end(), [](int sample) { return sample == 0; }));
    CHECK(stream.empty());
}

TEST_CASE("silenced, the next thing a sound card takes is silence", "[ui][speech][K7]") {
    // 50 ms (kiosk.md 6.1): nothing waits in the stream, and the card has taken one piece.
    ui::SoundStream stream;
    REQUIRE(stream.push(tone(440, 1), stream.turn()));
    stream.silence();
    Samples heard(ui::SoundCard::piece, 1);
    stream.take(heard);
    CHECK(loudness(heard) == 0);
    CHECK(1000.0 * ui::SoundCard::piece / ui::sound_rate < 50);
}

TEST_CASE("sound of before the silence is never heard after it", "[ui][speech][sound]") {
    ui::SoundStream stream;
    const std::uint64_t before = stream.turn();
    stream.silence();
    CHECK_FALSE(stream.push(tone(440, 0.1), before));
    CHECK(stream.empty());
    CHECK_FALSE(stream.drain(before));
}

TEST_CASE("who puts in too much waits, and silence lets him go", "[ui][speech][sound]") {
    ui::SoundStream stream;
    bool all = true;
    std::thread puts([&] { all = stream.push(tone(440, 5), stream.turn()); });
    while (stream.empty()) {
        std::this_thread::yield();
    }
    stream.silence();
    puts.join();
    CHECK_FALSE(all);
}

TEST_CASE("volume goes in steps of at most 10 dB, and 0 is silence", "[ui][speech][K7]") {
    // EN 301 549 5.1.3.12 and kiosk.md 6.1.
    CHECK(ui::gain_of(0) == 0);
    CHECK(ui::gain_of(10) == Approx(1));
    for (int step = 1; step < 10; ++step) {
        const double decibel = 20 * std::log10(ui::gain_of(step + 1) / ui::gain_of(step));
        CHECK(decibel > 0);
        CHECK(decibel <= 10);
    }
    // The first volume, 5, is at most 65 dBA where the loudest is 75: 10 dB below it or more.
    CHECK(20 * std::log10(ui::gain_of(5)) <= -10);
    ui::SoundStream stream;
    stream.set_gain(0.5);
    const Samples loud = tone(440, 0.1);
    REQUIRE(stream.push(loud, stream.turn()));
    Samples heard(loud.size());
    stream.take(heard);
    CHECK(loudness(heard) == Approx(loudness(loud) / 2).epsilon(0.01));
}

TEST_CASE("sound at another speed lasts as long as that and keeps its pitch",
          "[ui][speech][sound]") {
    const Samples sound = tone(220, 1);
    for (const double factor : {0.5, 0.75, 1.25, 1.5, 2.0}) {
        const Samples timed = ui::at_speed(sound, factor);
        CHECK(seconds(timed) == Approx(1 / factor).epsilon(0.02));
        CHECK(pitch(timed) == Approx(220).epsilon(0.03));
        CHECK(loudness(timed) == Approx(loudness(sound)).epsilon(0.15));
    }
    CHECK(ui::at_speed(sound, 1.0) == sound);
}

TEST_CASE("an Opus clip is read, and what is none is refused", "[ui][speech][sound]") {
    base::SystemRandom random;
    base::RealFiles files(random);
    const auto file = files.read(HARMONY_SOURCE_DIR "/tests/data/clips/tone_440.opus", 1U << 20U);
    REQUIRE(file);
    const auto sound = ui::read_clip(*file);
    REQUIRE(sound);
    CHECK(seconds(*sound) == Approx(0.5).epsilon(0.1));
    CHECK(pitch(*sound) == Approx(440).epsilon(0.03));
    const std::string text = "RIFF, and nothing else";
    CHECK(ui::read_clip(base::as_bytes(text)).error().kind == base::ErrorKind::unreadable);
    base::Bytes cut(file->begin(), file->begin() + 60);
    CHECK_FALSE(ui::read_clip(cut));
}

TEST_CASE("there is a voice for each language but Sorani", "[ui][speech]") {
    for (const char* language : {"en", "pl", "ro", "ur", "ar", "fa", "pa"}) {
        CHECK_FALSE(ui::voice_of(language).empty());
    }
    CHECK(ui::voice_of("ckb").empty());
    CHECK(ui::voice_of("ku").empty());
}

TEST_CASE("espeak-ng says something in each language that has a voice", "[ui][speech][K7]") {
    ui::Espeak voice{std::string(espeak)};
    REQUIRE(voice.present());
    for (const auto& [language, text] : {std::pair{"en", "Very safe."},
                                         std::pair{"pl", "Bardzo bezpiecznie."},
                                         std::pair{"ro", "Foarte sigur."},
                                         std::pair{"ur", "بہت محفوظ۔"},
                                         std::pair{"ar", "آمن جدًا."},
                                         std::pair{"fa", "بسیار امن."},
                                         std::pair{"pa", "ਬਹੁਤ ਸੁਰੱਖਿਅਤ।"}}) {
        const auto sound = voice.say({language, 100, text});
        INFO(language);
        REQUIRE(sound);
        CHECK(seconds(*sound) > 0.3);
        CHECK(loudness(*sound) > 100);
    }
    CHECK(voice.say({"ckb", 100, "زۆر سەلامەت"}).error().kind == base::ErrorKind::absent);
}

TEST_CASE("speech is as fast as it is asked for", "[ui][speech][K7]") {
    // 100 % is about 125 words a minute (VX-audio). The sentence has 30 words.
    constexpr std::string_view text =
        "How safe or unsafe do you feel when outside in your local area after dark? Please choose "
        "one answer. There are six answers on this page and you can go back.";
    ui::Espeak voice{std::string(espeak)};
    const auto lasts = [&](int percent) { return seconds(*voice.say({"en", percent, text})); };
    const double usual = lasts(100);
    CHECK(30 / usual * 60 == Approx(125).epsilon(0.08));
    CHECK(lasts(50) == Approx(2 * usual).epsilon(0.15));
    CHECK(lasts(200) == Approx(usual / 2).epsilon(0.15));
    CHECK(lasts(150) < usual);
    CHECK(lasts(75) > usual);
}

TEST_CASE("a voice process that died is replaced", "[ui][speech]") {
    // A program that ends at once, as one that crashes does, then the real one.
    ui::Espeak dead{"/bin/true"};
    CHECK(dead.say({"en", 100, "Hello."}).error().kind == base::ErrorKind::unreachable);
    ui::Espeak missing{"/nowhere/espeak-ng"};
    CHECK_FALSE(missing.present());
    CHECK(missing.say({"en", 100, "Hello."}).error().kind == base::ErrorKind::absent);
    ui::Espeak voice{std::string(espeak)};
    REQUIRE(voice.say({"en", 100, "One."}));
    REQUIRE(voice.say({"en", 100, "Two."}));
}

TEST_CASE("a player says one utterance after the other", "[ui][speech][K7]") {
    const NoClips clips;
    ui::SoundStream stream;
    ui::SpeechPlayer player({}, clips, stream);
    player.say(says("en", "Very safe"));
    player.say(says("en", "Choice 1 of 6"));
    const Samples heard = listen(player, stream);
    CHECK(seconds(heard) > 1);
    CHECK(loudness(heard) > 10);
    CHECK_FALSE(player.speaking());
}

TEST_CASE("a player that is stopped is silent at once, and says what comes next",
          "[ui][speech][K7]") {
    const NoClips clips;
    ui::SoundStream stream;
    ui::SpeechPlayer player({}, clips, stream);
    player.say(says("en", "This is a long sentence that nobody wants to hear to its very end"));
    while (stream.empty()) {
        std::this_thread::yield();
    }
    player.stop();
    Samples piece(ui::SoundCard::piece, 1);
    stream.take(piece);
    CHECK(loudness(piece) == 0);
    player.say(says("en", "Continue"));
    CHECK(seconds(listen(player, stream)) > 0.2);
}

TEST_CASE("a clip is played where there is one, also in a language without a voice",
          "[ui][speech][K7]") {
    const OneClip clips;
    ui::SoundStream stream;
    ui::SpeechPlayer player({}, clips, stream);
    CHECK(player.can_say(says("ckb", "Tak")));
    CHECK_FALSE(player.can_say(says("ckb", "Nie")));
    CHECK(player.can_say(says("pl", "Nie")));
    CHECK_FALSE(player.has_voice("ckb"));
    player.say(says("ckb", "Tak"));
    Samples heard = listen(player, stream);
    heard.resize(std::min<std::size_t>(heard.size(), ui::sound_rate * 4 / 10));
    CHECK(pitch(heard) == Approx(440).epsilon(0.05));
    player.say(says("ckb", "Nie"));
    CHECK(loudness(listen(player, stream)) == 0);
}

TEST_CASE(
    "a code is said in clips of its digits where there are all ten, with pauses between groups",
    "[ui][speech][S4]") {
    const DigitClips all("0123456789");
    ui::SoundStream stream;
    ui::SpeechPlayer player({}, all, stream);
    CHECK(player.can_say(says("ckb", "4 8 2, 9 1 7")));
    CHECK_FALSE(player.can_say(says("ckb", "48")));  // nobody spelled it: there is no "forty-eight"
    player.say(says("ckb", "4 8 2, 9 1 7"));
    const Samples heard = listen(player, stream);
    CHECK(all.played() == "482917");
    // Six clips and one pause of 0.3 s; a sound card takes whole pieces.
    const double clip = seconds(*ui::read_clip(*OneClip().read("ckb", "Tak")));
    CHECK(seconds(heard) == Approx(6 * clip + 0.3).margin(0.1));
}

TEST_CASE("where one digit has no clip, none of a code is said in clips", "[ui][speech][S4]") {
    const DigitClips nine("012345678");
    ui::SoundStream stream;
    ui::SpeechPlayer player({}, nine, stream);
    CHECK_FALSE(player.can_say(says("ckb", "4 8 2, 9 1 7")));
    player.say(says("ckb", "4 8 2"));
    CHECK(loudness(listen(player, stream)) == 0);
    CHECK(nine.played().empty());
}

TEST_CASE("at volume 0 nothing is made at all", "[ui][speech]") {
    const NoClips clips;
    ui::SoundStream stream;
    ui::SpeechPlayer player({}, clips, stream);
    player.set({0, 100, ui::Listening::loudspeaker});
    player.say(says("en", "Very safe"));
    CHECK_FALSE(player.speaking());
}

TEST_CASE("the loudspeaker is as loud as the calibration lets it", "[ui][speech]") {
    const NoClips clips;
    ui::SoundStream stream;
    ui::SpeechPlayer::Options options;
    options.loudspeaker_gain = 0.25;
    ui::SpeechPlayer player(options, clips, stream);
    const Samples sound = tone(440, 0.1);
    const auto heard = [&](ui::Listening listening) {
        player.set({10, 100, listening});
        static_cast<void>(stream.push(sound, stream.turn()));
        Samples piece(sound.size());
        stream.take(piece);
        return loudness(piece);
    };
    CHECK(heard(ui::Listening::headphones) == Approx(loudness(sound)).epsilon(0.01));
    CHECK(heard(ui::Listening::loudspeaker) == Approx(loudness(sound) / 4).epsilon(0.01));
}

TEST_CASE("a sound card plays a stream, and a machine without one says so", "[ui][speech]") {
    ui::SoundStream stream;
    REQUIRE(::setenv("SDL_AUDIODRIVER", "dummy", 1) == 0);
    {
        const auto card = ui::SoundCard::open(stream);
        REQUIRE(card);
        const std::uint64_t turn = stream.turn();
        REQUIRE(stream.push(tone(440, 0.05), turn));
        CHECK(stream.drain(turn));
    }
    REQUIRE(::setenv("SDL_AUDIODRIVER", "no such driver", 1) == 0);
    CHECK(ui::SoundCard::open(stream).error().kind == base::ErrorKind::unreachable);
    ::unsetenv("SDL_AUDIODRIVER");
}
