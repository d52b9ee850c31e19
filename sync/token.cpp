#include "sync/token.h"

#include "sync/frame.h"
#include "sync/wire.h"

namespace harmony::sync {
namespace {

base::Error refused(std::string sentence) {
    return {base::ErrorKind::refused, std::move(sentence)};
}

base::Bytes write_body(const AdminToken& token) {
    WireWriter out;
    out.id(token.org);
    out.id(token.kiosk);
    out.u64(token.serial);
    out.day(token.last_day);
    out.u8(token.actions);
    return out.take();
}

base::Result<AdminToken> read_body(base::ByteView body) {
    WireReader from(body);
    AdminToken token;
    token.org = from.id<base::OrgId>();
    token.kiosk = from.id<base::KioskId>();
    token.serial = from.u64();
    token.last_day = from.day();
    token.actions = from.u8();
    from.require((token.actions & ~token_action::all) == 0);
    if (!from.finished() || !base::equal(write_body(token), body)) {
        return frame_error(FrameKind::token, FrameFault::badfmt);
    }
    return token;
}

}  // namespace

base::Bytes sign_token(const AdminToken& token, std::span<const SignKeyPair* const> publishers) {
    base::promise((token.actions & ~token_action::all) == 0, "actions that there are");
    return write_frame(FrameKind::token, write_body(token), publishers);
}

base::Result<AdminToken> check_token(base::ByteView file,
                                     const TrustDocument& trust,
                                     const TokenCheck& against) {
    const base::Result<Frame> frame = read_frame(FrameKind::token, file);
    if (!frame) {
        return frame.error();
    }
    if (base::Result<void> signed_right = check_publishers(*frame, trust); !signed_right) {
        return signed_right.error();
    }
    base::Result<AdminToken> token = read_body(frame->body);
    if (!token) {
        return token.error();
    }
    if (token->org != trust.org || token->kiosk != against.kiosk) {
        return refused("this admin stick is another machine's");
    }
    if (token->serial <= against.used) {
        return refused("this admin stick was used before");
    }
    if (against.today > token->last_day) {
        return refused("the day of this admin stick is over");
    }
    return token;
}

}  // namespace harmony::sync
