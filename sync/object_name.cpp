#include "sync/object_name.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "sync/frame.h"

namespace harmony::sync {
namespace {

constexpr std::size_t max_name = 160;
constexpr std::size_t max_parts = 5;
constexpr std::size_t digits = 12;
constexpr std::size_t short_hash = 16;
constexpr std::uint64_t number_end = 1'000'000'000'000U;

/// `<folder>/<prefix><12 digits>-<16 hex><ending>`
struct NumberedPattern {
    ObjectKind kind;
    std::string_view folder;  ///< below up/<kiosk>, down/<kiosk> or down/all
    std::string_view prefix;
    std::string_view ending;
};

constexpr std::array<NumberedPattern, 4> up_patterns{{
    {ObjectKind::survey_batch, "survey", "", ".hkb"},
    {ObjectKind::contact_batch, "contact", "", ".hkb"},
    {ObjectKind::expiry_note, "contact", "", ".hkx"},
    {ObjectKind::heartbeat, "health", "", ".hkh"},
}};

constexpr std::array<NumberedPattern, 4> kiosk_patterns{{
    {ObjectKind::own_part, "", "own-", ".hko"},
    {ObjectKind::ack, "", "ack-", ".hka"},
    {ObjectKind::roster, "", "roster-", ".hkr"},
    {ObjectKind::token, "", "token-", ".hku"},
}};

constexpr NumberedPattern trust_pattern{ObjectKind::trust, "", "trust-", ".hkt"};
constexpr NumberedPattern pack_pattern{ObjectKind::pack, "", "pack-", ".hkp"};

bool is_hex(std::string_view text, std::size_t size) {
    return text.size() == size && std::all_of(text.begin(), text.end(), [](char letter) {
               return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f');
           });
}

/// What stands between a prefix and an ending; nothing when they do not.
std::optional<std::string_view> between(std::string_view text,
                                        std::string_view prefix,
                                        std::string_view ending) {
    if (text.size() < prefix.size() + ending.size() || !text.starts_with(prefix) ||
        !text.ends_with(ending)) {
        return std::nullopt;
    }
    return text.substr(prefix.size(), text.size() - prefix.size() - ending.size());
}

struct Numbered {
    std::uint64_t number;
    std::string hash;
};

/// `<12 digits>-<16 hex>`
std::optional<Numbered> read_numbered(std::string_view text) {
    if (text.size() != digits + 1 + short_hash || text[digits] != '-' ||
        !is_hex(text.substr(digits + 1), short_hash)) {
        return std::nullopt;
    }
    std::uint64_t number = 0;
    for (const char letter : text.substr(0, digits)) {
        if (letter < '0' || letter > '9') {
            return std::nullopt;
        }
        number = number * 10 + static_cast<std::uint64_t>(letter - '0');
    }
    return Numbered{number, std::string(text.substr(digits + 1))};
}

std::optional<Numbered> match(const NumberedPattern& pattern, std::string_view leaf) {
    const std::optional<std::string_view> middle = between(leaf, pattern.prefix, pattern.ending);
    return middle ? read_numbered(*middle) : std::nullopt;
}

std::string numbered(std::uint64_t number, const base::Digest& digest) {
    base::promise(number < number_end, "a number of at most 12 digits");
    std::string text = std::to_string(number);
    text.insert(0, digits - text.size(), '0');
    return text + "-" + digest.hex().substr(0, short_hash);
}

ObjectName made(const std::string& text) {
    std::optional<ObjectName> name = ObjectName::parse(text);
    base::promise(name.has_value(), "a name that its own parser accepts");
    return *std::move(name);
}

FrameKind frame_of(ObjectKind kind) {
    switch (kind) {
        case ObjectKind::survey_batch:
        case ObjectKind::contact_batch: return FrameKind::batch;
        case ObjectKind::expiry_note: return FrameKind::expired;
        case ObjectKind::heartbeat: return FrameKind::health;
        case ObjectKind::enrolment_request: return FrameKind::enrolment_request;
        case ObjectKind::trust: return FrameKind::trust;
        case ObjectKind::pack:
        case ObjectKind::pack_content: return FrameKind::pack;
        case ObjectKind::own_part: return FrameKind::own_part;
        case ObjectKind::ack: return FrameKind::ack;
        case ObjectKind::roster: return FrameKind::roster;
        case ObjectKind::token: return FrameKind::token;
        case ObjectKind::welcome: return FrameKind::welcome;
    }
    return FrameKind::batch;
}

}  // namespace

/// Takes a name apart, pattern by pattern.
struct ObjectNameReader {
    ObjectName name;

    bool take_hash_only(ObjectKind kind, std::optional<std::string_view> middle, std::size_t size) {
        if (!middle || !is_hex(*middle, size)) {
            return false;
        }
        name.kind_ = kind;
        name.hash_ = std::string(*middle);
        return true;
    }

    bool take_numbered(const NumberedPattern& pattern, std::string_view leaf) {
        const std::optional<Numbered> found = match(pattern, leaf);
        if (!found) {
            return false;
        }
        name.kind_ = pattern.kind;
        name.number_ = found->number;
        name.hash_ = found->hash;
        return true;
    }

    bool read_up(const std::vector<std::string>& parts) {
        if (parts.size() == 3) {
            return take_hash_only(
                ObjectKind::enrolment_request, between(parts[2], "enrol-", ".hke"), short_hash);
        }
        return parts.size() == 4 &&
               std::any_of(up_patterns.begin(), up_patterns.end(), [&](const auto& pattern) {
                   return parts[2] == pattern.folder && take_numbered(pattern, parts[3]);
               });
    }

