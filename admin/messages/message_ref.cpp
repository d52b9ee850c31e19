#include "admin/messages/message_ref.h"

#include "admin/authoring/event_shelf.h"

namespace harmony::admin {
namespace {

using base::Moment;
using events::Channel;
using events::MessageKind;

constexpr std::chrono::hours day_before{24};
constexpr std::size_t ref_letters = 25;
constexpr std::string_view base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

}  // namespace

std::string message_ref(const events::MessageKey& key, Channel channel) {
    base::Bytes bytes = base::copy_bytes(key.subject.view());
    bytes.push_back(static_cast<std::byte>(key.kind));
    for (int shift = 0; shift < 64; shift += 8) {
        bytes.push_back(static_cast<std::byte>(key.sequence >> static_cast<unsigned>(shift)));
    }
    bytes.push_back(static_cast<std::byte>(channel));
    const base::Digest digest = events_hash()("hk1.message.1", bytes);
    std::string ref = "H";
    unsigned held = 0;
    unsigned bits = 0;
    for (const std::byte byte : digest.view()) {
        held = ((held << 8U) | std::to_integer<unsigned>(byte)) & 0xffffU;
        bits += 8;
        for (; bits >= 5 && ref.size() <= ref_letters; bits -= 5) {
            ref += base32[(held >> (bits - 5)) & 31U];
        }
        if (ref.size() > ref_letters) {
            break;
        }
    }
    return ref;
}

db::MessageName name_of(const events::MessageKey& key, Channel channel) {
    return {*base::RecordId::from_bytes(key.subject.view()),
            static_cast<std::uint8_t>(key.kind),
            key.sequence,
            static_cast<std::uint8_t>(channel)};
}

events::MessageKey key_of(const db::MessageName& name) {
    return {*events::SubjectId::from_bytes(name.subject.view()),
            static_cast<MessageKind>(name.kind),
            name.sequence};
}

Moment may_go_out(MessageKind kind, const std::optional<Moment>& start, Moment now) {
    const bool urgent =
        kind == MessageKind::cancelled && start && now < *start && now + day_before >= *start;
    return urgent ? now : events::after_quiet_hours(now);
}

}  // namespace harmony::admin
