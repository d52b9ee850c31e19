// A letter as it is sealed: version 1, channel, two marks, the moment, and six texts, each after
// its length (docs/formats/messages.md).
#include "admin/messages/letter.h"

#include <cstring>

#include "sync/record.h"

namespace harmony::admin {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::uint8_t version = 1;

void put(base::SecretBytes& to, std::uint64_t value, int size) {
    for (int shift = 0; shift < size; ++shift) {
        to.push_back(static_cast<std::byte>(value >> (8 * shift)));
    }
}

void put(base::SecretBytes& to, std::string_view text) {
    put(to, text.size(), 4);
    const base::ByteView bytes = base::as_bytes(text);
    to.insert(to.end(), bytes.begin(), bytes.end());
}

/// Takes from the front; `bad` once there was too little.
struct Reader {
    base::ByteView left;
    bool bad = false;

    std::uint64_t number(std::size_t size) {
        if (left.size() < size) {
            bad = true;
            return 0;
        }
        std::uint64_t value = 0;
        for (std::size_t at = size; at > 0; --at) {
            value = (value << 8U) | std::to_integer<std::uint64_t>(left[at - 1]);
        }
        left = left.subspan(size);
        return value;
    }

    std::string_view text() {
        const auto size = static_cast<std::size_t>(number(4));
        if (bad || left.size() < size) {
            bad = true;
            return {};
        }
        const std::string_view text = base::as_text(left.first(size));
        left = left.subspan(size);
        return text;
    }
};

sync::WrappedContext context_of(const base::OrgId& org) {
    return {{org, {}, {}}, sync::RecordClass::contact};
}

}  // namespace

Result<base::Bytes> seal_letter(const Letter& letter,
                                const base::OrgId& org,
                                const sync::TrustDocument& trust,
                                base::RandomSource& random) {
    const sync::RecipientSet* set = trust.set_of(sync::RecordClass::contact);
    if (set == nullptr) {
        return Error{ErrorKind::absent, "the office has no key for contact details"};
    }
    base::SecretBytes body;
    put(body, version, 1);
    put(body, static_cast<std::uint64_t>(letter.channel), 1);
    put(body, letter.draft ? 1 : 0, 1);
    put(body, letter.cancels ? 1 : 0, 1);
    put(body, static_cast<std::uint64_t>(letter.made.time_since_epoch().count()), 8);
    for (const std::string_view text : {letter.to.view(),
                                        std::string_view(letter.language),
                                        std::string_view(letter.subject),
                                        std::string_view(letter.text),
                                        std::string_view(letter.english),
                                        std::string_view(letter.calendar)}) {
        put(body, text);
    }
    return sync::seal_wrapped(context_of(org),
                              {set->id, set->keys()},
                              base::RecordId::random(random),
                              sync::RecordKind::fact,
                              body,
                              random);
}

Result<Letter> open_letter(base::ByteView sealed,
                           const base::OrgId& org,
                           const sync::KeyRing& ring) {
    const auto record = sync::read_wrapped(sync::RecordClass::contact, sealed);
    if (!record) {
        return record.error().while_doing("reading a message that is kept");
    }
    const sync::OpenedBody opened = sync::open_wrapped(context_of(org), *record, ring);
    if (opened.opening != sync::Opening::opened) {
        return Error{ErrorKind::refused, "no key of this office opens a message that is kept"};
    }
    Reader reader{opened.body};
    Letter letter;
    const bool known = reader.number(1) == version;
    letter.channel = static_cast<events::Channel>(reader.number(1));
    letter.draft = reader.number(1) == 1;
    letter.cancels = reader.number(1) == 1;
    letter.made =
        base::Moment{std::chrono::milliseconds{static_cast<std::int64_t>(reader.number(8))}};
    letter.to = base::SecretText(reader.text());
    letter.language = reader.text();
    letter.subject = reader.text();
    letter.text = reader.text();
    letter.english = reader.text();
    letter.calendar = reader.text();
    if (!known || reader.bad || !reader.left.empty()) {
        return Error{ErrorKind::unreadable, "a message that is kept was made by another Harmony"};
    }
    return letter;
}

}  // namespace harmony::admin