    bool read_down_kiosk(const std::vector<std::string>& parts) {
        if (parts.size() != 3) {
            return false;
        }
        return take_hash_only(
                   ObjectKind::welcome, between(parts[2], "welcome-", ".hkw"), short_hash) ||
               std::any_of(kiosk_patterns.begin(), kiosk_patterns.end(), [&](const auto& pattern) {
                   return take_numbered(pattern, parts[2]);
               });
    }

    bool read_pack(std::string_view leaf) {
        const std::optional<std::string_view> middle =
            between(leaf, pack_pattern.prefix, pack_pattern.ending);
        constexpr std::size_t tail = digits + 1 + short_hash;
        if (!middle || middle->size() < tail + 2 || (*middle)[middle->size() - tail - 1] != '-') {
            return false;
        }
        const std::string_view stream = middle->substr(0, middle->size() - tail - 1);
        const std::optional<Numbered> found = read_numbered(middle->substr(middle->size() - tail));
        if (!found || !is_stream_name(stream)) {
            return false;
        }
        name.kind_ = ObjectKind::pack;
        name.stream_ = std::string(stream);
        name.number_ = found->number;
        name.hash_ = found->hash;
        return true;
    }

    bool read_down_all(const std::vector<std::string>& parts) {
        if (parts.size() == 4 && parts[2] == "f") {
            return take_hash_only(ObjectKind::pack_content, std::string_view(parts[3]), 64);
        }
        return parts.size() == 3 && (take_numbered(trust_pattern, parts[2]) || read_pack(parts[2]));
    }

    bool read(std::string_view text) {
        const std::vector<std::string> parts = base::split(text, '/');
        if (parts.size() < 3 || parts.size() > max_parts) {
            return false;
        }
        name.text_ = std::string(text);
        if (parts[0] == "down" && parts[1] == "all") {
            return read_down_all(parts);
        }
        if (!is_hex(parts[1], 32)) {
            return false;
        }
        name.kiosk_ = base::KioskId::from_hex(parts[1]);
        if (parts[0] == "up") {
            return read_up(parts);
        }
        return parts[0] == "down" && read_down_kiosk(parts);
    }
};

std::optional<ObjectName> ObjectName::parse(std::string_view text) {
    if (text.size() > max_name) {
        return std::nullopt;
    }
    ObjectNameReader reader{ObjectName()};
    if (!reader.read(text)) {
        return std::nullopt;
    }
    return std::move(reader.name);
}

ObjectName ObjectName::batch(const base::KioskId& kiosk,
                             RecordClass cls,
                             std::uint64_t seq,
                             const base::Digest& digest) {
    return made(up_folder(kiosk, cls) + "/" + numbered(seq, digest) + ".hkb");
}

ObjectName ObjectName::expiry_note(const base::KioskId& kiosk,
                                   std::uint64_t seq,
                                   const base::Digest& digest) {
    return made(up_folder(kiosk, RecordClass::contact) + "/" + numbered(seq, digest) + ".hkx");
}

ObjectName ObjectName::heartbeat(const base::KioskId& kiosk,
                                 std::uint64_t counter,
                                 const base::Digest& digest) {
    return made("up/" + kiosk.hex() + "/health/" + numbered(counter, digest) + ".hkh");
}

ObjectName ObjectName::token(const base::KioskId& kiosk,
                             std::uint64_t serial,
                             const base::Digest& digest) {
    return made("down/" + kiosk.hex() + "/token-" + numbered(serial, digest) + ".hku");
}

ObjectName ObjectName::enrolment_request(const base::KioskId& kiosk, const base::Digest& digest) {
    return made("up/" + kiosk.hex() + "/enrol-" + digest.hex().substr(0, short_hash) + ".hke");
}

ObjectName ObjectName::welcome(const base::KioskId& kiosk, const base::Digest& digest) {
    return made(down_folder(kiosk) + "/welcome-" + digest.hex().substr(0, short_hash) + ".hkw");
}

ObjectName ObjectName::trust(std::uint64_t version, const base::Digest& digest) {
    return made("down/all/trust-" + numbered(version, digest) + ".hkt");
}

ObjectName ObjectName::pack(std::string_view stream,
                            std::uint64_t version,
                            const base::Digest& digest) {
    return made("down/all/pack-" + std::string(stream) + "-" + numbered(version, digest) + ".hkp");
}

ObjectName ObjectName::pack_content(const FileHash& hash) {
    return made("down/all/f/" + hash.hex());
}

ObjectName ObjectName::own_part(const base::KioskId& kiosk,
                                std::uint64_t version,
                                const base::Digest& digest) {
    return made(down_folder(kiosk) + "/own-" + numbered(version, digest) + ".hko");
}

ObjectName ObjectName::ack(const base::KioskId& kiosk,
                           std::uint64_t version,
                           const base::Digest& digest) {
    return made(down_folder(kiosk) + "/ack-" + numbered(version, digest) + ".hka");
}

std::size_t ObjectName::cap() const {
    return kind_ == ObjectKind::pack_content ? static_cast<std::size_t>(max_pack_file)
                                             : frame_rule(frame_of(kind_)).cap;
}

std::string organisation_folder(const base::OrgId& org) {
    return "hk1-" + org.hex().substr(0, 8);
}

std::string up_folder() {
    return "up";
}

std::string up_folder(const base::KioskId& kiosk, RecordClass cls) {
    switch (cls) {
        case RecordClass::survey: return "up/" + kiosk.hex() + "/survey";
        case RecordClass::contact: return "up/" + kiosk.hex() + "/contact";
        case RecordClass::health: return "up/" + kiosk.hex() + "/health";
        case RecordClass::office_to_kiosk: break;
    }
    throw base::BrokenPromise("a class that goes up");
}

std::string down_folder() {
    return "down/all";
}

std::string down_folder(const base::KioskId& kiosk) {
    return "down/" + kiosk.hex();
}

}  // namespace harmony::sync
