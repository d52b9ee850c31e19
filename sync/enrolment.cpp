// Who proves what (docs/formats/hk1.md, 5): the request is signed by the key that it names; the
// answer names the request's digest and nonce, carries the trust documents from version 1, and is
// signed by the publishers of the newest of them. That version 1 is the office's is what people
// compare digits for: nothing here can know it.
#include "sync/enrolment.h"

#include <limits>

#include "sync/base45.h"
#include "sync/pack.h"
#include "sync/wire.h"

namespace harmony::sync {
namespace {

constexpr std::string_view code_prefix = "HE1:";

constexpr std::size_t max_stream = 32;

base::Error refused(std::string sentence) {
    return {base::ErrorKind::refused, std::move(sentence)};
}

base::Bytes write_request(const EnrolmentRequest& request) {
    WireWriter out;
    out.id(request.kiosk);
    out.id(request.instance);
    out.id(request.sign);
    out.id(request.receive);
    out.id(request.ticket);
    out.id(request.nonce);
    out.u32(request.app);
    return out.take();
}

base::Bytes write_welcome(const Welcome& welcome) {
    WireWriter out;
    out.id(welcome.org);
    out.id(welcome.kiosk);
    out.id(welcome.instance);
    out.id(welcome.nonce);
    out.id(welcome.request);
    out.u16(static_cast<std::uint16_t>(welcome.trust_files.size()));
    for (const base::Bytes& file : welcome.trust_files) {
        out.var(file);
    }
    out.var(welcome.own_part);
    out.text(welcome.stream);
    return out.take();
}

base::Result<Welcome> read_welcome(base::ByteView body) {
    WireReader from(body);
    Welcome welcome;
    welcome.org = from.id<base::OrgId>();
    welcome.kiosk = from.id<base::KioskId>();
    welcome.instance = from.id<base::InstanceId>();
    welcome.nonce = from.id<EnrolmentNonce>();
    welcome.request = from.id<base::Digest>();
    const std::size_t files = from.count(from.u16(), 1000, 4);
    for (std::size_t i = 0; i < files && !from.failed(); ++i) {
        welcome.trust_files.push_back(base::copy_bytes(from.var(frame_rule(FrameKind::trust).cap)));
    }
    welcome.own_part = base::copy_bytes(from.var(frame_rule(FrameKind::own_part).cap));
    welcome.stream = from.text(max_stream);
    if (!from.finished() || welcome.trust_files.empty() || !is_stream_name(welcome.stream) ||
        !base::equal(write_welcome(welcome), body)) {
        return frame_error(FrameKind::welcome, FrameFault::badfmt);
    }
    return welcome;
}

base::Result<TrustChain> walk_chain(std::vector<base::Bytes> files) {
    base::Result<TrustChain> chain = TrustChain::start(std::move(files.front()));
    for (std::size_t i = 1; chain && i < files.size(); ++i) {
        const base::Result<TrustChain::Step> step = chain->offer(std::move(files[i]));
        if (!step) {
            return step.error();
        }
        if (*step != TrustChain::Step::taken) {
            return refused("the trust documents in this answer do not follow one another");
        }
    }
    return chain;
}

base::Result<void> check_answers(const Welcome& welcome,
                                 const CheckedRequest& pending,
                                 const KioskKeys& keys) {
    if (welcome.kiosk != keys.kiosk || welcome.instance != keys.instance) {
        return refused("this answer is for another kiosk");
    }
    if (welcome.nonce != pending.request.nonce || welcome.request != pending.digest) {
        return refused("this answer is to another request: make a new one on this kiosk");
    }
    if (pending.request.sign != SignKeyPair(keys.sign).public_key() ||
        pending.request.receive != BoxKeyPair(keys.receive).public_key()) {
        return refused("the request was made with other keys than this kiosk holds");
    }
    return {};
}

base::Result<CheckedWelcome> check_content(Welcome welcome, const Frame& frame, TrustChain chain) {
    const TrustDocument& trust = chain.current();
    if (trust.org != welcome.org) {
        return refused("this answer names another organisation than its trust documents");
    }
    if (base::Result<void> signed_right = check_publishers(frame, trust); !signed_right) {
        return signed_right.error();
    }
    base::Result<CheckedOwnPart> own =
        check_own_part(welcome.own_part, welcome.kiosk, trust, std::nullopt);
    if (!own) {
        return own.error();
    }
    if (own->part.instance != welcome.instance || own->part.stream != welcome.stream) {
        return refused("the own part in this answer is of another kiosk or stream");
    }
    return CheckedWelcome{welcome.org,
                          std::move(chain),
                          std::move(own->part),
                          std::move(welcome.own_part),
                          own->floor.digest,
                          std::move(welcome.stream)};
}

}  // namespace

base::Bytes make_enrolment_request(const KioskKeys& keys,
                                   const EnrolmentNonce& nonce,
                                   std::uint32_t app) {
    const SignKeyPair sign(keys.sign);
    EnrolmentRequest request;
    request.kiosk = keys.kiosk;
    request.instance = keys.instance;
    request.sign = sign.public_key();
    request.receive = BoxKeyPair(keys.receive).public_key();
    request.ticket = SignKeyPair(keys.ticket).public_key();
    request.nonce = nonce;
    request.app = app;
    return write_frame(FrameKind::enrolment_request, write_request(request), sign);
}

base::Result<CheckedRequest> read_enrolment_request(base::ByteView file) {
    const base::Result<Frame> frame = read_frame(FrameKind::enrolment_request, file);
    if (!frame) {
        return frame.error();
    }
    WireReader from(frame->body);
    EnrolmentRequest request;
    request.kiosk = from.id<base::KioskId>();
    request.instance = from.id<base::InstanceId>();
    request.sign = from.id<SignPublicKey>();
    request.receive = from.id<BoxPublicKey>();
    request.ticket = from.id<SignPublicKey>();
    request.nonce = from.id<EnrolmentNonce>();
    request.app = from.u32();
    if (!from.finished()) {
        return frame_error(FrameKind::enrolment_request, FrameFault::badfmt);
    }
    if (!signed_by(*frame, request.sign)) {
        return refused("this enrolment request is not signed by the kiosk that it names");
    }
    return CheckedRequest{request, frame->digest};
}

base::Bytes make_welcome(const Welcome& welcome, std::span<const SignKeyPair* const> publishers) {
    base::promise(!welcome.trust_files.empty() && welcome.trust_files.size() <= 1000 &&
                      is_stream_name(welcome.stream),
                  "an answer with trust documents and a stream");
    return write_frame(FrameKind::welcome, write_welcome(welcome), publishers);
}

base::Result<CheckedWelcome> check_welcome(base::ByteView file,
                                           const CheckedRequest& pending,
                                           const KioskKeys& keys) {
    const base::Result<Frame> frame = read_frame(FrameKind::welcome, file);
    if (!frame) {
        return frame.error();
    }
    base::Result<Welcome> welcome = read_welcome(frame->body);
    if (!welcome) {
        return welcome.error();
    }
    if (base::Result<void> ours = check_answers(*welcome, pending, keys); !ours) {
        return ours.error();
    }
    base::Result<TrustChain> chain = walk_chain(welcome->trust_files);
    if (!chain) {
        return chain.error();
    }
    return check_content(std::move(*welcome), *frame, std::move(*chain));
}

std::string enrolment_code(base::ByteView request) {
    return std::string(code_prefix) + to_base45(request);
}

base::Result<base::Bytes> read_enrolment_code(std::string_view text) {
    const base::Error wrong{base::ErrorKind::unreadable,
                            "this is not the code on a kiosk's screen. Scan it again"};
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) {
        text.remove_suffix(1);
    }
    if (!text.starts_with(code_prefix)) {
        return wrong;
    }
    std::optional<base::Bytes> bytes = from_base45(text.substr(code_prefix.size()));
    return bytes ? base::Result<base::Bytes>(std::move(*bytes)) : wrong;
}

}  // namespace harmony::sync
