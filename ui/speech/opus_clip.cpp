#include "ui/speech/opus_clip.h"

#include <opusfile.h>

#include <array>
#include <memory>

namespace harmony::ui {
namespace {

struct CloseOpus {
    void operator()(OggOpusFile* file) const noexcept { op_free(file); }
};

base::Error unreadable(const char* what) {
    return {base::ErrorKind::unreadable, what};
}

}  // namespace

bool is_clip_name(std::string_view name) {
    constexpr std::size_t digits = 12;
    return name.size() == digits + 5 && name.ends_with(".opus") &&
           name.substr(0, digits).find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// Opus always decodes to 48,000 samples a second, which is `sound_rate`.
base::Result<Samples> read_clip(base::ByteView file) {
    constexpr std::size_t longest = 60 * static_cast<std::size_t>(sound_rate);
    int fault = 0;
    const std::unique_ptr<OggOpusFile, CloseOpus> opus(
        op_open_memory(reinterpret_cast<const unsigned char*>(file.data()), file.size(), &fault));
    if (opus == nullptr) {
        return unreadable("the clip is no Opus file");
    }
    Samples sound;
    std::array<opus_int16, 2 * 5760> piece{};
    for (;;) {
        const int got = op_read_stereo(opus.get(), piece.data(), static_cast<int>(piece.size()));
        if (got < 0) {
            return unreadable("the clip is damaged");
        }
        if (got == 0) {
            return sound;
        }
        for (int i = 0; i < got; ++i) {
            const auto at = static_cast<std::size_t>(2 * i);
            sound.push_back(static_cast<std::int16_t>((piece[at] + piece[at + 1]) / 2));
        }
        if (sound.size() > longest) {
            return unreadable("the clip is longer than 60 s");
        }
    }
}

}  // namespace harmony::ui
