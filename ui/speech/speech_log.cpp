#include "ui/speech/speech_log.h"

#include <algorithm>

#include "ui/speech/voice.h"

namespace harmony::ui {

void SpeechLog::say(Utterance utterance) {
    if (!swallowed_.empty() && !utterance.empty() &&
        utterance.parts.front().view().starts_with(swallowed_)) {
        return;
    }
    said_.push_back({std::move(utterance), setting_});
}

/// Wipes what a resident typed; what everybody heard is kept for whoever reads the log.
void SpeechLog::forget() {
    std::erase_if(said_, [](const Entry& entry) { return entry.utterance.personal; });
}

bool SpeechLog::can_say(const Utterance& utterance) const {
    return has_voice(utterance.language);
}

bool SpeechLog::has_voice(std::string_view language) const {
    return works_ && !voice_of(language).empty();
}

base::SecretText SpeechLog::text() const {
    base::SecretText text;
    for (const Entry& entry : said_) {
        text.append(entry.utterance.text().view());
        text.append("\n");
    }
    return text;
}

}  // namespace harmony::ui
