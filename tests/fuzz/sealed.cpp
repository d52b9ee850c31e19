// Everything that arrives from a store or stick: the first byte says what the rest is taken for.
// Bodies of frames are signed here with the key that the reader expects, so that what lies behind
// the signature is reached.
#include <array>

#include "base/error.h"
#include "base/random.h"
#include "sync/ack.h"
#include "sync/backup_stream.h"
#include "sync/base45.h"
#include "sync/batch.h"
#include "sync/enrolment.h"
#include "sync/escrow.h"
#include "sync/expiry_note.h"
#include "sync/frame.h"
#include "sync/heartbeat.h"
#include "sync/http_trouble.h"
#include "sync/key_file.h"
#include "sync/object_name.h"
#include "sync/own_part.h"
#include "sync/pack.h"
#include "sync/paper_key.h"
#include "sync/redaction.h"
#include "sync/registry.h"
#include "sync/s3_courier.h"
#include "sync/store_address.h"
#include "sync/token.h"
#include "sync/trust.h"
#include "sync/trust_draft.h"
#include "sync/webdav_courier.h"
#include "target.h"

namespace {

using namespace harmony;
using namespace harmony::sync;

SignKeyPair make_publisher() {
    base::promise(start().ok(), "libsodium starts");
    base::SeededRandom random(1);
    return SignKeyPair(SignSeed::random(random));
}

template <typename Id>
Id id_at(base::ByteView body, std::size_t at) {
    const auto id =
        body.size() >= at + Id::size ? Id::from_bytes(body.subspan(at, Id::size)) : std::nullopt;
    return id.value_or(Id{});
}

TrustDocument trust_of(base::ByteView body, const SignKeyPair& publisher) {
    TrustDocument trust;
    trust.org = id_at<base::OrgId>(body, 0);
    trust.publishers = {publisher.public_key()};
    return trust;
}

/// A chain of one document, by which notes of the publisher are read.
TrustChain chain_of(base::ByteView body, const SignKeyPair& publisher) {
    base::SeededRandom random(2);
    TrustDocument trust = trust_of(body, publisher);
    trust.org_name = "Example Council";
    trust.created = base::day_from_number(20'000);
    trust.warn_after = base::day_from_number(20'400);
    const SignKeyPair root(SignSeed::random(random));
    trust.roots = {root.public_key()};
    for (const RecordClass cls : {RecordClass::survey, RecordClass::contact, RecordClass::health}) {
        trust.sets.push_back({cls,
                              base::SetId::random(random),
                              {{RecipientRole::online, BoxPublicKey::random(random)},
                               {RecipientRole::escrow, BoxPublicKey::random(random)}}});
    }
    const std::array<const SignKeyPair*, 1> roots{&root};
    const auto file = sign_trust(trust, roots);
    base::promise(file.ok(), "a trust document of the fuzz target");
    return std::move(*TrustChain::start(*file));
}

void read_frame_of(FrameKind kind, base::ByteView body) {
    const SignKeyPair publisher = make_publisher();
    const base::Bytes file = write_frame(kind, body, publisher);
    const TrustDocument trust = trust_of(body, publisher);
    const auto kiosk = id_at<base::KioskId>(body, 16);
    switch (kind) {
        case FrameKind::batch: static_cast<void>(read_batch(file)); break;
        case FrameKind::trust: static_cast<void>(TrustChain::start(file)); break;
        case FrameKind::pack: static_cast<void>(read_manifest(file, trust)); break;
        case FrameKind::own_part:
            static_cast<void>(check_own_part(file, kiosk, trust, std::nullopt));
            break;
        case FrameKind::ack: static_cast<void>(check_ack(file, kiosk, trust, std::nullopt)); break;
        case FrameKind::registry: static_cast<void>(read_registry(file, trust)); break;
        case FrameKind::token: static_cast<void>(check_token(file, trust, {kiosk, 0, {}})); break;
        case FrameKind::enrolment_request: static_cast<void>(read_enrolment_request(file)); break;
        case FrameKind::health:
            static_cast<void>(open_heartbeat(file, publisher.public_key(), {}));
            break;
        case FrameKind::expired:
            static_cast<void>(claimed_origin(file));
            static_cast<void>(read_expiry_note(file, publisher.public_key()));
            break;
        case FrameKind::redaction:
            static_cast<void>(read_redaction(file, chain_of(body, publisher)));
            break;
        default: break;
    }
    static_cast<void>(read_frame(kind, body));
}

void read_text_of(int what, base::ByteView bytes) {
    const std::string_view text = base::as_text(bytes);
    HttpAnswer answer;
    answer.headers = {{"retry-after", std::string(text)},
                      {"date", std::string(text)},
                      {"location", std::string(text)}};
    answer.status = 302;
    switch (what) {
        case 0: static_cast<void>(read_propfind(bytes, "/store/up")); break;
        case 1:
            static_cast<void>(read_s3_page(bytes));
            static_cast<void>(s3_error_code(bytes));
            break;
        case 2:
            static_cast<void>(asked_to_wait(answer, {}));
            static_cast<void>(clock_off_by(answer, {}));
            static_cast<void>(trouble_of(answer, {"https", "a", "a", "/"}, Due::object));
            break;
        case 3: static_cast<void>(parse_store_address(text)); break;
        case 4: static_cast<void>(read_credentials(bytes)); break;
        case 5: static_cast<void>(read_key_label(bytes)); break;
        case 6: static_cast<void>(read_backup_head(bytes)); break;
        case 7: static_cast<void>(read_trust_draft(bytes)); break;
        case 8: static_cast<void>(read_split_label(bytes)); break;
        case 9: static_cast<void>(read_paper_text(text)); break;
        case 10: {
            const auto read = from_base45(text);
            base::promise(!read || to_base45(*read) == text, "one form of a text");
            break;
        }
        default: break;
    }
    const auto name = ObjectName::parse(text);
    base::promise(!name || name->text() == text, "a name is what it was made of");
}

constexpr std::array kinds{FrameKind::batch,
                           FrameKind::trust,
                           FrameKind::pack,
                           FrameKind::own_part,
                           FrameKind::ack,
                           FrameKind::registry,
                           FrameKind::token,
                           FrameKind::enrolment_request,
                           FrameKind::health,
                           FrameKind::expired,
                           FrameKind::redaction};

constexpr std::size_t texts = 11;  ///< cases of `read_text_of`

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t longest = 32u << 10;  // the smallest cap of a frame's body, and a little
    if (size == 0 || size > longest) {
        return 0;
    }
    const auto bytes = fuzz::bytes_of(data + 1, size - 1);
    const std::size_t what = data[0] % (kinds.size() + texts);
    if (what < kinds.size()) {
        constexpr std::size_t around_a_body = 4 + 4 + 1 + 72;
        if (bytes.size() + around_a_body <= frame_rule(kinds[what]).cap) {
            read_frame_of(kinds[what], bytes);
        }
    } else {
        read_text_of(static_cast<int>(what - kinds.size()), bytes);
    }
    return 0;
}
